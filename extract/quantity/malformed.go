package quantity

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// NotWhole is why a malformed number is missed.
const NotWhole = "not a well-formed number"

// goesOn says that what was read is not all of a number: digits stand before it,
// or what stands behind it belongs to it and is not understood.
func (n *Number) goesOn(text string) bool {
	money := n.Unit != "" && n.Unit != Percent && n.Unit != Points && n.Unit != Ratio || n.Dollar
	if cutBefore(text[:n.From]) && (!money || n.Start == n.From) {
		return true
	}
	if n.odd || money && (stray(text, touching(text, n.To)) > 0 || digitAt(text, n.End) && !n.Scaled) {
		return true
	}
	if n.End == n.To && (oddBehind(text, n.To) || money && (divided(text, n.To) || !n.decimal() && openEnd(text, n.To))) {
		return true
	}
	if n.loose && !n.Scaled && !n.decimal() && !money && n.Unit == "" {
		return true
	}
	window := text[:min(len(text), n.End+lookaround)]
	at := skip(window, n.End)
	return money && unitAt(window, at) || !n.Scaled && n.scaleLike(window) || n.Scaled && money && smaller(window, n.End) ||
		n.Scaled && illion(wordAt(window, at))
}

func (n *Number) decimal() bool { return n.printedDecimals > 0 }

// Open says that a text ends with a currency, or with an amount that has no scale
// yet: what follows on the next line may belong to it.
func Open(text string) bool {
	text = strings.TrimRight(text, blanks)
	from := len(text)
	for from > 0 && strings.IndexByte("0123456789,.'", text[from-1]) >= 0 {
		from--
	}
	n := Number{From: from, To: len(text)}
	return n.money(text)
}

// openEnd says that a text ends behind a comma at i.
func openEnd(text string, i int) bool {
	return i < len(text) && text[i] == ',' && len(text)-i < lookaround && strings.Trim(text[i+1:], blanks) == ""
}

// cutBefore says that a digit and a separator stand before, or a letter that looks
// like a digit and belongs to no word.
func cutBefore(before string) bool {
	if before == "" {
		return false
	}
	last := len(before) - 1
	if c := before[last]; c == '.' || c == ',' || c == '\'' {
		last--
		if last >= 0 && before[last] >= '0' && before[last] <= '9' {
			return true
		}
	}
	return last >= 0 && lookalike(before[last]) && (last == 0 || !asciiLetter(rune(before[last-1])))
}

// lookalike says that a letter is easily taken for a digit.
func lookalike(c byte) bool { return c == 'l' || c == 'I' || c == 'O' || c == 'o' }

// oddBehind says that a number goes on at i in what no number of ours is written
// with: a digit of another script, or, behind a point or comma, a letter that looks
// like one.
func oddBehind(text string, i int) bool {
	if i >= len(text) {
		return false
	}
	if c := text[i]; c < utf8.RuneSelf {
		return (c == '.' || c == ',') && i+1 < len(text) && lookalike(text[i+1]) && (i+2 == len(text) || !asciiLetter(rune(text[i+2])))
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return otherDigit(r)
}

// stray is where digits go on behind signs at i that neither part words nor make a
// range, 0 where none do.
func stray(text string, i int) int {
	for range maxSigns {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case isDigit(r):
			return i
		case size == 0, unicode.IsSpace(r), unicode.IsLetter(r), strings.ContainsRune("-‐‑–—~～(（，、。；：$¥￥€£", r):
			return 0
		}
		i += size
	}
	return 0
}

// maxSigns bounds the signs that are looked over.
const maxSigns = 4

// signsEnd is behind the signs at i, those apart that end a sentence or a clause.
func signsEnd(text string, i int) int {
	for range maxSigns {
		r, size := utf8.DecodeRuneInString(text[i:])
		if size == 0 || unicode.IsLetter(r) || isDigit(r) || strings.ContainsRune(".;:。；：()（）", r) {
			break
		}
		i += size
	}
	return i
}

// divided says that a slash and a digit stand at i.
func divided(text string, i int) bool {
	return i+1 < len(text) && text[i] == '/' && text[i+1] >= '0' && text[i+1] <= '9'
}

