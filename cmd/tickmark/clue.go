package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tickmark/extract"
)

// clue is where attributes of a figure were read.
type clue struct {
	names    []string // of the attributes
	from     extract.Source
	document string // in which it stands; empty where it was not found
	one      bool   // the figure stands in that document alone
	found    extract.Found
	where    string // it stands as seen from the figure
}

// clues are the sources of a figure's attributes, each once, found in the
// documents of its witnesses.
func clues(f extract.Fact, texts map[string]extract.Text) (out []clue) {
	for _, a := range []struct {
		name string
		from extract.Source
	}{{"period", f.Evidence.Period}, {"unit", f.Evidence.Unit}, {"scale", f.Evidence.Scale}, {"basis", f.Evidence.Basis}, {"label", f.Evidence.Label}} {
		if a.from.How == "" {
			continue
		}
		if i := slices.IndexFunc(out, func(c clue) bool { return c.from == a.from }); i >= 0 {
			out[i].names = append(out[i].names, a.name)
			continue
		}
		c := clue{names: []string{a.name}, from: a.from, one: !slices.ContainsFunc(f.Witnesses, func(w extract.Witness) bool { return w.Document != f.Witnesses[0].Document })}
		for _, w := range f.Witnesses {
			if c.find(texts[w.Document], w) {
				break
			}
		}
		out = append(out, c)
	}
	return out
}

// find looks for a clue in the document of a witness.
func (c *clue) find(t extract.Text, w extract.Witness) bool {
	found, ok := t.Find(c.from.Place, c.from.Quote)
	if !ok {
		return false
	}
	c.document, c.found = w.Document, found
	figure, ok := placeOf(t, w)
	switch {
	case !ok:
	case found.At.Block < figure.At.Block:
		c.where = "above"
	case found.At.Block > figure.At.Block:
		c.where = "elsewhere"
	case found.At.Row >= 0:
		c.where = "the table"
	case found.Span.End <= figure.Span.Start:
		c.where = "earlier in the paragraph"
	}
	return true
}

// Names lists the attributes.
func (c clue) Names() string { return strings.Join(c.names, ", ") }

// maxClue is the longest quote that a line shows, in characters.
const maxClue = 120

// String is "period: “in the third quarter of 2025”, stated, p[10] 60:92".
func (c clue) String() string {
	parts := []string{how(c.from, c.where)}
	if q := []rune(c.from.Quote); len(q) > 0 {
		quote := c.from.Quote
		if len(q) > maxClue {
			quote = string(q[:maxClue]) + "…"
		}
		parts = append([]string{strconv.Quote(quote)}, parts...)
	}
	switch {
	case c.from.Place == "":
	case c.one || c.document == "":
		parts = append(parts, c.from.Place)
	default:
		parts = append(parts, fmt.Sprintf("%s of %.12s", c.from.Place, c.document))
	}
	return c.Names() + ": " + strings.Join(parts, ", ")
}

// how says in words how an attribute is known.
func how(s extract.Source, where string) string {
	switch s.How {
	case extract.Given:
		return "given by hand"
	case extract.Derived:
		return "fixed by a check"
	case extract.Stated:
		return "stated"
	}
	switch {
	case s.Quote == "":
		return "inherited from the document"
	case where == "":
		return "inherited"
	}
	return "inherited from " + where
}
