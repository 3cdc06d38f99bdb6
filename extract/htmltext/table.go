package htmltext

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"tickmark/extract"
	"tickmark/extract/pattern"
)

// raw is one cell as the page lays it out, before spacers go.
type raw struct {
	cell    extract.Cell
	numeric bool
	node    *html.Node
}

// table reads a table as a grid where it holds figures, and else, row by row,
// as the paragraphs that it lays out.
func (w *walker) table(n *html.Node, depth int) {
	rows := w.rows(n)
	if nested(n) || !tabular(rows) {
		w.layout(n, rows, depth)
		return
	}
	for i := range rows {
		rows[i] = joined(rows[i])
	}
	if t := compact(rows); len(t.Rows) > 0 {
		w.blocks = append(w.blocks, extract.Block{Kind: extract.Grid, Table: t})
	}
}

func nested(n *html.Node) bool {
	found := false
	each(n, func(c *html.Node) bool {
		found = found || c.Data == "table"
		return !found
	})
	return found
}

// each visits the elements below n, depth first, while visit wants to go
// deeper.
func each(n *html.Node, visit func(*html.Node) bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && visit(c) {
			each(c, visit)
		}
	}
}

// rows lays the cells of a table that hold words out on its grid.
func (w *walker) rows(n *html.Node) [][]raw {
	var rows [][]raw
	var below []int // for each column, how many rows down it is taken
	width := 0      // cells of the row before
	each(n, func(tr *html.Node) bool {
		if tr.Data == "table" || len(rows) >= maxRows {
			return false
		}
		if tr.Data != "tr" {
			return true
		}
		var row []raw
		row, below = w.row(tr, below, width)
		rows, width = append(rows, row), len(row)
		return false
	})
	return rows
}

func (w *walker) row(tr *html.Node, below []int, width int) ([]raw, []int) {
	row := make([]raw, 0, width)
	col := 0
	next := make([]int, len(below))
	for i, n := range below {
		next[i] = max(0, n-1)
	}
	for td := tr.FirstChild; td != nil; td = td.NextSibling {
		if td.Type != html.ElementNode || td.Data != "td" && td.Data != "th" {
			continue
		}
		for col < len(below) && below[col] > 0 {
			col++
		}
		span, down := clamped(td, "colspan"), clamped(td, "rowspan")
		if col+span > maxColumns {
			break
		}
		for len(next) < col+span {
			next = append(next, 0)
		}
		for i := col; i < col+span; i++ {
			next[i] = down - 1
		}
		if c := w.cell(td, col, span); c.cell.Text != "" {
			row = append(row, c)
		}
		col += span
	}
	return row, next
}

func clamped(n *html.Node, attr string) int {
	for _, a := range n.Attr {
		if a.Key == attr {
			if v, err := strconv.Atoi(strings.TrimSpace(a.Val)); err == nil {
				return min(max(v, 1), maxSpan)
			}
		}
	}
	return 1
}

func (w *walker) cell(td *html.Node, col, span int) raw {
	indent := 0
	w.gather(td, &w.inCell, w.dresses.within(style{bold: td.Data == "th"}, td), &indent, 0)
	text, marks, bold := w.inCell.take()
	c := extract.Cell{Text: text, Marks: marks, Col: col, Span: span, Indent: indent, Bold: bold}
	return raw{cell: c, numeric: isFigure(extract.Unmarked(text, marks)), node: td}
}

// gather collects the words of a cell; paragraphs and breaks in it are spaces.
func (w *walker) gather(n *html.Node, ws *words, s style, indent *int, depth int) {
	if depth > maxDepth {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			ws.add(c.Data, s)
		case c.Type == html.ElementNode:
			block := blockElements[c.Data]
			if block || c.Data == "br" {
				ws.space()
			}
			*indent = max(*indent, w.dresses.indent(c))
			w.gather(c, ws, w.dresses.within(s, c), indent, depth+1)
			if block {
				ws.space()
			}
		}
	}
}

