package prose

import (
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
)

// parentheses takes groups in parentheses out of the sentence: a figure in
// another currency becomes the twin of the one before it, a period with a
// figure ("(2024: RMB5.2 million)") is a comparison, words say nothing.
func parentheses(text string, in []token) []token {
	if !strings.ContainsAny(text, "()（）") {
		return in
	}
	out := in[:0] // a group gives fewer tokens than it has
	for i := 0; i < len(in); i++ {
		if in[i].kind != '(' {
			if in[i].kind != ')' {
				out = keep(out, in, i)
			}
			continue
		}
		end := i + 1
		for end < len(in) && in[end].kind != ')' && in[end].kind != '(' {
			end++
		}
		if end == len(in) || in[end].kind != ')' {
			out = append(out, token{kind: 'x', start: in[i].start, end: in[i].end})
			continue
		}
		out = group(out, in[i], in[i+1:end])
		i = end
	}
	return out
}

func group(out []token, open token, inside []token) []token {
	s := kinds(inside)
	switch {
	case !strings.ContainsAny(s, "MPQCXN"):
		return out
	case s == "M" && len(out) > 0 && out[len(out)-1].kind == 'M' && out[len(out)-1].number.Unit != inside[0].number.Unit:
		out[len(out)-1].twins = []quantity.Number{inside[0].number}
		out[len(out)-1].sameSign()
		return out
	case s == "MSM" && len(out) > 0 && out[len(out)-1].kind == 'M' && foreign(out[len(out)-1], inside[0], inside[2]):
		out[len(out)-1].twins = []quantity.Number{inside[0].number, inside[2].number}
		out[len(out)-1].sameSign()
		return out
	case s == "M" && len(out) > 0 && out[len(out)-1].kind == 'I':
		inside[0].negate()
		return append(out, inside[0])
	case s == "T:M" || s == "TcM" || s == "TM" || s == "T:P" || s == "TcP" || s == "TP" || s == "T:C":
		if p := &inside[0].period; bare(*p) {
			p.Relation = fiscal.YearEarlier // as long as the subject's, in that year
		}
		out = append(out, token{kind: 'K', start: open.start, end: open.end}, inside[0])
		return append(out, inside[len(inside)-1])
	}
	return append(out, token{kind: 'x', start: open.start, end: open.end})
}

// sameSign gives the twins of a negative amount its sign: in "negative RMB2.5
// billion (US$0.3 billion)" the word is said once.
func (t *token) sameSign() {
	if t.number.Value.Sign() < 0 {
		t.negate()
	}
}

// foreign says that three amounts are of three currencies: "RMB1.24 (US$0.17
// or HK$1.36)".
func foreign(a, b, c token) bool {
	return a.number.Unit != b.number.Unit && b.number.Unit != c.number.Unit && a.number.Unit != c.number.Unit
}

// asideForm begins what explains a measure and does not change what it is;
// adjustedAside does so only where the measure is said to be adjusted.
var (
	asideForm     = pattern.New(`^ ?(?:including\b|which (?:(?:primarily |mainly |principally )?(?:includes?|consists? of|comprises?)|is|are|represents?)\b)`)
	adjustedAside = pattern.New(`^ ?(?:excluding\b|which (?:excludes?|is adjusted)\b)`)
)

func aside(label token, words string) bool {
	return asideForm.MatchString(words) || label.label.Basis == extract.NonGAAP && adjustedAside.MatchString(words)
}

// asides takes "…, including those and these, …" behind a label out of the
// sentence.
func asides(text string, in []token) []token {
	for i := 0; i+2 < len(in); i++ {
		if strings.IndexByte("Llx", in[i].kind) < 0 || in[i+1].kind != 'c' || !aside(in[i], text[in[i+1].end:]) {
			continue
		}
		for j := i + 2; j < len(in) && strings.IndexByte("MPQCXNT;", in[j].kind) < 0; j++ {
			if in[j].kind == 'c' && j+1 < len(in) && strings.IndexByte("IUD", in[j+1].kind) >= 0 {
				in = append(in[:i+1], in[j+1:]...)
				break
			}
		}
	}
	return in
}

// blank replaces footnote marks, and marks in brackets, by spaces: the text
// keeps its length.
func blank(text string, marks []extract.Span) string {
	if len(marks) == 0 && !strings.Contains(text, "[") {
		return text
	}
	b := []byte(text)
	for _, m := range marks {
		wipe(b, m.Start, m.End)
	}
	for i := 0; i+2 < len(b); i++ {
		if b[i] != '[' {
			continue
		}
		end := i + 1
		for end < len(b) && end < i+4 && b[end] >= '0' && b[end] <= '9' {
			end++
		}
		if end > i+1 && end < len(b) && b[end] == ']' {
			wipe(b, i, end+1)
		}
	}
	return string(b)
}

func wipe(b []byte, start, end int) {
	for i := start; i < end && i < len(b); i++ {
		b[i] = ' '
	}
}
