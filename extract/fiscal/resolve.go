package fiscal

// Resolve gives the period that a mention names, seen from the current period
// and calendar of its document. What they do not settle stays unknown: a day
// without a year, a numbered quarter of an unknown calendar.
func (m Mention) Resolve(current Period, cal Calendar) Period {
	if m.Close {
		return m.close(current, cal)
	}
	if m.Trailing {
		return m.trailing(current, cal)
	}
	switch {
	case m.From.Month != 0:
		return m.reported()
	case m.Date.Valid() && m.Quarter+m.Half > 0 && m.YearEnd: // the third quarter of the year ending March 31
		return cal.within(m)
	case m.Date.Valid() && m.Weeks > 0:
		return WeeksEnded(m.Weeks, m.Date)
	case m.Date.Valid() && m.Quarter > 0:
		return cal.Ended(3, m.Date)
	case m.Date.Valid() && m.Half > 0:
		return cal.Ended(6, m.Date)
	case m.Date.Valid() && m.Months > 0:
		return cal.Ended(m.Months, m.Date)
	case m.Date.Valid() && m.Month && !m.Instant:
		return Ended(1, m.Date)
	case m.Date.Valid():
		return Instant(m.Date)
	case m.ToDate:
		return m.toDate(current, cal)
	case m.Relation == PreviousYear && m.Quarter+m.Half > 0 && m.Date.Year == 0 && current.Known() && cal.YearEnd != 0:
		return m.numbered(fiscalYear(current.End, cal)-1, current, cal)
	case m.Relation != 0:
		return m.related(current, cal)
	case m.Date.Month != 0 && m.Date.Year == 0 && m.Months > 0 && m.Date.Month == current.End.Month && m.Date.Day == current.End.Day:
		return cal.Ended(m.Months, current.End) // the June quarter
	case m.Date.Month != 0:
		return Period{}
	case m.Quarter+m.Half > 0 && m.Date.Year != 0:
		return m.numbered(cal.yearNamed(m.Date.Year), current, cal)
	case m.Quarter+m.Half > 0:
		return m.unnumbered(current, cal)
	}
	return m.length(current, cal)
}

// close is the last day of the period that m names: 2025年末, 本季度末.
func (m Mention) close(current Period, cal Calendar) Period {
	m.Close, m.Instant = false, false
	if m.Months+m.Quarter+m.Half == 0 && m.Relation == 0 && m.Date.Month == 0 {
		m.Months = 12
	}
	p := m.Resolve(current, cal)
	if !p.Known() {
		return Period{}
	}
	return Instant(p.End)
}

// trailing is the twelve months up to the end of the period that m names, or
// of the current one.
func (m Mention) trailing(current Period, cal Calendar) Period {
	m.Trailing, m.Months = false, 0
	p := current
	if m.Quarter+m.Half != 0 || m.Date != (Date{}) || m.Relation != 0 {
		p = m.Resolve(current, cal)
	}
	if !p.Known() {
		return Period{}
	}
	return cal.Ended(12, p.End)
}

// toDate resolves the months since the fiscal year began, of the year named or
// of the current one.
func (m Mention) toDate(current Period, cal Calendar) Period {
	if cal.YearEnd == 0 || m.Date.Year == 0 && !current.Known() {
		return Period{}
	}
	year := fiscalYear(current.End, cal)
	if m.Date.Year != 0 {
		year = cal.yearNamed(m.Date.Year)
	}
	return cal.partOf(year, 1, m.Months)
}

// related resolves the same quarter last year, the previous quarter and their
// like. A year that is said decides ("the same quarter of 2023").
func (m Mention) related(current Period, cal Calendar) Period {
	switch {
	case !current.Known():
		return Period{}
	case m.Relation == Current:
		return current
	case m.Relation == YearEarlier && m.Date.Year != 0:
		return cal.Shift(current, 12*(m.Date.Year-cal.yearOf(current.End)))
	case m.Relation == YearEarlier:
		return cal.Shift(current, -12)
	case m.Relation == Previous && current.Months() == 3:
		return cal.Shift(current, -3)
	case m.Relation == PreviousYear && current.Months() == 12:
		return cal.Shift(current, -12)
	}
	return Period{}
}

// part is which part of a fiscal year m numbers, and its months.
func (m Mention) part() (n, months int) {
	if m.Quarter > 0 {
		return m.Quarter, 3
	}
	return m.Half, 6
}

// numbered is the part that m numbers of the fiscal year that ends in the given
// one.
func (m Mention) numbered(year int, current Period, cal Calendar) Period {
	if cal.YearEnd == 0 {
		return Period{}
	}
	n, months := m.part()
	if p := cal.partOf(year, n, months); p.Known() || current.Months() != months || cal.part(current.End) != n || fiscalYear(current.End, cal) != year {
		return p
	}
	return current
}

// unnumbered is the part that m numbers of no year. It can only be the current
// period, if that has the same number, or one that ends with it.
func (m Mention) unnumbered(current Period, cal Calendar) Period {
	n, months := m.part()
	if cal.YearEnd == 0 || !current.Known() {
		return Period{}
	}
	p := cal.partOf(fiscalYear(current.End, cal), n, months)
	if current.Months() == months && p != current || p.End != current.End {
		return Period{}
	}
	return p // the first half, in the release of the second quarter
}

// within is the part that m numbers of the year whose last day it gives.
func (c Calendar) within(m Mention) Period {
	n, months := m.part()
	end := m.Date.AddMonths(n*months - 12)
	if c.Weeks != nil {
		end = c.closing(m.Date.Closes().AddMonths(n*months - 12))
	}
	if end == (Date{}) {
		return Period{}
	}
	return c.Ended(months, end)
}

// fiscalYear is the year in which the fiscal year of d ends.
func fiscalYear(d Date, cal Calendar) int {
	if cal.Weeks != nil {
		d = d.Closes()
	}
	if d.Month > cal.YearEnd {
		return d.Year + 1
	}
	return d.Year
}

// yearOf is the calendar year to which a period that ends on d is counted.
func (c Calendar) yearOf(d Date) int {
	if c.Weeks != nil {
		return d.Closes().Year
	}
	return d.Year
}

// length resolves a length, or a bare year: twelve months of a fiscal year,
// or the current period moved by whole years.
func (m Mention) length(current Period, cal Calendar) Period {
	months := m.Months
	if m.Date.Year == 0 {
		if months != 0 && months == current.Months() && (m.Weeks == 0 || weekDays*m.Weeks == current.Days()) {
			return current
		}
		return Period{}
	}
	if months == 0 && current.Months() == 12 {
		months = 12
	}
	switch {
	case months == 12 && cal.YearEnd != 0:
		return cal.partOf(cal.yearNamed(m.Date.Year), 1, 12)
	case months != 0 && months == current.Months():
		return cal.Shift(current, 12*(m.Date.Year-cal.yearOf(current.End)))
	}
	return Period{}
}

// Alone says that m is a month named whole and nothing else: October 2025.
func (m Mention) Alone() bool {
	return m.Month && !m.Instant && m.Months+m.Quarter+m.Half == 0
}
