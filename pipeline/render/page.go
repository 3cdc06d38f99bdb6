package render

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"tickmark/extract"
	"tickmark/pipeline/canvas"
)

// page is what the HTML template prints: words ready to be escaped, no logic.
type page struct {
	Title, Period, Summary string
	Style                  template.CSS // our own, embedded
	Density                int          // how much there is to print, in lines of the page
	Legend                 []pageMark
	Blocks                 []pageBlock
	Sources                []pageWhere
	Changes                []string
	Cards                  []pageCard
}

type pageBlock struct {
	Name, Area string
	Entries    []pageEntry
	Evidence   []pageQuote
	Bare       bool
	Missing    string
}

type pageEntry struct {
	Card                  string // id of its tick card
	Before, Figure, After string // the sentence, cut around its figure
	Detail, Changed       string
	Proven                bool
	Marks                 []pageMark
	Bars                  *bars
}

type pageMark struct{ Name, Means string }

// areas are the grid areas of the blocks, in the order of canvas.BlockNames.
var areas = [9]string{"kp", "ka", "kr", "vp", "cr", "ch", "cs", "co", "re"}

// meanings say what a mark tells, in the order of the legend.
var meanings = []pageMark{
	{"contradicted", "a check fails, or documents print two values"},
	{"restated", "a later release changed it"},
	{"stale", "the newest release does not give it"},
	{"derived", "computed here; the card shows how"},
	{"demo", "cites a text written for demonstration"},
	{"unconfirmed", "no first-hand source is known"},
}

func newPage(c canvas.Canvas) page {
	p := page{
		Title: title(c), Period: canvas.PeriodWords(c.Period, c.Issuer.YearEnd), Summary: summary(c),
		Style: template.CSS(pageCSS), Changes: c.Changes,
	}
	books := cite(c)
	for i, b := range c.Blocks {
		block := pageBlock{Name: b.Name, Area: areas[i], Bare: len(b.Entries)+len(b.Evidence) == 0}
		for j, e := range b.Entries {
			id := fmt.Sprintf("%s-%d", areas[i], j+1)
			block.Entries = append(block.Entries, newPageEntry(id, e, c.Issuer.YearEnd))
			p.Cards = append(p.Cards, newPageCard(id, e, c.Issuer.YearEnd))
		}
		for _, e := range b.Evidence {
			block.Evidence = append(block.Evidence, pageQuote{pageWhere: where(e.Source), Quote: e.Quote})
		}
		block.Missing = strings.Join(each(b.Missing, missingPlain), "; ")
		p.Blocks = append(p.Blocks, block)
	}
	for _, d := range books.list {
		p.Sources = append(p.Sources, pageSource(d))
	}
	p.Legend = used(c)
	p.Density = density(c)
	return p
}

func missingPlain(m canvas.Missing) string {
	if m.Why == "" || m.Why == "no fact" {
		return m.Name
	}
	return m.Name + " (" + m.Why + ")"
}

func newPageEntry(id string, e canvas.Entry, yearEnd int) pageEntry {
	out := pageEntry{Card: id, Detail: e.Detail, Changed: e.Changed, Proven: e.Grade == extract.Proven, Marks: marksOf(e), Bars: newBars(e.Trend, yearEnd)}
	out.Before, out.Figure, out.After = around(e)
	return out
}

// around cuts a sentence at its figure. A loss is printed without its sign.
func around(e canvas.Entry) (before, figure, after string) {
	plain := e.Figure
	plain.Value = plain.Value.Abs()
	for _, f := range []canvas.Figure{e.Figure, plain} {
		words := canvas.Words(f)
		if i := strings.LastIndex(e.Text, words); i >= 0 {
			return e.Text[:i], words, e.Text[i+len(words):]
		}
	}
	return "", e.Text, ""
}

func marksOf(e canvas.Entry) []pageMark {
	var out []pageMark
	for _, m := range meanings {
		if slices.Contains(e.Marks, canvas.Mark(m.Name)) {
			out = append(out, m)
		}
	}
	return out
}

// used are the marks that stand on some line of c: a legend of others would
// only be in the way.
func used(c canvas.Canvas) []pageMark {
	var out []pageMark
	for _, m := range meanings {
		for _, b := range c.Blocks {
			if slices.ContainsFunc(b.Entries, func(e canvas.Entry) bool { return slices.Contains(e.Marks, canvas.Mark(m.Name)) }) {
				out = append(out, m)
				break
			}
		}
	}
	return out
}

// Characters that fit on a line of a narrow and of a wide block on paper, and
// what a line of the standard layout costs beside its words.
const (
	narrowLine = 48
	wideLine   = 62
)

// density is how many lines the tallest column of the printed canvas needs:
// the print size of the letters follows from it.
func density(c canvas.Canvas) int {
	tall := func(i, width int) int {
		n := 2 + (len(strings.Join(each(c.Blocks[i].Missing, missingPlain), "; "))+width-1)/width
		for _, e := range c.Blocks[i].Entries {
			n += (len(e.Text)+12*len(e.Marks)+width-1)/width + (len(e.Detail)+width-1)/width
			if e.Detail == "" && e.Trend != nil {
				n++
			}
		}
		n += (len(c.Blocks[i].Entries) + 1) / 3 // the rules between them
		for _, e := range c.Blocks[i].Evidence {
			n += (len(e.Quote)+width-5)/(width-4) + (len(e.Source.About.Title)+40)/width + 2
		}
		return n
	}
	above := max(tall(0, narrowLine), tall(1, narrowLine)+tall(2, narrowLine), tall(3, narrowLine), tall(4, narrowLine)+tall(5, narrowLine), tall(6, narrowLine))
	below := max(tall(7, wideLine), tall(8, wideLine))/2 + 2
	return above + below
}
