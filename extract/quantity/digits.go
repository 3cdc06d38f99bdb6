package quantity

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// blanks part the groups of a number, and a number from what belongs to it.
const blanks = " \u00a0\t\n\r\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"

// maxGroups bounds the groups of three digits that blanks may part: no amount
// has more.
const maxGroups = MaxDigits / 3

// readDigits reads the digits that begin at n.From to their end: groups of three
// in one kind of separator, decimals, a fraction. It is false where they go on in
// a way that no number does.
func (n *Number) readDigits(text string) bool {
	d := scanned{text: text, from: n.From, to: run(text, n.From)}
	d.head = digitCount(text[d.from:d.to])
	ok := d.tight() && (d.to == len(text) || !mayGoOn(text[d.to]) || d.more(n))
	n.To = d.to
	if !ok {
		return false
	}
	v, err := parseDigits(text[d.from:d.to])
	if err != nil {
		return false
	}
	if d.fraction != nil {
		v = Amount{v.Coef*power10(d.fraction.places) + d.fraction.value, -int8(d.fraction.places)}
	}
	n.Value, n.printedDecimals, n.loose = v, -int(v.Exp), d.loose
	if d.fraction != nil {
		n.To = d.fraction.end
	}
	return true
}

// scanned is the digits of a number as far as they are read.
type scanned struct {
	text     string
	from, to int
	head     int  // digits before the first separator
	sep      rune // of the groups so far: , ' or a blank; 0 for none
	decimals bool
	loose    bool // a blank stands within
	fraction *fraction
}

// tight reads what no blank interrupts.
func (d *scanned) tight() bool {
	for {
		c, at := separator(d.text, d.to)
		if c == 0 || c == '.' {
			break
		}
		end := run(d.text, at)
		if digitCount(d.text[at:end]) == 3 && (d.sep == c || d.sep == 0 && d.head <= 3) {
			d.sep, d.to = c, end
			continue
		}
		return wideComma(d.text, d.to) && !amountAt(d.text, end)
	}
	if c, at := separator(d.text, d.to); c == '.' {
		d.to, d.decimals = run(d.text, at), true
		c, _ := separator(d.text, d.to)
		return c == 0 || wideComma(d.text, d.to)
	}
	return true
}

// wideComma says that a full-width comma stands at i: it parts clauses as often as
// digits.
func wideComma(text string, i int) bool { return strings.HasPrefix(text[i:], "，") }

// amountAt says that the number whose digits end at i has decimals or a scale.
func amountAt(text string, i int) bool {
	if c, _ := separator(text, i); c != 0 {
		return true
	}
	_, _, ok := scaleAt(text, i)
	return ok
}

// mayGoOn says that digits may go on behind a byte, over a blank.
func mayGoOn(c byte) bool { return c == ' ' || c == ',' || c == '.' || c >= utf8.RuneSelf || c <= '\r' }

// more reads on behind a blank: a fraction, decimals, groups. What could be the
// rest of an amount of money and does not fit makes it none.
func (d *scanned) more(n *Number) bool {
	if d.readFraction(n) {
		return d.fraction.places > 0
	}
	c, at := looseSeparator(d.text, d.to)
	if c == 0 {
		return true
	}
	end := run(d.text, at)
	switch {
	case c == '.':
		return d.looseDecimals(n, at, end)
	case d.decimals, digitCount(d.text[at:end]) != 3, d.sep == '\'', c == ' ' && d.sep != 0, d.sep == 0 && d.head > 3:
		return c != ' ' || yearAt(d.text, at) || !n.money(d.text)
	}
	return d.looseGroups(n, c, end)
}

// looseDecimals reads the typos "16. 1%" and "2,478. 0 million"; a number may as
// well begin the next sentence.
func (d *scanned) looseDecimals(n *Number, at, end int) bool {
	if d.decimals {
		return true
	}
	rest := d.text[end:min(len(d.text), end+lookaround)]
	_, _, scaled := scaleAt(d.text, end)
	percent := strings.HasPrefix(strings.TrimLeft(rest, blanks), "%")
	switch {
	case percent, scaled && d.text[at] == '0':
		d.to, d.decimals, d.loose = end, true, true
	case yearAt(d.text, at), strings.HasPrefix(rest, "."), strings.HasPrefix(rest, ")"):
	default:
		return !n.money(d.text)
	}
	return true
}

