package statement

import (
	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

// The rules that observations cite. A version rises when a rule reads
// something differently.
const (
	ruleAmount = "statement/amount@4"
	ruleChange = "statement/change@2"
	ruleNil    = "statement/nil@1"
)

// read makes observations of the rows of one band.
func (r *reader) read(s *sheet, lines []line) {
	meanings := make([]meaning, len(lines))
	for i, l := range lines {
		meanings[i] = r.meaning(*s, l)
		s.costs += costSign(s.table, l, meanings[i])
	}
	unshared(s.table, lines, meanings)
	twice := duplicates(s.table, lines, meanings)
	for i, l := range lines {
		m := meanings[i]
		switch {
		case m.part != "" && s.caption.note != "" && twice[extract.Fold(l.label)] && l.section != "":
			m.dimensions = m.dimensions.With(extract.DimSection, m.part+": "+heading(l.section))
		case (twice[m.name(l)] || twice[extract.Fold(l.label)]) && l.section != "":
			m.dimensions = m.dimensions.With(extract.DimSection, heading(l.section))
		case m.part != "" && m.dimensions[extract.DimSection] == "":
			m.dimensions = m.dimensions.With(extract.DimSection, heading(m.part))
		}
		for col, cell := range l.cells {
			if cell >= 0 && s.columns[col].kind != notes {
				r.figure(*s, l, m, col, cell)
			}
		}
	}
}

// meaning is what the words left of a row say of its figures.
type meaning struct {
	match      vocabulary.Match
	known      bool
	basis      extract.Basis
	loss       bool
	dimensions extract.Dimensions
	unit       unitLine
	per        quantity.Unit // shares or ADS for amounts per share
	count      quantity.Unit // shares, ADS or count for rows that count
	percent    bool
	open       bool // basic or diluted, and not said of what
	ownScale   int  // of share counts, where own: the label names it
	own        bool
	shared     bool   // another row of the table would have the metric too
	part       string // what the row is a part of, where its section takes its usual meaning away
}

var (
	countADSForm = pattern.New(`(?i)\b(?:weighted|number of|shares used|outstanding)\b.*\bADSs?\b|^ADSs?\b`)
	countForm    = pattern.New(`(?i)\b(?:weighted[- ]average|number of)\b.*\bshares?\b|\bshares?\b.*\b(?:used in|outstanding)\b|^(?:ordinary )?shares$|加權平均|加权平均.*股|股份數目|股数`)
	percentForm  = pattern.New(`(?i)\bmargin\b|\(%\)|（%）|%$|收益率|利润率|利潤率|毛利率|\brate\b.*%`)
)

// meaning looks the label up, first alone and then with its section, and
// finds the units that the row itself names.
func (r *reader) meaning(s sheet, l line) meaning {
	m := meaning{unit: parseUnitLine(l.label)}
	if l.section == "" {
		l.section = s.caption.title
	}
	ctx := vocabulary.Context{Statement: s.caption.statement, Section: l.section, Instant: r.mostlyInstant(s)}
	m.match, m.known = r.words.Match(l.label, ctx)
	if l.total {
		if match, ok := r.words.Match(l.label+" "+totalWord(l.label), ctx); ok {
			m.match, m.known = match, true
		}
	}
	if s.caption.statement != vocabulary.Balance && l.section != "" {
		plain, other := r.words.Match(l.label, vocabulary.Context{Statement: ctx.Statement, Instant: ctx.Instant})
		if other && plain.Metric != m.match.Metric {
			m.part = l.section
		}
	}
	if s.caption.note != "" {
		m.known, m.match, m.part = false, vocabulary.Match{Basis: m.match.Basis, Loss: m.match.Loss}, s.caption.note
	}
	r.segment(s, l, &m)
	if s.caption.statement == vocabulary.Reconciliation && m.known && m.part == "" && !m.match.Positive && adjustmentForm.MatchString(l.label) {
		m.known, m.match, m.part = false, vocabulary.Match{Basis: m.match.Basis}, reconciling
		return r.rest(s, l, m)
	}
	m.loss = m.match.Loss || !m.known && vocabulary.LossNoun(l.label)
	return r.rest(s, l, m)
}

// rest finds what the row says of its units, its basis and its entity.
func (r *reader) rest(s sheet, l line, m meaning) meaning {
	words := l.label + " " + l.section
	switch {
	case m.known && r.money(m.match.Metric):
	case countADSForm.MatchString(l.label) && vocabulary.PerUnit(l.label) != quantity.ADS || countADSForm.MatchString(l.section) && vocabulary.PerUnit(l.label) == "":
		m.count = quantity.ADS
	case countForm.MatchString(l.label) || countForm.MatchString(l.section) && vocabulary.PerUnit(l.label) == "":
		m.count = quantity.Shares
	default:
		m.per = vocabulary.PerUnit(words)
		if vocabulary.PerUnit(l.label) == "" && usedFor.MatchString(l.section) {
			m.per = "" // the profit that amounts per share are computed from
		}
	}
	m.percent = percentForm.MatchString(l.label)
	m.open = l.generic && m.per == "" && m.count == "" && !m.known
	m.ownScale, m.own = shareScale(l.label)
	if ownUnit.MatchString(l.label) && !m.unit.scaled {
		m.unit.scale, m.unit.scaled = 0, true
	}
	m.basis = r.basis(s, l, m)
	if s.caption.parent {
		m.dimensions = m.dimensions.With(extract.DimEntity, "parent")
	}
	return m
}

// reconciling is the section of the adjustments in a reconciliation.
const reconciling = "reconciliation"

// usedFor is a heading over what amounts per share are computed from.
var usedFor = pattern.New(`(?i)\bused (?:in|for)\b|\bfor (?:the )?(?:computing|calculating|purposes? of)\b|\b(?:computation|calculation)\b|用作計算|用于计算|用於計算|計算每股|计算每股`)

// ownUnit ends a label that names the unit of its row: no scale of the table
// applies to it.
var ownUnit = pattern.New(`[(（](?:港元|人民幣元|人民币元|元|美元|元 ?/ ?股|港元 ?/ ?股|RMB|HK\$|US\$)[)）]$`)

// adjustmentForm names the rows of a reconciliation that take something back:
// their printed sign is that of the adjustment, not of the element.
var adjustmentForm = pattern.New(`(?i)\binterest\b|investment|fair value|share of (?:results|profit|loss|income)|equity[- ]method|exchange|other (?:income|expense|gain|loss|\()|\bgain|disposal|impairment|income tax|tax effect|` +
	`利息|投資|投资|公允|公平值|匯兌|汇兑|減值|减值|所得稅|所得税|其他收益|聯營|联营`)

// segment reads the rows of a segment table: a row that names no metric is a
// segment, and its figures measure what the heading above it or the table's
// title measures.
func (r *reader) segment(s sheet, l line, m *meaning) {
	if s.caption.statement != vocabulary.Segment || m.known || l.label == "" || l.bridge || s.caption.note != "" {
		return
	}
	match, ok := r.words.Match(l.section, vocabulary.Context{})
	if !ok {
		match, ok = r.measured(s.caption)
	}
	if !ok || !r.money(match.Metric) {
		return
	}
	m.match, m.known, m.part = match, true, ""
	m.dimensions = m.dimensions.With(extract.DimSegment, l.label)
}

// measured is the one metric of money that a segment table's title names.
func (r *reader) measured(c caption) (vocabulary.Match, bool) {
	for i := len(c.lines) - 1; i >= 0; i-- {
		if st, _, ok := r.words.StatementOf(c.lines[i]); !ok || st != vocabulary.Segment {
			continue
		}
		var found []vocabulary.Match
		for _, f := range r.words.Find(c.lines[i]) {
			if r.money(f.Metric) && (len(found) == 0 || found[0].Metric != f.Metric) {
				found = append(found, f.Match)
			}
		}
		if len(found) == 1 {
			return found[0], true
		}
	}
	return vocabulary.Match{}, false
}

// unshared takes the metric from rows of one table that differ in label and
// figures and would have it in common: at most the one that is called a total
// is what the metric means.
func unshared(t *extract.Table, lines []line, meanings []meaning) {
	groups := map[string][]int{}
	for i, m := range meanings {
		if m.known && !balance(lines[i].label) {
			name := m.name(lines[i]) + "/" + string(m.count)
			groups[name] = append(groups[name], i)
		}
	}
	for _, g := range groups {
		if len(g) > 1 && len(g) <= maxShared {
			contend(t, lines, meanings, g)
		}
	}
	for i := range meanings {
		if meanings[i].shared {
			meanings[i].known, meanings[i].match = false, vocabulary.Match{Basis: meanings[i].match.Basis, Loss: meanings[i].match.Loss}
		}
	}
}

// maxShared bounds the rows of one table that are held against each other.
const maxShared = 40

// contend marks those of the rows g, all of one metric, that it cannot mean.
func contend(t *extract.Table, lines []line, meanings []meaning, g []int) {
	for k, i := range g {
		for _, j := range g[:k] {
			if extract.Fold(lines[i].label) == extract.Fold(lines[j].label) || sameFigures(t, lines[i], lines[j]) {
				continue
			}
			ti, tj := totalForm.MatchString(lines[i].label), totalForm.MatchString(lines[j].label)
			meanings[i].shared = meanings[i].shared || !ti || tj
			meanings[j].shared = meanings[j].shared || !tj || ti
		}
	}
}

// sameFigures says that two rows print the same figures wherever both do.
func sameFigures(t *extract.Table, a, b line) bool {
	for i := range a.cells {
		if a.cells[i] < 0 || b.cells[i] < 0 {
			continue
		}
		f, _ := parseFigure(t.Rows[a.row].Cells[a.cells[i]])
		g, _ := parseFigure(t.Rows[b.row].Cells[b.cells[i]])
		if f.value.Abs() != g.value.Abs() {
			return false
		}
	}
	return true
}

func (r *reader) mostlyInstant(s sheet) bool {
	n := 0
	for _, c := range s.columns {
		if c.period.IsInstant() {
			n++
		}
	}
	return n*2 > len(s.columns)
}

// basis: a mark in label or section is non-GAAP; a primary statement, or a
// known metric without a mark, has the framework that the document names;
// anything else stays unknown.
func (r *reader) basis(s sheet, l line, m meaning) extract.Basis {
	switch {
	case m.match.Basis != "":
		return m.match.Basis
	case r.words.NonGAAPMark(l.label) || r.words.NonGAAPMark(l.section):
		return extract.NonGAAP
	case s.caption.statement.Primary() || m.known || s.caption.note != "" || m.part == reconciling:
		return r.context.Basis
	}
	return ""
}

// costSign votes on how this table prints costs: -1 in parentheses, +1 plain.
func costSign(t *extract.Table, l line, m meaning) int {
	if !m.known || m.match.Nature != vocabulary.Debit || m.part != "" {
		return 0
	}
	votes := 0
	for _, cell := range l.cells {
		if cell < 0 {
			continue
		}
		if f, ok := parseFigure(t.Rows[l.row].Cells[cell]); ok && !f.nil {
			if votes++; f.wrapped {
				votes -= 2
			}
		}
	}
	return max(-1, min(votes, 1))
}

// money says that a metric is counted in money and in nothing else.
func (r *reader) money(id extract.Metric) bool {
	m, ok := r.words.Metric(id)
	return ok && len(m.Units) == 1 && m.Units[0] == vocabulary.Money
}

// name is what tells a row's figures apart from others: its metric, else its
// label.
func (m meaning) name(l line) string {
	if m.match.Metric != "" {
		return string(m.match.Metric) + "/" + string(m.basis) + "/" + string(m.per) + "/" + m.dimensions[extract.DimSegment]
	}
	return extract.Fold(l.label)
}

// duplicates names the rows that stand twice with other figures, by metric or
// by label, so that only their sections tell them apart.
func duplicates(t *extract.Table, lines []line, meanings []meaning) map[string]bool {
	first, twice := map[string]int{}, map[string]bool{}
	for i, l := range lines {
		names := []string{meanings[i].name(l)}
		if fold := extract.Fold(l.label); fold != names[0] {
			names = append(names, fold)
		}
		for _, name := range names {
			k, seen := first[name]
			switch {
			case !seen:
				first[name] = i
			case !sameFigures(t, lines[k], l) && !balance(l.label):
				twice[name] = true
			}
		}
	}
	return twice
}

// balance says that a row of a cash flow statement is its opening or closing
// balance.
func balance(label string) bool {
	return openingForm.MatchString(label) || closingForm.MatchString(label)
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
	u, scale, reason := unitAndScale(f, m, column, s.caption, r.context)
	switch column.kind {
	case changes:
		o, u, scale, reason = change(o, f, column, u, scale, reason)
	case shares:
		o, u, reason = r.share(o, f, column)
		scale = 0
	}
	o.Unit = u
	o.Period = instantOf(o.Period, l.label, s.caption.statement)
	if reason == "" {
		reason = lacking(o, column)
	}
	if reason != "" {
		r.miss(s, l, cell, f, reason)
		return
	}
	o.Value = f.value.Shift(scale)
	if column.kind == amounts {
		o.Value = sign(o.Value, f, m, s, l)
	}
	r.observe(s, l, cell, f, o)
}

func lacking(o extract.Fact, c column) string {
	switch {
	case c.kind == unclear:
		return "nothing tells its column from another"
	case o.Label == "":
		return "no label"
	case !o.Period.Known():
		return "no period"
	}
	return ""
}

func (r *reader) observe(s sheet, l line, cell int, f figure, o extract.Fact) {
	c := s.table.Rows[l.row].Cells[cell]
	rule := ruleAmount
	if l.total {
		rule = ruleSubtotal
	} else if f.nil {
		rule = ruleNil
	} else if o.Dimensions[extract.DimChange] != "" {
		rule = ruleChange
	}
	o.Witnesses = []extract.Witness{{
		Place: r.text.Blocks[s.block].CellPlace(l.row, cell), Quote: c.Text, Printed: f.printed, Rule: rule,
		Value: o.Value, At: extract.At{Block: s.block, Row: l.row, Cell: cell},
	}}
	r.spot(s, l)
	r.facts = append(r.facts, o)
}

func (r *reader) miss(s sheet, l line, cell int, f figure, reason string) {
	if f.nil {
		return
	}
	r.misses = append(r.misses, extract.Miss{
		Place: r.text.Blocks[s.block].CellPlace(l.row, cell), Quote: s.table.Rows[l.row].Cells[cell].Text, Reason: reason,
	})
}

// unitAndScale joins what cell, row, column, caption and document say. The
// document's currency helps only where the caption is scaled or the column
// names it: a bare table of numbers stays without a unit.
func unitAndScale(f figure, m meaning, col column, c caption, d extract.Context) (quantity.Unit, int, string) {
	switch {
	case f.unit == quantity.Percent || f.unit == quantity.Points:
		return f.unit, 0, ""
	case col.unit.percent || m.percent && !col.unit.scaled:
		return quantity.Percent, 0, ""
	case m.count != "":
		return countScale(m, c)
	case m.known && m.match.Nature == vocabulary.Counted:
		return quantity.Count, 0, ""
	}
	if m.open {
		return "", 0, "per share or not"
	}
	currency := unitOf(f.unit, col.unit.currency, first2(m.unit.currency, c.unit.currency), d.Currency)
	if currency == "" {
		return "", 0, "no unit"
	}
	if m.per != "" {
		return currency.Per(m.per), 0, ""
	}
	for _, u := range []unitLine{m.unit, col.unit, c.unit} {
		if u.scaled {
			return currency, u.scale, ""
		}
	}
	if toTheFen(f.value) {
		return currency, 0, ""
	}
	return "", 0, "no scale"
}

// minFen is 1,000,000.00: nothing but yuan, or another currency's unit, is
// printed with two decimals at that size.
const minFen = 100_000_000

// toTheFen says that an amount without a scale is printed to the last fen, as
// PRC reports do.
func toTheFen(a quantity.Amount) bool { return a.Exp == -2 && a.Abs().Coef >= minFen }

func first2(a, b quantity.Unit) quantity.Unit {
	if a != "" {
		return a
	}
	return b
}

// countScale: counts follow the scale of the table unless the caption excepts
// them.
func countScale(m meaning, c caption) (quantity.Unit, int, string) {
	switch {
	case m.own:
		return m.count, m.ownScale, ""
	case c.unit.shares || c.unit.money || !c.unit.scaled:
		return m.count, 0, ""
	}
	return m.count, c.unit.scale, ""
}

// change reads a column of changes: percent, points or amounts against the
// year or the quarter before the amounts to its left.
func change(o extract.Fact, f figure, col column, u quantity.Unit, scale int, reason string) (extract.Fact, quantity.Unit, int, string) {
	if col.change == "" || !col.base.Known() {
		return o, "", 0, "a change against an unnamed period"
	}
	o.Period = col.base
	o.Dimensions = o.Dimensions.With(extract.DimChange, col.change)
	switch {
	case f.unit == quantity.Percent || f.unit == quantity.Points:
		return o, f.unit, 0, ""
	case col.unit.percent:
		return o, quantity.Percent, 0, ""
	case u == quantity.Percent:
		return o, "", 0, "no unit"
	}
	return o, u, scale, reason
}

// joined is the dimensions of a row and of a column together.
func joined(row, col extract.Dimensions) extract.Dimensions {
	for k, v := range col {
		row = row.With(k, v)
	}
	return row
}

var (
	openingForm = pattern.New(`(?i)\b(?:at|as of|as at)?\s*(?:the )?beginning of\b|期初|年初`)
	closingForm = pattern.New(`(?i)\b(?:at|as of|as at)?\s*(?:the )?end of\b|期末|年末|年終`)
)

// instantOf turns the opening and closing balances of a cash flow statement
// into instants.
func instantOf(p fiscal.Period, label string, st vocabulary.Statement) fiscal.Period {
	if st != vocabulary.CashFlow || p.IsInstant() || !p.Known() {
		return p
	}
	switch {
	case openingForm.MatchString(label):
		return fiscal.Instant(p.Start.Previous())
	case closingForm.MatchString(label):
		return fiscal.Instant(p.End)
	}
	return p
}

// sign turns a printed sign into the element's. A cost is positive however
// the table prints costs; a loss is negative even where its row prints it
// plain; without a metric the printed sign stands, loss nouns apart.
func sign(v quantity.Amount, f figure, m meaning, s sheet, l line) quantity.Amount {
	cash := s.caption.statement == vocabulary.CashFlow
	switch {
	case m.known && m.match.Positive:
		return v.Abs()
	case cash && m.known && m.match.Nature == vocabulary.Debit:
		if rowWrapped(s, l) {
			return v.Neg() // an outflow; supplemental data print it plain
		}
		return v
	case cash && !m.known:
		return v // adjustments: the printed sign says what they do to cash
	case m.known && opposite(m.match, s):
		return v.Neg()
	case m.loss && !f.wrapped && !rowWrapped(s, l):
		return v.Neg()
	}
	return v
}

// opposite says that the table prints the element with its sign turned: the
// label says so, or costs stand in parentheses, or a cash flow statement takes
// off what the element adds.
func opposite(m vocabulary.Match, s sheet) bool {
	if m.Polarity != 0 {
		return m.Polarity < 0
	}
	switch m.Nature {
	case vocabulary.Debit:
		return s.costs < 0
	case vocabulary.Gain, vocabulary.Change:
		return s.caption.statement == vocabulary.CashFlow
	}
	return false
}

// rowWrapped says that some amount of the row is in parentheses, so that the
// plain ones are gains. A change of minus 51.5% says nothing of the sign of the
// amounts beside it.
func rowWrapped(s sheet, l line) bool {
	for col, cell := range l.cells {
		if cell < 0 || s.columns[col].kind == changes {
			continue
		}
		if f, ok := parseFigure(s.table.Rows[l.row].Cells[cell]); ok && f.wrapped && f.unit != quantity.Percent && f.unit != quantity.Points {
			return true
		}
	}
	return false
}
