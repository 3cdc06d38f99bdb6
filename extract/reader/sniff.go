package reader

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"tickmark/extract"
)

// sniffed is how far into a document its type is looked for.
const sniffed = 4096

var (
	pageForm     = regexp.MustCompile(`(?i)<(?:!doctype\s+html|html|body|table|div|p|tr|td|head|document|h[1-6])\b[^<>]*>`)
	inlineForm   = regexp.MustCompile(`(?i)<(?:span|font|br)\b[^<>]*>`) // Markdown holds them too
	columnTags   = regexp.MustCompile(`(?m)^\s*<S>.*<C>`)               // over tables laid out in blanks
	cellForm     = regexp.MustCompile(`(?i)<(?:td|tr)\b`)
	markdownForm = regexp.MustCompile(`(?m)^#{1,6} \S|^\|.*\|.*\|\s*$|\]\(https?://|^\*\*\S.*\*\*`)
)

// Sniff tells the type of a document by its bytes, whatever its name says.
// The zero Media is a type that tickmark does not read.
func Sniff(data []byte) extract.Media {
	head := data[:min(len(data), sniffed)]
	switch {
	case bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")):
		return extract.PDF
	case binary(head):
		return ""
	case bytes.Contains(data, []byte("<S>")) && columnTags.Match(data) && !cellForm.Match(data):
		return extract.Plain
	case pageForm.Match(head):
		return extract.HTML
	case markdownForm.Match(data):
		return extract.Markdown
	case inlineForm.Match(head):
		return extract.HTML
	}
	return extract.Plain
}

// binary says that the bytes are no text in any charset: they hold NUL and no
// UTF-16 mark, or many control characters.
func binary(head []byte) bool {
	if _, name, certain := charset.DetermineEncoding(head, ""); certain && (name == "utf-16le" || name == "utf-16be") {
		return false
	}
	controls := 0
	for _, b := range head {
		if b == 0 {
			return true
		}
		if b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != '\f' {
			controls++
		}
	}
	return controls*20 > len(head) || !utf8.Valid(head) && controls > 8
}
