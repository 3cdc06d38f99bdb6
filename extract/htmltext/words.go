package htmltext

import (
	"strings"
	"unicode"

	"tickmark/extract"
	"tickmark/extract/pattern"
)

// words gathers the text of a paragraph or a cell, its white space collapsed
// as a browser does, and notes which parts are footnote marks.
type words struct {
	b       strings.Builder
	pending bool // white space not yet written
	marks   []extract.Span
	plain   int // letters and digits that are not bold
	bold    int
}

func (w *words) empty() bool { return w.b.Len() == 0 }

func (w *words) space() { w.pending = w.pending || w.b.Len() > 0 }

// markForm is what a raised text must look like to be a footnote mark; "th"
// and units of area are none.
var markForm = pattern.New(`^(?:\(?\d{1,2}\)?|\[\d{1,2}\]|[ivx]{1,4}|[a-z]|\([a-z]\)|[*†‡#]{1,3})(?:,\s?\d)*$`)

func (w *words) add(data string, s style) {
	start := -1
	for _, r := range data {
		if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
			w.space()
			continue
		}
		if w.pending {
			w.b.WriteByte(' ')
			w.pending = false
		}
		if start < 0 {
			start = w.b.Len()
		}
		w.b.WriteRune(r)
		w.weigh(r, s)
	}
	if start >= 0 && s.raised && markForm.MatchString(w.b.String()[start:]) {
		w.marks = append(w.marks, extract.Span{Start: start, End: w.b.Len()})
	}
}

func (w *words) weigh(r rune, s style) {
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return
	}
	if s.bold {
		w.bold++
	} else {
		w.plain++
	}
}

// take gives what was gathered and begins anew. bold says that every letter
// was.
func (w *words) take() (text string, marks []extract.Span, bold bool) {
	text, marks, bold = w.b.String(), w.marks, w.bold > 0 && w.plain == 0
	*w = words{}
	return text, bracketed(text, marks), bold
}

// bracketed adds the marks that are printed in brackets, [1].
func bracketed(text string, marks []extract.Span) []extract.Span {
	for _, m := range bracketMark.FindAllStringIndex(text, -1) {
		s := extract.Span{Start: m[0], End: m[1]}
		marks = insert(marks, s)
	}
	return marks
}

// insert keeps marks in order and swallows those that s covers.
func insert(marks []extract.Span, s extract.Span) []extract.Span {
	out := make([]extract.Span, 0, len(marks)+1)
	placed := false
	for _, m := range marks {
		switch {
		case m.Overlaps(s):
			s = extract.Span{Start: min(m.Start, s.Start), End: max(m.End, s.End)}
		case m.Start >= s.End && !placed:
			out, placed = append(out, s, m), true
		default:
			out = append(out, m)
		}
	}
	if !placed {
		out = append(out, s)
	}
	return out
}
