package pdftext

import (
	"errors"
	"testing"
	"unicode/utf8"

	"tickmark/extract/layout"
)

// FuzzDocument decodes anything: an answer or an error of this package.
func FuzzDocument(f *testing.F) {
	for _, data := range goodFiles(f) {
		if len(data) < 4096 {
			f.Add(data)
		}
	}
	f.Add(onePage("BT /F 12 Tf (1,234) Tj ET"))
	f.Fuzz(func(t *testing.T, data []byte) {
		pages, _, err := Lines(t.Context(), data)
		if err != nil && !isOurs(err) {
			t.Errorf("%v matches no error of this package", err)
		}
		checkPages(t, pages)
	})
}

// checkPages wants words with a text, in order.
func checkPages(t *testing.T, pages []layout.Page) {
	for i, p := range pages {
		if p.Number != i+1 {
			t.Errorf("page %d has number %d", i+1, p.Number)
		}
		for _, l := range p.Lines {
			for k, w := range l.Words {
				if w.Text == "" || !utf8.ValidString(w.Text) {
					t.Errorf("word %q", w.Text)
				}
				if k > 0 && w.X0 < l.Words[k-1].X0 {
					t.Errorf("words %+v and %+v are not in order", l.Words[k-1], w)
				}
			}
		}
	}
}

// FuzzContent interprets anything as the content of a page.
func FuzzContent(f *testing.F) {
	for _, s := range []string{
		"BT /F 12 Tf 40 700 Td (Revenue 1,234.5) Tj 0 -14 TD [(1)-200(2)] TJ T* (x) ' 1 2 (y) \" ET",
		"q 0.5 0 0 .5 1 1 cm BT /F 9 Tf 2 Tr 50 Tz 1 Tc 3 Tw 4 Ts <41> Tj ET Q Q",
		"BI /W 2 /H 2 /BPC 8 /CS /G ID abcd EI BT /F 9 Tf (after) Tj ET",
		"/Span <</ActualText <FEFF0031>>> BDC BT /F 9 Tf (one) Tj ET EMC EMC",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		_, _, err := Lines(t.Context(), onePage(string(content)))
		if err != nil && !isOurs(err) {
			t.Errorf("%v matches no error of this package", err)
		}
		if errors.Is(err, ErrDamaged) {
			t.Errorf("content alone damages the file: %v", err)
		}
	})
}

// FuzzCMap parses anything as a CMap; each code that it cuts off has a length.
func FuzzCMap(f *testing.F) {
	f.Add([]byte("1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <41> <0041> endbfchar"), []byte("A"))
	f.Add([]byte("/Identity-H usecmap 2 beginbfrange <0000> <00ff> <D83DDE00> <0100> <0101> [<0031> /two] endbfrange"), []byte{0, 1, 2})
	f.Add([]byte("1 begincidrange <8140> <817e> 633 endcidrange /WMode 1 def"), []byte{0x81, 0x40})
	f.Fuzz(func(t *testing.T, src, text []byte) {
		m := parseCMap(src, identityCMap)
		if n := m.entries(); n > 2*maxCMapEntries {
			t.Errorf("%d entries", n)
		}
		for len(text) > 0 {
			n := m.size(text)
			if n < 1 || n > len(text) {
				t.Fatalf("a code of %d bytes out of %d", n, len(text))
			}
			m.cid(code(text[:n]))
			text = text[n:]
		}
	})
}
