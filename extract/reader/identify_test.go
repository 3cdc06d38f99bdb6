package reader

import (
	"context"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"tickmark/extract"
	"tickmark/extract/pattern"
)

func TestBareDollars(t *testing.T) {
	for text, want := range map[string]int{
		"$5": 1, "US$5": 0, "of $ 5 and ($6)": 2, "$": 0, "$ x": 0, "$5$6": 1, "": 0, "HK$1 $2": 1, "元$3": 1, "$$4": 1,
	} {
		if got := bareDollars(text); got != want {
			t.Errorf("bareDollars(%q) = %d, want %d", text, got, want)
		}
	}
	form := regexp.MustCompile(`(?:^|[^A-Za-z])\$ ?\d`)
	r, parts := rand.New(rand.NewPCG(7, 7)), []string{"$", "$", " ", "5", "a", "元", "\n"}
	for range 20_000 {
		var b strings.Builder
		for range r.IntN(9) {
			b.WriteString(parts[r.IntN(len(parts))])
		}
		if got, want := bareDollars(b.String()), len(form.FindAllStringIndex(b.String(), -1)); got != want {
			t.Fatalf("bareDollars(%q) = %d, want %d", b.String(), got, want)
		}
	}
}

// TestCalendar: the first lines and what is said of years and quarters tell the
// period and the month in which the fiscal year ends; twelve months tell it not.
func TestCalendar(t *testing.T) {
	const (
		first  = "Acme Announces First Quarter 2025 Unaudited Financial Results"
		second = "Acme announced its results for the second quarter ended June 30, 2025."
	)
	for _, c := range []struct {
		name, period string
		end          int
		lines        []string
	}{
		{"a numbered quarter", "2025Q2", 12, []string{second}},
		{"customers of twelve months", "2025Q2", 12, []string{second, "Customers in the twelve months ended June 30, 2025 were 6.4 million."}},
		{"twelve months first", "2025Q1", 12, []string{
			first, "Active customers of the twelve months ended March 31, 2025 exceeded 600 million.", "Results for the three months ended March 31, 2025 follow.",
		}},
		{"twelve months alone", "", 0, []string{first, "Active customers of the twelve months ended March 31, 2025 exceeded 600 million."}},
		{"a title over a misprint", "2023Q1", 12, []string{"甲公司2023年第一季度报告", "2022年1-3月，公司实现营业收入32.20亿元，较去年同期下降30.45%。"}},
		{"a title over the year before", "", 0, []string{first, "In the three months ended March 31, 2024 it sold a business."}},
		{"a title of the fiscal year to come", "2025Q2", 3, []string{
			"Acme Announces First Quarter 2026 Results", "Acme announced its results for the first quarter of fiscal year 2026 ended June 30, 2025.",
		}},
		{"a day for which shares are counted", "FY2024", 12, []string{"甲公司2024年年度报告", "公司2024年度利润分配方案以股份为基数。截至2025年4月24日，总股本为4亿股。"}},
		{"a fiscal year", "2024Q4", 3, []string{
			"Acme Announces December Quarter 2024 Results", "Results for the quarter ended December 31, 2024.", "In the year ended March 31, 2024 we opened stores.",
		}},
		{"most of the years", "2025Q1", 12, []string{
			"Acme Reports Results of the Quarter Ended March 31, 2025", "Its associate reported for the year ended June 30, 2024.",
			"See the report for the year ended December 31, 2024.", "The year ended December 31, 2023 was another.",
		}},
		{"the quarter of a year that is dated", "2025Q4", 3, []string{"Acme reports results for the third quarter of the year ending March 31, 2026."}},
		{"the quarter of a fiscal year that is named", "2025-09-01/2025-11-30", 2, []string{"Acme today reported results for the third quarter of fiscal year 2026, ended November 30, 2025."}},
		{"the quarter of its year", "2025Q3", 3, []string{"Acme today announced results for the second quarter of its fiscal year ending March 31, 2026."}},
		{"the quarter of what is called a year", "", 3, []string{"Acme announces results for the second quarter of what it calls its fiscal year ending March 31, 2026."}},
		{"the month of the announcement", "", 0, []string{"Acme announces its results for the first quarter in May 2025."}},
		{"the quarter of a fiscal year", "2025Q1", 9, []string{"Acme Second Quarter 2025 Results", "Results for the second quarter of fiscal year 2025 ended March 31, 2025."}},
		{"quarter and twelve months", "2024Q4", 12, []string{"Acme Fourth Quarter 2024 Results", "Results for the three and twelve months ended December 31, 2024.", "The fourth quarter ended December 31, 2024 was good."}},
		{"twelve months as the year", "2024-07-01/2025-06-30", 6, []string{"Results announcement for the twelve months ended June 30, 2025"}},
		{"a title and a sentence of the year before", "2024Q1", 12, []string{"某某检测股份有限公司2024年第一季度报告", "2023年1-3月，公司实现营业收入28.40亿元。"}},
		{"the day of the next announcement", "2024Q1", 12, []string{"某某股份2024年第一季度报告", "2023年年度业绩说明会定于2024年4月18日举行"}},
		{"a title among other words", "2024Q1", 12, []string{"证券代码：600000 # 2024年第一季度报告 本公司保证内容真实。", "截至2024年4月8日止年度没有其他事项。"}},
		{"the third quarter and nine months", "2024Q3", 12, []string{"2024年第三季度报告", "2024年1-9月，公司实现营业收入80.11亿元。"}},
		{"titles that disagree", "", 12, []string{"2024年第三季度报告", "2023年年度报告"}},
		{"the comparative dated first", "", 0, []string{"Acme Announces First Quarter 2025 Financial Results", "In the three months ended March 31, 2024 Acme sold its stores."}},
		{"a fiscal year named after the one before", "2025-02-01/2025-04-30", 1, []string{"Acme Announces First Quarter 2025 Results", "Results for the quarter ended April 30, 2025."}},
		{"an earlier report that a sentence refers to", "", 12, []string{
			"Acme Reports Second-Quarter Results", "Risks are described in the annual report on Form 10-K for the year ended December 31, 2022, and in what Acme has filed since with the commission that oversees it, and they may change.",
		}},
		{"the day of the announcement", "2023Q3", 12, []string{"Acme Reports Third Quarter 2023 Results - Springfield, October 23, 2023", "Results for the third quarter ended September 30, 2023."}},
		{"customers, in Chinese", "2025Q1", 12, []string{"截至2025年3月31日止第一季度業績公告", "截至2025年3月31日止十二個月的客戶為640萬。"}},
	} {
		text := extract.Text{}
		for _, line := range c.lines {
			text.Blocks = append(text.Blocks, extract.Block{Kind: extract.Paragraph, Words: line})
		}
		got, _ := Identify(text)
		if got.Period.String() != c.period || got.Calendar.YearEnd != c.end {
			t.Errorf("%s: %s, year ends in month %d, want %s, %d", c.name, got.Period, got.Calendar.YearEnd, c.period, c.end)
		}
	}
}

