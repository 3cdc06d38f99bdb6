package prose

import (
	"strings"
	"unicode/utf8"
)

// sentences cuts a paragraph into sentences, as byte ranges. A full stop ends
// one before a space and a capital, a quote or an ideograph; not after an
// initial, a common abbreviation, or within a number ("16. 1%").
func sentences(text string) [][2]int {
	var out [][2]int
	start := 0
	for i, r := range text {
		if r == '“' && speech(text[start:i]) {
			out = append(out, [2]int{start, i})
			start = i
			continue
		}
		end := i + utf8.RuneLen(r)
		if r == utf8.RuneError {
			end = i + 1
		}
		if end <= start || !stops(text, i, end, r) {
			continue
		}
		out = append(out, [2]int{start, end})
		start = end
	}
	if strings.TrimSpace(text[start:]) != "" {
		out = append(out, [2]int{start, len(text)})
	}
	return out
}

// speech says that a quotation begins behind before: somebody said, and a
// comma or a colon.
func speech(before string) bool {
	before = strings.TrimRight(before, " ")
	return strings.HasSuffix(before, ",") || strings.HasSuffix(before, ":") || strings.HasSuffix(before, "：")
}

func stops(text string, i, end int, r rune) bool {
	switch r {
	case '。', '；', '！', '？', '•', '●':
		return true
	case '!', '?', ';':
		return end == len(text) || text[end] == ' '
	case '.':
	default:
		return false
	}
	rest := strings.TrimLeft(text[end:min(len(text), end+8)], "”\"')")
	if rest == "" {
		return true
	}
	if rest[0] != ' ' && rest == text[end:min(len(text), end+8)] {
		return false
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " “\""))
	return !(next >= 'a' && next <= 'z' || next >= '0' && next <= '9') && !abbreviated(text[:i])
}

// abbreviated says that the word before a full stop is an abbreviation.
func abbreviated(before string) bool {
	at := strings.LastIndexAny(before, " (“\"") + 1
	w := before[at:]
	switch w {
	case "Mr", "Ms", "Mrs", "Dr", "Inc", "Ltd", "Co", "Corp", "No", "U.S", "U.K", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "vs", "approx", "St", "e.g", "i.e":
		return true
	}
	return len(w) == 1 && w[0] >= 'A' && w[0] <= 'Z'
}
