package prose

import (
	"strings"

	"tickmark/extract"
	"tickmark/extract/pattern"
)

// withoutForm is a share of revenue as it "would have" moved without a cost.
// What follows says no forecast and no wish: both figures are of the past.
var (
	withoutWords = pattern.New(`(?i)^\s*without the effect of\b[^,]*,`)
	withoutForm  = pattern.New(`^[^MPQCXNT;]*c(?P<subj>L)V(?P<ofx>[xlL]+)(?P<end>g)x?(?:[UD]F(?P<base>P)(?P<baseT>T)t(?P<lev>P)(?P<levT>T)|x*[It]+(?P<lev>P)(?P<levT>T)K(?P<sameT>T))`)
)

// without reads "Without the effect of that, costs as a percentage of revenue
// would have decreased from P in S to P in T", or remained at P. The figures
// leave something out: they are non-GAAP.
func (s *sentence) without(all string) bool {
	if !withoutWords.MatchString(s.text) {
		return false
	}
	m := withoutForm.FindStringSubmatchIndex(all)
	if m == nil {
		return false
	}
	g := s.groups(rule{form: withoutForm}, m, 0)
	s.take(s.subjectOf(s.tokens[g["subj"]]), when{})
	s.subject.match.Basis = extract.NonGAAP
	words := withoutWords.FindStringIndex(s.text)
	s.subject.basis = s.printed(words[0], words[1])
	of := tidy(s.text[s.tokens[g["ofx"]].start:s.tokens[g["end"]-1].end])
	s.dims = extract.Dimensions{extract.DimShareOf: s.whole(of)}
	s.observe(g["lev"], s.at(g, "levT"), s.dims, false, "prose/without@1")
	if i, ok := g["base"]; ok {
		s.observe(i, s.at(g, "baseT"), s.dims, false, "prose/without@1")
	}
	if g.has("sameT") && strings.Contains(s.text, "stable at") {
		s.observe(g["lev"], s.at(g, "sameT"), s.dims, false, "prose/without@1")
	}
	return true
}
