package reader

import (
	"testing"

	"tickmark/extract"
)

// paragraphs is a document of lines.
func paragraphs(lines ...string) extract.Text {
	var t extract.Text
	for _, words := range lines {
		t.Blocks = append(t.Blocks, extract.Block{Kind: extract.Paragraph, Words: words})
	}
	return t
}

// amounts is what any document may print of money: that alone makes no results.
const amounts = "The registered capital of RMB10.0 million, RMB20.0 million and RMB30.0 million was paid up in full."

// TestDecoys: what comes before, beside and after results is none, whatever
// amounts and periods it prints.
func TestDecoys(t *testing.T) {
	for _, lines := range [][]string{
		{"DATE OF BOARD MEETING", "The board will meet on 28 August 2025 to consider the interim results for the six months ended 30 June 2025."},
		{"Notice of Meeting of the Board of Directors", "A meeting of the board will be held on March 20, 2026 to approve the annual results for the year ended December 31, 2025."},
		{"BOARD MEETING DATE - ANNUAL RESULTS FOR THE YEAR ENDED 31 DECEMBER 2025"},
		{"Acme to Announce Third Quarter 2025 Results on November 18", "The results for the quarter ended September 30, 2025 come before the market opens."},
		{"Acme Schedules Release of Second Quarter 2025 Results", "Results for the quarter ended June 30, 2025 are due on August 14."},
		{"Acme Sets Date for Fiscal Year 2025 Earnings", "Results of the year ended December 31, 2025."},
		{"Acme Will Report Its First Quarter 2026 Financial Results in May"},
		{"Acme Third Quarter 2025 Earnings Conference Call", "Results for the quarter ended September 30, 2025 are discussed on the call."},
		{"Invitation: Acme Q3 2025 results presentation", "For the quarter ended September 30, 2025."},
		{"Acme Q4 2025 Earnings Call Transcript", "Operator: results for the quarter ended December 31, 2025 were released today."},
		{"Acme Announces Vehicle Delivery Results for the Third Quarter of 2025", "Deliveries in the quarter ended September 30, 2025 were 40,000."},
		{"Acme Mining Quarterly Production Results", "Output for the quarter ended September 30, 2025."},
		{"Acme Reports September Operational Data", "Results of operations for the quarter ended September 30, 2025 follow in November."},
		{"Intimation of investor presentation", "Please find enclosed the presentation on the financial results for the quarter ended September 30, 2025."},
		{"To the Exchange", "We enclose the presentation on the financial results for the quarter ended September 30, 2025."},
		{"Audio recording of the earnings call", "The financial results for the quarter ended September 30, 2025 were discussed."},
		{"Webcast replay of Acme's annual results for the year ended 31 December 2025"},
		{"PROFIT WARNING", "The group expects a loss of RMB60 million for the year ended 31 December 2025, before the annual results."},
		{"Acme Expects a Decrease in Annual Profit", "Annual results for the year ended 31 December 2025 are being finalised."},
		{"DELAY IN PUBLICATION OF ANNUAL RESULTS", "The results for the year ended 31 December 2025 are not ready."},
		{"POLL RESULTS OF THE ANNUAL GENERAL MEETING", "The annual report for the year ended 31 December 2024 was adopted."},
		{"Acme Announces Topline Phase 3 Study Results", "The study ran for the year ended December 31, 2024."},
		{"董事会会议通知", "董事会将于2025年8月28日审议截至2025年6月30日止六个月的中期业绩。"},
		{"关于召开2025年第三季度业绩说明会的公告", "公司已披露截至2025年9月30日止九个月的业绩。"},
		{"2025年度业绩预告", "公司预计截至2025年12月31日止年度净利润为人民币1000万元至2000万元。"},
		{"2025年年度业绩预亏公告", "截至2025年12月31日止年度预计亏损。"},
		{"2025年第三季度产销快报", "截至2025年9月30日止三个月的销量如下，业绩以季度报告为准。"},
		{"2025年第三季度交付数据", "截至2025年9月30日止三个月共交付4万辆，季度业绩将另行公布。"},
		{"业绩发布会回放", "截至2025年9月30日止三个月的季度业绩。"},
		{"2024年年度权益分派实施公告", "2024年度业绩已于2025年3月公布，截至2024年12月31日止年度。"},
		{"2024年年度股东大会会议资料", "2024年年度报告", "截至2024年12月31日止年度的财务业绩。"},
		{"關於延遲刊發全年業績之公告", "截至二零二五年三月三十一日止年度之全年業績。"},
		{"董事會召開日期", "董事會將審議截至二零二五年六月三十日止六個月之中期業績。"},
		{"董事會會議通告", "批准截至二零二五年十二月三十一日止年度之全年業績。"},
		{"盈利警告", "預期截至二零二五年十二月三十一日止年度錄得虧損約人民幣6,000萬元，全年業績將於三月公佈。"},
		{"業績電話會議", "本公司討論截至2025年9月30日止三個月的季度業績。"},
		{"2025年第三季度運營數據", "截至2025年9月30日止三個月之季度業績將於十一月公佈。"},
	} {
		if _, a := Identify(paragraphs(append(lines, amounts)...)); a.class != "" {
			t.Errorf("%q: taken for a %s: %s", lines, a.class, a.reason)
		}
	}
}

