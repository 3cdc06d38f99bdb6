package layout

import (
	"strings"
	"unicode/utf8"
)

// How tables are found, in parts of the size of the type.
const (
	oneText   = 1.75 // lines of one label or paragraph stand no further apart
	halfLine  = 0.8  // lines that stand nearer share a row, set halfway between its lines
	farApart  = 6.0  // a table does not bridge a gap like that to its header
	slack     = 2.0  // how far a header may stand left of the figures below it
	maxHeader = 16   // lines between a header's top and its first figures
	maxSilent = 80   // lines without a figure within a table
	cellWords = 60   // the longest header cell, in characters
)

// role is what a line is to the table around it.
type role uint8

const (
	textRow   role = iota // prose, a title: wider than the labels
	labelRow              // words in the label column alone
	headerRow             // words over the columns
	dataRow               // figures
	weakRow               // what counts as data only within a table: dashes, a note number
)

// label is the number of leading cells of a data line that make its label.
func (l *line) label() int {
	n := 0
	if len(l.segs) > 1 && l.segs[1].kind == words && l.segs[0].kind != amount && l.segs[0].x1-l.segs[0].x0 < 5*l.size {
		n = 1 // a bullet or a number before the words
	}
	for n < len(l.segs) && l.segs[n].kind == words {
		n++
	}
	return n
}

// data says whether a line is a row of figures, seen by itself.
func (l *line) data() role {
	from := l.label()
	amounts, smalls, dashes, years := 0, 0, 0, 0
	for _, s := range l.segs[from:] {
		switch s.kind {
		case amount:
			amounts++
		case small, noted:
			smalls++
		case nothing:
			dashes++
		case year:
			years++
		case words:
			if utf8.RuneCountInString(s.text) > 24 {
				return textRow
			}
		}
	}
	switch {
	case from == len(l.segs) || from == 0 && amounts+smalls+dashes < 2 && l.x0 < 12*l.size:
		return textRow
	case amounts > 0 || smalls > 1 && years == 0:
		return dataRow
	case years == 0 && smalls+dashes > 0:
		return weakRow
	}
	return textRow
}

// header says that a line can stand over columns of which the first has its
// figures right of left.
func (l *line) header(left float64) bool {
	over := false
	for _, s := range l.segs {
		if utf8.RuneCountInString(s.text) > cellWords && !s.dated() {
			return false
		}
		over = over || (s.x0+s.x1)/2 > left-slack*l.size
	}
	return over && (len(l.segs) > 1 || l.x0 > left-1.5*slack*l.size)
}

// dated says that a cell holds months and days alone: those of several columns
// that stand near to one another.
func (s seg) dated() bool {
	for _, w := range s.words {
		if headKind(w.Text) != 1 && strings.Trim(w.Text, "0123456789,.") != "" {
			return false
		}
	}
	return true
}

// extent is a stretch of lines that make a table: [from, to), its first figures
// in line body.
type extent struct{ from, body, to int }

// finder finds the tables among the lines of a document.
type finder struct {
	lines []line
	roles []role // by data()
	floor int    // where the table before ends
}

func (f *finder) tables() []extent {
	f.roles = make([]role, len(f.lines))
	for i := range f.lines {
		f.roles[i] = f.lines[i].data()
	}
	var out []extent
	for i := 0; i < len(f.lines); i++ {
		if f.roles[i] != dataRow {
			continue
		}
		if e, ok := f.grow(i); ok {
			out = append(out, e)
			f.floor, i = e.to, e.to-1
		}
	}
	return out
}

// grower is a table that takes in line after line.
type grower struct {
	*finder
	first, last int     // data rows
	left        float64 // where the first amounts begin
	right       float64
	limit       float64 // where the labels end
	rows, cells int
}

func (f *finder) grow(i int) (extent, bool) {
	g := grower{finder: f, first: i, last: i, left: 1e18}
	g.take(i)
	for k := i + 1; k < len(f.lines) && k-g.last <= maxSilent; k++ {
		r := f.role(k, g.left)
		if r == textRow && g.ends(k) {
			break
		}
		if r == dataRow || r == weakRow && f.lines[k].segs[f.lines[k].label()].x0 > g.left-4*f.lines[k].size {
			if !g.continues(k) {
				break
			}
			g.take(k)
		}
	}
	e := extent{from: g.top(), body: g.first, to: g.last + 1}
	for e.to < len(f.lines) && f.roles[e.to] == textRow && (f.tail(e.to-1, e.to, g.left, g.limit) || f.cellTail(e.to)) {
		e.to++
	}
	header := e.from < e.body
	return e, g.rows > 1 && g.cells > 2 || header && g.cells > 1
}

