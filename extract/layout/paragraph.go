package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tickmark/extract"
	"tickmark/extract/quantity"
)

// paragraphs joins the lines [from, to), which no table holds, into blocks.
func (f *finder) paragraphs(from, to int, margin []float64) []extract.Block {
	var out []extract.Block
	for i := from; i < to; {
		var text joiner
		j := i
		for ok := true; ok; ok = j < to && f.flows(j-1, j, margin[j-1]) {
			text.line(&f.lines[j])
			j++
		}
		b := extract.Block{Words: string(text.text), Marks: text.marks, Page: f.lines[i].page}
		f.kind(&b, i, j)
		out = append(out, b)
		i = j
	}
	return out
}

// line adds a whole line.
func (j *joiner) line(l *line) {
	for _, s := range l.segs {
		j.add(s.text, s.marks)
	}
}

// flows says that line k goes on with the paragraph of line i above it: line i
// is full, or line k begins in the middle of a sentence.
func (f *finder) flows(i, k int, margin float64) bool {
	a, b := &f.lines[i], &f.lines[k]
	if a.parted() || b.parted() || a.unit || b.unit || resized(a, b) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(b.segs[0].text)
	end := a.segs[len(a.segs)-1].text
	lower := unicode.IsLower(first) && !sentence(end)
	cut := unicode.IsDigit(first) && quantity.Open(end) // half an amount ends no paragraph
	if b.above == 0 {                                   // over the end of a page or a column
		return cut || !sentence(end) && (lower || a.full(b, margin) && Ideographic(first) && !b.starts(a))
	}
	if b.above > oneText+0.3 || b.starts(a) {
		return false
	}
	if cut {
		return true
	}
	if a.bold && !b.bold && !lower || b.caption() && !a.caption() || capitals(a.segs[0].text) && !capitals(b.segs[0].text) {
		return false
	}
	return a.full(b, margin) || lower && !a.caption()
}

// full says that the first word of b would not have fitted behind line a.
func (l *line) full(b *line, margin float64) bool {
	w := b.segs[0].words[0]
	first := min(w.X1-w.X0, 12*l.size)
	if r, _ := utf8.DecodeRuneInString(w.Text); Ideographic(r) {
		first = l.size
	}
	return l.x1+first+0.5*l.size > margin || l.x1-l.x0 > 0.7*(margin-l.x0) && !sentence(l.segs[len(l.segs)-1].text)
}

// resized says that the type changes between two lines.
func resized(a, b *line) bool {
	last := a.segs[len(a.segs)-1].words
	x, y := last[len(last)-1].Size, b.segs[0].words[0].Size
	return min(a.size, x) > 1.15*max(b.size, y) || min(b.size, y) > 1.15*max(a.size, x)
}

// parted says that a line is set in columns, a bullet or number in front apart.
func (l *line) parted() bool {
	for i := 1; i < len(l.segs); i++ {
		if gap := l.segs[i].x0 - l.segs[i-1].x1; gap > 2*l.size && (i > 1 || l.segs[0].x1-l.segs[0].x0 > 3*l.size) {
			return true
		}
	}
	return false
}

// caption says that a line is one of those short ones that stand over a table.
func (l *line) caption() bool {
	t := l.segs[0].text
	return strings.HasPrefix(t, "(") && strings.HasSuffix(t, ")")
}

// starts says that a line begins a paragraph of its own, whatever stands above
// it: with a bullet or a number.
func (l *line) starts(above *line) bool {
	t := l.segs[0].text
	r, n := utf8.DecodeRuneInString(t)
	switch {
	case strings.ContainsRune("•●▪■◆○·➢✓*☐□√", r):
		return true
	case l.segs[0].words[0].Mark && isMark(l.segs[0].words[0].Text):
		return true
	case strings.ContainsRune("–—-－", r) && (len(t) == n || t[n] == ' ' || Ideographic(second(t, n))):
		return true
	case r == '(' || r == '（':
		return numbered(t[n:])
	case len(l.segs) > 1 && utf8.RuneCountInString(t) <= 5 && (l.segs[0].kind == small || strings.HasSuffix(t, ".") || strings.HasSuffix(t, "、")):
		return true
	}
	return strings.HasPrefix(t, "Note ") && l.x0 <= above.x0
}

func second(t string, n int) rune {
	r, _ := utf8.DecodeRuneInString(t[n:])
	return r
}

// numbered says that what follows an opening parenthesis is a number, a letter
// or a roman or Chinese numeral and the closing one.
func numbered(t string) bool {
	end := strings.IndexAny(t, ")）")
	if end <= 0 || end > 9 {
		return false
	}
	for _, r := range t[:end] {
		if !unicode.IsDigit(r) && !strings.ContainsRune("ivxabcdefgh一二三四五六七八九十", r) {
			return false
		}
	}
	return true
}

// kind tells headings and notes from paragraphs. Lines [i, j) make the block.
func (f *finder) kind(b *extract.Block, i, j int) {
	l := &f.lines[i]
	switch {
	case len(b.Marks) > 0 && b.Marks[0].Start == 0 && l.segs[0].words[0].Mark:
		b.Kind = extract.Note
	case j-i > 2 || len(b.Words) > 160 || sentence(b.Words) || strings.HasSuffix(b.Words, ",") || b.Words[0] == '(':
	case l.bold || capitals(b.Words):
		b.Kind = extract.Heading
	}
}

// capitals says that a text is set in capitals.
func capitals(text string) bool {
	upper := 0
	for _, r := range text {
		switch {
		case unicode.IsLower(r) || Ideographic(r):
			return false
		case unicode.IsUpper(r):
			upper++
		}
	}
	return upper > 3
}
