package proof

import (
	"cmp"
	"slices"
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
)

// item is a figure of one column, with the sign that is printed.
type item struct {
	row   int
	fact  int
	value quantity.Amount
}

// column is the figures of one period and currency in one table, by row.
type column struct {
	key   columnKey
	items []item
	at    map[int]int // row → index of items
}

// tableKey tells tables apart, columnKey their columns.
type tableKey struct {
	document string
	block    int
}

type columnKey struct {
	tableKey
	entity string
	period fiscal.Period
	unit   quantity.Unit
	lane   int // of columns that are read as one period and currency
}

// cellItem is an item on its way to its column.
type cellItem struct {
	item
	cell int
}

// tablesOf gathers the figures of each table, column by column in row order.
func tablesOf(ix index) [][]column {
	cols := map[columnKey][]cellItem{}
	for i, f := range ix.facts[:ix.now] {
		if !f.Unit.Currency() || f.Qualifier != "" || f.Dimensions[extract.DimChange] != "" {
			continue
		}
		for _, w := range f.Witnesses {
			if w.At.Row < 0 {
				continue
			}
			k := columnKey{tableKey{w.Document, w.At.Block}, f.Dimensions[extract.DimEntity], f.Period, f.Unit, 0}
			cols[k] = append(cols[k], cellItem{item{w.At.Row, i, printed(w)}, w.At.Cell})
		}
	}
	cols = continued(cols)
	balancesToFlows(cols, durationsOf(cols))
	return arrange(ix.lanes(cols))
}

// printed is the value of a witness with the sign on the page.
func printed(w extract.Witness) quantity.Amount {
	if strings.ContainsAny(w.Printed, "(（-−–－") {
		return w.Value.Abs().Neg()
	}
	return w.Value.Abs()
}

// durationsOf lists the stretches of time that each table has columns for.
func durationsOf(cols map[columnKey][]cellItem) map[tableKey][]fiscal.Period {
	out := map[tableKey][]fiscal.Period{}
	seen := map[columnKey]bool{}
	for k := range cols {
		k.entity, k.unit = "", ""
		if !k.period.IsInstant() && !seen[k] {
			seen[k] = true
			out[k.tableKey] = append(out[k.tableKey], k.period)
		}
	}
	for _, ps := range out {
		slices.SortFunc(ps, func(a, b fiscal.Period) int { return cmp.Compare(a.String(), b.String()) })
	}
	return out
}

// maxFlows is how many stretches of time a balance is put into.
const maxFlows = 16

// balancesToFlows puts the opening and closing balances of a cash flow
// statement into the columns of the flows between them.
func balancesToFlows(cols map[columnKey][]cellItem, durations map[tableKey][]fiscal.Period) {
	for k, items := range cols {
		if !k.period.IsInstant() {
			continue
		}
		flows := durations[k.tableKey]
		for _, p := range flows[:min(len(flows), maxFlows)] {
			if p.End != k.period.End && p.Start.Previous() != k.period.End {
				continue
			}
			flow := k
			flow.period = p
			if len(cols[flow]) > 0 {
				cols[flow] = append(cols[flow], items...)
			}
		}
	}
}

// lanes parts columns that are read as one period and currency by the order
// of their cells.
func (ix index) lanes(cols map[columnKey][]cellItem) []column {
	var out []column
	for k, items := range cols {
		slices.SortFunc(items, func(a, b cellItem) int {
			if c := cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.cell, b.cell)); c != 0 || a.fact == b.fact {
				return c
			}
			return cmp.Or(a.value.Cmp(b.value), compareKeys(ix.keys[a.fact], ix.keys[b.fact]))
		})
		var split []column
		lane := 0
		for i, it := range items {
			if i > 0 && it.row == items[i-1].row {
				if it.fact == items[i-1].fact {
					continue // one balance closes the quarter and the year to date
				}
				lane++
			} else {
				lane = 0
			}
			if lane == len(split) {
				k.lane = lane
				split = append(split, column{key: k, at: make(map[int]int, len(items)-i)})
			}
			split[lane].at[it.row] = len(split[lane].items)
			split[lane].items = append(split[lane].items, it.item)
		}
		out = append(out, split...)
	}
	return out
}

// arrange sorts columns and groups them by table.
func arrange(cols []column) [][]column {
	slices.SortFunc(cols, func(a, b column) int {
		x, y := a.key, b.key
		return cmp.Or(cmp.Compare(x.document, y.document), cmp.Compare(x.block, y.block), cmp.Compare(x.entity, y.entity),
			cmp.Compare(x.period.String(), y.period.String()), cmp.Compare(x.unit, y.unit), cmp.Compare(x.lane, y.lane))
	})
	var tables [][]column
	for i, c := range cols {
		if i == 0 || c.key.tableKey != cols[i-1].key.tableKey {
			tables = append(tables, nil)
		}
		tables[len(tables)-1] = append(tables[len(tables)-1], c)
	}
	return tables
}

func compareKeys(a, b extract.Key) int {
	return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Dimensions, b.Dimensions), cmp.Compare(a.Basis, b.Basis),
		cmp.Compare(a.Period.String(), b.Period.String()))
}
