package pdftext

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
)

// makeType0 reads a composite font.
func (d *document) makeType0(f *font, v pdf.Value, unicode *cmap) {
	desc := v.Key("DescendantFonts").Index(0)
	c := &cidFont{unicode: unicode, set: ordered(unpadded(desc.Key("CIDSystemInfo").Key("Ordering").RawString()))}
	c.codes = d.codesOf(v.Key("Encoding"))
	c.widths = readWidths(desc)
	d.entries.Add(int64(len(c.widths.one) + len(c.widths.ranges)))
	f.cid, f.vertical = c, c.codes.vertical
}

// unpadded is a short string without the padding that the library leaves on
// strings that AES encrypted.
func unpadded(s string) string { return strings.TrimRight(s, aesPadding) }

const aesPadding = "\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10"

// codesOf reads a Type0 font's encoding: a name or a CMap. One that is unknown
// is read as Identity, which is how nearly all are made.
func (d *document) codesOf(enc pdf.Value) *codes {
	if enc.Kind() == pdf.Stream {
		return embedded(d.readCMap(enc, 0))
	}
	if c := predefined(enc.Name()); c != nil {
		return c
	}
	return identity(false)
}

// readCMap reads a CMap stream and those that it builds upon.
func (d *document) readCMap(v pdf.Value, depth int) *cmap {
	src, err := d.stream(v, maxStream)
	if err != nil || depth > maxCMapDepth {
		return &cmap{}
	}
	m := parseCMap(src, identityCMap)
	d.entries.Add(int64(m.entries()))
	if base := v.Key("UseCMap"); base.Kind() == pdf.Stream {
		m.extend(d.readCMap(base, depth+1))
		m.sort()
	}
	m.vertical = m.vertical || v.Key("WMode").Int64() == 1
	return m
}

// identityCMap is the one base that files name: Identity. Others would need
// Adobe's CMaps whole.
func identityCMap(name string) *cmap {
	if name != "Identity-H" && name != "Identity-V" {
		return nil
	}
	return &cmap{
		spaces:   []codeSpace{{2, 0, 0xffff}},
		cids:     []cidRange{{0, 0xffff, 0}},
		vertical: name == "Identity-V",
	}
}

// toUnicode reads a font's /ToUnicode, nil where it has none.
func (d *document) toUnicode(v pdf.Value) *cmap {
	if v.Kind() != pdf.Stream {
		return nil
	}
	return d.readCMap(v, 0)
}

// next reads the first code of s.
func (c *cidFont) next(s []byte) (glyphs, int) {
	n := max(1, c.codes.size(s))
	k := code(s[:n])
	cid := -1
	if c.codes.cid != nil {
		cid = c.codes.cid(k)
	}
	var r rune
	if c.codes.rune != nil {
		r = c.codes.rune(k, n)
		cid = c.cidOf(r)
	}
	return glyphs{c.chars(k, r, cid), c.widths.of(cid, r)}, n
}

// chars finds what a code stands for: ToUnicode, else its character by the
// encoding, else by the CID.
func (c *cidFont) chars(k uint32, r rune, cid int) chars {
	if c.unicode != nil {
		if t, ok := c.unicode.chars[k]; ok && usable(t) {
			return t
		}
	}
	if r == 0 {
		r = c.set.rune(cid)
	}
	if r == 0 {
		return chars{r: utf8.RuneError}
	}
	return normalRune(r)
}

// cidOf finds the CID of a character, to know its width. The collections have
// Latin twice, proportional (from CID 1) and half-width: the one that the font
// gives a width is the one meant.
func (c *cidFont) cidOf(r rune) int {
	if r >= ' ' && r < 0x7f {
		if cid := int(r) - 31; c.widths.has(cid) {
			return cid
		}
		for _, half := range []int{814, 13648, 231} { // of GB1, CNS1, Japan1
			if cid := int(r) - ' ' + half; c.widths.has(cid) {
				return cid
			}
		}
		return -1
	}
	return c.set.cid(r)
}

// cidWidths are the widths of CIDs: /W and /DW.
type cidWidths struct {
	one    map[int]float64
	ranges []widthRange // by rising lo
	other  float64
}

type widthRange struct {
	lo, hi int
	w      float64
}

// readWidths reads /W, which has entries "c [w1 w2 …]" and "first last w".
func readWidths(desc pdf.Value) cidWidths {
	ws := cidWidths{one: map[int]float64{}, other: 1}
	if dw := desc.Key("DW"); !dw.IsNull() {
		ws.other = dw.Float64() / 1000
	}
	w := desc.Key("W")
	for i, n := 0, w.Len(); i+1 < n && len(ws.one)+len(ws.ranges) < maxCMapEntries; {
		first, second := int(w.Index(i).Int64()), w.Index(i+1)
		if second.Kind() == pdf.Array {
			for j := range min(second.Len(), maxCMapEntries) {
				ws.one[first+j] = second.Index(j).Float64() / 1000
			}
			i += 2
			continue
		}
		ws.ranges = append(ws.ranges, widthRange{first, int(second.Int64()), w.Index(i+2).Float64() / 1000})
		i += 3
	}
	sort.SliceStable(ws.ranges, func(i, j int) bool { return ws.ranges[i].lo < ws.ranges[j].lo })
	return ws
}

func (ws *cidWidths) find(cid int) (float64, bool) {
	if w, ok := ws.one[cid]; ok {
		return w, true
	}
	i := sort.Search(len(ws.ranges), func(i int) bool { return ws.ranges[i].lo > cid }) - 1
	if i >= 0 && cid <= ws.ranges[i].hi {
		return ws.ranges[i].w, true
	}
	return 0, false
}

func (ws *cidWidths) has(cid int) bool {
	_, ok := ws.find(cid)
	return ok
}

// of gives the width of a CID. Latin that has no CID is half as wide as Chinese.
func (ws *cidWidths) of(cid int, r rune) float64 {
	if w, ok := ws.find(cid); ok {
		return w
	}
	if cid < 0 && r > 0 && r < 0x7f {
		return 0.5
	}
	return ws.other
}
