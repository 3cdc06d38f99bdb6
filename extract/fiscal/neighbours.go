package fiscal

// onlyWeeks reports whether p is the weeks of an issuer's quarters and ends with
// no month: a quarter up to July 2 may have as many days as three months.
func (p Period) onlyWeeks() bool {
	return p.inWeeks() > 0 && p.End != MonthEnd(p.End.Year, p.End.Month)
}

// Shifts lists what p moved by n months may be: of whole months the one
// period, of weeks each that is whole quarters away, one of which may have
// been a week longer.
func (p Period) Shifts(n int) []Period {
	var out []Period
	if q := p.Shift(n); q.Known() {
		out = append(out, q)
	}
	months := p.inWeeks()
	if months == 0 || n%3 != 0 {
		return out
	}
	for _, end := range p.End.quartersAway(n / 3) {
		for _, weeks := range []int{months / 3 * quarterWeeks, months/3*quarterWeeks + 1} {
			if q := WeeksEnded(weeks, end); q.inWeeks() == months {
				out = append(out, q)
			}
		}
	}
	return out
}

// quartersAway are the days that n quarters of 13 weeks lead to, or n quarters
// of which one has 14.
func (d Date) quartersAway(n int) [2]Date {
	long := quarterWeeks*n + 1
	if n < 0 {
		long = quarterWeeks*n - 1
	}
	return [2]Date{d.AddDays(weekDays * quarterWeeks * n), d.AddDays(weekDays * long)}
}

// Tails lists what the last months of p may be: of weeks its last quarter may
// have had 13 or 14.
func (p Period) Tails(months int) []Period {
	var all []Period
	if !p.onlyWeeks() {
		all = append(all, Ended(months, p.End))
	}
	if p.inWeeks() == 0 {
		return all
	}
	short := months / 3 * quarterWeeks
	all = append(all, WeeksEnded(short, p.End))
	if weeks := p.Days() / weekDays; weeks%quarterWeeks != 0 { // one quarter was longer
		all = append(all, WeeksEnded(short+1, p.End))
	}
	return all
}

// Quarters lists what the four quarters of a year may be, the first first.
func (p Period) Quarters() [][]Period {
	if p.Months() != 12 {
		return nil
	}
	var out [][]Period
	if p.whole() > 0 && !p.onlyWeeks() {
		q := Ended(3, p.End)
		out = append(out, []Period{q.Shift(-9), q.Shift(-6), q.Shift(-3), q})
	}
	if p.inWeeks() == 0 {
		return out
	}
	for long := range 4 {
		end := p.Start.Previous()
		var year []Period
		for i := range 4 {
			weeks := quarterWeeks
			if i == long && p.Days() > yearDays {
				weeks++
			}
			end = end.AddDays(weekDays * weeks)
			year = append(year, WeeksEnded(weeks, end))
		}
		if out = append(out, year); p.Days() == yearDays {
			break
		}
	}
	return out
}
