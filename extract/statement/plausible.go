package statement

import (
	"slices"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
	"tickmark/extract/vocabulary"
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

// trailingForm asks in short whether a period may be one of trailing twelve
// months.
var trailingForm = pattern.New(`(?i)\b(?:trailing|rolling|last)[ -]|\b[TL]TM\b|[個个]月`)

// trails says that a text speaks of the twelve months up to the end of a
// period.
func trails(text string) bool {
	return trailingForm.MatchString(text) && slices.ContainsFunc(fiscal.Scan(text), func(m fiscal.Mention) bool { return m.Trailing })
}

// twelve is the period of a row that gives twelve months up to the end of each
// column, whatever the length of that.
func twelve(p fiscal.Period, l line) fiscal.Period {
	if p.Known() && (trails(l.label) || trails(l.section)) {
		return fiscal.Ended(12, p.End)
	}
	return p
}

var (
	openingForm = pattern.New(`(?i)\b(?:at|as of|as at)?\s*(?:the )?beginning of\b|期初|年初`)
	closingForm = pattern.New(`(?i)\b(?:at|as of|as at)?\s*(?:the )?end of\b|期末|年末|年終`)
)

// cashBalance is the opening or closing balance of cash, in whatever table.
var cashBalance = pattern.New(`(?i)\bcash\b.*\b(?:beginning|end) of\b|[现現]金.*[期年][初末]`)

// instantOf turns the opening and closing balances of a cash flow statement
// into instants.
func instantOf(p fiscal.Period, label string, st vocabulary.Statement) fiscal.Period {
	if st != vocabulary.CashFlow && !cashBalance.MatchString(label) || p.IsInstant() || !p.Known() {
		return p
	}
	switch {
	case openingForm.MatchString(label):
		return fiscal.Instant(p.Start.Previous())
	case closingForm.MatchString(label):
		return fiscal.Instant(p.End)
	}
	return p
}
