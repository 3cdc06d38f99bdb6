package canvas

import (
	"slices"
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
)

// ratioLine is the line of a margin or another ratio in percent. A printed
// ratio stands where the two figures bear it out or are unknown.
func (b *book) ratioLine(l Line) []Entry {
	at := func(p fiscal.Period) (Figure, bool) { return b.ratioAt(l, p) }
	for _, p := range b.ratioPeriods(l) {
		f, ok := at(p)
		if !ok || b.tooOld(p) {
			continue
		}
		f.Metric, f.Label = ratioID(l), l.Name
		e := Entry{Name: capital(l.Name), Figure: f}
		e.OnYear = pointsFrom(f, p.Shift(-12), at)
		if m := p.Months(); m > 0 && m < 12 {
			e.OnQuarter = pointsFrom(f, p.Shift(-m), at)
		}
		e.Trend = b.trend(f, at)
		return []Entry{b.finish(e, "")}
	}
	return nil
}

// ratioID names a ratio by its two metrics, for ids and exports.
func ratioID(l Line) extract.Metric { return l.Of + "/" + l.To }

func pointsFrom(f Figure, p fiscal.Period, at func(fiscal.Period) (Figure, bool)) *Change {
	old, ok := at(p)
	if !ok || !p.Known() {
		return nil
	}
	g, ok := points(f, old)
	if !ok {
		return nil
	}
	return &Change{Growth: g, From: old}
}