var (
	// what has a currency of its own needs none: "RMB" beside "US$(2)" are two heads
	currencyStart = pattern.New(`^(?:RMB|US\$|HK\$)`)
	currencyForm  = pattern.New(`^[(（]?(?:RMB|US\$|HK\$|\$|¥|￥)[(（]?$`)
	tailForm      = pattern.New(`^(?:[)）]+ ?%?|%[)）]?|pts?\.?|ppts?|pp)$`)
	openForm      = pattern.New(`^[(（]$`)
)

// joined brings the parts of a figure that the page splits over cells into
// one: a currency before it, a parenthesis or percent mark behind it. A
// closing parenthesis that is there already is dropped.
func joined(row []raw) []raw {
	out := row[:0]
	for _, c := range row {
		last := len(out) - 1
		switch {
		case last >= 0 && c.numeric && prefix(out[last].cell) && !currencyStart.MatchString(c.cell.Text):
			c.cell = glue(out[last].cell, c.cell, c.cell.Col, c.cell.Span)
			out[last] = c
		case last >= 0 && out[last].numeric && tailForm.MatchString(c.cell.Text):
			if !closedAlready(out[last].cell.Text, c.cell.Text) {
				out[last].cell = glue(out[last].cell, c.cell, out[last].cell.Col, out[last].cell.Span)
			}
		default:
			out = append(out, c)
		}
	}
	return out
}

func prefix(c extract.Cell) bool {
	return currencyForm.MatchString(c.Text) || openForm.MatchString(c.Text)
}

func closedAlready(figure, tail string) bool {
	return strings.TrimRight(tail, "%") != "" && strings.HasSuffix(figure, ")") && !strings.Contains(tail, "%")
}

func glue(a, b extract.Cell, col, span int) extract.Cell {
	out := a
	out.Text += b.Text
	out.Marks = append([]extract.Span(nil), a.Marks...)
	for _, m := range b.Marks {
		out.Marks = append(out.Marks, extract.Span{Start: m.Start + len(a.Text), End: m.End + len(a.Text)})
	}
	out.Col, out.Span, out.Bold = col, span, a.Bold && b.Bold
	return out
}

// tabular says that a table holds figures rather than laid-out words.
func tabular(rows [][]raw) bool {
	figures, wide := 0, 0
	for _, row := range rows {
		cells, words := 0, 0
		for _, c := range row {
			switch {
			case c.numeric && c.cell.Col > 0:
				cells++
			case len(c.cell.Text) > maxHeading:
				wide++
			default:
				words++
			}
		}
		if cells > 0 && words > 0 || cells > 1 {
			figures += cells
		}
	}
	return figures >= 2 && wide*2 <= figures
}

// layout reads the cells of a table that only lays words out: each row is a
// paragraph, its bullets and marks in front; a cell that holds paragraphs of
// its own is read as part of the page.
func (w *walker) layout(n *html.Node, rows [][]raw, depth int) {
	for _, row := range rows {
		var filled []raw
		for _, c := range row {
			if !bulletForm.MatchString(c.cell.Text) {
				filled = append(filled, c)
			}
		}
		if len(filled) == 1 || anyLong(filled) {
			for _, c := range filled {
				w.walk(c.node, style{}, depth+1)
				w.flush()
			}
			continue
		}
		for _, c := range filled {
			w.walkInline(c.node, depth)
		}
		w.flush()
	}
}

func anyLong(cells []raw) bool {
	for _, c := range cells {
		if len(c.cell.Text) > maxHeading || nested(c.node) {
			return true
		}
	}
	return false
}

// walkInline adds the words of a cell to the paragraph of its row.
func (w *walker) walkInline(n *html.Node, depth int) {
	if w.words.empty() {
		w.style = style{}
	}
	indent := 0
	w.gather(n, &w.words, w.dresses.within(style{}, n), &indent, depth+1)
	w.words.space()
}
