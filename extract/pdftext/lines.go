package pdftext

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"tickmark/extract/layout"
)

// How glyphs come together, in parts of the size of the type.
const (
	wordGap     = 0.13 // a wider gap ends a word
	chineseGap  = 0.45 // between two Chinese characters, which are often set apart
	backStep    = 0.5  // a step back that far starts a new run
	overprint   = 0.12 // the same glyph that near was printed twice to look bold
	sameBase    = 0.3  // baselines that near are one line
	smaller     = 0.87 // type of that part of its neighbour's size may be a mark
	raisedLeast = 0.12 // how far a mark is raised
	raisedMost  = 0.8
	markGap     = 0.35 // how far it may stand from what it marks
)

// run is a stretch of glyphs that follow one another without a gap.
type run struct {
	text       []byte
	x0, x1, y  float64
	size       float64
	bold, mark bool
	spaced     bool // a space was drawn before it
}

// maker turns the glyphs of a page into runs.
type maker struct {
	runs  []run
	buf   []byte // texts of all runs
	start int    // of the open run's text
	open  bool
	cur   run
	last  glyph
	lastX float64 // end of the last glyph
	space bool
}

// pageLines puts the visible glyphs of a page into lines. Text of the page's
// main direction comes first; what runs another way follows below the page.
func pageLines(gs []glyph, width, height float64) layout.Page {
	var count [directions]int
	for _, g := range gs {
		if !g.hidden && g.r != ' ' {
			count[g.dir]++
		}
	}
	main := uint8(rightward)
	for dir := range uint8(slantwise) {
		if count[dir] > count[main] {
			main = dir
		}
	}
	p := layout.Page{Width: width, Height: height}
	if main == downward || main == upward {
		p.Width, p.Height = height, width
	}
	below := 0.0
	for i := range uint8(slantwise) {
		dir := (main + i) % slantwise
		if count[dir] == 0 {
			continue
		}
		m := maker{buf: make([]byte, 0, 2*len(gs))}
		runs := m.make(gs, dir, width, height)
		p.Lines = append(p.Lines, toLines(runs, below)...)
		below += max(width, height) + 100
	}
	return p
}

// make cuts the glyphs of one direction into runs, in the order in which they
// were drawn.
func (m *maker) make(gs []glyph, dir uint8, width, height float64) []run {
	for _, g := range gs {
		if g.dir != dir || g.hidden {
			continue
		}
		if dir != rightward {
			g.x, g.y = turned(g.x, g.y, width, height, dir)
		}
		m.add(g)
	}
	m.close()
	return m.runs
}

func (m *maker) add(g glyph) {
	if g.r == ' ' && g.rest == "" {
		m.close()
		m.space = true
		return
	}
	if g.r == 0 {
		return
	}
	gap := g.x - m.lastX
	if gap > 0 {
		gap = max(0, gap-m.last.pad)
	}
	if m.open {
		if g.r == m.last.r && abs(g.x-m.last.x) < overprint*g.size && abs(g.y-m.last.y) < overprint*g.size {
			m.cur.bold = true
			return
		}
		if abs(g.y-m.cur.y) > 0.05*g.size || gap > gapFor(m.last.r, g.r)*g.size || gap < -backStep*g.size ||
			g.super != m.last.super || g.size < smaller*m.cur.size || m.cur.size < smaller*g.size {
			m.close()
		}
	}
	if !m.open {
		m.cur = run{x0: g.x, y: g.y, size: g.size, bold: g.bold, mark: g.super, spaced: m.space}
		m.start, m.open, m.space = len(m.buf), true, false
	}
	m.buf = utf8.AppendRune(m.buf, g.r)
	m.buf = append(m.buf, g.rest...)
	m.last, m.lastX = g, g.x+g.width
	m.cur.x1 = max(m.cur.x1, m.lastX)
}

func (m *maker) close() {
	if m.open {
		m.cur.text = m.buf[m.start:len(m.buf):len(m.buf)]
		m.runs = append(m.runs, m.cur)
		m.open = false
	}
}

func gapFor(a, b rune) float64 {
	if layout.Ideographic(a) && layout.Ideographic(b) {
		return chineseGap
	}
	return wordGap
}

