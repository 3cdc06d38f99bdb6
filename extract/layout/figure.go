package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tickmark/extract/quantity"
)

// kind is what the words of a segment are to a table.
type kind uint8

const (
	words   kind = iota
	nothing      // a dash that stands for zero
	year         // 2024, which heads columns more often than it counts
	small        // up to four digits without sign, separator or fraction: a count, a note or a page
	noted        // the number of a note that is no plain number: 5(a), 七、1
	amount       // anything else that is a number
)

// figure says that a column of figures may hold k.
func (k kind) figure() bool { return k != words }

// noteNumber says that text is the number of a note, or several: digits and
// Chinese numerals with signs between them.
func noteNumber(text string) bool {
	numerals, run, n := 0, 0, 0
	for _, r := range text {
		n++
		run++
		switch {
		case r >= '0' && r <= '9' || strings.ContainsRune("一二三四五六七八九十", r):
			numerals++
		case strings.ContainsRune("()（）、,，.及和&abcdefivx ", r):
			run = 0
		default:
			return false
		}
		if run > 3 {
			return false
		}
	}
	return numerals > 0 && n < 12
}

// scanner reads the characters of a figure.
type scanner struct {
	rest string
}

// skip takes the longest of the given prefixes off, and spaces.
func (s *scanner) skip(prefixes ...string) string {
	for _, p := range prefixes {
		if strings.HasPrefix(s.rest, p) {
			s.rest = strings.TrimLeft(s.rest[len(p):], " ")
			return p
		}
	}
	return ""
}

var (
	currencies = []string{"RMB", "CNY", "US$", "USD", "HK$", "HKD", "$", "¥", "￥"}
	opens      = []string{"(", "（"}
	minuses    = []string{"-", "−", "–", "—", "―", "─", "－"}
	percents   = []string{"%", "％", "ppts", "ppt", "pts", "pt", "pp", "個百分點", "个百分点", "百萬", "百万", "億元", "亿元", "萬元", "万元", "億", "亿", "萬", "万"}
	closes     = []string{")", "）"}
)

// figureOf says what text is, and how many of its last characters stand
// behind the digits: parentheses and percent marks hang over the right edge
// that a column shares. Marks behind the figure start at byte mark.
func figureOf(text string) (k kind, tail, mark int) {
	if notApplicable(text) {
		return nothing, 0, len(text)
	}
	if !mayBeFigure(text) {
		return words, 0, len(text)
	}
	mark = markStart(text)
	s := scanner{strings.TrimRight(text[:mark], " ")}
	s.skip(currencies...)
	signed := s.skip(opens...) != ""
	open := signed
	minus := s.skip(minuses...)
	signed = signed || minus != ""
	currency := s.skip(currencies...)
	if s.rest == "" && minus != "" && !open && currency == "" {
		return nothing, 0, mark
	}
	digits, plain := s.number()
	if digits == 0 {
		if minus != "" && strings.Trim(s.rest, strings.Join(minuses, "")) == "" {
			return nothing, 0, mark
		}
		return words, 0, len(text)
	}
	tail = utf8.RuneCountInString(strings.TrimLeft(s.rest, " ")) + utf8.RuneCountInString(text[mark:])
	number := text[:len(text)-len(s.rest)]
	s.rest = strings.TrimLeft(s.rest, " ")
	bare := s.rest == "" && !signed && plain
	s.skip(percents...)
	for s.skip(closes...) != "" {
		open = false
	}
	s.skip(percents...)
	switch {
	case s.rest != "" || open && !strings.ContainsAny(text, ")）"):
		return words, 0, len(text)
	case bare && digits == 4 && (strings.HasSuffix(number[:len(number)-2], "19") || strings.HasSuffix(number[:len(number)-2], "20")):
		return year, tail, mark
	case bare && digits <= 4:
		return small, tail, mark
	}
	return amount, tail, mark
}

// notApplicable says that a cell stands where there is no figure to print.
func notApplicable(text string) bool {
	switch text {
	case "不适用", "不適用", "N/A", "n/a", "N/M", "n/m", "NM":
		return true
	}
	return false
}

// mayBeFigure rules most words out by their first characters.
func mayBeFigure(text string) bool {
	if text == "" || len(text) > 60 {
		return false
	}
	switch c := text[0]; {
	case c >= '0' && c <= '9', strings.IndexByte("($-RCUH", c) >= 0:
		return true
	case c < utf8.RuneSelf:
		return false
	}
	r, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune("−–—―─－（¥￥０１２３４５６７８９", r)
}

// number takes digits with separators and a fraction; plain says that it
// found digits only. Groups of other than three digits are no number.
func (s *scanner) number() (digits int, plain bool) {
	if n := quantity.Grouped(s.rest); n > 0 {
		digits, s.rest = n, s.rest[n:]
		return digits, false
	}
	plain = true
	group, grouped, fraction := 0, false, false
	end := len(s.rest)
scan:
	for i, r := range s.rest {
		next := i + utf8.RuneLen(r)
		switch {
		case r >= '0' && r <= '9' || r >= '０' && r <= '９':
			digits++
			group++
		case digits > 0 && !fraction && (r == '.' || r == '．') && digitAfter(s.rest[next:]):
			plain, fraction = false, true
		case digits > 0 && !fraction && (r == ',' || r == '，') && digitAfter(s.rest[next:]):
			if grouped && group != 3 || group > 3 {
				return 0, false
			}
			plain, grouped = false, true
		default:
			end = i
			break scan
		}
		if r == ',' || r == '，' || r == '.' || r == '．' {
			if r == '.' || r == '．' {
				if grouped && group != 3 {
					return 0, false
				}
				grouped = false
			}
			group = 0
		}
	}
	if grouped && !fraction && group != 3 {
		return 0, false
	}
	s.rest = s.rest[end:]
	return digits, plain
}

func digitAfter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsDigit(r)
}

// markStart is where the footnote marks that end a word begin: signs, and
// numbers of one or two digits in parentheses that touch what stands before
// them. Where there are none it is the end.
func markStart(text string) int {
	end := len(text)
	for {
		before := strings.TrimRight(text[:end], " *#†‡^")
		n := bracketed(before)
		if n == 0 {
			if before == "" {
				return len(text)
			}
			return len(before)
		}
		end = len(before) - n
	}
}

// bracketed is the length of a mark like (2) at the end of text, if it touches
// a letter, a percent mark or another parenthesis.
func bracketed(text string) int {
	if !strings.HasSuffix(text, ")") {
		return 0
	}
	i := len(text) - 1
	for i > 0 && text[i-1] >= '0' && text[i-1] <= '9' {
		i--
	}
	n := len(text) - 1 - i
	if n == 0 || n > 2 || i == 0 || text[i-1] != '(' {
		return 0
	}
	before := strings.TrimRight(text[:i-1], " ")
	r, _ := utf8.DecodeLastRuneInString(before)
	if before == "" || r == '(' || len(before) < i-1 && r != ')' {
		return 0
	}
	if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '%' || r == ')' {
		return len(text) - i + 1
	}
	return 0
}
