package pdftext

import (
	"bytes"
	"fmt"
	"sync"

	"github.com/ledongthuc/pdf"
)

// document is an open file. It may be read by several goroutines.
type document struct {
	reader    *pdf.Reader
	data      []byte
	encrypted bool

	mu    sync.Mutex
	fonts map[string]func() *font // by reference
}

// open opens a file, whatever stands before its header and behind its end.
func open(data []byte) (*document, error) {
	start, end, err := bounds(data)
	if err != nil {
		return nil, err
	}
	d, err := openPlain(data[start:end])
	if err == nil || start == 0 {
		return d, err
	}
	if d, err2 := openPlain(data[:end]); err2 == nil { // offsets that count what stands before
		return d, nil
	}
	return nil, err
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

// openPlain opens a file with the library, after looking whether that is safe.
func openPlain(data []byte) (d *document, err error) {
	defer recovered(&err)
	data = patchHeader(data)
	if err := checkXref(data); err != nil {
		return nil, err
	}
	r, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	d = &document{reader: r, data: data, fonts: map[string]func() *font{}}
	if enc := r.Trailer().Key("Encrypt"); !enc.IsNull() {
		d.encrypted = true
		if err := checkEncryption(enc); err != nil {
			return nil, err
		}
	}
	if r.Trailer().Key("Root").Key("Pages").Kind() != pdf.Dict {
		return nil, fmt.Errorf("%w: no page tree", ErrDamaged)
	}
	return d, nil
}

// checkEncryption refuses what the library accepts and then decrypts wrongly:
// RC4 with keys so short that its 16 key bytes have to be cut.
func checkEncryption(enc pdf.Value) error {
	bits := enc.Key("Length").Int64()
	if v := enc.Key("V").Int64(); v < 4 && bits < 88 {
		return fmt.Errorf("%w: RC4 with %d bits", ErrDamaged, max(bits, 40))
	}
	return nil
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
	f, err := d.tryFont(fonts, name)
	if err != nil {
		return nil
	}
	return f
}

func (d *document) tryFont(fonts pdf.Value, name string) (f *font, err error) {
	defer recovered(&err)
	v := fonts.Key(name)
	if v.Kind() != pdf.Dict {
		return nil, nil
	}
	return d.makeFont(v), nil
}
