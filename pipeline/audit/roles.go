package audit

import (
	"slices"
	"strings"

	"tickmark/extract"
	"tickmark/extract/prose"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

// rolesOf lists what a figure can tell of its label.
func (r *reading) rolesOf(i int, o *options) {
	n := r.pieces[i].Number
	if n.Unit != quantity.Percent && n.Unit != quantity.Points {
		o.roles = []role{{}}
		return
	}
	change, other := role{change: "yoy"}, role{change: "qoq"}
	if r.steps(i) {
		change, other = other, change
	}
	cues := r.cues(i)
	if down, up := r.nearest(i); down || up {
		cues[prose.Down], cues[prose.Up] = down, up
	}
	if cues[prose.Down] && !cues[prose.Up] {
		o.sign = -1
	} else if cues[prose.Up] {
		o.sign = 1
	}
	if n.Unit == quantity.Points {
		o.roles = []role{change, other}
		return
	}
	changes := cues[prose.Up] || cues[prose.Down] || cues[prose.Yearly] || cues[prose.Step]
	over := r.shareOf(i)
	if of := r.proportion(i, o); over == "" {
		over = of
	}
	share := over != "" || cues[prose.Share]
	rated := len(o.labels) > 0 && o.labels[0].Nature == vocabulary.Rated
	switch {
	case r.against(i) && r.share != "":
		o.roles = []role{{shareOf: r.share}, change}
	case share && (!changes || !cues[prose.Yearly] && !cues[prose.Step]):
		o.roles = []role{{shareOf: denominator(over)}}
		if changes {
			o.roles = append(o.roles, change)
		}
	case rated && !r.by(i):
		o.roles = []role{{}, change}
	case changes:
		o.roles = []role{change, {shareOf: denominator(over)}}
		o.firm = o.firm && !share
	default:
		o.roles = []role{{}, {shareOf: "Revenues"}, {change: "yoy"}}
		o.firm = o.firm && rated
	}
}

// proportion is what the words before a figure say that it is a share of:
// "ecosystem revenue as a percentage of total revenue". The label before those
// words is what the share is told of.
func (r *reading) proportion(i int, o *options) extract.Metric {
	from := r.start
	for _, p := range r.pieces[:i] {
		if p.Kind == prose.Figure && !r.against(i) {
			from = p.End
		}
	}
	m := shareHead.FindStringIndex(r.line.Text[from:r.pieces[i].Start])
	if m == nil {
		return ""
	}
	at, over := from+m[0], extract.Metric("Revenues")
	var labels []vocabulary.Found
	for _, p := range r.pieces[:i] {
		switch {
		case p.Kind != prose.Label || p.Start < from:
		case p.Start < at:
			labels = append(labels, p.Label)
		default:
			over = p.Label.Metric
		}
	}
	switch {
	case len(labels) > 0:
		o.labels = labels[len(labels)-1:]
	case over != "Revenues": // the label is that of the whole
		o.labels = r.book.spelled(r.line.Text[from:at])
	}
	r.share = over
	return over
}

func denominator(m extract.Metric) extract.Metric {
	if m == "" {
		return "Revenues"
	}
	return m
}

// shareOf is the metric that a percentage is of: "28% of total revenue".
func (r *reading) shareOf(i int) extract.Metric {
	text := strings.ToLower(r.line.Text[r.pieces[i].End:min(len(r.line.Text), r.pieces[i].End+40)])
	text = strings.TrimLeft(text, " )")
	if !strings.HasPrefix(text, "of ") && !strings.HasPrefix(text, "share of ") {
		return ""
	}
	for _, p := range r.pieces[i+1:] {
		if p.Kind == prose.Label {
			return p.Label.Metric
		}
		if p.Kind == prose.Figure {
			break
		}
	}
	return "Revenues"
}

// cues are the words of reporting around a figure: since the figure before
// it, and up to the next figure or comma.
func (r *reading) cues(i int) map[prose.Kind]bool {
	out := map[prose.Kind]bool{}
	for _, p := range slices.Backward(r.pieces[:i]) {
		if p.Kind == prose.Figure {
			break
		}
		out[p.Kind] = true
	}
	for _, p := range r.pieces[i+1:] {
		if p.Kind == prose.Figure || strings.ContainsAny(r.line.Text[r.pieces[i].End:p.Start], ",;，；") {
			break
		}
		out[p.Kind] = true
	}
	return out
}

// nearest is the direction of the word of change closest before a figure, with
// no other figure between.
func (r *reading) nearest(i int) (down, up bool) {
	for _, p := range slices.Backward(r.pieces[:i]) {
		switch p.Kind {
		case prose.Down, prose.Up:
			return p.Kind == prose.Down, p.Kind == prose.Up
		case prose.Figure:
			return false, false
		}
	}
	return false, false
}

// steps says that the nearest words about what a change is measured against,
// those behind it first, name the quarter before.
func (r *reading) steps(i int) bool {
	if stepWords.MatchString(r.line.Text[r.pieces[i].End:]) {
		return true
	}
	for _, p := range r.pieces[i+1:] {
		if p.Kind == prose.Yearly || p.Kind == prose.Step {
			return p.Kind == prose.Step
		}
		if p.Kind == prose.Figure {
			break
		}
	}
	for _, p := range slices.Backward(r.pieces[:i]) {
		if p.Kind == prose.Yearly || p.Kind == prose.Step {
			return p.Kind == prose.Step
		}
	}
	return false
}

// by says that "by" stands before a figure: "increased by 27.6%".
func (r *reading) by(i int) bool { return i > 0 && r.pieces[i-1].Kind == prose.By }
