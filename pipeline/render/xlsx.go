package render

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"tickmark/pipeline/canvas"
)

// The sheets of a workbook.
const (
	sheetCanvas  = "Canvas"
	sheetFacts   = "Facts"
	sheetSources = "Sources"
)

// XLSX writes c as a workbook: the canvas in its standard layout to be edited
// and printed, every figure as a number, the checks as live arithmetic, how
// the lines went with charts, and the sources with their links. Formulas refer
// to cells of numbers alone: no word of a document is ever computed.
func XLSX(w io.Writer, c canvas.Canvas) error {
	b := &workbook{file: excelize.NewFile(), books: cite(c)}
	b.do(b.file.SetDefaultFont(face))
	b.canvas(c)
	b.facts(c)
	b.checks(c)
	b.trends(c)
	b.sources()
	if b.err == nil {
		_, b.err = b.file.WriteTo(w)
	}
	if err := b.file.Close(); b.err == nil {
		b.err = err
	}
	if b.err != nil {
		return fmt.Errorf("render: write XLSX: %w", b.err)
	}
	return nil
}

// workbook writes cells and keeps the first error.
type workbook struct {
	file  *excelize.File
	books *bibliography
	err   error
}

func (b *workbook) do(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *workbook) sheet(name string) {
	if b.file.GetSheetName(0) == "Sheet1" {
		b.do(b.file.SetSheetName("Sheet1", name))
		return
	}
	_, err := b.file.NewSheet(name)
	b.do(err)
}

func (b *workbook) style(s excelize.Style) int {
	id, err := b.file.NewStyle(&s)
	b.do(err)
	return id
}

// face is a font that every spreadsheet has.
const face = "Arial"

// textFormat is the number format of cells that stay text when edited.
const textFormat = 49

// text writes s as text: a spreadsheet computes no string cell, and the
// format keeps it so when somebody edits it.
func (b *workbook) text(sheet, cell, s string, style int) {
	b.do(b.file.SetCellStr(sheet, cell, printable(s)))
	b.do(b.file.SetCellStyle(sheet, cell, cell, style))
}

// printable drops what XML cannot hold.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)
}

// exactDigits is how many digits a spreadsheet's number holds; longer values
// are written as text, for it would change them.
const exactDigits = 15

// number writes a decimal as a number where a spreadsheet can hold it.
func (b *workbook) number(sheet, cell, s string, style int) {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || len(strings.Trim(strings.TrimLeft(s, "-0."), "0")) > exactDigits {
		b.text(sheet, cell, s, style)
		return
	}
	b.do(b.file.SetCellFloat(sheet, cell, f, -1, 64))
	b.do(b.file.SetCellStyle(sheet, cell, cell, style))
}

func at(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		panic("render: " + err.Error()) // columns and rows are counted from 1 here
	}
	return name
}

// facts is the sheet of all figures, one a row.
func (b *workbook) facts(c canvas.Canvas) {
	b.sheet(sheetFacts)
	head := b.style(excelize.Style{Font: &excelize.Font{Family: face, Bold: true}, NumFmt: textFormat})
	text := b.style(excelize.Style{NumFmt: textFormat})
	format := "#,##0.##########"
	number := b.style(excelize.Style{CustomNumFmt: &format})
	for i, name := range figureColumns {
		b.text(sheetFacts, at(i+1, 1), name, head)
	}
	for i, r := range figureRows(c, b.books) {
		for j, s := range r.cells() {
			cell := at(j+1, i+2)
			switch {
			case s == "":
			case figureColumns[j] == "value" && b.derived(r, i+2, j+1, number):
			case numeric(figureColumns[j]):
				b.number(sheetFacts, cell, s, number)
			default:
				b.text(sheetFacts, cell, s, text)
			}
			if figureColumns[j] == "document" && s != "" {
				b.link(sheetFacts, cell, Link(r.Sources[0]))
			}
		}
	}
	b.do(b.file.SetColWidth(sheetFacts, "A", "H", 20))
	b.do(b.file.SetColWidth(sheetFacts, "I", "I", 20))
	b.do(b.file.SetColWidth(sheetFacts, "O", "U", 28))
	b.paper(sheetFacts, 0)
	b.do(b.file.SetPanes(sheetFacts, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
}

// maxLink is the longest address that a spreadsheet takes for a link.
const maxLink = 2000

func (b *workbook) link(sheet, cell, address string) {
	if address != "" && len(address) <= maxLink {
		b.do(b.file.SetCellHyperLink(sheet, cell, address, "External"))
	}
}

func (b *workbook) sources() {
	b.sheet(sheetSources)
	head := b.style(excelize.Style{Font: &excelize.Font{Family: face, Bold: true}, NumFmt: textFormat})
	text := b.style(excelize.Style{NumFmt: textFormat})
	for i, name := range []string{"number", "title", "published", "known by", "demonstration", "address", "SHA-256", "snapshot"} {
		b.text(sheetSources, at(i+1, 1), name, head)
	}
	for i, d := range b.books.list {
		row := i + 2
		b.number(sheetSources, at(1, row), strconv.Itoa(d.Number), text)
		address, _ := webURL(d.URL)
		demo := ""
		if d.Demo {
			demo = "written for demonstration"
		}
		for j, s := range []string{d.Title, stamp(d.Published), knownBy(d.Document), demo, address, d.ID, d.Snapshot} {
			b.text(sheetSources, at(j+2, row), s, text)
		}
		b.link(sheetSources, at(6, row), address)
	}
	b.paper(sheetSources, 0)
	b.do(b.file.SetColWidth(sheetSources, "B", "B", 44))
	b.do(b.file.SetColWidth(sheetSources, "C", "H", 24))
}
