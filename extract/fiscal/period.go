// Package fiscal reads and prints the periods that financial figures belong
// to: durations (three months ended September 30, 2025) and instants (as of
// December 31, 2024), in English and Chinese. It knows no clock: a period is
// read from the document or it is unknown.
package fiscal

import (
	"errors"
	"fmt"
	"strconv"
	"time"
)

// Date is a calendar day. The zero value is unknown.
type Date struct {
	Year, Month, Day int
}

// Valid says that d is a real day of a year that a filing may speak of.
func (d Date) Valid() bool {
	return d.Year >= 1900 && d.Year <= 2199 && d.Month >= 1 && d.Month <= 12 && d.Day >= 1 && d.Day <= monthDays(d.Year, d.Month)
}

// String prints the ISO date, or "" for the zero value.
func (d Date) String() string {
	if d == (Date{}) {
		return ""
	}
	if d.Year < 0 || d.Year > 9999 || d.Month < 0 || d.Month > 99 || d.Day < 0 || d.Day > 99 {
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	}
	y, m, n := d.Year, int(d.Month), d.Day
	return string([]byte{digitOf(y / 1000), digitOf(y / 100), digitOf(y / 10), digitOf(y), '-', digitOf(m / 10), digitOf(m), '-', digitOf(n / 10), digitOf(n)})
}

func digitOf(n int) byte { return byte('0' + n%10) }

// ParseDate reads an ISO date.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("fiscal: date %q: want YYYY-MM-DD", s)
	}
	return Date{t.Year(), int(t.Month()), t.Day()}, nil
}

// Before orders days.
func (d Date) Before(e Date) bool { return d.key() < e.key() }

func (d Date) key() int { return d.Year*10000 + d.Month*100 + d.Day }

// AddMonths moves d by n months. A last day of a month stays a last day.
func (d Date) AddMonths(n int) Date {
	last := d.Day == monthDays(d.Year, d.Month)
	m := d.Year*12 + d.Month - 1 + n
	out := Date{m / 12, m%12 + 1, d.Day}
	if days := monthDays(out.Year, out.Month); last || out.Day > days {
		out.Day = days
	}
	return out
}

// next is the day after d.
func (d Date) next() Date {
	t := time.Date(d.Year, time.Month(d.Month), d.Day+1, 0, 0, 0, 0, time.UTC)
	return Date{t.Year(), int(t.Month()), t.Day()}
}

// Previous is the day before d.
func (d Date) Previous() Date {
	t := time.Date(d.Year, time.Month(d.Month), d.Day-1, 0, 0, 0, 0, time.UTC)
	return Date{t.Year(), int(t.Month()), t.Day()}
}

// MonthEnd is the last day of a month.
func MonthEnd(year, month int) Date { return Date{year, month, monthDays(year, month)} }

func monthDays(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// Period is a duration from Start to End, both inclusive, or an instant at
// End with no Start. The zero value is unknown.
type Period struct {
	Start, End Date
}

// Instant is the period of a balance: the end of one day.
func Instant(d Date) Period { return Period{End: d} }

// Ended is the duration of n months that ended on d.
func Ended(months int, d Date) Period {
	return Period{Start: d.AddMonths(-months).next(), End: d}
}

// Known says that p is set.
func (p Period) Known() bool { return p.End != Date{} }

// IsInstant says that p is a known point in time.
func (p Period) IsInstant() bool { return p.Known() && p.Start == Date{} }

// Months is the length of a duration in months, 0 for instants, unknown periods
// and durations that are neither whole months nor the weeks of an issuer's
// quarters: 13 or 14 weeks are three months.
func (p Period) Months() int {
	if n := p.whole(); n > 0 {
		return n
	}
	return p.inWeeks()
}

// whole is the length of a duration in whole months, 0 where it is none.
func (p Period) whole() int {
	if p.Start == (Date{}) || !p.Known() {
		return 0
	}
	n := (p.End.Year-p.Start.Year)*12 + p.End.Month - p.Start.Month + 1
	for _, m := range []int{n - 1, n} {
		if m > 0 && Ended(m, p.End).Start == p.Start {
			return m
		}
	}
	return 0
}

// longestMonths is the longest year that an issuer reports on: one that it
// changed, or its first.
const longestMonths = 18

// Reported reports whether issuers report on durations like p: whole months to
// the last day of a month, or 13, 14, 26, 27, 39, 40, 52 or 53 weeks to within
// six days of one. Of an instant and of an unknown period it is false.
// Twelve months to the day and the time since an inception are durations too,
// but only where a text says so.
func (p Period) Reported() bool {
	if !p.Known() || p.IsInstant() {
		return false
	}
	if n := p.whole(); n > 0 && n <= longestMonths && p.End == MonthEnd(p.End.Year, p.End.Month) {
		return true
	}
	return p.inWeeks() > 0
}

// NearMonthEnd reports whether a month ends within six days of d, before it or
// after: the last Saturday of a month, the Sunday nearest to its end.
func (d Date) NearMonthEnd() bool {
	return d.Day <= 6 || d.Day >= monthDays(d.Year, d.Month)-6
}

// Days is the length of a duration in days, both ends counted; 0 for instants
// and unknown periods.
func (p Period) Days() int {
	if !p.Known() || p.IsInstant() {
		return 0
	}
	day := func(d Date) time.Time { return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC) }
	return int(day(p.End).Sub(day(p.Start)).Hours()/24) + 1
}

