package proof

import (
	"fmt"
	"math/big"
	"strings"

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
		for _, i := range ix.metric(r.Total) {
			if c, ok := related(ix, r, i); ok && c.closed {
				checks = append(checks, c)
			}
		}
	}
	return checks
}

// ratios holds each stated margin against the figures it divides.
func ratios(ix index) []check {
	var checks []check
	for _, r := range vocabulary.Default().Relations() {
		if !r.Ratio || len(r.Parts) != 2 {
			continue
		}
		for _, i := range ix.metric(r.Total) {
			if c, ok := divided(ix, r, i); ok {
				checks = append(checks, c)
			}
		}
	}
	return checks
}

// metric gives the facts of a metric that have no dimensions but an entity.
func (ix index) metric(m extract.Metric) []int {
	var out []int
	for i, f := range ix.facts {
		if f.Metric == m && f.Qualifier == "" && f.Dimensions[extract.DimChange] == "" && f.Dimensions[extract.DimShareOf] == "" {
			out = append(out, i)
		}
	}
	return out
}

func related(ix index, r vocabulary.Relation, total int) (check, bool) {
	f := ix.facts[total]
	sum := interval{new(big.Rat), new(big.Rat)}
	c := check{members: []int{total}}
	var terms []string
	for _, p := range r.Parts {
		i, ok := ix.part(f, p.Metric, f.Unit)
		if !ok {
			return check{}, false
		}
		v := ix.facts[i].Value
		if p.Weight < 0 {
			v = v.Neg()
		}
		x := of(v)
		sum = interval{sum.lo.Add(sum.lo, x.lo), sum.hi.Add(sum.hi, x.hi)}
		c.members = append(c.members, i)
		terms = append(terms, v.String())
	}
	c.closed = of(f.Value).overlaps(sum)
	c.text = fmt.Sprintf("%s: %s = %s", r.ID, strings.Join(terms, " + "), f.Value)
	return c, len(terms) > 1
}

func (ix index) part(f extract.Fact, m extract.Metric, u quantity.Unit) (int, bool) {
	k := f.Key()
	k.Name, k.Unit = string(m), u
	if i, ok := ix.one(k); ok {
		return i, true
	}
	if k.Basis == extract.NonGAAP { // a non-GAAP margin divides by GAAP revenue
		k.Basis = extract.GAAP
		return ix.one(k)
	}
	return 0, false
}

// divided: a margin that both its figures are read for must be their
// quotient, or one of the three is wrong.
func divided(ix index, r vocabulary.Relation, ratio int) (check, bool) {
	f := ix.facts[ratio]
	if f.Unit != quantity.Percent {
		return check{}, false
	}
	for _, u := range []quantity.Unit{quantity.CNY, quantity.HKD, quantity.USD} {
		a, ok1 := ix.part(f, r.Parts[0].Metric, u)
		b, ok2 := ix.part(f, r.Parts[1].Metric, u)
		if !ok1 || !ok2 {
			continue
		}
		x, y := ix.facts[a], ix.facts[b]
		q, ok := of(x.Value).abs().over(of(y.Value).abs())
		if !ok {
			continue
		}
		c := check{members: []int{ratio, a, b}, closed: of(f.Value).abs().overlaps(q.percent())}
		sign := "="
		if !c.closed {
			sign = "≠"
		}
		c.text = fmt.Sprintf("margin: %s / %s %s %s %%", x.Value, y.Value, sign, f.Value)
		return c, true
	}
	return check{}, false
}
