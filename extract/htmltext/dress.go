package htmltext

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"tickmark/extract/pattern"
)

// dress is what the text of a style attribute says.
type dress struct {
	bold, centered, raised, hidden bool
	indent                         int // left margin in points, about; -1 where none is named
}

// dresses remembers what was read: a page repeats a few hundred styles many
// thousand times.
type dresses map[string]dress

func (d dresses) of(style string) dress {
	if known, ok := d[style]; ok {
		return known
	}
	d[style] = dress{
		bold: boldForm.MatchString(style), centered: centerForm.MatchString(style), raised: raisedForm.MatchString(style),
		hidden: hiddenForm.MatchString(style), indent: indentOf(style),
	}
	return d[style]
}

var (
	boldForm   = pattern.New(`(?i)font-weight\s*:\s*(?:bold|[6-9]00)`)
	centerForm = pattern.New(`(?i)text-align\s*:\s*center`)
	raisedForm = pattern.New(`(?i)vertical-align\s*:\s*(?:super|top\b.*font-size)|position\s*:\s*relative\s*;\s*(?:top|bottom)\s*:`)
	hiddenForm = pattern.New(`(?i)display\s*:\s*none|visibility\s*:\s*hidden`)
	indentForm = pattern.New(`(?i)(?:margin|padding)-left\s*:\s*([\d.]+)\s*(em|pt|px|in|%)?`)
)

func indentOf(style string) int {
	m := indentForm.FindStringSubmatch(style)
	if m == nil {
		return -1
	}
	v, err := strconv.ParseFloat(m[1], 64)
	if err != nil || v > 1000 {
		return 0
	}
	return int(v * perUnit[strings.ToLower(m[2])])
}

var perUnit = map[string]float64{"em": 10, "pt": 1, "px": 0.75, "in": 72, "%": 5, "": 1}

// indent is how far an element's style moves it to the right.
func (d dresses) indent(n *html.Node) int {
	for _, a := range n.Attr {
		if a.Key == "style" {
			if in := d.of(a.Val).indent; in >= 0 {
				return in
			}
		}
	}
	return 0
}

// style is what the elements around a word say of it.
type style struct {
	bold, centered, raised bool
	heading                bool
}

// within is the style inside an element.
func (d dresses) within(s style, n *html.Node) style {
	switch n.Data {
	case "b", "strong":
		s.bold = true
	case "sup":
		s.raised = true
	case "center":
		s.centered = true
	case "h1", "h2", "h3", "h4", "h5", "h6":
		s.heading = true
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "align":
			s.centered = strings.EqualFold(a.Val, "center")
		case "style":
			is := d.of(a.Val)
			s.bold, s.centered, s.raised = s.bold || is.bold, s.centered || is.centered, s.raised || is.raised
		}
	}
	return s
}

// drop takes out the elements below n that a reader of the page does not see.
// head says that n stands in the page's head.
func (d dresses) drop(n *html.Node, head bool) {
	head = head || n.Type == html.ElementNode && n.Data == "head"
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode && (unseen(c.Data, head) || d.hides(c)) {
			n.RemoveChild(c)
		} else {
			d.drop(c, head)
		}
		c = next
	}
}

// unseen says that an element is not seen, whatever its style.
func unseen(name string, head bool) bool {
	switch name {
	case "script", "style", "noscript", "template", "ix:header":
		return true
	case "title":
		return head
	}
	return false
}

// hides reads the first style attribute, as browsers do.
func (d dresses) hides(n *html.Node) bool {
	style := -1
	for i, a := range n.Attr {
		switch {
		case a.Key == "hidden":
			return true
		case a.Key == "style" && style < 0:
			style = i
		}
	}
	return style >= 0 && d.of(n.Attr[style].Val).hidden
}
