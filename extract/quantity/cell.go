package quantity

import (
	"strings"
	"unicode/utf8"
)

// Grouped is the length of the number that begins a cell and whose thousands are
// parted by blanks or apostrophes, in one kind of them: "1 204 512.5", "1’204". It
// is 0 where there is none. That the words around make one number of the groups is
// not needed in a cell.
func Grouped(s string) int {
	end := run(s, 0)
	if end == 0 || s[0] == '0' || digitCount(s[:end]) > 3 || end == len(s) {
		return 0
	}
	kind := rune(0)
	for {
		c, at := cellSeparator(s, end)
		if c == 0 {
			break
		}
		next := run(s, at)
		if digitCount(s[at:next]) != 3 || kind != 0 && c != kind {
			return 0
		}
		kind, end = c, next
	}
	if c, at := separator(s, end); c == '.' && kind != 0 {
		end = run(s, at)
	}
	if c, _ := separator(s, end); c != 0 || kind == 0 {
		return 0
	}
	if c, _ := looseSeparator(s, end); c != 0 {
		return 0
	}
	return end
}

// cellSeparator is the apostrophe or the one blank at i, and where the digits behind
// it begin.
func cellSeparator(s string, i int) (rune, int) {
	if c, at := separator(s, i); c == '\'' {
		return c, at
	}
	if c, at := looseSeparator(s, i); c == ' ' {
		return c, at
	}
	return 0, i
}

// Unnoted is a cell's figure without the footnote marks that touch it: "512.1(2)",
// "1,204*". What is all marks stays.
func Unnoted(s string) string {
	for {
		rest := strings.TrimRight(s, "*†‡§#^＊※¹²³⁴⁵⁶⁷⁸⁹⁰")
		if rest == s {
			rest = cutNote(s)
		}
		if rest == s || rest == "" {
			return s
		}
		last, _ := utf8.DecodeLastRuneInString(rest)
		if !isDigit(last) && !strings.ContainsRune("%％)）", last) || !strings.ContainsAny(rest, "0123456789０１２３４５６７８９") {
			return s
		}
		s = rest
	}
}

// cutNote takes a number of one or two digits in brackets off the end, behind a
// digit, a percent mark, or an amount in parentheses.
func cutNote(s string) string {
	closing, size := utf8.DecodeLastRuneInString(s)
	if closing != ')' && closing != ']' && closing != '）' {
		return s
	}
	at := len(s) - size
	for at > 0 && s[at-1] >= '0' && s[at-1] <= '9' {
		at--
	}
	if n := len(s) - size - at; n == 0 || n > 2 {
		return s
	}
	opening, open := utf8.DecodeLastRuneInString(s[:at])
	if opening != '(' && opening != '[' && opening != '（' {
		return s
	}
	rest := s[:at-open]
	last, _ := utf8.DecodeLastRuneInString(rest)
	if isDigit(last) || last == '%' || last == '％' || (last == ')' || last == '）') && len(rest) > 4 {
		return rest
	}
	return s
}

// NotNumber says that a cell is meant for one figure and is no number: "24,78.0",
// "2,478.0 mil", a currency with a percent mark.
func NotNumber(s string) bool {
	from := strings.IndexAny(s, "0123456789０１２３４５６７８９")
	if from < 0 || strings.Trim(s[:from], blanks+"(（-−–RMBUSHKCNYD$¥￥") != "" {
		return false
	}
	n, _ := numberAt(s, from)
	return n.Malformed && strings.Trim(s[n.End:], blanks+")）%％*†‡") == ""
}
