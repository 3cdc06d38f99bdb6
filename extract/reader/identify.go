package reader

import (
	"strings"

	"tickmark/extract"
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

var (
	resultsForm = pattern.New(`(?i)\b(?:announce[sd]?|report(?:s|ed)?|release[sd]?)\b.{0,120}\b(?:quarter|year|half|interim|annual|months)\b.{0,60}\bresults?\b|` +
		`\b(?:quarter(?:ly)?|full[- ]year|fiscal year|year|annual|interim|half[- ]year|months|[1-4]Q)\b.{0,60}\b(?:results?|earnings)\b|\bresults? (?:announcement )?for the\b.{0,60}\bended\b|` +
		`\b(?:annual|interim|quarterly|final|financial) results?\b|(?:業績|业绩)(?:公告|公佈|公布)|(?:中期|年度|季度|全年|財務|财务|未經審核|未经审核|未经审计|經審核|经审核|经审计)(?:綜合|综合|財務|财务)?(?:業績|业绩)`)
	reportForm  = pattern.New(`(?i)\bannual report\b|\binterim report\b|\bquarterly report\b|\bform (?:20-F|10-[KQ])\b|年度報告|年度报告|年報|年报|半年度报告|中期報告|季度报告|第[一三]季度报告`)
	refusalForm = pattern.New(`(?i)date of (?:the )?board meeting|board meeting date|\bto (?:report|announce|release|hold)\b.{0,80}\bresults\b|transcript|profit warning|positive profit alert|` +
		`monthly return|next day disclosure|notice of (?:the )?annual general meeting|poll results|circular\b|` +
		`董事會會議(?:日期|召開|通[告知])|董事会会议(?:日期|召开|通[告知])|盈利警告|盈利預警|盈利预警|正面盈利預告|月報表|翌日披露|通函|股東週年大會|股东周年大会|須予披露(?:的)?交易|自願(?:性)?公告`)
	frameworkForm = pattern.New(`\bGAAP\b|\bHK ?FRSs?\b|\bIFRSs?\b|(?i:generally accepted accounting principles|International Financial Reporting Standards|Hong Kong Financial Reporting Standards|IFRS Accounting Standards|HKFRS Accounting Standards)|` +
		`企业会计准则|企業會計準則|香港財務報告準則|國際財務報告準則|国际财务报告准则|香港财务报告准则|公認會計|公认会计`)
)

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
		if len(line) < 300 && (resultsForm.MatchString(line) || reportForm.MatchString(line)) {
			return line
		}
	}
	if len(lead) > 0 && len(lead[0]) < 300 {
		return lead[0]
	}
	return ""
}

// classify weighs what the document holds. Titles of primary statements over
// figures make results of whatever announces itself as such; a refusal word
// in the first lines of a document without statements makes it none.
func classify(t extract.Text, lead []string, c extract.Context) (extract.Class, string) {
	head := lead[:min(len(lead), 12)]
	statements := primaries(t)
	refusal := firstOf(refusalForm, head)
	report := firstOf(reportForm, head)
	switch {
	case statements == 0 && refusal != "":
		return "", "it calls itself " + quoted(refusal) + " and holds no statements"
	case statements >= 2 && report != "" && firstOf(resultsForm, head) == "":
		return extract.Report, "it calls itself " + quoted(report) + " and holds primary statements"
	case statements >= 2:
		return extract.Release, "it holds primary statements"
	}
	if title := firstOf(reportTitle, head); title != "" && c.Period.Known() && onLine(prcForm, everything(t)) {
		return extract.Report, "it calls itself " + quoted(title) + " and holds the key figures of its form"
	}
	results := firstOf(resultsForm, lead)
	switch {
	case results == "":
		return "", "nothing in its first lines announces results and it holds no statements"
	case !c.Period.Known():
		return "", "it names no period that it reports on"
	case statements == 0 && !moneyForm.MatchString(body(t)):
		return "", "it announces results and prints no amounts"
	}
	return extract.Release, "its first lines announce " + quoted(results)
}

// firstOf is the first match of a pattern that runs over no line's end.
func firstOf(p *pattern.Pattern, lines []string) string {
	for _, line := range lines {
		if found := p.FindString(line); found != "" {
			return found
		}
	}
	return ""
}

func quoted(s string) string { return "“" + strings.Join(strings.Fields(s), " ") + "”" }

// moneyForm: three amounts of money, at least, make a release.
var moneyForm = pattern.New(`(?is)(?:(?:RMB|CNY|US\$|HK\$|\$|¥|人民幣|人民币)\s?[\d(].*?){3}|(?:[\d.,]+\s?(?:億|亿|萬|万|百萬|百万|千)?(?:港|美)?元.*?){3}`)

func body(t extract.Text) string {
	var b strings.Builder
	for _, block := range t.Blocks {
		if block.Kind != extract.Furniture && block.Kind != extract.Grid {
			b.WriteString(block.Words)
			b.WriteByte('\n')
		}
	}
	return b.String()
}

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
