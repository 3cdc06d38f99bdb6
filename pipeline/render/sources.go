package render

import (
	"net/url"
	"slices"

	"tickmark/pipeline/canvas"
)

// cited is a document that a canvas cites, with the number it is cited by.
type cited struct {
	Number int
	ID     string // SHA-256
	canvas.Document
	Snapshot string
}

// bibliography numbers the documents of a canvas in the order in which its
// lines first cite them.
type bibliography struct {
	list []cited
	byID map[string]int
}

func cite(c canvas.Canvas) *bibliography {
	b := &bibliography{byID: map[string]int{}}
	for _, block := range c.Blocks {
		for _, e := range block.Entries {
			for _, s := range entrySources(e) {
				b.number(s)
			}
		}
		for _, e := range block.Evidence {
			b.number(e.Source)
		}
	}
	return b
}

// number is the number of the document of s, a new one at its first citation.
func (b *bibliography) number(s canvas.Source) int {
	id := s.Document
	if id == "" {
		id = s.About.URL
	}
	if n, ok := b.byID[id]; ok {
		return n
	}
	n := len(b.list) + 1
	b.byID[id] = n
	b.list = append(b.list, cited{Number: n, ID: s.Document, Document: s.About, Snapshot: s.Snapshot})
	return n
}

// numbers are the documents that a line rests on, rising.
func (b *bibliography) numbers(e canvas.Entry) []int {
	var out []int
	for _, s := range entrySources(e) {
		if n := b.number(s); !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

// entrySources are the places behind a line: of its figure, or of what a
// derived one is computed from, then of its changes and share.
func entrySources(e canvas.Entry) []canvas.Source {
	out := figureSources(e.Figure)
	for _, c := range []*canvas.Change{e.OnYear, e.OnQuarter, e.Since} {
		if c != nil {
			out = append(out, figureSources(c.Growth)...)
			out = append(out, figureSources(c.From)...)
		}
	}
	for _, f := range []*canvas.Figure{e.Share, e.High} {
		if f != nil {
			out = append(out, figureSources(*f)...)
		}
	}
	for _, f := range append(slices.Clone(e.Twins), e.Cumulative...) {
		out = append(out, figureSources(f)...)
	}
	for _, f := range e.Contested() {
		for _, r := range f.Rivals {
			out = append(out, figureSources(r)...)
		}
	}
	return out
}

func figureSources(f canvas.Figure) []canvas.Source {
	out := slices.Clone(f.Sources)
	for _, i := range f.Inputs {
		out = append(out, figureSources(i)...)
	}
	return out
}

// webURL is raw as an address that may be linked to, without its fragment.
func webURL(raw string) (string, bool) {
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", false
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String(), true
}
