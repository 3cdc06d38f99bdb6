package layout

import (
	"slices"

	"tickmark/extract"
)

// row is a row of a table on its way to extract.Row.
type row struct {
	at     int   // its data line, or its first line where it has none
	label  []seg // one for each line of the label
	cells  []cell
	header bool
	page   int
}

// cell is words over columns, both counted from the left; to is exclusive.
type cell struct {
	segs     []seg
	from, to int
}

// table builds the table of an extent. It gives nil where the lines turn out
// to be none.
func (f *finder) table(e extent) *extract.Table {
	var figs []figures
	for i := e.from; i < e.to; i++ {
		if r := f.roles[i]; r == dataRow || r == weakRow {
			figs = append(figs, figuresOf(&f.lines[i], i))
		}
	}
	size := f.lines[e.body].size
	cols := findColumns(figs, size)
	if cols.n == 0 || cols.n > maxColumns {
		return nil
	}
	b := builder{finder: f, extent: e, cols: cols, size: size, assigned: map[int][]int{}}
	for _, r := range figs {
		b.assigned[r.row] = cols.assign(r)
	}
	if b.rank, b.n = cols.ranks(); b.n > maxColumns {
		return nil
	}
	b.measure()
	rows := b.rows()
	t := &extract.Table{Cols: b.n + 1}
	for _, r := range rows {
		if out := b.finish(r); len(out.Cells) > 0 {
			t.Rows = append(t.Rows, out)
		}
	}
	return t
}

func figuresOf(l *line, i int) figures {
	r := figures{row: i}
	for k := l.label(); k < len(l.segs); k++ {
		r.segs = append(r.segs, k)
		r.at = append(r.at, placeOf(l.segs[k]))
	}
	return r
}

// builder turns the lines of one table into rows.
type builder struct {
	*finder
	extent
	cols     *columns
	size     float64
	assigned map[int][]int // by line: the column of each figure
	rank     []int         // of each column, from left to right
	n        int
	left     float64 // where the first amounts begin
	limit    float64 // where the labels end
	edge     float64 // where they begin
	pitch    float64 // lines that stand nearer are one label; 0 where rows and lines are set alike
}

// measure finds the bounds of the label column.
func (b *builder) measure() {
	b.left, b.edge = 1e18, 1e18
	for i := b.from; i < b.to; i++ {
		l := &b.lines[i]
		b.edge = min(b.edge, l.x0)
		if _, ok := b.assigned[i]; !ok {
			continue
		}
		for _, s := range l.segs[l.label():] {
			if s.kind == amount || s.kind == nothing {
				b.left = min(b.left, s.x0)
			}
		}
	}
	if b.left > 1e17 {
		b.left = b.lines[b.body].x1
	}
	for i := b.body; i < b.to; i++ {
		if s := b.lines[i].labelSeg(); s != nil && s.x1 < b.left+b.size {
			b.limit = max(b.limit, s.x1)
		}
	}
	b.pitch = b.rowPitch()
}

// rowPitch is the distance from which lines are rows of their own, where that
// shows: rows are set a little further apart than the lines of one label.
func (b *builder) rowPitch() float64 {
	rows, least := 1e18, 1e18
	for i := b.body + 1; i < b.to; i++ {
		d := b.lines[i].above * b.lines[i].size
		if d <= 0 || b.lines[i].labelSeg() == nil || b.lines[i-1].labelSeg() == nil {
			continue
		}
		if b.hasFigures(i) && b.hasFigures(i-1) {
			rows = min(rows, d)
		} else if d > 0.9*b.size {
			least = min(least, d)
		}
	}
	if rows > 1e17 || least > 0.985*rows {
		return 0
	}
	return 0.985 * rows
}

// span is the horizontal extent of column k, by the rows nearest to line i.
func (b *builder) span(i int) []bounds {
	out := make([]bounds, b.n)
	near := b.nearest(i)
	l := &b.lines[near]
	for k, s := range figuresOf(l, near).segs {
		out[b.rank[b.assigned[near][k]]] = bounds{x0: l.segs[s].x0, x1: l.segs[s].x1, known: true}
	}
	return b.widen(out, i)
}

// bounds is where a column stands.
type bounds struct {
	x0, x1 float64
	known  bool

	headed  bool // they are those of its lowest header
	dollars bool // its header says US$
}

func (p bounds) middle() float64 { return (p.x0 + p.x1) / 2 }

// nearest is the full row nearest to line i.
func (b *builder) nearest(i int) int {
	around := b.cols.around(i)
	first, last := around[0].row, around[len(around)-1].row
	if i-first < last-i {
		return first
	}
	return last
}

