package statement

import (
	"tickmark/extract"
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

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

// sign turns a printed sign into the element's. A cost is positive however
// the table prints costs; a loss is negative even where its row prints it
// plain; without a metric the printed sign stands, loss nouns apart.
func sign(v quantity.Amount, f figure, m meaning, s sheet, l line, segment string) quantity.Amount {
	cash := s.caption.statement == vocabulary.CashFlow
	switch {
	case m.known && eliminates.MatchString(segment):
		if m.match.Nature == vocabulary.Debit && s.costs < 0 {
			return v.Neg()
		}
		return v // what segments sell each other is taken off
	case m.known && m.match.Positive && m.match.Nature != vocabulary.Debit && m.dimensions[extract.DimSegment] != "":
		return v // what is eliminated between segments is taken off
	case m.known && m.match.Positive:
		return v.Abs()
	case cash && m.known && m.match.Nature == vocabulary.Debit:
		if rowWrapped(s, l) {
			return v.Neg() // an outflow; supplemental data print it plain
		}
		return v
	case cash && !m.known:
		return v // adjustments: the printed sign says what they do to cash
	case m.known && opposite(m.match, s) && !memo(l, f):
		return v.Neg()
	case m.loss && !f.wrapped && !rowWrapped(s, l):
		return v.Neg()
	}
	return v
}

// eliminates names what the group takes off the sum of its segments.
var eliminates = pattern.New(`(?i)\beliminat|抵[销銷]|[对對][销銷]`)

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

// memo says that a figure is printed with its element's own sign though costs
// stand in parentheses: what share-based compensation the costs hold, and how a
// profit is shared, are no rows of the sum.
func memo(l line, f figure) bool {
	return !f.wrapped && (compensates(l.label) || compensates(l.section)) || sharedForm.MatchString(l.section)
}

// sharedForm is a heading over those who share a profit.
var sharedForm = pattern.New(`(?i)\battributable to\b[:：]?$|[應应][佔占][:：]?$|歸屬於?[:：]?$|归属于?[:：]?$`)

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
