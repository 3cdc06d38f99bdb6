//go:build ignore

// Gen_fixtures writes small files with one trap each: readable ones to
// testdata/cases, broken and hostile ones to testdata/broken. The variants that
// qpdf makes (encrypted, linearized, packed) need it installed:
//
//	go run gen_fixtures.go
package main

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"log"
	"os"
	"os/exec"
	"strings"
)

// file is a PDF file being written.
type file struct {
	objects []string // object 1 is the catalog, 2 the page tree
	trailer string
}

func stream(dict, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", dict, len(data), data)
}

func flate(data string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write([]byte(data))
	w.Close()
	return b.String()
}

const helvetica = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"

// onePage is a file of one page: object 3 the page, 4 its content, from 5 the rest.
func onePage(page, fonts, content string, rest ...string) *file {
	return &file{objects: append([]string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 400 300]>>",
		fmt.Sprintf("<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<<%s>>/XObject<</X 5 0 R>>/Properties<</P 6 0 R>>>>%s>>", fonts, page),
		stream("", content),
	}, rest...)}
}

func text(page, content string, rest ...string) *file {
	return onePage(page, "/F "+helvetica, content, rest...)
}

// bytes writes the file with a plain table.
func (f *file) bytes() []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	var at []int
	for i, o := range f.objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, a := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, f.trailer, start)
	return b.Bytes()
}

const sentence = "BT /F 12 Tf 40 200 Td (Revenue 1,234.5 million) Tj ET"

func columns() string {
	var b strings.Builder
	for i, w := range strings.Fields("alpha bravo charlie delta") {
		fmt.Fprintf(&b, "BT /F 10 Tf 40 %d Td (left %s %d,000) Tj ET\n", 200-14*i, w, i+1)
		fmt.Fprintf(&b, "BT /F 10 Tf 220 %d Td (right %s %d.5) Tj ET\n", 200-14*i, w, i+1)
	}
	return b.String()
}

func cidFont(ordering, more string) string {
	return fmt.Sprintf("/F <</Type/Font/Subtype/Type0/BaseFont/Ming/Encoding/Identity-H%s/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/Ming/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(%s)/Supplement 5>>>>]>>", more, ordering)
}

func toUnicode(body string) string {
	return stream("", "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n"+body+"\nendcmap end")
}

const (
	winAnsi = "/F <</Type/Font/Subtype/TrueType/BaseFont/Arial/Encoding/WinAnsiEncoding/ToUnicode 5 0 R>>"
	type3   = "/F <</Type/Font/Subtype/Type3/FontBBox[0 -2 10 10]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 65/LastChar 66/Widths[6 6]/Encoding<</Differences[65/seven/comma]>>/CharProcs<</seven 5 0 R/comma 5 0 R>>>>"
	form    = "/Type/XObject/Subtype/Form/BBox[0 0 400 300]/Resources<</Font<</F " + helvetica + ">>/XObject<</X 5 0 R>>>>"
	image   = "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
)

var cases = map[string]*file{
	"twocolumn":  text("", columns()),
	"rotate90":   text("/Rotate 90", sentence),
	"rotate270":  text("/Rotate -90", sentence),
	"upward":     text("", "BT /F 12 Tf 0 1 -1 0 200 40 Tm (Upward 1,234) Tj ET"),
	"cropbox":    text("/CropBox[20 100 400 300]", sentence+" BT /F 8 Tf 40 20 Td (slug 99) Tj ET"),
	"cid-cns1":   onePage("", cidFont("CNS1", ""), "BT /F 12 Tf 40 200 Td <143c03d7025d0789025b034f0fc603f50eac02a9> Tj ET"),
	"cid-gb1":    onePage("", cidFont("GB1", ""), "BT /F 12 Tf 40 200 Td <108f103c0d6c0cc60eb90ca60af6043b03e40ea310ed> Tj ET"),
	"winansi-tu": onePage("", winAnsi, "BT /F 12 Tf 40 200 Td (abc) Tj ET", toUnicode("2 beginbfchar <61> <0037> <62> <002C> endbfchar")),
	"ligature":   onePage("", winAnsi, "BT /F 12 Tf 40 200 Td (proabt) Tj ET", toUnicode("1 beginbfrange <61> <62> [<00660069> <FB01>] endbfrange")),
	"type3":      onePage("", type3, "BT /F 12 Tf 40 200 Td (AABA) Tj ET", stream("", "6 0 d0 0 0 6 8 re f")),
	"raised":     text("", "BT /F 12 Tf 40 200 Td (US$305.8) Tj /F 7 Tf 5 Ts (1) Tj /F 12 Tf 0 Ts ( million on the 30) Tj /F 7 Tf 5 Ts (th) Tj ET"),
	"scaled":     text("", "BT /F 12 Tf 50 Tz 1 Tc 40 200 Td (Narrow 1,234) Tj ET"),
	"hidden":     text("", sentence+" BT 3 Tr /F 12 Tf 40 180 Td (hidden 999) Tj ET"),
	"actualtext": text("", "/Span <</ActualText (7,890)>> BDC BT /F 12 Tf 40 200 Td (ABCDE) Tj ET EMC /Span /P BDC BT /F 12 Tf 140 200 Td (xyz) Tj ET EMC", "null", "<</ActualText<FEFF003400320025>>>"),
	"form-loop":  text("", sentence+" /X Do", stream(form, "BT /F 12 Tf 40 150 Td (in a form 5.5) Tj ET /X Do")),
	"filters":    packedContent(),
	"no-length":  wrongLength(),
}

func packedContent() *file {
	f := text("", "")
	f.objects[3] = stream("/Filter[/AHx/FlateDecode]", fmt.Sprintf("%x>", flate(sentence)))
	return f
}

