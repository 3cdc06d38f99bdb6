package render

import (
	"strings"

	"tickmark/extract"
	"tickmark/pipeline/canvas"
)

// pageCard is a tick card: all that is known of one figure.
type pageCard struct {
	ID, Name, Value, Period, Grade, Basis string
	Proven                                bool
	Marks                                 []pageMark
	Facts                                 []pageFact
	Checks                                []string
	Parts                                 []pagePart
}

// pageFact is one line of a card's list: a name, a value, how it is known.
type pageFact struct{ Name, Value, How string }

// pagePart is the quoted places of one figure.
type pagePart struct {
	Name   string
	Quotes []pageQuote
	More   int // places that are not shown
}

// pageQuote is words of a document, cut around the printed figure.
type pageQuote struct {
	pageWhere
	Quote                  string
	Before, Printed, After string
}

// pageWhere is a document, and a place in it.
type pageWhere struct {
	Title, Link, Published, Place, Rule, ID string
	Demo                                    bool
}

// maxQuotes is how many places of one figure a card shows.
const maxQuotes = 4

var basisWords = map[extract.Basis]string{
	extract.GAAP: "under its accounting standards", extract.NonGAAP: "non-GAAP", extract.Operating: "operating figure", extract.Guidance: "guidance",
}

func newPageCard(id string, e canvas.Entry, yearEnd int) pageCard {
	out := pageCard{
		ID: id, Name: e.Name, Value: canvas.Words(e.Figure), Period: canvas.PeriodWords(e.Period, yearEnd),
		Grade: gradeWords(e.Figure), Basis: basisWords[e.Basis], Proven: e.Grade == extract.Proven,
		Marks: marksOf(e), Checks: checkTexts(e.Checks), Facts: cardFacts(e, yearEnd),
	}
	if e.High != nil {
		out.Value += " to " + canvas.Words(*e.High)
	}
	add := func(name string, f canvas.Figure) {
		if len(f.Sources) > 0 {
			out.Parts = append(out.Parts, newPart(name, f.Sources))
		}
	}
	add("Printed", e.Figure)
	for _, in := range e.Inputs {
		add(inputName(in, yearEnd), in)
	}
	for i, f := range e.Contested() {
		for _, r := range f.Rivals {
			if i == 0 && len(e.Rivals) > 0 {
				add("Also printed as "+canvas.Words(r), r)
			} else {
				add(inputName(f, yearEnd)+", also printed as "+canvas.Words(r), r)
			}
		}
	}
	if e.Was != nil {
		add("First reported as "+canvas.Words(*e.Was), *e.Was)
	}
	for _, c := range []*canvas.Change{e.OnYear, e.OnQuarter, e.Since} {
		if c != nil && c.From.Known() {
			add(inputName(c.From, yearEnd), c.From)
		}
	}
	return out
}

func inputName(f canvas.Figure, yearEnd int) string {
	name := f.Label
	if name == "" {
		name = string(f.Metric)
	}
	return name + ", " + canvas.PeriodWords(f.Period, yearEnd) + ": " + canvas.Words(f)
}

func gradeWords(f canvas.Figure) string {
	switch {
	case f.Derived():
		return "derived from figures of which the weakest is " + orUnknown(string(f.Grade))
	case f.Grade == extract.Alone:
		return "stands alone: no other figure checks it"
	}
	return orUnknown(string(f.Grade))
}

func orUnknown(s string) string {
	if s == "" {
		return "not graded"
	}
	return s
}

func cardFacts(e canvas.Entry, yearEnd int) []pageFact {
	var out []pageFact
	add := func(name string, f canvas.Figure) {
		if f.Known() {
			out = append(out, pageFact{name, canvas.Words(f), how(f)})
		}
	}
	out = append(out, pageFact{"Exact", exact(e.Figure), ""})
	if e.Derived() {
		out = append(out, pageFact{"Arithmetic", e.Formula + " = " + canvas.Words(e.Figure), ""})
	}
	for _, c := range []struct {
		name   string
		change *canvas.Change
	}{{"On the year", e.OnYear}, {"On the quarter", e.OnQuarter}, {"Since the last", e.Since}} {
		if c.change != nil {
			add(c.name, c.change.Growth)
			if !c.change.Growth.Known() {
				add(c.name+", from", c.change.From)
			}
		}
	}
	if e.Share != nil {
		add("Share of "+e.ShareOf, *e.Share)
	}
	for _, t := range e.Twins {
		add("In "+string(t.Unit), t)
	}
	for _, f := range e.Cumulative {
		add(capitalWord(canvas.PeriodWords(f.Period, yearEnd)), f)
	}
	if e.Label != "" && !strings.EqualFold(e.Label, e.Name) {
		out = append(out, pageFact{"Printed label", e.Label, ""})
	}
	if e.Metric != "" {
		out = append(out, pageFact{"Metric", string(e.Metric), ""})
	}
	return out
}

// how says where a secondary figure comes from.
func how(f canvas.Figure) string {
	if f.Derived() {
		return "derived: " + f.Formula
	}
	if len(f.Sources) > 0 {
		return "as printed: “" + f.Sources[0].Witness.Quote + "”"
	}
	return ""
}

// exact is the value with its unit and the place it was rounded to.
func exact(f canvas.Figure) string {
	out := f.Value.String() + " " + string(f.Unit)
	if d := f.Value.Decimals(); d < 0 {
		out += ", printed to the nearest 1" + strings.Repeat("0", -d)
	}
	return out
}

func capitalWord(s string) string {
	s = strings.TrimPrefix(s, "the ")
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func newPart(name string, sources []canvas.Source) pagePart {
	out := pagePart{Name: name}
	for i, s := range sources {
		if i == maxQuotes {
			out.More = len(sources) - i
			break
		}
		q := pageQuote{pageWhere: where(s), Quote: s.Witness.Quote}
		q.Before, q.Printed, q.After = cutAround(s.Witness.Quote, s.Witness.Printed)
		out.Quotes = append(out.Quotes, q)
	}
	return out
}

func cutAround(quote, printed string) (before, found, after string) {
	before, after, ok := strings.Cut(quote, printed)
	if !ok || printed == "" {
		return quote, "", ""
	}
	return before, printed, after
}

func where(s canvas.Source) pageWhere {
	out := pageWhere{Title: s.About.Title, Link: Link(s), Place: s.Witness.Place, Rule: s.Witness.Rule, Demo: s.About.Demo}
	if out.Title == "" {
		out.Title = "document " + short(s.Document)
	}
	if !s.About.Published.IsZero() {
		out.Published = dated(s.About.Published, s.About.Fetched)
	}
	return out
}

func pageSource(d cited) pageWhere {
	out := where(canvas.Source{Document: d.ID, About: d.Document})
	out.ID = short(d.ID)
	out.Link, _ = webURL(d.URL)
	return out
}
