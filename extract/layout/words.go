package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tickmark/extract"
)

// joinWords writes words as one text with single spaces, and tells where its
// footnote marks are. Chinese is written without spaces between its characters.
func joinWords(words []Word) (string, []extract.Span) {
	var b strings.Builder
	var marks []extract.Span
	for i, w := range words {
		if i > 0 && !tight(words[i-1], w) {
			b.WriteByte(' ')
		}
		start := b.Len()
		b.WriteString(w.Text)
		if w.Mark && isMark(w.Text) {
			marks = append(marks, extract.Span{Start: start, End: b.Len()})
		}
	}
	return b.String(), marks
}

// tight says that no space stands between a and its neighbour b.
func tight(a, b Word) bool {
	gap := b.X0 - a.X1
	if b.Mark || a.Mark {
		return gap < 0.15*a.Size
	}
	last, _ := utf8.DecodeLastRuneInString(a.Text)
	first, _ := utf8.DecodeRuneInString(b.Text)
	return Ideographic(last) && Ideographic(first) && (gap < cellGap*a.Size || single(a) && single(b))
}

// isMark says that a raised word refers to a footnote: digits, one letter, or
// signs, perhaps in brackets; but not an ordinal's ending or a trade mark.
func isMark(s string) bool {
	s = strings.Trim(s, "()[], ")
	letters := 0
	for _, r := range s {
		switch {
		case unicode.IsDigit(r), strings.ContainsRune("*†‡§#,^+", r):
		case r < utf8.RuneSelf && unicode.IsLetter(r):
			letters++
		default:
			return false
		}
	}
	return s != "" && (letters == 0 || len(s) == 1)
}

// Ideographic says that r is written without spaces around it: Han, kana, and
// the full-width signs that go with them.
func Ideographic(r rune) bool {
	switch {
	case r < 0x2E80:
		return false
	case r <= 0x9FFF, r >= 0xF900 && r <= 0xFAFF, r >= 0xFE30 && r <= 0xFE4F,
		r >= 0xFF00 && r <= 0xFF60, r >= 0x20000 && r <= 0x3FFFF:
		return true
	}
	return false
}

// joiner joins the lines of a paragraph, or the parts of a cell.
type joiner struct {
	text  []byte
	marks []extract.Span
}

// add adds words. A word that a hyphen parts is not healed: whether the hyphen
// belongs to it cannot be told.
func (j *joiner) add(text string, marks []extract.Span) {
	last, _ := utf8.DecodeLastRune(j.text)
	first, _ := utf8.DecodeRuneInString(text)
	hyphen := last == '-' && len(j.text) > 1 && unicode.IsLower(first)
	if len(j.text) > 0 && !hyphen && (!Ideographic(last) || !Ideographic(first)) {
		j.text = append(j.text, ' ')
	}
	for _, m := range marks {
		j.marks = append(j.marks, extract.Span{Start: m.Start + len(j.text), End: m.End + len(j.text)})
	}
	j.text = append(j.text, text...)
}
