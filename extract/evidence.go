package extract

// How is the way in which a fact has one of its attributes. The zero value is
// an attribute that the fact does not have.
type How string

// The ways, the strongest first.
const (
	// Given is by hand: an analyst named the attribute.
	Given How = "given"
	// Stated is in the figure's own clause, in its cell, in the heads of its
	// row and column, or in the title and unit line of its own table.
	Stated How = "stated"
	// Derived is by a check that fixes the attribute.
	Derived How = "derived"
	// Scoped is inherited from a wider scope: the sentence before, a list's
	// lead-in, a heading, the table before, the document.
	Scoped How = "scoped"
)

// firm reports whether an attribute needs no check to be relied on.
func (h How) firm() bool { return h == Given || h == Stated || h == Derived }

// Source is where one attribute of a fact was read.
type Source struct {
	How   How
	Quote string // the words, as the document prints them; empty where none were read
	Place string // as Witness.Place; empty where the attribute was not read in the document
}

// Evidence says of each attribute of a fact how the fact has it. A ratio has
// no scale; its scale is stated by its unit.
type Evidence struct {
	Period, Unit, Scale, Basis, Label Source
}
