package statement

import (
	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
)

// where is a cell of a table, or the words of a block where row is below zero.
type where struct{ block, row, cell int }

// sources is where a scope says what it says.
type sources struct{ period, unit, scale, basis extract.Source }

// scoped is s, taken over from elsewhere.
func (s sources) scoped() sources {
	for _, p := range []*extract.Source{&s.period, &s.unit, &s.scale, &s.basis} {
		if p.How != "" {
			p.How = extract.Scoped
		}
	}
	return s
}

// unitAt is which of several texts says each part of a unit line, -1 for none.
type unitAt struct{ currency, scale, percent int }

// over is at after text i has said u: the later text counts.
func (at unitAt) over(u unitLine, i int) unitAt {
	if u.currency != "" {
		at.currency = i
	}
	if u.scaled {
		at.scale = i
	}
	if u.percent {
		at.percent = i
	}
	return at
}

// unit is the text that says the unit.
func (at unitAt) unit() int {
	if at.percent >= 0 {
		return at.percent
	}
	return at.currency
}

// stated is a source in which a figure's own table states something.
func (r *reader) stated(w where) extract.Source {
	b := r.text.Blocks[w.block]
	if w.row < 0 {
		return extract.Source{How: extract.Stated, Quote: b.Words, Place: b.SpanPlace(extract.Span{End: len(b.Words)})}
	}
	return extract.Source{How: extract.Stated, Quote: b.Table.Rows[w.row].Cells[w.cell].Text, Place: b.CellPlace(w.row, w.cell)}
}

// oneOf is the i-th of several places as a source; none where i is below zero.
func (r *reader) oneOf(places []where, i int) extract.Source {
	if i < 0 {
		return extract.Source{}
	}
	return r.stated(places[i])
}

// within is places of a header that begins at a row of a block.
func within(block, row int, places []where) []where {
	for i := range places {
		places[i].block = block
		places[i].row += row
	}
	return places
}

// periodSource is where a column has its period from. The table states it where
// its heads and its titles give the length and the end in full, or name the
// period by its relation to one that the document's title gives in full.
// Otherwise something is inherited from the document.
func (r *reader) periodSource(s sheet, c column) extract.Source {
	if !c.period.Known() {
		return extract.Source{}
	}
	at := -1
	for i, text := range c.stack {
		if dates(text) {
			at = i
		}
	}
	if at < 0 {
		return r.titleSource(s)
	}
	source := r.oneOf(c.cells, at)
	if !r.inFull(s, c) {
		source.How = extract.Scoped
	}
	return source
}

// dates reports whether a head names a period, or a part of one.
func dates(text string) bool {
	return len(fiscal.Scan(text)) > 0 || relationOf(text) != 0
}

// inFull reports whether the table itself gives the period of a column.
func (r *reader) inFull(s sheet, c column) bool {
	head, over := gather(nearest(c.stack, c.header)), s.caption.said
	m, year := head.mention, first(head.date.Year, over.date.Year)
	switch {
	case c.relation != 0 || m.Relation != 0 && head.date == (fiscal.Date{}):
		return c.above.Known() || s.caption.full || r.entitled
	case year == 0:
		return false
	case m.Quarter+m.Half > 0:
		return true
	case first(head.date.Month, over.date.Month) == 0:
		return c.period.Months() == 12 && first(head.months, over.months) == 12
	}
	return c.period.IsInstant() || first(head.months, over.months) != 0
}

// periodOf is where those columns have a period from that others are measured
// against.
func periodOf(cols []column, p fiscal.Period) extract.Source {
	for _, c := range cols {
		if c.kind == amounts && c.period == p {
			return c.from.period
		}
	}
	return extract.Source{}
}

// titleSource is the title of a table that gives all its columns their period.
func (r *reader) titleSource(s sheet) extract.Source {
	for i := len(s.caption.lines) - 1; i >= 0; i-- {
		if !tells(s.caption.lines[i]) && captionLine(s.caption.lines[i]).date.Year != 0 {
			return r.stated(s.caption.at[i])
		}
	}
	return extract.Source{How: extract.Scoped}
}

// titleBlocks is how many blocks of a document hold its title, and titleBytes
// the longest title, in bytes.
const (
	titleBlocks = 40
	titleBytes  = 300
)

// reportWord is in the titles that name a period by its year.
var reportWord = pattern.New(`(?i)\bannual\b|\bfull[- ]year\b|年度|全年|年報|年报`)

// entitled reports whether a title of the document gives its period in full.
func entitled(t extract.Text, c extract.Context) bool {
	for _, b := range t.Blocks[:min(len(t.Blocks), titleBlocks)] {
		if b.Kind == extract.Grid || b.Kind == extract.Furniture || len(b.Words) > titleBytes {
			continue
		}
		for _, m := range fiscal.Scan(b.Words) {
			full := m.Quarter+m.Half+m.Months > 0 || reportWord.MatchString(b.Words)
			if m.Date.Year != 0 && full && m.Resolve(c.Period, c.Calendar) == c.Period {
				return true
			}
		}
	}
	return false
}

