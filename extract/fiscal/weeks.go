package fiscal

import "time"

// Weeks is what a document tells of a fiscal year of 52 or 53 weeks. Its
// periods all end on one day of the week.
type Weeks struct {
	Ends  []Date   // the last days of periods that the document names
	Said  []Period // the periods whose weeks it counts
	Named Naming
	Year  YearDay
	Other bool // its quarters are not all of 13 or 14 weeks
}

// Naming is by which of its days a fiscal year has its number. The zero value
// is unknown.
type Naming uint8

// The ways to number a fiscal year.
const (
	ByEnd   Naming = iota + 1 // the year that ended on January 29, 2022 is 2022
	ByStart                   // it is 2021
)

// YearDay is which of a month's days of a week ends the fiscal year. The zero
// value is unknown.
type YearDay uint8

// The days on which fiscal years of weeks end.
const (
	Last    YearDay = iota + 1 // the last Saturday of January
	Nearest                    // the Saturday nearest to January 31
)

// Days of a week, and weeks of the parts of a year.
const (
	weekDays     = 7
	quarterWeeks = 13
	yearDays     = 52 * weekDays
)

// AddDays moves d by n days.
func (d Date) AddDays(n int) Date {
	t := time.Date(d.Year, time.Month(d.Month), d.Day+n, 0, 0, 0, 0, time.UTC)
	return Date{t.Year(), int(t.Month()), t.Day()}
}

// Weekday is the day of the week of d.
func (d Date) Weekday() time.Weekday {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Weekday()
}

// Closes is the last day of the month that a period ending on d is counted to:
// up to six days into a month, of the month before.
func (d Date) Closes() Date {
	if d.Day <= 6 {
		return Date{d.Year, d.Month, 1}.Previous()
	}
	return MonthEnd(d.Year, d.Month)
}

// WeeksEnded is the duration of n weeks that ended on d.
func WeeksEnded(n int, d Date) Period {
	return Period{Start: d.AddDays(1 - weekDays*n), End: d}
}

// inWeeks is how many months the weeks of p stand for, 0 where p is none of
// the weeks that issuers report on.
func (p Period) inWeeks() int {
	days := p.Days()
	if days%weekDays != 0 || !p.End.NearMonthEnd() {
		return 0
	}
	switch days / weekDays {
	case 13, 14:
		return 3
	case 26, 27:
		return 6
	case 39, 40:
		return 9
	case 52, 53:
		return 12
	}
	return 0
}

// Ended is the duration of n months that ended on d, in weeks where that is
// how the issuer counts. Whether one quarter of it had 14 weeks must follow
// from what the document names, else the duration is unknown.
func (c Calendar) Ended(months int, d Date) Period {
	switch {
	case c.Weeks == nil:
		return Ended(months, d)
	case !c.Weeks.on(d):
		if d == MonthEnd(d.Year, d.Month) {
			return Ended(months, d)
		}
		return Period{}
	case months%3 != 0 || months < 3 || months > 12:
		return Period{}
	}
	if p, ok := c.Weeks.said(months, d); ok {
		return p
	}
	if n := c.weeksTo(d, months/3); n > 0 && (months == 12 || !c.Weeks.Other) {
		return WeeksEnded(n, d)
	}
	return Period{}
}

// on reports whether d is on the day of the week on which the periods end.
func (w *Weeks) on(d Date) bool {
	return len(w.Ends) > 0 && w.Ends[0].Weekday() == d.Weekday()
}

func (w *Weeks) has(d Date) bool {
	for _, e := range w.Ends {
		if e == d {
			return true
		}
	}
	return false
}

// said is the period of the given length to d whose weeks the document counts,
// unknown where it counts them in two ways.
func (w *Weeks) said(months int, d Date) (found Period, ok bool) {
	for _, p := range w.Said {
		if p.End != d || p.inWeeks() != months {
			continue
		}
		if ok && p != found {
			return Period{}, true
		}
		found, ok = p, true
	}
	return found, ok
}

