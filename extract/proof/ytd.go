package proof

import (
	"fmt"
	"math"
	"strings"

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
			last := fiscal.Ended(tail, f.Period.End)
			first := fiscal.Period{Start: f.Period.Start, End: last.Start.Previous()}
			if c, ok := ix.stretches("year to date", i, first, last); ok {
				checks = append(checks, c)
			}
		}
		if months == 12 {
			q := fiscal.Ended(3, f.Period.End)
			if c, ok := ix.stretches("quarters", i, q.Shift(-9), q.Shift(-6), q.Shift(-3), q); ok {
				checks = append(checks, c)
			}
		}
	}
	return checks
}

// stretches adds up the stretches of a period. What fails is held against the
// figures only where one document prints all of them and they are known to
// add up: an average does not, and a later document may reclassify.
func (ix index) stretches(name string, whole int, parts ...fiscal.Period) (check, bool) {
	f := ix.facts[whole]
	facts, terms := []int{whole}, []string{}
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
		terms = append(terms, fmt.Sprintf("%s (%s)", v, p))
	}
	gap := math.Abs(sum - float(f.Value))
	c := check{closed: gap <= width*(1+1e-9)}
	slack := gap
	if c.closed {
		if slack = width; gap == 0 {
			slack = 0
		}
	}
	if !c.closed && (f.Metric == "" || ix.earlier(facts...) || f.Basis == extract.Operating) {
		return check{}, false
	}
	c.members = additive(slack, facts...)
	c.text = fmt.Sprintf("%s: %s %s %s", name, strings.Join(terms, " + "), sign(c.closed), f.Value)
	return c, true
}
