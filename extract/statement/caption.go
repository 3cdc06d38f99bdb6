package statement

import (
	"slices"
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
	"tickmark/extract/vocabulary"
)

// captionBlocks is how many blocks before a table may belong to its caption.
const captionBlocks = 8

// captionLength is the longest block that a caption may hold, in bytes; what
// is longer is prose.
const captionLength = 260

// caption is what stands over a table.
type caption struct {
	lines        []string // nearest last
	at           []where  // where each of lines stands
	from         sources  // of what unit says
	statement    vocabulary.Statement
	title        string // of a table that is no known statement: what its rows are parts of
	note         string // the heading of a table among the notes to the statements
	parent       bool   // a statement of the parent company alone
	compensation bool   // it allocates share-based compensation
	continued    bool
	unit         unitLine
	said         said          // of the period, by its lines together
	base         fiscal.Period // that heads speak of by relations to it
	full         bool          // a title gives base in full
}

// lists says that a line over the table matches a pattern.
func (c caption) lists(p *pattern.Pattern) bool {
	return slices.ContainsFunc(c.lines, p.MatchString)
}

var continuedForm = pattern.New(`(?i)\(cont(?:inued|['’]d|\.)\)?|[（(][續续][）)]|continued\)`)

// captionOf gathers the short blocks between the table and whatever long
// paragraph or table stands before it, and the title rows inside the table.
func (r *reader) captionOf(block int) caption {
	c := caption{}
	c.lines, c.at = r.linesAbove(block)
	titles, rows := titleRows(r.text.Blocks[block].Table)
	for i, line := range titles {
		c.lines, c.at = append(c.lines, line), append(c.at, where{block, rows[i], 0})
	}
	unit := unitAt{-1, -1, -1}
	for i, line := range c.lines {
		if i > 0 && splits(r.words, c.lines[i-1], line) {
			line = c.lines[i-1] + " " + line
		}
		before := c.statement
		unit = unit.over(c.add(r.words, line), i)
		if r.notes && before != "" && c.statement == before && r.next(line) {
			c.statement, c.parent = "", false // the note after
		}
	}
	c.from = sources{unit: r.oneOf(c.at, unit.currency), scale: r.oneOf(c.at, unit.scale)}
	c.parent = c.parent || r.parent || c.parentOnly()
	c.said = captionSaid(c)
	c.base, c.full = r.base(c)
	if c.statement.Primary() {
		r.primaries[c.statement] = true
	}
	r.notes = r.notes || len(r.primaries) > 1 && (c.numbered() || r.titled(block))
	if c.statement == "" && r.notes {
		c.note = c.heading()
	}
	if c.statement == "" && c.note == "" {
		c.note = c.allocated()
	}
	again := repeats(r.text.Blocks[block].Table, r.last.table)
	if !c.base.Known() && (again || c.continued) && (c.statement == "" || c.statement == r.last.caption.statement) {
		c.base = r.last.caption.base
	}
	switch {
	case c.unit.scaled || r.last.table == nil:
	case c.continued && c.statement == r.last.caption.statement:
		c.unit, c.from = r.last.caption.unit, r.last.caption.from.scoped()
	case c.statement == "" && again:
		c.unit, c.statement, c.parent, c.title = r.last.caption.unit, r.last.caption.statement, r.last.caption.parent, r.last.caption.title
		c.from = r.last.caption.from.scoped()
	}
	return c
}

var (
	periodLine = pattern.New(`(?i)[□√☑✓]|^[^\p{L}]*$|^(?:as (?:of|at)|for the|three|six|nine|twelve|year)\b|^[二〇零一三四五六七八九]{4}年$`)
	listNumber = pattern.New(`^[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[a-z])[)）、.．]\s*`)
)

// maxNote is the longest heading of a note's table, in bytes.
const maxNote = 120

var noteHeading = pattern.New(`(?i)^\d{1,2}[.、．]?\s*\p{L}|^[（(]?[一二三四五六七八九十]{1,3}[)）、]|^notes? \d|^notes to\b|附註|附注`)

// numbered says that a line above the table numbers it among the notes.
func (c caption) numbered() bool {
	return slices.ContainsFunc(c.lines, func(line string) bool { return len(line) <= maxNote && noteHeading.MatchString(line) })
}

// nextNote numbers a note.
var nextNote = pattern.New(`^\d{1,2} ?[.、．] ?\p{L}|^[一二三四五六七八九十]{1,3}、`)

// next reports whether a line is the numbered heading of a note and no
// statement's title.
func (r *reader) next(line string) bool {
	if len(line) > maxNote || !nextNote.MatchString(line) {
		return false
	}
	_, _, ok := r.words.StatementOf(line)
	return !ok
}

// notesTitle is the title of the notes to the statements.
var notesTitle = pattern.New(`(?i)^notes? to (?:the )?(?:un)?(?:audited )?(?:interim )?(?:condensed )?(?:consolidated )?(?:financial|statements)|^(?:未經審核|未经审核|简明|簡明|中期|综合|綜合|合并|合併)*(?:財務報表|财务报表|財務資料)(?:之|的)?(?:附註|附注)\s*[:：]?$`)

// titled says that the notes begin between the table before and this one.
func (r *reader) titled(block int) bool {
	for i := block - 1; i >= 0 && r.text.Blocks[i].Kind != extract.Grid; i-- {
		if b := r.text.Blocks[i]; len(b.Words) <= maxNote && b.Kind != extract.Furniture && notesTitle.MatchString(b.Words) {
			return true
		}
	}
	return false
}

