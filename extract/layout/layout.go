// Package layout turns words that stand at places on pages into blocks in
// reading order: paragraphs, headings, notes, tables and page furniture.
//
// It knows nothing of the medium. A PDF gives points, layout text gives
// character columns; all rules are in terms of the size of the words, so that
// only the proportions matter.
package layout

import (
	"context"
	"slices"

	"tickmark/extract"
)

// Page is what stands on one page.
type Page struct {
	Number        int // from 1; 0 where the medium has no pages
	Width, Height float64
	Lines         []Line // from top to bottom
	Rules         []Rule // upright lines drawn on it, in any order; layout text has none
}

// Rule is an upright line drawn from Y0 down to Y1: words on its two sides are
// in two cells, however near they stand.
type Rule struct{ X, Y0, Y1 float64 }

// Line is the words that share a baseline, from left to right. It runs over
// the whole page: two columns of text standing side by side are one Line here,
// and are taken apart by Blocks.
type Line struct {
	Words []Word
}

// Word is a run of text without a gap. Positions are in any unit that is the
// same for the whole document; Y grows downward and is the baseline's.
type Word struct {
	Text   string
	X0, X1 float64 // left and right edge
	Y      float64
	Size   float64 // of the type; what one line and about two columns of figures are high and wide
	Bold   bool
	Mark   bool // raised and small: a footnote mark, or the th of 30th
}

// Blocks reads pages into blocks. It stops with ctx's error when ctx ends.
func Blocks(ctx context.Context, pages []Page) ([]extract.Block, error) {
	var f finder
	var fixed []fixture
	aside := furniture(pages)
	for i, p := range pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		fixed = f.page(p, aside[i], fixed)
	}
	return f.blocks(ctx, fixed)
}

// fixture is a line of page furniture, and the number of lines before it.
type fixture struct {
	at    int
	block extract.Block
}

// page adds the lines of a page.
func (f *finder) page(p Page, aside []bool, fixed []fixture) []fixture {
	lines := p.Lines
	head, foot := 0, len(lines)
	for head < foot && aside[head] {
		head++
	}
	for foot > head && aside[foot-1] {
		foot--
	}
	fixed = f.fix(p, p.Lines[:head], fixed)
	p.Lines = p.Lines[head:foot]
	f.text(p)
	return f.fix(p, lines[foot:], fixed)
}

// fix adds lines of page furniture.
func (f *finder) fix(p Page, lines []Line, fixed []fixture) []fixture {
	for _, l := range lines {
		if len(l.Words) == 0 {
			continue
		}
		words, marks := joinWords(l.Words)
		fixed = append(fixed, fixture{len(f.lines), extract.Block{Kind: extract.Furniture, Words: words, Marks: marks, Page: p.Number}})
	}
	return fixed
}

// text adds the lines of a page without its furniture.
func (f *finder) text(p Page) {
	lines, parts := unroll(p)
	y, first := 0.0, true
	for i, l := range lines {
		if len(l.Words) == 0 {
			continue
		}
		out := lineOf(l, p.Number, p.Rules)
		if parts != nil {
			out.part = parts[i]
		}
		if !first && out.y > y {
			out.above = max(0.01, (out.y-y)/out.size)
		}
		y, first = out.y, false
		f.lines = append(f.lines, out)
	}
}

// blocks finds the tables and puts everything in reading order.
func (f *finder) blocks(ctx context.Context, fixed []fixture) ([]extract.Block, error) {
	f.mend()
	extents := f.tables()
	margin := f.margins(extents)
	var out []extract.Block
	at := 0
	upTo := func(to int) {
		for at < to {
			next := to
			if len(fixed) > 0 {
				next = max(at, min(to, fixed[0].at))
			}
			out = append(out, f.paragraphs(at, next, margin)...)
			at = next
			for len(fixed) > 0 && fixed[0].at <= at {
				out, fixed = append(out, fixed[0].block), fixed[1:]
			}
		}
	}
	for _, e := range extents {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		t := f.table(e)
		if t == nil {
			continue
		}
		upTo(e.from)
		out = append(out, extract.Block{Kind: extract.Grid, Table: t, Page: f.lines[e.from].page})
		at = e.to
	}
	upTo(len(f.lines))
	for _, x := range fixed {
		out = append(out, x.block)
	}
	return out, nil
}

// margins finds for every line where the text of its part of the page ends on
// the right, the tables apart. A page with few lines of text has the margin of
// the document.
func (f *finder) margins(tables []extent) []float64 {
	out := make([]float64, len(f.lines))
	var all []float64
	at := 0
	for i := 0; i < len(f.lines); {
		j := i
		var right [3]float64
		var n [3]int
		for ; j < len(f.lines) && f.lines[j].page == f.lines[i].page; j++ {
			for at < len(tables) && tables[at].to <= j {
				at++
			}
			if l := &f.lines[j]; at == len(tables) || j < tables[at].from {
				right[l.part] = max(right[l.part], l.x1)
				n[l.part]++
			}
		}
		if n[whole] > 5 {
			all = append(all, right[whole])
		} else {
			right[whole] = -1
		}
		for k := i; k < j; k++ {
			out[k] = right[f.lines[k].part]
		}
		i = j
	}
	usual := median(all)
	for i := range out {
		if out[i] < 0 {
			out[i] = usual
		}
	}
	return out
}

func median(xs []float64) float64 {
	if len(xs) == 0 {
		return 1e18
	}
	slices.Sort(xs)
	return xs[len(xs)/2]
}
