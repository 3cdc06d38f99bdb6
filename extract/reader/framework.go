package reader

import (
	"strings"

	"tickmark/extract"
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
)

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

// frameworkForm names accounting standards.
var frameworkForm = pattern.New(`\bGAAP\b|\bHK ?FRSs?\b|\bIFRSs?\b|(?i:generally accepted accounting principles|International Financial Reporting Standards|Hong Kong Financial Reporting Standards|IFRS Accounting Standards|HKFRS Accounting Standards)|` +
	`企业会计准则|企業會計準則|香港財務報告準則|國際財務報告準則|国际财务报告准则|香港财务报告准则|公認會計|公认会计`)

// prcForm are words of the form that the CSRC prescribes for the reports of
// companies listed in mainland China, whose statements are under the Chinese
// accounting standards.
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
