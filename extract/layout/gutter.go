package layout

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// How two columns of prose are told from a table.
const (
	gutterGap   = 1.0 // the white between them is at least that wide, in sizes
	leastLines  = 6   // that many lines have words on both sides of it
	leastWords  = 15  // characters that a side holds on average
	fullLines   = 0.4 // part of the lines on the left that reach the gutter
	mostFigures = 0.4 // part of the lines that end a side with a figure
)

// part says which part of a page a line is: the whole width, or one of two
// columns.
type part uint8

const (
	whole part = iota
	leftPart
	rightPart
)

// unroll takes two columns of prose apart: the lines of the left column come
// before those of the right one. What reaches over both parts the columns above
// it from those below.
func unroll(p Page) ([]Line, []part) {
	x, ok := gutter(p)
	if !ok {
		return p.Lines, nil
	}
	var lines, right []Line
	var parts []part
	flush := func() {
		for range right {
			parts = append(parts, rightPart)
		}
		lines, right = append(lines, right...), nil
	}
	for _, l := range p.Lines {
		i, apart := split(l, x)
		if !apart {
			flush()
			lines, parts = append(lines, l), append(parts, whole)
			continue
		}
		if i > 0 {
			lines, parts = append(lines, Line{l.Words[:i]}), append(parts, leftPart)
		}
		if i < len(l.Words) {
			right = append(right, Line{l.Words[i:]})
		}
	}
	flush()
	return lines, parts
}

// split is the number of words left of x; apart says that no word reaches over
// it.
func split(l Line, x float64) (i int, apart bool) {
	for i < len(l.Words) && l.Words[i].X1 <= x {
		i++
	}
	return i, i == len(l.Words) || l.Words[i].X0 >= x
}

// gutter finds the white between two columns of prose.
func gutter(p Page) (float64, bool) {
	if len(p.Lines) < leastLines {
		return 0, false
	}
	x, n := mostWhite(p)
	if n < leastLines {
		return 0, false
	}
	both, across, full, figures, chars := 0, 0, 0, 0, [2]int{}
	for _, l := range p.Lines {
		i, apart := split(l, x)
		switch {
		case !apart:
			across++
		case i > 0 && i < len(l.Words):
			both++
			a, b := l.Words[i-1], l.Words[i]
			if x-a.X1 < 4*a.Size {
				full++
			}
			if isFigure(a) || isFigure(l.Words[len(l.Words)-1]) || isFigure(b) {
				figures++
			}
			chars[0] += letters(l.Words[:i])
			chars[1] += letters(l.Words[i:])
		}
	}
	prose := min(chars[0], chars[1]) > leastWords*both
	return x, prose && both >= leastLines && 3*across < both && float64(full) > fullLines*float64(both) && float64(figures) < mostFigures*float64(both)
}

func isFigure(w Word) bool { k, _, _ := figureOf(w.Text); return k.figure() }

func letters(ws []Word) (n int) {
	for _, w := range ws {
		n += utf8.RuneCountInString(w.Text)
	}
	return n
}

// mostWhite is where the white begins, near the middle of the page, that most
// lines have in common, and how many do.
func mostWhite(p Page) (float64, int) {
	type edge struct {
		x    float64
		step int
	}
	var edges []edge
	from, to := 0.3*p.Width, 0.7*p.Width
	for _, l := range p.Lines {
		for i := 1; i < len(l.Words); i++ {
			a, b := l.Words[i-1], l.Words[i]
			if b.X0-a.X1 > gutterGap*a.Size && a.X1 < to && b.X0 > from {
				edges = append(edges, edge{max(from, a.X1), 1}, edge{min(to, b.X0), -1})
			}
		}
	}
	slices.SortFunc(edges, func(a, b edge) int { return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.step, b.step)) })
	best, most, n := 0.0, 0, 0
	for _, e := range edges {
		if n += e.step; n > most {
			best, most = e.x, n
		}
	}
	return best, most
}
