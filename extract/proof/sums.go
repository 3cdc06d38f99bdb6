package proof

import (
	"math"
	"slices"

	"tickmark/extract"
	"tickmark/extract/quantity"
)

// sums finds totals inside each table: rows that equal the sum of the rows
// above them, or the first of those less the others. A pattern that closes in
// one column is held against the table's other columns: one that closes in
// most and fails in some says that a figure there is wrong.
func sums(ix index) []check {
	var checks []check
	for _, cols := range tablesOf(ix) {
		for some := range slices.Chunk(cols, maxColumns) {
			checks = append(checks, tableSums(ix, some)...)
		}
	}
	return checks
}

// maxColumns is how many columns a pattern is tried on.
const maxColumns = 24

// How a pattern fares in a column.
type fit int

const (
	unknown fit = iota // the column lacks some of the figures
	exact
	rounded // misses by no more than the rounding of its terms
	misses
)

// trial is a pattern tried on a column.
type trial struct {
	pattern, column int
	fit             fit
	gap             float64 // by how much the sum misses
	width           float64 // what the rounding of the terms allows
	blank           bool    // a row of the pattern is blank in the column
	terms           []quantity.Amount
	total           quantity.Amount
	members         []member
}

func tableSums(ix index, cols []column) []check {
	found := patternsOf(cols)
	var trials []trial
	for p := range found {
		for c := range cols {
			if t := try(ix, cols[c], found[p]); t.fit != unknown {
				t.pattern, t.column = p, c
				trials = append(trials, t)
			}
		}
	}
	return judge(ix, found, cols, trials)
}

