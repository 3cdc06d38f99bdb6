package reader

import (
	"slices"
	"strings"

	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
)

// reported finds the periods that the document reports on. The first line of
// the lead that gives a length and a full date settles the end; of all periods
// in the lead that end there the shortest is the period, the longer ones are
// others. A PRC report may name its period in its title alone.
func reported(lead []string, said scans) (fiscal.Period, []fiscal.Period) {
	var all []fiscal.Period
	title := titleOf(lead)
	early := beforeYearEnd(title, said)
	if p := titled(lead); p.Known() && !slices.ContainsFunc(lead, func(line string) bool {
		return slices.ContainsFunc(durations(line, said), func(q fiscal.Period) bool { return q.End == p.End })
	}) {
		return p, nil // whatever other period its first lines speak of
	}
	for _, line := range lead {
		for _, p := range durations(line, said) {
			if len(all) == 0 && early && p.Months() == 12 {
				continue // the year before, or twelve months in which customers are counted
			}
			if len(all) == 0 && earlier(p, title, said) {
				continue
			}
			if (len(all) == 0 || p.End == all[0].End) && !slices.Contains(all, p) {
				all = append(all, p)
			}
		}
	}
	if len(all) == 0 {
		return fiscal.Period{}, nil
	}
	best := all[0]
	for _, p := range all {
		if p.Months() < best.Months() {
			best = p
		}
	}
	return best, slices.DeleteFunc(all, func(p fiscal.Period) bool { return p == best })
}

// earlier reports whether p is of a year before the one that a title numbers
// its quarter or half in: "First Quarter 2025" above "in the three months ended
// March 31, 2024". No fiscal year is called by a year after the one it ends in.
func earlier(p fiscal.Period, title string, said scans) bool {
	for _, m := range said.in(title) {
		if m.Quarter+m.Half == 0 || m.Date.Year == 0 || m.Date.Month != 0 || lengthOf(m) != p.Months() {
			continue
		}
		year := p.End.Year
		if p.End.Month > yearEnd(p.End.Month, toItsEnd(m)) {
			year++
		}
		return m.Date.Year > year
	}
	return false
}

// several reports whether a document speaks of other current periods beside p,
// and its title does not name p alone.
func several(title string, p fiscal.Period, others []fiscal.Period, said scans) bool {
	if len(others) == 0 {
		return false
	}
	lengths := map[int]bool{12: yearForm.MatchString(title)}
	for _, m := range said.in(bothLengths.ReplaceAllString(title, "$1 months and $2 months")) {
		if n := lengthOf(m); n != 0 && m.Relation == 0 {
			lengths[n] = true
		}
	}
	return !lengths[p.Months()] || lengths[12] && p.Months() != 12 || len(lengths) > 2
}

// yearForm names a year's results beside those of its last part.
var yearForm = pattern.New(`(?i)\bfull[- ]year\b|\band (?:fiscal )?year\b|全年`)

// beforeYearEnd says that a title numbers a part of a fiscal year that ends
// before the year does, and names no year's results beside it.
func beforeYearEnd(title string, said scans) bool {
	early := false
	for _, m := range said.in(title) {
		if m.Quarter == 4 || m.Half == 2 || m.Months == 12 && m.Quarter+m.Half == 0 {
			return false
		}
		early = early || m.Quarter+m.Half > 0
	}
	return early
}

// reportTitle is the title of a periodic report under the rules for PRC
// issuers, whose fiscal year is the calendar year by law.
var reportTitle = pattern.New(`((?:19|20)\d\d|二[〇○零]\S{2})\s*年\s*(年度|半年度|第?[一三]季度)\s*报告`)

// titled reads the period from the title of a PRC report.
func titled(lead []string) fiscal.Period {
	for _, line := range lead {
		m := reportTitle.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		for _, y := range fiscal.Scan(m[1] + "年") {
			if month, length := titleMonths(m[2]); y.Date.Year != 0 {
				return fiscal.Ended(length, fiscal.MonthEnd(y.Date.Year, month))
			}
		}
	}
	return fiscal.Period{}
}

// titleMonths is the month in which the period of a report ends, and its
// length.
func titleMonths(kind string) (month, length int) {
	switch {
	case kind == "年度":
		return 12, 12
	case kind == "半年度":
		return 6, 6
	case strings.Contains(kind, "一"):
		return 3, 3
	}
	return 9, 3
}

// bothLengths is "the three and nine months ended", which reports two periods.
var bothLengths = pattern.New(`(?i)\b(three|six)(?:[- ]months?(?: periods?)?)? and (six|nine|twelve)[- ]months?\b`)

// alsoForm stands between two lengths up to one day.
var alsoForm = pattern.New(`^(?:及|和|與|与|以及)$`)

// scans are the periods that lines name: the first lines are asked for them
// twice.
type scans map[string][]fiscal.Mention

func (s scans) in(line string) []fiscal.Mention {
	found, ok := s[line]
	if !ok {
		found = fiscal.Scan(line)
		s[line] = found
	}
	return found
}

// durations are the periods with a length and an end that a line names in
// full. "The fourth quarter and fiscal year ended December 31, 2024" gives
// its one date to both lengths.
func durations(line string, said scans) []fiscal.Period {
	var out []fiscal.Period
	lengths := []int{}
	early := false // a part is named that ends before its year
	var dated fiscal.Mention
	words := bothLengths.ReplaceAllString(line, "$1 months and $2 months")
	for _, m := range said.in(words) {
		if m.Months > 0 && m.Date == (fiscal.Date{}) && dated.Date.Valid() && alsoForm.MatchString(words[dated.End:m.Start]) {
			m.Date = dated.Date // 截至2025年12月31日止三個月及十二個月
		}
		dated = m
		months := m.Months
		switch { // the second quarter of fiscal year 2025 is a quarter
		case m.Quarter > 0:
			months = 3
		case m.Half > 0:
			months = 6
		}
		if m.YearEnd && m.Quarter+m.Half > 0 && m.Date.Valid() {
			if p := m.Resolve(fiscal.Period{}, fiscal.Calendar{}); plausible(p) {
				out = append(out, p) // the third quarter of the year ending March 31
			}
			lengths = nil
			continue
		}
		if early && m.YearEnd {
			lengths, early = nil, false // the second quarter of what it calls its year ending March 31
			continue
		}
		early = early || m.Quarter > 0 && m.Quarter < 4 || m.Half == 1
		if months > 0 {
			lengths = append(lengths, months)
		}
		if m.Date.Valid() && len(lengths) > 0 && !m.Instant && !m.Alone() {
			for _, n := range lengths {
				if p := fiscal.Ended(n, m.Date); plausible(p) {
					out = append(out, p)
				}
			}
			lengths, early = nil, false
		}
	}
	return out
}

// plausible reports whether a document may report on p. The months of a
// calendar of weeks end near a month's end.
func plausible(p fiscal.Period) bool {
	return p.Reported() || p.Known() && p.End.NearMonthEnd()
}
