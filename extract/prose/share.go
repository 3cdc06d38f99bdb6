package prose

import (
	"strings"

	"tickmark/extract"
	"tickmark/extract/vocabulary"
)

func (s *sentence) shareOf(g found, rule string) {
	i, ok := g["share"]
	if !ok {
		return
	}
	if g.has("ofx") {
		s.partOf(g, rule)
		return
	}
	of := s.tokens[g["of"]].label.Match
	if of.Metric == s.subject.match.Metric || of.Metric == "" || s.subject.known && s.ratio(s.subject.match.Metric) {
		return
	}
	s.dims = extract.Dimensions{extract.DimShareOf: string(of.Metric)}
	s.metric = s.subject.match.Metric
	p := s.now(g, "levT", "levT2")
	if s.besideBase(i) && !g.has("levT") && !g.has("levT2") {
		p = s.base.period
	}
	s.observe(i, p, s.dims, false, rule)
}

// besideBase says that a share follows the figure of another period: "compared
// with RMB42 million, or 18% of revenue". It is of that period, known or not.
func (s *sentence) besideBase(share int) bool { return s.base.at > s.level && s.base.at < share }

// partOf reads a share of what the vocabulary has no metric for: the words
// are kept as printed.
func (s *sentence) partOf(g found, rule string) {
	first, last := s.tokens[g["ofx"]], s.tokens[len(s.tokens)-1]
	if i := g["end"]; i < len(s.tokens) {
		last = s.tokens[i-1]
	}
	of := tidy(s.text[first.start:last.end])
	if len(of) > maxLabel || strings.ContainsAny(of, "0123456789") || refusedForm.MatchString(of) {
		return
	}
	s.dims = extract.Dimensions{extract.DimShareOf: s.whole(of)}
	s.metric = s.subject.match.Metric
	s.observe(g["share"], s.now(g, "levT", "levT2"), s.dims, false, rule)
	if j, ok := g["share2"]; ok {
		s.observe(j, s.at(g, "share2T"), s.dims, false, rule)
	}
}

// whole names what a share is of: its metric where the vocabulary has one, else
// the words as printed.
func (s *sentence) whole(of string) string {
	for _, f := range s.words.Find(of) {
		if f.Whole && f.Span.Start == 0 && f.Span.End == len(of) {
			return string(f.Metric)
		}
	}
	return of
}

// shares reads "A, and B represented M% and N% of C, respectively", in which
// the vocabulary need not know A and B: the words are kept as printed.
func (s *sentence) shares(g found, rule string) bool {
	of := string(s.tokens[g["of"]].label.Metric)
	for _, part := range [][3]int{{g["one"], g["mid"], g["share"]}, {g["mid"] + 2, g["end"], g["share2"]}} {
		label := tidy(s.text[s.tokens[part[0]].start:s.tokens[part[1]-1].end])
		if label == "" || len(label) > maxLabel || refusedForm.MatchString(label) {
			return false
		}
		first, last := s.tokens[part[0]], s.tokens[part[1]-1]
		s.take(subject{label: label, from: s.printed(first.start, last.end)}, when{})
		s.observe(part[2], s.now(nil), extract.Dimensions{extract.DimShareOf: of}, false, rule)
	}
	s.levels += 2
	return true
}

// ratio says that a metric is a share itself.
func (s *sentence) ratio(id extract.Metric) bool {
	m, ok := s.words.Metric(id)
	return ok && m.Nature == vocabulary.Rated
}

// marginOf reads the margin of the subject: the ratio of the vocabulary that
// divides it by revenues.
func (s *sentence) marginOf(g found, rule string) {
	i, ok := g["mar"]
	if !ok {
		return
	}
	for _, r := range s.words.Relations() {
		if r.Ratio && len(r.Parts) == 2 && r.Parts[0].Metric == s.subject.match.Metric {
			s.metric, s.dims, s.bound = r.Total, nil, true
			s.observe(i, s.now(g, "levT"), nil, false, rule)
			s.last = s.tokens[i].number.Value
			return
		}
	}
}
