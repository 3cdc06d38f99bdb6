package render

import (
	"net/url"
	"strconv"
	"strings"

	"tickmark/extract"
	"tickmark/pipeline/canvas"
)

// maxFragment bounds the words of a text fragment: enough to be found, short
// enough that line breaks of the page rarely stand between.
const maxFragment = 80

// Link is the address of a source, into the document where that is possible:
// the quoted words of HTML, the page of a PDF. Anything but http and https
// is no link, whatever a document says.
func Link(s canvas.Source) string {
	u, ok := webURL(s.About.URL)
	if !ok {
		return ""
	}
	switch s.About.Media {
	case extract.HTML:
		if words := fragment(s.Witness); words != "" {
			return u + "#:~:text=" + words
		}
	case extract.PDF:
		if s.Page > 0 {
			return u + "#page=" + strconv.Itoa(s.Page)
		}
	}
	return u
}

// fragment is the quoted words as a text fragment directive wants them:
// percent-encoded, with commas, hyphens and ampersands encoded too, for
// those have a meaning there.
func fragment(w extract.Witness) string {
	quote := w.Quote
	if len([]rune(quote)) > maxFragment {
		quote = w.Printed
	}
	return strings.NewReplacer("+", "%20", "-", "%2D").Replace(url.QueryEscape(quote))
}
