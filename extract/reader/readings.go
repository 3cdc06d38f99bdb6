package reader

import (
	"cmp"
	"slices"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/proof"
	"tickmark/extract/quantity"
)

// Bounds of the readings that a miss is given.
const (
	maxReadings = 4    // of one miss
	maxTried    = 4000 // misses of a document whose readings are held against its facts
	maxSame     = 300  // facts of one unit and period that a missed figure is held against
)

// readings says how each missed number could be read, and which checks would
// close on it. A cell may have the unit, scale and period of other figures in
// its column or table; a figure in prose those that its sentence gives it.
func readings(t extract.Text, c extract.Context, facts []extract.Fact, misses []extract.Miss) {
	cells := cellMisses(t, misses)
	ways := waysOf(t, facts, cells)
	for at, i := range cells {
		misses[i].Readings = ways.of(t, at)
	}
	for i := range misses {
		scaled(&misses[i])
	}
	if len(misses) <= maxTried {
		closeCells(t, facts, misses, cells)
		closeProse(c, facts, misses, cells)
	}
}

// cellMisses finds the misses that stand in tables.
func cellMisses(t extract.Text, misses []extract.Miss) map[extract.At]int {
	out := map[extract.At]int{}
	for i, m := range misses {
		if m.At.Row >= 0 && m.At.Block < len(t.Blocks) && t.Blocks[m.At.Block].Kind == extract.Grid {
			out[m.At] = i
		}
	}
	return out
}

// scaled adds the scale that is printed with a figure in prose.
func scaled(m *extract.Miss) {
	if len(m.Readings) == 0 {
		return
	}
	n, ok := printedNumber(m.Quote)
	if !ok || !n.Scaled {
		return
	}
	for i := range m.Readings {
		m.Readings[i].Scale = scaleFrom(n.Value, m.Quote[n.From:n.To])
	}
}

func printedNumber(quote string) (quantity.Number, bool) {
	ns := quantity.Scan(quote)
	if len(ns) == 0 || ns[0].Malformed {
		return quantity.Number{}, false
	}
	return ns[0], true
}

// scaleFrom is the power of ten between the printed digits and the value.
func scaleFrom(v quantity.Amount, digits string) int {
	p, err := quantity.Parse(digits)
	if err != nil {
		return 0
	}
	return int(v.Exp) - int(p.Exp)
}

// way is how a figure is read: what it counts in, and when.
type way struct {
	unit   quantity.Unit
	scale  int
	period fiscal.Period
}

// gridColumn is a column of a table; -1 is the whole table.
type gridColumn struct{ block, col int }

// ways counts how the figures of each column and table are read.
type ways map[gridColumn]map[way]int

// waysOf counts those of the tables that hold missed cells.
func waysOf(t extract.Text, facts []extract.Fact, missed map[extract.At]int) ways {
	out, tables := ways{}, map[int]bool{}
	for at := range missed {
		tables[at.Block] = true
	}
	for _, f := range facts {
		if !f.Unit.Currency() {
			continue
		}
		for _, w := range f.Witnesses {
			if w.At.Row < 0 || w.At.Cell < 0 || !tables[w.At.Block] {
				continue
			}
			n, ok := printedNumber(w.Printed)
			if !ok {
				continue
			}
			col := t.Blocks[w.At.Block].Table.Rows[w.At.Row].Cells[w.At.Cell].Col
			out.count(gridColumn{w.At.Block, col}, way{f.Unit, scaleFrom(w.Value, w.Printed[n.From:n.To]), f.Period})
			out.count(gridColumn{w.At.Block, -1}, way{f.Unit, scaleFrom(w.Value, w.Printed[n.From:n.To]), f.Period})
		}
	}
	return out
}

func (w ways) count(at gridColumn, x way) {
	if w[at] == nil {
		w[at] = map[way]int{}
	}
	w[at][x]++
}

// of lists the ways of a cell's column, the commonest first, then those of
// its table.
func (w ways) of(t extract.Text, at extract.At) []extract.Reading {
	col := t.Blocks[at.Block].Table.Rows[at.Row].Cells[at.Cell].Col
	var out []extract.Reading
	seen := map[way]bool{}
	for _, where := range []gridColumn{{at.Block, col}, {at.Block, -1}} {
		for _, x := range w.ordered(where) {
			if !seen[x] && len(out) < maxReadings {
				seen[x] = true
				out = append(out, extract.Reading{Unit: x.unit, Scale: x.scale, Period: x.period})
			}
		}
	}
	return out
}

