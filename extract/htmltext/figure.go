package htmltext

import (
	"strings"

	"golang.org/x/text/width"

	"tickmark/extract/quantity"
)

// isFigure says that a cell, its white space collapsed, holds a figure or a
// dash, whole or split from its sign: "RMB (1,234", "-5.6%", "US$ —".
func isFigure(text string) bool {
	text = quantity.Unnoted(folded(text))
	rest, _ := cutOne(text, "RMB", "US$", "HK$", "$", "¥")
	rest = cutSpace(rest)
	if dashes(rest) && !strings.HasPrefix(text, "HK$") {
		return true
	}
	rest, _ = cutOne(rest, "(", "（")
	rest, _ = cutOne(cutSpace(rest), "-", "−", "–", "—")
	rest, _ = cutOne(cutSpace(rest), "RMB", "US$", "HK$", "$", "¥")
	rest, ok := cutDigits(cutSpace(rest))
	if !ok {
		return false
	}
	rest, _ = cutOne(cutSpace(rest), "%", "ppts", "ppt", "pts", "pt", "pp")
	rest = cutSpace(strings.TrimLeft(cutSpace(rest), ")）"))
	return rest == "" || rest == "%"
}

// folded is text with full-width digits and signs brought to ASCII.
func folded(text string) string {
	if strings.ContainsAny(text, "０１２３４５６７８９") {
		return width.Narrow.String(text)
	}
	return text
}

// dashes says that text is dashes and nothing else.
func dashes(text string) bool { return text != "" && strings.Trim(text, "-−–—") == "" }

// cutOne takes the first of some heads that text begins with off it.
func cutOne(text string, heads ...string) (string, bool) {
	for _, h := range heads {
		if rest, ok := strings.CutPrefix(text, h); ok {
			return rest, true
		}
	}
	return text, false
}

func cutSpace(text string) string { return strings.TrimPrefix(text, " ") }

// cutDigits takes a number with its commas and decimals off the head of text.
func cutDigits(text string) (string, bool) {
	if n := quantity.Grouped(text); n > 0 {
		return text[n:], true
	}
	n := 0
	for n < len(text) && (digit(text[n]) || n > 0 && text[n] == ',') {
		n++
	}
	if n == 0 {
		return text, false
	}
	decimals := n + 1
	for decimals < len(text) && digit(text[decimals]) {
		decimals++
	}
	if decimals > n+1 && text[n] == '.' {
		n = decimals
	}
	return text[n:], true
}

func digit(c byte) bool { return c >= '0' && c <= '9' }
