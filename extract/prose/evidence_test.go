package prose

import (
	"strings"
	"testing"

	"tickmark/extract"
	"tickmark/extract/vocabulary"
)

// TestEvidence: each attribute of a figure is read where its evidence says,
// in the figure's own sentence or above it.
func TestEvidence(t *testing.T) {
	c := document
	c.PeriodSource = extract.Source{How: extract.Scoped, Quote: "the quarter ended September 30, 2025", Place: "p[1] 0:36"}
	c.BasisSource = extract.Source{How: extract.Scoped, Quote: "U.S. GAAP", Place: "p[9] 1:10"}
	for _, e := range []struct {
		lines []string // the figure stands in the last
		want  string   // of the last fact: period, unit, scale, basis, label
	}{
		{[]string{"In the first quarter of 2025, total revenues were RMB5.0 million."},
			"stated first quarter of 2025|stated RMB5.0 million|stated RMB5.0 million|scoped U.S. GAAP|stated total revenues"},
		{[]string{"Total revenues were RMB5.0 million."},
			"scoped the quarter ended September 30, 2025|stated RMB5.0 million|stated RMB5.0 million|scoped U.S. GAAP|stated Total revenues"},
		{[]string{"Third Quarter 2025 Highlights", "Adjusted net income was RMB3.0 million."},
			"scoped Third Quarter 2025|stated RMB3.0 million|stated RMB3.0 million|stated Adjusted net income|stated Adjusted net income"},
		{[]string{"Total revenues were RMB5.0 million, compared with RMB4.0 million in the same quarter of last year."},
			"scoped same quarter of last year|stated RMB4.0 million|stated RMB4.0 million|scoped U.S. GAAP|stated Total revenues"},
		{[]string{"Total revenues were RMB5.0 million in the third quarter of 2025. They compare with RMB4.0 million in the third quarter of 2024."},
			"stated third quarter of 2024|stated RMB4.0 million|stated RMB4.0 million|scoped U.S. GAAP|scoped Total revenues"},
		{[]string{"Total revenues were RMB5.0 million, up 20.1% year-over-year."},
			"scoped the quarter ended September 30, 2025|stated 20.1%|stated 20.1%|scoped U.S. GAAP|stated Total revenues"},
		{[]string{"As of September 30, 2025, the Company had a total of 1,204 full-time employees."},
			"stated As of September 30, 2025|stated full-time employees|stated 1,204|stated full-time employees|stated full-time employees"},
		{[]string{"For the fourth quarter of 2025, the Company expects:", "Total revenues to be approximately RMB17.5 million."},
			"scoped fourth quarter of 2025|stated approximately RMB17.5 million|stated approximately RMB17.5 million|scoped expects:|stated Total revenues"},
		{[]string{"二零二五年第一季度，總收入為人民幣500萬元。"},
			"stated 二零二五年第一季度|stated 人民幣500萬元|stated 人民幣500萬元|scoped U.S. GAAP|stated 總收入"},
		{[]string{"2025年第一季度，营业收入为人民币500万元，同比增长10%。"},
			"stated 2025年第一季度|stated 10%|stated 10%|scoped U.S. GAAP|stated 营业收入"},
	} {
		var text extract.Text
		for _, line := range e.lines {
			text.Blocks = append(text.Blocks, extract.Block{Words: line})
		}
		text.Number()
		facts, _ := Read(text, c, vocabulary.Default())
		if len(facts) == 0 {
			t.Errorf("%q: no facts", e.lines)
			continue
		}
		v := facts[len(facts)-1].Evidence
		var got []string
		for _, s := range []extract.Source{v.Period, v.Unit, v.Scale, v.Basis, v.Label} {
			got = append(got, string(s.How)+" "+s.Quote)
			if s != c.PeriodSource && s != c.BasisSource && !stands(text, s) {
				t.Errorf("%q: %+v does not stand there", e.lines, s)
			}
		}
		if g := strings.Join(got, "|"); g != e.want {
			t.Errorf("%q:\n got  %s\n want %s", e.lines, g, e.want)
		}
	}
}

// stands reports whether a source's words stand at its place.
func stands(text extract.Text, s extract.Source) bool {
	for _, b := range text.Blocks {
		if at := strings.Index(b.Words, s.Quote); at >= 0 && b.SpanPlace(extract.Span{Start: at, End: at + len(s.Quote)}) == s.Place {
			return true
		}
	}
	return false
}
