package statement

import (
	"tickmark/extract"
	"tickmark/extract/fiscal"
)

// Bounds of what a report speaks of, seen from the end of its period.
const (
	oldestYears = 11 // of comparatives: a summary of ten years, and the one before
	aheadMonths = 6  // of balances: the day that the report is signed
)

// unreported says why a period is none that the document reports on, empty where
// it may be.
func (r *reader) unreported(o extract.Fact, c column, l line) string {
	p, end := o.Period, r.context.Period.End
	if !p.IsInstant() && !p.Reported() && !(p.Months() == 12 && trailing(c, l)) {
		return "not a period that issuers report on"
	}
	switch {
	case end == fiscal.Date{}:
		return ""
	case p.End.Year < end.Year-oldestYears:
		return "older than the comparatives of a report"
	case p.IsInstant() && end.AddMonths(aheadMonths).Before(p.End), !p.IsInstant() && end.Before(p.End) && o.Basis != extract.Guidance:
		return "after the period that the document reports on"
	}
	return ""
}

// trailing reports whether the words over or beside a figure say that it is of
// twelve months up to a day.
func trailing(c column, l line) bool {
	return trails(c.header) || trails(l.label) || trails(l.section)
}
