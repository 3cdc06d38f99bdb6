package quantity

import (
	"strings"
	"unicode/utf8"
)

// marksEnd is behind the footnote marks at i, where a scale or a unit may go on:
// signs, raised digits, and numbers of one or two digits in brackets.
func marksEnd(text string, i int) int {
	end := i
	for {
		at := skip(text, end)
		n := markLen(text[at:])
		if n == 0 {
			return end
		}
		end = at + n
	}
}

// touching is behind the numbers of footnotes in brackets that touch a unit:
// "8.9%(4)".
func touching(text string, i int) int {
	for i < len(text) && (text[i] == '(' || text[i] == '[') {
		n := markLen(text[i:])
		if n == 0 {
			break
		}
		i += n
	}
	return i
}

func markLen(s string) int {
	if s == "" || asciiLetter(rune(s[0])) {
		return 0
	}
	switch r, size := utf8.DecodeRuneInString(s); {
	case strings.ContainsRune("*†‡§#^¹²³⁴⁵⁶⁷⁸⁹⁰＊※", r):
		return size
	case r == '(' || r == '（' || r == '[':
		end := run(s, size)
		closing, last := utf8.DecodeRuneInString(s[end:])
		if n := end - size; n > 0 && n <= 2 && (closing == ')' || closing == '）' || closing == ']') {
			return end + last
		}
	}
	return 0
}
