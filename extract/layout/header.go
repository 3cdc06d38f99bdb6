package layout

import "strings"

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
	return rows
}

func (b *builder) headerRow(i int, spans []bounds) row {
	l := &b.lines[i]
	r := row{at: i, header: true, page: l.page}
	if as, ok := b.assigned[i]; ok {
		r.label, r.cells = b.cellsOf(l, i, l.label(), as)
		return r
	}
	segs := l.segs
	first := 1e18
	for _, p := range spans {
		first = min(first, p.x0)
	}
	for len(segs) > 0 && b.overLabel(segs, first) {
		r.label = append(r.label, segs[0])
		segs = segs[1:]
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
		spans[c.from] = bounds{x0: first.x0, x1: last.x1, known: true, dollars: spans[c.from].dollars || dollars(first.text)}
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

// joined brings header cells that stand over the same columns together.
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

// spread gives each header cell the run of columns whose middle it stands
// over: as many as there are cells one by one, else so that the sum of their
// distances is least. A column that none covers costs a little.
func spread(segs []seg, spans []bounds, size float64) [][2]int {
	n, m := len(segs), len(spans)
	out := make([][2]int, n)
	if n == m {
		for i := range out {
			out[i] = [2]int{i, i + 1}
		}
		return out
	}
	if n > m {
		for i, s := range segs {
			c := max(0, over(spans, s))
			out[i] = [2]int{c, c + 1}
		}
		return out
	}
	bare := 0.4 * size // a column that none covers
	for _, s := range segs {
		if lasting(s.text) {
			bare = 4 * size
		}
	}
	w := m + 1
	cost := make([]float64, (n+1)*w)
	from := make([]int, (n+1)*w) // where the run that ends here begins; -1: the column is bare
	for i := 0; i <= n; i++ {
		for j := 0; j <= m; j++ {
			c, f := 1e18, -1
			if i == 0 {
				c = float64(j) * bare
			} else if j > 0 {
				c = cost[i*w+j-1] + bare
				for a := j - 1; a >= 0; a-- {
					d := cost[(i-1)*w+a] + missed(segs[i-1], spans[a:j])
					if a > 0 && i > 1 {
						d += parting(spans, a, size)
					}
					if d < c {
						c, f = d, a
					}
				}
			}
			cost[i*w+j], from[i*w+j] = c, f
		}
	}
	for i, j := n, m; i > 0 && j > 0; {
		if from[i*w+j] < 0 {
			j--
			continue
		}
		out[i-1] = [2]int{from[i*w+j], j}
		i, j = i-1, from[i*w+j]
	}
	return out
}

// parting weighs how unlikely the headers of columns a-1 and a are two: they are
// where the gap between the columns is wide, and never between figures and
// their translation.
func parting(spans []bounds, a int, size float64) float64 {
	if spans[a].dollars && !spans[a-1].dollars {
		return 4 * size
	}
	widest := 0.0
	for i := 1; i < len(spans); i++ {
		widest = max(widest, spans[i].x0-spans[i-1].x1)
	}
	if widest <= 0 {
		return 0
	}
	return 3 * size * (1 - max(0, spans[a].x0-spans[a-1].x1)/widest)
}

// lasting says that a header cell names a length of time, which every column of
// amounts needs.
func lasting(text string) bool {
	for _, w := range []string{"Ended", "ended", "ENDED", "Months", "months", "止", "Quarter"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// missed is how far a header cell stands from the middle of columns, or from
// the right edge of a single one.
func missed(s seg, spans []bounds) float64 {
	first, last := spans[0], spans[len(spans)-1]
	d := abs((s.x0+s.x1)/2 - (first.x0+last.x1)/2)
	if len(spans) == 1 {
		return min(d, abs(s.x1-last.x1))
	}
	middle := spans[len(spans)/2]
	if len(spans)%2 == 1 && s.x1-s.x0 < 1.1*(middle.x1-middle.x0) && !lasting(s.text) && s.text[0] != '(' {
		d += 2 * s.words[0].Size // it is as narrow as a header of one column
	}
	return d
}
