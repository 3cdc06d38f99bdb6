package statement

import (
	"slices"
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
	"tickmark/extract/vocabulary"
)

// column is what one column of figures says.
type column struct {
	left, right int // grid columns, half-open
	kind        columnKind
	header      string // the cells above it, joined
	period      fiscal.Period
	unit        unitLine
	change      string             // yoy, qoq, hoh for columns of changes
	stack       []string           // its cells, top to bottom
	of          string             // the total that a share is of
	base        fiscal.Period      // of the amounts that a change or a share belongs to
	dims        extract.Dimensions // what tells the column from others of its period
	basis       extract.Basis      // of all that stands below, where the header says so
	cells       []where            // where each of stack stands
	measure     vocabulary.Match   // what all that stands below it measures, where it heads rows of segments
	relation    relation           // by which its heads name its period
	above       fiscal.Period      // that the heads over its relation name in full
	from        sources            // of the period, the unit and the scale, and the basis
}

type columnKind uint8

const (
	amounts columnKind = iota
	changes            // percent changes between two other columns
	notes              // note numbers
	shares             // percentages of a total
	unclear            // amounts that nothing tells from those of another column
	between            // adjustments between a reported measure and a non-GAAP one
	planned            // what is planned, or reckoned as if something were so
	foreign            // amounts in the currencies that the rows name, and rates
)

// headerForm knows the words that stand over columns and never are figures.
var headerForm = pattern.New(`(?i)^(?:RMB|US\$|HK\$|USD|CNY|HKD|\$|¥)(?:\b|$|['’‘′ ])|^[(（]?(?:HK|US) cents?[)）]?$|^[(（]?(?:港|美)仙[)）]?$|^[(（]%[)）]|^\(?(?:un)?audited\)?$|months?|quarter|ended|ending|^notes?$|` +
	`(?:19|20)\d\d|^(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? ?\d{0,2},?$|change|^%$|YoY|QoQ|` +
	`附註|附注|人民幣|人民币|千元|百萬|港元|美元|審核|审计|年度|期末|期初|期間|季度|增減|增减|變動|变动|同比|按年|按季`)

// currencyNote is a currency over a column with the number of a note, "US$(2)", or
// with the power of ten that the column is in, "RMB10,000". Beside a label it is a
// figure.
var currencyNote = pattern.New(`^(?:RMB|US\$|USD|HK\$) ?(?:[(（]\d{1,2}[)）]|10{0,2},?000(?:,?000)?)$`)

// headerWords says that a cell reads as a column header. A cell that holds a
// figure only is none, whatever its year looks like.
func headerWords(text string) bool {
	if currencyNote.MatchString(text) {
		return true
	}
	if _, ok := parseFigure(extract.Cell{Text: text}); ok && !isYear(text) {
		return false
	}
	return headerForm.MatchString(strings.TrimSpace(text))
}

var (
	noteForm   = pattern.New(`(?i)^\W*(?:notes?|附註|附注|註|注释|註釋)\W*$`)
	changeForm = pattern.New(`(?i)change|yoy|y-o-y|qoq|q-o-q|year[- ]over[- ]year|quarter[- ]over[- ]quarter|period[- ]over[- ]period|increase|decrease|growth|variance|增減|增减|變動|变动|增長|增长|同比|環比|环比|按年|按季`)
	shareForm  = pattern.New(`(?i)% of|as a percentage|percentage of|[佔占].*%|[佔占].*[比重例]|比例|百分比|比重`)
	qoqForm    = pattern.New(`(?i)qoq|q-o-q|quarter[- ]+(?:over|on)[- ]+quarter|環比|环比|按季`)
	yoyForm    = pattern.New(`(?i)yoy|y-o-y|year[- ]+(?:over|on)[- ]+year|(?:same|corresponding) period|(?:last|previous|prior|preceding) year|同比|按年|同期|上年|较上年|較上年`)
)

// columns finds the columns of figures of a band and reads what stands over
// each. A band without header rows takes over those of the table before, of
// which it may be the second page.
func (r *reader) columns(s sheet, b band) []column {
	cols := figureColumns(s.table.Rows[b.body:b.end])
	head := grouped(s.table.Rows[b.head:b.body], cols)
	for i := range cols {
		r.head(&cols[i], s, b, head)
	}
	r.periods(s, b, cols, anyYear(head))
	scaleOver(cols)
	inherit(cols, s.columns)
	if b.head == b.body && len(cols) == len(r.last.columns) && r.goesOn(s, b) {
		for i, old := range r.last.columns {
			old.left, old.right = cols[i].left, cols[i].right
			old.from = old.from.scoped()
			cols[i] = old
		}
	}
	r.segments(s, cols)
	r.relate(s, cols)
	changesApart(cols)
	beyond(s.table.Rows[b.body:b.end], cols)
	r.tell(cols)
	for i := range cols {
		if c := &cols[i]; c.basis != "" && c.from.basis.How == "" {
			c.from.basis = r.oneOf(c.cells, len(c.cells)-1)
		}
	}
	return cols
}

