package statement

import (
	"tickmark/extract"
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
)

// ruleSubtotal reads a row without a label that the rows of its section add
// up to: it is the total of that section.
const ruleSubtotal = "statement/subtotal@2"

// subtotals names the rows without a label whose figures are, in every column,
// the exact sum of the rows of the section above them. Others stay without a
// label.
func subtotals(t *extract.Table, lines []line, cols []column) {
	from := 0
	for i := range lines {
		l := &lines[i]
		if i > 0 && l.section != lines[i-1].section || l.label != "" && totalForm.MatchString(l.label) {
			from = i
		}
		if l.label != "" {
			continue
		}
		if l.section != "" && i-from > 1 && addsUp(t, lines[from:i], *l, cols) {
			l.label, l.total = heading(l.section), true
		}
		from = i + 1
	}
}

// addsUp says that the parts give the total in each column of amounts that it
// fills.
func addsUp(t *extract.Table, parts []line, total line, cols []column) bool {
	columns := 0
	for col, cell := range total.cells {
		if cell < 0 || cols[col].kind != amounts {
			continue
		}
		want, ok := parseFigure(t.Rows[total.row].Cells[cell])
		if !ok || want.nil {
			continue
		}
		if got, n := sumOf(t, parts, col); n < 2 || got.Cmp(want.value) != 0 {
			return false
		}
		columns++
	}
	return columns > 0
}

// sumOf adds a column of the parts, and says how many figures it added.
func sumOf(t *extract.Table, parts []line, col int) (sum quantity.Amount, n int) {
	for _, p := range parts {
		if p.cells[col] < 0 {
			continue
		}
		f, ok := parseFigure(t.Rows[p.row].Cells[p.cells[col]])
		if !ok {
			continue
		}
		n++
		if next, ok := sum.Add(f.value); ok {
			sum = next
		} else {
			return sum, 0
		}
	}
	return sum, n
}

// totalWord makes the label of a section that of its total.
func totalWord(section string) string {
	if hanForm.MatchString(section) {
		return "合计"
	}
	return "total"
}

var hanForm = pattern.New(`\p{Han}`)