// patternsOf lists the patterns of all columns once, in a fixed order.
func patternsOf(cols []column) []pattern {
	seen := map[string]pattern{}
	for _, col := range cols {
		for _, p := range patterns(col) {
			k := p.key()
			if old, ok := seen[k]; !ok || old.far {
				seen[k] = p
			}
		}
	}
	keys := make([]string, 0, len(seen))
	for k := range seen {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	out := make([]pattern, len(keys))
	for i, k := range keys {
		out[i] = seen[k]
	}
	return out
}

// try adds a pattern up in one column. A row that is blank there counts as
// nothing.
func try(ix index, col column, p pattern) trial {
	i, ok := col.at[p.total]
	if !ok || col.items[i].value.Coef == 0 {
		return trial{}
	}
	total := col.items[i]
	t := trial{width: half(total.value), total: total.value}
	facts := append(make([]int, 0, len(p.rows)+1), total.fact)
	sum, present := quantity.Amount{}, 0
	for n, row := range p.rows {
		j, ok := col.at[row]
		if !ok {
			t.blank = true
			continue
		}
		v := col.items[j].value
		if p.minus && n > 0 {
			v = v.Neg()
		}
		if sum, ok = sum.Add(v); !ok {
			return trial{}
		}
		if v.Coef != 0 {
			present++
			t.width += half(v)
		}
		facts = append(facts, col.items[j].fact)
		t.terms = append(t.terms, v)
	}
	if present == 0 || t.blank && present < 2 {
		return trial{}
	}
	t.gap = math.Abs(float(sum) - float(total.value))
	switch {
	case sum.Cmp(total.value) == 0:
		t.fit, t.gap = exact, 0
	case t.gap <= t.width*(1+1e-9):
		t.fit = rounded
	default:
		t.fit = misses
	}
	t.members = additive(t.gap, facts...)
	return t
}

// check is what a trial comes to.
func (t trial) check(ix index, closed bool) check {
	total := ix.facts[t.members[0].fact]
	terms := make([]extract.Operand, len(t.terms), len(t.terms)+1)
	for i, a := range t.terms {
		terms[i] = extract.Operand{Op: plus(i), Value: a}
	}
	return newCheck(extract.Sum, closed, t.members, append(terms, extract.Operand{Op: extract.OpEquals, Value: t.total, Label: total.Label})...)
}

// tally counts how trials fared, of a pattern or of a column.
type tally struct{ exact, rounded, misses int }

func (t *tally) count(f fit) {
	switch f {
	case exact:
		t.exact++
	case rounded:
		t.rounded++
	case misses:
		t.misses++
	}
}

// judge decides which trials are checks. A sum that misses by its rounding
// closes in a column of convenience translations, each of which was rounded
// by itself, and in one where it is not the only one; elsewhere it fails where
// the column's other sums are exact.
func judge(ix index, found []pattern, cols []column, trials []trial) []check {
	byPattern, byColumn := make([]tally, len(found)), make([]tally, len(cols))
	closes := map[[2]int]bool{} // column, row of a total that some pattern closes on
	for _, t := range trials {
		byPattern[t.pattern].count(t.fit)
	}
	trials = oneWay(found, byPattern, trials)
	for _, t := range trials {
		p := found[t.pattern]
		if byPattern[t.pattern].exact > byPattern[t.pattern].misses || t.fit == exact && !p.far {
			byColumn[t.column].count(t.fit)
		}
		if t.fit == exact && (!p.far || byPattern[t.pattern].exact > 1) {
			closes[[2]int{t.column, p.total}] = true
		}
	}
	translated := translatedColumns(cols)
	var checks []check
	for _, t := range trials {
		p, seen, col := found[t.pattern], byPattern[t.pattern], byColumn[t.column]
		switch {
		case p.far && seen.exact < 2:
		case t.fit == exact:
			checks = append(checks, t.check(ix, true))
		case t.fit == rounded && (translated[t.column] || col.rounded > 1):
			checks = append(checks, loosened(ix, t))
		case t.blank || len(p.rows) < 2 || closes[[2]int{t.column, p.total}]:
		case t.fit == rounded && col.exact >= minExact && col.rounded == 1 && firm(p, seen, t.fit):
			checks = append(checks, t.check(ix, false))
		case t.fit == misses && firm(p, seen, t.fit):
			checks = append(checks, t.check(ix, false))
		}
	}
	return checks
}

// oneWay drops sums that close the other way round than most columns have
// them: a table prints costs plain or in parentheses, and not both. A total
// that has changed places with its first term would close so.
func oneWay(found []pattern, byPattern []tally, trials []trial) []trial {
	turned := map[string]int{} // of each pattern, how often its turned twin is exact
	for i, p := range found {
		p.minus = !p.minus
		turned[p.key()] = byPattern[i].exact
	}
	return slices.DeleteFunc(trials, func(t trial) bool {
		return turned[found[t.pattern].key()] > byPattern[t.pattern].exact
	})
}

// minExact is how many sums of a column must be exact before one that misses
// by its rounding is held against it.
const minExact = 3

// firm says that a pattern which fails in a column is a relation of the rows
// and no chance: it closes in more columns than it fails in, or in as many
// and is long.
func firm(p pattern, seen tally, f fit) bool {
	fails := seen.misses
	if f == rounded {
		fails += seen.rounded
	}
	return seen.exact > fails || seen.exact == fails && len(p.rows) > 2 && !p.far
}

// loosened is a sum of translated figures: true to within their rounding. A
// nil was not rounded.
func loosened(ix index, t trial) check {
	for i, m := range t.members {
		if ix.facts[m.fact].Value.Coef != 0 {
			t.members[i].slack = t.width
		}
	}
	return t.check(ix, true)
}

// translatedColumns marks the columns whose currency is the lesser one of
// their table: a convenience translation.
func translatedColumns(cols []column) []bool {
	count := map[quantity.Unit]int{}
	for _, c := range cols {
		count[c.key.unit] += len(c.items)
	}
	out := make([]bool, len(cols))
	for i, c := range cols {
		for u, n := range count {
			if u != c.key.unit && n > count[c.key.unit] || n == count[c.key.unit] && u == quantity.CNY && c.key.unit == quantity.USD {
				out[i] = true
			}
		}
	}
	return out
}

// balances: the two sides of a balance sheet.
func balances(ix index) []check {
	var checks []check
	for _, i := range ix.metrics["LiabilitiesAndStockholdersEquity"] {
		k := ix.keys[i]
		k.Name = "Assets"
		j, ok := ix.one(k)
		if !ok || i >= ix.now || ix.earlier(j) {
			continue
		}
		a, b := ix.facts[j].Value, ix.facts[i].Value
		closed := a.Consistent(b)
		slack := math.Abs(float(a) - float(b))
		if closed {
			slack = max(half(a), half(b))
			if a.Exp == b.Exp {
				slack = 0
			}
		}
		checks = append(checks, newCheck(extract.Balance, closed, additive(slack, i, j),
			extract.Operand{Value: a, Label: "assets"}, extract.Operand{Op: extract.OpEquals, Value: b, Label: "liabilities and equity"}))
	}
	return checks
}
