// Package pdftext decodes PDF files into blocks of text and tables.
//
// The library github.com/ledongthuc/pdf serves as the object, cross-reference
// and decryption layer only. Everything above is here: the page tree, fonts and
// their encodings, and an interpreter of content streams that yields glyphs with
// exact places. Package layout makes words into blocks.
//
// The file is taken for hostile: every count and size has a bound (bounds.go),
// and a panic of the library becomes an error.
package pdftext

import (
	"context"
	"fmt"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"tickmark/extract"
	"tickmark/extract/layout"
)

// Decode reads a PDF file. A page that cannot be read is left out and named in
// the text's notes; a file of which nothing can be read is an error that
// matches one of this package's. It ends soon after ctx ends, with its error.
func Decode(ctx context.Context, data []byte) (extract.Text, error) {
	pages, notes, err := Lines(ctx, data)
	if err != nil {
		return extract.Text{}, err
	}
	blocks, err := layout.Blocks(ctx, pages)
	if err != nil {
		return extract.Text{}, err
	}
	t := extract.Text{Media: extract.PDF, Blocks: blocks, Notes: notes}
	t.Number()
	return t, nil
}

// Lines reads a PDF file as far as words in lines on pages, with notes of what
// had to be repaired or left out.
func Lines(ctx context.Context, data []byte) ([]layout.Page, []string, error) {
	d, notes, err := open(data)
	if err != nil {
		return nil, nil, err
	}
	leaves, err := d.pages()
	if err != nil {
		return nil, nil, err
	}
	read := make([]pageResult, len(leaves))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range leaves {
		g.Go(func() error {
			read[i] = d.page(ctx, leaves[i])
			return ctx.Err()
		})
	}
	if err := g.Wait(); err != nil {
		return nil, nil, err
	}
	return gather(read, notes)
}

// pageResult is what became of one page.
type pageResult struct {
	layout.Page
	err   error
	tally tally
}

// interps keeps the buffers of interpreters from page to page.
var interps = sync.Pool{New: func() any { return new(interp) }}

// release gives an interpreter back, empty but for its buffers.
func (in *interp) release() {
	*in = interp{glyphs: in.glyphs[:0], args: in.args[:0], stack: in.stack[:0], marked: in.marked[:0]}
	interps.Put(in)
}

// page reads one page.
func (d *document) page(ctx context.Context, p page) (r pageResult) {
	defer recovered(&r.err)
	in := interps.Get().(*interp)
	defer in.release()
	in.ctx, in.doc, in.res = ctx, d, newResources(p.res)
	base, width, height := toPage(p.box, p.rotate)
	in.width, in.height = width, height
	in.st = state{ctm: base, stretch: 1}
	content, err := d.content(p)
	if err == nil {
		err = in.run(content)
	}
	r.err = err
	r.tally = count(in.glyphs, in.images)
	r.Page = pageLines(in.glyphs, width, height)
	return r
}

// gather puts the pages in order and looks whether they hold text at all.
func gather(read []pageResult, notes []string) ([]layout.Page, []string, error) {
	pages := make([]layout.Page, len(read))
	var total tally
	var failed error
	for i, r := range read {
		pages[i] = r.Page
		pages[i].Number = i + 1
		total.add(r.tally)
		if r.err != nil {
			notes = append(notes, fmt.Sprintf("page %d: %v", i+1, r.err))
			failed = r.err
		}
	}
	if total.visible == 0 && failed != nil {
		return nil, notes, fmt.Errorf("no page could be read: %w", failed)
	}
	return pages, notes, total.judge()
}
