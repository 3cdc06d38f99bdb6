package reader

import (
	"slices"
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

// leadBlocks is how many blocks hold the headline and the lead sentence.
const leadBlocks = 40

// about is what kind of document this is.
type about struct {
	class  extract.Class
	reason string
	title  string
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
	var c extract.Context
	lead := leadOf(t)
	a := about{title: titleOf(lead)}
	said := scans{}
	c.Period, c.Others = reported(lead, said)
	c.Calendar = calendar(t, lead, c.Period, said)
	if !c.Period.Known() {
		c.Period, c.Others, c.Calendar = dated(t, lead, c.Calendar, said)
	}
	all := everything(t)
	c.Currency = currency(all)
	c.Basis = framework(all)
	a.class, a.reason = classify(t, lead, c)
	return c, a
}

func leadOf(t extract.Text) []string {
	var lead []string
	for _, b := range t.Blocks {
		switch {
		case len(lead) == leadBlocks:
			return lead
		case b.Kind == extract.Furniture:
		case b.Kind == extract.Grid:
			for _, row := range b.Table.Rows {
				if len(row.Cells) == 1 && len(lead) < leadBlocks {
					lead = append(lead, row.Cells[0].Text)
				}
			}
		default:
			lead = append(lead, b.Words)
		}
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

// reported finds the periods that the document reports on. The first line of
// the lead that gives a length and a full date settles the end; of all periods
// in the lead that end there the shortest is the period, the longer ones are
// others. A PRC report may name its period in its title alone.
func reported(lead []string, said scans) (fiscal.Period, []fiscal.Period) {
	var all []fiscal.Period
	early := beforeYearEnd(titleOf(lead), said)
	for _, line := range lead {
		for _, p := range durations(line, said) {
			if len(all) == 0 && early && p.Months() == 12 {
				continue // the year before, or twelve months in which customers are counted
			}
			if (len(all) == 0 || p.End == all[0].End) && !slices.Contains(all, p) {
				all = append(all, p)
			}
		}
	}
	if len(all) == 0 {
		return titled(lead), nil
	}
	best := all[0]
	for _, p := range all {
		if p.Months() < best.Months() {
			best = p
		}
	}
	return best, slices.DeleteFunc(all, func(p fiscal.Period) bool { return p == best })
}

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

// titled reads the period from the title of a PRC report.
func titled(lead []string) fiscal.Period {
	for _, line := range lead {
		m := reportTitle.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		for _, y := range fiscal.Scan(m[1] + "年") {
			if month, length := titleMonths(m[2]); y.Date.Year != 0 {
				return fiscal.Ended(length, fiscal.MonthEnd(y.Date.Year, month))
			}
		}
	}
	return fiscal.Period{}
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
	lengths := []int{}
	early := false // a part is named that ends before its year
	for _, m := range said.in(bothLengths.ReplaceAllString(line, "$1 months and $2 months")) {
		months := m.Months
		switch { // the second quarter of fiscal year 2025 is a quarter
		case m.Quarter > 0:
			months = 3
		case m.Half > 0:
			months = 6
		}
		if m.YearEnd && m.Quarter+m.Half > 0 && m.Date.Valid() {
			if p := m.Resolve(fiscal.Period{}, fiscal.Calendar{}); p.Known() {
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
		if months > 0 {
			lengths = append(lengths, months)
		}
		if m.Date.Valid() && len(lengths) > 0 && !m.Instant && !m.Alone() {
			for _, n := range lengths {
				out = append(out, fiscal.Ended(n, m.Date))
			}
			lengths, early = nil, false
		}
	}
	return out
}

// calendar finds the month in which the fiscal year ends: from a numbered
// quarter ended on a date in the first lines, from years ended on a date, or
// from a numbered quarter or an interim period in the first lines beside the
// period that is reported on.
func calendar(t extract.Text, lead []string, p fiscal.Period, said scans) fiscal.Calendar {
	var words []string
	for _, b := range t.Blocks {
		if b.Kind != extract.Grid && b.Kind != extract.Furniture {
			words = append(words, b.Words)
		}
	}
	for _, month := range []int{numberedEnd(lead, said), yearsEnd(words, said), numberedEnd(words, said), nineEnd(words, said), announced(lead, p)} {
		if month != 0 {
			return fiscal.Calendar{YearEnd: month}
		}
	}
	if slices.ContainsFunc(lead, reportTitle.MatchString) {
		return fiscal.Calendar{YearEnd: 12}
	}
	return fiscal.Calendar{}
}

// numberedEnd is the end of the fiscal year by the first numbered quarter
// that a line dates.
func numberedEnd(lines []string, said scans) int {
	for _, line := range lines {
		all := said.in(line)
		for i, m := range all {
			if m.Fiscal && m.Date.Month == 0 && i+1 < len(all) && endedForm.MatchString(line[m.End:all[i+1].Start]) {
				m.Date = all[i+1].Date // the third quarter of fiscal year 2026 ended November 30, 2025
			}
			switch {
			case m.Quarter == 0 || m.Date.Month == 0 || m.Trailing:
			case m.YearEnd: // the third quarter of the year ending March 31
				return m.Date.Month
			default:
				return yearEnd(m.Date.Month, 3*m.Quarter)
			}
		}
	}
	return 0
}

// nineEnd is the end of the fiscal year whose first nine months a line dates.
func nineEnd(lines []string, said scans) int {
	for _, line := range lines {
		for _, m := range said.in(line) {
			if m.Months == 9 && m.Date.Month != 0 && !m.Trailing {
				return yearEnd(m.Date.Month, 9)
			}
		}
	}
	return 0
}

// endedForm stands between a quarter of a fiscal year and its last day.
var endedForm = pattern.New(`(?i)^[ ,(]*(?:ended|ending)(?: on)? *$`)

// yearsEnd is the month in which most of the years end that lines date; of two
// named as often the first.
func yearsEnd(lines []string, said scans) int {
	var votes [13]int
	best := 0
	for _, line := range lines {
		for _, m := range said.in(line) {
			if m.Months != 12 || m.Date.Month == 0 || m.Date.Day == 0 || trailing(line, m) {
				continue
			}
			if votes[m.Date.Month]++; best == 0 {
				best = m.Date.Month
			}
		}
	}
	for month, n := range votes {
		if n > votes[best] {
			best = month
		}
	}
	return best
}

var countedForm = pattern.New(`(?i)\b(?:months?|weeks?)\b|[個个]\s*月`)

// trailing says that a line calls twelve months so and not a year: they may
// end with any quarter, as those do for which customers are counted.
func trailing(line string, m fiscal.Mention) bool {
	return m.Months == 12 && countedForm.MatchString(line[m.Start:m.End])
}

// yearEnd is the month in which a fiscal year ends whose first months end in
// the given one.
func yearEnd(month, months int) int { return (month+12-months-1)%12 + 1 }

var interimForm = pattern.New(`(?i)\binterim\b|\b(?:first )?half[- ]year|\bfirst half\b|中期|上半年|半年度`)

// announced finds the end of the fiscal year from the first lines: "Third
// Quarter 2025" beside three months ended September 30, 2025.
func announced(lead []string, p fiscal.Period) int {
	switch p.Months() {
	case 12:
		return p.End.Month
	case 9: // no fiscal year is reported on in nine months but from its first day
		return yearEnd(p.End.Month, 9)
	case 6:
		if slices.ContainsFunc(lead, interimForm.MatchString) {
			return yearEnd(p.End.Month, 6)
		}
	case 3:
		for _, m := range fiscal.Scan(titleOf(lead)) {
			if m.Quarter > 0 && m.Date.Year == p.End.Year {
				return yearEnd(p.End.Month, 3*m.Quarter)
			}
		}
	}
	return 0
}

var currencyCounts = []struct {
	words []string
	unit  quantity.Unit
}{
	{[]string{"RMB", "CNY", "Renminbi", "人民幣", "人民币"}, quantity.CNY},
	{[]string{"HK$", "HKD", "港元", "港幣"}, quantity.HKD},
	{[]string{"US$", "USD", "美元"}, quantity.USD},
}

var (
	otherDollar = pattern.New(`(?:HK|C|CA|A|AU|S|SG|NT|NZ)\$`)
	american    = pattern.New(`\bU\.S\. GAAP\b|\bU\.S\.|\bUnited States\b|\bNYSE\b|\bNASDAQ\b|\bNasdaq\b`)
)

// currency is the currency that the document names most. A bare dollar is the
// US dollar only in a document that names no other dollar and no renminbi and
// places itself in the United States.
func currency(all string) quantity.Unit {
	best, most := quantity.Unit(""), 0
	for _, c := range currencyCounts {
		n := 0
		for _, w := range c.words {
			n += strings.Count(all, w)
		}
		if n > most {
			best, most = c.unit, n
		}
	}
	if strings.Count(all, "$") > most && bareDollars(all) > most && !onLine(otherDollar, all) && onLine(american, all) {
		return quantity.USD
	}
	return best
}

// bareDollars counts the dollar signs behind no letter and before a figure.
// Of two that share a digit the first counts.
func bareDollars(all string) int {
	n, end := 0, 0
	for i := range len(all) {
		if all[i] != '$' || i > 0 && (i <= end || letter(all[i-1])) {
			continue
		}
		if rest := strings.TrimPrefix(all[i+1:], " "); rest != "" && rest[0] >= '0' && rest[0] <= '9' {
			n, end = n+1, len(all)-len(rest)+1
		}
	}
	return n
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// prcForm are words of the form that the CSRC prescribes for the reports of
// companies listed in mainland China, which are under the Chinese accounting
// standards by law (Rules No. 2 and No. 13 on the contents of disclosure).
var prcForm = pattern.New(`归属于上市公司(?:普通股)?股东的(?:净利润|净资产|所有者权益|每股净资产)`)

func framework(all string) extract.Basis {
	if onLine(frameworkForm, all) || onLine(prcForm, all) {
		return extract.GAAP
	}
	return ""
}

// onLine says that a line of a text holds a match of a pattern that runs over
// no line's end: a pattern turns a line away sooner than a document.
func onLine(p *pattern.Pattern, text string) bool {
	for line := range strings.SplitSeq(text, "\n") {
		if p.MatchString(line) {
			return true
		}
	}
	return false
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