// head reads what stands over a column, its period apart.
func (r *reader) head(c *column, s sheet, b band, head []extract.Row) {
	stack, cells := stackOver(head, *c)
	c.stack, c.cells = stack, within(s.block, b.head, cells)
	c.header = closed(strings.Join(stack, " "))
	c.kind = kindOf(stack, c.header)
	unit, said := headerUnit(stack)
	c.unit = unit
	c.change = changeOf(c.header)
	c.from = sources{unit: r.headUnitSource(*c, said), scale: r.oneOf(c.cells, said.scale)}
	if c.kind == shares {
		c.of = totalOf(c.header)
	}
	if c.relation = relationOf(subject(*c)); c.relation == 0 && c.kind == amounts {
		c.relation, c.above = r.relationBelow(stack)
	}
}

// periods finds the period of each column, and where it has it from. years says
// that heads of the band name years.
func (r *reader) periods(s sheet, b band, cols []column, years bool) {
	lean, held := r.lean(s, b), r.held(s, b)
	for i := range cols {
		c := &cols[i]
		if c.relation != 0 || c.kind != amounts && c.kind != shares {
			continue
		}
		own := nearest(c.stack, c.header)
		c.period = r.period(own, s.caption, lean, years)
		if held > 0 && !s.caption.statement.Primary() {
			c.period = onItsDay(c.period, own)
		}
	}
	translations(cols)
	r.relative(s, cols)
	for i := range cols {
		cols[i].from.period = r.periodSource(s, cols[i])
	}
}

// goesOn says that a band without header rows is the second page of the table
// before: it is not the first of another statement, nor one of balances below
// columns of flows.
func (r *reader) goesOn(s sheet, b band) bool {
	last := r.last.caption.statement
	if !s.caption.continued && s.caption.statement.Primary() && s.caption.statement != last {
		return false
	}
	return last == vocabulary.CashFlow || r.held(s, b) <= 0 || !slices.ContainsFunc(r.last.columns, func(c column) bool {
		return c.kind == amounts && c.period.Known() && !c.period.IsInstant()
	})
}

// inherit gives columns whose heads name no period those of the band above: a
// page that repeats the unit row only.
func inherit(cols, above []column) {
	for i := range cols {
		for _, o := range above {
			if c := &cols[i]; o.left < c.right && c.left < o.right && !c.period.Known() && c.kind == amounts && o.kind == amounts && !slices.ContainsFunc(c.stack, dates) {
				c.period, c.stack = o.period, append(o.stack, c.stack...)
				c.cells, c.from.period = append(o.cells, c.cells...), o.from.period
			}
		}
	}
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
		if from < c.right && c.left < to {
			c.left, c.right = max(c.left, from), min(c.right, to)
			return cols
		}
		if to <= c.left {
			return append(cols[:i], append([]column{{left: from, right: to}}, cols[i:]...)...)
		}
	}
	return append(cols, column{left: from, right: to})
}

// stackOver is the header cells over a column, top to bottom, and the row and
// the cell of each.
func stackOver(rows []extract.Row, c column) (stack []string, at []where) {
	for i, row := range rows {
		for j, cell := range row.Cells {
			if cell.Col > 0 && cell.Col < c.right && c.left < cell.Col+cell.Span {
				stack, at = append(stack, capital(extract.Unmarked(cell.Text, cell.Marks))), append(at, where{0, i, j})
			}
		}
	}
	return stack, at
}

// nearest is a header without the cells above that say a whole date where those
// below say one too: the title of a table, set over all its columns.
func nearest(stack []string, header string) string {
	for i := range len(stack) - 1 {
		above := gather(stack[i])
		if above.date.Year == 0 || above.date.Month == 0 {
			continue
		}
		rest := strings.Join(stack[i+1:], " ")
		if below := gather(rest); below.date.Year != 0 && below.date.Month != 0 && below.months == above.months {
			return nearest(stack[i+1:], closed(rest))
		}
	}
	return header
}

// torn is a word of a header whose capital stands apart, as layout text of
// small capitals has it: "S ix Months Ended".
var torn = pattern.New(`\b(T|S|N|M|Y|Q|E|J|A|O|D|F) (hree|ix|ine|welve|onths|ear|uarter|nded|anuary|ebruary|arch|pril|une|uly|ugust|eptember|ctober|ovember|ecember)\b`)

func capital(text string) string { return torn.ReplaceAllString(text, "$1$2") }

// movedForm is a ratio that measures a change: 变动比例.
var movedForm = pattern.New(`(?:变动|變動|增减|增減|增长|增長|升跌)(?:比例|百分比|幅度|率)`)

func kindOf(stack []string, header string) columnKind {
	switch {
	case len(stack) > 0 && noteForm.MatchString(stack[len(stack)-1]):
		return notes
	case foreignForm.MatchString(header):
		return foreign
	case shareForm.MatchString(header) && !movedForm.MatchString(header):
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
