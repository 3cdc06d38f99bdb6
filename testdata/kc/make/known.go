package main

import (
	"slices"
	"strings"

	"tickmark/testdata"
)

// known leaves of a statement the columns and rows that the table of figures
// has something for, and the headings that still have rows. An issuer whose
// statements are whole keeps them all.
func (p *page) known(s *sheet, lines []line) []line {
	if p.edition.full {
		return lines
	}
	has := func(c column) func(line) bool {
		return func(l line) bool {
			_, _, err := p.entry(s, l, c)
			return l.metric != "" && err == nil && (l.style != percent || c.unit != "USD")
		}
	}
	var columns []column
	var blocks []block
	for _, b := range s.blocks {
		b.cols = slices.DeleteFunc(slices.Clone(b.cols), func(c column) bool { return !slices.ContainsFunc(lines, has(c)) })
		if len(b.cols) > 0 {
			blocks = append(blocks, b)
			columns = append(columns, b.cols...)
		}
	}
	s.blocks = blocks
	rows := slices.DeleteFunc(slices.Clone(lines), func(l line) bool {
		return l.metric != "" && !slices.ContainsFunc(columns, func(c column) bool { return has(c)(l) })
	})
	var out []line
	for i, l := range rows {
		if l.metric == "" && (i+1 == len(rows) || !heads(l, rows[i+1])) {
			continue
		}
		out = append(out, l)
	}
	return out
}

// rows counts the rows that the table of figures has for a period.
func (p *page) rows(s *sheet, lines []line, period string) int {
	n := 0
	for _, l := range lines {
		if _, _, err := p.entry(s, l, column{period: period, unit: "CNY"}); l.metric != "" && err == nil {
			n++
		}
	}
	return n
}

// entry is the figure of a row and a column, and the power of ten that it is
// printed in.
func (p *page) entry(s *sheet, l line, c column) (testdata.Figure, int, error) {
	dims, unit, decimals, scale := "", c.unit, []int{-5, -4, -6}, 6
	if s.thousands {
		decimals, scale = []int{-3}, 3
	}
	switch l.style {
	case percent:
		dims, unit, decimals, scale = "share_of=Revenues", "percent", []int{1}, 0
	case count:
		unit, decimals, scale = "shares", []int{0}, 0
	case share:
		unit, decimals, scale = c.unit+perUnit(l.metric), []int{2, 3}, 0
	}
	if c.unit == "percent" {
		dims, decimals, scale = "change=yoy", []int{1}, 0
	}
	name, _, _ := strings.Cut(l.metric, "@")
	f, err := p.book.find(c.period, name, dims, unit, decimals...)
	return f, scale, err
}

// heads reports whether the row below a heading is one of those that the
// heading stands for.
func heads(heading, below line) bool {
	return below.metric != "" && (heading.label != "Adjustments:" || strings.HasPrefix(below.label, dash))
}

// dash stands before an adjustment.
const dash = "&#151;"

// amounts says in what unit the amounts of s are.
func (s *sheet) amounts() string {
	if s.thousands {
		return "(All amounts in thousands"
	}
	return "(All amounts in millions"
}
