package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	deepHead = 3 // lines at the top of a page that may be running heads
	deepFoot = 3 // and at its foot
	often    = 3 // pages on which a line must stand to be one
)

// furniture tells for every line of every page whether it is a running head,
// a running foot or a page number: a line at the edge of the page that stands
// alike, but for its numbers, on many pages.
func furniture(pages []Page) [][]bool {
	out := make([][]bool, len(pages))
	seen := map[string]int{}
	for i, p := range pages {
		out[i] = make([]bool, len(p.Lines))
		for _, k := range edges(p) {
			seen[k.key]++
		}
	}
	least, most := max(often, len(pages)/8), max(often, 3*len(pages)/5)
	for i, p := range pages {
		open := true // all lines nearer to the edge are furniture
		for _, k := range edges(p) {
			if k.outer {
				open = true
			}
			n := seen[k.key]
			open = open && (k.number || k.plain && (n >= most || n >= least && k.outer && !k.title))
			if open {
				out[i][k.line] = true
			}
		}
	}
	return out
}

// edge is a line near the edge of a page.
type edge struct {
	line   int
	key    string // its words without their numbers, and the edge that it is near
	outer  bool   // it is the line next to the edge
	number bool   // it is a page number
	plain  bool   // it is no header of a table
	title  bool   // it could be the title of statements that run over several pages
}

func edges(p Page) []edge {
	var out []edge
	n := len(p.Lines)
	for i := 0; i < min(deepHead, n); i++ {
		out = append(out, edgeOf(p, i, "head", i == 0))
	}
	for i := n - 1; i >= max(n-deepFoot, min(deepHead, n)); i-- {
		out = append(out, edgeOf(p, i, "foot", i == n-1))
	}
	return out
}

func edgeOf(p Page, i int, where string, outer bool) edge {
	text, _ := joinWords(p.Lines[i].Words)
	return edge{line: i, key: where + keyOf(text), outer: outer, number: outer && pageNumber(text), plain: !heads(text), title: titles(text)}
}

// titles says that a line names a statement or its like.
func titles(text string) bool {
	text = strings.ToUpper(text)
	for _, w := range []string{"STATEMENT", "BALANCE SHEET", "RECONCILIATION", "GAAP", "RESULTS", "FINANCIAL INFORMATION", "SEGMENT",
		"資產負債表", "资产负债表", "損益", "利潤表", "利润表", "收益表", "現金流量", "现金流量", "狀況表", "權益", "权益", "分部"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// keyOf is text without its digits.
func keyOf(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || r == ' ' {
			return -1
		}
		return r
	}, text)
}

// pageNumber knows page numbers: 12, - 12 -, 12 / 195, F-2, Page 3 of 9, 第3頁.
func pageNumber(text string) bool {
	if utf8.RuneCountInString(text) > 20 {
		return false
	}
	digits := 0
	for _, w := range []string{"Page", "page", "PAGE", "of", "第", "頁", "页", "共", "F-", "S-", "A-"} {
		text = strings.ReplaceAll(text, w, "")
	}
	for _, r := range text {
		switch {
		case unicode.IsDigit(r):
			digits++
		case !strings.ContainsRune(" -–—/|－", r):
			return romanNumber(text)
		}
	}
	return digits > 0 && digits <= 8
}

func romanNumber(text string) bool {
	text = strings.Trim(text, " -–—")
	return text != "" && len(text) < 7 && strings.Trim(text, "ivx") == ""
}

// heads says that a line is made of the words that stand over columns, which
// tables repeat on every page.
func heads(text string) bool {
	for _, w := range []string{"RMB", "US$", "USD", "HK$", "千元", "百萬元", "百万元", "港元", "美元", "單位", "单位", "附註", "附注", "ended", "項目", "项目", "Note"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return strings.Trim(keyOf(text), "年月日於至一二三四五六七八九十○〇零度") == "" && utf8.RuneCountInString(text) > 8
}