func wrongLength() *file {
	f := text("", sentence)
	f.objects[3] = strings.Replace(f.objects[3], fmt.Sprint("/Length ", len(sentence)), "/Length 7", 1)
	return f
}

func scanned(content string) *file { return text("", content+" /X Do", stream(image, "x")) }

func tree(pages string, rest ...string) *file {
	f := text("", sentence, rest...)
	f.objects[1] = pages
	return f
}

func deepTree(levels int) *file {
	f := tree("<</Type/Pages/Kids[5 0 R]/Count 1>>")
	for i := range levels {
		f.objects = append(f.objects, fmt.Sprintf("<</Type/Pages/Kids[%d 0 R]/Count 1>>", i+6))
	}
	return f
}

func bomb() *file {
	f := text("", "")
	once := flate(strings.Repeat(" ", 200<<20))
	f.objects[3] = stream("/Filter[/FlateDecode/FlateDecode]", flate(once))
	return f
}

// xrefStream is a file whose table is a stream of entries of 1, 2 and 1 bytes.
func xrefStream(dict string, entries ...[4]byte) []byte {
	head := "%PDF-1.7\n"
	var data []byte
	for _, e := range entries {
		data = append(data, e[:]...)
	}
	o := stream(fmt.Sprintf("/Type/XRef/W[1 2 1]/Size %d/Root 1 0 R%s", len(entries), dict), string(data))
	return fmt.Appendf(nil, "%s%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n", head, len(entries)-1, o, len(head))
}

func broken() map[string][]byte {
	good := text("", sentence).bytes()
	cut := func(from, to string) []byte { return bytes.Replace(good, []byte(from), []byte(to), 1) }
	return map[string][]byte{
		"scan":           scanned("").bytes(),
		"scan-hidden":    scanned("BT 3 Tr /F 12 Tf 40 180 Td (guessed 999) Tj ET").bytes(),
		"garbage":        onePage("", strings.ReplaceAll(strings.ReplaceAll(type3, "/seven", "/g1"), "/comma", "/g2"), "BT /F 12 Tf 40 200 Td (AABBABAB) Tj ET", stream("", "6 0 d0")).bytes(),
		"tree-circle":    tree("<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9999999999>>").bytes(),
		"tree-deep":      deepTree(100).bytes(),
		"tree-empty":     tree("<</Type/Pages/Kids[]/Count 3>>").bytes(),
		"tree-dangling":  tree("<</Type/Pages/Kids[77 0 R]/Count 1>>").bytes(),
		"bomb":           bomb().bytes(),
		"no-root":        cut("/Root 1 0 R", ""),
		"bad-offsets":    bytes.ReplaceAll(good, []byte("00000 n"), []byte("00007 n")),
		"no-xref":        good[:bytes.Index(good, []byte("xref\n0"))],
		"half":           good[:len(good)/2],
		"huge-size":      cut("/Size 5", "/Size 99999999999"),
		"junk-around":    append(append([]byte("\r\n\x00junk\n"), good...), make([]byte, 2000)...),
		"packed-in-self": xrefStream("", [4]byte{0}, [4]byte{2, 0, 1}, [4]byte{1, 0, 9}),
		"prev-circle":    xrefStream("/Prev 9", [4]byte{0}, [4]byte{1, 0, 9}),
		"index-huge":     xrefStream("/Index[0 999999999]", [4]byte{0}, [4]byte{1, 0, 9}),
		"operators":      text("", strings.Repeat("q ", 2000)+sentence+strings.Repeat(" Q", 3000)).bytes(),
		"nested":         text("", strings.Repeat("[", 20000)+sentence).bytes(),
	}
}

// variants are made of the two columns: arguments for qpdf by name and folder.
var variants = map[string]string{
	"cases/q-linearized":  "--linearize",
	"cases/q-packed":      "--object-streams=generate",
	"cases/q-rc4-40":      "--allow-weak-crypto --encrypt '' o 40 --",
	"cases/q-rc4-128":     "--allow-weak-crypto --encrypt '' o 128 --use-aes=n --",
	"cases/q-rc4-v4":      "--allow-weak-crypto --encrypt '' o 128 --force-V4 --",
	"cases/q-aes-128":     "--allow-weak-crypto --encrypt '' o 128 --use-aes=y --",
	"cases/q-aes-packed":  "--allow-weak-crypto --object-streams=generate --encrypt '' o 128 --use-aes=y --",
	"cases/q-aes-256":     "--encrypt '' o 256 --",
	"broken/password":     "--encrypt secret o 256 --",
	"broken/password-rc4": "--allow-weak-crypto --encrypt secret o 128 --use-aes=n --",
}

func write(name string, data []byte) {
	if err := os.WriteFile("testdata/"+name+".pdf", data, 0o644); err != nil {
		log.Fatal(err)
	}
}

func main() {
	for name, f := range cases {
		write("cases/"+name, f.bytes())
	}
	for name, data := range broken() {
		write("broken/"+name, data)
	}
	for name, args := range variants {
		base := "testdata/cases/twocolumn.pdf"
		if strings.HasPrefix(name, "cases/q-aes-128") {
			base = "testdata/cases/cid-cns1.pdf"
		}
		all := append([]string{"--static-id", "--static-aes-iv"}, strings.Fields(args)...)
		for i, a := range all {
			all[i] = strings.Trim(a, "'")
		}
		if out, err := exec.Command("qpdf", append(all, base, "testdata/"+name+".pdf")...).CombinedOutput(); err != nil {
			log.Fatalf("qpdf %s: %v\n%s", name, err, out)
		}
	}
}
