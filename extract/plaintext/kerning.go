package plaintext

import (
	"regexp"
	"strings"
)

// Some programs that write layout text take the wide gap after a kerned
// capital for a space: "RM B", "S eptember", "CONS OLIDATED". A text that
// breaks the name of its currency so is broken throughout.

const (
	brokenName  = "RM B"
	brokenTimes = 2 // in a text, before it is taken for broken
)

var (
	brokenCurrency = regexp.MustCompile(`\b(RM|US|HK) (B|D|\$)`)
	brokenWord     = regexp.MustCompile(`(\w+\.? )?\b([B-HJ-Z]) ([a-z]{2,})\b`)
	brokenCapitals = regexp.MustCompile(`([A-Z]*S) ([A-Z]+)\b`)
	beforeLetter   = regexp.MustCompile(`(?i)^(?:class|series|type|note|part|schedule|exhibit|annex|appendix|category|mr\.|ms\.) $`)
	wholeWord      = regexp.MustCompile(`^(?:OF|AND|IN|TO|FOR|THE|ON|AT|BY|PER|OR|FROM|WITH|INC|LTD|LIMITED)$`)
)

// mendKerning joins broken words. The space goes behind the word, so that
// nothing after it changes its column.
func mendKerning(text string) string {
	if strings.Count(text, brokenName) < brokenTimes {
		return text
	}
	text = brokenCurrency.ReplaceAllString(text, "$1$2 ")
	text = replaceEach(brokenWord, text, func(m []string) string {
		if beforeLetter.MatchString(m[1]) {
			return m[0]
		}
		return m[1] + m[2] + m[3] + " "
	})
	lines := strings.SplitAfter(text, "\n")
	for i, line := range lines {
		if line == strings.ToUpper(line) {
			lines[i] = mendCapitals(line)
		}
	}
	return strings.Join(lines, "")
}

// mendCapitals joins the words of a title in capitals, which break after S.
func mendCapitals(line string) string {
	return replaceEach(brokenCapitals, line, func(m []string) string {
		if wholeWord.MatchString(m[2]) {
			return m[0]
		}
		return m[1] + m[2] + " "
	})
}

func replaceEach(form *regexp.Regexp, text string, with func(m []string) string) string {
	return form.ReplaceAllStringFunc(text, func(s string) string { return with(form.FindStringSubmatch(s)) })
}
