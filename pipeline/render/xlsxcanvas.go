package render

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"tickmark/pipeline/canvas"
)

// Widths of the canvas sheet, in characters, and heights, in points: ten
// columns of which the blocks above take two and those below five.
const (
	columnWidth = 28
	blockColumn = 2
	wideColumns = 5
	lineHeight  = 13
)

// A3 in the numbering of spreadsheets.
const paperA3 = 8

// place is where a block stands on the canvas sheet.
type place struct{ column, columns, first, last int }

// canvas is the sheet in the standard layout: a title, the nine blocks each
// with a heading and one cell a line, what is missing at the end of each.
func (b *workbook) canvas(c canvas.Canvas) {
	b.sheet(sheetCanvas)
	bold := b.style(excelize.Style{Font: &excelize.Font{Family: face, Bold: true, Size: 16}, NumFmt: textFormat})
	soft := b.style(excelize.Style{Font: &excelize.Font{Family: face, Size: 9, Color: "5B616B"}, NumFmt: textFormat})
	b.text(sheetCanvas, "A1", title(c)+": Business Model Canvas", bold)
	b.text(sheetCanvas, "A2", summary(c), soft)
	b.do(b.file.SetColWidth(sheetCanvas, "A", "J", columnWidth))
	heights := map[int]int{}
	for i, p := range places(c) {
		b.block(c.Blocks[i], p, heights)
	}
	for row, lines := range heights {
		b.do(b.file.SetRowHeight(sheetCanvas, row, float64(lines)*lineHeight+3))
	}
	b.paper(sheetCanvas, 1)
	no := false
	b.do(b.file.SetSheetView(sheetCanvas, 0, &excelize.ViewOptions{ShowGridLines: &no}))
}

// paper prints a sheet on A3 landscape, one page wide and so many high; 0 is
// as many as it takes.
func (b *workbook) paper(sheet string, high int) {
	size, landscape, wide, yes := paperA3, "landscape", 1, true
	b.do(b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &size, Orientation: &landscape, FitToHeight: &high, FitToWidth: &wide}))
	b.do(b.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &yes}))
	margin := 0.4
	b.do(b.file.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &margin, Bottom: &margin}))
}

// places lays the blocks out: two rows of small blocks beside three tall
// ones, and two wide ones below.
func places(c canvas.Canvas) [9]place {
	rows := func(i int) int { return len(c.Blocks[i].Entries) + len(c.Blocks[i].Evidence) + 2 }
	const top = 4
	middle := top + max(rows(1), rows(4))
	tall := top + max(rows(0), rows(3), rows(6))
	below := max(middle+max(rows(2), rows(5)), tall)
	end := below + max(rows(7), rows(8))
	small := func(column, first, last int) place { return place{column, blockColumn, first, last} }
	return [9]place{
		small(1, top, below-1), small(3, top, middle-1), small(3, middle, below-1), small(5, top, below-1),
		small(7, top, middle-1), small(7, middle, below-1), small(9, top, below-1),
		{1, wideColumns, below, end - 1}, {6, wideColumns, below, end - 1},
	}
}

// block writes one block: its heading, its lines, what is missing, and a
// frame around them.
func (b *workbook) block(block canvas.Block, p place, heights map[int]int) {
	row := p.first
	write := func(text string, font *excelize.Font, last bool) {
		from, to := at(p.column, row), at(p.column+p.columns-1, row)
		b.do(b.file.MergeCell(sheetCanvas, from, to))
		b.text(sheetCanvas, from, text, 0)
		b.do(b.file.SetCellStyle(sheetCanvas, from, to, b.cell(font, row == p.first, last)))
		heights[row] = max(heights[row], linesOf(text, p.columns*columnWidth))
		row++
	}
	write(strings.ToUpper(block.Name), &excelize.Font{Family: face, Bold: true, Size: 11}, false)
	for _, e := range block.Entries {
		write(cellText(e), &excelize.Font{Family: face, Size: 10}, false)
	}
	for _, e := range block.Evidence {
		write("“"+e.Quote+"”", &excelize.Font{Family: face, Size: 10, Italic: true}, false)
	}
	missing := strings.Join(each(block.Missing, missingPlain), "; ")
	if missing != "" {
		missing = "Missing: " + missing
	}
	for row <= p.last {
		write(missing, &excelize.Font{Family: face, Size: 9, Color: "5B616B"}, row == p.last)
		missing = ""
	}
}

// cellText is a line with its small print and marks.
func cellText(e canvas.Entry) string {
	out := e.Text
	if e.Grade == "proven" {
		out = "✓ " + out
	}
	for _, m := range e.Marks {
		out += " [" + string(m) + "]"
	}
	if e.Detail != "" {
		out += "\n" + e.Detail
	}
	return out
}

// cell is the style of a cell of the canvas: framed by what lies beside it.
func (b *workbook) cell(font *excelize.Font, first, last bool) int {
	border := []excelize.Border{{Type: "left", Color: "000000", Style: 1}, {Type: "right", Color: "000000", Style: 1}}
	if first {
		border = append(border, excelize.Border{Type: "top", Color: "000000", Style: 1})
	}
	if last {
		border = append(border, excelize.Border{Type: "bottom", Color: "000000", Style: 1})
	}
	return b.style(excelize.Style{
		Font: font, Border: border, NumFmt: textFormat,
		Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"},
	})
}

// linesOf is how many lines a text takes at so many characters a line.
func linesOf(text string, width int) int {
	n := 0
	for _, l := range strings.Split(text, "\n") {
		n += 1 + len([]rune(l))/width
	}
	return n
}
