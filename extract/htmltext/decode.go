// Package htmltext turns HTML into text with tables: blocks in reading order,
// tables rebuilt as grids without spacer cells, split signs and percent marks
// joined to their numbers, footnote marks told apart.
//
// It is made for EDGAR exhibits, which wrap the page in SGML, lay bullets out
// as tables, split "(1,234" from ")" and hide inline XBRL; newswire and
// investor-relations pages are simpler cases of the same.
package htmltext

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"tickmark/extract"
	"tickmark/extract/pattern"
)

// Bounds of what is decoded.
const (
	maxDepth   = 600  // nested elements that are walked
	maxColumns = 400  // grid columns of a table
	maxSpan    = 400  // colspan and rowspan
	maxRows    = 5000 // rows of a table
)

// ErrEmpty says that the page holds no words.
var ErrEmpty = errors.New("htmltext: the page holds no text")

// Decode reads a page. Its charset is taken from a byte order mark, a meta
// element or the bytes themselves. A page that nests deeper than the HTML
// parser goes is read tag by tag instead, and says so in its notes.
func Decode(ctx context.Context, data []byte) (extract.Text, error) {
	data, err := UTF8(unwrap(data))
	if err != nil {
		return extract.Text{}, err
	}
	notes, err := whole(data)
	if err != nil {
		return extract.Text{}, err
	}
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		root, notes = loose(data), []string{"the page nests too deep for the parser (" + err.Error() + "); read tag by tag"}
	}
	w := walker{ctx: ctx, dresses: dresses{}}
	w.dresses.drop(root, false)
	w.walk(root, style{}, 0)
	w.flush()
	if err := ctx.Err(); err != nil {
		return extract.Text{}, err
	}
	if len(w.blocks) == 0 {
		return extract.Text{}, ErrEmpty
	}
	t := extract.Text{Media: extract.HTML, Blocks: w.blocks, Notes: notes}
	t.Number()
	return t, nil
}

var wrapperForm = pattern.New(`(?is)^\s*<DOCUMENT>.*?<TEXT>`)

// unwrap drops the SGML header that EDGAR serves in front of an exhibit.
func unwrap(data []byte) []byte {
	if m := wrapperForm.FindStringIndex(string(data[:min(len(data), 4096)])); m != nil {
		return data[m[1]:]
	}
	return data
}

// UTF8 brings a document to UTF-8. Bytes that are valid UTF-8 are taken as
// that, whatever the page declares: text in another charset that happens to be
// valid is next to impossible, a page that declares another is common.
func UTF8(data []byte) ([]byte, error) {
	if utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 {
		return bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), nil
	}
	if text := undeclared(data); text != nil {
		return text, nil
	}
	r, err := charset.NewReader(bytes.NewReader(data), "")
	if err == nil {
		data, err = io.ReadAll(r)
	}
	if err != nil {
		return nil, fmt.Errorf("htmltext: decode charset: %w", err)
	}
	return data, nil
}
