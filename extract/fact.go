package extract

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
)

// Metric is the id of what a fact measures: a us-gaap element name, an
// ifrs-full one where us-gaap has none, or a company's own measure with a
// prefix (kc:AIGrossBilling). The zero value is a figure that no rule names.
type Metric string

// Basis is the measurement framework of a figure. The zero value is unknown
// and is never taken for GAAP.
type Basis string

// The bases. GAAP stands for whatever framework the issuer reports under.
const (
	GAAP      Basis = "gaap"
	NonGAAP   Basis = "non-gaap"
	Operating Basis = "operating"
	Guidance  Basis = "guidance"
)

// Grade says what other figures say about a fact.
type Grade string

// The grades.
const (
	Alone Grade = "alone" // nothing independent closes on it, nothing contradicts it
	// Proven: checks that would close by chance less than once in a thousand fix
	// its digits; its period, unit, scale and label are each stated or fixed.
	Proven       Grade = "proven"
	Contradicted Grade = "contradicted" // two stated figures of the issuer disagree, or an independent check fails
)

// The keys that Dimensions may hold.
const (
	DimSegment   = "segment"
	DimSection   = "section"
	DimEntity    = "entity"
	DimChange    = "change"    // yoy, qoq, hoh
	DimShareOf   = "share_of"  // what a percentage is a share of
	DimBound     = "bound"     // low, high
	DimFramework = "framework" // ifrs, hkfrs, us-gaap, prc: of the second set of statements of a document with two
	DimVersion   = "version"   // before_adjustment: a comparative as it stood before it was adjusted
)

// Dimensions tell apart figures that share a label. nil is none.
type Dimensions map[string]string

// String prints d as "key=value,…", sorted.
func (d Dimensions) String() string {
	parts := make([]string, 0, len(d))
	for k, v := range d {
		parts = append(parts, k+"="+v)
	}
	sort.Strings(parts)
	return strings.Join(parts, ",")
}

// With is a copy of d in which key is value.
func (d Dimensions) With(key, value string) Dimensions {
	out := make(Dimensions, len(d)+1)
	for k, v := range d {
		out[k] = v
	}
	out[key] = value
	return out
}

// Without is a copy of d that lacks key; nil where nothing is left.
func (d Dimensions) Without(key string) Dimensions {
	var out Dimensions
	for k, v := range d {
		if k != key {
			out = out.With(k, v)
		}
	}
	return out
}

// Qualifier is a word of vagueness printed with a figure: about, over, under
// or none.
type Qualifier string

// The qualifiers.
const (
	About Qualifier = "about"
	Over  Qualifier = "over"
	Under Qualifier = "under"
)

// Fact is one figure: what it measures, when, how much, and the witnesses
// that it was read from. A reader's observation is a Fact with one witness
// and no grade.
type Fact struct {
	Metric     Metric
	Label      string // as printed, without footnote marks
	Dimensions Dimensions
	Basis      Basis
	Period     fiscal.Period
	Value      quantity.Amount // base units (yuan, not thousands); keeps the printed rounding
	Unit       quantity.Unit
	Qualifier  Qualifier
	Grade      Grade
	Evidence   Evidence `cbor:",omitzero"` // how its attributes were read
	Checks     []Check  // behind Grade, with their arithmetic
	Witnesses  []Witness
}

// Witness is one place where a figure stands.
type Witness struct {
	Document string // SHA-256 of the bytes; empty until a document is known
	URL      string
	Place    string          // see Block.CellPlace and Block.SpanPlace
	Quote    string          // word for word; holds Printed
	Printed  string          // the figure's characters, without its scale and unit
	Rule     string          // id@version of the rule that read it
	Value    quantity.Amount // as this witness rounds it
	At       At
	Span     Span `cbor:",omitzero"` // of Quote in the words of its block, in prose
}

// At says where in its Text a witness stands, for the proofs that need the
// neighbours of a figure. Row and Cell are -1 in prose.
type At struct{ Block, Row, Cell int }

// Key tells facts apart: two facts of one key say the same thing, or
// disagree.
type Key struct {
	Name       string // metric, else the folded label
	Dimensions string
	Basis      Basis
	Period     fiscal.Period
	Unit       quantity.Unit
}

// Key is the identity of f.
func (f Fact) Key() Key {
	name := string(f.Metric)
	if name == "" {
		name = "label:" + Fold(f.Label)
	}
	return Key{name, f.Dimensions.String(), f.Basis, f.Period, f.Unit}
}

// Fold makes labels comparable: lower case, words and CJK characters only,
// without anything in parentheses.
func Fold(label string) string {
	b := make([]byte, 0, len(label))
	depth, space := 0, false
	for _, r := range label {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		} else if r >= utf8.RuneSelf {
			r = unicode.ToLower(r)
		}
		switch {
		case r == '(' || r == '（':
			depth++
			space = true
		case (r == ')' || r == '）') && depth > 0:
			depth--
		case depth > 0:
		case isWord(r):
			if space && len(b) > 0 {
				b = append(b, ' ')
			}
			space = false
			b = utf8.AppendRune(b, r)
		case r != '\'' && r != '’':
			space = true
		}
	}
	return string(b)
}

func isWord(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 0x2E80 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF
}

// Miss is a number that no rule could read to the end.
type Miss struct {
	Place    string
	Quote    string
	Reason   string // "no unit", "no period", "no label", …
	Readings []Reading
	At       At
	Span     Span   // in prose, of Quote in the words of its block
	Rival    *Rival // of a disputed figure
}

// Disputed is the reason given for a figure that was read but displaced by
// another with the same key.
const Disputed = "disputed"

// Rival is the figure that a disputed one was held against.
type Rival struct {
	Value  quantity.Amount
	Place  string
	Stands bool // it is a fact; else the two disputed each other
}

// Reading is one way in which a missed number could be read.
type Reading struct {
	Unit   quantity.Unit
	Scale  int // power of ten
	Period fiscal.Period
	Closes []Check // the checks that would close on it
}

// Class is what kind of document was read.
type Class string

// The classes. The zero value is a document that is neither.
const (
	Release Class = "results release"
	Report  Class = "financial report"
)

// Result is what one document gave.
type Result struct {
	Class  Class
	Reason string // why it is of that class, or of none
	Title  string
	Period fiscal.Period // of the results event, where known
	Basis  Basis         // the framework that the document names; GAAP or unknown
	Facts  []Fact
	Misses []Miss
	Ledger []Entry
	Notes  []string
}

// Entry is one row of the ledger: a number of the document, and what became
// of it.
type Entry struct {
	Place   string
	Printed string
	Kind    string // fact, duplicate, disputed, date, page, note, section, address, phone, law, ticker, unexplained
	Ref     string // the fact's key, or the rule that ignored it
}
