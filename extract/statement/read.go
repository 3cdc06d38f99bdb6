package statement

import (
	"slices"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

// The rules that observations cite. A version rises when a rule reads
// something differently.
const (
	ruleAmount = "statement/amount@10"
	ruleChange = "statement/change@5"
	ruleNil    = "statement/nil@2"
)

// read makes observations of the rows of one band.
func (r *reader) read(s *sheet, lines []line) {
	meanings := make([]meaning, len(lines))
	for i, l := range lines {
		meanings[i] = r.meaning(*s, l)
		s.costs += costSign(s.table, l, meanings[i])
	}
	whole := r.whole(*s, lines, meanings)
	money := slices.ContainsFunc(meanings, func(m meaning) bool { return m.known && r.money(m.match.Metric) })
	for i := range meanings {
		meanings[i].whole, meanings[i].money = whole, money
	}
	for i, m := range meanings {
		if m.count == quantity.Shares || m.count == quantity.ADS {
			meanings[i].printed = r.implied(*s, lines, meanings, m.count)
		}
	}
	if s.caption.statement == vocabulary.Reconciliation {
		r.measures(lines, meanings)
	}
	unshared(s.table, lines, meanings)
	r.totals(s, lines)
	twice := duplicates(s.table, lines, meanings)
	for i, l := range lines {
		m := meanings[i]
		m.from.label = r.labelSource(*s, l)
		m.from.basis = r.rowBasis(*s, l, m)
		m.dimensions = toldApart(s.caption, l, m, twice)
		scope, from := r.sectionScope(*s, l, m), len(r.facts)
		m.plan = scope.plan
		for col, cell := range l.cells {
			if cell >= 0 && s.columns[col].kind != notes {
				r.figure(*s, l, m, col, cell)
			}
		}
		r.scoped(scope, from)
	}
}

// measures carries what stands above in a reconciliation: amounts per share below
// an adjusted profit are of it, unless others of the table call themselves
// adjusted, and what is added back again and again is told apart by the measure
// that it is added to.
func (r *reader) measures(lines []line, meanings []meaning) {
	var basis extract.Basis
	from := ""
	marked := markedEach(meanings)
	for i := range lines {
		l, m := &lines[i], &meanings[i]
		switch {
		case l.section == "" && from != "" && (bridgeForm.MatchString(l.label) || compensates(l.label)):
			l.section = from
		case m.known && r.money(m.match.Metric):
			basis, from = m.basis, l.label
		case m.per == "" || m.basis != r.context.Basis || basis != extract.NonGAAP:
		case len(marked) == 0:
			m.basis = basis
		case !marked[each{m.match.Metric, m.per}]:
			m.basis = ""
		}
	}
}

// each is what tells amounts per share of a table apart, but for their basis.
type each struct {
	metric extract.Metric
	per    quantity.Unit
}

// markedEach are the amounts per share whose own words call them adjusted: the
// same without such words are the framework's, whatever profit they stand below.
func markedEach(meanings []meaning) map[each]bool {
	marked := map[each]bool{}
	for _, m := range meanings {
		if m.per != "" && m.basis == extract.NonGAAP {
			marked[each{m.match.Metric, m.per}] = true
		}
	}
	return marked
}

// whole says that no amount of a table is printed with decimals, those per share
// apart: what is, stands between them and does not say that it is per share too.
func (r *reader) whole(s sheet, lines []line, meanings []meaning) bool {
	amounts, each := 0, 0
	for i, l := range lines {
		m := meanings[i]
		if m.per != "" {
			each++
		}
		if m.per != "" || !m.known || !r.money(m.match.Metric) {
			continue
		}
		f, ok := firstFigure(s, l)
		if ok && f.value.Exp < 0 {
			return false
		}
		if ok {
			amounts++
		}
	}
	return amounts > 1 || each > 1
}

// firstFigure is the first amount of a row that is no dash.
func firstFigure(s sheet, l line) (figure, bool) {
	for _, cell := range l.cells {
		if cell < 0 {
			continue
		}
		if f, ok := parseFigure(s.table.Rows[l.row].Cells[cell]); ok && !f.nil && f.unit != quantity.Percent {
			return f, true
		}
	}
	return figure{}, false
}

// figure reads one cell to the end, or says why it cannot.
func (r *reader) figure(s sheet, l line, m meaning, col, cell int) {
	c := s.table.Rows[l.row].Cells[cell]
	f, ok := parseFigure(c)
	if !ok {
		return
	}
	column := s.columns[col]
	o := extract.Fact{
		Metric: m.match.Metric, Label: l.label, Dimensions: joined(m.dimensions, column.dims), Basis: m.basis, Period: column.period,
	}
	if column.basis != "" {
		o.Basis = column.basis
	}
	u, scale, reason := unitAndScale(f, m, column, s.caption, r.context)
	if column.measure.Metric != "" && reason == "" {
		o, reason = r.headedBy(column.measure, o, m, l)
	}
	switch column.kind {
	case changes:
		o, u, scale, reason = change(o, f, column, u, scale, reason)
	case shares:
		o, u, reason = r.share(o, f, column)
		scale = 0
	default:
		if h, at := s.ratioAbove(l, m); h != "" {
			o, u, scale, reason = ratio(o, f, h)
			m.from.ratio = r.stated(at)
		} else if u == quantity.Percent && column.bare() && !m.percent && s.counted(l) {
			o, u, reason = r.share(o, f, column)
		}
	}
	o.Unit = u
	o.Period = twelve(instantOf(o.Period, l.label, s.caption.statement), l)
	if u == quantity.Count && !m.known {
		o = things(o)
	}
	if !r.timely(o) && o.Period.Known() && !o.Period.IsInstant() && s.both(column) {
		o.Period = fiscal.Instant(o.Period.End)
	}
	if reason == "" {
		reason = lacking(o, column, m)
	}
	if reason == "" {
		reason = r.unreported(o, column, l)
	}
	if reason == "" && !r.timely(o) {
		reason = "a balance of a period, or a flow at a date"
	}
	if reason == "" && r.overtime(s, o, m, l) {
		reason = "a flow at a date"
	}
	if reason == "" && overflown(f, u) {
		reason = "no unit"
	}
	if reason == "" && u == quantity.Percent && r.money(o.Metric) && o.Dimensions[extract.DimChange] == "" && o.Dimensions[extract.DimShareOf] == "" {
		reason = "a percentage of an unnamed total"
	}
	if reason != "" {
		r.miss(s, l, cell, f, reason)
		return
	}
	o.Value = f.value.Shift(scale)
	if column.kind == amounts && m.count == "" {
		o.Value = sign(o.Value, f, m, s, l, o.Dimensions[extract.DimSegment])
	}
	r.observe(s, l, m, col, cell, f, o)
}

// timely says that a metric's period is of its type: what has a second row of
// dates among its columns, or none on its page, is read under another's.
func (r *reader) timely(o extract.Fact) bool {
	m, ok := r.words.Metric(o.Metric)
	return !ok || m.Instant == o.Period.IsInstant()
}

// overflown says that only a header calls a figure a percentage, which is too
// large for one: an amount whose column was taken for the next.
func overflown(f figure, u quantity.Unit) bool {
	return f.unit == "" && (u == quantity.Percent || u == quantity.Points) && f.value.Abs().Cmp(maxPercent) >= 0
}

// endForm says that things are counted at the end of a period.
var endForm = pattern.New(`(?i)\b(?:at|as of|as at) (?:the )?(?:(?:period|year|quarter)[- ]end|end of (?:the )?(?:year|period|quarter))\b|期末|年末`)

// things is a count of what the vocabulary does not know: no framework counts it.
func things(o extract.Fact) extract.Fact {
	o.Basis = ""
	if o.Period.Known() && endForm.MatchString(o.Label) {
		o.Period = fiscal.Instant(o.Period.End)
	}
	return o
}

// bothForm stands over columns that hold balances at the end of a period and
// flows over it.
var bothForm = pattern.New(`(?i)\b(?:as at|as of|at) (?:or|and|/) ?for\b|\bfor (?:or|and|/) ?(?:as at|as of|at)\b`)

// both says that a column is one of these.
func (s sheet) both(c column) bool {
	return bothForm.MatchString(c.header) || s.caption.lists(bothForm)
}

// maxPercent is 10,000 %: a figure a hundred times as large as it was.
var maxPercent = quantity.Amount{Coef: 1, Exp: 4}

func lacking(o extract.Fact, c column, m meaning) string {
	switch {
	case c.kind == unclear:
		return "nothing tells its column from another"
	case c.kind == planned || m.plan:
		return "a plan or a pro forma, which is no figure of the group"
	case c.kind == foreign:
		return "no unit"
	case c.kind == between:
		return "an adjustment, in a column between two measures"
	case o.Label == "":
		return "no label"
	case !o.Period.Known():
		return "no period"
	}
	return ""
}

func (r *reader) observe(s sheet, l line, m meaning, col, cell int, f figure, o extract.Fact) {
	c := s.table.Rows[l.row].Cells[cell]
	if r.framework != "" {
		o.Dimensions = o.Dimensions.With(extract.DimFramework, r.framework)
	}
	rule := ruleAmount
	if l.total {
		rule = ruleSubtotal
	} else if l.moved != nil && slices.Index(l.moved, cell) != slices.Index(l.cells, cell) {
		rule = ruleShift
	} else if f.nil {
		rule = ruleNil
	} else if o.Dimensions[extract.DimChange] != "" {
		rule = ruleChange
	}
	o.Witnesses = []extract.Witness{{
		Place: r.text.Blocks[s.block].CellPlace(l.row, cell), Quote: c.Text, Printed: f.printed, Rule: rule,
		Value: o.Value, At: extract.At{Block: s.block, Row: l.row, Cell: cell},
	}}
	o.Evidence = r.evidence(s, m, s.columns[col], f, o)
	r.spot(s, l)
	r.facts = append(r.facts, o)
}

func (r *reader) miss(s sheet, l line, cell int, f figure, reason string) {
	if f.nil {
		return
	}
	r.misses = append(r.misses, extract.Miss{
		At:    extract.At{Block: s.block, Row: l.row, Cell: cell},
		Place: r.text.Blocks[s.block].CellPlace(l.row, cell), Quote: s.table.Rows[l.row].Cells[cell].Text, Reason: reason,
	})
}

// joined is the dimensions of a row and of a column together.
func joined(row, col extract.Dimensions) extract.Dimensions {
	for k, v := range col {
		row = row.With(k, v)
	}
	return row
}
