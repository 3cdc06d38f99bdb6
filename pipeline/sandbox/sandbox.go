// Package sandbox decodes PDFs that nobody vouches for in a child of the same
// binary, within memory and time.
//
// A file can hang its decoder, ask it for all memory, or end the process; no
// check inside the decoder can hold all of that. So the decoder runs in a
// process of its own, which knows nothing and has nothing: no environment, no
// file but its three pipes. It is started at the first PDF and serves all that
// follow, over frames on stdin and stdout. Where it dies, hangs or asks for too
// much, the document has an error that says so, and the next document has a new
// child. The child ends as soon as its stdin ends, so none outlives a parent
// that is killed.
//
// A program that decodes here calls Child before anything else. Linux and macOS
// have the child; other systems decode in the process itself.
package sandbox

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tickmark/extract"
)

// What became of a document, or of its decoder on it.
var (
	// ErrMemory means that the document needs more memory than it may have.
	ErrMemory = errors.New("the PDF decoder ran out of memory on it")
	// ErrTime means that the document took longer than it may.
	ErrTime = errors.New("the PDF decoder was stopped")
	// ErrDied means that the decoder ended on the document.
	ErrDied = errors.New("the PDF decoder died on it")
)

// Options of New. The zero value serves.
type Options struct {
	// Memory is what the child may use, in bytes, whatever it decodes.
	// 0 is DefaultMemory.
	Memory int64
	// Time is for one document; 0 is DefaultTime.
	Time time.Duration
}

// Bounds of a child.
const (
	DefaultMemory = 512 << 20
	DefaultTime   = 2 * time.Minute

	maxRequest = 96 << 20    // bytes of a document
	maxAnswer  = 128 << 20   // bytes of a decoded text
	maxStderr  = 4 << 10     // bytes kept of what a dying child says
	maxStack   = 64 << 20    // bytes of one goroutine's stack
	farewell   = time.Second // for a child that has broken off to end
)

// Decode is how a PDF becomes text.
type Decode func(ctx context.Context, data []byte) (extract.Text, error)

// Decoder decodes PDFs. It may be used by several goroutines, which wait for
// one another. Close it.
type Decoder struct {
	options Options
	turn    chan struct{} // holds one token: whoever has it has the child
	child   *child        // nil where none runs
}

// New makes a decoder. It starts nothing yet.
func New(o Options) *Decoder {
	if o.Memory == 0 {
		o.Memory = DefaultMemory
	}
	if o.Time == 0 {
		o.Time = DefaultTime
	}
	d := &Decoder{options: o, turn: make(chan struct{}, 1)}
	d.turn <- struct{}{}
	return d
}

// Decode gives what pdftext.Decode gives, or an error that matches one of this
// package's. It ends at once when ctx ends, with its error.
func (d *Decoder) Decode(ctx context.Context, data []byte) (extract.Text, error) {
	select {
	case <-d.turn:
	case <-ctx.Done():
		return extract.Text{}, context.Cause(ctx)
	}
	defer func() { d.turn <- struct{}{} }()
	if len(data) > maxRequest {
		return extract.Text{}, fmt.Errorf("the PDF is larger than %d MB", maxRequest>>20)
	}
	return d.decode(ctx, data)
}

// Close ends the child. The decoder may be used again.
func (d *Decoder) Close() {
	<-d.turn
	d.drop()
	d.turn <- struct{}{}
}
