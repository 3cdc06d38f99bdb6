package statement

import (
	"slices"

	"tickmark/extract"
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
)

// The headings over rows that are percentages, of a total or from a period to the
// next.
var (
	shareHead = pattern.New(`(?i)^(?:as )?(?:an? )?(?:%|percentages?) of (?:our |the )?(?:[a-z]+ ){0,3}[a-z]+ ?[:：]?$|^[佔占].{1,12}?(?:比重|比例|百分比|比|%)[:：]?$`)
	moveHead  = pattern.New(`(?i)^(?:(?:year|quarter|period)[- ](?:on|over)[- ](?:year|quarter|period)|yoy|qoq|y-o-y|q-o-q)(?: (?:growth|change|increase|decrease|rates?))*(?: ?[(]%[)])?[:：]?$|^(?:同比|[环環]比)(?:增[长長減减]|[变變][动動])?(?:率|幅度)?(?:[(（]%[)）])?[:：]?$`)
)

// ratioRows is how far above a row its heading may stand, in rows.
const ratioRows = 40

// maxRatio is more than a row of percentages prints.
var maxRatio = quantity.Amount{Coef: 1, Exp: 3}

// ratioAbove is the heading by which a row is one of percentages: the nearest in the
// table, or the title where it has none. What is counted or is of one share is none,
// and rows of amounts end them.
func (s sheet) ratioAbove(l line, m meaning) (string, where) {
	if m.per != "" || m.count != "" {
		return "", where{}
	}
	for i := l.row; i >= 0; i-- {
		row := s.table.Rows[i]
		if l.row-i > ratioRows || slices.ContainsFunc(row.Cells, exceeds) {
			return "", where{}
		}
		if c, ok := row.Label(); ok && i < l.row && !isData(row) && !slices.ContainsFunc(row.Cells, besideLabel) {
			return ratioHead(clean(extract.Unmarked(c.Text, c.Marks))), where{s.block, i, 0}
		}
	}
	for i := len(s.caption.lines) - 1; i >= 0; i-- {
		if h := ratioHead(s.caption.lines[i]); h != "" {
			return h, s.caption.at[i]
		}
	}
	return "", where{}
}

// ratioHead is a heading over percentages, or nothing.
func ratioHead(text string) string {
	if shareHead.MatchString(text) || moveHead.MatchString(text) {
		return text
	}
	return ""
}

// exceeds reports whether a cell holds an amount that is no percentage.
func exceeds(c extract.Cell) bool {
	if c.Col == 0 {
		return false
	}
	f, ok := parseFigure(c)
	return ok && !f.nil && !isYear(unnoted(c)) && f.value.Abs().Cmp(maxRatio) >= 0
}

// besideLabel reports whether a cell says something beside the label of its row.
func besideLabel(c extract.Cell) bool { return c.Col > 0 && c.Text != "" }

// ratio reads a percentage below such a heading. One of money, or of a total or a
// comparison that the heading does not name, stays unread.
func ratio(o extract.Fact, f figure, head string) (extract.Fact, quantity.Unit, int, string) {
	o.Dimensions = o.Dimensions.Without(extract.DimSection)
	u := quantity.Percent
	switch {
	case f.unit == quantity.Points:
		u = quantity.Points
	case f.unit != "" && f.unit != quantity.Percent:
		return o, "", 0, "an amount among percentages"
	}
	if moveHead.MatchString(head) {
		by := changeOf(head)
		if by == "" {
			return o, "", 0, "a change from an unnamed period"
		}
		o.Dimensions = o.Dimensions.With(extract.DimChange, by)
		return o, u, 0, ""
	}
	of := totalOf(head)
	if of == "" {
		return o, "", 0, "a share of an unnamed total"
	}
	o.Dimensions = o.Dimensions.With(extract.DimShareOf, of)
	return o, u, 0, ""
}
