package statement

import (
	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
)

// comparedWith is how far from its base the period lies that the head of a column
// of changes names: "change vs. 3Q 21". Where it names none, that is before.
func (r *reader) comparedWith(s sheet, c column, now, before fiscal.Period) string {
	if c.relation == 0 {
		if p := r.period(c.header, s.caption, 0, false); p.Known() && p != now {
			return apart(now, p)
		}
	}
	return apart(now, before)
}

// sameChange is what two columns of changes must not have in common.
type sameChange struct {
	base     fiscal.Period
	change   string
	percent  bool
	currency quantity.Unit
}

// changesApart makes columns of changes unclear that are of one base against one
// period, in one unit: "as reported" and "in constant currency".
func changesApart(cols []column) {
	seen := map[sameChange]int{}
	for i, c := range cols {
		if c.kind != changes || c.change == "" || !c.base.Known() {
			continue
		}
		k := sameChange{c.base, c.change, c.unit.percent, c.unit.currency}
		if first, ok := seen[k]; ok {
			cols[i].kind, cols[first].kind = unclear, unclear
			continue
		}
		seen[k] = i
	}
}

// foreignForm is over amounts in the currency that each row names, and over the
// rates at which they are translated.
var foreignForm = pattern.New(`外[币幣](?:[余餘][额額]|金[额額])|原[币幣]|[汇匯]率|(?i:\b(?:original|foreign) currency\b|\bexchange rates?\b)`)

// yearForm4 is a year among other words.
var yearForm4 = pattern.New(`(?:19|20)\d\d`)

// anyYear reports whether a head names a year, beside the labels.
func anyYear(head []extract.Row) bool {
	for _, row := range head {
		for _, c := range row.Cells {
			if c.Col > 0 && yearForm4.MatchString(c.Text) {
				return true
			}
		}
	}
	return false
}
