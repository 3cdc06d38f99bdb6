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
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

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
// had to be repaired or left out. A damaged file is read again by what a search
// for its objects finds, and last as pdfcpu rebuilds it.
func Lines(ctx context.Context, data []byte) ([]layout.Page, []string, error) {
	if len(data) > maxFileSize {
		return nil, nil, fmt.Errorf("file of %d bytes: %w", len(data), ErrLimit)
	}
	r, err := patiently(ctx, maxTime, "read PDF", func(ctx context.Context) (reading, error) {
		r := readSomehow(ctx, data)
		return r, r.err
	})
	return r.pages, r.notes, err
}

// readSomehow reads a file as it stands, or as it can be repaired.
func readSomehow(ctx context.Context, data []byte) reading {
	r := read(ctx, open, data)
	if r.damage == nil {
		return r
	}
	if again := read(ctx, openScanned, data); again.better(r) {
		r = again.repaired("its objects were searched for", r.damage)
	}
	if r.damage == nil || ctx.Err() != nil {
		return r
	}
	rebuilt, err := normalise(ctx, data)
	if errors.Is(err, ErrPassword) {
		return reading{err: err}
	}
	if err != nil {
		return r
	}
	if again := read(ctx, open, rebuilt); again.better(r) {
		r = again.repaired("it was rebuilt", r.damage)
	}
	return r
}

// patiently runs f, and gives up on it when its time is over: neither the library
// nor pdfcpu can be stopped. What is given up on ends with the process.
func patiently[T any](ctx context.Context, limit time.Duration, what string, f func(context.Context) (T, error)) (T, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, limit, fmt.Errorf("%w: not done in %v", ErrLimit, limit))
	defer cancel()
	type result struct {
		v   T
		err error
	}
	done := make(chan result, 1)
	go func() {
		var r result
		defer func() { done <- r }()
		defer recovered(&r.err)
		r.v, r.err = f(ctx)
	}()
	select {
	case r := <-done:
		return r.v, r.err
	case <-ctx.Done():
		var none T
		return none, fmt.Errorf("%s: %w", what, context.Cause(ctx))
	}
}

// reading is what came of one attempt at a file.
type reading struct {
	pages  []layout.Page
	notes  []string
	failed int   // pages that could not be read
	damage error // the first sign that the file's structure is broken
	err    error
}

// better says that r is more of a file than what a former attempt gave.
func (r reading) better(former reading) bool {
	opened := r.err == nil || errors.Is(r.err, ErrNoText) || errors.Is(r.err, ErrGarbled)
	return opened && (former.err != nil || r.failed < former.failed)
}

// repaired adds the note that the file is not read as it stands.
func (r reading) repaired(how string, why error) reading {
	if r.err != nil {
		r.err = fmt.Errorf("%w (%s: %w)", r.err, how, why)
	}
	r.notes = append([]string{fmt.Sprintf("%s: %v", how, why)}, r.notes...)
	return r
}

// read reads a file that open opens.
func read(ctx context.Context, open func([]byte) (*document, error), data []byte) reading {
	d, err := open(data)
	if err != nil {
		return failedReading(err)
	}
	leaves, err := d.pages()
	if err != nil {
		return failedReading(err)
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
		return reading{err: err}
	}
	return gather(read)
}

func failedReading(err error) reading {
	r := reading{err: err}
	if errors.Is(err, ErrDamaged) {
		r.damage = err
	}
	return r
}

// pageResult is what became of one page.
type pageResult struct {
	layout.Page
	err   error
	tally tally
}

// size is how many words a page has.
func (r pageResult) size() (n int) {
	for _, l := range r.Lines {
		n += len(l.Words)
	}
	return n
}

// interps keeps the buffers of interpreters from page to page.
var interps = sync.Pool{New: func() any { return new(interp) }}

// release gives an interpreter back, empty but for its buffers.
func (in *interp) release() {
	*in = interp{
		glyphs: in.glyphs[:0], args: in.args[:0], stack: in.stack[:0], marked: in.marked[:0], rules: in.rules[:0],
		pen: pen{lines: in.pen.lines[:0], boxes: in.pen.boxes[:0]},
	}
	interps.Put(in)
}

// page reads one page.
func (d *document) page(ctx context.Context, p page) (r pageResult) {
	if p.err != nil {
		return pageResult{err: p.err}
	}
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
	if r.Page.Width == width { // else its lines run the other way
		r.Page.Rules = in.drawn()
	}
	if d.words.Add(int64(r.size())) > maxWords {
		return pageResult{err: fmt.Errorf("words of all pages: %w", ErrLimit)}
	}
	return r
}

// gather puts the pages in order and looks whether they hold text at all.
func gather(read []pageResult) reading {
	r := reading{pages: make([]layout.Page, len(read))}
	var total tally
	var failed error
	for i, p := range read {
		r.pages[i] = p.Page
		r.pages[i].Number = i + 1
		total.add(p.tally)
		if p.err == nil {
			continue
		}
		r.notes = append(r.notes, fmt.Sprintf("page %d: %v", i+1, p.err))
		r.failed++
		failed = p.err
		if r.damage == nil && errors.Is(p.err, ErrDamaged) {
			r.damage = p.err
		}
	}
	r.err = total.judge()
	if total.visible == 0 && failed != nil {
		r.err = fmt.Errorf("no page could be read: %w", told(failed))
	}
	if r.err != nil {
		r.pages = nil
	}
	return r
}