// weeksTo is how many weeks the quarters up to d had, 0 where nobody knows.
func (c Calendar) weeksTo(d Date, quarters int) int {
	short := quarterWeeks * quarters
	if c.Weeks.has(d.AddDays(-yearDays)) {
		return short // no quarter of the 52 weeks was longer
	}
	from := d.quartersAway(-quarters)
	before, longBefore := c.Weeks.has(from[0]), c.Weeks.has(from[1])
	switch part := c.part(d); {
	case before && longBefore:
		return 0
	case before:
		return short
	case longBefore:
		return short + 1
	case part == 0:
		return 0
	case quarters == part: // from the first day of the year
		return pick(short, c.endsYear(from[0]), c.endsYear(from[1]))
	case quarters == 1 && part < 4:
		return short // a week is added to the last quarter, or to the first
	case part == 4 && quarters < 4 && c.weeksTo(d, 4) == 4*quarterWeeks:
		return short
	}
	return 0
}

// pick is the short or the long of two lengths in weeks, if one alone fits.
func pick(short int, fits, longFits bool) int {
	switch {
	case fits == longFits:
		return 0
	case fits:
		return short
	}
	return short + 1
}

// part is which quarter of the fiscal year d ends, 0 where it ends none.
func (c Calendar) part(d Date) int {
	if c.YearEnd == 0 || !d.NearMonthEnd() {
		return 0
	}
	n := (d.Closes().Month - c.YearEnd + 12) % 12
	switch {
	case n%3 != 0:
		return 0
	case n == 0:
		return 4
	}
	return n / 3
}

// endsYear reports whether a fiscal year may end on d: the last such day of the
// week in a month, or the one nearest to the month's end.
func (c Calendar) endsYear(d Date) bool {
	last, nearest := c.Weeks.Year != Nearest, c.Weeks.Year != Last
	for _, e := range c.yearEnds() {
		off := e.fromClose()
		last, nearest = last && off <= 0, nearest && off >= -3 && off <= 3
	}
	off := d.fromClose()
	return c.part(d) == 4 && (last && off <= 0 || nearest && off >= -3 && off <= 3)
}

// yearEnds lists the last days of fiscal years that the document names, and those
// that follow from quarters it names 52 weeks apart.
func (c Calendar) yearEnds() []Date {
	var out []Date
	for _, e := range c.Weeks.Ends {
		switch part := c.part(e); {
		case part == 4:
			out = append(out, e)
		case part > 0 && c.Weeks.has(e.AddDays(-yearDays)):
			out = append(out, e.AddDays(-part*quarterWeeks*weekDays))
		}
	}
	return out
}

// fromClose is how many days d is behind the month's end that it is counted to.
func (d Date) fromClose() int {
	if end := d.Closes(); end.Month != d.Month {
		return d.Day
	}
	return d.Day - monthDays(d.Year, d.Month)
}

// Shift moves p by n months: in a calendar of weeks to the day, n months away,
// that the document names as the end of a period.
func (c Calendar) Shift(p Period, n int) Period {
	if c.Weeks == nil || !p.Known() || !c.Weeks.on(p.End) {
		return p.Shift(n)
	}
	if n%3 != 0 || !p.IsInstant() && p.inWeeks() == 0 {
		return Period{}
	}
	if n == 0 {
		return p
	}
	away := p.End.quartersAway(n / 3)
	end := away[0]
	switch near, far := c.Weeks.has(away[0]), c.Weeks.has(away[1]); {
	case near == far:
		return Period{}
	case far:
		end = away[1]
	}
	if p.IsInstant() {
		return Instant(end)
	}
	return c.Ended(p.inWeeks(), end)
}

// closing is the last day of a period that is counted to a month's end: the day
// itself, or in a calendar of weeks the one near it that the document names.
func (c Calendar) closing(end Date) Date {
	if c.Weeks == nil {
		return end
	}
	for _, e := range c.Weeks.Ends {
		if e.Closes() == end && e.NearMonthEnd() {
			return e
		}
	}
	return Date{}
}

// yearNamed is the year in which the fiscal year ends that is called y, 0 where
// nobody knows.
func (c Calendar) yearNamed(y int) int {
	switch {
	case c.Weeks == nil || c.Weeks.Named == ByEnd:
		return y
	case c.Weeks.Named == ByStart:
		return y + 1
	case c.YearEnd >= 6:
		return y
	}
	return 0
}

// partOf is the n-th part, of the given months, of the fiscal year that ends in
// the given one.
func (c Calendar) partOf(year, n, months int) Period {
	if year == 0 {
		return Period{}
	}
	end := c.closing(MonthEnd(year, c.YearEnd).AddMonths(n*months - 12))
	if end == (Date{}) {
		return Period{}
	}
	return c.Ended(months, end)
}
