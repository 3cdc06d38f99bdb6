package sandbox

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"unsafe"

	"tickmark/extract"
	"tickmark/extract/pdftext"
)

// A frame is its length in four bytes, and its bytes.

func writeFrame(w io.Writer, data []byte) error {
	var head [4]byte
	binary.BigEndian.PutUint32(head[:], uint32(len(data)))
	if _, err := w.Write(head[:]); err != nil {
		return err
	}
	_, err := w.Write(data)
	return err
}

func readFrame(r io.Reader, most int) ([]byte, error) {
	var head [4]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return nil, err
	}
	n := binary.BigEndian.Uint32(head[:])
	if uint64(n) > uint64(most) {
		return nil, fmt.Errorf("frame of %d bytes, at most %d", n, most)
	}
	data := make([]byte, n)
	_, err := io.ReadFull(r, data)
	return data, err
}

// answer is what the child says of a document.
type answer struct {
	last    bool   // the child ends after it
	message string // of the error; empty where there is none
	kinds   uint64 // which of sentinels the error matches, a bit each
	text    extract.Text
}

// sentinels are the errors that are still themselves on the other side.
var sentinels = []error{
	pdftext.ErrNotPDF, pdftext.ErrDamaged, pdftext.ErrPassword, pdftext.ErrLimit, pdftext.ErrNoText, pdftext.ErrGarbled, ErrDied,
}

func kindsOf(err error) (kinds uint64) {
	for i, s := range sentinels {
		if errors.Is(err, s) {
			kinds |= 1 << i
		}
	}
	return kinds
}

func (a answer) err() error {
	if a.message == "" {
		return nil
	}
	return &remote{a.message, a.kinds}
}

// remote is an error that the decoder met in the child.
type remote struct {
	message string
	kinds   uint64
}

func (e *remote) Error() string { return e.message }

// Unwrap gives the sentinels that the error matched over there.
func (e *remote) Unwrap() (all []error) {
	for i, s := range sentinels {
		if e.kinds&(1<<i) != 0 {
			all = append(all, s)
		}
	}
	return all
}

// The text goes over as numbers and strings one after another. All strings of
// a text that arrives are parts of the frame, so that it costs no copy.

func encodeAnswer(a answer) []byte {
	w := &writer{}
	w.bool(a.last)
	w.string(a.message)
	w.buf = binary.AppendUvarint(w.buf, a.kinds)
	w.string(string(a.text.Media))
	list(w, a.text.Blocks, w.block)
	list(w, a.text.Notes, w.string)
	return w.buf
}

type writer struct{ buf []byte }

func (w *writer) int(n int)       { w.buf = binary.AppendVarint(w.buf, int64(n)) }
func (w *writer) string(s string) { w.int(len(s)); w.buf = append(w.buf, s...) }

func (w *writer) bool(b bool) {
	if b {
		w.int(1)
	} else {
		w.int(0)
	}
}

// list writes the length and the items: 0 for nil, else one more than the
// items, since an empty list is not nil.
func list[T any](w *writer, items []T, item func(T)) {
	if items == nil {
		w.int(0)
		return
	}
	w.int(len(items) + 1)
	for _, x := range items {
		item(x)
	}
}

func (w *writer) block(b extract.Block) {
	w.int(int(b.Kind))
	w.string(b.Words)
	list(w, b.Marks, w.span)
	w.bool(b.Table != nil)
	if b.Table != nil {
		w.int(b.Table.Cols)
		list(w, b.Table.Rows, w.row)
	}
	w.int(b.Page)
	w.string(b.Place)
}

func (w *writer) span(s extract.Span) { w.int(s.Start); w.int(s.End) }

func (w *writer) row(r extract.Row) {
	w.int(r.Page)
	list(w, r.Cells, w.cell)
}

func (w *writer) cell(c extract.Cell) {
	w.string(c.Text)
	list(w, c.Marks, w.span)
	w.int(c.Col)
	w.int(c.Span)
	w.int(c.Indent)
	w.bool(c.Bold)
}

var errFrame = errors.New("the frame is not whole")

// decodeAnswer reads what encodeAnswer wrote. The answer keeps frame, which
// must not change any more.
func decodeAnswer(frame []byte) (a answer, err error) {
	r := &reader{buf: frame}
	a.last = r.bool()
	a.message = r.string()
	a.kinds = r.uint()
	a.text.Media = extract.Media(r.string())
	a.text.Blocks = items(r, r.block)
	a.text.Notes = items(r, r.string)
	if r.bad || len(r.buf) > 0 {
		return answer{}, errFrame
	}
	return a, nil
}

// reader reads from the front of buf; where that cannot be, it is bad and all
// that follows is zero.
type reader struct {
	buf []byte
	bad bool
}

func (r *reader) fail() { r.buf, r.bad = nil, true }

func (r *reader) uint() uint64 {
	v, n := binary.Uvarint(r.buf)
	if n <= 0 {
		r.fail()
		return 0
	}
	r.buf = r.buf[n:]
	return v
}

func (r *reader) int() int {
	v, n := binary.Varint(r.buf)
	if n <= 0 {
		r.fail()
		return 0
	}
	r.buf = r.buf[n:]
	return int(v)
}

func (r *reader) bool() bool { return r.int() != 0 }

func (r *reader) string() string {
	n := r.int()
	if n <= 0 || n > len(r.buf) {
		if n != 0 {
			r.fail()
		}
		return ""
	}
	s := unsafe.String(&r.buf[0], n)
	r.buf = r.buf[n:]
	return s
}

// trusted is the length of a list for which memory is taken before the items
// are seen.
const trusted = 1 << 12

// items reads a list. Every item takes a byte at least, so a length beyond the
// bytes left is a lie.
func items[T any](r *reader, item func() T) []T {
	n := r.int() - 1
	if n < -1 || n > len(r.buf) {
		r.fail()
	}
	if n == -1 || r.bad {
		return nil
	}
	out := make([]T, 0, min(n, trusted))
	for len(out) < n && !r.bad {
		out = append(out, item())
	}
	return out
}

func (r *reader) block() (b extract.Block) {
	b.Kind = extract.Kind(r.int())
	b.Words = r.string()
	b.Marks = items(r, r.span)
	if r.bool() {
		b.Table = &extract.Table{Cols: r.int(), Rows: items(r, r.row)}
	}
	b.Page = r.int()
	b.Place = r.string()
	return b
}

func (r *reader) span() extract.Span { return extract.Span{Start: r.int(), End: r.int()} }

func (r *reader) row() extract.Row { return extract.Row{Page: r.int(), Cells: items(r, r.cell)} }

func (r *reader) cell() (c extract.Cell) {
	c.Text = r.string()
	c.Marks = items(r, r.span)
	c.Col, c.Span, c.Indent, c.Bold = r.int(), r.int(), r.int(), r.bool()
	return c
}
