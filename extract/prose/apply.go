package prose

import (
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
)

// found gives the tokens of a rule's groups by name.
type found map[string]int

func (s *sentence) groups(r rule, m []int, at int) found {
	g := found{}
	for k, name := range r.form.SubexpNames() {
		if name != "" && m[2*k] >= 0 {
			g[name] = at + m[2*k]
		}
	}
	return g
}

// apply turns the groups of a matched rule into observations. It is false
// where they contradict each other, so that another rule may be tried.
func (s *sentence) apply(r rule, m []int, at int) bool {
	g := s.groups(r, m, at)
	for _, name := range []string{"lab", "lab2"} {
		if i, ok := g[name]; ok && !s.same(s.subjectOf(s.tokens[i])) {
			return false
		}
	}
	if !s.allowed(g) {
		return false
	}
	if g.has("mid") {
		return s.shares(g, r.id)
	}
	if i, ok := g["delivered"]; ok {
		if !s.delivered(i) {
			return false
		}
		g["lev"] = i
	}
	if i, ok := g["ads"]; ok {
		return s.adsRatio(i, r.id)
	}
	if i, ok := g["staff"]; ok {
		if !s.staff(i) {
			return false
		}
		g["lev"] = i
	}
	if i, ok := g["subj"]; ok && i > 0 && s.gained(i) {
		return false
	}
	if i, ok := g["subj"]; ok {
		p := s.at(g, "subjT")
		if !p.Known() {
			p = s.lengthy(prefixForm.FindString(s.text[:s.tokens[i].start]))
		}
		sub := s.subjectOf(s.tokens[i])
		if list, ok := s.summed(i); ok && !g.has("subj2") {
			sub = list
		}
		s.take(sub, p)
	}
	rule := r.id
	if s.rule != "" {
		rule = s.rule
	}
	if list, ok := g["subj2"]; ok {
		return s.pair(g, list, rule)
	}
	if _, ok := g["basic"]; ok {
		return s.both(g, rule)
	}
	if _, ok := g["lev2"]; ok {
		return s.twice(g, rule)
	}
	if i, ok := g["vague"]; ok {
		if s.tokens[i].number.Qualifier == "" {
			return false
		}
		g["lev"] = i // "exceeded RMB6 million": the qualifier is the verb
	}
	if i, ok := g["part"]; ok {
		if s.levels == 0 {
			return false
		}
		g["levT"], s.unclear = i, true // whose figures follow, nobody says
	}
	if _, ok := g["fx"]; ok {
		return s.exchange(g, rule)
	}
	if _, ok := g["rate"]; ok {
		return s.rateOf(g, rule)
	}
	if _, ok := g["dividend"]; ok {
		return s.dividend(g, r.id)
	}
	s.levelOf(g, rule)
	s.baseOf(g, "base", "baseT", rule)
	s.baseOf(g, "base2", "base2T", rule)
	if g.has("bothT") {
		s.baseOf(g, "base", "bothT", rule)
	}
	if r.id == "prose/share@5" { // the points are those of the share
		s.shareOf(g, rule)
		s.changeOf(g, rule)
		return true
	}
	s.changeOf(g, rule)
	s.shareOf(g, rule)
	s.marginOf(g, rule)
	return true
}

// allowed refuses a level that is a percentage of something, or one of two
// figures of which a later word says respectively.
func (s *sentence) allowed(g found) bool {
	i, ok := g["lev"]
	if !ok || g.has("lev2") {
		return true
	}
	next := s.kindAt(i + 1)
	if s.tokens[i].kind == 'P' && next == 'O' {
		return false
	}
	if next == 'T' && s.kindAt(i+2) == 'A' && s.kindAt(i+3) == 'T' {
		return false // the last of several: "a margin of P and a loss margin of P in S and T"
	}
	if s.tokens[i].number.Low || s.tokens[i].number.High || comparedForm.MatchString(s.text[s.tokens[i].end:]) {
		return false // a range, or how much more than another it was
	}
	if next != 'A' && next != 'c' || strings.IndexByte("MPQCX", s.kindAt(i+2)) < 0 {
		return true
	}
	for j := i + 3; j < len(s.tokens) && s.tokens[j].kind != ';'; j++ {
		if s.kindAt(j) == 'R' {
			return false
		}
	}
	return true
}

// gained reports whether label i is the noun of a gain or a loss behind its
// verb, "为收益人民币6.0万元", and names no measure of its own.
func (s *sentence) gained(i int) bool {
	return s.tokens[i-1].kind == 'I' && beingForm.MatchString(s.wordsOf(i-1)) && gainForm.MatchString(s.wordsOf(i))
}

var (
	beingForm = pattern.New(`^(?:为|為|则为|則為|是)$`)
	gainForm  = pattern.New(`^(?:收益|损失|損失|亏损|虧損)$`)
)

// comparedForm makes the figure before it a difference.
var comparedForm = pattern.New(`(?i)^\s*(?:\([^)]*\)\s*)?(?:higher|lower|more|less|above|below|greater)\b`)

func (g found) has(name string) bool { _, ok := g[name]; return ok }