// labelSource is where a row has its label from.
func (r *reader) labelSource(s sheet, l line) extract.Source {
	if l.total {
		total := r.headingSource(s, l)
		total.How = extract.Derived
		return total
	}
	if _, ok := s.table.Rows[l.row].Label(); ok {
		return r.stated(where{s.block, l.row, 0})
	}
	return r.headingSource(s, l)
}

// headingSource is the heading over a row; the title of its table where it has
// none.
func (r *reader) headingSource(s sheet, l line) extract.Source {
	if l.heading >= 0 {
		return r.stated(where{s.block, l.heading, 0})
	}
	if n := len(s.caption.at); n > 0 {
		return r.stated(s.caption.at[n-1])
	}
	return extract.Source{How: extract.Scoped}
}

// rowBasis is where a row has its basis from: its own words, its heading's, or
// the document, which names its framework.
func (r *reader) rowBasis(s sheet, l line, m meaning) extract.Source {
	switch {
	case m.basis == "":
		return extract.Source{}
	case m.basis == r.context.Basis && m.match.Basis == "":
		return extract.Source{How: extract.Scoped}
	case m.match.Basis == "" && !r.words.NonGAAPMark(l.label):
		return r.headingSource(s, l)
	}
	return m.from.label
}

// headUnitSource is where a column has its unit from: of percentages their sign,
// or the lowest head, which calls them changes or shares.
func (r *reader) headUnitSource(c column, at unitAt) extract.Source {
	if i := at.unit(); i >= 0 || c.kind == amounts || len(c.cells) == 0 {
		return r.oneOf(c.cells, i)
	}
	return r.oneOf(c.cells, len(c.cells)-1)
}

// evidence says how a figure has its attributes.
func (r *reader) evidence(s sheet, m meaning, c column, f figure, o extract.Fact) extract.Evidence {
	e := extract.Evidence{Period: c.from.period, Label: m.from.label, Basis: m.from.basis}
	if c.basis != "" {
		e.Basis = c.from.basis
	}
	switch {
	case o.Basis == "":
		e.Basis = extract.Source{}
	case e.Basis.How == "":
		e.Basis.How = extract.Scoped
	}
	e.Period, e.Basis = inherited(e.Period, r.context.PeriodSource), inherited(e.Basis, r.context.BasisSource)
	own := extract.Source{How: extract.Stated, Quote: o.Witnesses[0].Quote, Place: o.Witnesses[0].Place}
	e.Unit = inherited(unitSource(own, m, c, s.caption, f, o.Unit), r.context.CurrencySource)
	e.Scale = scaleSource(own, e.Unit, m, c, s.caption, o.Unit)
	return e
}

// inherited is s, or where the document says it if s names no place.
func inherited(s, document extract.Source) extract.Source {
	if s.How == extract.Scoped && s.Place == "" && document.How != "" {
		return document
	}
	return s
}

// unitSource is where a figure has its unit from: as unitAndScale finds it.
func unitSource(own extract.Source, m meaning, c column, over caption, f figure, u quantity.Unit) extract.Source {
	switch {
	case f.unit != "" && f.unit != quantity.Points || f.unit == u:
		return own
	case m.from.ratio.How != "":
		return m.from.ratio
	case c.kind == shares || u == quantity.Percent && c.unit.percent:
		return c.from.unit
	case u == quantity.Percent || u == quantity.Points || u == quantity.Shares || u == quantity.ADS || u == quantity.Count || u == quantity.Ratio:
		return m.from.label
	case c.unit.currency != "":
		return c.from.unit
	case m.unit.currency != "":
		return m.from.label
	case over.unit.currency != "":
		return over.from.unit
	}
	return extract.Source{How: extract.Scoped}
}

// scaleSource is where a figure has its scale from: as unitAndScale finds it.
func scaleSource(own, unit extract.Source, m meaning, c column, over caption, u quantity.Unit) extract.Source {
	switch {
	case u == quantity.Shares || u == quantity.ADS:
		return countSource(unit, m, over)
	case !u.Currency():
		return unit
	case m.unit.scaled:
		return m.from.label
	case c.unit.scaled:
		return c.from.scale
	case over.unit.scaled:
		return over.from.scale
	}
	own.How = extract.Scoped // printed to the fen, and no word of it
	return own
}

// countSource is where a count of shares has its scale from: as countScale finds
// it.
func countSource(unit extract.Source, m meaning, over caption) extract.Source {
	switch {
	case m.own || !over.unit.scaled:
		return unit
	case over.unit.shares || over.unit.money:
		return over.from.scale
	case m.printed != unsaid:
		s := over.from.scale
		s.How = extract.Derived
		return s
	}
	return over.from.scale
}
