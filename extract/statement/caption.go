package statement

import (
	"regexp"
	"strings"

	"tickmark/extract"
	"tickmark/extract/vocabulary"
)

// captionBlocks is how many blocks before a table may belong to its caption.
const captionBlocks = 8

// captionLength is the longest block that a caption may hold, in bytes; what
// is longer is prose.
const captionLength = 260

// caption is what stands over a table.
type caption struct {
	lines     []string // nearest last
	statement vocabulary.Statement
	title     string // of a table that is no known statement: what its rows are parts of
	parent    bool   // a statement of the parent company alone
	continued bool
	unit      unitLine
}

var continuedForm = regexp.MustCompile(`(?i)\(cont(?:inued|['’]d|\.)\)?|[（(][續续][）)]|continued\)`)

// captionOf gathers the short blocks between the table and whatever long
// paragraph or table stands before it, and the title rows inside the table.
func (r *reader) captionOf(block int) caption {
	c := caption{lines: r.linesAbove(block)}
	c.lines = append(c.lines, titleRows(r.text.Blocks[block].Table)...)
	for _, line := range c.lines {
		c.add(line)
	}
	switch {
	case c.unit.scaled || r.last.table == nil:
	case c.continued && c.statement == r.last.caption.statement:
		c.unit = r.last.caption.unit
	case c.statement == "" && repeats(r.text.Blocks[block].Table, r.last.table):
		c.unit, c.statement, c.parent, c.title = r.last.caption.unit, r.last.caption.statement, r.last.caption.parent, r.last.caption.title
	}
	return c
}

// repeats says that t begins with the header of the table before it, as the
// second page of a statement does.
func repeats(t, before *extract.Table) bool {
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

func (c *caption) add(line string) {
	u := parseUnitLine(line)
	if compensationForm.MatchString(line) {
		c.statement, c.title = vocabulary.Reconciliation, strings.TrimRight(clean(line), ":：")
	} else if st, parent, ok := vocabulary.StatementOf(line); ok && !(st == vocabulary.PerShare && u.scaled) {
		c.statement, c.parent, c.title = st, parent, ""
	} else if names(line) {
		c.statement, c.title = "", line
	}
	c.continued = c.continued || continuedForm.MatchString(line)
	if u.scaled {
		c.unit.scale, c.unit.scaled, c.unit.shares = u.scale, true, u.shares
	}
	if u.currency != "" && (u.scaled || len(line) < 40) {
		c.unit.currency = u.currency
	}
}

// titleForm is a table's own title: a line in capitals, or one that says what
// its rows are parts of.
var titleForm = regexp.MustCompile(`(?i)share-based compensation|stock-based compensation|\bby (?:function|segment|nature|geograph|product|region|type)|分部|股份支付|以股份為基礎|以股份为基础`)

// compensationForm is the title of the tables that allocate share-based
// compensation, whose rows are those of reconciliations.
var compensationForm = regexp.MustCompile(`(?i)share-based compensation|stock-based compensation|股份支付|股份為基礎|股份为基础`)

// names says that a line is the title of a table that is no statement.
func names(line string) bool {
	return len(line) < 120 && titleForm.MatchString(line) && !strings.HasSuffix(strings.TrimSpace(line), ".") && !strings.HasSuffix(line, ":")
}

func (r *reader) linesAbove(block int) []string {
	var lines []string
	for i := block - 1; i >= 0 && block-i <= captionBlocks; i-- {
		b := r.text.Blocks[i]
		if b.Kind == extract.Grid || b.Kind == extract.Paragraph && len(b.Words) > captionLength {
			break
		}
		if b.Kind != extract.Furniture {
			lines = append([]string{b.Words}, lines...)
		}
	}
	return lines
}

// titleRows are the rows before the first data row that hold one cell only:
// a title or a unit line printed inside the grid.
func titleRows(t *extract.Table) []string {
	var lines []string
	for _, row := range t.Rows {
		if isData(row) {
			break
		}
		if len(row.Cells) == 1 {
			lines = append(lines, strings.TrimSpace(row.Cells[0].Text))
		} else if label, ok := row.Label(); ok && strings.ContainsAny(label.Text, "(（") {
			lines = append(lines, label.Text)
		}
	}
	return lines
}
