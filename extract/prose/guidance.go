package prose

import (
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
)

// guidedForm is what remains of a forecast of the issuer's own when the words
// of expecting and of ranges are taken out.
var guidedForm = pattern.New(`^(?:(?P<T>T)c?)?(?P<subj>L)(?P<T>T)?O?(?P<lev>[MPC])(?P<lev2>[MPC])?(?P<T>T)?(?:[cA]*S?(?P<kind>[YWH])?(?P<dir>[UD])[BO]*(?P<chg>P)(?P<chg2>P)?(?P<kind>[YWH])?)?[c;]*$`)

// guidanceWords say who expects, and that a range follows.
var guidanceWords = map[string]bool{
	"we": true, "company": true, "group": true, "management": true, "between": true, "range": true, "from": true, "to": true, "be": true, "currently": true,
	"介": true, "乎": true, "于": true, "於": true, "在": true, "间": true, "間": true, "之": true,
}

// guided reads a forecast: "the Company expects total revenues to be between M
// and N in the fourth quarter of 2025, a year-over-year increase of P to Q".
// Its period must be named, and end no earlier than the document's.
func (s *sentence) guided() {
	kept := s.forecast()
	text := kinds(kept)
	m := guidedForm.FindStringSubmatchIndex(text)
	if m == nil {
		return
	}
	all := s.tokens
	claimed := s.claimed
	s.expects = s.expectation()
	s.tokens, s.claimed = kept, make([]bool, len(kept))
	s.guide(rule{form: guidedForm}, m)
	done := map[int]bool{}
	for i, ok := range s.claimed {
		done[kept[i].start] = ok
	}
	s.tokens, s.claimed = all, claimed
	for i, t := range all {
		s.claimed[i] = done[t.start]
	}
}

// expectation is the word by which the sentence expects, or the lead-in that
// it is an item of.
func (s *sentence) expectation() extract.Source {
	for _, t := range s.tokens {
		if t.kind == 'G' {
			return s.printed(t.start, t.end)
		}
	}
	return s.expects
}

// forecast is the sentence without the words of expecting and of ranges.
func (s *sentence) forecast() []token {
	var kept []token
	for i, t := range s.tokens {
		words := strings.ToLower(s.text[t.start:t.end])
		switch {
		case strings.IndexByte("GIto@F", t.kind) >= 0, t.kind == 'x' && guidanceWords[words]:
		case t.kind == 'O' && len(kept) > 0 && kept[len(kept)-1].kind != 'L' && kept[len(kept)-1].kind != 'U' && kept[len(kept)-1].kind != 'D':
		case (t.kind == 'A' || t.kind == 'c') && i+1 < len(s.tokens) && s.tokens[i+1].number.High:
		case t.kind == 'c' && len(kept) == 0:
		case t.kind == 'l' && (i == 0 || strings.IndexByte("GIT", s.tokens[i-1].kind) >= 0):
			t.kind = 'L'
			kept = append(kept, t)
		default:
			kept = append(kept, t)
		}
	}
	return kept
}

func (s *sentence) guide(r rule, m []int) {
	g := s.groups(r, m, 0)
	p := s.at(g, "T")
	if !g.has("T") {
		p = s.expecting
	}
	if !p.Known() || p.IsInstant() || p.End.Before(s.context.Period.End) {
		return
	}
	s.take(s.subjectOf(s.tokens[g["subj"]]), when{})
	s.period, s.subject.match.Basis, s.subject.basis = p, extract.Guidance, s.expects
	s.bounds(g, "lev", "lev2", p, nil)
	kind := s.kind(g, "kind")
	if kind == "" || !g.has("chg") {
		return
	}
	for _, name := range []string{"chg", "chg2"} {
		if i, ok := g[name]; ok && s.tokens[g["dir"]].kind == 'D' {
			s.tokens[i].number.Value = s.tokens[i].number.Value.Neg()
		}
	}
	s.bounds(g, "chg", "chg2", p, extract.Dimensions{extract.DimChange: kind})
}

// bounds observes one figure, or the two ends of a range.
func (s *sentence) bounds(g found, low, high string, p when, dims extract.Dimensions) {
	const rule = "prose/guidance@2"
	i, j := g[low], g[high]
	if !g.has(high) {
		s.observe(i, p, dims, s.subject.match.Loss, rule)
		return
	}
	if !s.tokens[i].number.Low || !s.tokens[j].number.High {
		return
	}
	s.observe(i, p, dims.With(extract.DimBound, "low"), s.subject.match.Loss, rule)
	s.observe(j, p, dims.With(extract.DimBound, "high"), s.subject.match.Loss, rule)
}

// A paragraph that says who expects, and for when, and the items it lists.
var (
	expectForm = pattern.New(`(?i)\b(?:expects?|anticipates?)\b[^.:]{0,40}:\s*$`)
	listedForm = pattern.New(`(?i)\bto be (?:between|in the range|approximately|about)\b`)
)

// expected is the period that the items below a paragraph are expected for:
// "For the fourth quarter of 2025, the Company expects:".
func (r *reader) expected(b extract.Block, before, current when) when {
	words := b.Words
	if listedForm.MatchString(words) {
		return before
	}
	if len(words) > maxHeading || !expectForm.MatchString(words) {
		return when{}
	}
	if ms := fiscal.Scan(words); len(ms) == 1 {
		at := expectForm.FindStringIndex(words)
		r.expects = scoped(b, at[0], at[1])
		return when{ms[0].Resolve(current.Period, r.context.Calendar), scoped(b, ms[0].Start, ms[0].End)}
	}
	return when{}
}
