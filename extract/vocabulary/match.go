package vocabulary

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"tickmark/extract"
)

//go:embed data/*.txt
var data embed.FS

// Vocabulary is the metrics and an index of their labels. It is read only,
// and safe for concurrent use.
type Vocabulary struct {
	source
	index *index
	known names
}

// Default is the embedded vocabulary, read once.
var Default = sync.OnceValue(func() *Vocabulary {
	v, err := load(data, built)
	if err != nil {
		panic("vocabulary: embedded data: " + err.Error())
	}
	return v
})

// load reads data files; built may hold the index of their labels.
func load(files fs.FS, built []byte) (*Vocabulary, error) {
	s := source{byID: map[extract.Metric]int{}, macros: map[string]string{}, same: newSynonyms()}
	names, err := fs.Glob(files, "data/*.txt")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		if err := s.parse(strings.TrimPrefix(name, "data/"), string(text), false); err != nil {
			return nil, err
		}
	}
	sum, err := digest(files, names)
	if err != nil {
		return nil, err
	}
	if x, err := unmarshal(built, sum, s.entries()); err == nil {
		return s.with(x), nil
	}
	return s.build()
}

// With is v with an issuer's own metrics, labels and names, in the notation
// of the data files (see parse). Labels of the overlay win over those of v.
// Errors name the line.
func (v *Vocabulary) With(overlay []byte) (*Vocabulary, error) {
	if len(overlay) > MaxOverlay {
		return nil, fmt.Errorf("overlay: longer than %d bytes", MaxOverlay)
	}
	s := v.source
	s.metrics, s.byID, s.macros, s.same = slices.Clone(s.metrics), maps.Clone(s.byID), maps.Clone(s.macros), s.same.clone()
	for i := range s.metrics {
		s.metrics[i].Labels = slices.Clip(s.metrics[i].Labels)
		s.metrics[i].Refusals = slices.Clip(s.metrics[i].Refusals)
		s.metrics[i].Aliases = slices.Clip(s.metrics[i].Aliases)
	}
	s.names, s.relations = slices.Clip(s.names), slices.Clip(s.relations)
	if err := s.parse("overlay", string(overlay), true); err != nil {
		return nil, err
	}
	return s.build()
}

// entry is a label or refusal and what it stands for.
type entry struct {
	Label
	candidate
}

// entries lists those of all metrics, in the order of the data files.
func (s source) entries() []entry {
	var out []entry
	for i, m := range s.metrics {
		for _, l := range m.Labels {
			out = append(out, entry{l, candidate{metric: i, when: l.When, overlay: strings.HasSuffix(l.Script, "+")}})
		}
		for _, l := range m.Refusals {
			out = append(out, entry{l, candidate{metric: i, refused: true}})
		}
	}
	return out
}

// build writes all labels out and indexes them.
func (s source) build() (*Vocabulary, error) {
	x, e := newIndex(), newExpander(s.macros)
	var buf []token
	all := s.entries()
	for i := range all {
		labels, err := e.expand(all[i].Text)
		if err != nil {
			m := s.metrics[all[i].metric]
			return nil, fmt.Errorf("%s:%d: %s: %w", m.File, all[i].Line, m.ID, err)
		}
		for _, words := range labels {
			words, buf = s.same.rewriteWords(words, buf)
			x.add(words, &all[i].candidate)
		}
	}
	return s.with(x), nil
}

// with is the vocabulary of s, whose labels x holds.
func (s source) with(x *index) *Vocabulary {
	v := &Vocabulary{source: s, index: x, known: names{}}
	for _, n := range s.names {
		v.known.add(join(tokens(n)))
	}
	return v
}

// Metric looks an id or one of its aliases up.
func (v *Vocabulary) Metric(id extract.Metric) (Metric, bool) {
	if i, ok := v.byID[id]; ok {
		return v.metrics[i], true
	}
	for _, m := range v.metrics {
		if slices.Contains(m.Aliases, string(id)) {
			return m, true
		}
	}
	return Metric{}, false
}