// ratioPeriods are those for which the numerator or the printed ratio is
// known, best first.
func (b *book) ratioPeriods(l Line) []fiscal.Period {
	var out []fiscal.Period
	add := func(s series) {
		for _, p := range b.periods(s) {
			if !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
	}
	for _, s := range b.answers(string(l.Of), Line{Basis: l.Basis}) {
		add(s)
	}
	for _, s := range b.stated(l) {
		add(s)
	}
	slices.SortStableFunc(out, b.rank)
	return out
}

// stated are the series in which documents print the ratio itself: as a
// share of the denominator, or under a metric or label of its own.
func (b *book) stated(l Line) []series {
	of := Line{Basis: l.Basis, Unit: unitPercent, Dimensions: extract.Dimensions{extract.DimShareOf: string(l.To)}}
	out := b.answers(string(l.Of), of)
	for _, name := range l.names() {
		out = append(out, b.answers(name, Line{Basis: l.Basis, Unit: unitPercent})...)
	}
	return out
}

func (b *book) ratioAt(l Line, p fiscal.Period) (Figure, bool) {
	derived, isDerived := b.derivedRatio(l, p)
	for _, s := range b.stated(l) {
		f, ok := b.at(s, p)
		switch {
		case !ok:
		case isDerived && !confirms(f, derived):
			derived.Rivals, derived.Grade = []Figure{f}, extract.Contradicted
			return derived, true
		default:
			return f, true
		}
	}
	return derived, isDerived
}

func (b *book) derivedRatio(l Line, p fiscal.Period) (Figure, bool) {
	_, all, ok := b.total(l.To, p)
	if !ok {
		return Figure{}, false
	}
	for _, s := range b.answers(string(l.Of), Line{Basis: l.Basis}) {
		if part, ok := b.at(s, p); ok {
			f, ok := ratio(part, all)
			f.Basis = part.Basis
			return f, ok
		}
	}
	return Figure{}, false
}

// each makes a line of every figure of a kind in the newest period that has
// any, in the order in which the facts stand.
func (b *book) each(l Line) []Entry {
	if l.Each.Basis == extract.Guidance {
		return b.guidance(l)
	}
	found := b.selected(l)
	b.unwrap(l, found)
	most := l.Each.Most
	if most == 0 {
		most = DefaultMost
	}
	var out []Entry
	for _, s := range found {
		f, ok := b.at(s.series, s.period)
		if !ok || len(out) == most {
			continue
		}
		e := b.entry(s.series, f, l.nameOf(f), l.Loss)
		if l.ShareOf != "" {
			b.share(&e, s.series, l)
			e.Share = partOnly(e.Share)
		}
		out = append(out, b.finish(e, l.Loss))
	}
	return out
}

// unwrap turns the sign of a section whose lines are all printed below zero
// under a total above it: a statement that prints its costs in parentheses.
// The total has a metric and so its sign; lines that have none keep theirs as
// printed.
func (b *book) unwrap(l Line, found []pick) {
	if l.ShareOf == "" || len(found) == 0 {
		return
	}
	_, total, ok := b.total(l.ShareOf, found[0].period)
	if !ok || total.Value.Sign() <= 0 {
		return
	}
	in := map[series]bool{}
	for _, p := range found {
		in[series{name: p.series.name, section: p.series.section, basis: p.series.basis}] = true
		if f, ok := b.at(p.series, p.period); ok && f.Value.Sign() > 0 {
			return
		}
	}
	for i, r := range b.rows {
		if r.Value.Sign() < 0 && r.Metric == "" && r.dims == "" && in[series{name: r.name, section: r.section, basis: r.Basis}] {
			b.rows[i].Value = r.Value.Neg()
		}
	}
}

// partOnly is share where the part is no more than its total: a line of a
// section that exceeds it belongs to something else.
func partOnly(share *Figure) *Figure {
	if share == nil || share.Value.Cmp(quantity.Amount{Coef: 100}) > 0 {
		return nil
	}
	return share
}

// nameOf is the template's name with the segment or label in its place.
func (l Line) nameOf(f Figure) string {
	own := f.Label
	if l.Each.Segment != "" {
		own = f.Dimensions[extract.DimSegment]
	}
	if l.Name == "" {
		return own
	}
	return strings.ReplaceAll(l.Name, "{}", own)
}

type pick struct {
	series series
	period fiscal.Period
}

func (b *book) selected(l Line) []pick {
	var all []pick
	for _, r := range b.rows {
		if !b.selects(l, r) || b.event.End.Before(r.Period.End) || b.tooOld(r.Period) {
			continue
		}
		s := series{name: r.name, dims: r.dims, basis: r.Basis, unit: r.Unit}
		if len(l.Each.Sections) > 0 {
			s.section = r.section
		}
		if p := (pick{s, r.Period}); !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	if len(all) == 0 {
		return nil
	}
	best := slices.MinFunc(all, func(x, y pick) int { return b.rank(x.period, y.period) }).period
	return slices.DeleteFunc(all, func(p pick) bool { return p.period != best })
}

// selects says that r is of the kind that l wants each of. Totals of a
// section are left out: other lines say them.
func (b *book) selects(l Line, r row) bool {
	if slices.Contains(l.Each.Except, r.Metric) || !b.accepts(l.Unit, r) {
		return false
	}
	switch {
	case l.Each.Segment != "":
		_, ok := r.Dimensions[extract.DimSegment]
		return ok && r.Metric == l.Each.Segment && r.dims == extract.Dimensions{extract.DimSegment: r.Dimensions[extract.DimSegment]}.String() && r.Basis != extract.NonGAAP && r.Basis != extract.Guidance
	case len(l.Each.Sections) > 0:
		in := slices.ContainsFunc(l.Each.Sections, func(s string) bool { return extract.Fold(s) == r.section })
		return in && r.section != "" && r.dims == "" && !total(r.Label) && (r.Basis == extract.GAAP || r.Basis == "")
	}
	return r.dims == "" && r.Basis == l.Each.Basis
}

// total says that a label names a sum.
func total(label string) bool {
	l := extract.Fold(label)
	return strings.HasPrefix(l, "total") || strings.Contains(l, "subtotal") || strings.HasSuffix(l, "合計") || strings.HasSuffix(l, "合计") || strings.HasSuffix(l, "總額") || strings.HasSuffix(l, "总额")
}

// guidance makes a line of every range or figure that the issuer expects of a
// period after the newest one.
func (b *book) guidance(l Line) []Entry {
	var out []Entry
	for _, r := range b.rows {
		if r.Basis != extract.Guidance || !b.event.End.Before(r.Period.End) || r.Dimensions[extract.DimBound] == "high" || !r.At.Equal(b.newest) {
			continue
		}
		if r.Dimensions[extract.DimChange] != "" || r.Unit != b.currency && r.Unit != quantity.Count {
			continue
		}
		low, ok := b.at(series{r.name, r.dims, r.section, r.Basis, r.Unit}, r.Period)
		if !ok {
			continue
		}
		e := Entry{Name: "Guidance: " + low.Label, Figure: low}
		high := strings.Replace(r.dims, extract.DimBound+"=low", extract.DimBound+"=high", 1)
		if f, ok := b.at(series{r.name, high, r.section, r.Basis, r.Unit}, r.Period); ok && high != r.dims {
			e.High = &f
		}
		out = append(out, b.finish(e, ""))
	}
	return out
}
