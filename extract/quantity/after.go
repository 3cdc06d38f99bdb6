package quantity

import (
	"strings"
	"unicode/utf8"
)

// scales are words after a number and the power of ten that they mean.
var scales = []struct {
	word  string
	power int
}{
	{"万亿", 12}, {"萬億", 12}, {"千亿", 11}, {"千億", 11}, {"百亿", 10}, {"百億", 10}, {"十亿", 9}, {"十億", 9}, {"亿", 8}, {"億", 8}, {"兆", 12},
	{"千万", 7}, {"千萬", 7}, {"百万", 6}, {"百萬", 6}, {"十万", 5}, {"十萬", 5}, {"万", 4}, {"萬", 4}, {"千", 3},
	{"trillion", 12}, {"billions", 9}, {"billion", 9}, {"millions", 6}, {"million", 6}, {"thousands", 3}, {"thousand", 3}, {"bn", 9}, {"mn", 6}, {"mln", 6}, {"tn", 12},
}

// units stand after a number and its scale.
var units = []struct {
	word  string
	unit  Unit
	power int
}{
	{"percentage points", Points, 0}, {"percentage point", Points, 0}, {"个百分点", Points, 0}, {"個百分點", Points, 0}, {"百分点", Points, 0}, {"百分點", Points, 0},
	{"ppts", Points, 0}, {"ppt", Points, 0}, {"pps", Points, 0}, {"pp", Points, 0}, {"basis points", Points, -2}, {"bps", Points, -2}, {"个基点", Points, -2}, {"個基點", Points, -2},
	{"%", Percent, 0}, {"％", Percent, 0}, {"percent", Percent, 0}, {"per cent", Percent, 0},
	{"times", Ratio, 0}, {"倍", Ratio, 0},
}

// per is what an amount is for.
var per = []struct {
	word string
	of   Unit
}{
	{"per ADS", ADS}, {"per American depositary share", ADS}, {"per ordinary share", Shares}, {"per share", Shares}, {"/ADS", ADS},
}

// readAfter reads scale and unit. It is false where the digits begin a word.
func (n *Number) readAfter(text string) bool {
	end := n.To
	window := text[:min(len(text), n.To+lookaround)]
	if n.Negative {
		if rest := window[end:]; strings.HasPrefix(rest, ")") || strings.HasPrefix(rest, "）") {
			_, size := utf8.DecodeRuneInString(rest)
			end += size
		}
	}
	for {
		at, power, ok := scaleAt(window, end)
		if !ok && n.Unit.Currency() && !n.Scaled {
			at, power, ok = letterAt(window, end)
		}
		if !ok {
			break
		}
		n.Value, n.Scaled, end = n.Value.Shift(power), true, at
		end = n.mixed(window, end, power)
	}
	n.End = end
	if n.Unit == "" && !n.Dollar {
		n.unitAfter(window)
	} else if at, ok := currencyAt(window, skip(window, n.End), n.Unit); ok {
		n.End = at
	}
	n.perAfter(window)
	if n.End > n.To {
		return true
	}
	r, _ := utf8.DecodeRuneInString(text[n.To:])
	return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z')
}

// hasWord says that text begins with word, in whatever case: headlines write
// "RMB2.3 Billion".
func hasWord(text, word string) bool {
	return len(text) >= len(word) && (text[0]|0x20 == word[0]|0x20) && strings.EqualFold(text[:len(word)], word)
}

// scaleAt reads a scale word at or a space after i.
func scaleAt(text string, i int) (end, power int, ok bool) {
	i = skip(text, i)
	for _, s := range scales {
		if hasWord(text[i:], s.word) && wordEnds(text, i+len(s.word), s.word) {
			return i + len(s.word), s.power, true
		}
	}
	return i, 0, false
}

// letterAt reads the letter of a scale close behind an amount of money:
// "RMB2.3B".
func letterAt(text string, i int) (end, power int, ok bool) {
	if i >= len(text) || !wordEnds(text, i+1, "B") {
		return i, 0, false
	}
	switch text[i] {
	case 'B':
		return i + 1, 9, true
	case 'M':
		return i + 1, 6, true
	case 'K':
		return i + 1, 3, true
	}
	return i, 0, false
}

// mixed reads the smaller part of 1億2,000萬.
func (n *Number) mixed(text string, end, power int) int {
	stop := digitsEnd(text, end)
	if power < 8 || stop == end {
		return end
	}
	more, err := Parse(text[end:stop])
	if err != nil {
		return end
	}
	at, p, ok := scaleAt(text, stop)
	if !ok || p >= power {
		return end
	}
	if sum, ok := n.Value.Add(more.Shift(p)); ok {
		n.Value = sum
		return at
	}
	return end
}

func (n *Number) unitAfter(text string) {
	i := skip(text, n.End)
	for _, u := range units {
		if hasWord(text[i:], u.word) && wordEnds(text, i+len(u.word), u.word) {
			n.Unit, n.Value, n.End = u.unit, n.Value.Shift(u.power), i+len(u.word)
			return
		}
	}
	for _, c := range currenciesAfter {
		if strings.HasPrefix(text[i:], c.word) && wordEnds(text, i+len(c.word), c.word) {
			n.Unit, n.End = c.unit, i+len(c.word)
			return
		}
	}
}

// currencyAt reads the currency once more behind the number: 人民幣8億元.
func currencyAt(text string, i int, unit Unit) (int, bool) {
	for _, c := range currenciesAfter {
		if c.unit == unit && strings.HasPrefix(text[i:], c.word) && wordEnds(text, i+len(c.word), c.word) {
			return i + len(c.word), true
		}
	}
	return i, false
}

func (n *Number) perAfter(text string) {
	if !n.Unit.Currency() {
		return
	}
	i := skip(text, n.End)
	for _, p := range per {
		if hasWord(text[i:], p.word) && wordEnds(text, i+len(p.word), p.word) {
			n.Unit, n.End = n.Unit.Per(p.of), i+len(p.word)
			return
		}
	}
}

// skip passes over the spaces that a footnote mark taken out may leave.
func skip(text string, i int) int {
	for range 6 {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r != ' ' && r != '\u00a0' {
			break
		}
		i += size
	}
	return i
}

// wordEnds says that no letter or digit goes on after an English word.
func wordEnds(text string, i int, word string) bool {
	if word[len(word)-1] > 0x7f || word == "%" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(text[min(i, len(text)):])
	return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || isDigit(r))
}
