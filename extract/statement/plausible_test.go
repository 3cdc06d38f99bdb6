package statement

import (
	"strings"
	"testing"

	"tickmark/extract"
	"tickmark/extract/fiscal"
)

// TestUnreported holds periods against those that a report on the third quarter
// of 2025 can speak of.
func TestUnreported(t *testing.T) {
	r := reader{context: document}
	for _, test := range []struct{ period, header, want string }{
		{"2025Q3", "", ""},
		{"2024-9M", "", ""},
		{"FY2014", "", ""},
		{"2025-06-30/2025-09-28", "", ""}, // thirteen weeks
		{"2025-12-31", "", ""},
		{"2025-07-02/2025-10-01", "", "not a period that issuers report on"},
		{"2024-09-16/2025-09-15", "", "not a period that issuers report on"},
		{"2024-09-16/2025-09-15", "Last twelve months to September 15, 2025", ""},
		{"FY2025", "", "after the period that the document reports on"},
		{"2050-12-31", "", "after the period that the document reports on"},
		{"1911-12-31", "", "older than the comparatives of a report"},
		{"FY2013", "", "older than the comparatives of a report"},
	} {
		p, err := fiscal.Parse(test.period)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.unreported(extract.Fact{Period: p}, column{header: test.header}, line{}); got != test.want {
			t.Errorf("%s under %q: %q, want %q", test.period, test.header, got, test.want)
		}
	}
	p, _ := fiscal.Parse("FY2026")
	if got := r.unreported(extract.Fact{Period: p, Basis: extract.Guidance}, column{}, line{}); strings.HasPrefix(got, "after") {
		t.Errorf("guidance on %s: %q", p, got)
	}
}
