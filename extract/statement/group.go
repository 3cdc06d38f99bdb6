package statement

import (
	"slices"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
)

// grouped gives the lengths of a header row the columns that are theirs.
// Layout text centres "Quarter Ended" over a group, and the words may fall over
// a part of it, or over the next. Where each group ends in its translation to
// US$, and there are as many as lengths, that tells the groups.
func grouped(rows []extract.Row, cols []column) []extract.Row {
	ends := translated(rows, cols)
	if len(ends) < 2 || ends[len(ends)-1] != len(cols)-1 {
		return rows
	}
	for i, row := range rows {
		heads := lengthsOf(row)
		if len(heads) != len(ends) {
			continue
		}
		out := slices.Clone(rows)
		out[i].Cells = slices.Clone(row.Cells)
		from := 0
		for k, end := range ends {
			c := &out[i].Cells[heads[k]]
			c.Col, c.Span = cols[from].left, cols[end].right-cols[from].left
			from = end + 1
		}
		return out
	}
	return rows
}

// translated are the columns of US$, where each follows one of another currency.
func translated(rows []extract.Row, cols []column) []int {
	var ends []int
	before := quantity.Unit("")
	for i, c := range cols {
		stack, _ := stackOver(rows, c)
		unit, _ := headerUnit(stack)
		u := unit.currency
		if u == quantity.USD {
			if before == "" || before == quantity.USD {
				return nil
			}
			ends = append(ends, i)
		}
		before = u
	}
	return ends
}

// translations gives columns of US$ that have lost their year the period of the
// column before, of another currency, of which each is the translation.
func translations(cols []column) {
	for i := 1; i < len(cols); i++ {
		c, before := &cols[i], cols[i-1]
		if c.kind == amounts && before.kind == amounts && !c.period.Known() && c.relation == 0 && c.unit.currency == quantity.USD &&
			before.unit.currency != "" && before.unit.currency != quantity.USD && !yearForm4.MatchString(c.header) {
			c.period, c.stack, c.cells = before.period, before.stack, before.cells
		}
	}
}

// lengthsOf are the cells of a header row, where each names a length and no
// date.
func lengthsOf(row extract.Row) []int {
	var out []int
	for i, c := range row.Cells {
		if c.Col == 0 {
			continue
		}
		ms := fiscal.Scan(capital(c.Text))
		if len(ms) != 1 || ms[0].Months == 0 || ms[0].Date.Month != 0 {
			return nil
		}
		out = append(out, i)
	}
	return out
}

// scaleNote is a header cell that says a scale and nothing else.
var scaleNote = pattern.New(`(?i)^\(?in (?:thousands|millions|billions)\b`)

// scaleOver gives columns of money without a scale that which such a note says
// over other columns: the note is centred over several. Notes must not differ.
func scaleOver(cols []column) {
	scale, said, from := 0, false, extract.Source{}
	for _, c := range cols {
		if !slices.ContainsFunc(c.stack, scaleNote.MatchString) {
			continue
		}
		if said && c.unit.scale != scale {
			return
		}
		scale, said, from = c.unit.scale, true, c.from.scale
	}
	for i := range cols {
		if c := &cols[i]; said && !c.unit.scaled && !c.unit.percent && c.kind == amounts && c.unit.currency != "" {
			c.unit.scale, c.unit.scaled, c.from.scale = scale, true, from
		}
	}
}
