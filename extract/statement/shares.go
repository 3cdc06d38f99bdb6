package statement

import (
	"strings"

	"tickmark/extract"
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
)

var totalForm2 = pattern.New(`(?i)(?:%|percentages?) of (?:our |the )?((?:total |net |consolidated |group )*(?:revenues?|sales|turnover|income|assets|equity|purchases))|[佔占](.{1,12}?)(?:的|之)?(?:比重|比例|百分比|比|%)`)

// totalOf is what a column of shares is shares of, empty where its header
// does not name it.
func totalOf(header string) string {
	m := totalForm2.FindStringSubmatch(header)
	if m == nil {
		return ""
	}
	return strings.TrimSpace(m[1] + m[2])
}

// bare says that nothing but a percent sign stands over a column, its period
// apart.
func (c column) bare() bool {
	return c.kind == amounts && c.unit.percent && nameOf(c.stack) == ""
}

// counted says that a row holds an amount beside its percentages: these are
// shares of a total.
func (s sheet) counted(l line) bool {
	for i, cell := range l.cells {
		if cell >= 0 && s.columns[i].kind == amounts && !s.columns[i].unit.percent {
			return true
		}
	}
	return false
}

// hundred is the share of a total in itself.
var hundred = quantity.Amount{Coef: 100}

// totals finds what columns of percentages are shares of, where their headers do
// not say so: the one row that is 100 % of itself.
func (r *reader) totals(s *sheet, lines []line) {
	for i := range s.columns {
		c := &s.columns[i]
		if c.of != "" || c.kind != shares && !c.bare() {
			continue
		}
		name, several := "", false
		for _, l := range lines {
			cell := l.cells[i]
			if cell < 0 {
				continue
			}
			if f, ok := parseFigure(s.table.Rows[l.row].Cells[cell]); ok && f.value.Cmp(hundred) == 0 {
				name, several = l.label, name != ""
			}
		}
		if name != "" && !several && !totalName.MatchString(name) {
			c.of = name
		}
	}
}

// share reads a column of shares: percentages of a named total, and their
// changes in points.
func (r *reader) share(o extract.Fact, f figure, col column) (extract.Fact, quantity.Unit, string) {
	if col.of == "" || f.unit != "" && f.unit != quantity.Percent && f.unit != quantity.Points {
		return o, "", "a share of an unnamed total"
	}
	if !o.Period.Known() {
		o.Period = col.base
	}
	o.Dimensions = o.Dimensions.With(extract.DimShareOf, col.of)
	if col.change != "" {
		o.Period = col.base
		o.Dimensions = o.Dimensions.With(extract.DimChange, col.change)
		return o, quantity.Points, ""
	}
	return o, quantity.Percent, ""
}
