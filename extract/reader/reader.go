// Package reader takes one document from bytes to graded facts: it sniffs the
// type, decodes, finds out what the document says of itself, reads its tables
// and sentences, joins what agrees, grades, and accounts for every number.
//
// A refresh, an extraction by hand, a replay and an audit all read through
// it. It is pure: same bytes and rules, same result.
package reader

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/htmltext"
	"tickmark/extract/pdftext"
	"tickmark/extract/plaintext"
	"tickmark/extract/proof"
	"tickmark/extract/prose"
	"tickmark/extract/statement"
	"tickmark/extract/vocabulary"
)

// Version names the rules that this package reads by. It rises whenever the
// same bytes may give other facts than before.
const Version = "14"

// MaxBytes is the largest document that is read.
const MaxBytes = 64 << 20

// Errors of Read, before any figure is read.
var (
	ErrEmpty    = errors.New("the document is empty")
	ErrTooLarge = fmt.Errorf("the document is larger than %d MB", MaxBytes>>20)
	ErrType     = errors.New("the document is neither HTML, PDF, text nor Markdown")
	ErrNoText   = errors.New("the document has no readable text")
)

// Options of Read. The zero value reads by the built-in vocabulary.
type Options struct {
	Words  *vocabulary.Vocabulary // nil is vocabulary.Default()
	Ledger bool                   // also account for every number, whatever the class
	Period fiscal.Period          // by hand: what a document reports on that names no period
	Force  bool                   // by hand: the document is one to read, and Period goes before its own
	PDF    Decoder                // decodes PDFs; nil is pdftext.Decode, in this process
}

// Decoder turns the bytes of one type into text. The text may keep them.
type Decoder func(ctx context.Context, data []byte) (extract.Text, error)

// Read reads one document. A document that is no results release and no
// financial report gives a Result with an empty Class and the reason, its
// facts unread, and no error. Errors say why the bytes could not be read at
// all; a PeriodError, that they name another period than the one given.
func Read(ctx context.Context, data []byte, o Options) (extract.Result, error) {
	text, err := Decode(ctx, data, o)
	if err != nil {
		return extract.Result{}, err
	}
	return ReadText(ctx, text, o)
}

// Decode turns bytes into text by their sniffed type.
func Decode(ctx context.Context, data []byte, o Options) (extract.Text, error) {
	if len(data) == 0 {
		return extract.Text{}, ErrEmpty
	}
	if len(data) > MaxBytes {
		return extract.Text{}, ErrTooLarge
	}
	media := Sniff(data)
	decode, ok := decoders[media]
	if media == extract.PDF && o.PDF != nil {
		decode, ok = o.PDF, true
	}
	if !ok {
		return extract.Text{}, ErrType
	}
	text, err := decode(ctx, data)
	if err != nil {
		return extract.Text{}, err
	}
	if !readable(text) {
		return extract.Text{}, ErrNoText
	}
	return text, nil
}

var decoders = map[extract.Media]Decoder{
	extract.HTML: htmltext.Decode, extract.PDF: pdftext.Decode, extract.Plain: plaintext.Decode, extract.Markdown: plaintext.Markdown,
}

// resolved grades facts, and decides between those that disagree.
func resolved(facts []extract.Fact) ([]extract.Fact, []extract.Miss) {
	facts, disputed := proof.Resolve(proof.Grade(facts, nil))
	if len(disputed) > 0 {
		facts = proof.Grade(facts, nil)
	}
	return facts, disputed
}

func readable(t extract.Text) bool {
	for _, b := range t.Blocks {
		if b.Kind != extract.Furniture {
			return true
		}
	}
	return false
}

// ReadText reads a decoded document.
func ReadText(ctx context.Context, t extract.Text, o Options) (extract.Result, error) {
	if o.Words == nil {
		o.Words = vocabulary.Default()
	}
	c, about, err := identify(t, o)
	if err != nil {
		return extract.Result{}, err
	}
	res := extract.Result{Title: about.title, Period: c.Period, Basis: c.Basis, Notes: t.Notes}
	res.Class, res.Reason = about.class, about.reason
	if res.Class == "" && !o.Ledger {
		return res, nil
	}
	tables, missed := statement.Read(t, c, o.Words)
	sentences, unread := prose.Read(t, c, o.Words)
	if err := ctx.Err(); err != nil {
		return extract.Result{}, err
	}
	ownTerms(o.Words, sentences, tables)
	about.given.credit(sentences)
	about.given.credit(tables)
	facts, disputed := resolved(extract.Join(append(tables, sentences...)))
	res.Facts, res.Misses = facts, slices.Concat(missed, unread, disputed)
	readings(t, c, res.Facts, res.Misses)
	if o.Ledger {
		res.Ledger = ledger(t, res.Facts, res.Misses)
	}
	if len(res.Facts) == 0 && res.Class != "" {
		res.Class, res.Reason = "", "no figure could be read in it"
		if !c.Period.Known() {
			res.Reason = "it names no period that it reports on, so no figure could be read in it"
		}
	}
	return res, nil
}
