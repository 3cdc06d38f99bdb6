package statement

import (
	"slices"

	"tickmark/extract"
)

// ruleShift reads a figure of a row that arithmetic moved to another column.
const ruleShift = "statement/shift@1"

// maxParts bounds the rows of a section that are tried.
const maxParts = 60

// shifts repairs the grid by arithmetic: where a decoder set a figure, or all
// figures of a row, one column too far, the rows of a section do not add up to
// its total. The few shifts into an empty place are tried, and the only one
// with which every column closes is kept; the figures that moved say so by
// their rule. A total that is blank in a column, or of fewer than four digits,
// meets some sum by chance and decides nothing.
func shifts(t *extract.Table, lines []line, cols []column) {
	from := 0
	for i, l := range lines {
		if i > 0 && l.section != lines[i-1].section {
			from = i
		}
		if !totalForm.MatchString(l.label) {
			continue
		}
		if parts := lines[from:i]; len(parts) > 1 && len(parts) <= maxParts && decides(t, l, cols) && !addsUp(t, parts, l, cols) {
			repair(t, parts, l, cols)
		}
		from = i + 1
	}
}

// leastTotal is the least total that decides.
const leastTotal = 1000

// decides says that a total is printed, and not small, in two columns at least
// and in every column of amounts.
func decides(t *extract.Table, total line, cols []column) bool {
	n := 0
	for i, c := range cols {
		if c.kind != amounts {
			continue
		}
		if total.cells[i] < 0 {
			return false
		}
		f, ok := parseFigure(t.Rows[total.row].Cells[total.cells[i]])
		if !ok || f.value.Abs().Coef < leastTotal {
			return false
		}
		n++
	}
	return n > 1
}

// repair moves the figures of the one part with which the total closes in every
// column, if there is one way alone.
func repair(t *extract.Table, parts []line, total line, cols []column) {
	part, found := -1, []int(nil)
	for k := range parts {
		was := parts[k].cells
		for _, cells := range shifted(was, cols) {
			parts[k].cells = cells
			if !addsUp(t, parts, total, cols) {
				continue
			}
			if part >= 0 {
				parts[k].cells = was
				return
			}
			part, found = k, cells
		}
		parts[k].cells = was
	}
	if part >= 0 {
		parts[part].moved, parts[part].cells = parts[part].cells, found
	}
}

// shifted are the ways to set figures of a row one column further: each that
// has an empty place beside it, and all of them.
func shifted(cells []int, cols []column) (out [][]int) {
	var at []int // columns of amounts
	filled := 0
	for i, c := range cols {
		if c.kind == amounts {
			at = append(at, i)
			if cells[i] >= 0 {
				filled++
			}
		}
	}
	if filled == len(at) || filled == 0 {
		return nil
	}
	for _, step := range []int{1, -1} {
		for k := range at {
			if to := k + step; cells[at[k]] >= 0 && to >= 0 && to < len(at) && cells[at[to]] < 0 {
				one := slices.Clone(cells)
				one[at[to]], one[at[k]] = cells[at[k]], -1
				out = append(out, one)
			}
		}
		if all, ok := together(cells, at, step); ok && filled > 1 {
			out = append(out, all)
		}
	}
	return out
}

// together sets all figures of a row one column of amounts further; false where
// the last would leave the table.
func together(cells, at []int, step int) ([]int, bool) {
	out := slices.Clone(cells)
	for k := range at {
		out[at[k]] = -1
	}
	for k := range at {
		if cells[at[k]] < 0 {
			continue
		}
		if k+step < 0 || k+step >= len(at) {
			return nil, false
		}
		out[at[k+step]] = cells[at[k]]
	}
	return out, true
}
