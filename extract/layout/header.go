package layout

import (
	"strings"
	"unicode/utf8"
)

// header places the header lines [from, to) over the columns. It works from
// the lowest line up: what stands directly over the figures says best where a
// column is for the lines above.
func (b *builder) header(from, to int) []row {
	if from == to {
		return nil
	}
	spans := b.span(to)
	rows := make([]row, to-from)
	for i := to - 1; i >= from; i-- {
		rows[i-from] = b.headerRow(i, spans)
	}
	b.stack(rows)
	return rows
}

// stack joins the lines of Chinese header cells: 本期比上 over 年同期 is one
// phrase, 二零二五年 over 千港元 is none.
func (b *builder) stack(rows []row) {
	for i := len(rows) - 1; i > 0; i-- {
		kept := rows[i].cells[:0]
		for _, c := range rows[i].cells {
			if !b.stacked(rows[:i+1], c) {
				kept = append(kept, c)
			}
		}
		rows[i].cells = kept
	}
}

// stacked adds c, a cell of the last of rows, to the cell next above it.
func (b *builder) stacked(rows []row, c cell) bool {
	for i := len(rows) - 1; i > 0; i-- {
		if above := b.lines[rows[i].at].above; above == 0 || above > oneText {
			return false
		}
		for k := range rows[i-1].cells {
			if a := &rows[i-1].cells[k]; a.from < c.to && c.from < a.to {
				return a.from == c.from && a.to == c.to && a.takes(c)
			}
		}
	}
	return false
}

// takes adds the words of c, which stand below, if those of a are their first
// half.
func (a *cell) takes(c cell) bool {
	above, below := a.segs[len(a.segs)-1].text, c.segs[0].text
	last, _ := utf8.DecodeLastRuneInString(above)
	first, _ := utf8.DecodeRuneInString(below)
	if !Ideographic(last) && last != '%' || !Ideographic(first) && !strings.ContainsRune("()", first) || complete(above) || complete(below) {
		return false
	}
	a.segs = append(a.segs, c.segs...)
	return true
}

// complete says that a header line is a cell by itself: a date, a unit, a note.
func complete(text string) bool {
	for _, w := range []string{"元", "年度", "年末", "日", "末", "審核", "审计", "審計", "附註", "附注"} {
		if strings.HasSuffix(strings.Trim(text, "()（）"), w) {
			return true
		}
	}
	return strings.ContainsAny(text, "0123456789") || strings.HasSuffix(text, "年") && strings.ContainsAny(text, "二") && utf8.RuneCountInString(text) > 3
}

func (b *builder) headerRow(i int, spans []bounds) row {
	l := &b.lines[i]
	r := row{at: i, header: true, page: l.page}
	if as, ok := b.assigned[i]; ok {
		r.label, r.cells = b.cellsOf(l, l.label(), as)
		return r
	}
	segs := l.segs
	if b.role(i, b.left) == labelRow {
		r.label = segs
		return r
	}
	first := 1e18
	for _, p := range spans {
		first = min(first, p.x0)
	}
	for len(segs) > 0 && b.overLabel(segs, first) && (len(segs) != len(spans) || segs[0].x0 < b.edge+3*b.size || labelHead(segs[0].text)) {
		r.label = append(r.label, segs[0])
		segs = segs[1:]
	}
	if len(segs) > len(spans) && noteHead(segs[0].text) {
		r.label, segs = append(r.label, segs[0]), segs[1:] // no row names a note
	}
	if len(segs) == 0 {
		return r
	}
	if len(segs) < len(spans) {
		segs = b.parts(segs, len(spans))
	}
	for k, s := range spread(segs, spans, b.size) {
		r.cells = append(r.cells, cell{[]seg{segs[k]}, s[0], s[1]})
	}
	r.cells = joined(r.cells)
	narrow(r.cells, spans)
	return r
}

// noteHead says that a header stands over the numbers of notes.
func noteHead(text string) bool {
	switch strings.Trim(text, " ()（）") {
	case "附注", "附註", "Note", "Notes", "NOTE", "NOTES":
		return true
	}
	return false
}

// labelHead says that a header stands over the labels, wherever it is set:
// 项目, 主要会计数据.
func labelHead(text string) bool {
	text = strings.ReplaceAll(text, " ", "")
	for _, w := range []string{"项目", "項目", "科目", "项目名称", "会计数据", "會計數據", "财务指标", "財務指標"} {
		if strings.HasSuffix(text, w) {
			return true
		}
	}
	return false
}

// overLabel says that the first of segs heads the labels.
func (b *builder) overLabel(segs []seg, first float64) bool {
	s := segs[0]
	return s.x1 < first && (s.x0+s.x1)/2 < b.limit || (s.x0+s.x1)/2 < min(b.limit, first-3*b.size) && s.x0 < b.edge+b.size
}

// narrow takes the places of header cells over one column for the column's:
// "2024" stands over the middle of "RMB" and "US$", not over that of their
// figures.
func narrow(cells []cell, spans []bounds) {
	single := 0
	for _, c := range cells {
		if c.to-c.from == 1 {
			single++
		}
	}
	if single < len(cells) {
		return
	}
	for _, c := range cells {
		first, last := c.segs[0], c.segs[len(c.segs)-1]
		b := &spans[c.from]
		b.dollars = b.dollars || dollars(first.text)
		if !b.headed {
			b.x0, b.x1, b.known, b.headed = first.x0, last.x1, true, true
		}
	}
}

// dollars says that a header cell heads figures translated into US dollars,
// which stand behind those that they translate.
func dollars(text string) bool {
	return strings.HasPrefix(text, "US") || strings.Contains(text, "美元")
}

// parts takes header cells apart that stand so near to one another that they
// look like one: "June 30, March 31,", "RMB RMB".
func (b *builder) parts(segs []seg, most int) []seg {
	var out []seg
	for _, s := range segs {
		start := 0
		for i := 1; i < len(s.words); i++ {
			if begins(s.words[start:i], s.words[i]) {
				out = append(out, segOf(s.words[start:i]))
				start = i
			}
		}
		out = append(out, segOf(s.words[start:]))
	}
	if len(out) > most {
		return segs
	}
	return out
}

// begins says that word w cannot belong to the header cell of the words before
// it, for they have a month, a year or a currency already.
func begins(before []Word, w Word) bool {
	what := headKind(w.Text)
	if what == 0 {
		return false
	}
	for _, v := range before {
		if headKind(v.Text) == what {
			return true
		}
	}
	return false
}

// headKind is what kind of header a word is: a month, a year, a currency.
func headKind(text string) int {
	text = strings.TrimRight(text, ",.")
	for _, m := range []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"} {
		if text == m || text == m[:3] || text == "Sept" {
			return 1
		}
	}
	if k, _, _ := figureOf(text); k == year {
		return 2
	}
	for _, c := range []string{"RMB", "US$", "USD", "HK$", "HKD", "RMB’000", "RMB'000", "US$’000", "US$'000", "人民幣千元", "千美元", "千港元", "千元", "人民币", "人民幣", "美元", "港元"} {
		if text == c {
			return 3
		}
	}
	return 0
}

// joined brings cells of a row that claim the same columns together: two
// figures in one cell are none.
func joined(cells []cell) []cell {
	var out []cell
	for _, c := range cells {
		if n := len(out); n > 0 && c.from < out[n-1].to {
			out[n-1].segs = append(out[n-1].segs, c.segs...)
			out[n-1].to = max(out[n-1].to, c.to)
			continue
		}
		out = append(out, c)
	}
	return out
}
