package quantity

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Number is a figure in running text, with all that belongs to it.
type Number struct {
	Start, End  int // half-open byte range: qualifier, sign, currency, digits, scale, unit
	From, To    int // of the digits alone, as printed
	Value       Amount
	Unit        Unit   // "" for a bare number, or for a dollar of an unknown country
	Dollar      bool   // a bare $ stands before it
	Scaled      bool   // a scale word stands after it
	Negative    bool   // a minus, a parenthesis or the word negative
	Qualifier   string // about, over, under or ""
	Low, High   bool   // the ends of a printed range
	Parenthesis bool   // stands directly behind an opening parenthesis
	Malformed   bool   // an amount that cannot be read to its end: its Value says nothing

	printedDecimals int  // digits after the printed point
	loose           bool // a blank stands among the digits
	odd             bool // its scale is said in two scripts
}

// lookaround bounds how far a number's currency, sign, scale and unit are
// looked for, in bytes.
const lookaround = 48

// Scan finds the figures of a text, in order. Digits that belong to a word
// (5G, FY2024, 20th) are none; dates and notes are told apart by the caller.
// It takes linear time.
func Scan(text string) []Number {
	var out []Number
	for i := 0; i < len(text); {
		n, next := numberAt(text, i)
		if n.To > 0 {
			if len(out) > 0 {
				n.Start = max(n.Start, out[len(out)-1].End)
			}
			out = append(out, n)
		}
		i = next
	}
	ranges(text, out)
	return slices.DeleteFunc(out, func(n Number) bool { return n.Malformed && n.bare() })
}

// numberAt reads a number that begins at or after i, and says where to go on.
func numberAt(text string, i int) (Number, int) {
	r, size := rune(text[i]), 1
	if r >= utf8.RuneSelf {
		r, size = utf8.DecodeRuneInString(text[i:])
	}
	if !isDigit(r) {
		return Number{}, i + size
	}
	n := Number{From: i, Start: i}
	read := n.readDigits(text)
	n.End = n.To
	n.readBefore(text)
	word := !n.readAfter(text)
	if !read || word && !n.bare() || n.goesOn(text) {
		return n.malformed(text)
	}
	if word || n.bare() && glued(text[:i]) {
		return Number{}, max(n.End, blobEnd(text, n.To))
	}
	if n.Negative {
		n.Value = n.Value.Neg()
	}
	if n.End > n.To {
		n.End = touching(text, n.End)
	}
	return n, n.End
}

func (n Number) bare() bool { return n.Unit == "" && !n.Dollar && !n.Scaled }

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

