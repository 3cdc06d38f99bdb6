package proof

import (
	"math"
	"math/big"

	"tickmark/extract"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

// relations holds figures against the calculation relations of the
// vocabulary, one document's figures of one period and basis at a time. A
// relation that fails proves nothing against its members: an issuer's total
// may have parts that the relation does not name.
func relations(ix index) []check {
	var checks []check
	for _, r := range vocabulary.Default().Relations() {
		if r.Ratio {
			continue
		}
		for _, i := range ix.metrics[r.Total] {
			if c, ok := related(ix, r, i); ok {
				checks = append(checks, c)
			}
		}
	}
	return checks
}

func related(ix index, r vocabulary.Relation, total int) (check, bool) {
	f := ix.facts[total]
	sum, width := interval{new(big.Rat), new(big.Rat)}, half(f.Value)
	facts := []int{total}
	var terms []extract.Operand
	for _, p := range r.Parts {
		i, ok := ix.part(total, p.Metric, f.Unit)
		if !ok {
			return check{}, false
		}
		v := ix.facts[i].Value
		if p.Weight < 0 {
			v = v.Neg()
		}
		x := of(v)
		sum = interval{sum.lo.Add(sum.lo, x.lo), sum.hi.Add(sum.hi, x.hi)}
		width += half(v)
		facts = append(facts, i)
		terms = append(terms, extract.Operand{Op: plus(len(terms)), Value: v})
	}
	if len(terms) < 2 || !of(f.Value).overlaps(sum) {
		return check{}, false
	}
	terms = append(terms, extract.Operand{Op: extract.OpEquals, Value: f.Value, Label: r.ID})
	return newCheck(extract.Calculation, true, additive(width, facts...), terms...), true
}

// revenues have no non-GAAP twin: a non-GAAP margin divides by them.
const revenues extract.Metric = "Revenues"

// part finds the figure of metric m that belongs to fact i: of its period,
// basis and dimensions.
func (ix index) part(i int, m extract.Metric, u quantity.Unit) (int, bool) {
	k := ix.keys[i]
	k.Name, k.Unit = string(m), u
	j, ok := ix.one(k)
	if !ok && k.Basis == extract.NonGAAP && m == revenues {
		k.Basis = extract.GAAP
		j, ok = ix.one(k)
	}
	return j, ok && ix.facts[j].Qualifier == ""
}

// ratios holds each stated margin against the figures it divides.
func ratios(ix index) []check {
	var checks []check
	for _, r := range vocabulary.Default().Relations() {
		if !r.Ratio || len(r.Parts) != 2 {
			continue
		}
		for _, i := range ix.metrics[r.Total] {
			if i >= ix.now {
				continue
			}
			if c, ok := ix.stated(extract.Margin, i, r.Parts[0].Metric, r.Parts[1].Metric, ix.part); ok {
				checks = append(checks, c)
			}
		}
	}
	return checks
}

// shares holds each stated share of a total against the two figures.
func shares(ix index) []check {
	var checks []check
	for i, f := range ix.facts[:ix.now] {
		of := f.Dimensions[extract.DimShareOf]
		if of == "" || f.Metric == "" || f.Qualifier != "" || f.Dimensions[extract.DimChange] != "" {
			continue
		}
		if c, ok := ix.stated(extract.Share, i, f.Metric, extract.Metric(of), ix.whole); ok {
			checks = append(checks, c)
		}
	}
	return checks
}

// whole finds the figure of metric m without the dimension that makes fact i
// a share.
func (ix index) whole(i int, m extract.Metric, u quantity.Unit) (int, bool) {
	f := ix.facts[i]
	f.Metric, f.Unit, f.Dimensions = m, u, f.Dimensions.With(extract.DimShareOf, "")
	delete(f.Dimensions, extract.DimShareOf)
	return ix.any(f.Key())
}

// stated holds a percentage against the two amounts that it divides: if both
// are read, it must be their quotient, or one of the three is wrong. A miss of
// less than one in the last place is not decided.
func (ix index) stated(kind extract.CheckKind, ratio int, a, b extract.Metric, find func(int, extract.Metric, quantity.Unit) (int, bool)) (check, bool) {
	f := ix.facts[ratio]
	if f.Unit != quantity.Percent || f.Value.Coef == 0 {
		return check{}, false
	}
	for _, u := range []quantity.Unit{quantity.CNY, quantity.HKD, quantity.USD} {
		i, ok1 := find(ratio, a, u)
		j, ok2 := find(ratio, b, u)
		if !ok1 || !ok2 {
			continue
		}
		x, y := ix.facts[i], ix.facts[j]
		q, ok := ix.coarsest(i).abs().over(ix.coarsest(j).abs())
		if !ok {
			continue
		}
		opposed := x.Value.Sign()*y.Value.Sign()*f.Value.Sign() < 0
		if opposed && kind == extract.Share {
			continue
		}
		q = q.percent()
		closed := ix.of(ratio).abs().overlaps(q) && !opposed
		points := half(f.Value) + q.width()/2
		switch {
		case opposed:
			points = 2 * math.Abs(float(f.Value))
		case !closed:
			if points = ix.of(ratio).abs().distance(q); points < 2*half(f.Value) {
				return check{}, false
			}
		}
		return newCheck(kind, closed, append(ix.multiplicative(points/math.Abs(float(f.Value)), i, j), member{ratio, points}), percentage(x, y, f)...), true
	}
	return check{}, false
}
