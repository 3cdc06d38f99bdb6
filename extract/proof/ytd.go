package proof

import (
	"fmt"

	"tickmark/extract"
	"tickmark/extract/fiscal"
)

// yearToDate holds a figure for six, nine or twelve months against the
// shorter year to date and the stretch that follows it.
func yearToDate(ix index) []check {
	var checks []check
	for i, f := range ix.facts {
		if !f.Unit.Currency() || f.Dimensions[extract.DimChange] != "" || f.Qualifier != "" {
			continue
		}
		for _, tail := range []int{3, 6} {
			if f.Period.Months() > tail {
				if c, ok := ix.parts(i, tail); ok {
					checks = append(checks, c)
				}
			}
		}
	}
	return checks
}

// parts adds the first months of a period and its last ones.
func (ix index) parts(whole, tail int) (check, bool) {
	f := ix.facts[whole]
	last := fiscal.Ended(tail, f.Period.End)
	k := f.Key()
	k.Period = last
	b, ok1 := ix.one(k)
	k.Period = fiscal.Period{Start: f.Period.Start, End: last.Start.Previous()}
	a, ok2 := ix.one(k)
	if !ok1 || !ok2 {
		return check{}, false
	}
	x, y := ix.facts[a], ix.facts[b]
	lo, hi := of(x.Value), of(y.Value)
	sum := interval{lo.lo.Add(lo.lo, hi.lo), lo.hi.Add(lo.hi, hi.hi)}
	c := check{members: []int{whole, a, b}, closed: of(f.Value).overlaps(sum)}
	sign := "="
	if !c.closed {
		sign = "≠"
	}
	c.text = fmt.Sprintf("year to date: %s (%s) + %s (%s) %s %s", x.Value, x.Period, y.Value, y.Period, sign, f.Value)
	return c, true
}
