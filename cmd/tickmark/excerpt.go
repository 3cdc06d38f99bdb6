package main

import (
	"cmp"
	"slices"
	"strings"

	"tickmark/extract"
)

// piece is a run of an excerpt. Mark is "figure" for the figure itself, the
// attributes that its words gave to the figure, or empty.
type piece struct{ Text, Mark string }

// figureMark is the mark of a figure among the words around it.
const figureMark = "figure"

// excerpt is words of a document around what is marked in them.
type excerpt []piece

// String sets the figure between guillemets.
func (e excerpt) String() string {
	var b strings.Builder
	for _, p := range e {
		if p.Mark == figureMark {
			p.Text = "»" + p.Text + "«"
		}
		b.WriteString(p.Text)
	}
	return b.String()
}

// marked is a span of a document, and what it is marked as.
type marked struct {
	extract.Found
	mark string
}

// beside reports whether one excerpt shows both places: in one paragraph, or in
// one row of a table.
func beside(a, b extract.At) bool { return a.Block == b.Block && a.Row == b.Row }

// excerptOf is the sentences or the row around marks that stand beside each
// other. Where marks overlap the first of them counts.
func excerptOf(t extract.Text, marks []marked) excerpt {
	at := marks[0].At
	marks = slices.Clone(marks)
	slices.SortStableFunc(marks, func(a, b marked) int { return cmp.Compare(a.At.Cell, b.At.Cell) })
	if at.Row < 0 {
		return around(t.Blocks[at.Block].Words, apart(marks))
	}
	var out excerpt
	for i, c := range t.Blocks[at.Block].Table.Rows[at.Row].Cells {
		if i > 0 {
			out = append(out, piece{Text: " | "})
		}
		here := piece{Text: c.Text}
		for _, m := range marks {
			if m.At.Cell == i && (here.Mark == "" || m.mark == figureMark) {
				here.Mark = m.mark
			}
		}
		out = append(out, here)
	}
	return out
}

// apart is marks in their order in the text, without those that overlap one
// listed before them.
func apart(marks []marked) (out []marked) {
	for _, m := range marks {
		if !slices.ContainsFunc(out, func(o marked) bool { return o.Span.Overlaps(m.Span) }) {
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(a, b marked) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	return out
}

// aside is how much of a paragraph is shown on each side of a mark, in bytes.
const aside = 160

// around is the marks of a paragraph with the words on each side of them.
func around(words string, marks []marked) (out excerpt) {
	end := 0 // of what is shown
	for i, m := range marks {
		start := max(end, m.Span.Start-aside)
		if start > end {
			out = append(out, piece{Text: "…"})
		}
		out = append(out, piece{Text: strings.ToValidUTF8(words[start:m.Span.Start], "")}, piece{m.Span.Of(words), m.mark})
		end = min(len(words), m.Span.End+aside)
		if i+1 < len(marks) {
			end = min(end, marks[i+1].Span.Start)
		}
		out = append(out, piece{Text: strings.ToValidUTF8(words[m.Span.End:end], "")})
	}
	if end < len(words) {
		out = append(out, piece{Text: "…"})
	}
	return slices.DeleteFunc(out, func(p piece) bool { return p.Text == "" })
}

// placeOf is where a witness stands in its document as it is decoded today.
func placeOf(t extract.Text, w extract.Witness) (extract.Found, bool) {
	if holds(t, w) {
		return extract.Found{At: w.At, Span: w.Span}, true
	}
	return t.Find(w.Place, w.Quote) // another decoder counted its blocks, or it kept no span
}

// holds reports whether the words of a witness stand where it says.
func holds(t extract.Text, w extract.Witness) bool {
	if w.Quote == "" || w.At.Block < 0 || w.At.Block >= len(t.Blocks) {
		return false
	}
	b := t.Blocks[w.At.Block]
	if b.Table == nil {
		s := w.Span
		return s.Start >= 0 && s.Start <= s.End && s.End <= len(b.Words) && s.Of(b.Words) == w.Quote && b.SpanPlace(s) == w.Place
	}
	if w.At.Row < 0 || w.At.Row >= len(b.Table.Rows) || w.At.Cell < 0 || w.At.Cell >= len(b.Table.Rows[w.At.Row].Cells) {
		return false
	}
	return b.Table.Rows[w.At.Row].Cells[w.At.Cell].Text == w.Quote && b.CellPlace(w.At.Row, w.At.Cell) == w.Place
}

// pageOf is the page on which a place lies; 0 where the medium has none.
func pageOf(t extract.Text, at extract.At) int {
	b := t.Blocks[at.Block]
	if b.Table != nil && at.Row >= 0 && b.Table.Rows[at.Row].Page > 0 {
		return b.Table.Rows[at.Row].Page
	}
	return b.Page
}