// heading is the nearest line above the table that names it.
func (c caption) heading() string {
	for i := len(c.lines) - 1; i >= 0; i-- {
		line := heading(listNumber.ReplaceAllString(c.lines[i], ""))
		if u := parseUnitLine(line); line != "" && len(line) <= maxNote && !u.scaled && u.currency == "" && !periodLine.MatchString(line) {
			return line
		}
	}
	return "notes"
}

var unitTail = pattern.New(`\s*[(（][^()（）]*[)）]$`)

// heading is a section's title without its unit and what ends it.
func heading(s string) string {
	s = strings.TrimRight(strings.TrimSpace(s), ":：")
	if at := unitTail.FindStringIndex(s); at != nil && at[0] > 0 && parseUnitLine(s[at[0]:]).scaled {
		s = s[:at[0]]
	}
	return s
}

// repeats says that t begins with the header of the table before it, as the
// second page of a statement does.
func repeats(t, before *extract.Table) bool {
	if before == nil {
		return false
	}
	head := headText(t)
	return head != "" && head == headText(before)
}

// headText is the words of the header rows that hold more than one cell.
func headText(t *extract.Table) string {
	var b strings.Builder
	for _, row := range t.Rows {
		if isData(row) {
			break
		}
		if len(row.Cells) < 2 {
			continue
		}
		for _, c := range row.Cells {
			b.WriteString(strings.Join(strings.Fields(c.Text), " ") + "|")
		}
	}
	return b.String()
}

// splits says that a title runs over two lines: together they name a
// statement that neither names alone.
func splits(words *vocabulary.Memo, a, b string) bool {
	if len(a)+len(b) > captionLength {
		return false
	}
	if _, _, ok := words.StatementOf(b); ok {
		return false
	}
	if _, _, ok := words.StatementOf(a); ok {
		return false
	}
	_, _, ok := words.StatementOf(a + " " + b)
	return ok
}

// add takes a line over the table into account and returns what it says of the
// unit of all its amounts.
func (c *caption) add(words *vocabulary.Memo, line string) unitLine {
	u := parseUnitLine(line)
	if compensates(line) {
		c.statement, c.title, c.compensation = vocabulary.Reconciliation, heading(clean(line)), true
	} else if itemNotes.MatchString(line) {
		c.statement, c.title, c.compensation = "", "", false
	} else if st, parent, ok := words.StatementOf(line); ok && !(st == vocabulary.PerShare && u.scaled) {
		c.statement, c.parent, c.title, c.compensation = st, parent, "", false
	} else if names(line) {
		c.statement, c.title, c.compensation = "", line, false
	}
	c.continued = c.continued || continuedForm.MatchString(line)
	if u.scaled {
		c.unit.scale, c.unit.scaled, c.unit.shares, c.unit.money = u.scale, true, u.shares, u.money
	}
	if u.currency == "" || !u.scaled && len(line) >= 40 {
		u.currency = ""
		return u
	}
	c.unit.currency = u.currency
	return u
}

// itemNotes is the title of notes to the rows of a statement.
var itemNotes = pattern.New(`表[项項]目(?:注[释釋]|附[注註])$`)

// titleForm is a table's own title: a line in capitals, or one that says what
// its rows are parts of.
var titleForm = pattern.New(`(?i)share-based compensation|stock-based compensation|\bby (?:function|segment|nature|geograph|product|region|type)|分部|股份支付|以股份為基礎|以股份为基础`)

// compensationForm is the title of the tables that allocate share-based
// compensation, whose rows are those of reconciliations.
var compensationForm = pattern.New(`(?i)share-based compensation|stock-based compensation|股份支付|股份為基礎|股份为基础`)

// movement is a title that speaks of compensation as one line among others.
var movement = pattern.New(`(?i)\b(?:excluding|before|except|reconciliations?)\b|不包括|撇除`)

// names says that a line is the title of a table that is no statement.
func names(line string) bool {
	return len(line) < 120 && titleForm.MatchString(line) && !strings.HasSuffix(strings.TrimSpace(line), ".") && !strings.HasSuffix(line, ":")
}

// linesAbove is the short blocks above a table, and where each stands.
func (r *reader) linesAbove(block int) ([]string, []where) {
	var lines []string
	var at []where
	for i := block - 1; i >= 0 && block-i <= captionBlocks; i-- {
		b := r.text.Blocks[i]
		if b.Kind == extract.Grid || b.Kind == extract.Paragraph && len(b.Words) > captionLength {
			break
		}
		if b.Kind != extract.Furniture {
			lines, at = append(lines, b.Words), append(at, where{i, -1, 0})
		}
	}
	slices.Reverse(lines)
	slices.Reverse(at)
	return lines, at
}

// corner says that the cell over the labels names the unit of the table: "RMB
// million".
func corner(text string) bool {
	u := parseUnitLine(text)
	return len(text) < 40 && u.scaled && u.currency != ""
}

// titleRows are the rows before the first data row that hold one cell only:
// a title or a unit line printed inside the grid.
func titleRows(t *extract.Table) (lines []string, rows []int) {
	for i, row := range t.Rows {
		if isData(row) {
			break
		}
		if len(row.Cells) == 1 {
			lines, rows = append(lines, strings.TrimSpace(row.Cells[0].Text)), append(rows, i)
		} else if label, ok := row.Label(); ok && (strings.ContainsAny(label.Text, "(（") || corner(label.Text)) {
			lines, rows = append(lines, label.Text), append(rows, i)
		}
	}
	return lines, rows
}