func (w ways) ordered(at gridColumn) []way {
	var out []way
	for x := range w[at] {
		out = append(out, x)
	}
	slices.SortFunc(out, func(a, b way) int {
		return cmp.Or(cmp.Compare(w[at][b], w[at][a]), cmp.Compare(a.period.String(), b.period.String()),
			cmp.Compare(a.unit, b.unit), cmp.Compare(a.scale, b.scale))
	})
	return out
}

// closeCells tries the first reading of every missed cell together with the
// facts of its table, then the second of each, and notes what closes.
func closeCells(t extract.Text, facts []extract.Fact, misses []extract.Miss, cells map[extract.At]int) {
	near := neighbours(facts, cells)
	for n := range maxReadings {
		var tried []extract.Fact
		var of []int
		for at, i := range cells {
			if f, ok := supposed(t, at, misses[i], n); ok {
				tried, of = append(tried, f), append(of, i)
			}
		}
		if len(tried) == 0 {
			return
		}
		for j, f := range proof.Grade(append(slices.Clip(near), tried...), nil)[len(near):] {
			misses[of[j]].Readings[n].Closes = closing(f.Checks)
		}
	}
}

// neighbours are the facts that stand in a table with a missed cell.
func neighbours(facts []extract.Fact, cells map[extract.At]int) []extract.Fact {
	tables := map[int]bool{}
	for at := range cells {
		tables[at.Block] = true
	}
	var out []extract.Fact
	for _, f := range facts {
		if slices.ContainsFunc(f.Witnesses, func(w extract.Witness) bool { return w.At.Row >= 0 && tables[w.At.Block] }) {
			out = append(out, f)
		}
	}
	return out
}

// supposed is the fact that reading n of a missed cell would make.
func supposed(t extract.Text, at extract.At, m extract.Miss, n int) (extract.Fact, bool) {
	if n >= len(m.Readings) {
		return extract.Fact{}, false
	}
	number, ok := printedNumber(m.Quote)
	if !ok {
		return extract.Fact{}, false
	}
	r := m.Readings[n]
	v, err := quantity.Parse(m.Quote[number.From:number.To])
	if err != nil {
		return extract.Fact{}, false
	}
	v = v.Shift(r.Scale)
	if number.Negative {
		v = v.Neg()
	}
	label := ""
	if c, ok := t.Blocks[at.Block].Table.Rows[at.Row].Label(); ok {
		label = c.Text
	}
	return extract.Fact{Label: label, Period: r.Period, Unit: r.Unit, Value: v,
		Witnesses: []extract.Witness{{Place: m.Place, Quote: m.Quote, Printed: m.Quote, Value: v, At: at}}}, true
}

// closing are the checks that hold.
func closing(checks []extract.Check) []extract.Check {
	return slices.DeleteFunc(slices.Clone(checks), func(c extract.Check) bool { return !c.Closed })
}

// unitAndPeriod is what a missed figure and a fact must share.
type unitAndPeriod struct {
	unit   quantity.Unit
	period fiscal.Period
}

// closeProse holds a missed figure in prose, of three digits or more, against
// the facts of its unit and period; of the document's period where its
// sentence gives none.
func closeProse(c extract.Context, facts []extract.Fact, misses []extract.Miss, cells map[extract.At]int) {
	inCell := map[int]bool{}
	for _, i := range cells {
		inCell[i] = true
	}
	if len(inCell) == len(misses) {
		return
	}
	same := map[unitAndPeriod][]*extract.Fact{}
	for i := range facts {
		f := &facts[i]
		if k := (unitAndPeriod{f.Unit, f.Period}); f.Qualifier == "" && len(same[k]) < maxSame {
			same[k] = append(same[k], f)
		}
	}
	for i := range misses {
		if inCell[i] || len(misses[i].Readings) == 0 {
			continue
		}
		n, ok := printedNumber(misses[i].Quote)
		if !ok || n.Value.Abs().Coef < 100 {
			continue
		}
		for j := range misses[i].Readings {
			r := &misses[i].Readings[j]
			period := r.Period
			if !period.Known() {
				period = c.Period
			}
			if r.Closes = repeating(same[unitAndPeriod{r.Unit, period}], n.Value); len(r.Closes) > 0 {
				r.Period = period
			}
		}
	}
}

// repeating names the facts that print the same figure. Several say nothing.
func repeating(same []*extract.Fact, v quantity.Amount) []extract.Check {
	var out []extract.Check
	for _, f := range same {
		if f.Value.Abs().Consistent(v.Abs()) && f.Value.Exp <= v.Exp {
			out = append(out, extract.Check{Kind: extract.Repeat, Closed: true, Operands: []extract.Operand{{Value: f.Value, Label: f.Label}}})
		}
	}
	if len(out) > 1 {
		return nil
	}
	return out
}
