package main

import (
	"fmt"
	"strings"
)

// column is one column of figures of a statement.
type column struct {
	head   string // date or period over the column
	period string
	unit   string // CNY or USD
	dollar string // the currency cell of the unit row: RMB or US$
	mark   string // a row below the units: (unaudited)
}

// block is a run of columns under one spanning heading.
type block struct {
	title string
	cols  []column
}

// cell is one printed figure: what stands before, in and after its number
// cell.
type cell struct{ left, number, close string }

const (
	nbsp   = "&#160;"
	shade  = "background-color: #CCEEFF"
	plain  = "background-color: White"
	gap    = "<TD>" + nbsp + "</TD>"
	number = "text-align: right"
)

// sheet writes one statement table.
type sheet struct {
	strings.Builder
	blocks    []block
	thousands bool // the unit of its amounts; else millions
	rows      int
}

func (s *sheet) open(titles ...string) {
	fmt.Fprintf(s, "<P STYLE=\"text-align: center; margin: 0\"><B>%s</B></P>\n", strings.Join(titles, "<BR>\n"))
	s.table()
}

func (s *sheet) table() {
	s.WriteString("<TABLE CELLSPACING=\"0\" CELLPADDING=\"0\" STYLE=\"font: 8pt Times New Roman, Times, Serif; width: 100%; border-collapse: collapse\">\n")
	s.headings()
}

func (s *sheet) end() { s.WriteString("</TABLE>\n") }

// headings writes the stack over the columns: spanning titles, dates, units.
func (s *sheet) headings() {
	s.headRow(func(b block) string {
		if b.title == "" {
			return ""
		}
		return fmt.Sprintf("<TD COLSPAN=\"%d\" STYLE=\"text-align: center; border-bottom: Black 1pt solid\"><B>%s</B></TD>%s", 4*len(b.cols)-2, b.title, gap)
	})
	s.headRow(func(b block) string { return headCells(b, func(c column) string { return c.head }) })
	s.headRow(func(b block) string { return headCells(b, func(c column) string { return c.dollar }) })
}

// marks writes the row that says which columns are unaudited.
func (s *sheet) marks() {
	s.headRow(func(b block) string { return headCells(b, func(c column) string { return c.mark }) })
}

func (s *sheet) headRow(cells func(block) string) {
	var row strings.Builder
	for _, b := range s.blocks {
		if c := cells(b); c != "" {
			row.WriteString(gap + c)
		}
	}
	if row.Len() > 0 {
		fmt.Fprintf(s, "<TR STYLE=\"vertical-align: bottom\"><TD>%s</TD>%s</TR>\n", nbsp, row.String())
	}
}

func headCells(b block, text func(column) string) string {
	parts := make([]string, len(b.cols))
	for i, c := range b.cols {
		parts[i] = fmt.Sprintf("<TD COLSPAN=\"2\" STYLE=\"text-align: center\"><B>%s</B></TD>%s", text(c), gap)
	}
	return strings.Join(parts, gap)
}

// heading writes a row that holds a label only.
func (s *sheet) heading(label string) {
	width := 0
	for _, b := range s.blocks {
		width += 4 * len(b.cols)
	}
	fmt.Fprintf(s, "<TR STYLE=\"vertical-align: bottom; %s\"><TD STYLE=\"text-align: left\"><B>%s</B></TD><TD COLSPAN=\"%d\">%s</TD></TR>\n", s.colour(), label, width, nbsp)
}

// row writes a label and its figures. Every third row wraps its numbers in
// FONT, as filing agents' tools do.
func (s *sheet) row(label string, bold bool, cells []cell) {
	wrapped := s.rows%3 == 2
	fmt.Fprintf(s, "<TR STYLE=\"vertical-align: bottom; %s\"><TD STYLE=\"text-align: left; text-indent: -10pt; padding-left: 10pt\">%s</TD>", s.colour(), strong(label, bold))
	for _, c := range cells {
		n := strong(c.number, bold)
		if wrapped {
			n = "<FONT STYLE=\"font-size: 8pt\">" + n + "</FONT>"
		}
		fmt.Fprintf(s, "%s<TD STYLE=\"text-align: left\">%s</TD><TD STYLE=\"%s\">%s</TD><TD STYLE=\"text-align: left\">%s</TD>", gap, orSpace(c.left), number, n, orSpace(c.close))
	}
	s.WriteString("</TR>\n")
}

// breakPage ends the table for a page foot and goes on with a repeated head.
func (s *sheet) breakPage(page string) {
	s.end()
	fmt.Fprintf(s, "<P STYLE=\"text-align: center; margin: 0\">%s</P>\n<DIV STYLE=\"page-break-before: always\"></DIV><HR SIZE=\"1\">\n", page)
	s.table()
}

func (s *sheet) colour() string {
	s.rows++
	if s.rows%2 == 1 {
		return shade
	}
	return plain
}

func strong(text string, bold bool) string {
	if bold {
		return "<B>" + text + "</B>"
	}
	return text
}

func orSpace(s string) string {
	if s == "" {
		return nbsp
	}
	return s
}
