package audit

import (
	"maps"
	"math"
	"slices"
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

// role says what a figure tells of a metric: its level, a change, or a share
// of another.
type role struct {
	change  string // yoy or qoq; empty for a level
	shareOf extract.Metric
}

// subject is what a claim is about.
type subject struct {
	metric extract.Metric
	basis  extract.Basis // NonGAAP where the words say so, else empty
	role   role
	period fiscal.Period
	unit   quantity.Unit
}

// book answers questions from the facts of an issuer.
type book struct {
	facts    map[subject][]Fact
	metrics  map[extract.Metric][]Fact
	instant  map[extract.Metric]bool
	currency quantity.Unit
	newest   fiscal.Period // the newest quarter
	rates    map[subject]float64
	sorted   []extract.Metric
	words    map[extract.Metric][][]string // the words that tell a metric apart, by the labels of its facts
}

func newBook(facts []Fact, currency quantity.Unit) *book {
	b := &book{facts: map[subject][]Fact{}, metrics: map[extract.Metric][]Fact{}, words: map[extract.Metric][][]string{}, rates: map[subject]float64{}, instant: map[extract.Metric]bool{}, currency: currency}
	for _, f := range facts {
		r, ok := roleOf(f.Dimensions)
		if f.Metric == "" || !ok {
			continue
		}
		s := subject{f.Metric, marked(f.Basis), r, f.Period, f.Unit}
		b.facts[s] = append(b.facts[s], f)
		b.metrics[f.Metric] = append(b.metrics[f.Metric], f)
		b.learn(f)
		if f.Period.IsInstant() {
			b.instant[f.Metric] = true
		} else if f.Period.Months() == 3 && b.newest.End.Before(f.Period.End) {
			b.newest = f.Period
		}
	}
	b.sorted = slices.Sorted(maps.Keys(b.metrics))
	return b
}

// learn keeps the words that tell a metric apart. A metric of common words
// alone has none.
func (b *book) learn(f Fact) {
	var words []string
	for _, w := range strings.Fields(extract.Fold(f.Label)) {
		if !common[w] {
			words = append(words, w)
		}
	}
	if len(words) > 0 && !slices.ContainsFunc(b.words[f.Metric], func(x []string) bool { return slices.Equal(x, words) }) {
		b.words[f.Metric] = append(b.words[f.Metric], words)
	}
}

// common are words that many metrics share, or that say nothing.
var common = map[string]bool{"revenue": true, "revenues": true, "cost": true, "costs": true, "expense": true, "expenses": true, "income": true, "profit": true,
	"loss": true, "total": true, "net": true, "gross": true, "margin": true, "adjusted": true, "non": true, "gaap": true, "of": true, "from": true, "the": true,
	"our": true, "and": true, "to": true, "in": true, "for": true, "services": true, "service": true, "business": true, "other": true, "others": true, "contribution": true}

// named says that a folded text holds the words which tell a metric apart.
func (b *book) named(m extract.Metric, text string) bool {
	return slices.ContainsFunc(b.words[m], func(words []string) bool {
		return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, " "+w+" ") })
	})
}

// spelled are the metrics whose own words a text holds, as labels.
func (b *book) spelled(text string) (out []vocabulary.Found) {
	text = folded(text)
	for _, m := range b.names() {
		if b.named(m, text) {
			out = append(out, vocabulary.Found{Match: vocabulary.Match{Metric: m}, Whole: true})
		}
	}
	return out
}

// folded is a text as words between spaces.
func folded(text string) string { return " " + extract.Fold(text) + " " }

// marked is a basis as words tell it: non-GAAP or not said.
func marked(b extract.Basis) extract.Basis {
	if b == extract.NonGAAP {
		return b
	}
	return ""
}

// roleOf reads the dimensions that say what a figure tells. Figures of
// segments, parents and guidance are left out: claims do not name them apart.
func roleOf(d extract.Dimensions) (r role, ok bool) {
	for k, v := range d {
		switch k {
		case extract.DimChange:
			r.change = v
		case extract.DimShareOf:
			r.shareOf = extract.Metric(v)
		case extract.DimSection:
		default:
			return r, false
		}
	}
	return r, true
}

// answer is what the book says of a subject.
type answer struct {
	value    quantity.Amount // of a fact; the rounded value of a derived one
	exact    bool            // value is a fact's
	number   float64
	slack    float64 // how far a derived number may be off by the rounding of what it is made of
	evidence []Fact
}

// ask gives what the book knows of a subject: facts, else what follows from
// facts.
func (b *book) ask(s subject) []answer {
	if b.instant[s.metric] && s.role.change == "" && s.role.shareOf == "" {
		s.period = fiscal.Period{End: s.period.End}
	}
	if s.period.IsInstant() && !b.instant[s.metric] {
		s.period = fiscal.Ended(3, s.period.End)
	}
	var out []answer
	for _, f := range b.facts[s] {
		out = append(out, answer{value: f.Value, exact: true, number: float(f.Value), evidence: []Fact{f}})
	}
	if len(out) > 0 {
		return out
	}
	if a, ok := b.derive(s); ok {
		out = append(out, a)
	}
	return out
}

func float(a quantity.Amount) float64 { return float64(a.Coef) * math.Pow10(int(a.Exp)) }

func half(a quantity.Amount) float64 { return math.Pow10(int(a.Exp)) / 2 }

// Bounds of vague words, in parts of the figure: "about" is within a
// twentieth, "over" and "under" no further off than a quarter.
const (
	aboutWithin = 0.05
	overWithin  = 0.25
)

// agrees says that a claimed value tells an answer, in its own rounding.
func (a answer) agrees(v quantity.Amount, qualifier string) bool {
	n := float(v)
	off := math.Abs(n - a.number)
	switch {
	case a.exact && v.Consistent(a.value), !a.exact && off <= half(v)+a.slack:
		return true
	case qualifier == "about":
		return off <= aboutWithin*math.Abs(a.number)
	case qualifier == "over":
		return math.Abs(a.number) >= math.Abs(n) && off <= overWithin*math.Abs(n) && n*a.number > 0
	case qualifier == "under":
		return math.Abs(a.number) <= math.Abs(n) && off <= overWithin*math.Abs(n) && n*a.number > 0
	}
	return false
}
