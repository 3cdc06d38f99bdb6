package pdftext

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"encoding/ascii85"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"

	"github.com/ledongthuc/pdf"
)

// stream decodes a stream of the file, at most limit bytes. The library knows
// only Flate and ASCII85 and trusts /Length, so an unencrypted file's streams
// are decoded here; an encrypted file's only the library can decrypt. A stream
// that breaks off gives what came before.
func (d *document) stream(v pdf.Value, limit int) (out []byte, err error) {
	defer recovered(&err)
	if v.Kind() != pdf.Stream {
		return nil, nil
	}
	if d.encrypted {
		return readAll(v.Reader(), limit)
	}
	out = d.raw(v)
	filters, params := list(v.Key("Filter")), list(v.Key("DecodeParms"))
	for i, f := range filters {
		var p filterParams
		if i < len(params) {
			p = paramsOf(params[i])
		}
		if out, err = decodeFilter(out, f.Name(), p, limit); err != nil {
			return nil, err
		}
	}
	if len(out) > limit {
		return nil, fmt.Errorf("stream of over %d bytes: %w", limit, ErrLimit)
	}
	return out, nil
}

// filterParams are the parameters of a filter, 0 for those not given.
type filterParams struct {
	predictor, columns, colors, bits int64
	lateChange                       bool // LZW: /EarlyChange 0
}

func paramsOf(v pdf.Value) filterParams {
	early := v.Key("EarlyChange")
	return filterParams{
		predictor: v.Key("Predictor").Int64(), columns: v.Key("Columns").Int64(),
		colors: v.Key("Colors").Int64(), bits: v.Key("BitsPerComponent").Int64(),
		lateChange: early.Kind() == pdf.Integer && early.Int64() == 0,
	}
}

// list is an array's elements, or the value itself.
func list(v pdf.Value) []pdf.Value {
	switch v.Kind() {
	case pdf.Null:
		return nil
	case pdf.Array:
		all := make([]pdf.Value, 0, 4)
		for i := range min(v.Len(), maxFilters) {
			all = append(all, v.Index(i))
		}
		return all
	}
	return []pdf.Value{v}
}

// raw is the bytes of a stream as they stand in the file. The library shows
// where they start at the end of a stream's String.
func (d *document) raw(v pdf.Value) []byte {
	s := v.String()
	start, err := strconv.Atoi(s[strings.LastIndexByte(s, '@')+1:])
	if err != nil || start < 0 || start > len(d.data) {
		return nil
	}
	return cutStream(d.data[start:], int(v.Key("Length").Int64()))
}

func endsStream(b []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(b[:min(len(b), 32)], "\r\n\t \x00"), []byte("endstream"))
}

// readAll reads up to limit bytes. Bytes before an error are kept: half a page
// is better than none, and a missing checksum harms nobody.
func readAll(r io.Reader, limit int) ([]byte, error) {
	var buf bytes.Buffer
	n, err := io.Copy(&buf, io.LimitReader(r, int64(limit)+1))
	if n > int64(limit) {
		return nil, fmt.Errorf("stream of over %d bytes: %w", limit, ErrLimit)
	}
	if n == 0 && err != nil {
		return nil, fmt.Errorf("%w: decode stream: %w", ErrDamaged, err)
	}
	return buf.Bytes(), nil
}

func decodeFilter(in []byte, name string, param filterParams, limit int) ([]byte, error) {
	switch name {
	case "FlateDecode", "Fl":
		out, err := inflate(in, limit)
		if err != nil {
			return nil, err
		}
		return unpredict(out, param)
	case "LZWDecode", "LZW":
		out, err := unLZW(in, param.lateChange, limit)
		if err != nil {
			return nil, err
		}
		return unpredict(out, param)
	case "ASCII85Decode", "A85":
		return readAll(ascii85.NewDecoder(bytes.NewReader(base85(in))), limit)
	case "ASCIIHexDecode", "AHx":
		l := lexer{src: in}
		return l.hex(), nil
	case "RunLengthDecode", "RL":
		return unRunLength(in, limit)
	case "Crypt":
		return in, nil
	}
	return nil, fmt.Errorf("stream filter %q is not one for text", name)
}

var inflaters = sync.Pool{}

// inflate reads zlib data; where its header is damaged, the deflate data behind it.
func inflate(in []byte, limit int) ([]byte, error) {
	r, err := inflater(in)
	if err != nil {
		if len(in) < 3 {
			return nil, nil
		}
		return readAll(flate.NewReader(bytes.NewReader(in[2:])), limit)
	}
	defer inflaters.Put(r)
	return readAll(r, limit)
}

func inflater(in []byte) (io.Reader, error) {
	if r, ok := inflaters.Get().(zlib.Resetter); ok {
		err := r.Reset(bytes.NewReader(in), nil)
		return r.(io.Reader), err
	}
	return zlib.NewReader(bytes.NewReader(in))
}

// base85 keeps the digits of base 85 up to the end mark.
func base85(in []byte) []byte {
	in, _, _ = bytes.Cut(in, []byte("~"))
	out := make([]byte, 0, len(in))
	for _, c := range in {
		if c >= '!' && c <= 'u' || c == 'z' {
			out = append(out, c)
		}
	}
	return out
}

const endOfRuns = 128

func unRunLength(in []byte, limit int) ([]byte, error) {
	var out []byte
	for i := 0; i < len(in) && in[i] != endOfRuns; {
		n := int(in[i])
		if n < endOfRuns {
			end := min(i+2+n, len(in))
			out = append(out, in[i+1:end]...)
			i = end
		} else {
			if i+1 < len(in) {
				out = append(out, bytes.Repeat(in[i+1:i+2], 257-n)...)
			}
			i += 2
		}
		if len(out) > limit {
			return nil, fmt.Errorf("stream of over %d bytes: %w", limit, ErrLimit)
		}
	}
	return out, nil
}

// unpredict undoes the PNG predictors of ISO 32000-1 7.4.4.4, which
// cross-reference streams have.
func unpredict(in []byte, p filterParams) ([]byte, error) {
	if p.predictor < 2 {
		return in, nil
	}
	if p.predictor < 10 {
		return nil, errors.New("a TIFF predictor is not one for text")
	}
	or := func(n, otherwise int64) int64 {
		if n > 0 && n < 1<<16 {
			return n
		}
		return otherwise
	}
	bits := or(p.colors, 1) * or(p.bits, 8)
	return unPNG(in, int((bits*or(p.columns, 1)+7)/8), int((bits+7)/8)), nil
}

// unPNG undoes the filters of rows of size bytes, each behind its filter's number.
func unPNG(in []byte, size, pixel int) []byte {
	if size >= len(in) {
		return nil
	}
	out := make([]byte, 0, len(in))
	prev := make([]byte, size)
	for len(in) > size {
		row := bytes.Clone(in[1 : size+1])
		for i := range row {
			var left, corner byte
			if i >= pixel {
				left, corner = row[i-pixel], prev[i-pixel]
			}
			switch in[0] {
			case 1:
				row[i] += left
			case 2:
				row[i] += prev[i]
			case 3:
				row[i] += byte((int(left) + int(prev[i])) / 2)
			case 4:
				row[i] += paeth(int(left), int(prev[i]), int(corner))
			}
		}
		out = append(out, row...)
		prev, in = row, in[size+1:]
	}
	return out
}

func paeth(a, b, c int) byte {
	p := a + b - c
	pa, pb, pc := max(p-a, a-p), max(p-b, b-p), max(p-c, c-p)
	switch {
	case pa <= pb && pa <= pc:
		return byte(a)
	case pb <= pc:
		return byte(b)
	}
	return byte(c)
}
