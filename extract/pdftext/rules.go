package pdftext

import (
	"math"

	"tickmark/extract/layout"
)

// Drawn lines part the cells of a table. Only upright ones are kept: where rows
// end is seen from the text, which column a word belongs to sometimes is not.

const (
	maxRules   = 4000 // of a page; a page with more is a drawing
	thinRule   = 2.0  // a rectangle not wider than that is a line, in points
	shortRule  = 5.0  // a line not longer than that is a stroke of something else
	maxSegment = 4096 // pieces of a path that is not painted yet
)

// point is a place on the page.
type point struct{ x, y float64 }

// pen builds the path that is drawn next, as far as it is upright.
type pen struct {
	at, from point
	lines    []layout.Rule // of strokes
	boxes    []layout.Rule // of thin rectangles, painted by filling too
}

func (m matrix) apply(x, y float64) point {
	return point{m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]}
}

// path runs an operator that builds or paints a path; false for any other.
func (in *interp) path(op []byte) bool {
	switch string(op) {
	case "m":
		in.pen.at = in.st.ctm.apply(in.num(0), in.num(1))
		in.pen.from = in.pen.at
	case "l":
		in.pen.to(in.st.ctm.apply(in.num(0), in.num(1)))
	case "h":
		in.pen.to(in.pen.from)
	case "re":
		in.rectangle(in.num(0), in.num(1), in.num(2), in.num(3))
	case "S", "B", "B*":
		in.paint(true, true)
	case "s", "b", "b*":
		in.pen.to(in.pen.from)
		in.paint(true, true)
	case "f", "F", "f*":
		in.paint(false, true)
	case "n":
		in.paint(false, false)
	default:
		return false
	}
	return true
}

// to draws a line from where the pen is.
func (p *pen) to(q point) {
	if math.Abs(q.x-p.at.x) < thinRule/2 && len(p.lines) < maxSegment {
		p.lines = append(p.lines, upright(p.at.x, p.at.y, q.y))
	}
	p.at = q
}

func upright(x, y0, y1 float64) layout.Rule {
	return layout.Rule{X: x, Y0: math.Min(y0, y1), Y1: math.Max(y0, y1)}
}

func (in *interp) rectangle(x, y, w, h float64) {
	a, b := in.st.ctm.apply(x, y), in.st.ctm.apply(x+w, y+h)
	if len(in.pen.lines) >= maxSegment || len(in.pen.boxes) >= maxSegment {
		return
	}
	if math.Abs(b.x-a.x) <= thinRule {
		in.pen.boxes = append(in.pen.boxes, upright((a.x+b.x)/2, a.y, b.y))
		return
	}
	in.pen.lines = append(in.pen.lines, upright(a.x, a.y, b.y), upright(b.x, a.y, b.y))
}

// paint keeps what of the path is long enough to part cells, and ends it.
func (in *interp) paint(stroked, filled bool) {
	if stroked {
		in.keep(in.pen.lines)
	}
	if stroked || filled {
		in.keep(in.pen.boxes)
	}
	in.pen.lines, in.pen.boxes = in.pen.lines[:0], in.pen.boxes[:0]
}

func (in *interp) keep(rules []layout.Rule) {
	for _, r := range rules {
		if r.Y1-r.Y0 > shortRule && r.X > 0 && r.X < in.width && len(in.rules) <= maxRules {
			in.rules = append(in.rules, r)
		}
	}
}

// drawn are the rules of a page, none where there are too many.
func (in *interp) drawn() []layout.Rule {
	if len(in.rules) > maxRules {
		return nil
	}
	return append([]layout.Rule(nil), in.rules...)
}
