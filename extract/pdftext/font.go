package pdftext

import (
	"strings"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
)

// font is what is needed of a font to read its strings. It does not change
// once it is made, so that pages may share it.
type font struct {
	bold     bool
	vertical bool
	scale    float64      // size of a glyph's em at text size 1: not 1 for Type3 alone
	simple   *[256]glyphs // for fonts with codes of one byte
	cid      *cidFont     // for the others
}

// glyphs is what one code draws: its characters and how far it moves on, in
// text space at size 1.
type glyphs struct {
	chars
	width float64
}

// cidFont is the part of a Type0 font.
type cidFont struct {
	codes   *codes
	unicode *cmap // of /ToUnicode, nil where there is none
	set     *collection
	widths  cidWidths
}

// next reads the first code of s: what it draws, and how many bytes it has.
func (f *font) next(s []byte) (glyphs, int) {
	if f.simple != nil {
		return f.simple[s[0]], 1
	}
	return f.cid.next(s)
}

// makeFont reads a font's dictionary. What is missing is left at what a viewer
// would take.
func (d *document) makeFont(v pdf.Value) *font {
	f := &font{scale: 1}
	name := fontName(v.Key("BaseFont").Name())
	unicode := d.toUnicode(v.Key("ToUnicode"))
	if v.Key("Subtype").Name() == "Type0" {
		d.makeType0(f, v, unicode)
		desc := v.Key("DescendantFonts").Index(0).Key("FontDescriptor")
		f.bold = isBold(name, desc)
		return f
	}
	f.bold = isBold(name, v.Key("FontDescriptor"))
	f.simple = &[256]glyphs{}
	simpleChars(f.simple, v, name, unicode)
	simpleWidths(f, v, name)
	return f
}

// fontName drops the tag of a subset: ABCDEF+Arial.
func fontName(s string) string {
	if len(s) > 7 && s[6] == '+' {
		return s[7:]
	}
	return s
}

const forceBold = 1 << 18 // flag of a font descriptor: ISO 32000-1 table 123

func isBold(name string, desc pdf.Value) bool {
	if desc.Key("Flags").Int64()&forceBold != 0 || desc.Key("FontWeight").Float64() >= 600 {
		return true
	}
	low := strings.ToLower(name)
	for _, w := range []string{"bold", "heavy", "black", "demi", "-md", "bd"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}

// simpleChars finds the characters of a simple font's codes: ToUnicode first,
// then the names of Differences, then the base encoding.
func simpleChars(table *[256]glyphs, v pdf.Value, name string, unicode *cmap) {
	base, names := simpleEncoding(v, name)
	for c := range table {
		if unicode != nil {
			if t, ok := unicode.chars[uint32(c)]; ok && usable(t) {
				table[c].chars = t
				continue
			}
		}
		switch {
		case names[c] != "":
			table[c].chars = normal(glyphName(names[c]))
		case base != nil && base[c] != 0:
			table[c].chars = normalRune(base[c])
		}
		if table[c].r == 0 {
			table[c].r = utf8.RuneError
		}
	}
}

// usable says that a ToUnicode entry says something: it is no private character,
// no replacement character and no control character.
func usable(t chars) bool {
	return t.known() && !(t.r >= 0xe000 && t.r <= 0xf8ff)
}

// simpleEncoding gives the base encoding and the names that replace parts of
// it. Type3 fonts have names alone.
func simpleEncoding(v pdf.Value, name string) (*encoding, *[256]string) {
	enc := v.Key("Encoding")
	base := builtIn(name)
	if base == nil && v.Key("Subtype").Name() != "Type3" {
		baseName := enc.Name()
		if enc.Kind() == pdf.Dict {
			baseName = enc.Key("BaseEncoding").Name()
		}
		if baseName == "" && v.Key("Subtype").Name() == "TrueType" {
			baseName = "WinAnsiEncoding" // as viewers do for a TrueType font that names none
		}
		base = baseEncoding(baseName)
	}
	return base, differences(enc.Key("Differences"))
}

// builtIn gives the encoding of the symbol fonts, nil for others.
func builtIn(name string) *encoding {
	low := strings.ToLower(name)
	switch {
	case strings.Contains(low, "dingbats"), strings.Contains(low, "wingdings"), strings.Contains(low, "webdings"):
		return dingbats
	case low == "symbol", strings.HasPrefix(low, "symbol,"), strings.HasPrefix(low, "symbolmt"):
		return symbol
	}
	return nil
}

func differences(v pdf.Value) *[256]string {
	names, at := &[256]string{}, 0
	for i := range min(v.Len(), 1024) {
		switch e := v.Index(i); e.Kind() {
		case pdf.Integer:
			at = int(e.Int64())
		case pdf.Name:
			if at >= 0 && at < 256 {
				names[at] = e.Name()
			}
			at++
		}
	}
	return names
}

// simpleWidths fills in the widths: /Widths, the descriptor's for codes outside
// of it, and the known ones of the 14 standard fonts.
func simpleWidths(f *font, v pdf.Value, name string) {
	unit := 0.001
	if v.Key("Subtype").Name() == "Type3" {
		unit, f.scale = type3Scale(v)
	}
	missing := v.Key("FontDescriptor").Key("MissingWidth").Float64()
	for c := range f.simple {
		f.simple[c].width = missing * unit
	}
	widths := v.Key("Widths")
	if widths.Len() == 0 {
		standardWidths(f.simple, name)
		return
	}
	first := v.Key("FirstChar").Int64()
	for i := range min(widths.Len(), 256) {
		if c := first + int64(i); c >= 0 && c < 256 {
			f.simple[c].width = widths.Index(i).Float64() * unit
		}
	}
}

// type3Scale gives the width unit of a Type3 font and the size of its em, which
// only its bounding box tells: about 1.2 em high.
func type3Scale(v pdf.Value) (unit, em float64) {
	m := v.Key("FontMatrix")
	unit, em = abs(m.Index(0).Float64()), abs(m.Index(3).Float64())
	if unit == 0 {
		unit = 0.001
	}
	if em == 0 {
		em = unit
	}
	box := v.Key("FontBBox")
	high := abs(box.Index(3).Float64() - box.Index(1).Float64())
	if scaled := em * high / 1.2; scaled > 0.2 && scaled < 5 {
		return unit, scaled
	}
	if em *= 1000; em > 0.2 && em < 5 {
		return unit, em
	}
	return unit, 1
}

func abs(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}
