package proof

import (
	"fmt"
	"math/big"
	"sort"
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
)

// Bounds of the search for sums inside a table.
const (
	maxTerms     = 40   // rows that one total may stand over
	strongDigits = 1000 // a smaller total needs three terms: two small numbers meet by chance
)

// item is a figure of one column, with the sign that is printed.
type item struct {
	row   int
	fact  int
	value quantity.Amount
}

// columnKey tells the columns of a table apart.
type columnKey struct {
	block  int
	period fiscal.Period
	unit   quantity.Unit
	change string
}

// pattern is a sum seen in some column: the total's row and the rows that it
// stands over. A weight of -1 is taken off (costs printed plain).
type pattern struct {
	total int
	rows  []int
	minus bool // the first row less the others
}

func (p pattern) key() string { return fmt.Sprint(p.total, p.rows, p.minus) }

// sums finds totals inside each table: rows that equal the sum of the rows
// above them, or the first of those less the others. A pattern that closes in
// one column is held against the table's other columns: one that closes in
// most and fails in some says that a figure there is wrong.
func sums(ix index) []check {
	tables := columnsOf(ix)
	blocks := make([]int, 0, len(tables))
	for b := range tables {
		blocks = append(blocks, b)
	}
	sort.Ints(blocks)
	var checks []check
	for _, b := range blocks {
		checks = append(checks, tableSums(ix, tables[b])...)
	}
	return checks
}

// columnsOf gathers the figures of each table, column by column in row order.
func columnsOf(ix index) map[int][][]item {
	cols := map[columnKey][]item{}
	for i, f := range ix.facts {
		for _, w := range f.Witnesses {
			if w.At.Row < 0 || !f.Unit.Currency() || f.Dimensions[extract.DimChange] != "" {
				continue
			}
			k := columnKey{w.At.Block, columnPeriod(f), f.Unit, ""}
			cols[k] = append(cols[k], item{w.At.Row, i, printed(w)})
		}
	}
	keys := make([]columnKey, 0, len(cols))
	for k := range cols {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return fmt.Sprint(keys[i]) < fmt.Sprint(keys[j]) })
	tables := map[int][][]item{}
	for _, k := range keys {
		c := cols[k]
		sort.SliceStable(c, func(i, j int) bool { return c[i].row < c[j].row })
		tables[k.block] = append(tables[k.block], c)
	}
	return tables
}

// columnPeriod puts the opening and closing balances of a cash flow statement
// beside the flows of their column.
func columnPeriod(f extract.Fact) fiscal.Period { return f.Period }

// printed is the value of a witness with the sign on the page.
func printed(w extract.Witness) quantity.Amount {
	if strings.ContainsAny(w.Printed, "(（-−–－") {
		return w.Value.Abs().Neg()
	}
	return w.Value.Abs()
}

func tableSums(ix index, cols [][]item) []check {
	found := map[string]pattern{}
	closes := map[string]int{}
	for _, col := range cols {
		for _, p := range patterns(col) {
			found[p.key()] = p
			closes[p.key()]++
		}
	}
	keys := make([]string, 0, len(found))
	for k := range found {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	var checks []check
	for _, k := range keys {
		checks = append(checks, hold(ix, cols, found[k], closes[k])...)
	}
	return checks
}

// hold tries a pattern on every column. Columns on which it fails count
// against it only where it closes in more columns than it fails in.
func hold(ix index, cols [][]item, p pattern, closes int) []check {
	var closed, failed []check
	for _, col := range cols {
		c, ok := try(ix, col, p)
		switch {
		case !ok:
		case c.closed:
			closed = append(closed, c)
		default:
			failed = append(failed, c)
		}
	}
	if len(failed) >= len(closed) {
		failed = nil
	}
	return append(closed, failed...)
}

// try adds a pattern up in one column; false where the column lacks the
// total or most of its rows.
func try(ix index, col []item, p pattern) (check, bool) {
	at := map[int]item{}
	for _, it := range col {
		at[it.row] = it
	}
	total, ok := at[p.total]
	if !ok {
		return check{}, false
	}
	members := []int{total.fact}
	sum := new(big.Rat)
	terms := []string{}
	for i, row := range p.rows {
		it, ok := at[row]
		if !ok {
			return check{}, false
		}
		v := it.value
		if p.minus && i > 0 {
			v = v.Neg()
		}
		sum.Add(sum, v.Rat())
		members = append(members, it.fact)
		terms = append(terms, v.String())
	}
	c := check{members: members, closed: sum.Cmp(total.value.Rat()) == 0}
	c.text = sumText(ix, terms, total, c.closed)
	return c, true
}

func sumText(ix index, terms []string, total item, closed bool) string {
	sign := "="
	if !closed {
		sign = "≠"
	}
	if len(terms) > 6 {
		terms = append(append(terms[:5:5], fmt.Sprintf("… %d more", len(terms)-6)), terms[len(terms)-1])
	}
	return fmt.Sprintf("sum: %s %s %s (%s)", strings.Join(terms, " + "), sign, total.value, ix.facts[total.fact].Label)
}

// patterns walks a column with a stack of open figures. A row that equals the
// sum of the topmost ones is their total, and takes their place.
func patterns(col []item) []pattern {
	var open []item
	var out []pattern
	for _, it := range col {
		n, minus := closing(open, it)
		if n > 1 {
			p := pattern{total: it.row, minus: minus}
			for _, o := range open[len(open)-n:] {
				p.rows = append(p.rows, o.row)
			}
			out = append(out, p)
		}
		if n > 0 {
			open = open[:len(open)-n]
		}
		open = append(open, it)
	}
	return out
}

// closing finds how many of the topmost open figures add up to total: the
// fewest that do.
func closing(open []item, total item) (n int, minus bool) {
	if total.value.Coef == 0 {
		return 0, false
	}
	sum, rest := quantity.Amount{}, quantity.Amount{}
	terms := 0
	for n := 1; n <= min(len(open), maxTerms); n++ {
		v := open[len(open)-n].value
		if v.Coef != 0 {
			terms++
		}
		less, ok1 := v.Add(rest.Neg())
		var ok2 bool
		if sum, ok2 = sum.Add(v); !ok1 || !ok2 {
			return 0, false
		}
		rest = sum
		strong := terms > 2 || terms == 2 && !small(total.value)
		if strong && sum.Cmp(total.value) == 0 {
			return n, false
		}
		if strong && n > 1 && v.Coef != 0 && less.Cmp(total.value) == 0 {
			return n, true
		}
	}
	return 0, false
}

func small(a quantity.Amount) bool { return a.Abs().Coef < strongDigits }
