package proof

import (
	"cmp"
	"math"
	"slices"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
)

// maxSameLabel bounds the rows of one label and table that a percentage may
// divide: revenues, costs and profit of a segment, in two sections perhaps.
const maxSameLabel = 6

// labelled finds the figures of one label in one table, by row.
type labelled struct {
	tableKey
	label string
}

// tableRow is a row of a table: the fact of each period.
type tableRow struct {
	row      int
	percent  bool
	byPeriod map[fiscal.Period]int
}

// tableRatios finds percentages that are the quotient of two rows of the same
// label in the same table: a segment's gross margin under its revenues and
// profit. No label says so; the arithmetic must close in two columns and fail
// in no more than one of three. A percentage of three digits meets a quotient
// by chance about once in 500; with six rows and two columns, once in 10,000.
func tableRatios(ix index) []check {
	rows := ix.rowsByLabel()
	keys := make([]labelled, 0, len(rows))
	for k := range rows {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b labelled) int {
		return cmp.Or(cmp.Compare(a.document, b.document), cmp.Compare(a.block, b.block), cmp.Compare(a.label, b.label))
	})
	var checks []check
	for _, k := range keys {
		if same := rows[k]; len(same) <= maxSameLabel {
			checks = append(checks, ix.quotients(same)...)
		}
	}
	return checks
}

// rowsByLabel gathers the rows of amounts and percentages, in row order, of the
// tables that hold percentages.
func (ix index) rowsByLabel() map[labelled][]tableRow {
	out := map[labelled][]tableRow{}
	percent := ix.percentTables()
	for i, f := range ix.facts[:ix.now] {
		if f.Unit != quantity.Percent && f.Unit != quantity.CNY || !plain(f) {
			continue
		}
		for _, w := range f.Witnesses {
			if w.At.Row >= 0 && percent[tableKey{w.Document, w.At.Block}] {
				k := labelled{tableKey{w.Document, w.At.Block}, extract.Fold(f.Label)}
				out[k] = put(out[k], w.At.Row, i, f)
			}
		}
	}
	for _, rows := range out {
		slices.SortFunc(rows, func(a, b tableRow) int { return cmp.Compare(a.row, b.row) })
	}
	return out
}

func (ix index) percentTables() map[tableKey]bool {
	out := map[tableKey]bool{}
	for _, f := range ix.facts[:ix.now] {
		if f.Unit != quantity.Percent || !plain(f) {
			continue
		}
		for _, w := range f.Witnesses {
			if w.At.Row >= 0 {
				out[tableKey{w.Document, w.At.Block}] = true
			}
		}
	}
	return out
}

func put(rows []tableRow, row, i int, f extract.Fact) []tableRow {
	for _, r := range rows {
		if r.row == row {
			r.byPeriod[f.Period] = i
			return rows
		}
	}
	if len(rows) > maxSameLabel {
		return rows
	}
	return append(rows, tableRow{row, f.Unit == quantity.Percent, map[fiscal.Period]int{f.Period: i}})
}

func (ix index) quotients(rows []tableRow) []check {
	var checks []check
	for _, p := range rows {
		for _, a := range rows {
			for _, b := range rows {
				if p.percent && !a.percent && !b.percent && a.row != b.row {
					checks = append(checks, ix.quotientRow(p, a, b)...)
				}
			}
		}
	}
	return checks
}

// quotientRow tries one row of percentages on two rows of amounts.
func (ix index) quotientRow(p, a, b tableRow) []check {
	var checks []check
	closed := 0
	for period, i := range p.byPeriod {
		x, ok1 := a.byPeriod[period]
		y, ok2 := b.byPeriod[period]
		if !ok1 || !ok2 {
			continue
		}
		if c, ok := ix.quotientOf(i, x, y); ok {
			checks = append(checks, c)
			if c.Closed {
				closed++
			}
		}
	}
	if closed < 2 || len(checks) > closed+1 {
		return nil
	}
	slices.SortFunc(checks, func(a, b check) int { return cmp.Compare(a.String(), b.String()) })
	return checks
}

func (ix index) quotientOf(ratio, x, y int) (check, bool) {
	f, a, b := ix.facts[ratio], ix.facts[x], ix.facts[y]
	q, ok := ix.of(x).abs().over(ix.of(y).abs())
	if !ok || f.Value.Coef == 0 {
		return check{}, false
	}
	q = q.percent()
	opposed := a.Value.Sign()*b.Value.Sign()*f.Value.Sign() < 0
	closed := !opposed && ix.of(ratio).abs().overlaps(q)
	points := half(f.Value) + q.width()/2
	switch {
	case opposed:
		points = 2 * math.Abs(float(f.Value))
	case !closed:
		if points = ix.of(ratio).abs().distance(q); points < 2*half(f.Value) {
			return check{}, false // cut off, not rounded: not decided
		}
	}
	return newCheck(extract.Quotient, closed, append(ix.multiplicative(points/math.Abs(float(f.Value)), x, y), member{ratio, points}), percentage(a, b, f)...), true
}