// TestResults: titles and lead sentences of results, whatever their words, and
// the period that they name.
func TestResults(t *testing.T) {
	for _, c := range []struct {
		period string
		lines  []string
	}{
		{"FY2023", []string{"Acme Announces 2023 Annual Results: a Year of Growth", "On March 26, 2024, Acme released its 2023 annual results."}},
		{"2024H1", []string{"Acme Releases 2024 Interim Results", "On August 29, 2024, Acme released its 2024 interim results. By the end of June it served 3,000 firms."}},
		{"2026Q1", []string{"Acme Home Opens the Year Well in Q1 2026", "Berlin - April 29, 2026 - Acme Home (A-share: 600123.SH) today announced its results for the first quarter of 2026."}},
		{"2025Q3", []string{"Acme Announces Third Quarter 2025 Results", "As of September 30, 2025, cash was RMB5.1 billion."}},
		{"2025Q2", []string{"Acme Reports Second-Quarter 2025 Results", "Its balance at June 30, 2025 was sound."}},
		{"2023-01-02/2023-04-02", []string{"Acme announced results for first-quarter 2023.", "As of April 2, 2023 it had 40 plants."}},
		{"2025Q1", []string{"Acme Reports First Quarter 2025 Net Income of RMB10 Million", "For the quarter ended March 31, 2025 the bank earned more."}},
		{"2025Q1", []string{"Acme Bancorp Announces Record Earnings", "Net income for the three months ended March 31, 2025 rose."}},
		{"2024Q3", []string{"Acme Reports Results for Third Quarter 2024", "Acme is pleased to announce its unaudited financial results for the quarter ended September 30, 2024."}},
		{"2024H1", []string{"Acme Announces Strong Interim Results", "Acme is delighted to report strong financial results for the six months ended June 30, 2024."}},
		{"2024Q4", []string{"Acme Reports Fourth Quarter and Full Year Results", "Results for the fourth quarter ended December 31, 2024. The Company will hold a call on its results."}},
		{"2025Q3", []string{"Acme Reports Third Quarter 2025 Results", "The company will host a call on its third quarter results.", "Results for the quarter ended September 30, 2025."}},
		{"2025H1", []string{"INTERIM REPORT", "FOR THE SIX MONTHS ENDED JUNE 30, 2025"}},
		{"FY2025", []string{"Annual Report 2025", "For the year ended 31 December 2025"}},
		{"FY2024", []string{"聯路科技公佈2024年全年業績", "香港，2025年3月20日 - 聯路科技公佈2024年全年業績。"}},
		{"2025H1", []string{"某某集團公佈2025年中期業績", "香港，2025年8月20日 - 某某集團公佈中期業績。"}},
		{"FY2024", []string{"截至二零二四年十二月三十一日止年度之全年業績公告", "董事會欣然宣佈本集團之業績。"}},
		{"2025Q3", []string{"某某发布2025年第三季度财报", "截至2025年9月30日，现金为人民币5亿元。"}},
		{"FY2021", []string{"某某股份有限公司2021年度业绩快报公告", "证券代码：600123", "单位：人民币万元"}},
		{"2025H1", []string{"某某股份（600123.SH）发布2025年上半年业绩", "公司上半年收入增长。"}},
		{"2025Q1", []string{"2025年第一季度业绩公告", "截至2025年3月31日止三个月"}},
		{"2025H1", []string{"截至2025年6月30日止六個月之中期業績公告"}},
	} {
		got, a := Identify(paragraphs(append(c.lines, amounts)...))
		if a.class == "" || got.Period.String() != c.period {
			t.Errorf("%q: %q of %s, want %s: %s", c.lines, a.class, got.Period, c.period, a.reason)
		}
	}
}

