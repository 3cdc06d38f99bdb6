// Package audit holds what somebody else wrote about an issuer against the
// figures of the store: each numeric claim is confirmed, contradicted with the
// right value and the likely slip, or cannot be decided.
//
// Claims are read by the words of the sentence reader and the vocabulary; what
// is bound to what is weighed here, since nobody else's text keeps the grammar
// of a release. A claim is contradicted only where the reading is firm and no
// other reading of its words is true.
package audit

import (
	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

// Verdict is what the store says of a claim.
type Verdict string

// The verdicts, as the command line's contract has them.
const (
	Confirmed    Verdict = "confirmed"
	Contradicted Verdict = "contradicted"
	Inconsistent Verdict = "inconsistent" // with another claim of the same text, where the store does not decide
	NotAMeasure  Verdict = "not-a-measure"
	Stale        Verdict = "stale" // true of an earlier period than it is told of
	Unverifiable Verdict = "unverifiable"
)

// Claim is one figure of a text.
type Claim struct {
	Line       int    // counted from 1 in the text as given
	Where      string // page, or sheet and row, where the text has no lines
	Start, End int    // the figure, in bytes of the line
	Text       string // as printed, with currency and scale
	Metric     extract.Metric
	Basis      extract.Basis
	Dimensions extract.Dimensions
	Period     fiscal.Period
	Value      quantity.Amount
	Unit       quantity.Unit
	Verdict    Verdict
	Expected   *quantity.Amount // the value of the store, where it is another
	Slip       string           // what was likely mistaken
	Evidence   []Fact
	Flags      []string // what is to be known of the evidence: unconfirmed
}

// Fact is a figure of the store.
type Fact struct {
	extract.Fact
	Flag string // "unconfirmed" or nothing
}

// Options of Audit.
type Options struct {
	Words    *vocabulary.Vocabulary // with the issuer's own labels
	Calendar fiscal.Calendar
	Currency quantity.Unit // the issuer's reporting currency
	Names    []string      // of the issuer
}

// Audit reads the claims of a text and judges them by the facts of one issuer.
// Without facts each is unverifiable.
func Audit(t Text, facts []Fact, o Options) []Claim {
	a := &auditor{options: o, book: newBook(facts, o.Currency)}
	for i := range t.Lines {
		a.line(&t.Lines[i])
	}
	inconsistent(a.claims)
	out := make([]Claim, len(a.claims))
	for i, c := range a.claims {
		out[i] = c.Claim
	}
	return out
}
