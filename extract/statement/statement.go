// Package statement reads the tables of a document: it finds what each column
// says (period, currency, scale) from the header cells stacked above it and
// the caption over the table, what each row says from its label and section,
// and makes an observation of every figure where both are known.
//
// A table is read in bands: header rows, then data rows, then perhaps header
// rows again. Nothing is assumed: a column without a period, or a figure
// without a unit or a scale, gives a Miss.
package statement

import (
	"tickmark/extract"
	"tickmark/extract/vocabulary"
)

// Read gives an observation (a fact with one witness and no grade) for every
// figure in the tables of t that can be read to the end, and a miss for every
// one that cannot, both in the order of the document.
func Read(t extract.Text, c extract.Context, v *vocabulary.Vocabulary) ([]extract.Fact, []extract.Miss) {
	r := reader{text: t, context: c, words: v.Memo(), entitled: entitled(t, c), primaries: map[vocabulary.Statement]bool{}, facts: make([]extract.Fact, 0, figures(t))}
	for i, b := range t.Blocks {
		if b.Kind == extract.Grid {
			r.table(i)
		} else {
			r.part(b)
			r.framed(b)
		}
	}
	r.ofSegments()
	r.oneFramework()
	r.apart()
	r.alike()
	return r.facts, r.misses
}

// figures is how many cells of the tables of t stand beside the labels, headers
// too: a guess at how many facts there are.
func figures(t extract.Text) int {
	n := 0
	for _, b := range t.Blocks {
		if b.Table == nil {
			continue
		}
		for _, row := range b.Table.Rows {
			n += len(row.Cells)
			if _, ok := row.Label(); ok {
				n--
			}
		}
	}
	return n
}

type reader struct {
	text      extract.Text
	context   extract.Context
	words     *vocabulary.Memo
	entitled  bool                          // a title of the document gives its period in full
	notes     bool                          // numbered headings have come after the statements: what follows without a title are notes
	primaries map[vocabulary.Statement]bool // the statements read so far
	last      sheet                         // of the table before, which a continued table takes over
	framework string                        // of the statements at hand, where a heading names it
	silence   map[string]bool               // the lines over tables that say nothing of whose figures follow
	facts     []extract.Fact
	misses    []extract.Miss
	headed    []headed
	parent    bool      // the part of the report is about the parent company alone
	passages  []passage // that facts were read in
}

// sheet is one table being read.
type sheet struct {
	block   int
	table   *extract.Table
	caption caption
	scope   scope
	columns []column
	costs   int // +1 for each cost printed positive, -1 for each in parentheses
}

func (r *reader) table(block int) {
	s := sheet{block: block, table: r.text.Blocks[block].Table}
	s.caption = r.captionOf(block)
	s.scope = r.scopeOf(s.caption)
	from := len(r.facts)
	bands := split(s.table)
	if len(bands) == 0 {
		return
	}
	for _, b := range bands {
		s.columns = r.columns(s, b)
		if s.scope.plan {
			plan(s.columns)
		}
		rows := label(s.table, b, s.columns)
		r.read(&s, rows)
		r.malformed(s, b)
	}
	r.last = s
	r.scoped(s.scope, from)
	if len(r.facts) > from {
		r.headed = append(r.headed, headed{from, len(r.facts), r.headings(s)})
	}
}

// band is a run of header rows and the data rows that they head: Rows[head:body]
// and Rows[body:end].
type band struct{ head, body, end int }

// split cuts a table into bands. Rows without a figure above the first data
// row are its header; among data rows they begin a new band only where they
// name periods or units, else they are sections.
func split(t *extract.Table) []band {
	var bands []band
	open := band{}
	inBody := false
	for i, row := range t.Rows {
		switch {
		case isData(row):
			if !inBody {
				open.body, inBody = i, true
			}
		case inBody && isHeader(row):
			open.end = i
			bands = append(bands, open)
			open, inBody = band{head: i}, false
		}
	}
	if inBody {
		open.end = len(t.Rows)
		bands = append(bands, open)
	}
	return bands
}

// isData says that a row holds a figure beside its label: a number that is no
// bare year, or a dash.
func isData(r extract.Row) bool {
	numbers := false
	_, labelled := r.Label()
	for _, c := range r.Cells {
		if c.Col == 0 {
			continue
		}
		if !labelled && currencyNote.MatchString(c.Text) {
			return false
		}
		if _, ok := parseFigure(c); ok && !isYear(unnoted(c)) {
			numbers = true
		} else if headerWords(unnoted(c)) {
			return false
		}
	}
	return numbers
}

// isHeader says that a row within the body starts a new header: beside the
// label it holds periods or units and nothing else.
func isHeader(r extract.Row) bool {
	found := false
	for _, c := range r.Cells {
		if c.Col == 0 {
			continue
		}
		if head := unnoted(c); !headerWords(head) && !isYear(head) {
			return false
		}
		found = true
	}
	return found
}
