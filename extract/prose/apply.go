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
