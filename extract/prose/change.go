package prose

import (
	"slices"

	"tickmark/extract"
	"tickmark/extract/fiscal"
)

// baseOf reads the figure of another period. Without a period of its own it
// is the one that the change beside it is measured against.
func (s *sentence) baseOf(g found, name, period, rule string) {
	i, ok := g[name]
	if !ok || s.translated(s.tokens[i].number) {
		return
	}
	p := s.at(g, period)
	if _, printed := g[period]; printed {
		s.note(between2(s.now(nil).Period, p.Period))
	} else {
		p = s.shifted(first(s.kind(g, "kind", "kind2", "kind4"), s.inferred(g)))
	}
	if s.levels > 0 && p.Known() && p.Period == s.now(nil).Period {
		s.base.at, s.base.period = i, when{}
		return // "the first quarter of", and the line breaks: nothing is compared with itself
	}
	loss := s.subject.match.Loss
	if again, ok := g["lab"]; ok {
		if other, ok := g["lab2"]; ok && name == "base2" {
			again = other
		}
		loss = s.subjectOf(s.tokens[again]).match.Loss
	}
	dims := s.dims
	if s.tokens[i].kind != 'P' && dims[extract.DimShareOf] != "" {
		dims, s.metric = nil, s.subject.match.Metric // an amount is no share
	}
	s.observe(i, p, dims, loss, rule)
	s.base.at, s.base.period = i, p
	if p.Known() {
		s.against = p.Period
	}
}

// shifted is the period that a kind of change compares with.
func (s *sentence) shifted(kind string) when {
	p := s.now(nil)
	switch {
	case kind == "yoy":
		return s.shift(p, -12)
	case kind == "qoq" && p.Months() == 3:
		return s.shift(p, -3)
	case kind == "hoh" && p.Months() == 6:
		return s.shift(p, -6)
	}
	return when{}
}

func (s *sentence) changeOf(g found, rule string) {
	i, ok := g["chg"]
	if !ok {
		return
	}
	kind := s.kind(g, "kind", "kind2", "kind4")
	kind = first(kind, first(s.compared(g, "cmpT", "baseT"), s.inferred(g)))
	s.change(i, g["dir"], kind, rule)
	if j, ok := g["amount"]; ok {
		s.change(j, g["dir"], kind, rule)
	}
	if j, ok := g["chg2"]; ok {
		dir := g["dir"]
		if d, ok := g["dir2"]; ok {
			dir = d
		}
		s.change(j, dir, s.kind(g, "kind3"), rule)
	}
}

func (s *sentence) change(i, dir int, kind, rule string) {
	if kind == "" {
		return
	}
	s.note(kind)
	t := &s.tokens[i]
	dims := s.dims
	if t.kind == 'P' && dims[extract.DimShareOf] != "" {
		dims = nil // a share changes by points; it is the amount that changes by a percentage
	}
	dims = dims.With(extract.DimChange, kind)
	if s.tokens[dir].kind == 'D' && t.number.Value.Sign() > 0 {
		t.number.Value = t.number.Value.Neg()
	}
	s.observe(i, s.now(nil), dims, false, rule)
}

// kind is what a change is measured against, where a word says so.
func (s *sentence) kind(g found, names ...string) string {
	for _, n := range names {
		if i, ok := g[n]; ok {
			return map[byte]string{'Y': "yoy", 'W': "qoq", 'H': "hoh"}[s.tokens[i].kind]
		}
	}
	return ""
}

// compared is the kind of change between the subject's period and the one
// that the change names, or that the figure before it was compared with.
func (s *sentence) compared(g found, names ...string) string {
	then := s.against
	for _, n := range names {
		if _, ok := g[n]; ok {
			then = s.at(g, n).Period
		}
	}
	return between2(s.now(nil).Period, then)
}

func between2(now, then fiscal.Period) string {
	switch {
	case !now.Known() || !then.Known():
		return ""
	case slices.Contains(now.Shifts(-12), then):
		return "yoy"
	case now.Months() == 3 && slices.Contains(now.Shifts(-3), then):
		return "qoq"
	case now.Months() == 6 && slices.Contains(now.Shifts(-6), then):
		return "hoh"
	}
	return ""
}
