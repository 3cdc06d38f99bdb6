package statement

import (
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
	"tickmark/extract/vocabulary"
)

// said is what the header and the caption together print of a period.
type said struct {
	months  int
	weeks   int // where the months are counted in them
	date    fiscal.Date
	mention fiscal.Mention
	ok      bool
}

// gather merges the mentions of a text: the first of each part counts, and
// two different lengths or years leave that part unsaid.
func gather(text string) said {
	var s said
	for _, m := range fiscal.Scan(text) {
		if !s.ok {
			s.mention, s.ok = m, true
		}
		if s.months == 0 {
			s.months, s.weeks = m.Months, m.Weeks
		}
		s.date.Year = first(s.date.Year, m.Date.Year)
		if s.date.Month == 0 {
			s.date.Month, s.date.Day, s.mention.From = m.Date.Month, m.Date.Day, m.From
		}
		s.mention.Quarter = first(s.mention.Quarter, m.Quarter)
		s.mention.Half = first(s.mention.Half, m.Half)
		s.mention.Fiscal = s.mention.Fiscal || m.Fiscal
		s.mention.Instant = s.mention.Instant || m.Instant
		s.mention.Trailing = s.mention.Trailing || m.Trailing
		s.mention.Month = s.mention.Month || m.Month
	}
	s.mention.Months, s.mention.Weeks, s.mention.Date = s.months, s.weeks, s.date
	return s
}

func first(a, b int) int {
	if a != 0 {
		return a
	}
	return b
}

// period reads the period of a column from its header, completed by the
// caption where the header is silent. lean says whether the rows are amounts
// at a date (below zero) or over a time (above): a bare year names neither.
// A head that names a month or a length, and no year where others do, has lost its
// own.
func (r *reader) period(header string, c caption, lean int, years bool) fiscal.Period {
	s := gather(header)
	if !s.ok {
		return fiscal.Period{}
	}
	over := c.said
	m := s.mention
	if years && s.date.Year+m.Quarter+m.Half == 0 && m.Relation == 0 {
		return fiscal.Period{}
	}
	if over.mention.Trailing && m.Quarter+m.Half > 0 && !m.Trailing {
		return fiscal.Period{} // that quarter, or twelve months up to its end
	}
	if m.Quarter == 0 && m.Half == 0 {
		if m.Months == 0 {
			m.Months, m.Weeks = over.months, over.weeks
		}
		if m.Date.Month == 0 && m.Date.Year != 0 {
			m.Date.Month, m.Date.Day = over.date.Month, over.date.Day
		}
		if m.Date.Year == 0 && m.Date.Month != 0 {
			m.Date.Year = over.date.Year
		}
	}
	if m.Quarter+m.Half > 0 && m.Date.Year == 0 && r.context.Period.Months() == 12 {
		m.Date.Year = first(over.date.Year, r.context.Period.End.Year)
	}
	if m.From.Month != 0 {
		return m.Resolve(r.context.Period, r.context.Calendar)
	}
	at := c.statement == vocabulary.Balance || closeHeader.MatchString(header)
	if c.statement == "" && s.months == 0 && m.Quarter+m.Half == 0 && (m.Date.Month == 0 || over.months == 0 && s.date.Month == 0) {
		if lean == 0 && over.months == 0 && s.mention.Relation == 0 {
			return fiscal.Period{}
		}
		at = at || lean < 0
	}
	if at && m.Quarter == 0 && m.Half == 0 {
		m.Months, m.Weeks, m.Instant = 0, 0, true
	}
	if m.Months == 0 && m.Quarter == 0 && m.Half == 0 && m.Date.Valid() && !m.Instant && flow(c.statement) {
		return fiscal.Period{}
	}
	if m.Alone() {
		return fiscal.Period{} // that month, or a quarter that ends with it
	}
	p := m.Resolve(r.context.Period, r.context.Calendar)
	if at && p.Known() && !p.IsInstant() {
		p = fiscal.Instant(p.End)
	}
	return p
}

// flow says that a statement holds durations.
func flow(s vocabulary.Statement) bool { return s != vocabulary.Balance && s != "" }

var (
	stockWords = pattern.New(`(?i)\b(?:receivables?|payables?|assets|liabilities|inventor(?:y|ies)|borrowings?|deposits|balances?|as (?:of|at))\b|賬款|账款|款項|款项|存貨|存货|資產|资产|負債|负债|借款|貸款|贷款|結餘|余额|餘額|按金|股本|賬齡|账龄`)
	flowWords  = pattern.New(`(?i)\b(?:revenues?|income|expenses?|costs?|profit|loss|sales|earnings|cash flows?)\b|收入|收益|開支|开支|費用|费用|成本|營業額|营业额|虧損|亏损|溢利|利潤|利润|業績|业绩|年度`)
)