// Metrics is every metric, in the order of the data files.
func (v *Vocabulary) Metrics() []Metric { return slices.Clone(v.metrics) }

// Relations is how metrics of one period and basis add up.
func (v *Vocabulary) Relations() []Relation { return slices.Clone(v.relations) }

// Match says what a whole label means where it stands. A label that no entry
// holds, that the context rules out, or that could mean two metrics there,
// has none.
func (v *Vocabulary) Match(label string, c Context) (Match, bool) {
	return v.match(v.read(label), c.place(Normalize(c.Section)))
}

func (v *Vocabulary) read(label string) readLabel {
	p := clean(label, v.known)
	p.words = v.same.rewrite(p.words)
	if len(p.words) == 0 {
		return readLabel{phrase: p}
	}
	return readLabel{p, v.index.whole(p.words)}
}

func (v *Vocabulary) match(l readLabel, at place) (Match, bool) {
	i, ok := v.choose(l.all, at, l.marked, false)
	if !ok {
		return Match{}, false
	}
	return v.say(v.metrics[i], l.phrase, at), true
}

// choose finds the one metric that fits. An overlay wins over the built-in
// labels, a label that names its section over one that does not.
func (v *Vocabulary) choose(all []*candidate, at place, marked, prose bool) (int, bool) {
	best, found, rank := -1, 0, -1
	for _, c := range all {
		if c.refused || !v.fits(*c, at, marked) {
			continue
		}
		r := c.rank(prose)
		switch {
		case r > rank:
			best, found, rank = c.metric, 1, r
		case r == rank && c.metric != best:
			found++
		}
	}
	return best, found == 1
}

func (c candidate) rank(prose bool) int {
	r := 0
	if c.overlay {
		r += 4
	}
	if c.when.sectioned() {
		r += 2
	}
	if prose && len(c.when.In) == 0 {
		r++
	}
	return r
}

func (v *Vocabulary) fits(c candidate, at place, marked bool) bool {
	m := &v.metrics[c.metric]
	in := c.when.In
	if len(in) == 0 {
		in = m.In
	}
	switch {
	case at.statement != "" && len(in) > 0 && !slices.Contains(in, at.statement):
		return false
	case c.when.Marked && !marked, c.when.Unmarked && marked:
		return false
	case at.instant && !m.Instant:
		return false
	case !m.Admits(at.unit):
		return false
	}
	return c.when.holds(at)
}

// say makes a Match of a metric and the label that named it.
func (v *Vocabulary) say(m Metric, p phrase, at place) Match {
	out := Match{Metric: m.ID, Nature: m.Nature, Basis: m.Basis, Positive: m.Positive, Rule: "label/" + string(m.ID) + "@" + strconv.Itoa(m.Version)}
	if out.Basis == "" && (p.marked || holdsAny(p.key(), recurringMarks)) {
		out.Basis = extract.NonGAAP
	}
	out.Polarity, out.Loss = p.orient, p.loss()
	switch {
	case m.Nature == Debit && out.Loss:
		out.Nature = Signed // a share of a loss: no deduction
	case m.Nature == Debit:
		out.Loss = p.orient == 0 && p.benefit()
	case m.Nature == Gain && at.statement == CashFlow, m.Nature == Change:
		out.Polarity, out.Loss = -1, false
	}
	if at.statement == CashFlow && m.Nature == Debit && (!slices.Contains(m.In, CashFlow) || slices.Contains(m.In, Income)) {
		out.Nature, out.Polarity, out.Loss = Signed, 1, false // an expense added back
	}
	return out
}

// benefit says that the label of an expense speaks of its opposite.
func (p phrase) benefit() bool {
	return holdsAny(" "+p.key()+" ", []string{" tax benefit ", " tax credit ", " 税 抵 免 ", " 税 利 益 "})
}
