package reader

import (
	"slices"
	"strings"

	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
)

// reported finds the periods that the document reports on. A PRC report names
// its own in its title, whatever its sentences date. Elsewhere the first line of
// the lead that gives a length and a full date, and is not at odds with the
// title, settles the end; of all periods in the lead that end there the shortest
// is the period, the longer ones are others.
func reported(lead []string, said scans) (fiscal.Period, []fiscal.Period) {
	var all []fiscal.Period
	title := titleOf(lead)
	early := beforeYearEnd(title, said)
	named := titled(lead)
	if named.Known() {
		all = append(all, named)
	}
	for _, line := range lead {
		if len(line) > maxTitle && otherReport.MatchString(line) {
			continue
		}
		for _, p := range durations(line, said) {
			if len(all) == 0 && (early && p.Months() == 12 || atOdds(p, title, said)) {
				continue // the year before, or twelve months in which customers are counted
			}
			if named.Known() && p.Months() != p.End.Month {
				continue // no part of the calendar year, by law that of the report
			}
			if (len(all) == 0 || p.End == all[0].End) && !slices.Contains(all, p) {
				all = append(all, p)
			}
		}
	}
	if len(all) == 0 {
		return agreed(lead), nil
	}
	best := all[0]
	for _, p := range all {
		if p.Months() < best.Months() && !named.Known() {
			best = p
		}
	}
	return best, slices.DeleteFunc(all, func(p fiscal.Period) bool { return p == best })
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

// otherReport is in sentences that refer to reports on other periods.
var otherReport = pattern.New(`(?i)\b(?:annual|quarterly) reports? on form\b|\bform (?:10-[kq]|20-f)\b`)

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

// maxTitle is the longest line that is the title of a report and no sentence, in
// bytes.
const maxTitle = 150

// ownTitle is such a title alone in its line, behind the issuer's name.
var ownTitle = pattern.New(`报告(?:全文|正文|摘要)?(?:[(（][^()（）]*[)）])?$`)

// headLead is how many first lines may hold the title among other words.
const headLead = 3

// titled reads the period from the title of a PRC report: a line of its own, or
// part of the first lines where none is. Titles that disagree name none.
func titled(lead []string) fiscal.Period {
	own := slices.DeleteFunc(slices.Clone(lead), func(line string) bool { return len(line) > maxTitle || !ownTitle.MatchString(line) })
	if p := agreed(own); p.Known() || len(own) > 0 {
		return p
	}
	return agreed(lead[:min(len(lead), headLead)])
}

// agreed is the period of the titles in some lines, if they name one alone.
func agreed(lines []string) fiscal.Period {
	var found fiscal.Period
	for _, line := range lines {
		p := titlePeriod(line)
		if p.Known() && found.Known() && p != found {
			return fiscal.Period{}
		}
		if p.Known() {
			found = p
		}
	}
	return found
}

// titlePeriod is the period that the title of a PRC report names.
func titlePeriod(line string) fiscal.Period {
	m := reportTitle.FindStringSubmatch(line)
	if m == nil {
		return fiscal.Period{}
	}
	for _, y := range fiscal.Scan(m[1] + "年") {
		if month, length := titleMonths(m[2]); y.Date.Year != 0 {
			return fiscal.Ended(length, fiscal.MonthEnd(y.Date.Year, month))
		}
	}
	return fiscal.Period{}
}

// atOdds reports whether a title that numbers a quarter of a year means another
// year's than p, which it would number by the month in which p ends: the
// comparative, when it is dated first.
func atOdds(p fiscal.Period, title string, said scans) bool {
	for _, m := range said.in(title) {
		if m.Quarter == 0 || m.Date.Year == 0 || m.Date.Month != 0 || p.Months() != 3 {
			continue
		}
		year := p.End.AddMonths(12 - 3*m.Quarter)
		if year.Year != m.Date.Year && !(year.Month <= 2 && year.Year == m.Date.Year+1) {
			return true
		}
	}
	return false
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
	var lengths []fiscal.Mention
	early := false // a part is named that ends before its year
	var dated fiscal.Mention
	words := inFull(line)
	for _, m := range said.in(words) {
		if dated.End < m.Start && sentenceEnd.MatchString(words[dated.End:min(m.Start+1, len(words))]) {
			lengths, early = nil, false // the last sentence gave its lengths no day
		}
		if m.Months > 0 && m.Date == (fiscal.Date{}) && dated.Date.Valid() && alsoForm.MatchString(words[dated.End:m.Start]) {
			m.Date = dated.Date // 截至2025年12月31日止三個月及十二個月
		}
		dated = m
		length := fiscal.Mention{Months: lengthOf(m), Weeks: m.Weeks} // the second quarter of fiscal year 2025 is a quarter
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
		if length.Months > 0 {
			lengths = append(lengths, length)
		}
		if m.Date.Valid() && len(lengths) > 0 && !m.Instant && !m.Alone() {
			for _, n := range lengths {
				n.Date = m.Date
				if p := n.Resolve(fiscal.Period{}, fiscal.Calendar{}); plausible(p) {
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
