package htmltext

import (
	"bytes"

	"golang.org/x/net/html"
)

// structural are the elements that the tag-by-tag reading keeps: the others
// only dress words.
var structural = map[string]bool{
	"table": true, "tr": true, "td": true, "th": true, "sup": true, "b": true, "strong": true,
	"h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true,
}

// closes lists what an opening tag ends, up to the nearest table.
var closes = map[string]map[string]bool{
	"tr": {"tr": true, "td": true, "th": true, "b": true, "strong": true, "sup": true},
	"td": {"td": true, "th": true, "b": true, "strong": true, "sup": true},
	"th": {"td": true, "th": true, "b": true, "strong": true, "sup": true},
}

// breaks are elements that part paragraphs.
var breaks = map[string]bool{"p": true, "div": true, "br": true, "li": true, "hr": true, "center": true}

// loose builds a shallow tree from the tags alone, for pages that the parser
// refuses.
func loose(data []byte) *html.Node {
	root := &html.Node{Type: html.DocumentNode}
	l := builder{stack: []*html.Node{root}}
	z := html.NewTokenizer(bytes.NewReader(data))
	skip := ""
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return root
		case html.TextToken:
			if skip == "" {
				l.add(&html.Node{Type: html.TextNode, Data: z.Token().Data})
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if t.Data == "script" || t.Data == "style" {
				skip = t.Data
			}
			l.open(t)
		case html.EndTagToken:
			t := z.Token()
			if t.Data == skip {
				skip = ""
			}
			l.close(t.Data)
		}
	}
}

type builder struct{ stack []*html.Node }

func (l *builder) add(n *html.Node) { l.stack[len(l.stack)-1].AppendChild(n) }

func (l *builder) open(t html.Token) {
	if breaks[t.Data] {
		l.add(&html.Node{Type: html.ElementNode, Data: "p"})
		return
	}
	if !structural[t.Data] || len(l.stack) > maxDepth/2 {
		return
	}
	for ends := closes[t.Data]; len(l.stack) > 1 && ends[l.stack[len(l.stack)-1].Data]; {
		l.stack = l.stack[:len(l.stack)-1]
	}
	n := &html.Node{Type: html.ElementNode, Data: t.Data, Attr: t.Attr}
	l.add(n)
	l.stack = append(l.stack, n)
}

func (l *builder) close(name string) {
	if breaks[name] {
		l.add(&html.Node{Type: html.ElementNode, Data: "p"})
	}
	for i := len(l.stack) - 1; i > 0; i-- {
		if l.stack[i].Data == name {
			l.stack = l.stack[:i]
			return
		}
		if l.stack[i].Data == "table" && name != "table" {
			return
		}
	}
}
