package proof

import (
	"cmp"
	"slices"
	"strings"
)

// maxApart is how many blocks on a continued table may stand: titles, and the
// foot and head of pages, lie between.
const maxApart = 8

// continued joins tables that follow one another and have the same columns: a
// statement that runs over a page, comprehensive income under the income
// statement. The rows of the later table count on from those of the earlier
// one.
func continued(cols map[columnKey][]cellItem) map[columnKey][]cellItem {
	heads := headsOf(cols)
	moved := map[tableKey]position{}
	for i, h := range heads {
		p := position{h.tableKey, 0}
		if i > 0 && h.document == heads[i-1].document && h.block-heads[i-1].block <= maxApart && h.columns == heads[i-1].columns {
			p = moved[heads[i-1].tableKey]
			p.rows += heads[i-1].rows
		}
		moved[h.tableKey] = p
	}
	out := make(map[columnKey][]cellItem, len(cols))
	for k, items := range cols {
		p := moved[k.tableKey]
		k.tableKey = p.table
		for _, it := range items {
			it.row += p.rows
			out[k] = append(out[k], it)
		}
	}
	return out
}

// position is where a table goes: into which one, below how many rows.
type position struct {
	table tableKey
	rows  int
}

// head is a table with its columns in words and its number of rows.
type head struct {
	tableKey
	columns string
	rows    int
}

// headsOf lists the tables in reading order. The columns of a table are its
// stretches of time, or its dates where it has no other.
func headsOf(cols map[columnKey][]cellItem) []head {
	flows, dates, rows := map[tableKey][]string{}, map[tableKey][]string{}, map[tableKey]int{}
	for k, items := range cols {
		list := flows
		if k.period.IsInstant() {
			list = dates
		}
		list[k.tableKey] = append(list[k.tableKey], k.period.String()+" "+string(k.unit)+" "+k.entity)
		for _, it := range items {
			rows[k.tableKey] = max(rows[k.tableKey], it.row+1)
		}
	}
	var out []head
	for k, n := range rows {
		columns := flows[k]
		if len(columns) == 0 {
			columns = dates[k]
		}
		slices.Sort(columns)
		out = append(out, head{k, strings.Join(columns, ", "), n})
	}
	slices.SortFunc(out, func(a, b head) int {
		return cmp.Or(cmp.Compare(a.document, b.document), cmp.Compare(a.block, b.block))
	})
	return out
}
