package proof

import (
	"cmp"
	"math"
	"slices"

	"tickmark/extract"
	"tickmark/extract/quantity"
)

// A check proves a fact when it holds it to within one part in proving, or to
// about its own rounding. A coarser one (a loss per share of 0.10 against the
// number of shares) says little.
const proving = 200

// check is one piece of arithmetic over some facts.
type check struct {
	extract.Check
	members []member
	outside bool // it holds its members against another document
}

func newCheck(kind extract.CheckKind, closed bool, members []member, operands ...extract.Operand) check {
	return check{Check: extract.Check{Kind: kind, Operands: operands, Closed: closed}, members: members, outside: kind == extract.Comparative}
}

// plus is the operator before the nth term of a sum, from 0.
func plus(n int) extract.Op {
	if n == 0 {
		return ""
	}
	return extract.OpPlus
}

func equals(v quantity.Amount, u quantity.Unit) extract.Operand {
	return extract.Operand{Op: extract.OpEquals, Value: v, Unit: u}
}

// percentage writes x / y = p %.
func percentage(x, y, p extract.Fact) []extract.Operand {
	return []extract.Operand{{Value: x.Value}, {Op: extract.OpOver, Value: y.Value}, equals(p.Value, p.Unit)}
}

// member is a fact that takes part in a check. Of a check that closes, slack
// is how far the fact could be off unnoticed; of one that fails, by how much
// the fact would have to be off to explain the miss. It counts in the fact's
// own unit.
type member struct {
	fact  int
	slack float64
}

// additive makes the members of a sum: a slack is the same for all.
func additive(slack float64, facts ...int) []member {
	out := make([]member, len(facts))
	for i, f := range facts {
		out[i] = member{f, slack}
	}
	return out
}

// multiplicative makes the members of a product or quotient: a slack is in
// proportion to each fact.
func (ix index) multiplicative(slack float64, facts ...int) []member {
	out := make([]member, len(facts))
	for i, f := range facts {
		out[i] = member{f, slack * math.Abs(float(ix.facts[f].Value))}
	}
	return out
}

func float(a quantity.Amount) float64 { return float64(a.Coef) * math.Pow10(int(a.Exp)) }

func half(a quantity.Amount) float64 { return math.Pow10(int(a.Exp)) / 2 }

// looseness is the sum of the relative roundings of figures.
func (ix index) looseness(facts ...int) float64 {
	sum := 0.0
	for _, i := range facts {
		if v := ix.facts[i].Value; v.Coef != 0 {
			sum += half(v) / math.Abs(float(v))
		}
	}
	return sum
}

// proves says that a check which closes with this slack proves f.
func proves(f extract.Fact, slack float64) bool {
	return slack <= 3.01*half(f.Value) || slack <= math.Abs(float(f.Value))/proving
}

// apply grades the facts by the checks.
func (ix index) apply(facts []extract.Fact, checks []check) []extract.Fact {
	finest := make([]float64, len(facts)) // the least slack of the checks that prove a fact
	for i := range finest {
		finest[i] = math.Inf(1)
	}
	for _, c := range checks {
		for _, m := range c.members {
			if c.Closed && m.fact < len(facts) && proves(facts[m.fact], m.slack) {
				finest[m.fact] = min(finest[m.fact], m.slack)
			}
		}
	}
	acquit(facts, finest)
	grades := verdicts(facts, checks, finest)
	ix.spreadScale(checks)
	closed, failed := ix.listed(facts, checks)
	for i := range facts {
		f := &facts[i]
		f.Checks = append(append(append([]extract.Check(nil), f.Checks...), closed[i]...), failed[i]...)
		f.Grade = grades[i]
		fixAttributes(f)
		if f.Grade == extract.Proven && !settled(*f) {
			f.Grade = extract.Alone
		}
	}
	return facts
}

// acquit clears a figure of a disagreement where arithmetic holds it to within
// less than the gap and nothing closes on those that disagree with it: they
// are to blame. Its checks still name them.
func acquit(facts []extract.Fact, finest []float64) {
	disputed := map[extract.Key][]int{}
	for i, f := range facts {
		if f.Grade == extract.Contradicted {
			disputed[f.Key()] = append(disputed[f.Key()], i)
		}
	}
	for _, same := range disputed {
		if i, ok := onlyHeld(same, finest); ok && finest[i] < gapTo(facts, i, same) {
			facts[i].Grade = extract.Alone
		}
	}
}

// onlyHeld is the one of several figures that some check closes on.
func onlyHeld(same []int, finest []float64) (held int, ok bool) {
	n := 0
	for _, i := range same {
		if !math.IsInf(finest[i], 1) {
			held = i
			n++
		}
	}
	return held, n == 1 && len(same) > 1
}

