package reader

import (
	"slices"
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
)

// line is a line of words of a document, and where it stands.
type line struct {
	words string
	block extract.Block
	row   int
	cell  int // -1 where the block is no table
}

// source is what a span of the line says to all that lies below it.
func (l line) source(start, end int) extract.Source {
	span := extract.Span{Start: start, End: end}
	out := extract.Source{How: extract.Scoped, Quote: span.Of(l.words)}
	if l.cell < 0 {
		out.Place = l.block.SpanPlace(span)
	} else {
		out.Place = l.block.CellPlace(l.row, l.cell)
	}
	return out
}

// leadLines are the first lines of a document; of a table the rows that have
// one cell. A running head above them all is one where no other line is a title:
// the title may be printed in its words.
func leadLines(t extract.Text) []line {
	var lead []line
	var head *line
	for _, b := range t.Blocks {
		switch {
		case len(lead) == leadBlocks:
			return underHead(lead, head)
		case b.Kind == extract.Furniture:
			if head == nil && len(lead) == 0 && titleLine(b.Words) {
				head = &line{b.Words, b, 0, -1}
			}
		case b.Kind == extract.Grid:
			for i, row := range b.Table.Rows {
				if len(row.Cells) == 1 && len(lead) < leadBlocks {
					lead = append(lead, line{row.Cells[0].Text, b, i, 0})
				}
			}
		default:
			lead = append(lead, line{b.Words, b, 0, -1})
		}
	}
	return underHead(lead, head)
}

// underHead is lead under a running head, if it has no title of its own.
func underHead(lead []line, head *line) []line {
	if head == nil || slices.ContainsFunc(lead, func(l line) bool { return titleLine(l.words) }) {
		return lead
	}
	return slices.Insert(lead, 0, *head)
}

// periodSource is where the first lines name the period p that a document
// reports on.
func periodSource(lead []line, p fiscal.Period, said scans) extract.Source {
	if !p.Known() {
		return extract.Source{}
	}
	for _, l := range lead {
		for _, q := range durations(l.words, said) {
			if q == p {
				return l.source(dates(l.words, p, said))
			}
		}
	}
	for _, l := range lead {
		if m := reportTitle.FindStringIndex(l.words); m != nil {
			return l.source(m[0], m[1])
		}
	}
	if i, parts := announcedParts(leadOf(lead)); len(parts) > 0 {
		return lead[i].source(parts[0].Start, parts[0].End)
	}
	return extract.Source{How: extract.Scoped}
}

// dates is the span in which a line gives p its length and its end, which may
// stand apart: "the fourth quarter and fiscal year ended December 31, 2024".
func dates(words string, p fiscal.Period, said scans) (start, end int) {
	all := said.in(words)
	if both := bothLengths.FindStringIndex(words); both != nil {
		start, end = both[0], both[1]
	} else if len(all) > 0 {
		start, end = all[0].Start, all[0].End
	}
	for _, m := range all {
		if n := lengthOf(m); n != 0 && n == p.Months() {
			start = m.Start
		}
		if m.Date == p.End || m.YearEnd && m.Date.Valid() {
			return min(start, m.Start), m.End
		}
	}
	return start, end
}

// wordsOf calls with every line of a document until one is taken.
func wordsOf(t extract.Text, with func(line) bool) {
	for _, b := range t.Blocks {
		if b.Table == nil {
			if with(line{b.Words, b, 0, -1}) {
				return
			}
			continue
		}
		for i, row := range b.Table.Rows {
			for j, c := range row.Cells {
				if with(line{c.Text, b, i, j}) {
					return
				}
			}
		}
	}
}

// currencySource is where a document first names its currency.
func currencySource(t extract.Text, unit quantity.Unit) extract.Source {
	var out extract.Source
	for _, c := range currencyCounts {
		if c.unit != unit {
			continue
		}
		wordsOf(t, func(l line) bool {
			for _, w := range c.words {
				if i := strings.Index(l.words, w); i >= 0 && out.How == "" {
					out = l.source(i, i+len(w))
				}
			}
			return out.How != ""
		})
	}
	if unit != "" && out.How == "" {
		out = matchSource(t, bareDollar)
	}
	return out
}

// bareDollar is a dollar of no country.
var bareDollar = pattern.New(`\$`)

// maxNamed is how many lines that name a framework are looked at for one that
// does not only say what is not measured under it.
const maxNamed = 12

// basisSource is where a document first names its framework, and not what is
// not measured under it.
func basisSource(t extract.Text, basis extract.Basis) extract.Source {
	if basis == "" {
		return extract.Source{}
	}
	out, tried := extract.Source{How: extract.Scoped}, 0
	wordsOf(t, func(l line) bool {
		for _, form := range []*pattern.Pattern{frameworkForm, prcForm} {
			if !form.MatchString(l.words) {
				continue
			}
			if tried++; tried > maxNamed {
				return true
			}
			for _, m := range form.FindAllStringIndex(l.words, maxNamed) {
				if !nonForm.MatchString(l.words[:m[0]]) {
					out = l.source(m[0], m[1])
					return true
				}
			}
		}
		return false
	})
	return out
}

// nonForm stands before a framework that figures are not measured under.
var nonForm = pattern.New(`(?i)(?:\bnon[-‑– ]?|非)$`)

// matchSource is the first place of a document that matches a pattern.
func matchSource(t extract.Text, form *pattern.Pattern) extract.Source {
	out := extract.Source{How: extract.Scoped}
	wordsOf(t, func(l line) bool {
		m := form.FindStringIndex(l.words)
		if m != nil {
			out = l.source(m[0], m[1])
		}
		return m != nil
	})
	return out
}
