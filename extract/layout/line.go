package layout

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tickmark/extract"
)

// How words come together, in parts of the size of the type.
const (
	cellGap   = 0.85 // a wider gap parts two cells
	spacedGap = 3.0  // but not two single Chinese characters, which are set apart to fill a line
)

// line is a line with its cells.
type line struct {
	segs   []seg
	page   int
	x0, x1 float64
	y      float64
	size   float64
	above  float64 // distance from the line above on the page, in sizes; 0 for the first line of a page
	bold   bool
	part   part
	rest   bool // its figures went to the line above, which they belong to
	unit   bool // it says in what unit the table below is: 單位：千元
}

// seg is a run of words without a wide gap: a cell, or a line of prose.
type seg struct {
	words  []Word
	text   string
	marks  []extract.Span
	x0, x1 float64
	right  float64 // where its digits end
	kind   kind
}

// lineOf cuts a line into cells, at wide gaps and at drawn rules.
func lineOf(l Line, page int, rules []Rule) line {
	l.Words = healed(l.Words)
	first, last := l.Words[0], l.Words[len(l.Words)-1]
	out := line{page: page, x0: first.X0, x1: last.X1, y: first.Y, bold: true}
	for _, w := range l.Words {
		out.size = max(out.size, w.Size)
		out.bold = out.bold && (w.Bold || w.Mark)
	}
	start := 0
	across := crossing(rules, out.y-0.3*out.size)
	for i := 1; i < len(l.Words); i++ {
		if ruled(across, l.Words[i-1], l.Words[i]) || parted(l.Words, start, i) {
			out.segs = append(out.segs, segOf(l.Words[start:i]))
			start = i
		}
	}
	out.segs = joinSigns(cutLabels(append(out.segs, segOf(l.Words[start:]))))
	for i := 1; i < len(out.segs); i++ {
		if s := &out.segs[i]; s.kind == words && out.segs[0].kind == words && noteNumber(s.text) {
			s.kind = noted
		}
	}
	if len(out.segs) > 0 && unitLine(out.segs) {
		out.segs, out.unit = []seg{segOf(l.Words)}, true
	}
	return out
}

// cutLabels parts an amount from the label that it nearly touches, in lines
// that have another figure to the right.
func cutLabels(segs []seg) []seg {
	for i := len(segs) - 2; i >= 0; i-- {
		s := segs[i]
		if s.kind != words || !segs[i+1].kind.figure() {
			continue
		}
		if from, to := lastAmount(s.words); from > 0 {
			out := append(append([]seg(nil), segs[:i]...), segOf(s.words[:from]), segOf(s.words[from:to]))
			if to < len(s.words) {
				out = append(out, segOf(s.words[to:]))
			}
			return append(out, segs[i+1:]...)
		}
	}
	return segs
}

// lastAmount finds the amount that ends ws, with the currency before it and
// without one behind it, which is the next figure's. from is 0 where there is
// none.
func lastAmount(ws []Word) (from, to int) {
	to = len(ws)
	for to > 0 && prefix(ws[to-1].Text) {
		to--
	}
	if to < 2 {
		return 0, 0
	}
	text := ws[to-1].Text
	if k, _, _ := figureOf(text); k != amount || numbered(strings.TrimPrefix(text, "(")) {
		return 0, 0
	}
	for from = to - 1; from > 0 && prefix(ws[from-1].Text); {
		from--
	}
	if from > 0 && ws[from].X0-ws[from-1].X1 < 0.2*ws[from].Size {
		return 0, 0
	}
	return from, to
}

// healed joins words that were torn apart by a type with wide capitals: "RM B",
// "S eptember".
func healed(ws []Word) []Word {
	out, start := ws, 0
	for i := 1; i < len(ws); i++ {
		if !torn(ws[i-1], ws[i]) {
			continue
		}
		if start == 0 {
			out = make([]Word, 0, len(ws))
		}
		w := ws[i-1]
		w.Text, w.X1 = w.Text+ws[i].Text, ws[i].X1
		out = append(append(out, ws[start:i-1]...), w)
		start = i + 1
		i++
	}
	if start == 0 {
		return ws
	}
	return append(out, ws[start:]...)
}

func torn(a, b Word) bool {
	if b.X0-a.X1 > 0.6*a.Size || a.Mark || b.Mark || len(a.Text) > 2 {
		return false
	}
	switch a.Text {
	case "A", "I", "O":
		return false
	case "RM":
		return b.Text == "B" || strings.HasPrefix(b.Text, "B") && len(b.Text) > 1 && !unicode.IsLetter(rune(b.Text[1]))
	case "US":
		return b.Text == "D"
	}
	return len(a.Text) == 1 && a.Text[0] >= 'A' && a.Text[0] <= 'Z' && len(b.Text) > 2 && b.Text[0] >= 'a' && b.Text[0] <= 'z'
}

