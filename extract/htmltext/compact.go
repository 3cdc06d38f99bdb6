package htmltext

import (
	"sort"

	"tickmark/extract"
	"tickmark/extract/pattern"
)

// maxReach is how many empty grid columns may lie between a header cell and
// the column of figures that it heads.
const maxReach = 3

// compact drops the columns that hold no figures: what stands before the
// first column of figures is the label, in column 0; header cells move over
// the columns of figures that they cover.
func compact(rows [][]raw) *extract.Table {
	anchors := anchorsOf(rows)
	t := &extract.Table{Cols: len(anchors) + 1}
	for _, row := range rows {
		if r := remapped(row, anchors); len(r.Cells) > 0 {
			t.Rows = append(t.Rows, r)
		}
	}
	return t
}

// anchorsOf are the grid columns in which figures stand, behind the first
// column of words. Words that stand under no figures keep columns of their
// own.
func anchorsOf(rows [][]raw) []int {
	count := map[int]int{}
	first := firstLabel(rows)
	for _, row := range rows {
		for _, c := range row {
			if c.numeric && c.cell.Col > first && c.cell.Span <= 4 {
				count[lastColumn(c.cell)]++
			}
		}
	}
	anchors := make([]int, 0, len(count))
	for col := range count {
		anchors = append(anchors, col)
	}
	sort.Ints(anchors)
	return merged(anchors, count, rows)
}

// lastColumn is where a figure's right edge stands: figures of one column
// share it even where one of them spans its currency's column too.
func lastColumn(c extract.Cell) int { return c.Col + c.Span - 1 }

// merged joins neighbouring anchors that never hold figures in one row: the
// same column, drawn unevenly.
func merged(anchors []int, count map[int]int, rows [][]raw) []int {
	var out []int
	for _, a := range anchors {
		if n := len(out); n > 0 && a-out[n-1] <= 2 && !together(rows, out[n-1], a) {
			if count[a] > count[out[n-1]] {
				out[n-1] = a
			}
			continue
		}
		out = append(out, a)
	}
	return out
}

func together(rows [][]raw, a, b int) bool {
	for _, row := range rows {
		has := 0
		for _, c := range row {
			if last := lastColumn(c.cell); c.numeric && (last == a || last == b) {
				has++
			}
		}
		if has > 1 {
			return true
		}
	}
	return false
}

// firstLabel is the first grid column that holds words.
func firstLabel(rows [][]raw) int {
	first := maxColumns
	for _, row := range rows {
		for _, c := range row {
			if !c.numeric {
				first = min(first, c.cell.Col)
			}
		}
	}
	if first == maxColumns {
		return -1
	}
	return first
}

// remapped puts the cells of one row on the compacted grid.
func remapped(row []raw, anchors []int) extract.Row {
	var out extract.Row
	for i, c := range row {
		from, to := covered(c, anchors)
		if from == to && len(anchors) > 0 && c.cell.Col > anchors[0]-1 {
			from, to = reach(c.cell, after(row, i), anchors)
		}
		switch {
		case from == to:
			out.Cells = labelled(out.Cells, c.cell)
		default:
			cell := c.cell
			cell.Col, cell.Span = from+1, to-from
			out.Cells = placed(out.Cells, cell)
		}
	}
	return out
}

// yearForm is a bare year: over several columns it heads them all.
var yearForm = pattern.New(`^(?:19|20)\d\d$`)

// covered is the range of anchors that lie under a cell. A cell in front of
// the first anchor that reaches over all of them is a title.
func covered(c raw, anchors []int) (from, to int) {
	start, end := c.cell.Col, c.cell.Col+c.cell.Span
	from = sort.SearchInts(anchors, start)
	to = sort.SearchInts(anchors, end)
	if c.numeric && !(to-from > 1 && yearForm.MatchString(c.cell.Text)) {
		return nearest(anchors, c.cell)
	}
	if len(anchors) > 0 && start == 0 && to > from {
		return 0, 0
	}
	return from, to
}

// nearest is the anchor that a figure stands at: the last that lies under it,
// else the one closest to its right edge.
func nearest(anchors []int, c extract.Cell) (from, to int) {
	last := lastColumn(c)
	i := sort.SearchInts(anchors, last+1) // the first behind the figure
	left, right := maxReach, maxReach
	if i > 0 {
		left = last - anchors[i-1]
	}
	if i < len(anchors) {
		right = anchors[i] - last
	}
	switch {
	case i > 0 && anchors[i-1] >= c.Col, left < maxReach && left <= right:
		return i - 1, i
	case right < maxReach:
		return i, i + 1
	}
	return 0, 0
}

func after(row []raw, i int) int {
	if i+1 < len(row) {
		return row[i+1].cell.Col
	}
	return maxColumns
}

// reach finds the next column of figures to the right of a header cell that
// covers none, if nothing else in the row stands over it.
func reach(c extract.Cell, next int, anchors []int) (from, to int) {
	end := c.Col + c.Span
	i := sort.SearchInts(anchors, end)
	if i < len(anchors) && anchors[i] < next && anchors[i]-end < maxReach {
		return i, i + 1
	}
	if i > 0 && c.Col-anchors[i-1] <= 1 {
		return i - 1, i
	}
	return 0, 0
}

// labelled adds a cell to the row's label.
func labelled(cells []extract.Cell, c extract.Cell) []extract.Cell {
	if len(cells) == 0 {
		c.Indent += c.Col
		c.Col, c.Span = 0, 1
		return append(cells, c)
	}
	if cells[0].Col != 0 || len(cells) > 1 {
		return cells
	}
	space := extract.Cell{Text: " "}
	cells[0] = glue(glue(cells[0], space, 0, 1), c, 0, 1)
	return cells
}

// placed adds a cell behind the others; one that lands on a taken column
// joins what stands there.
func placed(cells []extract.Cell, c extract.Cell) []extract.Cell {
	if n := len(cells); n > 0 && cells[n-1].Col+cells[n-1].Span > c.Col {
		last := cells[n-1]
		span := max(last.Col+last.Span, c.Col+c.Span) - last.Col
		space := " "
		if digit(last.Text[len(last.Text)-1]) && digit(c.Text[0]) {
			space = "  " // two numbers, not the groups of one
		}
		cells[n-1] = glue(glue(last, extract.Cell{Text: space}, 0, 1), c, last.Col, span)
		return cells
	}
	return append(cells, c)
}
