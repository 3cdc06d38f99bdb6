package reader

import (
	"slices"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
)

// oneYear and longYear are the days of years of 52 and of 53 weeks.
const (
	oneYear  = 52 * 7
	longYear = 53 * 7
)

// weekYear is in the words by which an issuer says that its years have 52 or 53
// weeks.
var weekYear = pattern.New(`(?i)\b(?:52|fifty[- ]two)[- ]*(?:weeks?)?,?\s*(?:/|or|and|to|–|-)\s*(?:a )?(?:53|fifty[- ]three)[- ]weeks?\b`)

// yearDay is in the words by which an issuer says on which day of the week its
// years end: the nearest to a month's end, or the last in a month.
var yearDay = pattern.New(`(?i)\b(?:sun|mon|tues|wednes|thurs|fri|satur)day (?:that is |which is |falling )?(nearest|closest)\b|\b(last) (?:sun|mon|tues|wednes|thurs|fri|satur)day (?:of|in)\b`)

// otherWeeks is a length of quarters that issuers have who do not part the year
// into four of 13 weeks.
var otherWeeks = pattern.New(`(?i)\b(?:twelve|12|sixteen|16|seventeen|17|twenty[- ]four|24|thirty[- ]six|36)[- ]weeks?\b`)

// days are what a document names of the last days of periods.
type days struct {
	ends  []fiscal.Date   // of durations
	may   []fiscal.Date   // likewise, if that is their year
	all   []fiscal.Date   // of balances too
	said  []fiscal.Period // whose weeks it counts
	years bool            // it says that its years have 52 or 53 weeks
	year  fiscal.YearDay  // as it says
	other bool            // it counts other weeks than those of four quarters
}

// weeksOf finds whether the fiscal years of a document are of 52 or 53 weeks,
// and what it names of them; it returns nil where they are not, or nobody says.
// Durations that end 52 or 53 weeks apart tell, and a length in weeks up to a
// day.
func weeksOf(t extract.Text, said scans) *fiscal.Weeks {
	var d days
	for i, b := range t.Blocks {
		switch b.Kind {
		case extract.Furniture:
		case extract.Grid:
			d.head(t, i, said)
		default:
			d.add(b.Words, said)
		}
	}
	last, ok := d.anchor()
	if !ok || !d.most(last) {
		return nil
	}
	on := func(e fiscal.Date) bool { return e.Weekday() == last.Weekday() && e.NearMonthEnd() }
	w := &fiscal.Weeks{Year: d.year, Other: d.other}
	for _, e := range slices.Concat(d.ends, d.may, d.all) {
		if on(e) && !slices.Contains(w.Ends, e) {
			w.Ends = append(w.Ends, e)
		}
	}
	for _, p := range d.said {
		if on(p.End) && !slices.Contains(w.Said, p) {
			w.Said = append(w.Said, p)
			w.Ends = appendNew(w.Ends, p.Start.Previous())
		}
	}
	return w
}

func appendNew(days []fiscal.Date, d fiscal.Date) []fiscal.Date {
	if slices.Contains(days, d) {
		return days
	}
	return append(days, d)
}

// anchor is a day on which a period of whole weeks ends.
func (d days) anchor() (fiscal.Date, bool) {
	for _, p := range d.said {
		if p.Reported() {
			return p.End, true
		}
	}
	for _, e := range slices.Concat(d.ends, d.may) {
		if e == fiscal.MonthEnd(e.Year, e.Month) || !e.NearMonthEnd() {
			continue
		}
		if d.years || d.again(e) {
			return e, true
		}
	}
	return fiscal.Date{}, false
}

// most reports whether most of the durations end on the day of the week of e. A
// month's end may fall on it by chance, and tells nothing unless another period
// ends whole weeks away.
func (d days) most(e fiscal.Date) bool {
	on, off := 0, 0
	for _, end := range d.ends {
		switch {
		case end.Weekday() != e.Weekday() || !end.NearMonthEnd():
			off++
		case end != fiscal.MonthEnd(end.Year, end.Month) || d.again(end):
			on++
		}
	}
	return on > off || len(d.ends) == 0
}

// again reports whether another duration ends 52 or 53 weeks from e.
func (d days) again(e fiscal.Date) bool {
	for _, n := range []int{-longYear, -oneYear, oneYear, longYear} {
		if n == oneYear && e.Day == 1 || n == -oneYear && e.AddDays(1).Day == 1 {
			continue // from January 1 to December 31
		}
		if slices.Contains(d.ends, e.AddDays(n)) || slices.Contains(d.may, e.AddDays(n)) {
			return true
		}
	}
	return false
}