// toLines puts runs on common baselines, marks with what they mark, and joins
// runs that touch into words.
func toLines(runs []run, below float64) []layout.Line {
	lines := baselines(runs)
	raiseMarks(lines)
	out := make([]layout.Line, 0, len(lines))
	for _, l := range lines {
		if len(l) > 0 {
			out = append(out, layout.Line{Words: words(l, below)})
		}
	}
	return out
}

// baselines groups runs into lines, top to bottom, each left to right.
func baselines(runs []run) [][]run {
	slices.SortStableFunc(runs, func(a, b run) int { return cmp.Compare(a.y, b.y) })
	var lines [][]run
	for start := 0; start < len(runs); {
		end := start + 1
		for end < len(runs) && runs[end].y-runs[start].y <= sameBase*min(runs[end].size, runs[start].size) {
			end++
		}
		lines = append(lines, runs[start:end:end])
		start = end
	}
	for _, l := range lines {
		slices.SortStableFunc(l, leftFirst)
	}
	return lines
}

// raiseMarks moves small raised runs into the line of the word that they touch.
func raiseMarks(lines [][]run) {
	raised := map[int][]run{}
	for i := range lines {
		kept := lines[i][:0:len(lines[i])]
		for _, r := range lines[i] {
			if to := marked(lines, i, r); to >= 0 {
				r.mark = true
				raised[to] = append(raised[to], r)
			} else {
				kept = append(kept, r)
			}
		}
		lines[i] = kept
	}
	for to, marks := range raised {
		lines[to] = append(lines[to], marks...)
		slices.SortStableFunc(lines[to], leftFirst)
	}
}

func leftFirst(a, b run) int { return cmp.Compare(a.x0, b.x0) }

// marked finds the line below line i that holds a word which r marks, -1 where
// there is none.
func marked(lines [][]run, i int, r run) int {
	for to := i + 1; to < len(lines) && to <= i+4; to++ {
		l := lines[to]
		if len(l) > 0 && l[0].y-r.y > raisedMost*2.5*r.size {
			return -1
		}
		at, _ := slices.BinarySearchFunc(l, r.x0, func(a run, x float64) int { return cmp.Compare(a.x0, x) })
		for _, v := range l[max(0, at-1):min(len(l), at+2)] {
			if marks(r, v) {
				return to
			}
		}
	}
	return -1
}

// marks says that r is raised beside v: behind it, or before it as at the start
// of a footnote.
func marks(r, v run) bool {
	up := v.y - r.y
	if r.size > smaller*v.size || up < raisedLeast*v.size || up > raisedMost*v.size {
		return false
	}
	behind, before := r.x0-v.x1, v.x0-r.x1
	return behind > -markGap*v.size && behind < markGap*v.size || before > -markGap*v.size && before < markGap*v.size
}

// words joins the runs of a line that touch.
func words(l []run, below float64) []layout.Word {
	out := make([]layout.Word, 0, len(l))
	for from := 0; from < len(l); {
		w := layout.Word{X0: l[from].x0, X1: l[from].x1, Y: l[0].y + below, Size: l[from].size, Bold: l[from].bold, Mark: l[from].mark}
		to := from + 1
		for to < len(l) && touches(w, l[to-1], l[to]) {
			w.X1 = max(w.X1, l[to].x1)
			to++
		}
		w.Text = textOf(l[from:to])
		out = append(out, w)
		from = to
	}
	return out
}

func textOf(runs []run) string {
	if len(runs) == 1 {
		return string(runs[0].text)
	}
	var b strings.Builder
	for _, r := range runs {
		b.Write(r.text)
	}
	return b.String()
}

// touches says that run b, which follows run a, goes on with the word w of a.
func touches(w layout.Word, a, b run) bool {
	gap := b.x0 - w.X1
	if w.Mark != b.mark || b.spaced && gap > -0.01*w.Size && a.y == b.y && !near(a, b) {
		return false
	}
	last, _ := utf8.DecodeLastRune(a.text)
	first, _ := utf8.DecodeRune(b.text)
	return gap > -backStep*b.size && gap <= gapFor(last, first)*min(w.Size, b.size)
}

// near says that the space drawn between two runs left no room.
func near(a, b run) bool { return b.x0-a.x1 < 0.02*b.size }
