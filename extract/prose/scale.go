package prose

import (
	"tickmark/extract"
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
)

var (
	notesForm = pattern.New(`(?i)\bnotes to (?:the )?(?:[a-z]+ ){0,3}(?:financial statements|financial information)\b|(?:财务报表|財務報表|财务资料|財務資料)附[注註]`)
	unitsLine = pattern.New(`(?i)^\s*[(（]?[^.。]{0,80}\bin (?:thousands|millions)\b[^.。]{0,140}$|^\s*[(（]?[^.。]{0,40}(?:千元|万元|萬元|百万元|百萬元)[^.。]{0,40}$`)
)

// units notes the line of units under the title of the notes to the
// statements: on its page, and behind it in a document without pages, amounts
// may be in thousands though each is printed plain.
func (r *reader) units(b extract.Block) {
	switch {
	case notesForm.MatchString(b.Words):
		r.noted = true
	case r.noted && unitsLine.MatchString(b.Words):
		r.scaled, r.noted, r.page = true, false, b.Page
	case b.Kind == extract.Paragraph:
		r.noted = false
	}
	if b.Page != r.page {
		r.scaled = false
	}
}

// unscaled reports whether a figure is an amount of money that is printed without
// a scale and without a fraction.
func unscaled(n quantity.Number, unit quantity.Unit) bool {
	return unit.Currency() && !n.Scaled && n.Value.Exp >= 0
}

// longPlain is from where on an amount is taken to be printed to the last unit.
var longPlain = quantity.Amount{Coef: 1, Exp: 8}

// scaleSource is how a figure has its scale. Of a short amount without a word
// of scale nobody says that it is none of a statement in thousands.
func (s *sentence) scaleSource(n quantity.Number) extract.Source {
	source := s.printed(n.Start, n.End)
	if unscaled(n, n.Unit) && n.Value.Sign() != 0 && n.Value.Abs().Cmp(longPlain) < 0 {
		source.How = extract.Scoped
	}
	return source
}
