package audit

import (
	"regexp"
	"slices"
	"strings"

	"tickmark/extract/fiscal"
	"tickmark/extract/prose"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

// header is what the head of a table says of the figures below.
type header struct {
	period  fiscal.Period
	unit    quantity.Unit
	scale   int
	label   vocabulary.Found
	roles   []role         // of the columns of percentages, in their order
	columns map[int]column // where there are cells
}

// column is what the head of one column says.
type column struct {
	text   string
	pieces []prose.Mention
	period fiscal.Period
	unit   quantity.Unit
	scale  int
}

// headWords are words that columns are headed by.
var headWords = regexp.MustCompile(`(?i)\b(?:amount|value|growth|change|metric|component|category|segment|driver|period|context|% of|yoy|year-over-year|notes|proportion|share)\b|金额|金額|同比|占比|佔比|指标|指標|项目|項目`)

// headerOf reads a line of column heads: no sentence, no figure, and words of
// columns.
func headerOf(text string, pieces []prose.Mention, cells []Cell) *header {
	if slices.ContainsFunc(pieces, func(p prose.Mention) bool { return p.Kind == prose.Figure && counts(text, p) }) {
		return nil
	}
	if cells == nil && !columnHeads(text) {
		return nil
	}
	h := &header{roles: rolesIn(text)}
	h.unit, h.scale = unitIn(text)
	for _, p := range pieces {
		if p.Kind == prose.Label && h.label.Metric == "" {
			h.label = p.Label
		}
	}
	return h
}

// columnHeads says that a line reads as the heads of columns do: short, no
// sentence, and two words of columns.
func columnHeads(text string) bool {
	text = strings.TrimSpace(text)
	return len(text) <= 200 && text != "" && !strings.ContainsAny(text[len(text)-1:], ".:!?") && !strings.HasSuffix(text, "。") && !strings.HasSuffix(text, "：") &&
		!bulleted(text) && len(headWords.FindAllStringIndex(text, 2)) == 2
}

var (
	growthHead = regexp.MustCompile(`(?i)(?:year-over-year|yoy|y/y|qoq|quarter-over-quarter)?[ -]*(?:growth|change|increase)|\byoy\b|year-over-year|同比|按年|环比|環比`)
	shareHead  = regexp.MustCompile(`(?i)(?:%|percent|percentage) of |share of|proportion|占比|佔比`)
	stepHead   = regexp.MustCompile(`(?i)qoq|quarter-over-quarter|sequential|环比|環比|按季`)
)

// rolesIn lists the columns of percentages that a head names, in their order.
func rolesIn(text string) (out []role) {
	type at struct {
		start int
		role  role
	}
	var all []at
	for _, m := range growthHead.FindAllStringIndex(text, -1) {
		r := role{change: "yoy"}
		if stepHead.MatchString(text[m[0]:m[1]]) {
			r.change = "qoq"
		}
		all = append(all, at{m[0], r})
	}
	for _, m := range shareHead.FindAllStringIndex(text, -1) {
		all = append(all, at{m[0], role{shareOf: "Revenues"}})
	}
	slices.SortFunc(all, func(a, b at) int { return a.start - b.start })
	for _, x := range all {
		out = append(out, x.role)
	}
	return out
}

// unitIn reads the currency and the scale that a head names: "RMB million".
func unitIn(text string) (quantity.Unit, int) {
	t := strings.ToLower(text)
	var unit quantity.Unit
	for _, u := range []struct {
		word string
		unit quantity.Unit
	}{{"rmb", quantity.CNY}, {"cny", quantity.CNY}, {"人民币", quantity.CNY}, {"人民幣", quantity.CNY}, {"us$", quantity.USD}, {"usd", quantity.USD}, {"hk$", quantity.HKD}} {
		if strings.Contains(t, u.word) {
			unit = u.unit
			break
		}
	}
	for _, s := range []struct {
		word  string
		scale int
	}{{"十万", 5}, {"十萬", 5}, {"千万", 7}, {"千萬", 7}, {"十亿", 9}, {"十億", 9}, {"百亿", 10}, {"百億", 10},
		{"tens of thousand", 4}, {"ten thousand", 4}, {"10,000", 4}, {"'0,000", 4}, {"’0,000", 4}, {"hundred thousand", 5}, {"hundreds of thousand", 5},
		{"ten million", 7}, {"tens of million", 7}, {"hundred million", 8}, {"hundreds of million", 8}, {"100 million", 8},
		{"billion", 9}, {"million", 6}, {"thousand", 3}, {"'000", 3}, {"百万", 6}, {"百萬", 6}, {"亿", 8}, {"億", 8}, {"千元", 3}, {"万元", 4}, {"萬元", 4}} {
		if strings.Contains(t, s.word) {
			return unit, s.scale
		}
	}
	return unit, 0
}

// inTable says that a line of running text is a row of the table whose head
// stands above: short, with figures, and no sentence.
func inTable(text string, pieces []prose.Mention) bool {
	trimmed := strings.TrimSpace(text)
	return len(trimmed) < 240 && !bulleted(text) && !strings.HasSuffix(trimmed, ":") &&
		slices.ContainsFunc(pieces, func(p prose.Mention) bool { return p.Kind == prose.Figure })
}

// tableLine reads a row that is written as a line.
func (a *auditor) tableLine(l *Line, pieces []prose.Mention) {
	r := reading{auditor: a, line: l, pieces: pieces, main: a.main(leading(pieces), a.header.period), start: 0, end: len(l.Text)}
	percents := 0
	for i, p := range pieces {
		if p.Kind != prose.Figure || !counts(l.Text, p) {
			continue
		}
		o := r.optionsOf(i)
		o.firm = true
		r.headed(i, a.header, &o, percents)
		if p.Number.Unit == quantity.Percent {
			percents++
		}
		r.inRow(i, a.header.unit, a.header.scale, o)
	}
}

// leading are the pieces before the first figure of a row.
func leading(pieces []prose.Mention) []prose.Mention {
	if i := slices.IndexFunc(pieces, func(p prose.Mention) bool { return p.Kind == prose.Figure }); i >= 0 {
		return pieces[:i]
	}
	return pieces
}

// headed adds what the head of the table says to the readings of a figure.
func (r *reading) headed(i int, h *header, o *options, percents int) {
	if h.label.Metric != "" {
		o.labels = append(o.labels, h.label)
	}
	if _, ok := r.last(i); !ok && h.label.Metric != "" {
		o.labels = []vocabulary.Found{h.label}
	}
	if len(o.labels) == 0 {
		o.firm = false
	}
	if r.pieces[i].Number.Unit != quantity.Percent || r.against(i) {
		return
	}
	if percents < len(h.roles) {
		o.roles = slices.Insert(o.roles, 0, h.roles[percents])
	}
}

// inRow judges a figure whose unit the head may name.
func (r *reading) inRow(i int, unit quantity.Unit, scale int, o options) {
	n := r.pieces[i].Number
	c := claim{Claim: Claim{Line: r.line.Number, Where: r.line.Where, Start: n.Start, End: n.End, Text: strings.TrimSpace(r.line.Text[n.Start:n.End]), Value: n.Value, Unit: n.Unit}}
	if n.Negative && n.Value.Sign() > 0 {
		c.Value = n.Value.Neg()
	}
	if n.Unit == "" && !n.Dollar {
		c.Unit = unit
		if !n.Scaled {
			c.Value = n.Value.Shift(scale)
		}
	}
	c.around, c.line = r.line.Text, r.line.Text
	r.claims = append(r.claims, r.judge(c, o, n.Qualifier))
}

// row reads the cells of a table.
func (a *auditor) row(l *Line) {
	pieces := prose.Mentions(l.Text, a.options.Words)
	figures := 0
	for _, p := range pieces {
		if p.Kind == prose.Figure && counts(l.Text, p) {
			figures++
		}
	}
	if figures == 0 {
		a.head(l, pieces)
		return
	}
	if a.header == nil {
		a.header = &header{columns: map[int]column{}}
	}
	for _, c := range l.Cells {
		a.cell(l, c, pieces)
	}
}

// head reads a row of column heads; several make one.
func (a *auditor) head(l *Line, pieces []prose.Mention) {
	if a.header == nil || a.header.columns == nil {
		a.header = &header{columns: map[int]column{}}
	}
	for _, c := range l.Cells {
		text := l.Text[c.Start:c.End]
		col := a.header.columns[c.Column]
		if len(l.Cells) == 1 || strings.TrimSpace(text) == "" {
			continue
		}
		col.text += " " + text
		in := between(pieces, c.Start, c.End)
		col.pieces = append(col.pieces, in...)
		col.period = a.main(in, col.period)
		if !a.header.period.Known() {
			a.header.period = col.period
		}
		if u, s := unitIn(text); u != "" || s != 0 {
			col.unit, col.scale = u, s
		}
		a.header.columns[c.Column] = col
	}
}

// cell reads the figures of one cell by its row and its column.
func (a *auditor) cell(l *Line, c Cell, pieces []prose.Mention) {
	first := l.Cells[0]
	if c == first {
		return
	}
	col := a.header.columns[c.Column]
	in := slices.Concat(between(pieces, first.Start, first.End), between(pieces, c.Start, c.End))
	period := col.period
	if !period.Known() {
		period = a.header.period
	}
	if !period.Known() {
		period, _ = a.carried()
	}
	r := reading{auditor: a, line: l, pieces: in, main: a.main(in, period), start: c.Start, end: c.End}
	for i, p := range in {
		if p.Kind != prose.Figure || p.Start < c.Start || !counts(l.Text, p) && col.scale == 0 {
			continue
		}
		o := r.optionsOf(i)
		if col.period.Known() {
			o.periods = slices.Insert(o.periods, 0, col.period)
		}
		o.firm = len(o.labels) > 0 && len(o.periods) > 0
		if p.Number.Unit == quantity.Percent {
			o.roles = append(rolesIn(col.text), o.roles...)
		}
		r.inRow(i, col.unit, col.scale, o)
	}
}
