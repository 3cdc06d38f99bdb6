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
	r.section = r.document()
	r.opening = letterhead(t)
	for i, b := range t.Blocks {
		if b.Kind != extract.Furniture {
			r.units(b)
		}
		switch b.Kind {
		case extract.Heading:
			r.list = nil
			r.section = r.headed(b, r.section)
			r.part = r.partOf(b.Words, r.part)
			r.paragraph(i, b, r.section)
		case extract.Paragraph:
			r.section = r.parted(b, r.section)
			if titled(b.Words) {
				r.part = r.partOf(b.Words, r.part)
			}
			here := r.within(t, i)
			r.paragraph(i, b, here)
			r.expecting = r.expected(b, r.expecting, here)
			r.lead(b, here)
		case extract.Note:
			r.note(i, b, r.section)
		case extract.Grid:
			r.list = nil
			if part := r.titledTable(b.Table); part.said() {
				r.part = part
			}
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

	noted   bool   // the title of the notes was the last heading
	scaled  bool   // and a line of units stood under it
	page    int    // on this page
	opening string // the letterhead, in lower case; empty where none was found
	part    owner  // of the same, where they are not the group's
	section when   // of the paragraphs under the last heading
	list    *list  // that is open

	expecting when           // that the paragraph before said its items are expected for
	expects   extract.Source // and its words
}

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
	p := &passage{current: current, owner: r.part, kinds: map[string]bool{}}
	for _, s := range sentences(text) {
		if s[1]-s[0] > maxSentence {
			continue
		}
		one := sentence{
			reader: r, passage: p, block: block, source: b, offset: s[0], text: text[s[0]:s[1]],
		}
		if of := r.runIn(one.text); s[0] == 0 && s[1] < len(text) && of.said() {
			p.owner = of
		}
		if p.owner.other && groupOpen.MatchString(one.text) {
			p.owner = r.part
		}
		one.leading, one.ahead = p.opened, p.opened
		p.carried = one.read()
		p.opened = one.goesOn()
		p.before = one.leaves()
		if one.subject != nil && one.subject.owner.said() && !one.subject.owner.unsure {
			p.owner = one.subject.owner
		}
		if !theirForm.MatchString(one.text) {
			p.stranger = r.strange(one.text)
		}
	}
}

// passage is what the sentences of one paragraph share.
type passage struct {
	current  when            // of the section
	owner    owner           // of the sentences before, or of the section
	stranger bool            // the sentence before began with somebody else's name
	carried  *subject        // of the sentence before, for "They compare with"
	before   when            // of the sentence before, where it named one
	opened   when            // what the sentence before began with, where a semicolon ends it
	kinds    map[string]bool // what the changes so far were measured against: yoy, qoq
}

// leaves is the period that the sentences behind go on with: the one that the
// sentence began with, or the one named for its last figure.
func (s *sentence) leaves() when {
	switch {
	case s.ahead.Known():
		return s.ahead.inherited()
	case s.mixed:
		return when{} // no one of them
	case s.period.Known() && s.period.source.How == extract.Stated:
		return s.period.inherited()
	}
	return s.passage.before
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
