package proof

import (
	"slices"

	"tickmark/extract"
)

// Resolve decides between graded facts that share a key and disagree:
//
//   - The fact with the strongest evidence stands; the others become misses.
//   - A tie is broken by checks, where they close on one of the facts only.
//   - Tied facts that have one metric from different labels measure different
//     things: each keeps its label and loses the metric.
//   - Tied facts of a metric whose attributes are all stated stand, contradicted:
//     the issuer's misprint.
//   - All other tied facts become misses. What tells them apart was not
//     understood, as with two rows "Others" in tables about different things.
//
// The order of facts is kept, and facts is left as it is. Facts that lost a
// rival have to be graded again.
func Resolve(facts []extract.Fact) (stand []extract.Fact, disputed []extract.Miss) {
	byKey := map[extract.Key][]int{}
	for i, f := range facts {
		if slices.ContainsFunc(f.Checks, disagrees) {
			k := f.Key()
			byKey[k] = append(byKey[k], i)
		}
	}
	if len(byKey) == 0 {
		return facts, nil
	}
	stand = make([]extract.Fact, 0, len(facts))
	rival := map[int]int{}    // of each fact that does not stand, the one that it is held against
	unnamed := map[int]bool{} // facts that lose their metric
	for _, same := range byKey {
		decide(facts, same, rival, unnamed)
	}
	for i, f := range facts {
		j, lost := rival[i]
		if !lost {
			if slices.ContainsFunc(f.Checks, disagrees) {
				f = unopposed(f, byKey[f.Key()], rival, unnamed)
			}
			if unnamed[i] {
				f.Metric = ""
			}
			stand = append(stand, f)
			continue
		}
		_, both := rival[j]
		for _, w := range f.Witnesses {
			disputed = append(disputed, extract.Miss{Place: w.Place, Quote: w.Quote, Reason: extract.Disputed, At: w.At, Span: w.Span,
				Rival: &extract.Rival{Value: facts[j].Value, Place: facts[j].Witnesses[0].Place, Stands: !both}})
		}
	}
	return stand, disputed
}

// disagrees reports whether a check is that Join found another value.
func disagrees(c extract.Check) bool { return c.Kind == extract.Disagreement }

// decide names a rival for each fact of one key that does not stand.
func decide(facts []extract.Fact, same []int, rival map[int]int, unnamed map[int]bool) {
	best := strongest(facts, same)
	if len(best) > 1 {
		if held := slices.DeleteFunc(slices.Clone(best), func(i int) bool { return !closes(facts[i]) }); len(held) == 1 {
			best = held
		}
	}
	for _, i := range same {
		if !slices.Contains(best, i) {
			rival[i] = best[0]
		}
	}
	if len(best) == 1 {
		return
	}
	if facts[best[0]].Metric != "" && facts[best[0]].Evidence.Weakest() >= extract.Stated.Strength() {
		if groups := byLabel(facts, best); len(groups) > 1 {
			for _, g := range groups {
				lose(g, rival)
				unnamed[g[0]] = len(g) == 1
			}
		}
		return
	}
	lose(best, rival)
}

// lose makes several facts that nothing tells apart rivals of each other.
func lose(facts []int, rival map[int]int) {
	for n, i := range facts {
		if len(facts) > 1 {
			rival[i] = facts[(n+1)%len(facts)]
		}
	}
}

// byLabel parts facts by their labels.
func byLabel(facts []extract.Fact, of []int) map[string][]int {
	out := map[string][]int{}
	for _, i := range of {
		label := extract.Fold(facts[i].Label)
		out[label] = append(out[label], i)
	}
	return out
}

// strongest are the facts with the strongest evidence: first by the attribute
// that is the least certain, then by all together.
func strongest(facts []extract.Fact, same []int) []int {
	var best []int
	for _, i := range same {
		c := 1
		if len(best) > 0 {
			c = facts[i].Evidence.Compare(facts[best[0]].Evidence)
		}
		switch {
		case c > 0:
			best = []int{i}
		case c == 0:
			best = append(best, i)
		}
	}
	return best
}

// closes reports whether a check that would seldom close by accident holds
// the digits of f.
func closes(f extract.Fact) bool {
	chance := 1.0
	for _, c := range f.Checks {
		if c.Closed {
			chance *= chanceOf(c)
		}
	}
	return chance <= maxChance
}

// unopposed is a fact that stands, without the disagreements that it had with
// those that do not.
func unopposed(f extract.Fact, same []int, rival map[int]int, unnamed map[int]bool) extract.Fact {
	standing := 0
	for _, i := range same {
		if _, lost := rival[i]; !lost && !unnamed[i] {
			standing++
		}
	}
	if standing > 1 {
		return f
	}
	f.Checks = slices.DeleteFunc(slices.Clone(f.Checks), disagrees)
	switch {
	case slices.ContainsFunc(f.Checks, func(c extract.Check) bool { return !c.Closed }):
	case settled(f):
		f.Grade = extract.Proven
	default:
		f.Grade = extract.Alone
	}
	return f
}
