package pdftext

import "bytes"

// skipInlineImage passes over an inline image, whose data may look like
// anything. BI has been read.
func skipInlineImage(l *lexer) {
	size, filtered := imageDict(l)
	if l.pos < len(l.src) && class[l.src[l.pos]] == space {
		l.pos++ // the one after ID
	}
	if !filtered && size > 0 && l.pos+size <= len(l.src) && endsImage(l.src[l.pos+size:]) {
		l.pos += size
	}
	for l.pos < len(l.src) {
		i := bytes.Index(l.src[l.pos:], []byte("EI"))
		if i < 0 {
			l.pos = len(l.src)
			return
		}
		at := l.pos + i
		l.pos = at + 2
		if (i == 0 || class[l.src[at-1]] == space) && looksLikeContent(l.src[l.pos:]) {
			return
		}
	}
}

// imageDict reads the entries up to ID: the bytes of the image where they have
// no filter.
func imageDict(l *lexer) (size int, filtered bool) {
	var width, height float64
	bits, colours := 8.0, 1.0
	for {
		key := l.next()
		if key.kind == tokEOF || key.kind == tokWord {
			return int((width*bits*colours+7)/8) * int(height), filtered
		}
		value := l.next()
		if value.kind == tokArrayOpen || value.kind == tokDictOpen {
			skipNested(l)
		}
		switch string(key.text) {
		case "W", "Width":
			width = clamp(value.num)
		case "H", "Height":
			height = clamp(value.num)
		case "BPC", "BitsPerComponent":
			bits = clamp(value.num)
		case "IM", "ImageMask":
			bits = 1
		case "CS", "ColorSpace":
			switch string(value.text) {
			case "RGB", "DeviceRGB":
				colours = 3
			case "CMYK", "DeviceCMYK":
				colours = 4
			}
		case "F", "Filter":
			filtered = true
		}
	}
}

func clamp(n float64) float64 { return max(0, min(n, 1<<15)) }

// endsImage says that EI comes next.
func endsImage(b []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(b[:min(len(b), 8)], "\r\n\t "), []byte("EI"))
}

// looksLikeContent says that operators, not image data, may follow.
func looksLikeContent(b []byte) bool {
	if len(b) == 0 {
		return true
	}
	if class[b[0]] != space {
		return false
	}
	for _, c := range b[:min(len(b), 16)] {
		if c >= 0x7f || c < ' ' && class[c] != space {
			return false
		}
	}
	return true
}
