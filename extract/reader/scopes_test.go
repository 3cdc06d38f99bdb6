package reader

import (
	"context"
	"strings"
	"testing"

	"tickmark/extract"
)

// TestListMarkups: the items of a list are of its lead-in's period, however the
// document marks them.
func TestListMarkups(t *testing.T) {
	const (
		title = "Acme Announces March Quarter 2024 and Fiscal Year 2024 Results"
		lead  = "Acme today announced its results for the quarter and fiscal year ended March 31, 2024."
		year  = "In the fiscal year ended March 31, 2024:"
		short = "In the quarter ended March 31, 2024:"
		net   = "Net income was RMB4.9 million, against RMB3.9 million and RMB4.1 million before."
	)
	for name, page := range map[string]string{
		"html": "<html><body><h1>" + title + "</h1><p>" + lead + "</p><p>" + short + "</p><ul><li>Revenue was RMB5.0 million.</li></ul><p>" +
			year + "</p><ul><li>Revenue was RMB19.0 million.</li><li>" + net + "</li></ul></body></html>",
		"paragraphs": "<html><body><p>" + strings.Join([]string{title, lead, short, "&#8226; Revenue was RMB5.0 million.", year, "&#8226; Revenue was RMB19.0 million.", "&#8226; " + net}, "</p><p>") + "</p></body></html>",
		"markdown":   "# " + title + "\n\n" + lead + "\n\n" + short + "\n\n- Revenue was RMB5.0 million.\n\n" + year + "\n\n- Revenue was RMB19.0 million.\n- " + net + "\n",
		"text":       title + "\n\n" + lead + "\n\n" + short + "\n\n• Revenue was RMB5.0 million.\n\n" + year + "\n\n• Revenue was RMB19.0 million.\n\n• " + net + "\n",
	} {
		res, err := Read(context.Background(), []byte(page), Options{})
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{"5.0": "2024Q1", "19.0": "2023-04-01/2024-03-31"}
		for _, f := range res.Facts {
			w := f.Witnesses[0]
			if p, ok := want[w.Printed]; ok && f.Metric == "Revenues" {
				if f.Period.String() != p || f.Evidence.Period.How != extract.Scoped || !strings.Contains(f.Evidence.Period.Quote, "March 31, 2024") {
					t.Errorf("%s: %s is of %s by %+v, want %s", name, w.Printed, f.Period, f.Evidence.Period, p)
				}
				delete(want, w.Printed)
			}
		}
		if len(want) > 0 {
			t.Errorf("%s: unread %v", name, want)
		}
	}
}