// add takes the days that a text names.
func (d *days) add(text string, said scans) {
	d.years = d.years || weekYear.MatchString(text)
	d.other = d.other || otherWeeks.MatchString(text)
	if m := yearDay.FindStringSubmatch(text); m != nil && m[2] != "" {
		d.year = fiscal.Last
	} else if m != nil {
		d.year = fiscal.Nearest
	}
	words := inFull(text)
	for _, m := range said.in(words) {
		if !m.Date.Valid() || m.Month || m.YearEnd && m.Quarter+m.Half > 0 {
			continue
		}
		d.all = append(d.all, m.Date)
		if m.Months+m.Quarter+m.Half > 0 && !m.Instant && !m.Trailing {
			d.ends = append(d.ends, m.Date)
		}
		if m.Weeks > 0 && m.Months > 0 {
			d.said = append(d.said, fiscal.WeeksEnded(m.Weeks, m.Date))
		}
	}
}

// head takes the days of a table's title and header, whichever length stands
// over which day. Where the header gives one length, all are of it.
func (d *days) head(t extract.Text, block int, said scans) {
	rows := t.Blocks[block].Table.Rows
	own := head{lengths: map[int]bool{}}
	for _, row := range rows[:min(headRows, len(rows))] {
		for _, c := range row.Cells {
			d.add(c.Text, said)
			own.add(c.Text, said)
		}
	}
	h := headOf(t, block, said)
	long := false
	for n, ok := range h.lengths {
		long = long || ok && n >= 3
	}
	for _, day := range h.dated() {
		switch {
		case long && slices.Contains(h.days, day):
			d.ends = append(d.ends, day)
		case long:
			d.may = append(d.may, day)
		}
		if n := own.oneLength(); n > 0 {
			d.said = append(d.said, fiscal.WeeksEnded(n, day))
		}
	}
}

// oneLength is the length in weeks that a head gives all its days, 0 where it
// gives none or several.
func (h head) oneLength() int {
	if len(h.weeks) != 1 || len(h.lengths) > 2 || len(h.lengths) == 2 && !h.lengths[0] {
		return 0
	}
	return h.weeks[0]
}

// countsByWeeks puts a document's own periods into weeks, where its calendar is
// one of weeks. Those whose weeks nobody knows it loses.
func countsByWeeks(c *extract.Context, title string, said scans) {
	w := c.Calendar.Weeks
	if w == nil {
		return
	}
	w.Named = naming(c.Calendar, c.Period, title, said)
	for _, p := range append([]*fiscal.Period{&c.Period}, pointers(c.Others)...) {
		if n := p.Months(); n > 0 {
			*p = c.Calendar.Ended(n, p.End)
		}
	}
	c.Others = slices.DeleteFunc(c.Others, func(p fiscal.Period) bool { return !p.Known() || p == c.Period })
}

func pointers(periods []fiscal.Period) []*fiscal.Period {
	out := make([]*fiscal.Period, len(periods))
	for i := range periods {
		out[i] = &periods[i]
	}
	return out
}

// naming is how a title that names the fiscal year of p calls it.
func naming(cal fiscal.Calendar, p fiscal.Period, title string, said scans) fiscal.Naming {
	if cal.YearEnd == 0 || !p.Known() {
		return 0
	}
	ends := p.End.Closes()
	year := ends.Year
	if ends.Month > cal.YearEnd {
		year++
	}
	for _, m := range said.in(title) {
		if m.Date.Year == 0 || m.Date.Month != 0 || m.Quarter == 0 && !m.Fiscal && m.Months != 12 {
			continue
		}
		switch m.Date.Year {
		case year:
			return fiscal.ByEnd
		case year - 1:
			return fiscal.ByStart
		}
	}
	return 0
}

// severalWeeks is "the 13 and 26 weeks ended".
var severalWeeks = pattern.New(`(?i)\b(thirteen|13|fourteen|14|twenty[- ]six|26|twenty[- ]seven|27)(?:[- ]weeks?)? and (twenty[- ]six|26|twenty[- ]seven|27|thirty[- ]nine|39|forty|40|fifty[- ]two|52|fifty[- ]three|53)[- ]weeks?\b`)

// inFull gives each of two lengths up to one day its own noun.
func inFull(line string) string {
	return severalWeeks.ReplaceAllString(bothLengths.ReplaceAllString(line, "$1 months and $2 months"), "$1 weeks and $2 weeks")
}
