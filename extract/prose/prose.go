// Package prose reads the sentences of a document: it types their words
// (labels, figures, periods, and the few words of reporting that
// data/cues.txt lists) and matches the resulting string of kinds against a
// small grammar of sentence patterns, in English and Chinese alike.
//
// What the grammar does not understand is not read: a word that it does not
// know ends what it knows of a clause, and a figure that no pattern claims is
// a Miss.
package prose

import (
	"strings"
	"unicode/utf8"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

// Read gives an observation (a fact with one witness and no grade) for every
// figure in the sentences of t that a pattern explains, and a miss for every
// amount that none does, both in the order of the document.
func Read(t extract.Text, c extract.Context, v *vocabulary.Vocabulary) ([]extract.Fact, []extract.Miss) {
	c.PeriodSource = inherited(c.Period.Known(), c.PeriodSource)
	c.CurrencySource = inherited(c.Currency != "", c.CurrencySource)
	c.BasisSource = inherited(c.Basis != "", c.BasisSource)
	r := &reader{context: c, words: v}
	current := r.document()
	for i, b := range t.Blocks {
		switch b.Kind {
		case extract.Heading:
			current = r.headed(b, current)
			r.paragraph(i, b, current)
		case extract.Paragraph:
			current = r.parted(b, current)
			r.paragraph(i, b, current)
			r.expecting = r.expected(b, r.expecting, current)
		case extract.Note:
			r.note(i, b, current)
		}
	}
	return r.facts, r.misses
}

type reader struct {
	context extract.Context
	words   *vocabulary.Vocabulary
	facts   []extract.Fact
	misses  []extract.Miss
	room    room

	expecting when           // that the paragraph before said its items are expected for
	expects   extract.Source // and its words
}

// headed is the period that the paragraphs under a heading are about: the one
// that the heading names, else the document's under a heading without any.
func (r *reader) headed(b extract.Block, before when) when {
	if len(b.Words) > maxHeading {
		return before
	}
	for _, m := range fiscal.Scan(b.Words) {
		if m.Alone() {
			return when{} // of that month, or printed then
		}
		if p := m.Resolve(r.context.Period, r.context.Calendar); p.Known() && !p.IsInstant() {
			return when{p, scoped(b, m.Start, m.End)}
		}
	}
	return r.document()
}

// document is the period that the document reports on.
func (r *reader) document() when { return when{r.context.Period, r.context.PeriodSource} }

// A line of plain words parts a document as a heading does where nothing tells
// its type: "Full Year 2025 Highlights". It is set in title case, ends without
// a stop and holds no figure but its period.
const maxTitle = 100

var (
	titleWords = pattern.New(`^(?:[A-Z][A-Za-z’'&/-]*|and|or|of|for|the|in|to|on|with|ended|\d{1,4},?|[(),–—-])(?: +(?:[A-Z][A-Za-z’'&/-]*,?|and|or|of|for|the|in|to|on|with|ended|\d{1,4},?|[(),–—-]))*:?$`)
	// what a part of a section is about, which goes on
	measureForm = pattern.New(`(?i)\b(?:revenues?|income|expenses?|costs?|profits?|loss|margins?|EBITDA?|tax(?:es)?|sales|earnings)\b`)
	topicForm   = pattern.New(`\b(?:Highlights?|Results?|Performance|Review|Overview|Summary|Updates?|Metrics|Data|Discussion)\b`)
)

// parted is the period of what follows a line. A title that names no period,
// in a section about another than the document's, leaves it unknown unless it
// names a measure: nobody says whether the section goes on.
func (r *reader) parted(b extract.Block, before when) when {
	words := b.Words
	if len(words) > maxTitle || !titleWords.MatchString(words) || expectForm.MatchString(words) {
		return before
	}
	var named when
	mentions := fiscal.Scan(words)
	for _, m := range mentions {
		p := m.Resolve(r.context.Period, r.context.Calendar)
		if !p.Known() && m.Quarter > 0 && r.context.Period.Months() == 3 {
			p = r.context.Period // of a calendar that nobody knows
		}
		if p.IsInstant() || named.Known() && p != named.Period {
			return r.document() // of both
		}
		named = when{p, scoped(b, m.Start, m.End)}
	}
	switch {
	case len(mentions) == 0 && before.Period != r.context.Period && !measureForm.MatchString(words):
		return when{}
	case len(mentions) > 0 && topicForm.MatchString(words):
		return named
	}
	return before
}

// maxHeading is the longest heading that can set a period, in bytes.
const maxHeading = 200

// maxSentence is the longest sentence that is read, in bytes. Longer ones are
// tables that lost their cells.
const maxSentence = 2500

// note reads the rate of exchange that a footnote gives, and nothing else:
// what else it holds explains a figure that stands elsewhere.
func (r *reader) note(block int, b extract.Block, current when) {
	n, missed := len(r.facts), len(r.misses)
	r.paragraph(block, b, current)
	said := r.facts[n:]
	r.facts, r.misses = r.facts[:n], r.misses[:missed]
	for _, f := range said {
		if f.Metric == exchangeMetric {
			r.facts = append(r.facts, f)
		}
	}
}

func (r *reader) paragraph(block int, b extract.Block, current when) {
	if !utf8.ValidString(b.Words) {
		return // no decoder gives that
	}
	text := blank(b.Words, b.Marks)
	if !strings.ContainsAny(text, "0123456789０１２３４５６７８９") && !strings.Contains(text, "nil") && !strings.Contains(text, "零") {
		return
	}
	p := &passage{current: current, kinds: map[string]bool{}}
	for _, s := range sentences(text) {
		if s[1]-s[0] > maxSentence {
			continue
		}
		one := sentence{
			reader: r, passage: p, block: block, source: b, offset: s[0], text: text[s[0]:s[1]],
		}
		one.leading, one.ahead = p.opened, p.opened
		p.carried = one.read()
		p.opened = one.goesOn()
	}
}

// passage is what the sentences of one paragraph share.
type passage struct {
	current when            // of the section
	carried *subject        // of the sentence before, for "They compare with"
	opened  when            // what the sentence before began with, where a semicolon ends it
	kinds   map[string]bool // what the changes so far were measured against: yoy, qoq
}

// goesOn is the period that a sentence begins with, for the parts of it behind
// semicolons: "2025年前三季度，营业收入为…；净利润为…".
func (s *sentence) goesOn() when {
	if text := strings.TrimRight(s.text, " "); strings.HasSuffix(text, "；") || strings.HasSuffix(text, ";") {
		return s.ahead
	}
	return when{}
}

// dollars says that a bare dollar is the document's currency.
func (r *reader) dollars() bool { return r.context.Currency == quantity.USD }