// widen takes the columns as wide as their figures are in the rows after line
// i that stand alike, and finds the columns that the nearest full row lacks.
func (b *builder) widen(out []bounds, i int) []bounds {
	for k := i; k < min(i+40, b.to); k++ {
		as, ok := b.assigned[k]
		if !ok {
			continue
		}
		l := &b.lines[k]
		for j, s := range figuresOf(l, k).segs {
			c, at := &out[b.rank[as[j]]], l.segs[s]
			if !c.known {
				*c = bounds{x0: at.x0, x1: at.x1, known: true}
			} else if placeOf(at).off(place{c.x1, c.middle()}) < b.cols.tol {
				c.x0 = min(c.x0, at.x0)
			}
		}
	}
	for j, e := range b.cols.extra {
		if c := &out[b.rank[b.cols.n+j]]; !c.known {
			*c = bounds{x0: 2*e.at.middle - e.at.right, x1: e.at.right, known: true}
		}
	}
	return out
}

// rows gathers the lines of the table into rows.
func (b *builder) rows() []row {
	rows := b.header(b.from, b.body)
	lines := b.groups(b.body, b.to)
	for i := 0; i < len(lines); i++ {
		g := lines[i]
		if g.header {
			j := i
			for j < len(lines) && lines[j].header {
				j++
			}
			rows = append(rows, b.header(g.from, lines[j-1].to)...)
			i = j - 1
			continue
		}
		rows = b.bodyRow(rows, g)
	}
	return rows
}

// bodyRow adds the row of a group of lines.
func (b *builder) bodyRow(rows []row, g group) []row {
	r := row{at: g.from, page: b.lines[g.from].page}
	for i := g.from; i < g.to; i++ {
		l := &b.lines[i]
		n := l.label()
		if as, ok := b.assigned[i]; ok {
			r.at, r.page = i, l.page
			label, cells := b.cellsOf(l, n, as)
			r.label, r.cells = append(r.label, label...), cells
			continue
		}
		for _, s := range l.segs {
			if s.x0 < b.left-b.size || !r.extend(s) {
				r.label = append(r.label, s)
			}
		}
	}
	return append(rows, r)
}

// extend adds words to the cell of words that stands over them.
func (r *row) extend(s seg) bool {
	for i := range r.cells {
		c := &r.cells[i]
		last := c.segs[len(c.segs)-1]
		if last.x0 < s.x1 && s.x0 < last.x1 {
			c.segs = append(c.segs, s)
			return true
		}
	}
	return false
}

// cellsOf places the cells of a data line in their columns.
func (b *builder) cellsOf(l *line, n int, as []int) (label []seg, cells []cell) {
	for k, s := range l.segs[n:] {
		c := b.rank[as[k]]
		cells = append(cells, cell{[]seg{s}, c, c + 1})
	}
	return append(label, l.segs[:n]...), cells
}

// over is the column that s stands over most nearly, -1 where there is none.
func over(spans []bounds, s seg) int {
	best, least := -1, 1e18
	for i, p := range spans {
		if d := abs(p.middle() - (s.x0+s.x1)/2); p.known && d < least {
			best, least = i, d
		}
	}
	return best
}

// finish writes a row with its words joined.
func (b *builder) finish(r row) extract.Row {
	out := extract.Row{Page: r.page}
	if len(r.label) > 0 {
		c := cellText(r.label)
		c.Span = 1
		c.Indent = int((r.label[0].x0 - b.edge) * 2 / b.size)
		out.Cells = append(out.Cells, c)
	}
	slices.SortStableFunc(r.cells, func(x, y cell) int { return x.from - y.from })
	for _, x := range joined(r.cells) {
		c := cellText(x.segs)
		c.Col, c.Span = x.from+1, x.to-x.from
		out.Cells = append(out.Cells, c)
	}
	return out
}

// startsGroup says that two parts of a cell would read as one number, its thousands
// parted by a blank: they stand apart.
func startsGroup(before []byte, text string) bool {
	return len(before) > 0 && before[len(before)-1] >= '0' && before[len(before)-1] <= '9' && len(text) > 2 && digits(text[:3])
}

// cellText joins the parts of a cell.
func cellText(segs []seg) extract.Cell {
	var j joiner
	c := extract.Cell{Bold: true}
	for _, s := range segs {
		if startsGroup(j.text, s.text) {
			j.text = append(j.text, ' ')
		}
		j.add(s.text, s.marks)
		for _, w := range s.words {
			c.Bold = c.Bold && (w.Bold || w.Mark)
		}
	}
	c.Text, c.Marks = string(j.text), j.marks
	return c
}
