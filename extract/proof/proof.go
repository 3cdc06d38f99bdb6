// Package proof holds figures against each other: sums inside a statement,
// stated growth against the two figures it speaks of, the convenience
// translation, margins, per-share figures, year-to-date figures, prose
// against tables, comparatives against earlier documents. No label from
// outside is needed; each check prints its arithmetic.
//
// A fact is proven when closed checks fix its digits, so that they would close
// by accident less than once in a thousand, and its period, unit, scale and
// label are each stated beside it or fixed by a check. Where a check fails, the
// fact that nothing else closes on is contradicted: a figure that other
// arithmetic holds to within less than the miss is not to blame. Every other
// fact stands alone.
//
// # What a check fixes
//
// Arithmetic between figures that share a mistake closes as if there were
// none: growth does not tell a quarter from nine months where both of its
// figures were given the wrong one, nor a sum thousands from millions. So a
// check fixes only what the table fixes lists, and an attribute other than the
// digits only where another of its figures has that attribute from other words:
// two figures below one heading do not vouch for each other in what the heading
// says. A year to date that its quarters add up to fixes the period, a figure
// of an earlier document its period and label, a convenience translation the
// currency.
//
// # How likely a check is to close by chance
//
// A check says something only where wrong figures would rarely pass it.
//
//   - A sum is exact. A total of four digits or more meets a given other sum
//     by chance about once in 10,000; each row is tried with at most maxTerms
//     stretches above it, so once in some hundreds, and a total under
//     strongDigits needs three terms. Sums found away from their parts must
//     close in two columns: once in 10,000 and more. In tables of random
//     figures, few of them that small, 1 in 4,500 is proven (TestChance).
//   - A pair of currencies meets one rate, common to the document, to within
//     both roundings: for figures of four digits once in about 5,000.
//   - A stated percentage is taken to close by chance once for each of its
//     steps between 0 and 100: 31.6 % once in a thousand, 31 % once in a
//     hundred. Which figures it speaks of is known by name, so that one is
//     tried; where rows of one label are tried in pairs, two columns must close.
//   - A repeat, a balance, a year to date are equal to the last digit, or to
//     the coarser rounding: four digits once in a thousand to ten thousand. An
//     amount per share of three digits is not enough by itself.
//
// The chances of a fact's checks multiply, for a wrong figure would have to
// meet each of them by accident (chanceOf, maxChance).
//
// How far a figure could be off unnoticed is its slack in a check. A check
// whose slack is more than one part in proving, and more than about the
// figure's own rounding, does not prove that figure: a loss per share of 0.10
// says little of the number of shares.
package proof

import (
	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
)

// Grade gives every fact its grade and checks. Facts of earlier documents may
// take part in checks and are not graded themselves. What an earlier call
// graded is graded anew. The result is in the order of facts; the arguments
// are left as they are.
func Grade(facts, earlier []extract.Fact) []extract.Fact {
	all := make([]extract.Fact, 0, len(facts)+len(earlier))
	for _, f := range facts {
		all = append(all, ungraded(f))
	}
	ix := newIndex(append(all, earlier...), len(facts))
	var checks []check
	for _, find := range []func(index) []check{
		repeats, comparatives, sums, balances, growths, translations, ratios, tableRatios, shares, perShare, relations, yearToDate, bounds,
	} {
		checks = append(checks, find(ix)...)
	}
	return ix.apply(all, checks)
}

// ungraded is f with nothing but what Join said of it.
func ungraded(f extract.Fact) extract.Fact {
	var kept []extract.Check
	for _, c := range f.Checks {
		if disagrees(c) {
			kept = append(kept, c)
		}
	}
	for _, a := range []extract.Attribute{extract.AttrPeriod, extract.AttrUnit, extract.AttrScale, extract.AttrLabel} {
		if s := at(&f, a); s.How == extract.Derived {
			s.How = extract.Scoped
		}
	}
	f.Checks, f.Grade = kept, extract.Alone
	if len(kept) > 0 {
		f.Grade = extract.Contradicted
	}
	return f
}

// index finds facts by their key. The first now facts are those to grade, the
// others come from earlier documents.
type index struct {
	facts   []extract.Fact
	now     int
	keys    []extract.Key
	ranges  []interval // of the facts' values, as far as asked for
	byKey   map[extract.Key][]int
	byName  map[nameKey][]int
	metrics map[extract.Metric][]int
}

// nameKey is a metric of one period and unit, whatever its dimensions and
// basis.
type nameKey struct {
	metric extract.Metric
	period fiscal.Period
	unit   quantity.Unit
}

func newIndex(facts []extract.Fact, now int) index {
	n := len(facts)
	ix := index{facts, now, make([]extract.Key, n), make([]interval, n), make(map[extract.Key][]int, n), make(map[nameKey][]int, n), map[extract.Metric][]int{}}
	for i, f := range facts {
		k := f.Key()
		ix.keys[i] = k
		ix.byKey[k] = append(ix.byKey[k], i)
		if f.Metric != "" && plain(f) {
			n := nameKey{f.Metric, f.Period, f.Unit}
			ix.byName[n] = append(ix.byName[n], i)
			ix.metrics[f.Metric] = append(ix.metrics[f.Metric], i)
		}
	}
	return ix
}

// of is the range that the value of fact i was rounded from.
func (ix index) of(i int) interval {
	if ix.ranges[i].lo == nil {
		ix.ranges[i] = of(ix.facts[i].Value)
	}
	return ix.ranges[i]
}

// plain says that f is a figure itself, not a change or a share of another,
// and printed without vagueness.
func plain(f extract.Fact) bool {
	return f.Qualifier == "" && f.Dimensions[extract.DimChange] == "" && f.Dimensions[extract.DimShareOf] == "" && f.Dimensions[extract.DimBound] == ""
}

// one gives the only fact of a key among the facts to grade, else the newest of
// the earlier ones; a key that several facts to grade claim gives none.
func (ix index) one(k extract.Key) (int, bool) {
	is := ix.byKey[k]
	n := 0
	for n < len(is) && is[n] < ix.now {
		n++
	}
	switch {
	case n == 1:
		return is[0], true
	case n == 0 && len(is) > 0:
		return is[len(is)-1], true
	}
	return 0, false
}

// earlier says that a check leans on earlier documents.
func (ix index) earlier(facts ...int) bool {
	for _, i := range facts {
		if i >= ix.now {
			return true
		}
	}
	return false
}
