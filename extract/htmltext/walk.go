package htmltext

import (
	"context"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"tickmark/extract"
	"tickmark/extract/pattern"
)

// walker gathers blocks in reading order.
type walker struct {
	ctx     context.Context
	dresses dresses
	blocks  []extract.Block
	words   words
	inCell  words // of a table's cell, while one is read
	style   style // of the first word of the paragraph being gathered
	lines   int   // consecutive line breaks
}

var blockElements = map[string]bool{
	"p": true, "div": true, "li": true, "ul": true, "ol": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true,
	"section": true, "article": true, "header": true, "footer": true, "center": true, "blockquote": true, "pre": true, "hr": true,
	"dl": true, "dt": true, "dd": true, "body": true, "html": true, "form": true, "main": true, "aside": true, "nav": true, "figure": true,
}

func (w *walker) walk(n *html.Node, s style, depth int) {
	if depth > maxDepth || w.ctx.Err() != nil {
		return
	}
	switch {
	case n.Type == html.TextNode:
		w.text(n.Data, s)
		return
	case n.Type == html.ElementNode && n.Data == "table":
		w.flush()
		w.table(n, depth)
		return
	case n.Type == html.ElementNode && n.Data == "br":
		if w.lines++; w.lines > 1 {
			w.flush()
		}
		w.words.space()
		return
	}
	s = w.dresses.within(s, n)
	block := n.Type == html.ElementNode && blockElements[n.Data]
	if block {
		w.flush()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c, s, depth+1)
	}
	if block {
		w.flush()
	}
}

func (w *walker) text(data string, s style) {
	if strings.TrimFunc(data, unicode.IsSpace) != "" {
		w.lines = 0
		if w.words.empty() {
			w.style = s
		}
	}
	w.words.add(data, s)
}

// flush ends the paragraph being gathered.
func (w *walker) flush() {
	text, marks, bold := w.words.take()
	w.lines = 0
	if text == "" {
		return
	}
	b := extract.Block{Words: text, Marks: marks}
	b.Kind = kindOf(text, marks, w.style, bold)
	w.blocks = append(w.blocks, b)
}

var (
	pageForm    = pattern.New(`^(?:F-|S-)?\d{1,3}$|^- ?\d{1,3} ?-$|^(?i:page \d{1,3}(?: of \d{1,3})?)$|^(?i:table of contents)$|^\[MISSING IMAGE.*\]$|^LOGO$`)
	bulletForm  = pattern.New(`^[•·●○◦▪■\x{f0b7}–—-]$`)
	noteForm    = pattern.New(`^(?:\[\d{1,2}\]|\(\d{1,2}\)|[*†‡]{1,3})\s?\S`)
	bracketMark = pattern.New(`\[\d{1,2}\]`)
)

// maxFurniture is the longest form of pageForm but for the one in brackets, in
// bytes.
const maxFurniture = 24

// longest heading that is told by its dress, in bytes.
const maxHeading = 200

func kindOf(text string, marks []extract.Span, s style, bold bool) extract.Kind {
	switch {
	case (len(text) <= maxFurniture || text[0] == '[') && pageForm.MatchString(text) || bulletForm.MatchString(text):
		return extract.Furniture
	case s.heading || (bold || s.centered && shouted(text)) && len(text) <= maxHeading && !strings.HasSuffix(text, "."):
		return extract.Heading
	case len(marks) > 0 && marks[0].Start == 0 && len(text) > marks[0].End || noteForm.MatchString(text):
		return extract.Note
	}
	return extract.Paragraph
}

func shouted(text string) bool { return strings.ToUpper(text) == text && strings.ToLower(text) != text }
