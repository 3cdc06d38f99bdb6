package statement

import (
	"regexp"
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

// column is what one column of figures says.
type column struct {
	from, to int // grid columns, half-open
	kind     columnKind
	header   string // the cells above it, joined
	period   fiscal.Period
	unit     unitLine
	change   string // yoy, qoq, hoh for columns of changes
}

type columnKind uint8

const (
	amounts columnKind = iota
	changes            // percent changes between two other columns
	notes              // note numbers
	shares             // percentages of a total
)

// headerForm knows the words that stand over columns and never are figures.
var headerForm = regexp.MustCompile(`(?i)^(?:RMB|US\$|HK\$|USD|CNY|HKD|\$|¥)(?:\b|$|['’‘′ ])|^\(?(?:un)?audited\)?$|months?|quarter|ended|ending|^notes?$|` +
	`(?:19|20)\d\d|^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? ?\d{0,2},?$|change|^%$|YoY|QoQ|` +
	`附註|附注|人民幣|人民币|千元|百萬|港元|美元|審核|审计|年度|期末|期初|期間|季度|增減|增减|變動|变动|同比|按年|按季`)

// headerWords says that a cell reads as a column header. A cell that holds a
// figure only is none, whatever its year looks like.
func headerWords(text string) bool {
	if _, ok := parseFigure(extract.Cell{Text: text}); ok && !isYear(text) {
		return false
	}
	return headerForm.MatchString(strings.TrimSpace(text))
}

var (
	noteForm   = regexp.MustCompile(`(?i)^\W*(?:notes?|附註|附注|註|注释|註釋)\W*$`)
	changeForm = regexp.MustCompile(`(?i)change|yoy|y-o-y|qoq|q-o-q|year[- ]over[- ]year|quarter[- ]over[- ]quarter|period[- ]over[- ]period|increase|decrease|growth|variance|增減|增减|變動|变动|增長|增长|同比|環比|环比|按年|按季`)
	shareForm  = regexp.MustCompile(`(?i)% of|as a percentage|percentage of|佔.*%|占.*%|比例|百分比|比重`)
	qoqForm    = regexp.MustCompile(`(?i)qoq|q-o-q|quarter[- ]over[- ]quarter|環比|环比|按季`)
	yoyForm    = regexp.MustCompile(`(?i)yoy|y-o-y|year[- ]over[- ]year|同比|按年|同期`)
)

// columns finds the columns of figures of a band and reads what stands over
// each. A band without header rows takes over those of the table before when
// the caption says that it is continued.
func (r *reader) columns(s sheet, b band) []column {
	cols := figureColumns(s.table.Rows[b.body:b.end])
	for i := range cols {
		c := &cols[i]
		stack := stackOver(s.table.Rows[b.head:b.body], *c)
		c.header = strings.Join(stack, " ")
		c.kind = kindOf(stack)
		c.unit = headerUnit(stack)
		c.change = changeOf(c.header)
		if c.kind == amounts {
			c.period = r.period(c.header, s.caption)
		}
	}
	if b.head == b.body && len(cols) == len(r.last.columns) {
		for i, old := range r.last.columns {
			old.from, old.to = cols[i].from, cols[i].to
			cols[i] = old
		}
	}
	return cols
}

// figureColumns clusters the grid columns in which figures stand: figures
// that share a grid column are of one column.
func figureColumns(rows []extract.Row) []column {
	var cols []column
	for _, row := range rows {
		for _, c := range row.Cells {
			if _, ok := parseFigure(c); ok && c.Col > 0 {
				cols = place(cols, c.Col, c.Col+c.Span)
			}
		}
	}
	return cols
}

// place adds [from, to) to the ordered columns, narrowing what it overlaps to
// the common part.
func place(cols []column, from, to int) []column {
	for i := range cols {
		c := &cols[i]
		if from < c.to && c.from < to {
			c.from, c.to = max(c.from, from), min(c.to, to)
			return cols
		}
		if to <= c.from {
			return append(cols[:i], append([]column{{from: from, to: to}}, cols[i:]...)...)
		}
	}
	return append(cols, column{from: from, to: to})
}

// stackOver is the header cells over a column, top to bottom.
func stackOver(rows []extract.Row, c column) []string {
	var stack []string
	for _, row := range rows {
		for _, cell := range row.Cells {
			if cell.Col > 0 && cell.Col < c.to && c.from < cell.Col+cell.Span {
				stack = append(stack, extract.Unmarked(cell.Text, cell.Marks))
			}
		}
	}
	return stack
}

func kindOf(stack []string) columnKind {
	header := strings.Join(stack, " ")
	switch {
	case len(stack) > 0 && noteForm.MatchString(stack[len(stack)-1]):
		return notes
	case shareForm.MatchString(header):
		return shares
	case changeForm.MatchString(header):
		return changes
	}
	return amounts
}

func changeOf(header string) string {
	switch {
	case qoqForm.MatchString(header):
		return "qoq"
	case yoyForm.MatchString(header):
		return "yoy"
	}
	return ""
}

// headerUnit reads the unit cells of a stack; the lowest counts.
func headerUnit(stack []string) unitLine {
	var u unitLine
	for _, text := range stack {
		next := parseUnitLine(text)
		if next.currency != "" {
			u.currency = next.currency
		}
		if next.scaled {
			u.scale, u.scaled = next.scale, true
		}
		u.percent = strings.TrimSpace(text) == "%"
	}
	return u
}

// said is what the header and the caption together print of a period.
type said struct {
	months  int
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
		s.months = first(s.months, m.Months)
		s.date.Year = first(s.date.Year, m.Date.Year)
		if s.date.Month == 0 {
			s.date.Month, s.date.Day = m.Date.Month, m.Date.Day
		}
		s.mention.Quarter = first(s.mention.Quarter, m.Quarter)
		s.mention.Half = first(s.mention.Half, m.Half)
		s.mention.Fiscal = s.mention.Fiscal || m.Fiscal
		s.mention.Instant = s.mention.Instant || m.Instant
	}
	s.mention.Months, s.mention.Date = s.months, s.date
	return s
}

