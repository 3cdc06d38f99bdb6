package reader

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
)

const (
	latePart = 6 // months after its end in which a part of a year is reported on at the latest
	december = 12
)

// unprinted gives a numbered part of a year its days, where no column does. The
// fiscal year is that which the document dates, else the calendar year, which
// its words have to bear out: by a balance on the last day of the part, by the
// form of a PRC report, by the same part of the year before. The day of the
// announcement dates nothing; a part that is not over by then, or long over, is
// not the one announced.
func unprinted(t extract.Text, lead []string, part fiscal.Mention, cal fiscal.Calendar, said scans) (witness, fiscal.Calendar) {
	found := cal
	if found.YearEnd == 0 {
		found.YearEnd = december
	}
	p := part.Resolve(fiscal.Period{}, found)
	if !plausible(p) {
		return witness{}, cal
	}
	issued := dateline(lead, said)
	w := witnessed(t, p, toItsEnd(part), issued, said)
	switch {
	case issued.Valid() && (!p.End.Before(issued) || p.End.AddMonths(latePart).Before(issued)):
	case w.day.Valid():
		return w, found
	case part.Fiscal && cal.YearEnd != december:
	case w.weeks.Valid():
	case cal.YearEnd == december, w.month, w.yearBefore && issued.Valid(), mainland(t):
		w.day = p.End
		return w, found
	case cal.YearEnd == 0 && p.Months() >= 6 && issued.Valid() && !slices.ContainsFunc(lead, fiscalWord.MatchString):
		w.day = p.End // the year 2024, and its first half, without another word
		return w, found
	}
	return witness{}, cal
}

// fiscalWord is in the first lines of issuers whose years are not plain ones.
var fiscalWord = pattern.New(`(?i)\bfiscal\b|\bFY ?['’]?\d\d|財年|财年|財政年度|财政年度`)

// dateline is the first full day of the first lines on which neither a balance
// stands nor a period ends.
func dateline(lead []string, said scans) fiscal.Date {
	for _, line := range lead[:min(len(lead), headSize)] {
		for _, m := range said.in(line) {
			if m.Date.Valid() && !balanceDay(m, line) && !m.Month && lengthOf(m) == 0 {
				return m.Date
			}
		}
	}
	return fiscal.Date{}
}

// witness is what a document says of the days of a period.
type witness struct {
	days       map[fiscal.Date]int // last days it may have, and how often they are named; one with its length counts three times
	day        fiscal.Date         // that which is named most
	month      bool                // the month that it ends with: by the end of June
	yearBefore bool                // the same period a year earlier, dated in full
	weeks      fiscal.Date         // the last day of the year before, where years are of weeks
}

// witnessed looks for the end of a period p that ends so many months after its
// year began.
func witnessed(t extract.Text, p fiscal.Period, months int, issued fiscal.Date, said scans) witness {
	w := witness{days: map[fiscal.Date]int{}}
	wordsOf(t, func(l line) bool {
		words := bothLengths.ReplaceAllString(l.words, "$1 months and $2 months")
		for _, m := range said.in(words) {
			n := lengthOf(m)
			tells := balanceDay(m, words) || n == 0 && l.cell >= 0 && len(l.words) <= headBytes || n > 0 && (n == p.Months() || n == months)
			if m.Date.Valid() && !m.Month && tells && m.Date != issued {
				w.see(m, p)
			}
		}
		w.month = w.month || endsMonth(l.words, p.End.Month)
		return false
	})
	for d, n := range w.days {
		switch most := w.days[w.day]; {
		case n > most:
			w.day = d
		case n == most && (d == p.End || w.day != p.End && d.Before(w.day)):
			w.day = d // of a month's end and of weeks beside it the plain one
		}
	}
	return w
}

func (w *witness) see(m fiscal.Mention, p fiscal.Period) {
	n, before := lengthOf(m), p.End.AddMonths(-12)
	switch d := m.Date; {
	case d == p.End || near(d, p.End):
		w.days[d]++
		if n > 0 {
			w.days[d] += 2
		}
	case n == p.Months() && d == before:
		w.yearBefore = true
	case near(d, before) && d != before:
		w.weeks = d
	}
}

// balanceDay reports whether words name a day as that of a balance.
func balanceDay(m fiscal.Mention, words string) bool {
	return m.Instant || upTo.MatchString(words[:m.Start])
}

var upTo = pattern.New(`(?:截至|截止)\s*$`)

// near reports whether d is a day on which weeks of business end and within six
// days of the month's end e.
func near(d, e fiscal.Date) bool {
	switch time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Weekday() {
	case time.Friday, time.Saturday, time.Sunday:
	default:
		return false
	}
	next := e.AddMonths(1)
	return d.Year == e.Year && d.Month == e.Month && d.Day >= e.Day-6 ||
		d.Year == next.Year && d.Month == next.Month && d.Day <= 6
}

// ended is the period of months that ends on the day that was seen. Where that
// ends no month it is of whole weeks, a year of those since the last one ended.
func (w witness) ended(months int) fiscal.Period {
	if monthEnds(w.day) {
		return fiscal.Ended(months, w.day)
	}
	days := months * 13 * 7 / 3
	p := fiscal.Period{Start: w.day, End: w.day}
	for p.Days() < days {
		if p.Start = p.Start.Previous(); months == 12 && p.Days() == days && p.Start.Previous() != w.weeks && w.weeks.Valid() {
			days = 53 * 7
		}
	}
	return p
}

// endsMonth reports whether words speak of the end of a month: by the end of
// June, 6月末.
func endsMonth(words string, month int) bool {
	for _, at := range monthEnd.FindAllStringIndex(words, -1) {
		m := monthEnd.FindStringSubmatch(words[at[0]:at[1]])
		n, _ := strconv.Atoi(m[2])
		if m[1] != "" {
			n = strings.Index(monthNames, strings.ToLower(m[1][:3]))/3 + 1
		}
		if n == month {
			return true
		}
	}
	return false
}

const monthNames = "janfebmaraprmayjunjulaugsepoctnovdec"

var monthEnd = pattern.New(`(?i)\bend(?: of|-) ?(January|February|March|April|May|June|July|August|September|October|November|December)\b|(\d{1,2})月(?:末|底)`)

// mainland reports whether the issuer is listed in mainland China: its fiscal
// year is the calendar year by law.
func mainland(t extract.Text) bool {
	all := everything(t)
	return onLine(mainlandForm, all) || onLine(prcForm, all)
}

var mainlandForm = pattern.New(`\b[036]\d{5}\.(?:SH|SZ|SS)\b|\b(?:SSE|SZSE|SHSE|Shanghai|Shenzhen)(?: Stock Exchange)?: ?\d{6}\b|(?:证券|股票|公司)代码[:：]\s*[036]\d{5}`)
