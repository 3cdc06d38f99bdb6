package statement

import (
	"strings"
	"unicode"

	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
)

var (
	openHeader  = pattern.New(`(?i)\b(?:beginning of the (?:year|(?:reporting )?period)|end of (?:the )?(?:previous|prior|last|preceding) (?:financial )?year)\b|期初|年初(?:餘|余|数|數|金|$)|^年初$|上年年?末|上年度末|上期期?末`)
	closeHeader = pattern.New(`(?i)\bend of the (?:year|reporting period|period)\b|期末|年末|年底|月末|报告期末|報告期末`)
	toDateForm  = pattern.New(`(?i)\bfrom the beginning of the year\b|年初[至到]`)
	priorHeader = pattern.New(`(?i)\b(?:(?:corresponding|same) period (?:of|in) (?:the )?(?:last|previous|prior|preceding) year|(?:prior|previous|last|preceding) period)\b|上期|上年|去年|上一年`)
	thisHeader  = pattern.New(`(?i)\b(?:(?:this|the|current) reporting period|current period)\b|本期|本年|本报告期|本報告期|报告期|報告期`)
	hanYearForm = pattern.New(`(?:19|20)\d\d|[一二]\s*[零〇○Ｏ九]`)
)

// relation is how a head of a PRC statement names its period: 本期金额,
// 上年同期, 期末余额, 年初余额. The zero value is not at all.
type relation uint8

const (
	toDate  relation = iota + 1 // since the fiscal year began
	opening                     // the day before it began
	closing                     // the last day of the period
	prior                       // the same months of the year before
	current
)

// relationOf reads the relation from a header.
func relationOf(header string) relation {
	if !strings.ContainsFunc(header, han) || hanYearForm.MatchString(header) {
		return 0
	}
	switch {
	case toDateForm.MatchString(header):
		return toDate
	case openHeader.MatchString(header):
		return opening
	case closeHeader.MatchString(header):
		return closing
	case priorHeader.MatchString(header):
		return prior
	case thisHeader.MatchString(header):
		return current
	}
	return 0
}

// against begins what a head of changes holds its period against.
var against = pattern.New(`[比较較]`)

// subject is the part of a head that names the period of what stands below it:
// of changes not what they are held against.
func subject(c column) string {
	if at := against.FindStringIndex(c.header); c.kind == changes && at != nil {
		return c.header[:at[0]]
	}
	return c.header
}

func han(r rune) bool { return unicode.Is(unicode.Han, r) }

// relative gives the columns of amounts whose heads name periods by relations
// the periods that these are, seen from the title of the table, else from the
// document. Where the year to date stands beside the period reported on, each
// comparative belongs to the one before it.
func (r *reader) relative(s sheet, cols []column) {
	p := r.context.Period
	if !p.Known() || p.IsInstant() {
		return
	}
	base, named := namedAbove(cols)
	if !named {
		base = s.caption.base
	}
	for _, c := range cols {
		if c.relation == toDate {
			base = p
		}
	}
	now := base
	for i := range cols {
		c := &cols[i]
		switch c.relation {
		case toDate:
			now = r.yearToDate(p)
			c.related(now)
		case current:
			now = known(c.above, base)
			c.related(now)
		case prior:
			c.related(shifted12(known(c.above, now)))
		case closing:
			c.related(instantAt(p.End, base))
		case opening:
			c.related(before(r.yearToDate(known(base, p))))
		}
	}
}

// related gives a column its period; one of changes has it as its base.
func (c *column) related(p fiscal.Period) {
	switch c.kind {
	case amounts, shares:
		c.period = p
	case changes:
		c.base = p
	}
}

// shifted12 is the same months of the year before.
func shifted12(p fiscal.Period) fiscal.Period {
	if !p.Known() {
		return p
	}
	return p.Shift(-12)
}

// instantAt is the last day of a period, of another where that is unknown.
func instantAt(end fiscal.Date, p fiscal.Period) fiscal.Period {
	if p.Known() {
		end = p.End
	}
	return fiscal.Instant(end)
}

// before is the day before a period.
func before(p fiscal.Period) fiscal.Period {
	if !p.Known() {
		return p
	}
	return fiscal.Instant(p.Start.Previous())
}

func known(p, q fiscal.Period) fiscal.Period {
	if p.Known() {
		return p
	}
	return q
}

// yearToDate is the period since the fiscal year of p began, unknown where the
// calendar is.
func (r *reader) yearToDate(p fiscal.Period) fiscal.Period {
	end := r.context.Calendar.YearEnd
	if p.Months() == 12 {
		return p
	}
	if end == 0 {
		return fiscal.Period{}
	}
	month := p.End.Month
	if r.context.Calendar.Weeks != nil {
		month = p.End.Closes().Month
	}
	return r.context.Calendar.Ended((month-end+11)%12+1, p.End)
}

// base is the period that the heads of a table speak of by relations to it: the
// one that its title names, or that of the document where it has no other. full
// reports whether a title gives it in full.
func (r *reader) base(c caption) (p fiscal.Period, full bool) {
	for i := len(c.lines) - 1; i >= 0; i-- {
		line := c.lines[i]
		if len(line) > maxNote || sentenceForm.MatchString(line) {
			continue
		}
		if toDateForm.MatchString(line) {
			return r.yearToDate(r.context.Period), r.entitled
		}
		if p := r.over(line); p.Known() {
			return p, true
		}
		if _, _, ok := r.words.StatementOf(line); ok {
			break
		}
	}
	if p = r.context.Period; r.severalPeriods() {
		return fiscal.Period{}, false
	}
	return p, r.entitled
}

// sentenceForm is in a line that is no title.
var sentenceForm = pattern.New(`[，。；;]|, |\. |\.$`)

// over is the one duration that a title names in full.
func (r *reader) over(line string) fiscal.Period {
	var found fiscal.Period
	for _, m := range fiscal.Scan(line) {
		if m.Date.Year == 0 || m.Months+m.Quarter+m.Half == 0 {
			continue
		}
		p := m.Resolve(r.context.Period, r.context.Calendar)
		if found.Known() && p != found {
			return fiscal.Period{}
		}
		found = p
	}
	return found
}

// severalPeriods reports whether the document reports on more than one period:
// a third quarter, and the nine months that end with it.
func (r *reader) severalPeriods() bool {
	if p := r.yearToDate(r.context.Period); p.Known() {
		return p != r.context.Period
	}
	return len(r.context.Others) > 0
}
