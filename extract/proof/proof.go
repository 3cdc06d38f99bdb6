// Package proof holds figures against each other: sums inside a statement,
// stated growth against the two figures it speaks of, the convenience
// translation, margins, year-to-date figures, prose against tables. No label
// from outside is needed; each check prints its arithmetic.
//
// A fact that at least one independent check closes on is proven. A fact on
// which checks fail and none closes is contradicted, and says by what. Every
// other fact stands alone.
package proof

import (
	"sort"

	"tickmark/extract"
)

// check is one piece of arithmetic over some facts.
type check struct {
	text    string // what Fact.Proofs print, "sum:…", "growth:…"
	members []int  // indices of facts that take part
	closed  bool
}

// Grade gives every fact its grade and proofs. Facts of earlier documents may
// take part in checks and are not graded themselves. The result is in the
// order of facts; the arguments are left as they are.
func Grade(facts, earlier []extract.Fact) []extract.Fact {
	all := append(append([]extract.Fact(nil), facts...), earlier...)
	ix := newIndex(all)
	var checks []check
	for _, find := range []func(index) []check{repeats, sums, growths, translations, ratios, relations, yearToDate} {
		checks = append(checks, find(ix)...)
	}
	return apply(all[:len(facts)], checks)
}

func apply(facts []extract.Fact, checks []check) []extract.Fact {
	closed, failed := make([][]string, len(facts)), make([][]string, len(facts))
	for _, c := range checks {
		for _, m := range unique(c.members) {
			switch {
			case m >= len(facts):
			case c.closed:
				closed[m] = append(closed[m], c.text)
			default:
				failed[m] = append(failed[m], c.text)
			}
		}
	}
	for i := range facts {
		f := &facts[i]
		f.Proofs = append(append(append([]string(nil), f.Proofs...), closed[i]...), failed[i]...)
		f.Grade = grade(f.Grade, len(closed[i]), len(failed[i]))
	}
	return facts
}

// grade: two witnesses that disagree stay contradicted whatever else closes.
func grade(before extract.Grade, closed, failed int) extract.Grade {
	switch {
	case before == extract.Contradicted:
		return before
	case closed > 0:
		return extract.Proven
	case failed > 0:
		return extract.Contradicted
	}
	return extract.Alone
}

func unique(members []int) []int {
	out := append([]int(nil), members...)
	sort.Ints(out)
	n := 0
	for i, m := range out {
		if i == 0 || m != out[i-1] {
			out[n] = m
			n++
		}
	}
	return out[:n]
}

// index finds facts by their key.
type index struct {
	facts []extract.Fact
	byKey map[extract.Key][]int
}

func newIndex(facts []extract.Fact) index {
	ix := index{facts, map[extract.Key][]int{}}
	for i, f := range facts {
		ix.byKey[f.Key()] = append(ix.byKey[f.Key()], i)
	}
	return ix
}

// one gives the only fact of a key; a key that several facts claim gives none.
func (ix index) one(k extract.Key) (int, bool) {
	if is := ix.byKey[k]; len(is) == 1 {
		return is[0], true
	}
	return 0, false
}

// repeats: a figure that stands in prose and in a table, or in two tables,
// and is the same in each.
func repeats(ix index) []check {
	var checks []check
	for i, f := range ix.facts {
		if where := places(f); where != "" && f.Qualifier == "" {
			checks = append(checks, check{"repeat:" + where, []int{i}, true})
		}
	}
	return checks
}

func places(f extract.Fact) string {
	prose, tables := 0, map[int]bool{}
	for _, w := range f.Witnesses {
		if w.Value.Coef == 0 {
			continue
		}
		if w.At.Row < 0 {
			prose++
		} else {
			tables[w.At.Block] = true
		}
	}
	switch {
	case prose > 0 && len(tables) > 0:
		return "prose=table"
	case len(tables) > 1:
		return "table=table"
	}
	return ""
}
