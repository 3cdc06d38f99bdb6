package audit

import (
	"regexp"
	"slices"
	"strings"

	"tickmark/extract/fiscal"
	"tickmark/extract/prose"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

// options are the readings of a figure, the likeliest first.
type options struct {
	labels  []vocabulary.Found
	periods []fiscal.Period
	roles   []role
	sign    int // of a change: what its words say
	firm    bool
	total   bool // the label says that it is of the whole
	remote  bool // another amount stands between the figure and its label: it may be of something else
	future  bool
}

func (r *reading) optionsOf(i int) options {
	o := options{firm: true}
	r.labelsOf(i, &o)
	r.periodsOf(i, &o)
	r.rolesOf(i, &o)
	for _, p := range r.pieces[:i] {
		o.future = o.future || p.Kind == prose.Future
	}
	o.remote = o.remote || r.reckoned(i)
	return o
}

func (r *reading) labelsOf(i int, o *options) {
	right, leads := r.next(i)
	left, ok := r.last(i)
	switch {
	case leads && r.pieces[i].Number.Unit != quantity.Percent:
		o.labels = append(o.labels, right)
		if ok {
			o.labels = append(o.labels, left)
		}
	case ok:
		o.labels = append(o.labels, left)
		o.firm = left.Whole
		o.remote = r.remote(i)
	case r.subject.Metric != "" && (r.start > 0 || pronoun.MatchString(r.line.Text)):
		o.labels = append(o.labels, r.subject)
		o.firm = false
	}
	for _, p := range r.pieces {
		if p.Kind == prose.Label && len(o.labels) > 0 && p.Label.Span == o.labels[0].Span {
			o.total = total.MatchString(r.line.Text[p.Start:p.End])
		}
	}
	for j, p := range r.pieces[:i] { // "capital expenditure, including leases, totaled": to confirm by, never to accuse by
		if p.Kind == prose.Label && !r.whole(j) && !slices.ContainsFunc(o.labels, func(l vocabulary.Found) bool { return l.Metric == p.Label.Metric }) {
			o.labels = append(o.labels, p.Label)
		}
	}
}

// reckoned says that a figure is a part of arithmetic: "300 + 12 = 312".
func (r *reading) reckoned(i int) bool {
	p := r.pieces[i]
	around := r.line.Text[max(0, p.Start-3):p.Start] + r.line.Text[p.End:min(len(r.line.Text), p.End+3)]
	return strings.ContainsAny(around, "=+×÷*") || since.MatchString(r.line.Text[p.End:])
}

// since behind a change measures it against a day, not a year or a quarter.
var since = regexp.MustCompile(`^ since\b`)

// stepWords name the quarter before where the words of releases do not.
var stepWords = regexp.MustCompile(`(?i)^[^\d,;]{0,20}(?:on the quarter|from the (?:prior|previous|preceding|last) quarter)`)

// remote says that an amount stands between a figure and the label before it,
// and that the figure is neither compared with it nor the same in another
// currency.
func (r *reading) remote(i int) bool {
	if r.against(i) {
		return false
	}
	for _, p := range slices.Backward(r.pieces[:i]) {
		switch {
		case p.Kind == prose.Label:
			return false
		case p.Kind == prose.Figure && p.Number.Unit != quantity.Percent && !twin(p.Number, r.pieces[i].Number, r.line.Text):
			return r.pieces[i].Number.Unit != quantity.Percent
		}
	}
	return false
}

// total is in the label of a whole.
var total = regexp.MustCompile(`(?i)\b(?:total|group|overall|consolidated)\b|总|總|合计|合計|整体|整體`)

// pronoun begins a line that goes on about what the one before was about.
var pronoun = regexp.MustCompile(`(?i)^[\s•·*-]*(?:this|that|it|these|they|which)\b`)

// periodsOf lists the periods of a figure: behind it, before it, and those
// that a comparison means.
func (r *reading) periodsOf(i int, o *options) {
	main := r.main
	if !main.Known() {
		var firm bool
		main, firm = r.carried()
		o.firm = o.firm && firm
	}
	against := r.against(i)
	if p, ok := r.periodAfter(i, main); ok {
		o.periods = append(o.periods, p)
	} else if against {
		o.periods = append(o.periods, main.Shift(-12), main.Shift(-3))
	}
	if p, ok := r.periodBefore(i, main); ok && !against {
		o.periods = append(o.periods, p)
	}
	if !against || len(o.periods) == 0 {
		o.periods = append(o.periods, main)
	}
	for _, p := range r.pieces {
		if p.Kind == prose.Period && !against {
			o.periods = append(o.periods, p.Period.Resolve(main, r.options.Calendar))
		}
	}
	o.periods = known(o.periods)
}

// against says that a figure is what another is compared with.
func (r *reading) against(i int) bool {
	for _, p := range slices.Backward(r.pieces[:i]) {
		switch p.Kind {
		case prose.From, prose.Against:
			return true
		case prose.Figure, prose.Label:
			return false
		}
	}
	return false
}

func (r *reading) periodAfter(i int, main fiscal.Period) (fiscal.Period, bool) {
	for _, p := range r.pieces[i+1:] {
		switch p.Kind {
		case prose.Period:
			if strings.ContainsAny(r.line.Text[r.pieces[i].End:p.Start], ",;，；") {
				return fiscal.Period{}, false
			}
			return p.Period.Resolve(main, r.options.Calendar), true
		case prose.Figure, prose.Against, prose.From:
			if p.Kind != prose.Figure || !twin(r.pieces[i].Number, p.Number, r.line.Text) {
				return fiscal.Period{}, false
			}
		}
	}
	return fiscal.Period{}, false
}

// twin says that a number is the one before it in another currency.
func twin(a, b quantity.Number, text string) bool {
	return b.Parenthesis && a.Unit != b.Unit && b.Unit != quantity.Percent && strings.Trim(text[a.End:b.Start], " (（") == ""
}

func (r *reading) periodBefore(i int, main fiscal.Period) (fiscal.Period, bool) {
	for _, p := range slices.Backward(r.pieces[:i]) {
		if p.Kind == prose.Period {
			return p.Period.Resolve(main, r.options.Calendar), true
		}
	}
	return fiscal.Period{}, false
}

func known(in []fiscal.Period) (out []fiscal.Period) {
	for _, p := range in {
		if p.Known() && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}
