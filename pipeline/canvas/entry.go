package canvas

import (
	"fmt"
	"slices"
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
)

// trendLength is how many periods a trend looks back, its own included.
const trendLength = 8

// entry is the line of f with all that the facts say about it but its share.
func (b *book) entry(s series, f Figure, name, loss string) Entry {
	if name == "" {
		name = f.Label
	}
	e := Entry{Name: capital(name), Figure: f}
	e.OnYear = b.change(s, f, f.Period.Shift(-12), "yoy")
	back := -3
	if m := f.Period.Months(); m > 0 {
		back = -m
	}
	if back != -12 {
		e.OnQuarter = b.change(s, f, f.Period.Shift(back), map[int]string{-3: "qoq", -6: "hoh"}[back])
	}
	if f.Period.IsInstant() && e.OnYear == nil && e.OnQuarter == nil {
		e.Since = b.since(s, f)
	}
	b.twins(&e, s)
	for _, p := range b.periods(s) {
		if p.End == f.Period.End && p.Months() > f.Period.Months() && f.Period.Months() > 0 {
			if longer, ok := b.at(s, p); ok {
				e.Cumulative = append(e.Cumulative, longer)
			}
		}
	}
	e.Trend = b.trend(f, func(p fiscal.Period) (Figure, bool) { return b.at(s, p) })
	return e
}

// change is how f moved from the period p, nil where nothing says so. kind is
// the dimension of a growth that is printed. A printed growth that the
// figures do not bear out gives way to theirs, and stays as its rival.
func (b *book) change(s series, f Figure, p fiscal.Period, kind string) *Change {
	var c Change
	if old, ok := b.at(s, p); ok && p.Known() {
		c.From = old
	}
	stated, isStated := b.statedChange(s, f, kind)
	derived, isDerived := Figure{}, false
	if c.From.Known() {
		if f.Unit == quantity.Percent {
			derived, isDerived = points(f, c.From)
		} else {
			derived, isDerived = growth(f, c.From)
		}
	}
	if isStated && b.shared(s, f) && !(isDerived && confirms(stated, derived)) {
		isStated = false // it may speak of the other section's line
	}
	turned := f.Value.Sign() < 0 || c.From.Known() && c.From.Value.Sign() < 0
	switch {
	case isStated && isDerived && !confirms(stated, derived):
		derived.Rivals = []Figure{stated}
		derived.Grade = extract.Contradicted
		c.Growth = derived
	case isStated && !turned && stated.Grade != extract.Contradicted:
		c.Growth = stated
	case isDerived && !turned:
		c.Growth = derived
	}
	if !c.Growth.Known() && !c.From.Known() {
		return nil
	}
	return &c
}

// statedChange is the printed growth of s in the period of f.
func (b *book) statedChange(s series, f Figure, kind string) (Figure, bool) {
	if kind == "" || f.Derived() && s.name == "" {
		return Figure{}, false
	}
	want := s
	want.dims = dimsWith(s.dims, extract.DimChange+"="+kind)
	want.section = ""
	want.unit = quantity.Percent
	if f.Unit == quantity.Percent {
		want.unit = quantity.Points
	}
	for _, basis := range []extract.Basis{s.basis, ""} {
		want.basis = basis
		if g, ok := b.at(want, f.Period); ok && len(g.Rivals) == 0 {
			return g, true
		}
	}
	return Figure{}, false
}

// shared says that another section has a line of the same name and another
// value: a growth that is printed elsewhere under that name may be of either.
func (b *book) shared(s series, f Figure) bool {
	return s.section != "" && slices.ContainsFunc(b.byName[s.name], func(i int) bool {
		r := b.rows[i]
		return r.section != s.section && r.Period == f.Period && r.dims == s.dims && r.Unit == f.Unit && !r.Value.Consistent(f.Value)
	})
}

// dimsWith adds one "key=value" to printed dimensions, in order.
func dimsWith(dims, more string) string {
	if dims == "" {
		return more
	}
	parts := append(strings.Split(dims, ","), more)
	slices.Sort(parts)
	return strings.Join(parts, ",")
}

// since is the change of a balance from the latest earlier day that is known.
func (b *book) since(s series, f Figure) *Change {
	for _, p := range b.periods(s) {
		if p.IsInstant() && p.End.Before(f.Period.End) {
			return b.change(s, f, p, "")
		}
	}
	return nil
}

