package statement

import (
	"slices"

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

// relate finds for each column of changes or shares the amounts that it
// speaks of: the nearest run of amounts to its left.
func (r *reader) relate(s sheet, cols []column) {
	for i := range cols {
		c := &cols[i]
		if c.kind != changes && c.kind != shares {
			continue
		}
		now, before := neighbours(cols, i)
		switch {
		case c.kind == changes && c.relation != 0: // its head names it
			now = c.base
		case !before.Known() && c.kind == changes:
			now = standing(cols[:i], now, c.change)
		}
		if c.base = now; c.kind == changes || !c.period.Known() {
			c.from.period = periodOf(cols, now)
		}
		if c.kind == changes && c.change == "" {
			c.change = r.comparedWith(s, *c, now, before)
		}
	}
}

// standing is the period whose change is meant where one column alone stands
// before a column of changes: this quarter beside "30 June, quarter-on-quarter
// change", if an earlier column holds it.
func standing(cols []column, before fiscal.Period, change string) fiscal.Period {
	for _, c := range cols {
		if c.kind == amounts && change != "" && apart(c.period, before) == change {
			return c.period
		}
	}
	return before
}

// neighbours are the newest and the next period among the amounts to the left
// of column i; where none are, among all.
func neighbours(cols []column, i int) (now, before fiscal.Period) {
	from := i
	for from > 0 && cols[from-1].kind != amounts {
		from--
	}
	to := from
	for from > 0 && cols[from-1].kind == amounts && (from == to || cols[from-1].period.Months() == cols[to-1].period.Months()) {
		from--
	}
	run := cols[from:to]
	if len(run) == 0 {
		run = cols
	}
	for _, c := range run {
		switch p := c.period; {
		case c.kind != amounts || !p.Known() || p == now || p == before:
		case now.End.Before(p.End):
			now, before = p, now
		case before.End.Before(p.End):
			before = p
		}
	}
	return now, before
}

// apart names the distance of two periods of one length.
func apart(now, before fiscal.Period) string {
	if !now.Known() || !before.Known() || now.Months() != before.Months() {
		return ""
	}
	switch {
	case slices.Contains(now.Shifts(-12), before):
		return "yoy"
	case slices.Contains(now.Shifts(-3), before):
		return "qoq"
	case slices.Contains(now.Shifts(-6), before) && now.Months() == 6:
		return "hoh"
	}
	return ""
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
	case u == quantity.Percent, f.nil && col.unit.currency == "":
		return o, "", 0, "no unit" // nor does a dash say whether it is one of percent
	}
	return o, u, scale, reason
}
