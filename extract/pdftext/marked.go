package pdftext

import (
	"bytes"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

func (in *interp) begin(m markedContent) {
	m.from = len(in.glyphs)
	if len(in.marked) < maxMarked {
		in.marked = append(in.marked, m)
	}
}

// beginProperties opens a sequence with properties, given in place or by name.
func (in *interp) beginProperties() {
	var m markedContent
	if len(in.args) == 2 && in.args[1].kind == tokName {
		v := in.res.dict.Key("Properties").Key(in.name(1)).Key("ActualText")
		if !v.IsNull() {
			m.text, m.actual = textString([]byte(unpadded(v.RawString()))), true
		}
	}
	for i, t := range in.args {
		if t.kind == tokName && string(t.text) == "ActualText" && i+1 < len(in.args) && in.args[i+1].kind == tokString {
			m.text, m.actual = textString(in.args[i+1].text), true
		}
	}
	in.begin(m)
}

// textString decodes a text string: UTF-16 or UTF-8 with a mark, else
// PDFDocEncoding, which is nearly Latin-1.
func textString(s []byte) string {
	switch {
	case bytes.HasPrefix(s, []byte("\xfe\xff")):
		return utf16String(s[2:])
	case bytes.HasPrefix(s, []byte("\xff\xfe")):
		units := make([]uint16, 0, len(s)/2)
		for i := 2; i+1 < len(s); i += 2 {
			units = append(units, uint16(s[i+1])<<8|uint16(s[i]))
		}
		return string(utf16.Decode(units))
	case bytes.HasPrefix(s, []byte("\xef\xbb\xbf")):
		return string(s[3:])
	}
	out, err := charmap.Windows1252.NewDecoder().Bytes(s)
	if err != nil {
		return ""
	}
	return string(out)
}

// end closes a sequence and puts its actual text in the place of its glyphs.
func (in *interp) end() {
	n := len(in.marked)
	if n == 0 {
		return
	}
	m := in.marked[n-1]
	in.marked = in.marked[:n-1]
	if m.actual && m.from <= len(in.glyphs) {
		in.glyphs = replace(in.glyphs, m.from, m.text)
	}
}

// replace puts text in the place of the glyphs from from. Glyphs that say the
// same are kept, for their places are exact; so are glyphs on several lines,
// whose text cannot be placed.
func replace(all []glyph, from int, text string) []glyph {
	gs := all[from:]
	if len(gs) == 0 || !sameLine(gs) {
		return all
	}
	var buf []byte
	for _, r := range text {
		buf = appendNormal(buf, r)
	}
	actual := strings.TrimSpace(string(buf))
	if squeeze(actual) == squeeze(drawn(gs)) {
		return all
	}
	return append(all[:from], spread(gs, actual)...)
}

func sameLine(gs []glyph) bool {
	for _, g := range gs[1:] {
		if g.dir != gs[0].dir || abs(g.y-gs[0].y) > gs[0].size && abs(g.x-gs[0].x) > gs[0].size {
			return false
		}
	}
	return true
}

func drawn(gs []glyph) string {
	var b strings.Builder
	for _, g := range gs {
		b.WriteRune(g.r)
		b.WriteString(g.rest)
	}
	return b.String()
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// spread places text evenly over the glyphs' stretch of baseline.
func spread(gs []glyph, text string) []glyph {
	n := utf8.RuneCountInString(text)
	if n == 0 {
		return nil
	}
	first, last := gs[0], gs[len(gs)-1]
	dx, dy := last.x-first.x, last.y-first.y
	if l := hypot(dx, dy); l > 0 {
		dx, dy = dx*(1+last.width/l), dy*(1+last.width/l)
	} else {
		dx = first.width
	}
	step := hypot(dx, dy) / float64(n)
	out := make([]glyph, 0, n)
	for _, r := range text {
		i := float64(len(out)) / float64(n)
		g := first
		g.chars = chars{r: r}
		g.x, g.y, g.width = first.x+dx*i, first.y+dy*i, step
		out = append(out, g)
	}
	return out
}