func first(a, b int) int {
	if a != 0 {
		return a
	}
	return b
}

// period reads the period of a column from its header, completed by the
// caption where the header is silent.
func (r *reader) period(header string, c caption) fiscal.Period {
	s := gather(header)
	if !s.ok {
		return fiscal.Period{}
	}
	over := captionSaid(c)
	m := s.mention
	if m.Quarter == 0 && m.Half == 0 {
		m.Months = first(m.Months, over.months)
		if m.Date.Month == 0 && m.Date.Year != 0 {
			m.Date.Month, m.Date.Day = over.date.Month, over.date.Day
		}
		if m.Date.Year == 0 && m.Date.Month != 0 {
			m.Date.Year = over.date.Year
		}
	}
	if c.statement == vocabulary.Balance && m.Quarter == 0 && m.Half == 0 {
		m.Months, m.Instant = 0, true
	}
	if m.Months == 0 && m.Quarter == 0 && m.Half == 0 && m.Date.Valid() && !m.Instant && flow(c.statement) {
		return fiscal.Period{}
	}
	return m.Resolve(r.context.Period, r.context.Calendar)
}

// flow says that a statement holds durations.
func flow(s vocabulary.Statement) bool { return s != vocabulary.Balance && s != "" }

// captionSaid is what the caption lines say of the period. Lines nearer the
// table win; a part on which one line says two things stays unsaid.
func captionSaid(c caption) said {
	var s said
	for i := len(c.lines) - 1; i >= 0; i-- {
		next := captionLine(c.lines[i])
		s.months = first(s.months, next.months)
		if s.date.Month == 0 {
			s.date.Month, s.date.Day = next.date.Month, next.date.Day
		}
		s.date.Year = first(s.date.Year, next.date.Year)
	}
	return s
}

func captionLine(line string) said {
	var s said
	for i, m := range fiscal.Scan(line) {
		if i == 0 {
			s.months, s.date = m.Months, m.Date
			continue
		}
		if m.Months != 0 && m.Months != s.months {
			s.months = 0
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

// unitOf joins what cell, row, column and caption say of the currency.
func unitOf(cell, column, caption, document quantity.Unit) quantity.Unit {
	for _, u := range []quantity.Unit{cell, column, caption, document} {
		if u != "" {
			return u
		}
	}
	return ""
}