// twins finds what the documents print of e in other currencies.
func (b *book) twins(e *Entry, s series) {
	if !e.Unit.Currency() {
		return
	}
	for _, i := range b.byName[s.name] {
		r := b.rows[i]
		other := s
		other.unit = r.Unit
		if r.Period != e.Period || r.Unit == s.unit || !r.Unit.Currency() || !b.has(other, r) {
			continue
		}
		twin, ok := b.at(other, e.Period)
		if ok && !slices.ContainsFunc(e.Twins, func(t Figure) bool { return t.Unit == twin.Unit }) {
			e.Twins = append(e.Twins, twin)
		}
	}
}

// trend is f and what precedes it in periods of equal length, as far as they
// are known, oldest first; nil where f stands alone.
func (b *book) trend(f Figure, at func(fiscal.Period) (Figure, bool)) []Figure {
	step := f.Period.Months()
	if step == 0 {
		step = 3
	}
	out := []Figure{bare(f)}
	for i := 1; i < trendLength; i++ {
		p := f.Period.Shift(-i * step)
		if old, ok := at(p); ok && p.Known() {
			out = append(out, bare(old))
		}
	}
	if len(out) == 1 {
		return nil
	}
	slices.Reverse(out)
	return out
}

// bare is the part of a figure that a trend shows.
func bare(f Figure) Figure {
	return Figure{Metric: f.Metric, Label: f.Label, Basis: f.Basis, Period: f.Period, Value: f.Value, Unit: f.Unit, Qualifier: f.Qualifier, Grade: f.Grade}
}

// share says what part of the template's total e is: as printed where a
// document prints it and the figures bear it out, else derived.
func (b *book) share(e *Entry, s series, l Line) {
	e.ShareOf = l.ShareName
	_, total, ok := b.total(l.ShareOf, e.Period)
	derived, isDerived := Figure{}, false
	if ok {
		derived, isDerived = ratio(e.Figure, total)
	}
	stated, isStated := b.statedShare(s, e.Period, l, total)
	switch {
	case isStated && isDerived && !confirms(stated, derived):
		derived.Rivals, derived.Grade = []Figure{stated}, extract.Contradicted
		e.Share = &derived
	case isStated:
		e.Share = &stated
	case isDerived:
		e.Share = &derived
	}
}

// total is the consolidated figure of a metric for exactly p.
func (b *book) total(m extract.Metric, p fiscal.Period) (series, Figure, bool) {
	for _, s := range b.answers(string(m), Line{}) {
		if f, ok := b.at(s, p); ok {
			return s, f, true
		}
	}
	return series{}, Figure{}, false
}

// statedShare is the printed share of s in the total that l names, by the
// total's metric, its name in the template or its printed label.
func (b *book) statedShare(s series, p fiscal.Period, l Line, total Figure) (Figure, bool) {
	for _, i := range b.byName[s.name] {
		r := b.rows[i]
		of, ok := r.Dimensions[extract.DimShareOf]
		if !ok || r.Period != p || r.Unit != quantity.Percent {
			continue
		}
		names := []string{string(l.ShareOf), extract.Fold(l.ShareName), extract.Fold(total.Label)}
		if of != "" && (slices.Contains(names, of) || slices.Contains(names[1:], extract.Fold(of))) {
			want := series{name: r.name, dims: r.dims, basis: r.Basis, unit: r.Unit}
			return b.at(want, p)
		}
	}
	return Figure{}, false
}

// finish writes the words and marks of e.
func (b *book) finish(e Entry, loss string) Entry {
	e.Text = b.sentence(e, loss)
	e.Detail = b.detail(e)
	e.Marks = b.marks(e)
	return e
}

// detail is the small print of e: share, translation, longer periods.
func (b *book) detail(e Entry) string {
	var parts []string
	if e.Share != nil {
		parts = append(parts, Words(*e.Share)+" of "+e.ShareOf+flagged(*e.Share))
	}
	for _, t := range e.Twins {
		if t.Value.Sign() != 0 {
			parts = append(parts, Words(t)+flagged(t))
		}
	}
	for _, c := range e.Cumulative {
		parts = append(parts, Words(c)+" "+when(c.Period, b.yearEnd)+flagged(c))
	}
	if e.Was != nil {
		parts = append(parts, "first reported as "+Words(*e.Was))
	}
	for _, r := range e.Rivals {
		parts = append(parts, fmt.Sprintf("also printed as %s", Words(r)))
	}
	return strings.Join(parts, " · ")
}
