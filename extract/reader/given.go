package reader

import (
	"fmt"
	"slices"
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
)

// PeriodError reports a conflict between the period that a document names and
// the one given for it.
type PeriodError struct{ Own, Given fiscal.Period }

func (e *PeriodError) Error() string {
	return fmt.Sprintf("the document reports on %s, not on %s", e.Own, e.Given)
}

// given is what was given by hand in place of what a document says of itself.
type given struct {
	period fiscal.Period  // the zero value where nothing was
	own    fiscal.Period  // that the document names
	title  string         // where it names it
	from   extract.Source // likewise
}

// give puts what was given by hand over what a document says of itself.
func (o Options) give(c *extract.Context, a *about) error {
	if a.class == "" && o.Force {
		a.class, a.reason = extract.Release, "read because of --force, although "+a.reason
	}
	if !o.Period.Known() || o.Period == c.Period && !c.Several {
		return nil
	}
	own := c.Period
	if own.Known() && own != o.Period && !slices.Contains(c.Others, o.Period) && !o.Force {
		return &PeriodError{own, o.Period}
	}
	others := slices.DeleteFunc(append(slices.Clone(c.Others), own), func(p fiscal.Period) bool { return p == o.Period || p.End != o.Period.End })
	a.given = given{o.Period, own, a.title, c.PeriodSource}
	c.Period, c.Others, c.Several, c.PeriodSource = o.Period, others, false, extract.Source{How: extract.Given}
	return nil
}

// credit gives the period to the facts that have theirs from the document as a
// whole, and not from words nearer by.
func (g given) credit(facts []extract.Fact) {
	if !g.period.Known() {
		return
	}
	for i := range facts {
		f := &facts[i]
		from := f.Evidence.Period
		nowhere := from.Quote == "" && from.Place == ""
		if from.How != extract.Scoped && from.How != extract.Given || !nowhere && (f.Period != g.own || !g.entitled(from)) {
			continue
		}
		if !nowhere {
			f.Period = g.period
		}
		f.Evidence.Period = extract.Source{How: extract.Given}
	}
}

// entitled reports whether a source is where the document names its own period.
func (g given) entitled(s extract.Source) bool {
	return s == g.from || strings.Contains(g.title, s.Quote)
}
