package pdftext

import "fmt"

// The codes of LZW as PDF has it: ISO 32000-1 7.4.4.2.
const (
	lzwClear = 256
	lzwEnd   = 257
	lzwFirst = 258
	lzwMax   = 4096
)

// unLZW decodes LZW. Widths grow one code early unless late says so, which
// compress/lzw cannot do.
func unLZW(in []byte, late bool, limit int) ([]byte, error) {
	ahead := 1
	if late {
		ahead = 0
	}
	var out []byte
	var start, length [lzwMax]int // where in out the text of a code stands
	next, width, prev := lzwFirst, 9, -1
	bits, have := 0, 0
	for _, b := range in {
		bits, have = bits<<8|int(b), have+8
		if have < width {
			continue
		}
		c := bits >> (have - width)
		have -= width
		bits &= 1<<have - 1
		if c == lzwEnd {
			break
		}
		if c == lzwClear {
			next, width, prev = lzwFirst, 9, -1
			continue
		}
		at := len(out)
		switch {
		case c < lzwClear:
			out = append(out, byte(c))
		case c < next:
			out = append(out, out[start[c]:start[c]+length[c]]...)
		case c == next && prev >= 0 && next < lzwMax:
			out = append(out, out[prev:at]...)
			out = append(out, out[prev])
		default:
			return out, nil // broken off: keep what came before
		}
		if len(out) > limit {
			return nil, fmt.Errorf("stream of over %d bytes: %w", limit, ErrLimit)
		}
		if prev >= 0 && next < lzwMax {
			start[next], length[next] = prev, at-prev+1
			next++
		}
		prev = at
		for width < 12 && next+ahead >= 1<<width {
			width++
		}
	}
	return out, nil
}