// looseGroups reads "2 478.0" and "2, 478.0", whose first group of digits behind
// the blank ends at end, where what stands around says that it is one number.
func (d *scanned) looseGroups(n *Number, c rune, end int) bool {
	for range maxGroups {
		more, at := looseSeparator(d.text, end)
		if c == ',' {
			if tight, next := separator(d.text, end); tight == ',' {
				more, at = tight, next
			}
		}
		if more != c || digitCount(d.text[at:run(d.text, at)]) != 3 {
			break
		}
		end = run(d.text, at)
	}
	decimals := false
	if p, at := separator(d.text, end); p == '.' {
		end, decimals = run(d.text, at), true
	}
	lead := n.lead(d.text)
	if p, _ := separator(d.text, end); p != 0 {
		d.to = max(d.to, end)
		return lead != led
	}
	if lead == apart {
		return true
	}
	whole := Number{From: d.from, To: end}
	whole.readBefore(d.text)
	money := whole.Unit != "" || whole.Dollar
	whole.readAfter(d.text)
	priced := whole.Scaled || whole.Unit.Currency() && !money
	switch {
	case lead == led && (priced || c == ' ' && money && (decimals || isTight(d.text, d.from))):
		d.to, d.sep, d.decimals, d.loose = end, c, decimals, true
		return true
	case c == ',' && !money && !priced:
		return true
	}
	d.to = end
	return false
}

// isTight says that no blank stands before i.
func isTight(text string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	return !strings.ContainsRune(blanks, r)
}

// The ways in which what stands before digits says that groups behind a blank
// belong to them.
const (
	unsaid = iota
	led    // a currency, "revenue of": an amount is to follow
	apart  // "September 30", "Q3": a number by itself
)

// lead says what stands before a number.
func (n *Number) lead(text string) int {
	if n.money(text) {
		return led
	}
	before := text[max(0, n.From-lookaround):n.From]
	r, _ := utf8.DecodeLastRuneInString(before)
	switch {
	case r >= '一' && r <= '鿿':
		if strings.ContainsRune("第註注附表图圖号號页頁季期", r) {
			return apart
		}
		return led
	case isDigit(r) || asciiLetter(r):
		return apart
	}
	before = strings.TrimRight(before, blanks)
	at := len(before)
	for at > 0 && asciiLetter(rune(before[at-1])) {
		at--
	}
	switch word := strings.ToLower(before[at:]); {
	case leadWords[word]:
		return led
	case lonelyWords[word]:
		return apart
	}
	return unsaid
}

var (
	leadWords = map[string]bool{"was": true, "were": true, "is": true, "are": true, "of": true, "to": true, "from": true, "reached": true,
		"totaled": true, "totalled": true, "totaling": true, "about": true, "approximately": true, "over": true, "nearly": true}
	lonelyWords = map[string]bool{"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true,
		"august": true, "september": true, "october": true, "november": true, "december": true, "note": true, "notes": true, "top": true,
		"no": true, "item": true, "page": true, "section": true, "table": true, "step": true, "phase": true, "quarter": true}
)

// money says that a currency stands before the digits.
func (n *Number) money(text string) bool {
	m := Number{From: n.From, To: n.To}
	m.readBefore(text)
	return m.Unit.Currency() || m.Dollar
}

// parseDigits parses digits as they are printed, blanks beside commas and points
// taken out.
func parseDigits(s string) (Amount, error) {
	v, err := Parse(s)
	if err == nil || !strings.ContainsAny(s, blanks) {
		return v, err
	}
	var b strings.Builder
	pending := false
	for _, r := range s {
		switch c := narrow(r); {
		case strings.ContainsRune(blanks, r):
			pending = b.Len() > 0
			continue
		case c == ',' || c == '.':
			pending = false
		}
		if last := b.String(); pending && !strings.HasSuffix(last, ",") && !strings.HasSuffix(last, ".") {
			b.WriteByte(' ')
		}
		pending = false
		b.WriteRune(narrow(r))
	}
	return Parse(b.String())
}

func asciiLetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }

// otherDigit says that r is a digit that no number of ours is written with.
func otherDigit(r rune) bool {
	return r >= utf8.RuneSelf && !isDigit(r) && unicode.Is(unicode.N, r) && !(r >= '一' && r <= '鿿') && r != '〇'
}
