package quantity

import (
	"strings"
	"unicode/utf8"
)

// yearAt says that a year stands at i.
func yearAt(text string, i int) bool {
	if len(text) < i+4 || text[i:i+2] != "19" && text[i:i+2] != "20" || run(text, i) != i+4 {
		return false
	}
	c, _ := separator(text, i+4)
	return c == 0
}

// separator is the sign that parts digits at i, as , ' or ., and where the digits
// behind it begin; 0 where none do.
func separator(text string, i int) (rune, int) {
	c, at := sign(text, i)
	if c == 0 || at >= len(text) {
		return 0, i
	}
	if b := text[at]; b < utf8.RuneSelf && (b < '0' || b > '9') {
		return 0, i
	}
	if at = unseen(text, at); !digitAt(text, at) {
		return 0, i
	}
	return c, at
}

func sign(text string, i int) (rune, int) {
	if i >= len(text) {
		return 0, i
	}
	switch c := text[i]; {
	case c == ',' || c == '.' || c == '\'':
		return rune(c), i + 1
	case c < utf8.RuneSelf:
		return 0, i
	}
	switch r, size := utf8.DecodeRuneInString(text[i:]); r {
	case '，':
		return ',', i + size
	case '．':
		return '.', i + size
	case '’', '‘', '′', '＇', 'ʼ':
		return '\'', i + size
	}
	return 0, i
}

// looseSeparator is a separator with one blank before or behind it, or a blank
// alone, as itself.
func looseSeparator(text string, i int) (rune, int) {
	at := blankEnd(text, i)
	c, next := sign(text, at)
	if c == '\'' {
		return 0, i
	}
	if c == 0 {
		c, next = ' ', at
	} else {
		next = blankEnd(text, next)
		next = blankEnd(text, next)
	}
	if next == i || c != ' ' && next == i+1 || !digitAt(text, next) {
		return 0, i
	}
	return c, next
}

// blankEnd is behind one blank at i.
func blankEnd(text string, i int) int {
	r, size := utf8.DecodeRuneInString(text[min(i, len(text)):])
	if size > 0 && strings.ContainsRune(blanks, r) {
		return i + size
	}
	return i
}

func digitAt(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[min(i, len(text)):])
	return isDigit(r)
}

func digitCount(s string) (n int) {
	for _, r := range s {
		if isDigit(r) {
			n++
		}
	}
	return n
}

// Invisible says that a character takes no room: a soft hyphen, a joiner, a place
// where a line may break. It parts no digits.
func Invisible(r rune) bool {
	switch {
	case r < 0xad:
		return false
	case r == 0xad, r == 0x34f, r == 0x61c, r == 0x180e, r == 0xfeff, r >= 0x200b && r <= 0x200f, r >= 0x2060 && r <= 0x2064, r >= 0xfe00 && r <= 0xfe0f:
		return true
	}
	return false
}

// Visible is text without its invisible characters.
func Visible(text string) string {
	var b strings.Builder
	from := 0
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		end := unseen(text, i)
		if end > i {
			b.WriteString(text[from:i])
			from = end
		}
		i = max(end, i+size)
	}
	if from == 0 {
		return text
	}
	return b.String() + text[from:]
}

// unseen is behind the invisible characters at i.
func unseen(text string, i int) int {
	for i < len(text) && text[i] >= utf8.RuneSelf {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !Invisible(r) {
			break
		}
		i += size
	}
	return i
}
