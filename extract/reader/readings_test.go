package reader

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"tickmark/extract"
)

// TestReadings: a number without a label or a period says how it could be
// read, and what would close on it.
func TestReadings(t *testing.T) {
	const head = `<html><p>Example today announced its unaudited financial results for the third quarter ended September 30, 2025.</p>`
	const columns = `<p>UNAUDITED CONDENSED CONSOLIDATED STATEMENTS OF OPERATIONS</p><p>(All amounts in thousands of RMB)</p><table>
<tr><td></td><td>Three months ended September 30, 2025</td><td>Three months ended September 30, 2024</td></tr>
<tr><td></td><td>RMB</td><td>RMB</td></tr>`
	for _, c := range []struct{ name, page, want string }{
		{"a row without a label", head + columns + `
<tr><td>Product sales</td><td>1,752,310</td><td>1,175,580</td></tr>
<tr><td>Service fees</td><td>702,410</td><td>688,130</td></tr>
<tr><td></td><td>23,292</td><td>21,903</td></tr>
<tr><td>Total revenues</td><td>2,478,012</td><td>1,885,613</td></tr></table></html>`,
			"23,292 CNY 3 2025Q3 sum: 1752310000 + 702410000 + 23292000 = 2478012000 (Total revenues)"},
		{"a figure that stands in a table", head + columns + `
<tr><td>Product sales</td><td>1,752,310</td><td>1,175,580</td></tr>
<tr><td>Service fees</td><td>725,702</td><td>710,033</td></tr>
<tr><td>Total revenues</td><td>2,478,012</td><td>1,885,613</td></tr></table>
<p>In the third quarter of 2025, we are glad that something like RMB725.7 million came in.</p></html>`,
			"RMB725.7 million CNY 6 2025Q3 repeat: 725702000 (Service fees)"},
	} {
		res, err := Read(context.Background(), []byte(c.page), Options{Ledger: true})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range res.Misses {
			for _, r := range m.Readings {
				got = append(got, fmt.Sprint(m.Quote, " ", r.Unit, " ", r.Scale, " ", r.Period, " ", closes(r.Closes)))
			}
		}
		if !strings.Contains(strings.Join(got, "\n"), c.want) {
			t.Errorf("%s: got\n%s\nwant %s", c.name, strings.Join(got, "\n"), c.want)
		}
	}
}

// closes is the texts of checks.
func closes(checks []extract.Check) string {
	texts := make([]string, len(checks))
	for i, c := range checks {
		texts[i] = c.String()
	}
	return strings.Join(texts, "; ")
}
