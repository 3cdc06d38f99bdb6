package plaintext

import (
	"regexp"
	"strings"
)

// Text of before 2001 in EDGAR has tags of its own: they part pages, and stand
// over the columns of tables that are laid out in blanks.
var (
	pageTag   = regexp.MustCompile(`(?m)^[ \t]*<PAGE>[^\n]*$`)
	headerTag = regexp.MustCompile(`(?m)^<(?:TYPE|SEQUENCE|FILENAME|DESCRIPTION)>[^\n]*$`)
	textTag   = regexp.MustCompile(`</?(?:DOCUMENT|TEXT|TABLE|CAPTION|S|C|F1|F2|FN)>`)
)

// untagged takes the tags off a text; what stands beside them keeps its place.
func untagged(text string) string {
	if !strings.Contains(text, "<C>") {
		return text
	}
	text = headerTag.ReplaceAllString(pageTag.ReplaceAllString(text, "\f"), "")
	return textTag.ReplaceAllStringFunc(text, func(tag string) string { return strings.Repeat(" ", len(tag)) })
}