// lean weighs what the rows and the title of a table without a statement's
// name speak of: below zero of balances, above zero of flows.
func (r *reader) lean(s sheet, b band) int {
	if s.caption.statement != "" {
		return 0
	}
	n := 0
	for _, row := range s.table.Rows[b.body:b.end] {
		c, ok := row.Label()
		if !ok {
			continue
		}
		n += r.leanOf(c)
	}
	for i := len(s.caption.lines) - 1; i >= 0 && n == 0; i-- {
		n = leanOfWords(s.caption.lines[i])
	}
	return n
}

// held weighs the rows whose metrics are known: above zero most are balances.
func (r *reader) held(s sheet, b band) int {
	n := 0
	for _, row := range s.table.Rows[b.body:b.end] {
		c, ok := row.Label()
		if !ok {
			continue
		}
		match, ok := r.words.Match(clean(extract.Unmarked(c.Text, c.Marks)), vocabulary.Context{})
		if !ok || !r.money(match.Metric) {
			continue
		}
		if metric, _ := r.words.Metric(match.Metric); metric.Instant {
			n++
		} else {
			n -= 2
		}
	}
	return n
}

// onItsDay is the day that a header names, where the length of the period comes
// from the title of another table: balances stand on it.
func onItsDay(p fiscal.Period, header string) fiscal.Period {
	s := gather(header)
	if s.months != 0 || s.mention.Quarter+s.mention.Half != 0 || s.date.Month == 0 || !p.Known() {
		return p
	}
	return fiscal.Instant(p.End)
}

func (r *reader) leanOf(c extract.Cell) int {
	if m, ok := r.words.Match(extract.Unmarked(c.Text, c.Marks), vocabulary.Context{}); ok {
		if metric, ok := r.words.Metric(m.Metric); ok && metric.Instant {
			return -1
		}
		return 1
	}
	return leanOfWords(c.Text)
}

// leanOfWords counts only words of one kind: "cost of inventories" says
// neither.
func leanOfWords(text string) int {
	stock, flow := stockWords.MatchString(text), flowWords.MatchString(text)
	switch {
	case stock && !flow:
		return -1
	case flow && !stock:
		return 1
	}
	return 0
}

// captionSaid is what the caption lines say of the period. Lines nearer the
// table win; a part on which one line says two things stays unsaid.
func captionSaid(c caption) said {
	var s said
	for i := len(c.lines) - 1; i >= 0; i-- {
		if tells(c.lines[i]) {
			continue
		}
		next := captionLine(c.lines[i])
		if s.months == 0 {
			s.months, s.weeks = next.months, next.weeks
		}
		if s.date.Month == 0 {
			s.date.Month, s.date.Day = next.date.Month, next.date.Day
		}
		s.date.Year = first(s.date.Year, next.date.Year)
		s.mention.Trailing = s.mention.Trailing || trailingTitle(c.lines[i])
	}
	s.mention.Months, s.mention.Weeks, s.mention.Date = s.months, s.weeks, s.date
	return s
}

// tells reports whether a line is a sentence that tells of something of its own and
// so names no table: it ends in a full stop, and prints figures beside its dates or
// says what was.
func tells(line string) bool {
	line = strings.TrimSpace(line)
	if !stopForm.MatchString(line) {
		return false
	}
	rest, end := "", 0
	for _, m := range fiscal.Scan(line) {
		rest, end = rest+line[end:m.Start]+" ", m.End
	}
	rest += line[end:]
	return figuresForm.MatchString(rest) || wasForm.MatchString(rest) && !followsForm.MatchString(rest)
}

var (
	stopForm    = pattern.New(`[.。]["”’」』)）]?$`)
	figuresForm = pattern.New(`[0-9]`)
	wasForm     = pattern.New(`(?i)\b(?:had|has|have|was|were)\b`)
	followsForm = pattern.New(`(?i)\b(?:follow(?:s|ing)|below|table|presented|prepared)\b`)
)

// explains is a line that tells what a word or a mark means.
var explains = pattern.New(`(?i)^\s*(?:[(（]?\d|\*|note)|\b(?:refers?|means?|defined|represents?|stands)\b|指|[.。;；]\s*$`)

// trailingTitle says that a table is one of trailing twelve months.
func trailingTitle(line string) bool {
	return len(line) <= maxNote && trails(line) && !explains.MatchString(line)
}

func captionLine(line string) said {
	var s said
	for i, m := range fiscal.Scan(strings.TrimSpace(line)) {
		if m.Alone() || m.From.Month != 0 && m.Months == 0 { // when it was printed, or days that are no period
			m.Date.Month, m.Date.Day = 0, 0
		}
		if i == 0 {
			s.months, s.weeks, s.date = m.Months, m.Weeks, m.Date
			continue
		}
		if m.Months != 0 && m.Months != s.months {
			s.months, s.weeks = 0, 0
		}
		if m.Date.Month != 0 && (m.Date.Month != s.date.Month || m.Date.Day != s.date.Day) {
			s.date.Month, s.date.Day = 0, 0
		}
		if m.Date.Year != s.date.Year {
			s.date.Year = 0
		}
	}
	return s
}
