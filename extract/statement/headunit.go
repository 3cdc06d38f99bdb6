package statement

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
)

// percentHeader stands over columns of percentages.
var percentHeader = pattern.New(`^\s*%\s*$|[(（]\s*%\s*[)）]|%\s*change|change\s*%|^%\s|幅度|百分比`)

// headerUnit reads the unit cells of a stack; the lowest counts.
func headerUnit(stack []string) (u unitLine, at unitAt) {
	at = unitAt{-1, -1, -1}
	for i, text := range stack {
		next := parseUnitLine(text)
		if next.currency != "" {
			u.currency = next.currency
		}
		if next.scaled {
			u.scale, u.scaled = next.scale, true
		}
		next.percent = percentHeader.MatchString(text)
		u.percent = u.percent || next.percent
		at = at.over(next, i)
	}
	return u, at
}

// unitOf joins what cell, row, column and caption say of the currency.
func unitOf(cell, column, caption, document quantity.Unit) quantity.Unit {
	for _, u := range []quantity.Unit{cell, column, caption, document} {
		if u != "" {
			return u
		}
	}
	return ""
}

// closed is a header without the spaces that a narrow column puts between
// Chinese characters.
func closed(header string) string {
	var b strings.Builder
	var last rune
	for i, r := range header {
		if r == ' ' && unicode.Is(unicode.Han, last) {
			if next, _ := utf8.DecodeRuneInString(header[i+1:]); unicode.Is(unicode.Han, next) {
				continue
			}
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}