// TestUnprinted: what does not bear out a calendar names no period.
func TestUnprinted(t *testing.T) {
	for name, lines := range map[string][]string{
		"a quarter and a release date":    {"Acme Announces Third Quarter 2025 Results", "Shanghai, November 20, 2025 - Acme announced its results."},
		"a quarter and a count's day":     {"Acme Announces Third Quarter 2025 Results", "As of November 11, 2025 it had 40 stores."},
		"a fiscal year":                   {"Acme Announces Fiscal Year 2024 Results", "Hong Kong, March 20, 2025 - Acme announced its annual results."},
		"a year of two":                   {"Acme Announces 2024/25 Annual Results", "Hong Kong, June 20, 2025 - Acme announced its annual results."},
		"a year that is not over":         {"Acme Announces 2024 Annual Results", "Hong Kong, June 20, 2024 - Acme announced its annual results."},
		"a year long over":                {"Acme Announces 2022 Annual Results", "Hong Kong, June 20, 2024 - Acme announced its annual results."},
		"a year without a day":            {"Acme Announces 2024 Annual Results", "Its revenue rose."},
		"a day in the next sentence":      {"Acme released its first quarter results. On December 31, 2023 it had 40 stores."},
		"a half of a year called fiscal":  {"Acme Announces Interim Results of Fiscal 2025", "Hong Kong, August 20, 2025 - Acme announced interim results."},
		"a year that the lead calls so":   {"某某公佈2024年全年業績", "香港，2025年3月20日 - 本財政年度收入增長。"},
		"the call's day and phone number": {"Acme Announces Fourth Quarter Results", "The call is on February 20, 2026 at +1 2025 0331 2026."},
	} {
		if got, _ := Identify(paragraphs(append(lines, amounts)...)); got.Period.Known() {
			t.Errorf("%s: %s, want none", name, got.Period)
		}
	}
}

// TestTwoCurrent: a title that numbers a quarter and its year names two periods,
// neither of which is a figure's for want of another.
func TestTwoCurrent(t *testing.T) {
	got, _ := Identify(paragraphs("Acme Reports Fourth-Quarter and Full-Year 2024 Results", "As of December 31, 2024 cash was RMB5 million."))
	if got.Period.String() != "2024Q4" || len(got.Others) != 1 || got.Others[0].String() != "FY2024" || !got.Several {
		t.Errorf("%s and %v, several %v, want 2024Q4 and FY2024, several", got.Period, got.Others, got.Several)
	}
}

// TestMoneyTable: amounts may stand in a table alone, under a line that names
// their unit.
func TestMoneyTable(t *testing.T) {
	rows := func() (rows []extract.Row) {
		for _, label := range []string{"Revenues", "Costs", "Profit"} {
			rows = append(rows, extract.Row{Cells: []extract.Cell{{Text: label, Span: 1}, {Text: "512,345", Col: 1, Span: 1}}})
		}
		return rows
	}
	for unit, want := range map[string]bool{
		"(in thousands of RMB, except stores)": true, "RMB’000": true, "单位：人民币万元": true, "人民幣百萬元": true, "(CNYm)": true,
		"stores, at the period's end": false, "Votes": false,
	} {
		text := paragraphs("Acme announces interim results for the six months ended June 30, 2025.", unit)
		text.Blocks = append(text.Blocks, extract.Block{Kind: extract.Grid, Table: &extract.Table{Rows: rows()}})
		if got := moneyTable(text); got != want {
			t.Errorf("%s: %v, want %v", unit, got, want)
		}
	}
}

// TestRunningHead: a title in the words of the running head is the title.
func TestRunningHead(t *testing.T) {
	text := paragraphs("一、重要提示", "主要会计数据和财务指标", "公司营业收入为人民币10万元、20万元和30万元。")
	text.Blocks = append([]extract.Block{{Kind: extract.Furniture, Words: "某某股份有限公司2024年年度报告摘要"}}, text.Blocks...)
	if got, a := Identify(text); got.Period.String() != "FY2024" || a.class != extract.Report {
		t.Errorf("%q of %s, want a report of FY2024: %s", a.class, got.Period, a.reason)
	}
}