// kindAt is the kind of token i, 0 behind the last.
func (s *sentence) kindAt(i int) byte {
	if i < len(s.tokens) {
		return s.tokens[i].kind
	}
	return 0
}

// twice reads one label in two periods: "were M and N in S and T".
func (s *sentence) twice(g found, rule string) bool {
	a, b := s.at(g, "levT"), s.at(g, "lev2T")
	if m := s.tokens[g["lev2T"]].period; bare(m) {
		m.Relation = fiscal.YearEarlier // as long as the first, in that year
		b = when{s.resolve(m, a.Period), s.printed(m.Start, m.End)}
	}
	if !a.Known() || !b.Known() {
		return false
	}
	s.observe(g["lev"], a, nil, s.subject.match.Loss, rule)
	s.observe(g["lev2"], b, nil, s.subject.match.Loss, rule)
	s.levels += 2
	return true
}

// The figures per share that one label names together.
const (
	perShareBoth    extract.Metric = "EarningsPerShareBasicAndDiluted"
	perShareBasic   extract.Metric = "EarningsPerShareBasic"
	perShareDiluted extract.Metric = "EarningsPerShareDiluted"
)

// both reads "basic and diluted … were M and N, respectively".
func (s *sentence) both(g found, rule string) bool {
	if s.subject.match.Metric != perShareBoth {
		return false
	}
	p := s.now(g, "levT", "levT2")
	s.metric = perShareBasic
	s.observe(g["basic"], p, nil, s.subject.match.Loss, rule)
	s.metric = perShareDiluted
	s.observe(g["diluted"], p, nil, s.subject.match.Loss, rule)
	s.metric = s.subject.match.Metric
	s.levels += 2
	return true
}

// same says that a label said again means the subject. It may say whether the
// other figure was a loss. A subject that the vocabulary does not know begins
// with it: "Gross profit margin for the advertising business".
func (s *sentence) same(again subject) bool {
	if s.subject != nil && !s.subject.known {
		return s.begins(s.subject.label, again.match.Metric)
	}
	return s.subject != nil && again.match.Metric == s.subject.match.Metric && (again.match.Basis == s.subject.match.Basis)
}

// begins says that a label begins with the name of a metric.
func (s *sentence) begins(label string, id extract.Metric) bool {
	for _, f := range s.words.Find(label) {
		if f.Span.Start == 0 && f.Metric == id {
			return true
		}
	}
	return false
}

// at is the period of a group, the zero Period where the group is empty.
func (s *sentence) at(g found, name string) when {
	i, ok := g[name]
	if !ok {
		return when{}
	}
	from := s.outer()
	if s.period.Known() && !s.period.IsInstant() {
		from = s.period
	}
	p := s.dated(i, from)
	if !p.Known() {
		p = s.passing(i)
	}
	return p
}

// now is the period of the subject's own figure: the one printed beside it,
// or before it, or the section's.
func (s *sentence) now(g found, names ...string) when {
	for _, n := range names {
		if p := s.at(g, n); p.Known() {
			return p
		}
		if _, printed := g[n]; printed {
			return when{} // named, and not understood
		}
	}
	switch {
	case s.period.Known():
		return s.period
	case s.unclear:
		return when{}
	case s.leading.Known():
		return s.leading
	case s.before.Known() && s.before.IsInstant() == s.standing():
		return s.before
	}
	return s.current
}

// standing reports whether the last figure's metric is one of a day.
func (s *sentence) standing() bool {
	m, ok := s.words.Metric(s.metric)
	return ok && m.Instant
}

func (s *sentence) levelOf(g found, rule string) {
	i, ok := g["lev"]
	if !ok {
		return
	}
	p := s.now(g, "levT", "levT2")
	if rule == "prose/had@1" {
		p = when{fiscal.Instant(s.current.End), s.current.source}
	}
	if s.observe(i, p, nil, s.subject.match.Loss, rule) {
		s.levels++
		s.last, s.level = s.tokens[i].number.Value, i
	}
	if p.Known() {
		s.mixed = s.mixed || s.levels > 1 && s.latest.Known() && s.latest.Period != p.Period
		s.period, s.latest = p, p
	} else {
		s.unclear = true // what follows is of the same period
	}
	s.dims, s.metric = nil, s.subject.match.Metric
}

// pair reads "A and B were M and N, respectively".
func (s *sentence) pair(g found, other int, rule string) bool {
	p := s.now(g, "levT", "levT2")
	s.observe(g["lev"], p, nil, s.subject.match.Loss, rule)
	s.take(s.subjectOf(s.tokens[other]), p)
	s.observe(g["lev2"], p, nil, s.subject.match.Loss, rule)
	s.levels += 2
	return true
}

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
		return p.shift(-12)
	case kind == "qoq" && p.Months() == 3:
		return p.shift(-3)
	case kind == "hoh" && p.Months() == 6:
		return p.shift(-6)
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
	case then == now.Shift(-12):
		return "yoy"
	case now.Months() == 3 && then == now.Shift(-3):
		return "qoq"
	case now.Months() == 6 && then == now.Shift(-6):
		return "hoh"
	}
	return ""
}