// TestPatterns: expressions are compiled when a text first comes; here all are.
func TestPatterns(t *testing.T) {
	if err := pattern.Check(); err != nil {
		t.Error(err)
	}
}

// TestNineEnd: the first nine months of a fiscal year tell its end.
func TestNineEnd(t *testing.T) {
	for line, want := range map[string]int{
		"for the three and nine months ended September 30, 2025": 12, "nine months ended December 31, 2025": 3,
		"six months ended June 30, 2025": 0, "nine months": 0,
	} {
		if got := nineEnd([]string{line}, scans{}); got != want {
			t.Errorf("nineEnd(%q) = %d, want %d", line, got, want)
		}
	}
}

// TestFramework: a document is under accounting standards where it names some,
// or has the form that only they are reported in.
func TestFramework(t *testing.T) {
	for text, want := range map[string]extract.Basis{
		"prepared under U.S. GAAP": extract.GAAP, "按照企业会计准则编制": extract.GAAP,
		"归属于上市公司股东的净利润\n83,631,145.95": extract.GAAP, "归属于上市公司普通股股东的净利润": extract.GAAP,
		"归属于母公司股东的净利润": "", "our own measures": "",
	} {
		if got := framework(text); got != want {
			t.Errorf("framework(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestSummary: the summary of a PRC report holds key figures and no statements.
func TestSummary(t *testing.T) {
	page := `<p>某某股份有限公司</p><p>2025年半年度报告摘要</p><p>单位：元 币种：人民币</p><table>
<tr><td></td><td>本报告期</td><td>上年同期</td></tr><tr><td>营业收入</td><td>1,102,334,887.20</td><td>901,200,100.00</td></tr>
<tr><td>归属于上市公司股东的净利润</td><td>30,220,114.77</td><td>20,110,000.00</td></tr></table>`
	for _, c := range []struct {
		page  string
		class extract.Class
	}{{page, extract.Report}, {strings.ReplaceAll(page, "归属于上市公司股东的净利润", "捐赠支出"), ""}} {
		res, err := Read(context.Background(), []byte(c.page), Options{})
		if err != nil || res.Class != c.class {
			t.Errorf("class %q, %v, want %q: %s", res.Class, err, c.class, res.Reason)
		}
	}
}

// TestSeveral: a document of two current periods has none of its own, unless
// its title names a single one.
func TestSeveral(t *testing.T) {
	for _, c := range []struct {
		lines []string
		want  bool
	}{
		{[]string{"Acme Announces Results", "Acme announced its results for the three and nine months ended September 30, 2025."}, true},
		{[]string{"Acme Announces Third Quarter 2025 Results", "Acme announced its results for the three and nine months ended September 30, 2025."}, false},
		{[]string{"Acme Announces Fourth Quarter and Fiscal Year 2024 Results", "Results for the fourth quarter and fiscal year ended December 31, 2024."}, true},
		{[]string{"Acme Announces Results", "Acme announced its results for the nine months ended September 30, 2025."}, false},
		{[]string{"甲公司發佈第四季度及全年業績", "甲公司發佈截至2025年12月31日止三個月及十二個月的業績。"}, true},
	} {
		var text extract.Text
		for _, line := range c.lines {
			text.Blocks = append(text.Blocks, extract.Block{Words: line})
		}
		if got, _ := Identify(text); got.Several != c.want {
			t.Errorf("%q: several is %v of %v and %v", c.lines, got.Several, got.Period, got.Others)
		}
	}
}
