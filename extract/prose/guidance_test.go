package prose

import (
	"testing"

	"tickmark/extract"
	"tickmark/extract/vocabulary"
)

// TestListed: the items below "the Company expects:" are guidance for its
// period, those below another paragraph are not.
func TestListed(t *testing.T) {
	item := "Total revenues to be between RMB17.5 billion and RMB18.7 billion, representing a year-over-year increase of approximately 15.7% to 23.6%."
	for lead, want := range map[string]int{
		"For the fourth quarter of 2025, the Company expects:": 4,
		"The Company looks back:":                              0,
		"The Company expects:":                                 0,
		"For the second quarter of 2025, the Company expects:": 0,
	} {
		text := extract.Text{Blocks: []extract.Block{{Words: lead}, {Words: item}, {Words: "Total assets were considered."}, {Words: item}}}
		text.Number()
		facts, misses := Read(text, document, vocabulary.Default())
		if len(facts) != want || len(facts)+len(misses) != 8 {
			t.Errorf("%s: %v, %v", lead, facts, misses)
		}
		for _, f := range facts {
			if f.Basis != extract.Guidance || f.Period.String() != "2025Q4" {
				t.Errorf("%s: %v", lead, f)
			}
		}
	}
}

// TestLengthy: a label that names a length is of a period so long.
func TestLengthy(t *testing.T) {
	c := document
	c.Period = c.Period.Shift(3) // the fourth quarter
	text := extract.Text{Blocks: []extract.Block{{Words: "Full year revenues reached RMB40.9 billion, a 33.2% increase year-over-year."},
		{Words: "Quarterly revenues were RMB16.1 billion."}}}
	text.Number()
	facts, _ := Read(text, c, vocabulary.Default())
	if len(facts) != 3 || facts[0].Period.String() != "FY2025" || facts[1].Period.String() != "FY2025" || facts[2].Period.String() != "2025Q4" {
		t.Errorf("%v", facts)
	}
}