// crossing are the places, from left to right, of the rules that a line at y
// runs through.
func crossing(rules []Rule, y float64) []float64 {
	var at []float64
	for _, r := range rules {
		if r.Y0 <= y && y <= r.Y1 {
			at = append(at, r.X)
		}
	}
	slices.Sort(at)
	return at
}

// ruled says that a rule stands between two words.
func ruled(at []float64, a, b Word) bool {
	i, _ := slices.BinarySearch(at, a.X1-0.1*a.Size)
	return i < len(at) && at[i] < b.X0+0.1*b.Size
}

// parted says that a new cell begins with word i.
func parted(ws []Word, start, i int) bool {
	a, b := ws[i-1], ws[i]
	gap := b.X0 - a.X1
	size := min(a.Size, b.Size)
	if a.Mark || b.Mark {
		size = max(a.Size, b.Size)
	}
	if gap <= cellGap*size {
		return gap > 0.15*size && amounts(a, b)
	}
	return gap > spacedGap*size || !single(a) || !single(b) || !evenly(ws, start, i)
}

// amounts says that two words are both amounts, which never share a cell.
func amounts(a, b Word) bool {
	k, _, _ := figureOf(a.Text)
	if k != amount {
		return false
	}
	k, _, _ = figureOf(b.Text)
	return k == amount
}

// single says that w is one Chinese character.
func single(w Word) bool {
	r, n := utf8.DecodeRuneInString(w.Text)
	return n == len(w.Text) && Ideographic(r)
}

// evenly says that the gap before word i is as wide as the gap before it.
func evenly(ws []Word, start, i int) bool {
	if i-start < 2 {
		return true
	}
	was, is := ws[i-1].X0-ws[i-2].X1, ws[i].X0-ws[i-1].X1
	return is < 1.5*was && was < 1.5*is
}

func segOf(ws []Word) seg {
	s := seg{words: ws, x0: ws[0].X0, x1: ws[0].X1}
	for _, w := range ws {
		s.x1 = max(s.x1, w.X1)
	}
	s.text, s.marks = joinWords(ws)
	bare := extract.Unmarked(s.text, s.marks)
	if len(s.marks) == 0 {
		bare = s.text
	}
	k, tail, mark := figureOf(bare)
	s.kind, s.right = k, s.x1
	if k != words {
		s.right -= (s.x1 - s.x0) * float64(tail) / float64(max(1, utf8.RuneCountInString(bare)))
		if len(s.marks) == 0 && mark < len(s.text) {
			s.marks = []extract.Span{{Start: mark, End: len(s.text)}}
		}
		return s
	}
	s.marks = labelMarks(s.text, s.marks)
	return s
}

// labelMarks finds the marks that plain text prints in line behind a label:
// Adjusted EBITDA(1).
func labelMarks(text string, marks []extract.Span) []extract.Span {
	end := len(text)
	var found []extract.Span
	for {
		n := bracketed(text[:end])
		if n == 0 {
			break
		}
		found = append([]extract.Span{{Start: end - n, End: end}}, found...)
		end -= n
		for end > 0 && text[end-1] == ' ' {
			end--
		}
	}
	if len(found) == 0 || len(marks) > 0 && marks[len(marks)-1].End > found[0].Start {
		return marks
	}
	return append(marks, found...)
}

// joinSigns brings a currency before a figure, and a parenthesis or percent
// mark behind it, into the cell of the figure, however wide the gap.
func joinSigns(segs []seg) []seg {
	figures := false
	for _, s := range segs {
		figures = figures || s.kind.figure()
	}
	if !figures || len(segs) < 2 {
		return segs
	}
	out := segs[:1]
	for _, s := range segs[1:] {
		last := &out[len(out)-1]
		if s.kind.figure() && prefix(last.text) || s.kind == words && suffix(s.text) {
			if joined := joinSegs(*last, s); joined.kind.figure() {
				*last = joined
				continue
			}
		}
		out = append(out, s)
	}
	return out
}

func prefix(text string) bool {
	s := scanner{text}
	s.skip(opens...)
	s.skip(currencies...)
	s.skip(opens...)
	return s.rest == "" && text != ""
}

func suffix(text string) bool {
	s := scanner{text}
	s.skip(percents...)
	s.skip(closes...)
	s.skip(percents...)
	return s.rest == "" && text != ""
}

func joinSegs(a, b seg) seg {
	ws := make([]Word, 0, len(a.words)+len(b.words))
	return segOf(append(append(ws, a.words...), b.words...))
}

// unitLine says that the line names the unit of the table below it, in the way
// of Chinese reports: it is no row of the table, wherever it stands.
func unitLine(segs []seg) bool {
	for _, s := range segs {
		for _, p := range []string{"单位", "單位", "金额单位", "金額單位", "货币单位", "貨幣單位"} {
			if rest, ok := strings.CutPrefix(s.text, p); ok && len(rest) > 0 && (rest[0] == ':' || rest[0] == ' ' || strings.HasPrefix(rest, "：")) {
				return true
			}
		}
	}
	return false
}
