package fiscal

// A range names its first day and its last: July 1 to September 30, 2025.
const (
	englishDay = `(` + monthNames + `) ?(\d{1,2})(?:st|nd|rd|th)?(?:(?:, ?| )((?:19|20)\d\d))?`
	dayEnglish = `(\d{1,2})(?:st|nd|rd|th)? (` + monthNames + `)(?:,? ((?:19|20)\d\d))?`
	isoDay     = `((?:19|20)\d\d)[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12]\d|3[01])`
	hanDay     = `(?:(` + hanYear + `)年)?(` + hanNumber + `)月(` + hanNumber + `)日`
	toWord     = ` ?(?:to|through|until|till|-) ?`
	hanTo      = `起?(?:-|至|到)`
)

var (
	englishRange = `(?i)\b` + englishDay + toWord + englishDay + `\b`
	rangeEnglish = `(?i)\b` + dayEnglish + toWord + dayEnglish + `\b`
	isoRange     = `(?i)\b` + isoDay + toWord + isoDay + `\b`
	hanRange     = hanDay + hanTo + hanDay
)

// between is a range that may name its year once. Its length is said where it is
// one that issuers report on.
func between(from, to Date) Mention {
	switch {
	case to.Year == 0 && from.Year != 0:
		to.Year = from.Year
		if to.Before(from) {
			to.Year++
		}
	case from.Year == to.Year && to.Before(from) && to.Year != 0:
		from = Date{} // July 1, 2025 to June 30, 2025 is none
	}
	m := Mention{From: from, Date: to}
	if p := m.span(); p.Reported() {
		m.Months = p.Months()
	}
	return m
}

// span is the range that m names, whose year it may not have; unknown where a day
// of it is none.
func (m Mention) span() Period {
	p := Period{Start: m.From, End: m.Date}
	p.End.Year = first(p.End.Year, 2023)
	if p.Start.Year == 0 {
		p.Start.Year = p.End.Year
		if p.End.Before(p.Start) {
			p.Start.Year--
		}
	}
	if !p.Start.Valid() || !p.End.Valid() || p.End.Before(p.Start) {
		return Period{}
	}
	return p
}

// reported is the range that m names where issuers report on such, else unknown.
func (m Mention) reported() Period {
	if p := m.span(); m.Date.Year != 0 && p.Reported() {
		return p
	}
	return Period{}
}
