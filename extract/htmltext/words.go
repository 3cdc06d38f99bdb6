package htmltext

import (
	"unicode"
	"unicode/utf8"

	"tickmark/extract"
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
)

// words gathers the text of a paragraph or a cell, its white space collapsed
// as a browser does and what is invisible left out, and notes which parts are footnote marks.
type words struct {
	b       []byte
	pending bool // white space not yet written
	marks   []extract.Span
	plain   int // letters and digits that are not bold
	bold    int
}

func (w *words) empty() bool { return len(w.b) == 0 }

func (w *words) space() { w.pending = w.pending || len(w.b) > 0 }

// markForm is what a raised text must look like to be a footnote mark; "th"
// and units of area are none.
var markForm = pattern.New(`^(?:\(?\d{1,2}\)?|\[\d{1,2}\]|[ivx]{1,4}|[a-z]|\([a-z]\)|[*†‡#]{1,3})(?:,\s?\d)*$`)

func (w *words) add(data string, s style) {
	start := -1
	for i, size := 0, 0; i < len(data); i += size {
		var r rune
		if r, size = rune(data[i]), 1; r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(data[i:])
		}
		if r >= utf8.RuneSelf && quantity.Invisible(r) {
			continue
		}
		if unicode.IsSpace(r) {
			w.space()
			continue
		}
		if w.pending {
			w.b = append(w.b, ' ')
			w.pending = false
		}
		if start < 0 {
			start = len(w.b)
		}
		w.b = utf8.AppendRune(w.b, r)
		w.weigh(r, s)
	}
	if start >= 0 && s.raised && markForm.MatchString(string(w.b[start:])) {
		w.marks = append(w.marks, extract.Span{Start: start, End: len(w.b)})
	}
}

func (w *words) weigh(r rune, s style) {
	switch {
	case !unicode.IsLetter(r) && !unicode.IsDigit(r):
	case s.bold:
		w.bold++
	default:
		w.plain++
	}
}

// take gives what was gathered and begins anew. bold says that every letter
// was.
func (w *words) take() (text string, marks []extract.Span, bold bool) {
	if len(w.b) == 0 {
		w.pending = false
		return "", nil, false
	}
	text, marks, bold = string(w.b), w.marks, w.bold > 0 && w.plain == 0
	*w = words{b: w.b[:0]}
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
