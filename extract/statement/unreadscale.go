package statement

import (
	"strings"

	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
)

// unclearScale is the scale of a unit that names one which is not understood: no
// wider one holds in its place, and no figure is read by it.
const unclearScale = 99

var (
	// the word, or the number, that stands where the scale of a unit does
	placeForm  = pattern.New(`(?i)(?:(?:^|\(|\b(?:amounts?|expressed|stated|presented|figures|RMB|CNY)\s+)\s*in\s+(?:(?:units?|of|amounts?|the|` + money + `)\s+)*|\bin\s+` + money + `|[(:：]\s*(?:in\s+)?` + money + `\s*(?:in\s+)?|^\s*` + money + `\s+(?:in\s+)?|\()[a-z]+\b`)
	countForms = pattern.New(`(?i)` + inDigits + `\d+(?:,\d+)*(?: (?:thousand|million|billion))?` + unitEnd)
	manyForm   = pattern.New(`(?:^|[^\d一二三四五六七八九十百千])[十百拾佰仟]元`)
)

// unreadScale says that a text names a scale which is not the one that was read.
func unreadScale(text string, u unitLine) bool {
	if !u.scaled && countForms.MatchString(text) && !yearsOnly.MatchString(text) {
		return true
	}
	if strings.Contains(text, "元") && manyForm.MatchString(text) {
		return true
	}
	if !likeScale(text) {
		return false
	}
	for _, m := range placeForm.FindAllStringIndex(text, -1) {
		_, word := cutLast(strings.ToLower(text[m[0]:m[1]]))
		switch {
		case plainScales[strings.TrimSuffix(word, "s")], !quantity.LikeScale(word):
		case u.scaled && (strings.HasPrefix(word, "ten") || strings.HasPrefix(word, "hundred")) && u.scale%3 != 0, u.scaled && u.scale == 5:
		default:
			return true
		}
	}
	return false
}

var yearsOnly = pattern.New(`(?:19|20)\d\d`)

// plainScales are read as they are; "m" and such only close behind a currency.
var plainScales = map[string]bool{"thousand": true, "million": true, "billion": true, "mn": true, "bn": true}

// likeScale says that some word of a text is like one of a scale, and not one of the
// plain ones.
func likeScale(text string) bool {
	for start := 0; start < len(text); {
		end := start
		for end < len(text) && text[end]|0x20 >= 'a' && text[end]|0x20 <= 'z' {
			end++
		}
		if word := text[start:end]; len(word) > 1 && quantity.LikeScale(word) && !plainScales[strings.TrimSuffix(strings.ToLower(word), "s")] {
			return true
		}
		start = end + 1
	}
	return false
}
