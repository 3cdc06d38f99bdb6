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
	{"佰万", 6}, {"佰萬", 6}, {"仟万", 7}, {"仟萬", 7}, {"拾亿", 9}, {"拾億", 9}, {"仟", 3},
	{"trillion", 12}, {"billions", 9}, {"billion", 9}, {"millions", 6}, {"million", 6}, {"ten thousand", 4}, {"thousands", 3}, {"thousand", 3}, {"hundred", 2},
	{"bn", 9}, {"mn", 6}, {"mln", 6}, {"tn", 12},
}

// shortScales are read behind amounts of money only, for letters stand for much
// else.
var shortScales = map[string]int{"mil": 6, "mm": 6, "mio": 6, "m": 6, "bln": 9, "bil": 9, "b": 9, "k": 3, "trn": 12}

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

// readAfter reads scale and unit, over the marks of footnotes. It is false where
// the digits begin a word.
func (n *Number) readAfter(text string) bool {
	end := n.To
	window := text[:min(len(text), n.To+lookaround)]
	if n.Negative {
		if rest := window[end:]; strings.HasPrefix(rest, ")") || strings.HasPrefix(rest, "）") {
			_, size := utf8.DecodeRuneInString(rest)
			end += size
		}
	}
	n.End = end
	n.readScale(window, marksEnd(window, end))
	if n.Unit == "" && !n.Dollar {
		n.unitAfter(window, marksEnd(window, n.End))
	} else if at, ok := currencyAt(window, skip(window, n.End), n.Unit); ok {
		n.End = at
	}
	n.perAfter(window)
	if n.End > n.To {
		return true
	}
	r, _ := utf8.DecodeRuneInString(text[n.To:])
	return !asciiLetter(r)
}

// readScale reads the words of a scale at i or, joined by a hyphen, behind it.
func (n *Number) readScale(text string, i int) {
	script := false // of the word before
	for first := true; ; first = false {
		at, power, ok := scaleAt(text, i)
		if !ok && first {
			at, power, ok = scaleAt(text, hyphenEnd(text, i))
		}
		if !ok && !n.Scaled && (n.Unit.Currency() || n.Dollar) {
			at, power, ok = shortAt(text, i)
		}
		if !ok {
			return
		}
		chinese := text[at-1] >= utf8.RuneSelf
		n.odd = n.odd || !first && chinese != script
		n.Value, n.Scaled, script = n.Value.Shift(power), true, chinese
		i = n.mixed(text, at, power)
		n.End = i
	}
}

// hyphenEnd is behind a hyphen at i: "RMB500-million".
func hyphenEnd(text string, i int) int {
	r, size := utf8.DecodeRuneInString(text[i:])
	if r == '-' || r == '‐' || r == '‑' || r == '–' {
		return i + size
	}
	return i
}

// hasWord says that text begins with word, in whatever case: headlines write
// "RMB2.3 Billion".
func hasWord(text, word string) bool {
	return len(text) >= len(word) && (text[0]|0x20 == word[0]|0x20) && strings.EqualFold(text[:len(word)], word)
}

// scaleAt reads a scale word at or a space after i.
func scaleAt(text string, i int) (end, power int, ok bool) {
	i = skip(text, i)
	if i >= len(text) || text[i] < utf8.RuneSelf && !asciiLetter(rune(text[i])) {
		return i, 0, false
	}
	for _, s := range scales {
		if hasWord(text[i:], s.word) && wordEnds(text, i+len(s.word), s.word) {
			return i + len(s.word), s.power, true
		}
	}
	return i, 0, false
}

// shortAt reads the letters of a scale behind an amount of money: "RMB2.3B",
// "RMB2.3 mil". "B shares" are none, nor are "m²".
func shortAt(text string, i int) (end, power int, ok bool) {
	at := skip(text, i)
	word := wordAt(text, at)
	end = at + len(word)
	power, ok = shortScales[strings.ToLower(word)]
	if word == "T" && at == i {
		power, ok = 12, true
	}
	if !ok || !wordEnds(text, end, word) {
		return i, 0, false
	}
	r, _ := utf8.DecodeRuneInString(text[end:])
	if otherDigit(r) || strings.ContainsRune("-&'’/", r) && len(word) == 1 && at > i {
		return i, 0, false
	}
	if next := wordAt(text, skip(text, end)); len(word) == 1 && at > i && (strings.HasPrefix(next, "share") || next == "ordinary" || next == "class") {
		return i, 0, false
	}
	return end, power, true
}

// mixed reads the smaller parts of 1億2,000萬 and 1亿2,000万5,000元.
func (n *Number) mixed(text string, end, power int) int {
	for power >= 4 && digitAt(text, end) {
		d := scanned{text: text, from: end, to: run(text, end)}
		if d.head = digitCount(text[end:d.to]); !d.tight() {
			break
		}
		more, err := Parse(text[end:d.to])
		if err != nil {
			break
		}
		at, p, ok := scaleAt(text, d.to)
		if ok && text[at-1] < utf8.RuneSelf {
			break
		}
		if !ok && strings.HasPrefix(text[d.to:], "元") {
			at, p, ok = d.to, 0, true
		}
		sum, fits := n.Value.Add(more.Shift(p))
		if !ok || p >= power || !fits {
			break
		}
		n.Value, end, power = sum, at, p
	}
	return end
}

// unitAfter reads the unit at i or a space after it.
func (n *Number) unitAfter(text string, i int) {
	i = skip(text, i)
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
		if r != ' ' && (size == 0 || !strings.ContainsRune(blanks, r)) {
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
