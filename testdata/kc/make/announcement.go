package main

import "slices"

// yuan prints a positive amount as a Chinese announcement does.
func (p *page) yuan(name, period string) (string, error) { return p.chineseAmount(name, period, 1) }

// yuanLoss is yuan for the size of a negative amount; the sentence says 虧損.
func (p *page) yuanLoss(name, period string) (string, error) {
	return p.chineseAmount(name, period, -1)
}

func (p *page) chineseAmount(name, period string, sign int) (string, error) {
	f, err := p.book.find(period, name, "", "CNY", -5, -6)
	if err != nil {
		return "", err
	}
	return "人民幣" + p.number(f, 6) + "百萬元", wantSign(f, sign)
}

// dollar prints the US$ twin of an amount in Chinese.
func (p *page) dollar(name, period string) (string, error) {
	f, err := p.book.find(period, name, "", "USD", -5)
	if err != nil {
		return "", err
	}
	return p.number(f, 6) + "百萬美元", nil
}

// grew prints a growth rate with its Chinese verb.
func (p *page) grew(name, period, change string) (string, error) {
	f, err := p.book.find(period, name, "change="+change, "percent", 1, 0)
	if err != nil {
		return "", err
	}
	verb := "增加"
	if f.Value[0] == '-' {
		verb = "減少"
	}
	return verb + p.number(f, 0) + "%", nil
}

// wording is what stands over the columns of an announcement: the year
// before, this year and its US$ twin, in the words of its language.
type wording struct{ title, prior, current string }

// spans are the words over the columns, by language and period.
var spans = map[string]map[string]wording{
	"en": {
		"2025Q3":  {"For the three months ended September&#160;30,", "2024Q3", "2025Q3"},
		"2025-9M": {"For the nine months ended September&#160;30,", "2024-9M", "2025-9M"},
		"2025H1":  {"For the six months ended June&#160;30,", "2024H1", "2025H1"},
	},
	"zh-Hant": {
		"2025Q3":  {"截至9月30日止三個月", "2024Q3", "2025Q3"},
		"2025-9M": {"截至9月30日止九個月", "2024-9M", "2025-9M"},
		"2025H1":  {"截至6月30日止六個月", "2024H1", "2025H1"},
	},
}

// statement writes the income statement of an announcement for the given
// periods, older year first.
func (p *page) statement(periods ...string) (string, error) {
	s, rmb, usd := p.announced(periods[0])
	for _, period := range periods {
		s.blocks = append(s.blocks, p.span(spans[p.language][period], rmb, usd))
	}
	lines := p.known(s, append(slices.Clone(incomeTop), incomeBottom[:3]...))
	s.table()
	s.marks()
	if p.language == "zh-Hant" {
		lines = inChinese(lines)
	}
	err := p.write(s, lines)
	s.end()
	return s.String(), err
}

func (p *page) span(g wording, rmb, usd string) block {
	mark, year := "(unaudited)", ""
	if p.language == "zh-Hant" {
		mark, year = "（未經審核）", "年"
	}
	return block{g.title, []column{
		{head: g.prior[:4] + year, period: g.prior, unit: "CNY", dollar: rmb, mark: mark},
		{head: g.current[:4] + year, period: g.current, unit: "CNY", dollar: rmb, mark: mark},
		{head: g.current[:4] + year, period: g.current, unit: "USD", dollar: usd, mark: mark},
	}}
}

// chinese holds the labels of rows in Traditional Chinese, by metric, and of
// headings by their English words.
var chinese = map[string]string{
	"Revenues:":                             "收入：",
	"kc:PublicCloudRevenue":                 "公有雲服務",
	"kc:EnterpriseCloudRevenue":             "行業雲服務",
	"kc:OtherRevenue":                       "其他",
	"Revenues":                              "總收入",
	"CostOfRevenue":                         "收入成本",
	"GrossProfit":                           "毛利",
	"Operating expenses:":                   "經營開支：",
	"SellingAndMarketingExpense":            "銷售及營銷開支",
	"GeneralAndAdministrativeExpense":       "一般及行政開支",
	"ResearchAndDevelopmentExpense":         "研發開支",
	"ImpairmentOfLongLivedAssetsHeldForUse": "長期資產減值",
	"OperatingExpenses":                     "經營開支總額",
	"OperatingIncomeLoss":                   "經營虧損",
	"ProfitLoss":                            "淨虧損",
	"NetIncomeLossAttributableToNoncontrollingInterest": "減：非控股權益應佔淨（虧損）收入",
	"NetIncomeLoss": "金山雲控股有限公司應佔淨虧損",
}

func inChinese(lines []line) []line {
	out := slices.Clone(lines)
	for i, l := range out {
		name := l.metric
		if name == "" {
			name = l.label
		}
		out[i].label = chinese[name]
	}
	return out
}