func (g *grower) take(k int) {
	l := &g.lines[k]
	g.last = k
	g.rows++
	if l.label() > 0 {
		g.limit = max(g.limit, l.segs[0].x1)
	}
	for _, s := range l.segs[l.label():] {
		if s.kind == words {
			continue
		}
		g.cells++
		g.right = max(g.right, s.x1)
		if s.kind != small && s.kind != noted {
			g.left = min(g.left, s.x0)
		}
	}
	if g.left > 1e17 {
		g.left = l.segs[l.label()].x0
	}
}

// role is what line k is to a table whose amounts begin at left.
func (f *finder) role(k int, left float64) role {
	l := &f.lines[k]
	switch {
	case f.roles[k] != textRow:
		return f.roles[k]
	case l.unit:
		return textRow
	case l.x1 <= left+l.size:
		return labelRow
	case l.header(left):
		return headerRow
	}
	return textRow
}

// ends says that a line wider than the labels ends the table: unless it is one
// long label between two rows.
func (g *grower) ends(k int) bool {
	l := &g.lines[k]
	if l.unit || len(l.segs) > 1 || k+1 >= len(g.lines) || sentence(l.segs[0].text) {
		return true
	}
	next := g.role(k+1, g.left)
	return next != dataRow && next != labelRow || k-g.last > 1 && g.role(k-1, g.left) == textRow || l.x1 > g.right
}

// sentence says that a text ends like one.
func sentence(text string) bool {
	text = strings.TrimRight(text, "”\"』」)）")
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".。;；!?", r) && !strings.HasSuffix(text, "Inc.") && !strings.HasSuffix(text, "Ltd.")
}

// continues says that data row k belongs to the table, whatever stands between
// it and the last one: sections and wrapped labels do not part it, a header
// does where a title stands over it.
func (g *grower) continues(k int) bool {
	head := -1
	for i := g.last + 1; i < k; i++ {
		if g.role(i, g.left) == headerRow && !g.cellTail(i) {
			head = i
			break
		}
	}
	if head < 0 {
		return g.lines[k].above < farApart || g.last+1 < k
	}
	free := g.last + 1
	for free < head && g.tail(free-1, free, g.left, g.limit) {
		free++
	}
	return free == head && g.figures(k) == g.figures(g.last)
}

func (g *grower) figures(k int) int { return len(g.lines[k].segs) - g.lines[k].label() }

// tail says that line k goes on with the label of the line before it.
func (f *finder) tail(before, k int, left, limit float64) bool {
	l := &f.lines[k]
	if l.above == 0 || l.above > oneText || f.role(k, left) != labelRow {
		return false
	}
	a := f.lines[before].labelSeg()
	if a == nil && before > 0 && f.roles[before-1] == textRow && f.lines[before].above < oneText {
		a = f.lines[before-1].labelSeg()
	}
	return a != nil && goesOn(*a, l.segs[0], l.size, limit) > 0
}

// cellTail says that line k goes on with a cell of words in the data row above
// it, perhaps after other lines that do.
func (f *finder) cellTail(k int) bool {
	for n := 1; n < 6 && k-n >= 0 && f.lines[k-n+1].above > 0 && f.lines[k-n+1].above < oneText; n++ {
		if f.roles[k-n] == dataRow {
			return f.tailOf(&f.lines[k-n], &f.lines[k])
		}
	}
	return false
}

// tailOf says that every cell of l stands under one of words in the data row
// above, and not all of them under its label.
func (f *finder) tailOf(above, l *line) bool {
	label := above.label()
	at, cells := 0, 0
	for _, s := range l.segs {
		for at < len(above.segs) && above.segs[at].x1 < s.x0 {
			at++
		}
		if at == len(above.segs) || above.segs[at].kind != words || above.segs[at].x0 > s.x1 {
			return false
		}
		if at >= label {
			cells++
		}
	}
	return cells > 0
}

// top finds the first line of the header over the first data row.
func (g *grower) top() int {
	top, labels := g.first, 0
	left := min(g.left, g.limit+1.5*slack*g.lines[g.first].size)
	for k := g.first - 1; k >= g.floor && g.first-k <= maxHeader; k-- {
		below := g.lines[k+1].above
		if below == 0 || below > farApart {
			break
		}
		r := g.role(k, g.left)
		if r == textRow {
			r = g.role(k, left)
		}
		switch {
		case r == headerRow || r == weakRow && g.lines[k].label() > 0:
			top = k
		case r == labelRow && labels < 4:
			labels++
		default:
			return top
		}
	}
	return top
}

// labelSeg is the label of a line, nil where it has none.
func (l *line) labelSeg() *seg {
	if l.label() == 0 {
		return nil
	}
	return &l.segs[0]
}
