package reader

import (
	"strings"

	"tickmark/extract"
	"tickmark/extract/pattern"
)

var (
	resultsForm = pattern.New(`(?i)\b(?:announc\w+|report(?:s|ed|ing)?|releas\w+|publish\w*|post(?:s|ed)|deliver(?:s|ed))\b.{0,120}\b(?:quarter|year|half|interim|annual|months|[1-4]Q|Q[1-4]|[12]H|H[12])(?:\b|\d\d\b).{0,60}\bresults?\b|` +
		`\b(?:quarter(?:ly)?|full[- ]year|fiscal year|year|annual|interim|half(?:[- ]year(?:ly)?)?|months|[1-4]Q(?:\d\d)?|Q[1-4]|[12]H(?:\d\d)?|H[12])\b.{0,60}\b(?:results?|earnings)\b|` +
		`\bresults? (?:announcement )?for the\b.{0,60}\bended\b|` +
		`\b(?:announc|report|releas|publish)\w*\b.{0,60}\b(?:results?|earnings)\b.{0,40}\b(?:for|of|in)\b.{0,30}(?:\bquarter\b|\byear\b|\bhalf\b|\bmonths\b|\bQ[1-4]\b)|` +
		`\b(?:reports|announces|posts) (?:[\w’'-]+ ){0,5}(?:net (?:income|profit|earnings|loss|sales)|profit|revenues?|earnings)\b|` +
		`\b(?:annual|interim|quarterly|final|financial) results?\b|(?:業績|业绩|財務業績|财报|財報)(?:公告|公佈|公布)|業績快報|业绩快报|` +
		`(?:公佈|公布|發佈|發布|发布|宣佈|宣布|披露).{0,60}(?:業績|业绩|財報|财报)|` +
		`(?:中期|年度|季度|季|半年|全年|財務|财务|未經審核|未经审核|未经审计|經審核|经审核|经审计)(?:綜合|综合|財務|财务)?(?:業績|业绩|財報|财报)`)
	reportForm = pattern.New(`(?i)\bannual report\b|\binterim report\b|\bquarterly report\b|\bform (?:20-F|10-[KQ])\b|年度報告|年度报告|年報|年报|半年度报告|中期報告|季度报告|第[一三]季度报告`)

	// reportHeading is a line that is the title of a report and no more.
	reportHeading = pattern.New(`(?i)^(?:[\w.&, ]{0,60} )?(?:annual|interim|half[- ]year(?:ly)?|quarterly) report(?: (?:for|20)[\w ,]{0,50})?$|(?:年度|中期|半年度|季度)(?:報告|报告)$`)

	// refusalForm is in what is no results, whoever says it where.
	refusalForm = pattern.New(`(?i)date of (?:the )?(?:meeting of (?:the )?)?board(?: meeting| of directors)|board meeting date|notice of (?:the )?(?:meeting of (?:the )?)?board|transcript|profit warning|positive profit alert|profit alert|` +
		`monthly return|next day disclosure|notice of (?:the )?(?:annual|extraordinary|special) general meeting|poll results|circular\b|` +
		`(?:董事會|董事会)(?:會議|会议)?(?:召開|召开|舉行|举行)?(?:日期|之日期|通[告知])|(?:董事會|董事会)(?:會議|会议)(?:召開|召开|舉行|举行)|盈利警告|盈利預警|盈利预警|正面盈利預告|盈警|盈喜|月報表|翌日披露|通函|股東週年大會|股东周年大会|須予披露(?:的)?交易|自願(?:性)?公告`)

	// comingForm is in words of results that are still to come.
	comingForm = pattern.New(`(?i)\b(?:to|will|shall) (?:report|announce|release|publish|issue|disclose|hold|host|webcast)\b.{0,80}\b(?:results|earnings)\b|` +
		`(?:將|将|擬|拟|定於|定于).{0,30}(?:發佈|發布|发布|公佈|公布|刊發|刊发|披露|宣佈|宣布|舉行|举行|召開|召开).{0,30}(?:業績|业绩|財報|财报|年報|年报|季報|季报)`)

	// pleasedForm stands before results that are announced now: is pleased to announce.
	pleasedForm = pattern.New(`(?i)\b(?:pleased|delighted|proud|happy|glad|excited|honou?red|thrilled)(?: today)? $`)

	// otherHeading is in headings of what comes before, beside and after results.
	otherHeading = pattern.New(`(?i)\b(?:schedul(?:es?|ed|ing)|sets?|confirms|announces|changes?|notice of|save the date)\b.{0,60}\b(?:dates?|timing|time)\b|\b(?:results|earnings|release) (?:release )?(?:dates?|schedule)\b|\bschedules\b.{0,80}\b(?:results|earnings|call)\b|` +
		`\b(?:earnings|results|conference|analyst|investor)(?: conference)? (?:call|meet|webcast)\b|\binvites?\b|\binvitation\b|\bsave the date\b|` +
		`\b(?:audio|video)\b.{0,30}\b(?:recording|replay)\b|\brecordings?\b|\b(?:replay|webcast) (?:of|available|now)\b|` +
		`\b(?:production|deliver(?:y|ies)|shipments?|sales volumes?|traffic|occupancy|operati(?:ng|onal?)|business)(?: and \w+)? (?:update|results|figures|statistics|data|volumes?|numbers)\b|\b(?:vehicle )?deliveries\b|` +
		`\bexpects?\b.{0,60}\b(?:loss|decrease|decline|increase)\b|\bprofit guidance\b|\b(?:delay|postpone)\w*\b|\bblackout period\b|` +
		`\b(?:voting|election|tender offer|exchange offer|allotment|survey|trial|study|drilling|assay|phase \w+)(?: \w+){0,3} results\b|\bresults of (?:the )?(?:[\w-]+ ){0,3}(?:meeting|offer(?:ing)?|vote|voting|study|trial|placing|issue)\b|\bgeneral meeting\b|` +
		`(?:業績|业绩)(?:說明會|说明会|發佈會|發布會|发布会|路演|推介|電話會議|电话会议|交流會|交流会|會議|会议)|(?:業績|业绩)(?:預告|预告|預增|预增|預減|预减|預虧|预亏|預盈|预盈|預警|预警|修正|更正)|電話會議|电话会议|` +
		`(?:產銷|产销|交付|銷量|销量|產量|产量|運營|运营|營運|营运|經營|经营)(?:數據|数据|情況|情况|更新|快報|快报|月報|月报|最新)|(?:產銷|产销)|` +
		`(?:延遲|延迟|延期|推遲|推迟|押後|延後|延后)|錄音|录音|錄像|录像|回放|(?:股東|股东)(?:週年|周年|特別|特别)?大[會会]|權益分派|权益分派|利润分配|利潤分配|` +
		`(?:發佈|发布|發布|公佈|公布|刊發|披露)(?:日期|時間|时间)|預約披露|预约披露|(?:預期|预期|預計|预计).{0,30}(?:虧損|亏损|減少|减少|下降|增加|增長|增长)`)

	// coverForm is in letters that other papers come with.
	coverForm = pattern.New(`(?i)\b(?:please find|find (?:attached|enclosed)|(?:are|is|we) (?:herewith |hereby )?(?:enclos|attach|submit|forward)\w*|enclosed (?:herewith|please)|attached (?:herewith|please))\b|` +
		`\b(?:intimation|submission|uploading) (?:of|under|regarding)\b|隨函附|随函附|(?:現|现)(?:附上|呈上|上傳|上传)`)
)

