package audit

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"tickmark/extract"
	"tickmark/extract/quantity"
)

// Text is what is audited, line by line.
type Text struct {
	Lines []Line
}

// Line is a line of text, a paragraph, or a row of a table.
type Line struct {
	Number int
	Where  string
	Text   string
	Cells  []Cell // of a row; nil for running text
	Head   bool   // a heading
}

// Cell is a cell of a row, as a range of the line's text.
type Cell struct{ Start, End, Column int }

// Plain reads text or Markdown as its lines. What belongs to an amount stands on the
// line that the amount begins on. The rows of a Markdown table
// become cells.
func Plain(text string) Text {
	var out Text
	for i, words := range strings.Split(strings.ReplaceAll(quantity.Visible(text), "\r\n", "\n"), "\n") {
		l := Line{Number: i + 1, Text: words, Head: strings.HasPrefix(words, "#")}
		if trimmed := strings.TrimSpace(words); strings.HasPrefix(trimmed, "|") && strings.HasSuffix(trimmed, "|") && len(trimmed) > 1 {
			l.Cells = barred(words)
		}
		out.Lines = append(out.Lines, l)
	}
	unwrap(out.Lines)
	return out
}

// Count is how often a text says one of some names.
func (t Text) Count(names []string) (n int) {
	for _, l := range t.Lines {
		for _, name := range names {
			n += strings.Count(l.Text, name)
		}
	}
	return n
}

// barred finds the cells between bars.
func barred(words string) []Cell {
	var out []Cell
	start := strings.IndexByte(words, '|') + 1
	for i := start; i < len(words); i++ {
		if words[i] == '|' && words[i-1] != '\\' {
			out = append(out, Cell{start, i, len(out)})
			start = i + 1
		}
	}
	return out
}

// Blocks reads a decoded document: each paragraph and each row of a table is a
// line.
func Blocks(t extract.Text) Text {
	var out Text
	add := func(l Line) {
		l.Number = len(out.Lines) + 1
		out.Lines = append(out.Lines, l)
	}
	for _, b := range t.Blocks {
		where := b.Place
		if b.Page > 0 {
			where = fmt.Sprintf("page %d", b.Page)
		}
		switch {
		case b.Table != nil:
			for i, r := range b.Table.Rows {
				add(row(fmt.Sprintf("%s r%d", where, i+1), r))
			}
		case b.Kind == extract.Furniture:
		case goesOn(out.Lines, b):
			out.Lines[len(out.Lines)-1].Text += " " + b.Words
		default:
			add(Line{Where: where, Text: b.Words, Head: b.Kind == extract.Heading})
		}
	}
	return out
}

// goesOn says that a paragraph goes on with the one before, as over the end of
// a page: that one ends no sentence.
func goesOn(before []Line, b extract.Block) bool {
	if len(before) == 0 || b.Kind != extract.Paragraph {
		return false
	}
	last := before[len(before)-1]
	end, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(last.Text))
	begin, _ := utf8.DecodeRuneInString(b.Words)
	return last.Cells == nil && !last.Head && !strings.ContainsRune(".:;!?。：；！？”\"", end) && len(last.Text) > wholeLine &&
		(unicode.IsLower(begin) || unicode.IsDigit(begin))
}

// wholeLine is the least length, in bytes, of a paragraph that was cut: what
// is shorter is a line by itself.
const wholeLine = 80

func row(where string, r extract.Row) Line {
	l := Line{Where: where}
	for _, c := range r.Cells {
		if l.Text != "" {
			l.Text += " | "
		}
		l.Cells = append(l.Cells, Cell{len(l.Text), len(l.Text) + len(c.Text), c.Col})
		l.Text += c.Text
	}
	return l
}
