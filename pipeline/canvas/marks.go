package canvas

import (
	"slices"
	"strings"

	"tickmark/extract"
)

// marks are what a reader must see about e at a glance.
func (b *book) marks(e Entry) []Mark {
	var out []Mark
	add := func(m Mark, when bool) {
		if when && !slices.Contains(out, m) {
			out = append(out, m)
		}
	}
	add(Stale, b.event.Known() && e.Period.End.Before(b.event.End))
	add(Derived, e.Derived())
	add(Restated, e.Was != nil)
	for _, f := range e.spoken() {
		add(Mark(f.Flag), f.Flag != "")
	}
	for _, f := range append(e.spoken(), e.small()...) {
		add(Contradicted, f.Grade == extract.Contradicted || len(f.Rivals) > 0)
		for _, s := range f.Sources {
			add(Demo, s.About.Demo)
		}
	}
	return out
}

// spoken are the figures that the sentence of e prints, and what those derive
// from.
func (e Entry) spoken() []Figure {
	out := []Figure{e.Figure}
	if e.High != nil {
		out = append(out, *e.High)
	}
	for _, c := range []*Change{e.OnYear, e.OnQuarter, e.Since} {
		switch {
		case c == nil:
		case c.Growth.Known():
			out = append(out, c.Growth)
		default:
			out = append(out, c.From)
		}
	}
	return withInputs(out)
}

// small are the figures of the small print, and what those derive from.
func (e Entry) small() []Figure {
	var out []Figure
	if e.Share != nil {
		out = append(out, *e.Share)
	}
	return withInputs(append(append(out, e.Twins...), e.Cumulative...))
}

// Contested are the figures of a line, and of its small print, that have
// rivals: its own first, each once.
func (e Entry) Contested() []Figure {
	var out []Figure
	for _, f := range append(e.spoken(), e.small()...) {
		same := func(o Figure) bool {
			return o.Metric == f.Metric && o.Label == f.Label && o.Period == f.Period && o.Unit == f.Unit && o.Value == f.Value
		}
		if len(f.Rivals) > 0 && !slices.ContainsFunc(out, same) {
			out = append(out, f)
		}
	}
	return out
}

func withInputs(figures []Figure) []Figure {
	for i := 0; i < len(figures); i++ {
		figures = append(figures, figures[i].Inputs...)
	}
	return figures
}

// flagged names the flags of f and its inputs, for the small print.
func flagged(f Figure) string {
	var flags []string
	for _, x := range withInputs([]Figure{f}) {
		if x.Flag != "" && !slices.Contains(flags, x.Flag) {
			flags = append(flags, x.Flag)
		}
	}
	if len(flags) == 0 {
		return ""
	}
	return " (" + strings.Join(flags, ", ") + ")"
}
