package reader

import (
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
	"tickmark/extract/vocabulary"
)

// leadBlocks is how many blocks hold the headline and the lead sentence.
const leadBlocks = 40

// about is what kind of document this is.
type about struct {
	class  extract.Class
	reason string
	title  string
	given  given
}

// Identify finds what a document says of itself before its figures are read:
// its kind, period, calendar, currency and framework. Only the text counts,
// never a file name or a filing date.
func Identify(t extract.Text) (extract.Context, about) {
	c, a, _ := identify(t, Options{}) // nothing given is at odds with nothing
	return c, a
}

// identify is Identify, with what was given by hand.
func identify(t extract.Text, o Options) (extract.Context, about, error) {
	var c extract.Context
	lines := leadLines(t)
	lead := leadOf(lines)
	a := about{title: titleOf(lead)}
	said := scans{}
	c.Period, c.Others = reported(lead, said)
	c.Calendar = calendar(t, lead, c.Period, said)
	if !c.Period.Known() {
		c.Period, c.Others, c.Calendar = dated(t, lead, c.Calendar, said)
	}
	if !c.Period.Known() && o.Period.Known() && c.Calendar.YearEnd == 0 {
		c.Calendar = calendar(t, lead, o.Period, said)
	}
	c.Number = numberOf(lead, c.Period)
	c.Calendar.Weeks = weeksOf(t, said)
	countsByWeeks(&c, a.title, said)
	c.Several = several(a.title, c.Period, c.Others, said)
	all := everything(t)
	c.Currency = currency(all)
	c.Basis = framework(all)
	c.PeriodSource = periodSource(lines, c.Period, said)
	c.CurrencySource, c.BasisSource = currencySource(t, c.Currency), basisSource(t, c.Basis)
	named := c
	if !named.Period.Known() {
		named.Period = o.Period
	}
	a.class, a.reason = classify(t, lead, named)
	err := o.give(&c, &a)
	return c, a, err
}

// numberOf is the number that the first lines give the quarter p.
func numberOf(lead []string, p fiscal.Period) int {
	if _, parts := announcedParts(lead); len(parts) > 0 && p.Known() && parts[0].Quarter > 0 {
		return parts[0].Quarter
	}
	return 0
}

// leadOf is the words of the first lines.
func leadOf(lines []line) []string {
	lead := make([]string, len(lines))
	for i, l := range lines {
		lead[i] = l.words
	}
	return lead
}

// titleOf is the first line that names results or a report, else the first
// line.
func titleOf(lead []string) string {
	for _, line := range lead {
		if len(line) < 300 && titleForm(line) {
			return line
		}
	}
	if len(lead) > 0 && len(lead[0]) < 300 {
		return lead[0]
	}
	return ""
}

// titleForm reports whether a line names results or a report.
func titleForm(line string) bool {
	return resultsForm.MatchString(line) || reportForm.MatchString(line)
}

// titleLine reports whether a line is the title of results or of a report and
// no sentence.
func titleLine(line string) bool {
	return len(line) <= maxHeading && !sentenceForm.MatchString(line) && (resultsForm.MatchString(line) || reportHeading.MatchString(line) || reportTitle.MatchString(line) && ownTitle.MatchString(line))
}

// sentenceForm is the end of a sentence, and of no name.
var sentenceForm = pattern.New(`(?:[a-z0-9)%]{3}\.|。)$`)

// primaries counts the kinds of primary statement whose title stands over a
// table.
func primaries(t extract.Text) int {
	kinds := map[vocabulary.Statement]bool{}
	for i, b := range t.Blocks {
		if b.Kind != extract.Grid || len(b.Table.Rows) < 4 {
			continue
		}
		for j := i - 1; j >= 0 && i-j <= 6 && t.Blocks[j].Kind != extract.Grid; j-- {
			if st, _, ok := vocabulary.StatementOf(t.Blocks[j].Words); ok && st.Primary() {
				kinds[st] = true
			}
		}
		for _, row := range b.Table.Rows[:min(4, len(b.Table.Rows))] {
			if len(row.Cells) == 1 {
				if st, _, ok := vocabulary.StatementOf(row.Cells[0].Text); ok && st.Primary() {
					kinds[st] = true
				}
			}
		}
	}
	return len(kinds)
}

// everything is the words of a document, a row of a table or a block a line.
func everything(t extract.Text) string {
	var b strings.Builder
	for _, block := range t.Blocks {
		b.WriteString(block.Words)
		b.WriteByte('\n')
		if block.Table == nil {
			continue
		}
		for _, row := range block.Table.Rows {
			for _, c := range row.Cells {
				b.WriteString(c.Text)
				b.WriteByte(' ')
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}
