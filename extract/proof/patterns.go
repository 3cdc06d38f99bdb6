package proof

import (
	"strconv"

	"tickmark/extract/quantity"
)

// Bounds of the search for sums inside a table.
const (
	maxTerms     = 40   // rows that one total may stand over
	maxReach     = 12   // rows between a total and an earlier one that it takes up
	strongDigits = 1000 // a smaller total needs three terms: two small numbers meet by chance
	longDigits   = 10_000
)

// pattern is a sum seen in some column: the total's row and the rows that add
// up to it.
type pattern struct {
	total int
	rows  []int
	minus bool // the first row less the others: costs printed plain
	far   bool // found away from its parts, so that it must close in two columns
}

// key tells patterns apart, and puts them into an order.
func (p pattern) key() string {
	b := append(strconv.AppendInt(make([]byte, 0, 16+4*len(p.rows)), int64(p.total), 10), " ["...)
	for i, row := range p.rows {
		if i > 0 {
			b = append(b, ' ')
		}
		b = strconv.AppendInt(b, int64(row), 10)
	}
	return string(strconv.AppendBool(append(b, "] "...), p.minus))
}

// patterns finds the sums of one column.
func patterns(col column) []pattern {
	below, unclaimed := stacked(col.items, false)
	out := append(below, reaching(col, unclaimed)...)
	return append(out, above(col.items)...)
}

// stacked walks a column with a stack of open figures. A row that equals the
// sum of the topmost ones is their total, and takes their place. Rows that
// are no total come back as unclaimed.
func stacked(items []item, plusOnly bool) (out []pattern, unclaimed []bool) {
	open := make([]item, 0, len(items))
	unclaimed = make([]bool, len(items))
	for i, it := range items {
		n, minus := closing(open, it, plusOnly)
		if n > 0 {
			p := pattern{total: it.row, rows: make([]int, 0, n), minus: minus}
			for _, o := range open[len(open)-n:] {
				p.rows = append(p.rows, o.row)
			}
			out = append(out, p)
			open = open[:len(open)-n]
		} else {
			unclaimed[i] = true
		}
		open = append(open, it)
	}
	return out, unclaimed
}

// closing finds how many of the topmost open figures add up to total: the
// fewest that do.
func closing(open []item, total item, plusOnly bool) (n int, minus bool) {
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
		taken := rest.Sign() > 0 // what is taken off is printed plain
		rest = sum
		strong := terms > 2 || terms == 2 && !small(total.value)
		if strong && n > 1 && sum.Cmp(total.value) == 0 {
			return n, false
		}
		if strong && n > 1 && taken && !plusOnly && v.Coef != 0 && less.Cmp(total.value) == 0 {
			return n, true
		}
	}
	return 0, false
}

func small(a quantity.Amount) bool { return a.Abs().Coef < strongDigits }

// above finds totals that stand over their parts ("of which", "attributable
// to"): the same walk from the foot of the column.
func above(items []item) []pattern {
	turned := make([]item, len(items))
	for i, it := range items {
		turned[len(items)-1-i] = it
	}
	out, _ := stacked(turned, true)
	for i := range out {
		out[i].far = true
	}
	return out
}

// reaching finds totals that take up an earlier row that is no longer open:
// comprehensive loss = net loss, which was split in between, + translation.
// The rows between are those right above.
func reaching(col column, unclaimed []bool) []pattern {
	first := map[quantity.Amount]int{} // value → index of the last row that has it
	var out []pattern
	for i, it := range col.items {
		if unclaimed[i] && it.value.Abs().Coef >= longDigits {
			if p, ok := reach(col.items, i, first); ok {
				out = append(out, p)
			}
		}
		if it.value.Abs().Coef >= longDigits {
			first[it.value] = i
		}
	}
	return out
}

func reach(items []item, i int, first map[quantity.Amount]int) (pattern, bool) {
	rest := items[i].value
	p := pattern{total: items[i].row, far: true}
	for n := 0; n <= min(i, maxReach); n++ {
		if n > 0 {
			var ok bool
			if rest, ok = rest.Add(items[i-n].value.Neg()); !ok {
				return p, false
			}
		}
		if j, ok := first[rest]; ok && j < i-n {
			p.rows = append(p.rows, items[j].row)
			for k := i - n; k < i; k++ {
				p.rows = append(p.rows, items[k].row)
			}
			return p, true
		}
	}
	return p, false
}
