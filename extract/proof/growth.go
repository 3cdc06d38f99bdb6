package proof

import (
	"fmt"

	"tickmark/extract"
	"tickmark/extract/quantity"
)

// lag is how many months a stated change looks back.
var lag = map[string]int{"yoy": 12, "qoq": 3, "hoh": 6}

// growths holds each stated change against the two figures it speaks of.
func growths(ix index) []check {
	var checks []check
	for i, f := range ix.facts {
		months, ok := lag[f.Dimensions[extract.DimChange]]
		if !ok {
			continue
		}
		now, before, ok := ix.pair(f, months)
		if !ok {
			continue
		}
		if c, ok := growth(ix, i, now, before); ok {
			checks = append(checks, c)
		}
	}
	return checks
}

// pair finds the figure that a change speaks of, now and before. Changes in
// points speak of percentages, changes in percent of amounts or counts.
func (ix index) pair(f extract.Fact, months int) (now, before int, ok bool) {
	dims := extract.Dimensions{}
	for k, v := range f.Dimensions {
		if k != extract.DimChange {
			dims[k] = v
		}
	}
	base := f
	base.Dimensions = dims
	for _, u := range baseUnits(f.Unit) {
		base.Unit = u
		base.Period = f.Period
		now, ok1 := ix.any(base)
		base.Period = f.Period.Shift(-months)
		before, ok2 := ix.any(base)
		if ok1 && ok2 {
			return now, before, true
		}
	}
	return 0, 0, false
}

// any is one, for a change whose own basis is unknown too.
func (ix index) any(f extract.Fact) (int, bool) {
	if i, ok := ix.one(f.Key()); ok {
		return i, true
	}
	if f.Basis == "" {
		f.Basis = extract.GAAP
		return ix.one(f.Key())
	}
	return 0, false
}

func baseUnits(u quantity.Unit) []quantity.Unit {
	if u == quantity.Points {
		return []quantity.Unit{quantity.Percent}
	}
	return []quantity.Unit{quantity.CNY, quantity.HKD, quantity.USD, quantity.Count,
		quantity.CNY.Per(quantity.Shares), quantity.CNY.Per(quantity.ADS)}
}

func growth(ix index, stated, now, before int) (check, bool) {
	s, n, b := ix.facts[stated], ix.facts[now], ix.facts[before]
	if n.Value.Sign()*b.Value.Sign() < 0 && s.Unit == quantity.Percent || s.Qualifier != "" {
		return check{}, false
	}
	c := check{members: []int{stated, now, before}}
	c.closed = grew(s, n, b)
	sign := "="
	if !c.closed {
		sign = "≠"
	}
	c.text = fmt.Sprintf("growth: %s against %s (%s) %s %s %s", n.Value, b.Value, b.Period, sign, s.Value, s.Unit)
	return c, true
}

// grew compares magnitudes: a loss that shrinks by half "decreased by 50 %".
// Whether an issuer calls a smaller loss an increase is a matter of words, so
// the sign counts only where both figures are positive.
func grew(s, n, b extract.Fact) bool {
	if s.Unit == quantity.Points {
		hi, lo := of(n.Value), of(b.Value)
		return of(s.Value).overlaps(interval{sub(hi.lo, lo.hi), sub(hi.hi, lo.lo)})
	}
	r, ok := of(n.Value).abs().over(of(b.Value).abs())
	if !ok {
		return true
	}
	change := r.minus(1).percent()
	if of(s.Value).overlaps(change) {
		return true
	}
	return n.Value.Sign() < 0 && of(s.Value.Neg()).overlaps(change)
}