// run is where the digits that begin at i end.
func run(text string, i int) int {
	for i < len(text) {
		c := text[i]
		if c >= '0' && c <= '9' {
			i++
			continue
		}
		if c < utf8.RuneSelf {
			break
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if isDigit(r) {
			i += size
			continue
		}
		at := unseen(text, i)
		if at == i || !digitAt(text, at) {
			break
		}
		i = at
	}
	return i
}

// glued says that a number belongs to the word or number before it: FY2024,
// EX-99, 1.2.3.
func glued(before string) bool {
	r, size := utf8.DecodeLastRuneInString(before)
	switch {
	case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || isDigit(r) || r == '_' || r == '#':
		return true
	case r == '-' || r == '.' || r == ',' || r == '/' || r == ':' || r == '–':
		r, _ = utf8.DecodeLastRuneInString(before[:len(before)-size])
		return isDigit(r) || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	return false
}

// currencies stand before a number or, the second list, after its scale.
// Longer ones stand before their ends.
var currencies = []struct {
	word string
	unit Unit
}{
	{"人民币", CNY}, {"人民幣", CNY}, {"RMB", CNY}, {"Rmb", CNY}, {"CNY", CNY}, {"Renminbi", CNY}, {"JP¥", "JPY"}, {"¥", CNY}, {"￥", CNY},
	{"US$", USD}, {"U.S.$", USD}, {"USD", USD}, {"US $", USD}, {"HK$", HKD}, {"HKD", HKD}, {"港币", HKD}, {"港幣", HKD}, {"HK $", HKD}, {"港元", HKD}, {"美元", USD},
	{"EUR", "EUR"}, {"€", "EUR"}, {"£", "GBP"}, {"S$", "SGD"}, {"NT$", "TWD"}, {"A$", "AUD"}, {"C$", "CAD"},
}

var currenciesAfter = []struct {
	word string
	unit Unit
}{
	{"元人民币", CNY}, {"元人民幣", CNY}, {"人民币元", CNY}, {"美元", USD}, {"港元", HKD}, {"港币", HKD}, {"港幣", HKD}, {"元", CNY}, {"yuan", CNY}, {"RMB", CNY}, {"Renminbi", CNY},
	{"U.S. dollars", USD}, {"US dollars", USD}, {"HK dollars", HKD}, {"Hong Kong dollars", HKD}, {"euros", "EUR"},
}

// readBefore reads sign, currency and qualifier, from right to left.
func (n *Number) readBefore(text string) {
	window := text[max(0, n.From-lookaround):n.From]
	b, minus := cutSign(window)
	b, open := cut(b, "(", "（")
	rest, money := n.currency(b)
	switch {
	case money:
		b = rest
		if less, ok := cutSign(b); ok {
			b, minus = less, true
		}
	case open:
		n.Parenthesis = true
		return
	}
	n.Negative = minus || open && closes(text[n.To:])
	if less, ok := cutWord(b, "negative", "minus", "负", "負"); ok {
		n.Negative, b = true, less
	}
	for _, q := range qualifiers {
		if less, ok := cutWord(b, q.words...); ok {
			n.Qualifier, b = q.name, less
			break
		}
	}
	if n.Negative || n.Qualifier != "" || money {
		n.Start = n.From - (len(window) - len(strings.TrimRight(b, blanks)))
		n.Start += leading(text[n.Start:])
	}
	_, n.Parenthesis = cut(strings.TrimRight(b, " "), "(", "（")
}

// leading is how many bytes of space a text begins with.
func leading(s string) int { return len(s) - len(strings.TrimLeft(s, blanks)) }

// currency takes the currency off the end of b, and says whether there is
// one. A dollar of an unknown country is one.
func (n *Number) currency(b string) (string, bool) {
	t := strings.TrimRight(b, blanks)
	for _, c := range currencies {
		if rest, ok := strings.CutSuffix(t, c.word); ok && !wordBefore(rest, c.word) {
			n.Unit = c.unit
			return rest, true
		}
	}
	if rest, ok := strings.CutSuffix(t, "$"); ok {
		n.Dollar = true
		return rest, true
	}
	return b, false
}

// wordBefore says that the letters of a currency end a longer word.
func wordBefore(rest, word string) bool {
	if rest == "" || word[0] > 'Z' || word[0] < 'A' {
		return false
	}
	c := rest[len(rest)-1]
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// closes says that a parenthesis closes behind the number, perhaps behind its
// scale.
func closes(after string) bool {
	after = strings.TrimLeft(after[:min(len(after), lookaround)], " %％")
	return strings.HasPrefix(after, ")") || strings.HasPrefix(after, "）")
}

// cutSign takes a minus off the end that is no hyphen of a word or a range.
func cutSign(s string) (string, bool) {
	rest, ok := cut(s, "-", "−", "－", "–")
	if !ok {
		return s, false
	}
	r, _ := utf8.DecodeLastRuneInString(rest)
	if rest == "" || strings.ContainsRune(" (（$¥￥\u00a0,，：:幣币元为為", r) || strings.HasSuffix(rest, "RMB") || strings.HasSuffix(rest, "CNY") {
		return rest, true
	}
	return s, false
}

func cut(s string, suffixes ...string) (string, bool) {
	for _, x := range suffixes {
		if rest, ok := strings.CutSuffix(s, x); ok {
			return rest, true
		}
	}
	return s, false
}

// cutWord takes a whole word off the end, and the spaces around it.
func cutWord(s string, words ...string) (string, bool) {
	t := strings.TrimRight(s, blanks)
	for _, w := range words {
		if len(t) < len(w) || !strings.EqualFold(t[len(t)-len(w):], w) {
			continue
		}
		rest := t[:len(t)-len(w)]
		if rest == "" || w[0] > 0x7f || !wordBefore(rest, "A") {
			return rest, true
		}
	}
	return s, false
}

var qualifiers = []struct {
	name  string
	words []string
}{
	{"under", []string{"less than", "fewer than", "below", "under", "up to", "at most", "低于", "低於", "少于", "少於", "不足", "不到", "不超过", "不超過"}},
	{"over", []string{"more than", "over", "exceeding", "exceeded", "in excess of", "at least", "above", "超过", "超過", "突破", "逾", "高于", "高於", "多于", "多於", "超"}},
	{"about", []string{"about", "approximately", "around", "nearly", "almost", "roughly", "some", "circa", "close to", "大约", "大約", "约为", "約為", "约", "約", "接近", "逼近", "近"}},
}
