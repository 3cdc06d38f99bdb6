package reader

import (
	"slices"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
)

// calendar finds the month in which the fiscal year ends: from a numbered
// quarter ended on a date in the first lines, from years ended on a date, or
// from a numbered quarter or an interim period in the first lines beside the
// period that is reported on.
func calendar(t extract.Text, lead []string, p fiscal.Period, said scans) fiscal.Calendar {
	var words []string
	for _, b := range t.Blocks {
		if b.Kind != extract.Grid && b.Kind != extract.Furniture {
			words = append(words, b.Words)
		}
	}
	if titled(lead).Known() {
		return fiscal.Calendar{YearEnd: 12} // by law
	}
	for _, find := range []func() int{
		func() int { return numberedEnd(lead, said) },
		func() int { return yearsEnd(words, said) },
		func() int { return numberedEnd(words, said) },
		func() int { return nineEnd(words, said) },
		func() int { return announced(lead, p) },
	} {
		if month := find(); month != 0 {
			return fiscal.Calendar{YearEnd: month}
		}
	}
	if slices.ContainsFunc(lead, reportTitle.MatchString) {
		return fiscal.Calendar{YearEnd: 12}
	}
	return fiscal.Calendar{}
}

// numberedEnd is the end of the fiscal year by the first numbered quarter
// that a line dates.
func numberedEnd(lines []string, said scans) int {
	for _, line := range lines {
		all := said.in(line)
		for i, m := range all {
			if m.Quarter > 0 && m.Date.Month == 0 && i+1 < len(all) && endedForm.MatchString(line[m.End:all[i+1].Start]) {
				m.Date = all[i+1].Date // the third quarter of fiscal year 2026 ended November 30, 2025
			}
			switch {
			case m.Quarter == 0 || m.Date.Month == 0 || m.Trailing:
			case m.YearEnd: // the third quarter of the year ending March 31
				return closingMonth(m.Date)
			default:
				return yearEnd(closingMonth(m.Date), 3*m.Quarter)
			}
		}
	}
	return 0
}

// nineEnd is the end of the fiscal year whose first nine months a line dates.
func nineEnd(lines []string, said scans) int {
	for _, line := range lines {
		for _, m := range said.in(line) {
			if m.Months == 9 && m.Date.Month != 0 && !m.Trailing {
				return yearEnd(closingMonth(m.Date), 9)
			}
		}
	}
	return 0
}

// closingMonth is the month to whose end a period is counted that ends on a day,
// whose year may be unsaid.
func closingMonth(d fiscal.Date) int {
	if d.Day == 0 {
		return d.Month
	}
	return d.Closes().Month
}

// endedForm stands between a quarter of a fiscal year and its last day.
var endedForm = pattern.New(`(?i)^[ ,(]*(?:ended|ending)(?: on)? *$`)

// yearsEnd is the month in which most of the years end that lines date; of two
// named as often the first.
func yearsEnd(lines []string, said scans) int {
	var votes [13]int
	best := 0
	for _, line := range lines {
		for _, m := range said.in(line) {
			if m.Months != 12 || m.Date.Month == 0 || m.Date.Day == 0 || trailing(line, m) {
				continue
			}
			month := closingMonth(m.Date)
			if votes[month]++; best == 0 {
				best = month
			}
		}
	}
	for month, n := range votes {
		if n > votes[best] {
			best = month
		}
	}
	return best
}

var countedForm = pattern.New(`(?i)\b(?:months?|weeks?)\b|[個个]\s*月`)

// trailing says that a line calls twelve months so and not a year: they may
// end with any quarter, as those do for which customers are counted.
func trailing(line string, m fiscal.Mention) bool {
	return m.Months == 12 && countedForm.MatchString(line[m.Start:m.End])
}

// yearEnd is the month in which a fiscal year ends whose first months end in
// the given one.
func yearEnd(month, months int) int { return (month+12-months-1)%12 + 1 }

var interimForm = pattern.New(`(?i)\binterim\b|\b(?:first )?half[- ]year|\bfirst half\b|中期|上半年|半年度`)

// announced finds the end of the fiscal year from the first lines: "Third
// Quarter 2025" beside three months ended September 30, 2025.
func announced(lead []string, p fiscal.Period) int {
	switch p.Months() {
	case 12:
		return p.End.Closes().Month
	case 9: // no fiscal year is reported on in nine months but from its first day
		return yearEnd(p.End.Closes().Month, 9)
	case 6:
		if slices.ContainsFunc(lead, interimForm.MatchString) {
			return yearEnd(p.End.Closes().Month, 6)
		}
	case 3:
		for _, m := range fiscal.Scan(titleOf(lead)) {
			if m.Quarter > 0 && m.Date.Year == p.End.Year {
				return yearEnd(p.End.Closes().Month, 3*m.Quarter)
			}
		}
	}
	return 0
}
