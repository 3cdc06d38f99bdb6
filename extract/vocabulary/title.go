package vocabulary

import "strings"

// titles are the words by which captions name a statement, in common form,
// the telling ones first: "RECONCILIATION OF NET LOSS" is no income
// statement.
var titles = []struct {
	words     string
	statement Statement
}{
	{"reconciliation", Reconciliation}, {"gaap and nongaap", Reconciliation}, {"nongaap measure", Reconciliation}, {"nongaap financial", Reconciliation},
	{"nonifr measure", Reconciliation}, {"nonhkfr measure", Reconciliation}, {"nonifr financial", Reconciliation}, {"nonhkfr financial", Reconciliation}, {"nongaap result", Reconciliation}, {"nonifr result", Reconciliation},
	{"非 国 际 财 务 报 告 准 则 计 量", Reconciliation}, {"非 香 港 财 务 报 告 准 则 计 量", Reconciliation}, {"对 账", Reconciliation}, {"调 节 表", Reconciliation}, {"非 经 常 性 损 益 项 目", Reconciliation},
	{"cash flow statement", CashFlow}, {"statement of cash flow", CashFlow}, {"condensed consolidated cash flow", CashFlow}, {"consolidated cash flow", CashFlow},
	{"cash flow information", CashFlow}, {"cash flow data", CashFlow}, {"现 金 流 量 表", CashFlow},
	{"change in equity", Equity}, {"change in shareholder", Equity}, {"权 益 变 动 表", Equity}, {"股 东 权 益 变 动", Equity},
	{"balance sheet", Balance}, {"statement of financial position", Balance}, {"financial position", Balance}, {"资 产 负 债 表", Balance}, {"财 务 状 况 表", Balance},
	{"statement of operation", Income}, {"statement of income", Income}, {"income statement", Income}, {"statement of comprehensive", Income},
	{"statement of profit", Income}, {"statement of loss", Income}, {"statement of earning", Income}, {"result of operation", Income}, {"profit and loss", Income},
	{"statement of consolidated operation", Income}, {"statement of consolidated income", Income}, {"statement of net income", Income}, {"statement of net loss", Income},
	{"利 润 表", Income}, {"损 益 表", Income}, {"损 益 和 其 他 全 面 收 益 表", Income}, {"损 益 和 其 他 综 合 收 益 表", Income}, {"全 面 收 益 表", Income}, {"全 面 亏 损 表", Income}, {"综 合 收 益 表", Income}, {"全 面 收 入 表", Income}, {"收 益 表", Income}, {"亏 损 表", Income},
	{"segment information", Segment}, {"segment result", Segment}, {"segment reporting", Segment}, {"segment data", Segment}, {"unaudited segment", Segment}, {"by segment", Segment},
	{"operating segment", Segment}, {"分 部 资 料", Segment}, {"分 部 信 息", Segment}, {"分 部 业 绩", Segment}, {"经 营 分 部", Segment}, {"分 类 资 料", Segment},
	{"per share data", PerShare}, {"earning per share", PerShare}, {"loss per share", PerShare}, {"每 股 收 益", PerShare}, {"每 股 盈 利", PerShare}, {"每 股 亏 损", PerShare},
	{"financial highlight", Highlights}, {"summary of result", Highlights}, {"financial summary", Highlights}, {"summary financial", Highlights}, {"key financial", Highlights}, {"selected financial", Highlights},
	{"financial and operating", Highlights}, {"financial and operational", Highlights},
	{"财 务 摘 要", Highlights}, {"财 务 概 要", Highlights}, {"主 要 会 计 数 据", Highlights}, {"主 要 财 务 指 标", Highlights}, {"主 要 财 务 数 据", Highlights}, {"业 绩 摘 要", Highlights}, {"财 务 概 览", Highlights},
}

// maxTitle is the longest line that can be a title, in bytes.
const maxTitle = 220

// StatementOf reads a caption or heading: which statement it names, and
// whether of the parent company alone. ok is false where it names none, or
// is a sentence.
func StatementOf(title string) (s Statement, parent bool, ok bool) {
	if len(title) > maxTitle || strings.HasSuffix(strings.TrimSpace(title), ".") && strings.Contains(title, " the ") {
		return "", false, false
	}
	if strings.Contains(title, "表中") || strings.Contains(title, "如下") {
		return "", false, false // a sentence about a statement
	}
	words := dropped(join(tokens(unlisted(title))))
	key := " " + inside(words) + " "
	first := len(titles)
	for _, w := range words {
		for _, i := range titlesFrom[w.text] {
			if i < first && strings.Contains(key, " "+titles[i].words+" ") {
				first = i
			}
		}
	}
	if first == len(titles) {
		return "", false, false
	}
	return titles[first].statement, parentCompany(key), true
}

// titlesFrom finds titles by their first words.
var titlesFrom = func() map[string][]int {
	m := map[string][]int{}
	for i, t := range titles {
		first, _, _ := strings.Cut(t.words, " ")
		m[first] = append(m[first], i)
	}
	return m
}()

// dropped is in without signs and articles.
func dropped(in []token) []token {
	out := make([]token, 0, len(in))
	for _, t := range in {
		if !filler[t.text] {
			out = append(out, t)
		}
	}
	return out
}

// parentForms name the company without its subsidiaries.
var parentForms = []string{" 母 公 司 ", " 公 司 资 产 负 债 表 ", " 公 司 利 润 表 ", " 公 司 现 金 流 量 表 ", " parent company ", " of company only ", " company balance sheet ", " company statement of financial position ", " 本 公 司 财 务 状 况 表 ", " 公 司 财 务 状 况 表 "}

func parentCompany(key string) bool {
	if strings.Contains(key, "consolidated") || strings.Contains(key, " 合 并 ") || strings.Contains(key, " 综 合 ") && !strings.Contains(key, "母 公 司") {
		return false
	}
	return holdsAny(key, parentForms)
}
