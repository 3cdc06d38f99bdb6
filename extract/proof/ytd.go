package proof

import (
	"math"

	"tickmark/extract"
	"tickmark/extract/fiscal"
)

// yearToDate holds a figure for six, nine or twelve months against the
// shorter year to date and the stretch that follows it, and against its
// quarters.
func yearToDate(ix index) []check {
	var checks []check
	for i, f := range ix.facts {
		months := f.Period.Months()
		if months <= 3 || !f.Unit.Currency() || !plain(f) {
			continue
		}
		for _, tail := range []int{3, 6} {
			if months <= tail {
				continue
			}
			for _, last := range f.Period.Tails(tail) {
				first := fiscal.Period{Start: f.Period.Start, End: last.Start.Previous()}
				if c, ok := ix.stretches(extract.YearToDate, i, first, last); ok {
					checks = append(checks, c)
				}
			}
		}
		for _, quarters := range f.Period.Quarters() {
			if c, ok := ix.stretches(extract.Quarters, i, quarters...); ok {
				checks = append(checks, c)
			}
		}
	}
	return checks
}

// stretches adds up the stretches of a period. What fails is held against the
// figures only where one document prints all of them and they are known to
// add up: an average does not, and a later document may reclassify.
func (ix index) stretches(kind extract.CheckKind, whole int, parts ...fiscal.Period) (check, bool) {
	f := ix.facts[whole]
	facts := []int{whole}
	var terms []extract.Operand
	sum, width := 0.0, half(f.Value)
	for _, p := range parts {
		k := ix.keys[whole]
		k.Period = p
		i, ok := ix.one(k)
		if !ok || ix.facts[i].Qualifier != "" {
			return check{}, false
		}
		v := ix.facts[i].Value
		sum += float(v)
		width += half(v)
		facts = append(facts, i)
		terms = append(terms, extract.Operand{Op: plus(len(terms)), Value: v, Period: p})
	}
	gap := math.Abs(sum - float(f.Value))
	closed := gap <= width*(1+1e-9)
	slack := gap
	if closed {
		if slack = width; gap == 0 {
			slack = 0
		}
	}
	if !closed && (f.Metric == "" || ix.earlier(facts...) || f.Basis == extract.Operating) {
		return check{}, false
	}
	return newCheck(kind, closed, additive(slack, facts...), append(terms, extract.Operand{Op: extract.OpEquals, Value: f.Value, Period: f.Period})...), true
}
