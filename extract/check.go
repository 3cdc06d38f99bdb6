package extract

import (
	"slices"
	"strings"

	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
)

// Check is one piece of arithmetic between figures, as listed by each fact that
// takes part in it.
type Check struct {
	Kind     CheckKind   `cbor:"1,keyasint,omitempty"`
	Operands []Operand   `cbor:"2,keyasint,omitempty"` // in the order in which the arithmetic is written
	Closed   bool        `cbor:"3,keyasint,omitempty"`
	Fixes    []Attribute `cbor:"4,keyasint,omitempty"` // of the fact that lists the check; empty where it does not close
}

// CheckKind is what a check holds against what.
type CheckKind string

// The kinds of check.
const (
	Sum          CheckKind = "sum"          // parts and total of one column
	Balance      CheckKind = "balance"      // assets; liabilities and equity
	Calculation  CheckKind = "calculation"  // a calculation relation of the vocabulary
	Growth       CheckKind = "growth"       // a stated change; the two figures that it speaks of
	Margin       CheckKind = "margin"       // a stated margin; the two figures that it divides
	Share        CheckKind = "share"        // a stated share of a total; part and total
	Quotient     CheckKind = "quotient"     // a percentage; two rows of its label in its table
	Translation  CheckKind = "translation"  // an amount; its convenience translation, at the document's rate
	Rate         CheckKind = "rate"         // a stated rate of exchange; the rate that amounts are translated at
	PerShare     CheckKind = "per share"    // earnings; number of shares or ADSs; earnings per each
	ADSRatio     CheckKind = "ADS ratio"    // an amount or number per ADS; the same per share
	YearToDate   CheckKind = "year to date" // a year to date; the shorter one and the stretch that follows it
	Quarters     CheckKind = "quarters"     // a year; its quarters
	Repeat       CheckKind = "repeat"       // one figure in two places
	Comparative  CheckKind = "comparative"  // a figure; the same in an earlier document
	Editions     CheckKind = "editions"     // one figure in the English and in the Chinese edition
	Bounds       CheckKind = "bounds"       // a figure; what it cannot be
	Disagreement CheckKind = "disagreement" // one figure with two values
	Recorded     CheckKind = "recorded"     // a check that rules before version 14 wrote as a text: the label of its one operand
)

// Attribute is a part of a fact that a check can fix.
type Attribute string

// The attributes.
const (
	AttrDigits Attribute = "digits"
	AttrPeriod Attribute = "period"
	AttrUnit   Attribute = "unit"
	AttrScale  Attribute = "scale"
	AttrLabel  Attribute = "label"
)

// Operand is a figure in a check.
type Operand struct {
	Op     Op              `cbor:"1,keyasint,omitempty"` // what stands before it
	Value  quantity.Amount `cbor:"2,keyasint,omitzero"`
	Unit   quantity.Unit   `cbor:"3,keyasint,omitempty"` // where the arithmetic needs it to be read
	Period fiscal.Period   `cbor:"4,keyasint,omitzero"`  // likewise
	Label  string          `cbor:"5,keyasint,omitempty"` // likewise
}

// Op is an operator before an operand.
type Op string

// The operators. OpEquals stands before what the operands before it come to, and
// prints as ≠ in a check that does not close.
const (
	OpPlus    Op = "+"
	OpTimes   Op = "×"
	OpOver    Op = "/"
	OpAgainst Op = "against"
	OpEquals  Op = "="
)

// Equal reports whether c and d make the same statement about the same figures.
func (c Check) Equal(d Check) bool {
	return c.Kind == d.Kind && c.Closed == d.Closed && slices.Equal(c.Operands, d.Operands)
}

// Result returns the operand after OpEquals, and whether there is one.
func (c Check) Result() (Operand, bool) {
	for _, o := range slices.Backward(c.Operands) {
		if o.Op == OpEquals {
			return o, true
		}
	}
	return Operand{}, false
}

// maxTerms is how many operands a text prints; the others are counted.
const maxTerms = 7

// String prints c as "sum: 1752.3 + 725.7 = 2478.0 (Total revenues)".
func (c Check) String() string {
	if c.Kind == Recorded {
		return c.Arithmetic()
	}
	return string(c.Kind) + ": " + c.Arithmetic()
}

// Arithmetic is what String prints behind the kind.
func (c Check) Arithmetic() string {
	if c.Kind == Recorded && len(c.Operands) == 1 {
		return c.Operands[0].Label
	}
	var b strings.Builder
	left := len(c.Operands) - maxTerms
	for i, o := range c.Operands {
		if left > 0 && i >= maxTerms-2 && i < len(c.Operands)-2 {
			if i == maxTerms-2 {
				b.WriteString(" + …")
			}
			continue
		}
		if i > 0 {
			b.WriteByte(' ')
		}
		o.write(&b, c.Closed)
	}
	return b.String()
}

func (o Operand) write(b *strings.Builder, closed bool) {
	switch {
	case o.Op == OpEquals && !closed:
		b.WriteString("≠ ")
	case o.Op != "":
		b.WriteString(string(o.Op) + " ")
	}
	b.WriteString(o.Value.String())
	if o.Unit != "" {
		b.WriteString(" " + string(o.Unit))
	}
	for _, note := range []string{o.Period.String(), o.Label} {
		if note != "" {
			b.WriteString(" (" + note + ")")
		}
	}
}
