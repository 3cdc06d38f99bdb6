package extract

import (
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
)

// Context is what a document says about itself, found before its figures are
// read. Whatever it does not say is the zero value, and stays unknown.
type Context struct {
	Period   fiscal.Period   // the period reported on: the quarter, or the half or full year where no quarter is
	Others   []fiscal.Period // further current periods: the fiscal year beside its fourth quarter
	Number   int             // the number of the quarter that its first lines give Period; 0 where they give none
	Several  bool            // the title names no single one of them: none is a figure's for want of another
	Calendar fiscal.Calendar // when the issuer's fiscal year ends
	Currency quantity.Unit   // the reporting currency that the document names
	Basis    Basis           // GAAP where the document names its framework

	PeriodSource, CurrencySource, BasisSource Source // where it says so
}
