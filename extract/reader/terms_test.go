package reader

import (
	"context"
	"slices"
	"testing"

	"tickmark/extract"
)

// TestOwnTerms: a name in prose means what the statement's row of that name means.
func TestOwnTerms(t *testing.T) {
	const page = `<html><body><p>Acme Reports Unaudited Third Quarter 2025 Financial Results</p>
<p>Acme today announced its unaudited financial results for the three months ended September 30, 2025.</p>
<p>Other income, net was RMB544.0 million for the third quarter of 2025.</p>
<p>UNAUDITED CONSOLIDATED STATEMENTS OF OPERATIONS (RMB in thousands)</p>
<table><tr><td></td><td>Three months ended September 30, 2025</td></tr>
<tr><td>Revenues</td><td>5,120,300</td></tr><tr><td>Operating expenses:</td></tr><tr><td>Research and development expenses</td><td>(2,006,463)</td></tr>
<tr><td>Other income, net</td><td>544,040</td></tr><tr><td>Total operating expenses, net</td><td>(1,462,423)</td></tr><tr><td>Other non-operating income, net</td><td>20,275</td></tr></table></body></html>`
	res, err := Read(context.Background(), []byte(page), Options{})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, f := range res.Facts {
		if f.Label != "Other income, net" {
			continue
		}
		n++
		if f.Metric != "OtherOperatingIncomeExpenseNet" || len(f.Witnesses) != 2 || f.Grade != extract.Proven || slices.ContainsFunc(f.Checks, func(c extract.Check) bool { return c.Kind == extract.Disagreement }) {
			t.Errorf("%s %s, %d witnesses, %s %q", f.Metric, f.Value, len(f.Witnesses), f.Grade, f.Checks)
		}
	}
	if n != 1 {
		t.Errorf("%d facts of the name", n)
	}
}
