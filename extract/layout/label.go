package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// group is the lines of one row: a label over several lines, with its figures
// on any of them; or a header line among the rows.
type group struct {
	from, to int
	header   bool
}

// groups parts body lines into rows.
func (b *builder) groups(from, to int) []group {
	var out []group
	for i := from; i < to; {
		if b.isHeader(i) {
			out = append(out, group{i, i + 1, true})
			i++
			continue
		}
		g := group{from: i, to: i + 1}
		data := b.hasFigures(i)
		for g.to < to && b.joins(g, data, g.to, to) {
			data = data || b.hasFigures(g.to)
			g.to++
		}
		out = append(out, g)
		i = g.to
	}
	return out
}

func (b *builder) hasFigures(i int) bool { _, ok := b.assigned[i]; return ok }

func (b *builder) isHeader(i int) bool {
	return !b.hasFigures(i) && b.role(i, b.left) == headerRow && !b.cellTail(i)
}

// joins says that line k belongs to the row whose lines g are.
func (b *builder) joins(g group, data bool, k, end int) bool {
	l := &b.lines[k]
	if l.above == 0 || l.above > oneText || b.isHeader(k) || data && b.hasFigures(k) {
		return false
	}
	back := b.weight(k-1, k)
	if back == 0 {
		return false
	}
	if data && k+1 < end && !b.isHeader(k+1) {
		if next := b.lines[k+1].above; next > 0 && next <= oneText && b.weight(k, k+1) > back && !b.halfway(k) {
			return false
		}
	}
	return true
}

// halfway says that line k stands nearer to the line above than to the next
// by far: figures set halfway between two lines of their label.
func (b *builder) halfway(k int) bool {
	return b.lines[k].above < halfLine
}

// weight says how surely line k goes on with the row of line i above it.
func (b *builder) weight(i, k int) int {
	if b.cellTail(k) {
		return 5
	}
	above, below := b.lines[i].labelSeg(), b.lines[k].labelSeg()
	switch {
	case above == nil && below == nil:
		return 0
	case below == nil: // figures below a label
		return b.under(i, k)
	case above == nil: // a label below figures
		if i == b.body || !b.labelled(i-1) || b.hasFigures(k) {
			return 0
		}
		if b.lines[k].y-b.lines[i-1].y < oneText*b.size {
			return 5
		}
		return b.pair(i-1, k, true)
	}
	return b.pair(i, k, false)
}

// labelled says that line i is a label alone that waits for figures.
func (b *builder) labelled(i int) bool {
	return i >= b.body && !b.hasFigures(i) && b.lines[i].labelSeg() != nil && !b.isHeader(i)
}

// under weighs whether the figures of line k, which has no label, belong to the
// label of line i.
func (b *builder) under(i, k int) int {
	if !b.labelled(i) {
		return 0
	}
	label := b.lines[i].segs[0]
	last, _ := utf8.DecodeLastRuneInString(label.text)
	switch {
	case last == ':' || last == '：':
		return 0
	case b.lines[k].above < halfLine:
		return 6
	}
	return 2
}

// pair weighs whether label line k goes on with label line i. split says that
// their figures stand between them, which only wrapped labels do.
func (b *builder) pair(i, k int, split bool) int {
	a, c := b.lines[i].segs[0], b.lines[k].segs[0]
	near := b.pitch == 0 || b.lines[k].above*b.lines[k].size < b.pitch
	switch w := goesOn(a, c, b.size, b.limit); {
	case w < 0 || !near && !split && w < 3:
		return 0
	case w > 0:
		return w
	case b.pitch > 0 && near && b.nearlyFull(a, c):
		return 2
	}
	if split && !opening(c.text) {
		return 2
	}
	if b.hasFigures(i) || !b.fills(a, c) || c.x0 < a.x0+0.5*b.size || generic(c.text) {
		return 0
	}
	if b.hasFigures(k) && k+1 < b.to && b.lines[k+1].x0 > a.x0+0.5*b.size && b.lines[k+1].labelSeg() != nil {
		return 0 // k is the first of several rows under a heading
	}
	return 1
}

// nearlyFull says that label a, over one that stands as near as the lines of one
// label do, could be its first line.
func (b *builder) nearlyFull(a, c seg) bool {
	first, _ := utf8.DecodeRuneInString(c.text)
	if Ideographic(first) {
		return a.x1+3*b.size > b.limit && !generic(c.text)
	}
	return first == '(' || b.fills(a, c) && !generic(c.text)
}

// fills says that the first word of c would not have fitted behind a.
func (b *builder) fills(a, c seg) bool {
	n := 0
	for n < len(c.text) && c.text[n] != ' ' {
		n++
	}
	word := (c.x1 - c.x0) * float64(n+1) / float64(max(1, len(c.text)))
	first, _ := utf8.DecodeRuneInString(c.text)
	return unicode.IsLetter(first) && a.x1+word > b.limit
}

// generic labels stand under a heading and never go on with one.
func generic(text string) bool {
	for _, w := range []string{"Basic", "Diluted", "basic", "diluted", "Total", "基本", "攤薄", "稀釋", "稀释"} {
		if len(text) >= len(w) && text[:len(w)] == w {
			return true
		}
	}
	return false
}

// goesOn weighs whether label b, on the line below, is the rest of label a; 0
// says that nothing speaks for it, -1 that it is not. limit is where the labels' column ends.
func goesOn(a, b seg, size, limit float64) int {
	first, _ := utf8.DecodeRuneInString(b.text)
	last, _ := utf8.DecodeLastRuneInString(a.text)
	switch {
	case last == ':' || last == '：' || opening(b.text):
		return -1
	case strings.Count(a.text, "(") > strings.Count(a.text, ")") || strings.Count(a.text, "（") > strings.Count(a.text, "）"):
		return 4
	case unicode.IsLower(first) || first == ')' || first == '）' || dangling(a.text):
		return 3
	}
	if Ideographic(first) && Ideographic(last) && a.x1+1.05*size > limit && b.x0 > a.x0-0.5*size {
		return 2
	}
	return 0
}

// opening says that a label starts anew: a bullet, a dash, "Less:", 其中.
func opening(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	if strings.ContainsRune("•·●–—-－*＊", r) {
		return true
	}
	for _, p := range []string{"Less", "Add", "Include", "其中", "加:", "加：", "減:", "減：", "减:", "减：", "包括", "合计", "合計", "总计", "總計", "小计", "小計"} {
		if strings.HasPrefix(text, p) {
			return true
		}
	}
	return false
}

// dangling says that a label cannot end where it does.
func dangling(text string) bool {
	for _, w := range []string{",", "-", "、", "，", "/", "╱", " and", " or", " of", " the", " to", " in", " for", " from", " on", " by", " with", " as", " at", " a", " an", " –", " —"} {
		if strings.HasSuffix(text, w) {
			return true
		}
	}
	return false
}
