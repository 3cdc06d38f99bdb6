package reader

import (
	"context"
	"strings"
	"testing"
)

// TestDated: columns date the period that the first lines number; without them,
// or where none fits the number and the year, no period is named.
func TestDated(t *testing.T) {
	const (
		both     = "Acme Reports Unaudited Second Quarter and First Half of 2025 Financial Results"
		announce = "SHANGHAI, August 27, 2025 -- Acme today announced its unaudited financial results for the second quarter and first half of 2025."
		amounts  = "Net income was RMB4.9 billion, against RMB3.9 billion and RMB4.1 billion in the periods before."
	)
	const second = "Net income was RMB4.9 billion in the second quarter of 2025, up from RMB3.9 billion and RMB4.1 billion."
	quarters := grid("|Three months ended|", "|June 30, 2024|March 31, 2025|June 30, 2025")
	for _, c := range []struct {
		name, period, table string
		lines               []string
	}{
		{"quarters under their length", "2025Q2", quarters, []string{both, announce, second}},
		{"years under day and month", "2025Q2", grid("|For the three months ended June 30,|", "|2024|2025"), []string{both, announce, second}},
		{"no table", "", "", []string{both, announce, amounts}},
		{"another year", "", grid("|For the three months ended June 30,|", "|2023|2024"), []string{both, announce, amounts}},
		{"another length", "", grid("|For the year ended December 31,|", "|2023|2024"), []string{both, announce, amounts}},
		{"a year", "FY2024", grid("|For the year ended December 31,|", "|2023|2024"), []string{"Acme Announces Full Year 2024 Financial Results", amounts}},
		{"a fiscal year", "2024Q4", grid("|Three months ended December 31,|", "|2023|2024"),
			[]string{"Acme Announces Third Quarter Fiscal Year 2025 Results", amounts}},
		{"a fiscal year that is dated", "2025Q1", grid("|Three months ended|", "|March 31, 2025|June 30, 2025"),
			[]string{"Acme Announces First Quarter 2025 Results", amounts, "The year ended December 31, 2024 was good."}},
		{"days within a month", "", grid("|Three months ended|", "|July 2, 2024|July 1, 2025"), []string{both, announce, amounts}},
		{"two years in the title", "", quarters, []string{"Acme Announces Second Quarter 2025 and Fourth Quarter 2024 Results", amounts}},
	} {
		page := "<html><p>" + strings.Join(c.lines, "</p><p>") + "</p>" + c.table + "</html>"
		res, err := Read(context.Background(), []byte(page), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if res.Period.String() != c.period || (res.Class != "") != (c.period != "") {
			t.Errorf("%s: class %q for %q, want %q: %s", c.name, res.Class, res.Period, c.period, res.Reason)
		}
	}
}

// grid is a table of a header, its cells between bars, and rows below it.
func grid(header ...string) string {
	var b strings.Builder
	b.WriteString("<table>")
	last := header[len(header)-1]
	n := strings.Count(last, "|")
	body := []string{"Sundry income" + strings.Repeat("|5", n), "Sundry costs" + strings.Repeat("|4", n), "Remainder" + strings.Repeat("|1", n)}
	for _, row := range append(header, body...) {
		b.WriteString("<tr><td>" + strings.ReplaceAll(row, "|", "</td><td>") + "</td></tr>")
	}
	return b.String() + "</table>"
}
