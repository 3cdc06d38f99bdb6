package vocabulary

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is one word, one Chinese character or one mark of a text.
type token struct {
	text       string // common form: lower case, singular, simplified
	start, end int    // bytes in the text
	upper      bool   // begins with a capital letter
	owner      bool   // is a possessive ("NetEase's")
	mark       bool   // a phrase that says non-GAAP
	comma      bool   // a comma stands before it
}

// punctuation that the cleaning steps look at; every other sign is dropped,
// or ends a phrase (stop).
const (
	opening = "("
	closing = ")"
	slash   = "/"
	stop    = "."
	percent = "%"
)

// tokens cuts s into words. Offsets are those of s.
func tokens(s string) []token {
	out := make([]token, 0, len(s)/6+4)
	comma := false
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		r = narrow(r)
		t := token{start: i, end: i + size, comma: comma}
		switch {
		case wordRune(r):
			t.end = wordEnd(s, i)
			t.fill(s[i:t.end])
		case cjk(r):
			t.text = hanText(s[i:i+size], r)
		case apostrophe(r) && loneS(s[i+size:]):
			t.end = i + size + 1 // Inc.'s
		case strings.ContainsRune("()/%", r):
			t.text = string(r)
		case r == '[' || r == ']' || r == '【' || r == '】':
			t.text = map[bool]string{true: opening, false: closing}[r == '[' || r == '【']
		case r == '&':
			t.text = "and"
		case r == ',' || r == '、':
			comma = true
		case strings.ContainsRune(".;:。!?|\n", r):
			t.text = stop
		}
		i = t.end
		if t.text != "" {
			comma = false
			out = append(out, t)
		}
	}
	return out
}

// hanText is the common form of the Chinese character r, printed as text.
func hanText(text string, r rune) string {
	if to := simplified(r); to != r {
		return string(to)
	}
	return text
}

// fill sets the common form of an English word.
func (t *token) fill(word string) {
	first, _ := utf8.DecodeRuneInString(word)
	t.upper = unicode.IsUpper(narrow(first))
	w := strings.ToLower(ascii(word))
	t.owner = strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "s'")
	w = strings.ReplaceAll(strings.TrimSuffix(w, "'s"), "'", "")
	t.text = singular(w)
	if to, ok := sameWord[t.text]; ok {
		t.text = to
	}
}

// ascii is word with full-width letters narrowed and one kind of apostrophe.
func ascii(word string) string {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return strings.Map(func(r rune) rune {
				if apostrophe(r) || r == '‘' {
					return '\''
				}
				return narrow(r)
			}, word)
		}
	}
	return word
}

// sameWord are words that labels use for one another.
var sameWord = map[string]string{
	"stockholder": "shareholder", "stock": "share", "common": "ordinary", "amortisation": "amortization",
	"unrealised": "unrealized", "realised": "realized", "capitalised": "capitalized", "normalised": "normalized",
	"cny": "rmb", "programme": "program", "licence": "license", "recognised": "recognized", "utilised": "utilized",
	"adjustement": "adjustment", "intetere": "interest", "inteterest": "interest", "adss": "ads", "ebit-da": "ebitda",
}

// singular folds plurals, the same way in labels and in texts; what it makes
// need not be a word.
func singular(w string) string {
	n := len(w)
	switch {
	case n < 4 || w[n-1] != 's':
		return w
	case strings.HasSuffix(w, "ies"):
		return w[:n-3] + "y"
	case strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "xes"):
		return w[:n-2]
	case strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"), strings.HasSuffix(w, "is"):
		return w
	}
	return w[:n-1]
}

// wordEnd is where the word that begins at i ends. A word holds letters and
// digits, apostrophes between them, and the dollar of US$.
func wordEnd(s string, i int) int {
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		r = narrow(r)
		if !wordRune(r) && r != '$' && !(apostrophe(r) && i+size < len(s)) {
			break
		}
		i += size
	}
	return i
}

// loneS says that s begins with the s of a possessive and nothing more of a
// word.
func loneS(s string) bool {
	return len(s) > 0 && s[0] == 's' && (len(s) == 1 || !wordRune(rune(s[1])))
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }

func wordRune(r rune) bool {
	return r < utf8.RuneSelf && (r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') ||
		r >= 0xC0 && r < 0x2000 && unicode.IsLetter(r)
}

func cjk(r rune) bool { return r >= 0x3400 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF }

// narrow maps full-width forms and the many spaces to ASCII.
func narrow(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r == '　' || r == '\u00a0' || r >= '\u2000' && r <= '\u200b' || r == '\u202f':
		return ' '
	case r == '⁄' || r == '∕':
		return '/'
	}
	return r
}
