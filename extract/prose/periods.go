package prose

import (
	"strings"

	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
)

// Periods is the periods that a text names. The hyphen of first-quarter and
// second-half parts no words, and a bare year has the length by which its
// results are called behind it: 2023 annual results, 2024年中期業績.
func Periods(text string) []fiscal.Mention {
	mentions := fiscal.Scan(spaced(text))
	for i, m := range mentions {
		if !bare(m) {
			continue
		}
		switch rest := text[m.End:]; {
		case yearBehind.MatchString(rest):
			mentions[i].Months = 12
		case halfBehind.MatchString(rest):
			mentions[i].Half = 1
		}
	}
	return mentions
}

var (
	yearBehind = pattern.New(`(?i)^[ 年]*(?:(?:unaudited |audited |final |consolidated )?(?:annual|full[- ]year) (?:financial )?results?\b|全年|年度)`)
	halfBehind = pattern.New(`(?i)^[ 年]*(?:(?:unaudited |audited |consolidated )?(?:interim|half[- ]year(?:ly)?) (?:financial )?results?\b|中期|半年)`)
)

// spaced writes the hyphens of first-quarter and second-half as spaces, which
// are as long.
func spaced(text string) string {
	if !strings.Contains(text, "-") {
		return text
	}
	b := []byte(text)
	for _, m := range hyphened.FindAllStringIndex(text, -1) {
		b[m[0]+strings.IndexByte(text[m[0]:], '-')] = ' '
	}
	return string(b)
}

var hyphened = pattern.New(`(?i)\b(?:first|second|third|fourth)-(?:quarter|half)\b`)