// unitAt says that a unit stands at i which no amount of money is counted in.
func unitAt(text string, i int) bool {
	if i >= len(text) {
		return false
	}
	for _, u := range units {
		if hasWord(text[i:], u.word) && wordEnds(text, i+len(u.word), u.word) {
			return true
		}
	}
	return strings.HasPrefix(text[i:], "‰") || strings.HasPrefix(text[i:], "百分")
}

// smaller says that a smaller part of the amount follows in words that are not
// read: "1 billion 200 million".
func smaller(text string, i int) bool {
	if c, _ := separator(text, i); c != 0 && !wideComma(text, i) {
		return true
	}
	at := blankEnd(text, i)
	end := run(text, at)
	if end == at {
		return false
	}
	if at == i {
		return !yearAt(text, i)
	}
	if c, next := separator(text, end); c == '.' {
		end = run(text, next)
	}
	_, _, ok := scaleAt(text, end)
	return ok
}

// scaleLike says that behind the digits, or behind words in parentheses, stands
// what looks like a scale and was not read as one.
func (n *Number) scaleLike(text string) bool {
	i := n.To
	if n.End > n.To && n.Unit == "" {
		i = n.End
	}
	if n.Unit != "" && n.Start == n.From && !n.Unit.Currency() {
		return false // percentages and such
	}
	if _, _, ok := scaleAt(text, signsEnd(text, i)); ok && !n.Scaled {
		return true
	}
	rest := strings.TrimLeft(text[i:], blanks)
	if inside, ok := cutParenthesis(rest); ok {
		at := len(text) - len(inside)
		if _, _, ok := scaleAt(text, at); ok {
			return true
		}
	}
	if hyphen := strings.TrimLeft(rest, "-‐‑–"); hyphen != rest {
		rest = strings.TrimLeft(hyphen, blanks)
	}
	r, _ := utf8.DecodeRuneInString(rest)
	if strings.ContainsRune("百佰仟拾十京垓", r) && rest != "" {
		return true
	}
	word := wordAt(text, len(text)-len(rest))
	if len(word) == 1 && len(rest) < len(text)-i {
		return strings.Contains("mbkMBK", word)
	}
	return LikeScale(word)
}

// cutParenthesis takes short words in parentheses off the head of a text.
func cutParenthesis(s string) (rest string, ok bool) {
	if s == "" || s[0] != '(' {
		return s, false
	}
	at := strings.IndexByte(s[:min(len(s), 24)], ')')
	if at < 0 {
		return s, false
	}
	return s[at+1:], true
}

// wordAt is the English word at i.
func wordAt(text string, i int) string {
	end := i
	for end < len(text) && asciiLetter(rune(text[end])) {
		end++
	}
	return text[i:end]
}

// malformed is a number that cannot be read, with all that may belong to it.
func (n Number) malformed(text string) (Number, int) {
	n.Value, n.Malformed = Amount{}, true
	end := max(n.To, n.End)
	for {
		end = blobEnd(text, end)
		if at := stray(text, touching(text, end)); at > 0 && !n.bare() {
			end = at
			continue
		}
		c, at := looseSeparator(text, end)
		if c == 0 || n.bare() || c != ' ' && !amountAt(text, run(text, at)) {
			break
		}
		end = run(text, at)
	}
	n.To = max(n.To, end)
	rest := Number{From: n.From, To: end, Unit: n.Unit, Dollar: n.Dollar}
	rest.readAfter(text)
	n.End, n.Scaled = max(end, rest.End), n.Scaled || rest.Scaled
	if n.Unit == "" {
		n.Unit = rest.Unit
	}
	return n, n.End
}

// blobEnd is where letters and digits that touch end.
func blobEnd(text string, i int) int {
	for i < len(text) {
		if c := text[i]; c >= '0' && c <= '9' || asciiLetter(rune(c)) {
			i++
			continue
		}
		if _, at := separator(text, i); at > i {
			i = at
			continue
		}
		if divided(text, i) {
			i++
			continue
		}
		if oddBehind(text, i) {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isDigit(r) && !Invisible(r) {
			break
		}
		i += size
	}
	return i
}
