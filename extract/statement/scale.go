package statement

import (
	"tickmark/extract"
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

// unitAndScale is the unit and the scale of a figure, or why one is not known.
func unitAndScale(f figure, m meaning, col column, c caption, d extract.Context) (quantity.Unit, int, string) {
	u, scale, reason := unitAndNamedScale(f, m, col, c, d)
	if reason == "" && scale == unclearScale {
		return "", 0, "no scale"
	}
	return u, scale, reason
}

// unitAndNamedScale joins what cell, row, column, caption and document say. The
// document's currency helps only where the caption is scaled or the column
// names it: a bare table of numbers stays without a unit.
func unitAndNamedScale(f figure, m meaning, col column, c caption, d extract.Context) (quantity.Unit, int, string) {
	switch {
	case f.unit == quantity.Percent || f.unit == quantity.Points:
		return f.unit, 0, ""
	case col.unit.percent || m.percent && !col.unit.scaled:
		return quantity.Percent, 0, ""
	case m.itself && f.unit == "" && f.value.Abs().Cmp(maxPer) < 0:
		return quantity.Percent, 0, "" // among amounts, it says so itself
	case m.percent && !m.known:
		return "", 0, "no unit"
	case m.count != "":
		return countScale(f, m, c)
	case m.known && m.match.Nature == vocabulary.Counted:
		return quantity.Count, m.labelScale(), ""
	case m.pieces && !m.known:
		return quantity.Count, 0, ""
	case (m.things || m.number) && !m.known && m.unit.currency == "":
		return thingScale(f, m, col, c)
	case m.days || m.ownUnknown():
		return "", 0, "no unit"
	}
	if m.open {
		return "", 0, "per share or not"
	}
	currency := unitOf(f.unit, col.unit.currency, first2(m.unit.currency, c.unit.currency), d.Currency)
	if currency == "" {
		return "", 0, "no unit"
	}
	said := first2(f.unit, first2(col.unit.currency, first2(m.unit.currency, c.unit.currency))) != ""
	if m.per != "" && f.value.Exp >= 0 && f.value.Abs().Cmp(maxPer) >= 0 {
		return inAll(f, m, col, c)
	}
	if m.per != "" {
		return currency.Per(m.per), cents(m.unit, col.unit), ""
	}
	for _, u := range []unitLine{m.unit, col.unit, c.unit} {
		if u.scaled && u.scale > 0 && m.whole && f.value.Exp <= -2 {
			return "", 0, "per share or not"
		}
		if u.scaled && !said && !u.money && !m.known && !m.money && c.statement == "" {
			return "", 0, "no unit" // in a table of users, millions are no money
		}
		if u.scaled {
			return currency, u.scale, ""
		}
	}
	if toTheFen(f.value) {
		return currency, 0, ""
	}
	return "", 0, "no scale"
}

// percentEnd ends a label that says its unit.
var percentEnd = pattern.New(`[(（][%％][)）]$`)

// maxPer is more than a share pays or earns, in whole units of a currency.
var maxPer = quantity.Amount{Coef: 1, Exp: 3}

// inAll reads an amount too large for one share, which the label says is what the
// shares get together: "dividend of HK12 cents per share". The currency of one
// share is not its own.
func inAll(f figure, m meaning, col column, c caption) (quantity.Unit, int, string) {
	currency := first2(f.unit, first2(col.unit.currency, c.unit.currency))
	u := col.unit
	if !u.scaled {
		u = c.unit
	}
	if m.known || !m.together || currency == "" || !u.scaled || u.scale <= 0 {
		return "", 0, "per share or not"
	}
	return currency, u.scale, ""
}

// thingScale counts things that the vocabulary does not know: by the scale that
// the label names, or, where it says that it is a number of them, one by one in
// a table whose scale is one of a currency.
func thingScale(f figure, m meaning, col column, c caption) (quantity.Unit, int, string) {
	u := col.unit
	if !u.scaled {
		u = c.unit
	}
	switch {
	case m.bare && m.unit.scaled:
		return quantity.Count, m.unit.scale, ""
	case m.number && f.unit == "" && f.value.Exp >= 0 && (!u.scaled || u.currency != "" || u.money):
		return quantity.Count, 0, ""
	}
	return "", 0, "no unit"
}

// cents is the scale of amounts per share: none, but where they are said to be in
// hundredths of the currency.
func cents(units ...unitLine) int {
	for _, u := range units {
		if u.scaled && u.scale < 0 {
			return u.scale
		}
	}
	return 0
}

// labelScale is the scale that the label of a count names: "(in millions)".
func (m meaning) labelScale() int {
	if m.unit.scaled && m.bare {
		return m.unit.scale
	}
	return 0
}

// ownUnknown says that a row which the vocabulary does not know names a scale of
// its own and no currency: users in millions, among amounts.
func (m meaning) ownUnknown() bool {
	return !m.known && m.unit.scaled && m.unit.currency == "" && m.bare
}

// minFen is 1,000,000.00: nothing but yuan, or another currency's unit, is
// printed with two decimals at that size.
const minFen = 100_000_000

// toTheFen says that an amount without a scale is printed to the last fen, as
// PRC reports do.
func toTheFen(a quantity.Amount) bool { return a.Exp == -2 && a.Abs().Coef >= minFen }

func first2[T ~string](a, b T) T {
	if a != "" {
		return a
	}
	return b
}

// countScale: counts follow the scale of the table unless the caption excepts
// them.
func countScale(f figure, m meaning, c caption) (quantity.Unit, int, string) {
	switch {
	case m.own:
		return m.count, m.ownScale, ""
	case c.unit.shares || c.unit.money || !c.unit.scaled:
		return m.count, 0, ""
	case m.printed == full:
		return m.count, 0, ""
	case m.printed == byScale:
		return m.count, c.unit.scale, ""
	}
	if c.unit.scale == unclearScale {
		return "", 0, "no scale"
	}
	switch scaled := f.value.Shift(c.unit.scale).Abs(); {
	case scaled.Cmp(maxShares) > 0:
		return m.count, 0, "" // "except per share data" meant these too
	case scaled.Cmp(manyShares) > 0:
		return "", 0, "shares or thousands of shares"
	}
	return m.count, c.unit.scale, ""
}

// maxShares is more shares than any company has, a trillion; manyShares more than
// any but a few have, so that arithmetic has to say so.
var (
	maxShares  = quantity.Amount{Coef: 1, Exp: 12}
	manyShares = quantity.Amount{Coef: 1, Exp: 10}
)
