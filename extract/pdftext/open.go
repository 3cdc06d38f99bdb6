package pdftext

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"

	"github.com/ledongthuc/pdf"
)

// document is an open file. It may be read by several goroutines.
type document struct {
	reader    *pdf.Reader
	data      []byte // the file; objects that were unpacked stand behind it
	encrypted bool

	entries atomic.Int64 // of the fonts' CMaps and widths
	words   atomic.Int64 // of all pages

	mu    sync.Mutex
	fonts map[string]func() *font // by reference
}

// open opens a file, whatever stands before its header and behind its end.
func open(data []byte) (*document, error) {
	start, end, err := bounds(data)
	if err != nil {
		return nil, err
	}
	d, err := openTable(data[start:end])
	if err == nil || start == 0 {
		return d, err
	}
	if d, err2 := openTable(data[:end]); err2 == nil { // offsets that count what stands before
		return d, nil
	}
	return nil, err
}

// openTable opens a file by its cross-reference table.
func openTable(data []byte) (*document, error) {
	x, err := readXref(data)
	if err != nil {
		return nil, err
	}
	return x.open()
}

// openScanned opens a file by looking for its objects.
func openScanned(data []byte) (*document, error) {
	start, _, err := bounds(data)
	if err != nil {
		return nil, err
	}
	return scan(data[start:]).open()
}

// headerWindow is how far into a file a viewer looks for its header.
const headerWindow = 1024

// bounds tells where the header starts and the last end mark ends.
func bounds(data []byte) (start, end int, err error) {
	start = bytes.Index(data[:min(len(data), headerWindow)], []byte("%PDF-"))
	if start < 0 {
		return 0, 0, ErrNotPDF
	}
	const mark = "%%EOF"
	end = len(data)
	if i := bytes.LastIndex(data, []byte(mark)); i > start {
		end = i + len(mark)
	}
	return start, end, nil
}

// open hands a file over to the library.
func (x *xref) open() (d *document, err error) {
	defer recovered(&err)
	if err := x.checkEncryption(); err != nil {
		return nil, err
	}
	tail, err := x.flatten()
	if err != nil {
		return nil, err
	}
	data := patchHeader(x.src)
	r, err := pdf.NewReader(&spliced{data, tail}, int64(len(data)+len(tail)))
	if errors.Is(err, pdf.ErrInvalidPassword) {
		return nil, ErrPassword
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	d = &document{reader: r, data: data, encrypted: x.trailer["Encrypt"] != nil, fonts: map[string]func() *font{}}
	if r.Trailer().Key("Root").Key("Pages").Kind() != pdf.Dict {
		return nil, fmt.Errorf("%w: no page tree", ErrDamaged)
	}
	return d, nil
}

// spliced reads two pieces as one, which saves a copy of the file.
type spliced struct{ head, tail []byte }

// ReadAt implements io.ReaderAt.
func (s *spliced) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 {
		return 0, fmt.Errorf("read at %d", off)
	}
	n := 0
	if off < int64(len(s.head)) {
		n = copy(p, s.head[off:])
	}
	if at := off + int64(n) - int64(len(s.head)); at >= 0 && at < int64(len(s.tail)) {
		n += copy(p[n:], s.tail[at:])
	}
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// checkEncryption refuses what the library cannot decrypt, or decrypts wrongly:
// RC4 with keys so short that its 16 key bytes have to be cut.
func (x *xref) checkEncryption() error {
	if x.trailer["Encrypt"] == nil {
		return nil
	}
	var d rawDict
	if o, ok := x.direct(x.trailer.ref("Encrypt")); ok {
		d = o.dict
	} else if l := (lexer{src: x.trailer["Encrypt"]}); l.next().kind == tokDictOpen {
		d = readRawDict(&l)
	}
	version, _ := d.number("V")
	bits, _ := d.number("Length")
	if version < 4 && bits >= 88 || version == 4 && bytes.Contains(d["CF"], []byte("/AESV2")) {
		return nil
	}
	return fmt.Errorf("%w: encryption of version %d with %d bits has to be taken off", ErrDamaged, version, max(bits, 40))
}

// patchHeader gives the file a header that the library accepts: it wants
// exactly "%PDF-1.x" and a line end.
func patchHeader(data []byte) []byte {
	const head = "%PDF-1.7\n"
	if len(data) < len(head) || bytes.HasPrefix(data, []byte("%PDF-1.")) &&
		data[7] >= '0' && data[7] <= '7' && (data[8] == '\n' || data[8] == '\r') {
		return data
	}
	patched := bytes.Clone(data)
	copy(patched, head)
	return patched
}

// font gives the font called name in a dictionary of fonts. One with a
// reference is made once for the document.
func (d *document) font(fonts pdf.Value, name, ref string) *font {
	if ref == "" {
		return d.safeFont(fonts, name)
	}
	d.mu.Lock()
	f, ok := d.fonts[ref]
	if !ok {
		f = sync.OnceValue(func() *font { return d.safeFont(fonts, name) })
		if len(d.fonts) < maxFonts {
			d.fonts[ref] = f
		}
	}
	d.mu.Unlock()
	return f()
}

// safeFont makes a font, nil where it cannot be read: its text is left out.
func (d *document) safeFont(fonts pdf.Value, name string) *font {
	f, err := d.tryFont(fonts.Key(name))
	if err != nil {
		return nil
	}
	return f
}

func (d *document) tryFont(v pdf.Value) (f *font, err error) {
	defer recovered(&err)
	if v.Kind() != pdf.Dict {
		return nil, nil
	}
	if d.entries.Load() > maxFontEntries {
		return nil, fmt.Errorf("fonts: %w", ErrLimit)
	}
	return d.makeFont(v), nil
}
