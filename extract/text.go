// Package extract is the vocabulary of reading: what a decoded document is
// (Text, Block, Table), what is read from it (Fact, Witness, Miss), and how
// observations of one figure are joined.
//
// The package is pure: no clock, network, disk or randomness. Readers live
// one level down, each named for what it reads.
package extract

import (
	"fmt"
	"strconv"
	"strings"
)

// Text is a decoded document: its blocks in reading order.
type Text struct {
	Media  Media
	Blocks []Block
	Notes  []string // what the decoder had to repair or leave out, for people
}

// Media is the kind of bytes that a Text came from. The zero value is unknown.
type Media string

// The media that tickmark reads.
const (
	HTML     Media = "html"
	PDF      Media = "pdf"
	Plain    Media = "text"
	Markdown Media = "markdown"
)

// Kind tells blocks apart. The zero value is a paragraph.
type Kind uint8

// The kinds of block.
const (
	Paragraph Kind = iota
	Heading        // a title of what follows
	Note           // a footnote
	Grid           // a table; Block.Table holds it
	Furniture      // running head or foot, page number, agent's residue: not read
)

func (k Kind) String() string {
	return [...]string{"paragraph", "heading", "note", "table", "furniture"}[k]
}

// Block is one piece of a document. Words hold its text with single spaces,
// except for tables.
type Block struct {
	Kind  Kind
	Words string
	Marks []Span // footnote marks in Words: raised digits that belong to no number
	Table *Table // for Grid only
	Page  int    // from 1; 0 where the medium has no pages
	Place string // "p[12]" or "table[4]", counted from 1 through the document; set by Number
}

// Span is the half-open byte range [Start, End) of a text.
type Span struct{ Start, End int }

// Of is the part of text that s covers.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Overlaps says that s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Table is a grid rebuilt from the document: no spacer columns, signs and
// percent marks joined to their numbers.
type Table struct {
	Rows []Row
	Cols int // number of grid columns; every cell lies within
}

// Row is the non-empty cells of one row, by rising Col.
type Row struct {
	Cells []Cell
	Page  int // where the row stands, for tables that run over pages; 0 as in Block
}

// Cell covers the grid columns [Col, Col+Span).
type Cell struct {
	Text   string
	Marks  []Span // as in Block
	Col    int
	Span   int // at least 1
	Indent int // of a row label, in arbitrary rising steps; 0 where unknown
	Bold   bool
}

// Label is the row's first cell where that lies in the first column.
func (r Row) Label() (Cell, bool) {
	if len(r.Cells) > 0 && r.Cells[0].Col == 0 {
		return r.Cells[0], true
	}
	return Cell{}, false
}

// Number gives every block its Place, in reading order. Decoders call it last.
func (t *Text) Number() {
	tables, others := 0, 0
	for i := range t.Blocks {
		b := &t.Blocks[i]
		if b.Kind == Grid {
			b.Table.group()
			tables++
			b.Place = fmt.Sprintf("table[%d]", tables)
		} else {
			others++
			b.Place = fmt.Sprintf("p[%d]", others)
		}
		if b.Page > 0 {
			b.Place = fmt.Sprintf("page %d %s", b.Page, b.Place)
		}
	}
}

// CellPlace names a cell of the table block b, rows and cells counted from 1.
func (b Block) CellPlace(row, cell int) string {
	return b.Place + " r" + strconv.Itoa(row+1) + " c" + strconv.Itoa(cell+1)
}

// SpanPlace names a byte range of the words of b.
func (b Block) SpanPlace(s Span) string {
	return b.Place + " " + strconv.Itoa(s.Start) + ":" + strconv.Itoa(s.End)
}

// Unmarked is text without the given marks and with spaces trimmed: the words
// of a label without its footnote marks.
func Unmarked(text string, marks []Span) string {
	if len(marks) == 0 && spaced(text) {
		return text
	}
	var b strings.Builder
	at := 0
	for _, m := range marks {
		b.WriteString(text[at:m.Start])
		at = m.End
	}
	b.WriteString(text[at:])
	return strings.Join(strings.Fields(b.String()), " ")
}

// spaced says that single spaces, and they alone, part the words of text. It
// may be wrong about a text with signs outside ASCII, never about one with
// other spaces.
func spaced(text string) bool {
	after := true // a space, or the beginning
	for i := range len(text) {
		c := text[i]
		if c < ' ' || c == ' ' && after || c >= 0xc2 && c <= 0xe3 { // U+0085 to U+3000 are among the latter
			return false
		}
		after = c == ' '
	}
	return !after || text == ""
}
