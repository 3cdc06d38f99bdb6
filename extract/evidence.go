package extract

import "cmp"

// How tells how an attribute of a fact is known. The zero value is an attribute
// that the fact does not have.
type How string

// The ways, the strongest first.
const (
	// Given means that an analyst supplied the attribute.
	Given How = "given"
	// Stated means that it is printed in the figure's own clause or cell, in
	// the heads of its row or column, or in the title or unit line of its table.
	Stated How = "stated"
	// Derived means that a check fixes it.
	Derived How = "derived"
	// Scoped means that it is inherited from a wider scope: the sentence before, a list's
	// lead-in, a heading, the table before, the document.
	Scoped How = "scoped"
)

// firm reports whether an attribute needs no check to be relied on.
func (h How) firm() bool { return h == Given || h == Stated || h == Derived }

// Strength returns 4 for the strongest way, down to 0 for an unknown attribute.
func (h How) Strength() int {
	switch h {
	case Given:
		return 4
	case Stated:
		return 3
	case Derived:
		return 2
	case Scoped:
		return 1
	}
	return 0
}

// Source is where one attribute of a fact was read.
type Source struct {
	How   How    `cbor:"1,keyasint,omitempty"`
	Quote string `cbor:"2,keyasint,omitempty"` // the words, as the document prints them; empty where none were read
	Place string `cbor:"3,keyasint,omitempty"` // as Witness.Place; empty where the attribute was not read in the document
}

// Evidence says of each attribute of a fact how the fact has it. A ratio has
// no scale; its scale is stated by its unit.
type Evidence struct {
	Period Source `cbor:"1,keyasint,omitzero"`
	Unit   Source `cbor:"2,keyasint,omitzero"`
	Scale  Source `cbor:"3,keyasint,omitzero"`
	Basis  Source `cbor:"4,keyasint,omitzero"`
	Label  Source `cbor:"5,keyasint,omitzero"`
}

// Firm reports whether period, unit, scale and label are each stated or fixed
// by a check. The basis may be unknown.
func (e Evidence) Firm() bool {
	return e.Period.How.firm() && e.Unit.How.firm() && e.Scale.How.firm() && e.Label.How.firm()
}

// Better returns, for each attribute, the stronger of e and o, preferring e.
func (e Evidence) Better(o Evidence) Evidence {
	return Evidence{stronger(e.Period, o.Period), stronger(e.Unit, o.Unit), stronger(e.Scale, o.Scale), stronger(e.Basis, o.Basis), stronger(e.Label, o.Label)}
}

func stronger(a, b Source) Source {
	if b.How.Strength() > a.How.Strength() {
		return b
	}
	return a
}

// Compare orders evidence by its weakest attribute, then by the sum of all
// strengths.
func (e Evidence) Compare(o Evidence) int {
	return cmp.Or(cmp.Compare(e.Weakest(), o.Weakest()), cmp.Compare(e.total(), o.total()))
}

func (e Evidence) total() int {
	return e.Period.How.Strength() + e.Unit.How.Strength() + e.Scale.How.Strength() + e.Label.How.Strength()
}

// Weakest returns the lowest Strength among period, unit, scale and label.
func (e Evidence) Weakest() int {
	return min(e.Period.How.Strength(), e.Unit.How.Strength(), e.Scale.How.Strength(), e.Label.How.Strength())
}