// headSize is how many first lines hold what a document calls itself.
const headSize = 12

// maxHeading is the longest line that is a heading and no sentence, in bytes.
const maxHeading = 200

// classify weighs what the document holds. Titles of primary statements over
// figures make results of whatever announces itself as such; a document without
// them is none when its headings or its first sentences say so.
func classify(t extract.Text, lead []string, c extract.Context) (extract.Class, string) {
	head := lead[:min(len(lead), headSize)]
	statements := primaries(t)
	report := firstOf(reportForm, head)
	refusal := ""
	if statements == 0 {
		refusal = refused(head)
	}
	if refusal != "" {
		return "", "it calls itself " + quoted(refusal) + " and holds no statements"
	}
	switch {
	case statements >= 2 && report != "" && firstOf(resultsForm, head) == "":
		return extract.Report, "it calls itself " + quoted(report) + " and holds primary statements"
	case statements >= 2:
		return extract.Release, "it holds primary statements"
	}
	if title := firstOf(reportTitle, head); title != "" && c.Period.Known() && keyFigures(t, lead) {
		return extract.Report, "it calls itself " + quoted(title) + " and holds the key figures of its form"
	}
	results := firstOf(resultsForm, lead)
	if results == "" && c.Period.Known() && moneyForm.MatchString(body(t)) {
		if title := firstOf(reportHeading, head); title != "" {
			return extract.Report, "it calls itself " + quoted(title) + " and prints amounts"
		}
	}
	switch {
	case results == "":
		return "", "nothing in its first lines announces results and it holds no statements"
	case !c.Period.Known():
		return "", "it names no period that it reports on"
	case statements == 0 && !moneyForm.MatchString(body(t)) && !moneyTable(t):
		return "", "it announces results and prints no amounts"
	}
	return extract.Release, "its first lines announce " + quoted(results)
}

// refused is what the first lines of a document without statements say that
// makes it no results. A heading that announces results goes before the
// sentences below it, which may speak of the call or the meeting.
func refused(head []string) string {
	announced := false
	for _, line := range head {
		if len(line) > maxHeading {
			continue
		}
		for _, form := range []*pattern.Pattern{refusalForm, comingForm, otherHeading, coverForm} {
			if m := form.FindStringIndex(line); m != nil && !pleasedForm.MatchString(line[:m[0]]) && !(announced && form != refusalForm) {
				return line[m[0]:m[1]]
			}
		}
		announced = announced || titleLine(line)
	}
	for _, line := range head {
		for _, form := range []*pattern.Pattern{refusalForm, comingForm, coverForm} {
			if m := form.FindStringIndex(line); m != nil && !announced && !pleasedForm.MatchString(line[:m[0]]) {
				return line[m[0]:m[1]]
			}
		}
	}
	return ""
}

// keyFigures reports whether a document holds the key figures of a PRC report.
// Under a title of its own line the heading over them is enough: their names may
// be broken over lines.
func keyFigures(t extract.Text, lead []string) bool {
	all := everything(t)
	if onLine(prcForm, all) {
		return true
	}
	for _, line := range lead {
		if len(line) <= maxTitle && ownTitle.MatchString(line) && reportTitle.MatchString(line) {
			return onLine(keyHeading, all)
		}
	}
	return false
}

// keyHeading is the heading over the key figures of a PRC report.
var keyHeading = pattern.New(`主要(?:会计|财务)数据(?:[和及与、](?:主要)?财务指标)?`)

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
