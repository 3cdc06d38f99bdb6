package proof

import (
	"math"
	"slices"

	"tickmark/extract"
	"tickmark/extract/quantity"
)

// lag is how many months a stated change looks back.
var lag = map[string]int{"yoy": 12, "qoq": 3, "hoh": 6}

// growths holds each stated change against the two figures it speaks of.
func growths(ix index) []check {
	var checks []check
	for i, f := range ix.facts[:ix.now] {
		months, ok := lag[f.Dimensions[extract.DimChange]]
		if !ok || f.Qualifier != "" {
			continue
		}
		now, before, ok := ix.pair(f, months)
		if !ok || f.Metric == "" && !ix.sameTable(i, now, before) {
			continue
		}
		if c, ok := growth(ix, i, now, before); ok {
			checks = append(checks, c)
		}
	}
	return checks
}

// sameTable says that a change without a metric stands in a table with its
// figures, or in prose: in another table the same label ("Cloud") may be
// another measure's.
func (ix index) sameTable(change int, figures ...int) bool {
	at := ix.facts[change].Witnesses
	if len(at) == 0 || at[0].At.Row < 0 {
		return true
	}
	for _, i := range figures {
		if !slices.ContainsFunc(ix.facts[i].Witnesses, func(w extract.Witness) bool { return w.At.Row >= 0 && w.At.Block == at[0].At.Block }) {
			return false
		}
	}
	return true
}

// pair finds the figure that a change speaks of, now and before. Changes in
// points speak of percentages, changes in percent of amounts or counts, any
// other of figures of its own unit.
func (ix index) pair(f extract.Fact, months int) (now, before int, ok bool) {
	dims := extract.Dimensions{}
	for k, v := range f.Dimensions {
		if k != extract.DimChange {
			dims[k] = v
		}
	}
	f.Dimensions = dims
	k := f.Key()
	for _, u := range baseUnits(f.Unit) {
		k.Unit, k.Period = u, f.Period
		now, ok1 := ix.any(k)
		if !ok1 {
			continue
		}
		for _, p := range f.Period.Shifts(-months) {
			k.Period = p
			if before, ok := ix.any(k); ok {
				return now, before, true
			}
		}
	}
	return 0, 0, false
}

// any is one, for a change whose own basis is unknown too. A vague figure is
// none.
func (ix index) any(k extract.Key) (int, bool) {
	i, ok := ix.one(k)
	if !ok && k.Basis == "" {
		k.Basis = extract.GAAP
		i, ok = ix.one(k)
	}
	return i, ok && ix.facts[i].Qualifier == ""
}

func baseUnits(u quantity.Unit) []quantity.Unit {
	switch u {
	case quantity.Points:
		return []quantity.Unit{quantity.Percent}
	case quantity.Percent:
	default:
		return []quantity.Unit{u} // the difference of two figures
	}
	return []quantity.Unit{quantity.CNY, quantity.HKD, quantity.USD, quantity.Count,
		quantity.CNY.Per(quantity.Shares), quantity.CNY.Per(quantity.ADS)}
}

func growth(ix index, stated, now, before int) (check, bool) {
	s, n, b := ix.facts[stated], ix.facts[now], ix.facts[before]
	if n.Value.Sign()*b.Value.Sign() < 0 && s.Unit == quantity.Percent {
		return check{}, false
	}
	if s.Unit != quantity.Points && s.Unit != quantity.Percent && (n.Value.Sign() < 0 || b.Value.Sign() < 0) {
		return check{}, false // whether a loss that shrank increased is a matter of words
	}
	var c check
	if s.Unit != quantity.Percent {
		c = differed(ix, stated, now, before)
	} else {
		var ok bool
		if c, ok = grew(ix, stated, now, before); !ok {
			return c, false
		}
	}
	c.Kind = extract.Growth
	c.Operands = []extract.Operand{{Value: n.Value}, {Op: extract.OpAgainst, Value: b.Value, Period: b.Period}, {Op: extract.OpEquals, Value: s.Value, Unit: s.Unit}}
	return c, true
}

// differed holds a change in percentage points, or in money, against the two
// figures that it is the difference of.
func differed(ix index, stated, now, before int) check {
	s, n, b := ix.facts[stated].Value, ix.facts[now].Value, ix.facts[before].Value
	width := half(s) + half(n) + half(b)
	gap := math.Abs(float(n) - float(b) - float(s))
	if gap <= width*(1+1e-9) {
		return newCheck(extract.Growth, true, additive(width, stated, now, before))
	}
	return newCheck(extract.Growth, false, additive(gap, stated, now, before))
}

// grew compares magnitudes: a loss that shrinks by half "decreased by 50 %".
// Whether an issuer calls a smaller loss an increase is a matter of words, so
// the sign counts only where both figures are positive. Growth may have been
// worked out from the figures as prose rounds them. A miss of less than one
// in the last place (a figure cut off, not rounded) is not decided.
func grew(ix index, stated, now, before int) (check, bool) {
	s, n := ix.facts[stated], ix.facts[now]
	change, ok := changeOf(ix.of(now), ix.of(before))
	if !ok {
		return check{}, false
	}
	wide := change
	if x, y := ix.coarsest(now), ix.coarsest(before); x != ix.of(now) || y != ix.of(before) {
		if wider, ok := changeOf(x, y); ok {
			wide = wider
		}
	}
	values := []interval{ix.of(stated)}
	if n.Value.Sign() < 0 {
		values = append(values, of(s.Value.Neg()))
	}
	for _, stretch := range []interval{change, wide} {
		for _, v := range values {
			if v.overlaps(stretch) {
				return newCheck(extract.Growth, true, ix.grown(stretch, s, stated, now, before)), true
			}
		}
	}
	miss := math.Inf(1)
	for _, v := range values {
		miss = min(miss, v.distance(wide))
	}
	if miss < 2*half(s.Value) {
		return check{}, false
	}
	rel := miss / math.Abs(100+wide.mid())
	return newCheck(extract.Growth, false, append(ix.multiplicative(rel, now, before), member{stated, miss})), true
}

// grown makes the members of a growth that closes.
func (ix index) grown(change interval, s extract.Fact, stated, now, before int) []member {
	points := half(s.Value) + change.width()/2
	rel := points / math.Abs(100+change.mid())
	return append(ix.multiplicative(rel, now, before), member{stated, points})
}

func changeOf(now, before interval) (interval, bool) {
	r, ok := now.abs().over(before.abs())
	if !ok {
		return interval{}, false
	}
	return r.minus(1).percent(), true
}

// coarsest is the widest range that a witness of fact i gives it. A range is as
// wide as a unit of the last place.
func (ix index) coarsest(i int) interval {
	f := ix.facts[i]
	widest := f.Value
	for _, w := range f.Witnesses {
		if w.Value.Exp > widest.Exp && w.Value.Sign() == f.Value.Sign() {
			widest = w.Value
		}
	}
	if widest == f.Value {
		return ix.of(i)
	}
	return of(widest)
}
