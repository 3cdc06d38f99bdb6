// Package canvas makes a business model canvas of facts: nine blocks of short
// lines, each with the figure that it stands on and where that was printed.
//
// Build is a pure function of facts and a template. Growth, shares and
// margins that no document states are computed here and nowhere else, and
// carry their formula and inputs. A line that no figure supports is not
// written; what the template asks for and no fact answers is listed as
// missing.
package canvas

import (
	"time"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
)

// BlockNames are the nine blocks in standard order.
var BlockNames = [9]string{
	"Key Partnerships", "Key Activities", "Key Resources",
	"Value Propositions", "Customer Relationships", "Channels",
	"Customer Segments", "Cost Structure", "Revenue Streams",
}

// Input is all that a canvas is built from.
type Input struct {
	Issuer    Issuer
	Template  Template
	Facts     []Known             // of all snapshots that count; order does not matter but for ties
	Documents map[string]Document // by SHA-256, for the documents that witnesses name
	Evidence  []Evidence          // the issuer's own sentences; may be empty
	Period    fiscal.Period       // of the newest results event; found from the facts where unknown
	AsOf      time.Time           // facts known later are left out; the zero time keeps all
	Previous  *Canvas             // to mark what changed; may be nil
}

// Issuer is whom a canvas is about.
type Issuer struct {
	ID       string
	Name     string
	Currency quantity.Unit // of its reports; found from the facts where unknown
	YearEnd  int           // month in which the fiscal year ends; 0 where unknown
}

// Known is a fact and what the store knows about it.
type Known struct {
	extract.Fact
	Snapshot string    // id of the snapshot that holds it; empty for a file read by hand
	At       time.Time // when it was published, or first fetched; zero where unknown
	Flag     string    // "unconfirmed" for such figures of bundled releases; else empty
}

// Document is what a canvas says about a document that it cites.
type Document struct {
	Title     string
	URL       string
	Published time.Time // when it was published, or first fetched
	Fetched   bool      // first fetched: nobody says when it was published
	Media     extract.Media
	Demo      bool // written for demonstration; not the issuer's words
}

// Canvas is the nine blocks at one time.
type Canvas struct {
	Issuer  Issuer
	AsOf    time.Time     // as asked for; zero where nothing was asked
	Known   time.Time     // publication of the newest fact, or its first fetch; zero where unknown
	Fetched bool          // Known is a first fetch: nobody says when the document was published
	Period  fiscal.Period // the newest period reported
	Blocks  [9]Block      // in the order of BlockNames
	Changes []string      // against the previous canvas, as sentences
}

// Block is one of the nine.
type Block struct {
	Name     string
	Entries  []Entry
	Evidence []Evidence
	Missing  []Missing
}

// Entry is one line: a sentence and the figure behind it.
type Entry struct {
	ID     string // stable from canvas to canvas: block and line
	Name   string // what the line is about, without its figure
	Text   string // the sentence
	Detail string // share, translation, longer periods; may be empty
	Figure
	OnYear     *Change
	OnQuarter  *Change
	Since      *Change  // of a balance, where neither a year nor a quarter ago is known
	Share      *Figure  // of the total that the template names
	ShareOf    string   // that total's name
	High       *Figure  // the upper end of a range, Figure being the lower
	Twins      []Figure // the same figure in other currencies, as printed
	Cumulative []Figure // longer periods with the same end
	Trend      []Figure // up to eight periods of equal length, oldest first, this one last
	Marks      []Mark
	Changed    string // against the previous canvas: "new", "changed" or empty
}

// Figure is one value, either read (Sources) or derived (Formula, Inputs).
type Figure struct {
	Metric     extract.Metric
	Label      string
	Dimensions extract.Dimensions
	Basis      extract.Basis
	Period     fiscal.Period
	Value      quantity.Amount // base units
	Unit       quantity.Unit
	Qualifier  extract.Qualifier
	Grade      extract.Grade // of a derived figure: the weakest of its inputs
	Checks     []extract.Check
	Flag       string   // as in Known
	Was        *Figure  // the value of an earlier release, where a later one restated it
	Rivals     []Figure // other values that documents of the same time print
	Sources    []Source
	Formula    string   // of a derived figure, with the numbers in it
	Inputs     []Figure // what Formula computes with
}

// Derived says that no document prints the figure.
func (f Figure) Derived() bool { return f.Formula != "" }

// Known says that f holds a figure.
func (f Figure) Known() bool { return f.Unit != "" }

// Change is how a figure moved from an earlier period to its own. Growth is
// unknown (see Figure.Known) where a sign turned or nothing states it; From
// is unknown where only the growth is printed.
type Change struct {
	Growth Figure // in percent, or in percentage points for shares and margins
	From   Figure // the earlier figure
}

// Source is where a figure is printed.
type Source struct {
	Document string // SHA-256
	Snapshot string
	Known    time.Time // publication as the store knows it
	About    Document
	Witness  extract.Witness
	Page     int // of a PDF; 0 where unknown
}

// Evidence is a sentence of a document, word for word, that belongs in a
// block without a figure of its own.
type Evidence struct {
	Block  string
	Theme  string
	Quote  string
	Source Source
}

// Missing is what the template asks for and no fact answers.
type Missing struct {
	Name string
	Why  string
}

// Mark is what a reader must see about a line at a glance.
type Mark string

// The marks.
const (
	Stale        Mark = "stale"        // the newest release does not give this figure
	Contradicted Mark = "contradicted" // a check fails, or documents print two values
	Restated     Mark = "restated"     // a later release changed it
	Derived      Mark = "derived"      // computed here
	Unconfirmed  Mark = "unconfirmed"  // no first-hand source of it is known
	Demo         Mark = "demo"         // stands in a demonstration text
)
