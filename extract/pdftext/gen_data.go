//go:build ignore

// Gen_data writes data/*.bin from Adobe's CMaps, glyph
// list and font metrics (terms in data/LICENSE.adobe):
//
//	go run gen_data.go -cmaps /usr/share/poppler/cMap -glyphs glyphlist.txt -afm Core14_AFMs
//
// The CMaps are those of Debian's poppler-data, of Adobe's cmap-resources; the
// glyph list is that of Adobe's agl-aglfn.
package main

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// A collection's main CMap goes from Unicode to CID. The others fill what it
// leaves: vertical forms, and the half-width Latin of the legacy CMaps.
var collections = []struct{ name, dir, unicode, vertical, latin string }{
	{"gb1", "Adobe-GB1", "UniGB-UTF32-H", "UniGB-UTF32-V", "GBK-EUC-H"},
	{"cns1", "Adobe-CNS1", "UniCNS-UTF32-H", "UniCNS-UTF32-V", "ETen-B5-H"},
	{"japan1", "Adobe-Japan1", "UniJIS-UTF32-H", "UniJIS-UTF32-V", "90ms-RKSJ-H"},
}

func main() {
	cmaps := flag.String("cmaps", "/usr/share/poppler/cMap", "directory of Adobe's CMaps")
	glyphs := flag.String("glyphs", "glyphlist.txt", "Adobe's glyph list")
	afm := flag.String("afm", "Core14_AFMs", "directory of Adobe's metrics of the 14 standard fonts")
	flag.Parse()
	for _, c := range collections {
		runes := map[int]rune{}
		each(filepath.Join(*cmaps, c.dir, c.unicode), func(_ int, code rune, cid int) {
			if old, ok := runes[cid]; !ok || better(code, old) {
				runes[cid] = code
			}
		})
		each(filepath.Join(*cmaps, c.dir, c.vertical), func(_ int, code rune, cid int) {
			if _, ok := runes[cid]; !ok {
				runes[cid] = code
			}
		})
		each(filepath.Join(*cmaps, c.dir, c.latin), func(n int, code rune, cid int) {
			if _, ok := runes[cid]; !ok && n == 1 && code >= ' ' && code < 0x7f {
				runes[cid] = code
			}
		})
		write("data/"+c.name+".bin", runes)
	}
	writeGlyphs(*glyphs)
	writeWidths(*afm)
}

// better says that code is the plainer of two characters of one CID.
func better(code, old rune) bool {
	if compat(code) != compat(old) {
		return compat(old)
	}
	return code < old
}

func compat(r rune) bool {
	return r >= 0x2e80 && r < 0x2fe0 || r >= 0xe000 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe4f || r >= 0x2f800
}

var entry = regexp.MustCompile(`<([0-9a-fA-F]+)>\s*(?:<([0-9a-fA-F]+)>\s*)?(\d+)`)

// each calls f with every code of a CMap, the bytes it has, and its CID.
func each(file string, f func(n int, code rune, cid int)) {
	data, err := os.ReadFile(file)
	if err != nil {
		log.Fatal(err)
	}
	for _, section := range regexp.MustCompile(`(?s)begincid(?:char|range)(.*?)endcid`).FindAllSubmatch(data, -1) {
		for _, m := range entry.FindAllSubmatch(section[1], -1) {
			lo, _ := strconv.ParseUint(string(m[1]), 16, 32)
			hi := lo
			if len(m[2]) > 0 {
				hi, _ = strconv.ParseUint(string(m[2]), 16, 32)
			}
			cid, _ := strconv.Atoi(string(m[3]))
			for c := lo; c <= hi; c++ {
				f(len(m[1])/2, rune(c), cid+int(c-lo))
			}
		}
	}
}

// write packs the table as differences between neighbours.
func write(file string, runes map[int]rune) {
	last := 0
	for cid := range runes {
		last = max(last, cid)
	}
	var raw []byte
	prev := int64(0)
	for cid := 0; cid <= last; cid++ {
		raw = binary.AppendVarint(raw, int64(runes[cid])-prev)
		prev = int64(runes[cid])
	}
	pack(file, raw)
}

// writeGlyphs keeps the entries of the glyph list without its comments, packed.
func writeGlyphs(file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		log.Fatal(err)
	}
	var out bytes.Buffer
	for _, line := range strings.Split(string(data), "\n") {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") {
			fmt.Fprintln(&out, line)
		}
	}
	pack("data/glyphs.bin", out.Bytes())
}

// The standard fonts that have widths of their own: the oblique ones have those
// of the upright, and Courier's are all the same.
var standardFonts = []string{"Helvetica", "Helvetica-Bold", "Times-Roman", "Times-Bold",
	"Times-Italic", "Times-BoldItalic", "Symbol", "ZapfDingbats"}

var metric = regexp.MustCompile(`(?m)^C (-?\d+) ; WX (\d+) ; N (\S+) ;`)

// writeWidths writes a line for each font: its name, then code or name and
// width of every glyph.
func writeWidths(dir string) {
	var out bytes.Buffer
	for _, font := range standardFonts {
		afm, err := os.ReadFile(filepath.Join(dir, font+".afm"))
		if err != nil {
			log.Fatal(err)
		}
		fmt.Fprint(&out, font)
		for _, m := range metric.FindAllSubmatch(afm, -1) {
			key := m[3]
			if font == "Symbol" || font == "ZapfDingbats" {
				key = m[1]
			}
			fmt.Fprintf(&out, " %s %s", key, m[2])
		}
		fmt.Fprintln(&out)
	}
	pack("data/widths.bin", out.Bytes())
}

func pack(file string, raw []byte) {
	var packed bytes.Buffer
	w, _ := flate.NewWriter(&packed, flate.BestCompression)
	w.Write(raw)
	w.Close()
	if err := os.WriteFile(file, packed.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
}
