// Package vocabulary holds the metrics that tickmark knows, the labels under
// which issuers print them in English and Chinese, and how metrics add up.
//
// Everything here is data (data/*.txt, embedded): a metric has an id, a
// version, a period type, a nature, units, labels and refusals. The code
// reads that data, brings printed labels into a common form and looks them
// up whole: a label that says more or less than an entry has no metric, since
// a wrong name is worse than none.
//
// Ids are us-gaap element names, ifrs-full ones where us-gaap has none.
// Measures that neither taxonomy has (margins, EBITDA, free cash flow,
// operating counts) have ids of our own, each explained where it stands.
package vocabulary

import (
	"tickmark/extract"
	"tickmark/extract/quantity"
)

// Statement is the kind of table that a label stands in. The zero value is
// unknown.
type Statement string

// The statements.
const (
	Income         Statement = "income" // of operations, of comprehensive income
	Balance        Statement = "balance"
	CashFlow       Statement = "cashflow"
	Equity         Statement = "equity" // changes in equity
	Reconciliation Statement = "reconciliation"
	PerShare       Statement = "pershare"
	Segment        Statement = "segment"
	Highlights     Statement = "highlights"
)

// Primary says that s is one of the financial statements proper, whose
// figures have the framework's basis.
func (s Statement) Primary() bool {
	return s == Income || s == Balance || s == CashFlow || s == Equity
}

// Context is what surrounds a label. Whatever is not known is zero, and then
// helps nobody: a label that needs it has no metric.
type Context struct {
	Statement Statement
	// Section is the heading above the label, as printed ("Current
	// liabilities"). A section ends with its total: what follows "Total
	// current assets" is no longer current.
	Section string
	Instant bool          // the column is an instant
	Unit    quantity.Unit // of the column or the figure
}

// Nature is how the figures of a metric are signed. The zero value is
// unknown.
type Nature string

// The natures.
const (
	Credit  Nature = "credit" // revenue, income, profit: positive is a gain
	Debit   Nature = "debit"  // cost, expense, payment: positive in the element, whatever sign a table gives it
	Signed  Nature = "signed" // net other, exchange differences, net cash: the printed sign is the element's
	Gain    Nature = "gain"   // a gain or loss that cash flow statements print the other way round
	Change  Nature = "change" // an increase in an operating asset: printed as the outflow that it is
	Held    Nature = "held"   // a balance
	Counted Nature = "count"  // shares, vehicles, users
	Rated   Nature = "ratio"  // a margin, a rate
)

// Match is what a label says.
type Match struct {
	Metric extract.Metric
	// Basis is NonGAAP for a label with a mark and for measures outside any
	// framework, Operating for operating measures, and else empty: the caller
	// knows what the document says of its framework.
	Basis extract.Basis
	// Loss says that the label's noun runs against the element and names no
	// alternative ("Net loss", 虧損, "Income tax benefit"): a figure printed
	// plain is negative.
	Loss   bool
	Nature Nature
	// Polarity is 1 where the label itself says that the printed sign is the
	// element's ("Income/(loss) before tax"), -1 where it is the opposite
	// ("Net (income)/loss attributable to noncontrolling interests"), 0 where
	// it says neither.
	Polarity int
	Positive bool   // the element is never negative: depreciation, revenues, shares
	Rule     string // "label/Revenues@1"
}

// Found is a label inside a sentence.
type Found struct {
	Span extract.Span
	Match
	// Whole says that the words around the span do not belong to its name:
	// "revenues" in "advertising revenues" and in "revenues from services" is
	// not whole.
	Whole bool
}

// Metric is one entry of the vocabulary.
type Metric struct {
	ID       extract.Metric
	Version  int
	Instant  bool // else a duration
	Nature   Nature
	Units    []UnitKind
	Basis    extract.Basis // of measures outside any framework, else empty
	Positive bool
	In       []Statement // where its labels mean it; a label may narrow this
	Aliases  []string    // "ifrs-full:Revenue"
	Labels   []Label
	Refusals []Label
	File     string // "income.txt"
	Line     int
}

// Label is one printed form of a metric, in the notation of the data files.
type Label struct {
	Script string // en, hans, hant, zh for both
	Text   string
	When   Condition
	Line   int
}

// Condition narrows where a label means its metric. The zero value is
// anywhere.
type Condition struct {
	In         []Statement // any of these
	Current    bool        // under a heading of current assets or liabilities
	Noncurrent bool
	Under      [][]string // the heading holds one phrase of each list, in common form
	NotUnder   []string   // and none of these
	Marked     bool       // the label says non-GAAP or adjusted
	Unmarked   bool
}

// UnitKind is what a metric is counted in.
type UnitKind string

// The kinds of unit.
const (
	Money      UnitKind = "money"
	MoneyPer   UnitKind = "pershare" // for one share or one ADS
	ShareCount UnitKind = "shares"   // shares or ADSs
	Percentage UnitKind = "percent"
	CountOf    UnitKind = "number"
	RatioOf    UnitKind = "times"
	Rate       UnitKind = "rate" // of exchange
)

// Admits says that a figure in u can be of this metric. An unknown unit can.
func (m Metric) Admits(u quantity.Unit) bool {
	if u == "" {
		return true
	}
	for _, k := range m.Units {
		if k.holds(u) {
			return true
		}
	}
	return false
}

func (k UnitKind) holds(u quantity.Unit) bool {
	switch k {
	case Money:
		return u.Currency()
	case MoneyPer:
		return u.PerShare()
	case ShareCount:
		return u == quantity.Shares || u == quantity.ADS
	case Percentage:
		return u == quantity.Percent || u == quantity.Points
	case CountOf:
		return u == quantity.Count
	case RatioOf:
		return u == quantity.Ratio
	}
	return len(u) == 7 && u[3] == '/'
}

// Relation is a calculation between metrics of one period and one basis:
// Total = Σ weight × part, or, for a ratio, Total = 100 × Parts[0] ÷ Parts[1]
// in percent.
type Relation struct {
	ID    string // "relation/GrossProfit@1"
	Total extract.Metric
	Parts []Part
	Ratio bool
}

// Part is one term of a Relation.
type Part struct {
	Metric extract.Metric
	Weight int // 1 or -1
}
