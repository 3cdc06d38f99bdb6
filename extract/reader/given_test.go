package reader

import (
	"context"
	"errors"
	"testing"

	"tickmark/extract"
	"tickmark/extract/fiscal"
)

// The texts of TestGiven: one names no period, one names another, one is no
// release at all.
const (
	undated = "<h1>Acme Announces Unaudited Quarterly Results</h1><p>Total revenues were RMB1,234.5 million. Cost of revenues was RMB1,000.1 million. Gross profit was RMB234.4 million.</p>"
	dated3Q = "<h1>Acme Announces Third Quarter 2025 Results</h1><p>Acme today announced its results for the third quarter ended September 30, 2025.</p>" +
		"<p>Total revenues were RMB1,234.5 million. Cost of revenues was RMB1,000.1 million. Gross profit was RMB234.4 million.</p>"
	greeting = "<h1>To our friends</h1><p>Total revenues were RMB1,234.5 million. Cost of revenues was RMB1,000.1 million.</p>"
)

// TestGiven: a period given by hand is that of a document which names none; one
// that names another is read so only by force, and by force one is read that is
// no release.
func TestGiven(t *testing.T) {
	for _, c := range []struct {
		name, text, period string
		force              bool
		class              extract.Class
		want               string      // the period of the event and of the revenues
		how                extract.How // of the period of the revenues
		fails              bool
	}{
		{"none named, none given", undated, "", false, "", "", "", false},
		{"none named", undated, "2025Q4", false, extract.Release, "2025Q4", extract.Given, false},
		{"the same named", dated3Q, "2025Q3", false, extract.Release, "2025Q3", extract.Scoped, false},
		{"another named", dated3Q, "2025Q4", false, "", "", "", true},
		{"another named, by force", dated3Q, "2025Q4", true, extract.Release, "2025Q4", extract.Given, false},
		{"no release", greeting, "2025Q4", false, "", "2025Q4", "", false},
		{"no release, by force", greeting, "2025Q4", true, extract.Release, "2025Q4", extract.Given, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := fiscal.Parse(c.period)
			if err != nil && c.period != "" {
				t.Fatal(err)
			}
			res, err := Read(context.Background(), []byte("<html><body>"+c.text+"</body></html>"), Options{Period: p, Force: c.force})
			var at *PeriodError
			if errors.As(err, &at) != c.fails || err != nil && !c.fails {
				t.Fatalf("error %v", err)
			}
			if c.fails && (at.Own.String() != "2025Q3" || at.Given.String() != "2025Q4") {
				t.Errorf("named %s and %s", at.Own, at.Given)
			}
			if res.Class != c.class || res.Period.String() != c.want {
				t.Errorf("%q of %q, want %q of %q: %s", res.Class, res.Period, c.class, c.want, res.Reason)
			}
			for _, f := range res.Facts {
				if f.Metric == "Revenues" && (f.Period.String() != c.want || f.Evidence.Period.How != c.how) {
					t.Errorf("revenues of %s, %s", f.Period, f.Evidence.Period.How)
				}
			}
			if (len(res.Facts) > 0) != (c.class != "") {
				t.Errorf("%d facts", len(res.Facts))
			}
		})
	}
}
