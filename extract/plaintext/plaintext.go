// Package plaintext decodes documents that are text already: layout text, in
// which columns are kept by spaces (as pdftotext -layout writes it), and
// Markdown.
//
// Layout text becomes words at places on pages, one unit a character, and goes
// through package layout as a PDF does. Markdown becomes HTML and goes through
// package htmltext. So there is one way only in which tables are found.
package plaintext

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"tickmark/extract"
	"tickmark/extract/htmltext"
	"tickmark/extract/layout"
	"tickmark/extract/quantity"
)

const (
	maxLine = 4000 // bytes of a line; what is longer is prose and is cut into lines
	tabStop = 8    // columns from one tab stop to the next
)

// The proportions of a fixed-width character: two columns are as wide as a
// line is high.
const (
	typeSize  = 2
	linePitch = 2.4
)

// ErrEmpty says that the document holds no words.
var ErrEmpty = errors.New("plaintext: the document holds no text")

// Decode reads layout text. Form feeds part its pages; a text without any has
// no pages.
func Decode(ctx context.Context, data []byte) (extract.Text, error) {
	data, err := htmltext.UTF8(data)
	if err != nil {
		return extract.Text{}, err
	}
	pages := Pages(untagged(string(data)))
	if len(pages) == 0 {
		return extract.Text{}, ErrEmpty
	}
	blocks, err := layout.Blocks(ctx, pages)
	if err != nil {
		return extract.Text{}, err
	}
	t := extract.Text{Media: extract.Plain, Blocks: blocks}
	t.Number()
	return t, nil
}

// Pages reads text as words at places: X counts characters from the left, Y
// lines from the top of the page. Pages without words are left out, but
// counted.
func Pages(text string) []layout.Page {
	sheets := strings.Split(text, "\f")
	var pages []layout.Page
	for i, sheet := range sheets {
		p := page(sheet)
		if len(sheets) > 1 {
			p.Number = i + 1
		}
		if len(p.Lines) > 0 {
			pages = append(pages, p)
		}
	}
	return pages
}

// page reads a sheet. Whether an ideograph is as wide as two letters or as one is
// for its maker to say: it is as wide as leaves more figures below each other.
func page(sheet string) layout.Page {
	p := pageOf(sheet, 1)
	if strings.ContainsFunc(sheet, layout.Ideographic) {
		if wide := pageOf(sheet, 2); aligned(wide) > aligned(p) {
			return wide
		}
	}
	return p
}

func pageOf(sheet string, ideograph int) layout.Page {
	var p layout.Page
	rows := 0
	for row := range strings.SplitSeq(strings.ReplaceAll(sheet, "\r\n", "\n"), "\n") {
		for _, part := range cut(quantity.Visible(row)) {
			rows++
			if words := wordsOf(part, float64(rows)*linePitch, ideograph); len(words) > 0 {
				p.Lines = append(p.Lines, layout.Line{Words: words})
				p.Width = max(p.Width, words[len(words)-1].X1)
			}
		}
	}
	p.Height = float64(rows+1) * linePitch
	return p
}

// aligned counts the figures of a page that end where another one does.
func aligned(p layout.Page) int {
	ends := map[float64]int{}
	for _, l := range p.Lines {
		for _, w := range l.Words[1:] {
			if strings.ContainsAny(w.Text[:1], "0123456789(-") {
				ends[w.X1]++
			}
		}
	}
	n := 0
	for _, k := range ends {
		n += k * k
	}
	return n
}

// cut parts a line that no page is wide enough for.
func cut(row string) []string {
	var parts []string
	for len(row) > maxLine {
		at := strings.LastIndexByte(row[:maxLine], ' ') + 1
		if at == 0 {
			at = letter(row)
		}
		parts, row = append(parts, row[:at]), row[at:]
	}
	return append(parts, row)
}

// letter is the last place up to maxLine at which a letter begins; maxLine where
// the bytes there are no UTF-8.
func letter(row string) int {
	for at := maxLine; at > maxLine-utf8.UTFMax; at-- {
		if utf8.RuneStart(row[at]) {
			return at
		}
	}
	return maxLine
}

// wordsOf reads the words of a line whose baseline is y, with ideographs so many
// columns wide.
func wordsOf(row string, y float64, ideograph int) []layout.Word {
	var words []layout.Word
	start, from, col := -1, 0, 0
	end := func(at int) {
		if start >= 0 {
			words = append(words, layout.Word{Text: row[start:at], X0: float64(from), X1: float64(col), Y: y, Size: typeSize})
			start = -1
		}
	}
	for i, r := range row {
		if blank(r) {
			end(i)
			col = after(r, col)
			continue
		}
		if start < 0 {
			start, from = i, col
		}
		if col++; wide(r) {
			col += ideograph - 1
		}
	}
	end(len(row))
	return words
}

// wide reports whether r is an ideograph or stands as wide as one.
func wide(r rune) bool {
	return layout.Ideographic(r) || r >= 0xFF01 && r <= 0xFF60
}

func blank(r rune) bool {
	return r <= ' ' || r == 0x7F || r == 0xA0 || r == 0x3000 || r >= 0x2000 && r <= 0x200A || r == 0x202F || r == 0x205F
}

// after is the column behind a blank character that stands at col.
func after(r rune, col int) int {
	switch r {
	case '\t':
		return col - col%tabStop + tabStop
	case '\r':
		return col
	}
	return col + 1
}
