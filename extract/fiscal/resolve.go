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
		if m.Quarter > 0 {
			return Ended(3, m.Date.AddMonths(3*m.Quarter-12))
		}
		return Ended(6, m.Date.AddMonths(6*m.Half-12))
	case m.Date.Valid() && m.Quarter > 0:
		return Ended(3, m.Date)
	case m.Date.Valid() && m.Half > 0:
		return Ended(6, m.Date)
	case m.Date.Valid() && m.Months > 0:
		return Ended(m.Months, m.Date)
	case m.Date.Valid() && m.Month && !m.Instant:
		return Ended(1, m.Date)
	case m.Date.Valid():
		return Instant(m.Date)
	case m.ToDate:
		return m.toDate(current, cal)
	case m.Relation == PreviousYear && m.Quarter+m.Half > 0 && m.Date.Year == 0 && current.Known() && cal.YearEnd != 0:
		m.Date.Year = fiscalYear(current.End, cal) - 1
		m.Relation = 0
		return m.Resolve(current, cal)
	case m.Relation != 0:
		return m.related(current)
	case m.Date.Month != 0 && m.Date.Year == 0 && m.Months > 0 && m.Date.Month == current.End.Month && m.Date.Day == current.End.Day:
		return Ended(m.Months, current.End) // the June quarter
	case m.Date.Month != 0:
		return Period{}
	case m.Quarter > 0:
		return numbered(m, m.Quarter, 3, current, cal)
	case m.Half > 0:
		return numbered(m, m.Half, 6, current, cal)
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
	return Ended(12, p.End)
}

// toDate resolves the months since the fiscal year began, of the year named or
// of the current one.
func (m Mention) toDate(current Period, cal Calendar) Period {
	if cal.YearEnd == 0 || m.Date.Year == 0 && !current.Known() {
		return Period{}
	}
	year := first(m.Date.Year, fiscalYear(current.End, cal))
	return Ended(m.Months, MonthEnd(year, cal.YearEnd).AddMonths(m.Months-12))
}

// related resolves the same quarter last year, the previous quarter and their
// like. A year that is said decides ("the same quarter of 2023").
func (m Mention) related(current Period) Period {
	switch {
	case !current.Known():
		return Period{}
	case m.Relation == Current:
		return current
	case m.Relation == YearEarlier && m.Date.Year != 0:
		return current.Shift(12 * (m.Date.Year - current.End.Year))
	case m.Relation == YearEarlier:
		return current.Shift(-12)
	case m.Relation == Previous && current.Months() == 3:
		return current.Shift(-3)
	case m.Relation == PreviousYear && current.Months() == 12:
		return current.Shift(-12)
	}
	return Period{}
}

// numbered is the n-th part of a fiscal year, of the given months. Without a
// year it can only be the current period, if that has the same number.
func numbered(m Mention, n, months int, current Period, cal Calendar) Period {
	if cal.YearEnd == 0 {
		return Period{}
	}
	year := m.Date.Year
	if year == 0 && current.Months() == months {
		year = fiscalYear(current.End, cal)
		if p := partOf(year, n, months, cal); p == current {
			return p
		}
		return Period{}
	}
	if year == 0 && current.Known() {
		if p := partOf(fiscalYear(current.End, cal), n, months, cal); p.End == current.End {
			return p // the first half, in the release of the second quarter
		}
	}
	if year == 0 {
		return Period{}
	}
	return partOf(year, n, months, cal)
}

func partOf(year, n, months int, cal Calendar) Period {
	end := MonthEnd(year, cal.YearEnd).AddMonths(-(12 - n*months))
	return Ended(months, end)
}

// fiscalYear is the year in which the fiscal year of d ends.
func fiscalYear(d Date, cal Calendar) int {
	if d.Month > cal.YearEnd {
		return d.Year + 1
	}
	return d.Year
}

// length resolves a length, or a bare year: twelve months of a fiscal year,
// or the current period moved by whole years.
func (m Mention) length(current Period, cal Calendar) Period {
	months := m.Months
	if m.Date.Year == 0 {
		if months != 0 && months == current.Months() {
			return current
		}
		return Period{}
	}
	if months == 0 && current.Months() == 12 {
		months = 12
	}
	switch {
	case months == 12 && cal.YearEnd != 0:
		return Ended(12, MonthEnd(m.Date.Year, cal.YearEnd))
	case months != 0 && months == current.Months():
		return current.Shift(12 * (m.Date.Year - current.End.Year))
	}
	return Period{}
}

// Alone says that m is a month named whole and nothing else: October 2025.
func (m Mention) Alone() bool {
	return m.Month && !m.Instant && m.Months+m.Quarter+m.Half == 0
}