// gapTo is the distance from fact i to the nearest of the others.
func gapTo(facts []extract.Fact, i int, others []int) float64 {
	gap := math.Inf(1)
	for _, j := range others {
		if j != i {
			gap = min(gap, math.Abs(float(facts[i].Value)-float(facts[j].Value)))
		}
	}
	return gap
}

// listed is what closes on each fact and what fails on it. A check too coarse
// to prove a fact is not listed.
func (ix index) listed(facts []extract.Fact, checks []check) (closed, failed [][]extract.Check) {
	closed, failed = make([][]extract.Check, len(facts)), make([][]extract.Check, len(facts))
	for _, c := range checks {
		for _, m := range once(c.members) {
			switch {
			case m.fact >= len(facts):
			case !c.Closed:
				failed[m.fact] = appendNew(failed[m.fact], c.Check)
			case proves(facts[m.fact], m.slack):
				c.Fixes = ix.fixed(c, m.fact)
				closed[m.fact] = appendNew(closed[m.fact], c.Check)
			}
		}
	}
	return closed, failed
}

// maxListed is how many checks a fact lists that close, and how many that
// fail: the revenues of a long report take part in thousands.
const maxListed = 40

// appendNew leaves out a check that is listed: two patterns may be one sum in
// a column where a row is blank.
func appendNew(checks []extract.Check, c extract.Check) []extract.Check {
	if len(checks) >= maxListed || slices.ContainsFunc(checks, c.Equal) {
		return checks
	}
	return append(checks, c)
}

// verdicts finds out whom each failed check is to be blamed on. Two witnesses
// that disagree stay contradicted whatever else closes, and explain every
// failure that they take part in.
func verdicts(facts []extract.Fact, checks []check, finest []float64) []extract.Grade {
	grades := make([]extract.Grade, len(facts))
	for i, f := range facts {
		grades[i] = f.Grade
		if f.Grade == extract.Alone && !math.IsInf(finest[i], 1) {
			grades[i] = extract.Proven
		}
	}
	var all, held [][]int
	failures := map[int]int{}
	for _, c := range checks {
		if c.Closed {
			continue
		}
		s := suspects(facts, c, finest)
		if len(s) == 0 && len(c.members) > 1 { // a restated figure stands by itself
			held = append(held, graded(facts, c))
		}
		all = append(all, s)
		for _, i := range s {
			failures[i]++
		}
	}
	for _, s := range all {
		blame(grades, mostBlamed(s, failures), finest)
	}
	for _, s := range held {
		doubt(grades, s)
	}
	return grades
}

// graded lists the members of a check that are to be graded.
func graded(facts []extract.Fact, c check) []int {
	var out []int
	for _, m := range once(c.members) {
		if m.fact < len(facts) {
			out = append(out, m.fact)
		}
	}
	return out
}

// doubt takes the proof from figures that each have arithmetic of their own
// and do not fit together, unless one of them is blamed already.
func doubt(grades []extract.Grade, members []int) {
	for _, i := range members {
		if grades[i] == extract.Contradicted {
			return
		}
	}
	for _, i := range members {
		grades[i] = extract.Alone
	}
}

// suspects are the members of a failed check that no other check holds to
// within less than the miss.
func suspects(facts []extract.Fact, c check, finest []float64) []int {
	var out []int
	for _, m := range once(c.members) {
		switch {
		case m.fact >= len(facts):
		case facts[m.fact].Grade == extract.Contradicted:
			return nil
		case finest[m.fact] >= m.slack:
			out = append(out, m.fact)
		}
	}
	return out
}

// mostBlamed keeps the suspects that explain the most failures: a figure that
// spoils two sums is rather wrong than one that spoils one of them.
func mostBlamed(suspects []int, failures map[int]int) []int {
	most := 0
	for _, i := range suspects {
		most = max(most, failures[i])
	}
	var out []int
	for _, i := range suspects {
		if failures[i] == most {
			out = append(out, i)
		}
	}
	return out
}

// blame contradicts a single suspect, and those of several that nothing
// closes on. Where a coarser check closes on one of several, it is no longer
// proven, and not contradicted either.
func blame(grades []extract.Grade, suspects []int, finest []float64) {
	for _, i := range suspects {
		switch {
		case len(suspects) == 1 || math.IsInf(finest[i], 1):
			grades[i] = extract.Contradicted
		case grades[i] == extract.Proven:
			grades[i] = extract.Alone
		}
	}
}

// once lists each fact of a check one time.
func once(members []member) []member {
	out := slices.Clone(members)
	slices.SortStableFunc(out, func(a, b member) int { return cmp.Compare(a.fact, b.fact) })
	n := 0
	for i, m := range out {
		if i == 0 || m.fact != out[i-1].fact {
			out[n] = m
			n++
		}
	}
	return out[:n]
}