// Shift moves p by n months: -12 is the same period a year earlier. Where weeks
// begin n months away only a calendar tells.
func (p Period) Shift(n int) Period {
	if p.IsInstant() {
		return Instant(p.End.AddMonths(n))
	}
	if m := p.whole(); m > 0 && !p.onlyWeeks() {
		return Ended(m, p.End.AddMonths(n))
	}
	return Period{}
}

// String prints the period as the command line writes it, for fiscal years
// that are calendar years: 2025Q3, 2025H1, 2025-9M, FY2025, 2025-09-30. Other
// durations print as start/end.
func (p Period) String() string {
	switch m := p.whole(); {
	case !p.Known():
		return ""
	case p.IsInstant():
		return p.End.String()
	case p.End != MonthEnd(p.End.Year, p.End.Month):
	case m == 12 && p.End.Month == 12:
		return "FY" + strconv.Itoa(p.End.Year)
	case m == 9 && p.End.Month == 9:
		return strconv.Itoa(p.End.Year) + "-9M"
	case m == 6 && p.End.Month%6 == 0:
		return fmt.Sprintf("%dH%d", p.End.Year, p.End.Month/6)
	case m == 3 && p.End.Month%3 == 0:
		return fmt.Sprintf("%dQ%d", p.End.Year, p.End.Month/3)
	}
	return p.Start.String() + "/" + p.End.String()
}

// ErrPeriod says that a text is not a period as the command line writes it.
var ErrPeriod = errors.New("fiscal: not a period (want 2025Q3, 2025H1, 2025-9M, FY2025, 2025-09-30 or start/end)")

// Parse reads what String prints.
func Parse(s string) (Period, error) {
	var y, n int
	var rest string
	if k, _ := fmt.Sscanf(s, "%4dQ%1d%s", &y, &n, &rest); k == 2 && n >= 1 && n <= 4 {
		return Ended(3, MonthEnd(y, 3*n)), nil
	}
	if k, _ := fmt.Sscanf(s, "%4dH%1d%s", &y, &n, &rest); k == 2 && n >= 1 && n <= 2 {
		return Ended(6, MonthEnd(y, 6*n)), nil
	}
	if k, _ := fmt.Sscanf(s, "FY%4d%s", &y, &rest); k == 1 && y >= 1900 {
		return Ended(12, MonthEnd(y, 12)), nil
	}
	if len(s) == 7 && s[4:] == "-9M" {
		if y, err := strconv.Atoi(s[:4]); err == nil {
			return Ended(9, MonthEnd(y, 9)), nil
		}
	}
	return parseDates(s)
}

func parseDates(s string) (Period, error) {
	if len(s) == 21 && s[10] == '/' {
		start, err1 := ParseDate(s[:10])
		end, err2 := ParseDate(s[11:])
		if err1 == nil && err2 == nil && !end.Before(start) {
			return Period{start, end}, nil
		}
		return Period{}, fmt.Errorf("%q: %w", s, ErrPeriod)
	}
	d, err := ParseDate(s)
	if err != nil {
		return Period{}, fmt.Errorf("%q: %w", s, ErrPeriod)
	}
	return Instant(d), nil
}
