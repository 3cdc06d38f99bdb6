package layout

import (
	"cmp"
	"slices"
)

// maxColumns bounds the columns of a table; what has more is a map or a chart.
const maxColumns = 40

// maxKinds bounds how many of the last kinds of full row are looked at.
const maxKinds = 12

// place is where a figure stands: its right edge without what hangs over it,
// and its middle.
type place struct{ right, middle float64 }

func placeOf(s seg) place { return place{s.right, (s.x0 + s.x1) / 2} }

// off is how far two figures are from standing in one column, whether that is
// set flush right or centred.
func (p place) off(q place) float64 {
	return min(abs(p.right-q.right), abs(p.middle-q.middle)+0.1)
}

func abs(x float64) float64 { return max(x, -x) }

// columns are the columns of a table, found from the figures in its rows.
//
// Rows that have a figure in every column are full; they say where the columns
// stand around them, so that a table whose columns shift between two pages
// stays one. The figures of other rows belong to the columns of the nearest
// full row above or below, whichever fits better. What fits neither has a
// column of its own.
type columns struct {
	full  []fullRow
	tol   float64
	extra []extra
	n     int // columns in full rows
}

type fullRow struct {
	row    int
	places []place
}

// extra is a column in which no full row has a figure.
type extra struct {
	before int // the full column that it stands before
	at     place
}

// figures are the figures of one row, from left to right.
type figures struct {
	row  int
	segs []int // indexes of the line's segments
	at   []place
}

// findColumns finds the columns of rows, of which each has a figure.
func findColumns(rows []figures, size float64) *columns {
	seed := 0
	for i, r := range rows {
		if len(r.at) > len(rows[seed].at) {
			seed = i
		}
	}
	c := &columns{n: len(rows[seed].at)}
	c.tol = tolerance(rows[seed].at, size)
	c.findFull(rows)
	return c
}

// stretch is a stretch of full rows that stand alike.
type stretch struct {
	first, last int // indexes among the candidates
	at          []place
}

// findFull finds the full rows among those that have as many figures as there
// are columns. Those that stand otherwise than the rows around them are full
// too where the table goes on like that; where the two kinds mix, one has a
// figure more on the left and the other on the right.
func (c *columns) findFull(rows []figures) {
	var whole []figures
	var kinds []stretch
	kind := make([]int, 0, len(rows))
	for _, r := range rows {
		if len(r.at) != c.n {
			continue
		}
		k := len(kinds) - 1
		for k >= 0 && k > len(kinds)-maxKinds && !c.alike(r.at, kinds[k].at) {
			k--
		}
		if k < 0 || k <= len(kinds)-maxKinds {
			k = len(kinds)
			kinds = append(kinds, stretch{first: len(whole)})
		}
		kinds[k].last, kinds[k].at = len(whole), r.at
		whole, kind = append(whole, r), append(kind, k)
	}
	most := mostly(kind, len(kinds))
	for i, r := range whole {
		if k := kinds[kind[i]]; kind[i] == most || apart(k, kinds[most], kind[i], kind) || c.alike(r.at, kinds[most].at) {
			c.full = append(c.full, fullRow{r.row, r.at})
		}
	}
}

// alike says that the figures of two rows stand in the same columns.
func (c *columns) alike(a, b []place) bool {
	for i := range a {
		if a[i].off(b[i]) > 2*c.tol {
			return false
		}
		if i > 0 && a[i].off(b[i-1]) < a[i].off(b[i]) || i+1 < len(b) && a[i].off(b[i+1]) < a[i].off(b[i]) {
			return false
		}
	}
	return true
}

// mostly is the commonest kind.
func mostly(kind []int, n int) int {
	count := make([]int, n)
	best := 0
	for _, k := range kind {
		if count[k]++; count[k] > count[best] {
			best = k
		}
	}
	return best
}

// apart says that the rows of kind k do not mix with those of the commonest.
func apart(k, most stretch, id int, kind []int) bool {
	if k.last < most.first || most.last < k.first {
		return k.last > k.first
	}
	rows := 0
	for _, other := range kind[k.first : k.last+1] {
		if other != id {
			return false
		}
		rows++
	}
	return rows > 2
}

// tolerance is how far off a column a figure may stand.
func tolerance(at []place, size float64) float64 {
	tol := 4 * size
	for i := 1; i < len(at); i++ {
		tol = min(tol, 0.45*(at[i].right-at[i-1].right))
	}
	return tol
}

// around are the full rows nearest to a row, above and below.
func (c *columns) around(row int) []fullRow {
	i, found := slices.BinarySearchFunc(c.full, row, func(f fullRow, row int) int { return cmp.Compare(f.row, row) })
	switch {
	case found:
		return c.full[i : i+1]
	case i == 0:
		return c.full[:1]
	case i == len(c.full):
		return c.full[i-1:]
	}
	return c.full[i-1 : i+1]
}

// assign gives each figure of a row its column: k below n is a full column,
// n+k the extra column k.
func (c *columns) assign(r figures) []int {
	var best []int
	least := 0.0
	var by []place
	for _, f := range c.around(r.row) {
		if f.row == r.row {
			return identity(c.n)
		}
		got, cost := align(r.at, f.places, c.tol)
		if best == nil || cost < least {
			best, least, by = got, cost, f.places
		}
	}
	for i, k := range best {
		if k < 0 {
			best[i] = c.n + c.extraFor(r.at[i], by)
		}
	}
	return best
}

func identity(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func (c *columns) extraFor(p place, by []place) int {
	before := 0
	for before < len(by) && by[before].right < p.right {
		before++
	}
	for i, e := range c.extra {
		if e.before == before && p.off(e.at) < c.tol {
			return i
		}
	}
	c.extra = append(c.extra, extra{before, p})
	return len(c.extra) - 1
}

// align matches figures to columns, both from left to right, so that the sum
// of their distances is least. A figure that is further off than tol matches
// none, -1.
func align(at, cols []place, tol float64) ([]int, float64) {
	n, m := len(at), len(cols)
	cost := make([]float64, (n+1)*(m+1))
	w := m + 1
	for i := 1; i <= n; i++ {
		cost[i*w] = float64(i) * tol
		for j := 1; j <= m; j++ {
			cost[i*w+j] = min(cost[(i-1)*w+j-1]+at[i-1].off(cols[j-1]), cost[i*w+j-1], cost[(i-1)*w+j]+tol)
		}
	}
	out := make([]int, n)
	for i, j := n, m; i > 0; {
		switch {
		case j > 0 && cost[i*w+j] == cost[i*w+j-1]:
			j--
		case j > 0 && cost[i*w+j] == cost[(i-1)*w+j-1]+at[i-1].off(cols[j-1]):
			i, j = i-1, j-1
			out[i] = j
		default:
			i--
			out[i] = -1
		}
	}
	return out, cost[n*w+m]
}

// ranks gives the final number of every column, full and extra, from left to
// right, and how many there are.
func (c *columns) ranks() ([]int, int) {
	type key struct {
		full  int
		extra float64
		id    int
	}
	keys := make([]key, 0, c.n+len(c.extra))
	for i := range c.n {
		keys = append(keys, key{i, 1e18, i})
	}
	for i, e := range c.extra {
		keys = append(keys, key{e.before, e.at.right, c.n + i})
	}
	slices.SortStableFunc(keys, func(a, b key) int {
		return cmp.Or(cmp.Compare(a.full, b.full), cmp.Compare(a.extra, b.extra))
	})
	out := make([]int, len(keys))
	for rank, k := range keys {
		out[k.id] = rank
	}
	return out, len(keys)
}
