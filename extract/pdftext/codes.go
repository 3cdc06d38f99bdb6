package pdftext

import (
	"strings"
	"sync"
	"unicode/utf16"
	"unicode/utf8"

	xenc "golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// codes is how the strings of a Type0 font are cut into codes, and what a code
// is: a CID, a character, or both.
type codes struct {
	size     func(s []byte) int            // bytes of the first code of s, at least 1
	cid      func(c uint32) int            // -1 where unknown; nil where the code gives none
	rune     func(c uint32, size int) rune // 0 where unknown; nil where the code gives none
	vertical bool
}

func two(s []byte) int            { return min(2, len(s)) }
func direct(c uint32, _ int) rune { return rune(c) }
func same(c uint32) int           { return int(c) }
func identity(vertical bool) *codes {
	return &codes{size: two, cid: same, vertical: vertical}
}

// embedded is the codes of a CMap that the file carries.
func embedded(m *cmap) *codes {
	return &codes{size: m.size, cid: m.cid, vertical: m.vertical}
}

// predefined gives the codes of a CMap that viewers know by name, nil for one
// that is not known.
func predefined(name string) *codes {
	base, vertical := strings.CutSuffix(name, "-V")
	base = strings.TrimSuffix(base, "-H")
	if name == "V" {
		base = "H"
	}
	switch {
	case base == "Identity":
		return identity(vertical)
	case strings.HasSuffix(base, "-UCS2"), strings.HasSuffix(base, "-UTF16"), strings.HasSuffix(base, "-UCS2-HW"):
		return &codes{size: utf16Size, rune: utf16Rune, vertical: vertical}
	case strings.HasSuffix(base, "-UTF8"):
		return &codes{size: utf8Size, rune: utf8Rune, vertical: vertical}
	case strings.HasSuffix(base, "-UTF32"):
		return &codes{size: func(s []byte) int { return min(4, len(s)) }, rune: direct, vertical: vertical}
	}
	if t, ok := legacy[legacyOf(base)]; ok {
		t := t()
		return &codes{size: t.size, rune: t.rune, vertical: vertical}
	}
	return nil
}

// legacyOf names the character set of a legacy CMap: ISO 32000-1 table 118.
func legacyOf(base string) string {
	switch {
	case strings.HasPrefix(base, "GB"): // GB-EUC, GBpc-EUC, GBK-EUC, GBKp-EUC, GBK2K
		return "gb"
	case strings.Contains(base, "B5"): // B5pc, ETen-B5, ETenms-B5, HKscs-B5
		return "big5"
	case strings.HasSuffix(base, "RKSJ"): // 83pv, 90ms, 90msp, 90pv, Add, Ext
		return "sjis"
	case base == "EUC":
		return "eucjp"
	case strings.HasPrefix(base, "KSC"): // KSC-EUC, KSCms-UHC, KSCpc-EUC
		return "euckr"
	}
	return ""
}

// table is a character set of one and two bytes, decoded once.
type table struct {
	lead [256]bool // first bytes of a code of two
	runs []rune    // by code
}

var legacy = map[string]func() *table{
	"gb":    sync.OnceValue(func() *table { return makeTable(simplifiedchinese.GBK, 0x81, 0xfe) }),
	"big5":  sync.OnceValue(func() *table { return makeTable(traditionalchinese.Big5, 0x81, 0xfe) }),
	"sjis":  sync.OnceValue(func() *table { return makeTable(japanese.ShiftJIS, 0x81, 0x9f, 0xe0, 0xfc) }),
	"eucjp": sync.OnceValue(func() *table { return makeTable(japanese.EUCJP, 0x8e, 0x8e, 0xa1, 0xfe) }),
	"euckr": sync.OnceValue(func() *table { return makeTable(korean.EUCKR, 0x81, 0xfe) }),
}

// makeTable decodes every code of enc; leads are pairs of first and last lead byte.
func makeTable(enc xenc.Encoding, leads ...int) *table {
	t := &table{runs: make([]rune, 1<<16)}
	dec := enc.NewDecoder()
	for c := range 256 {
		t.runs[c] = decodeOne(dec, []byte{byte(c)})
	}
	for i := 0; i+1 < len(leads); i += 2 {
		for hi := leads[i]; hi <= leads[i+1]; hi++ {
			t.lead[hi] = true
			for lo := 0x30; lo < 256; lo++ {
				t.runs[hi<<8|lo] = decodeOne(dec, []byte{byte(hi), byte(lo)})
			}
		}
	}
	return t
}

// decodeOne decodes one code, 0 where it is none.
func decodeOne(dec *xenc.Decoder, code []byte) rune {
	out, err := dec.Bytes(code)
	if err != nil {
		return 0
	}
	r, n := utf8.DecodeRune(out)
	if r == utf8.RuneError || n != len(out) {
		return 0
	}
	return r
}

func (t *table) size(s []byte) int {
	if t.lead[s[0]] {
		return min(2, len(s))
	}
	return 1
}

func (t *table) rune(c uint32, _ int) rune {
	if int(c) < len(t.runs) {
		return t.runs[c]
	}
	return 0
}

func utf16Size(s []byte) int {
	if len(s) >= 4 && s[0]&0xfc == 0xd8 {
		return 4
	}
	return min(2, len(s))
}

func utf16Rune(c uint32, size int) rune {
	if size == 4 {
		return utf16.DecodeRune(rune(c>>16), rune(c&0xffff))
	}
	return rune(c)
}

func utf8Size(s []byte) int {
	_, n := utf8.DecodeRune(s)
	return n
}

func utf8Rune(c uint32, size int) rune {
	b := []byte{byte(c >> 24), byte(c >> 16), byte(c >> 8), byte(c)}
	r, _ := utf8.DecodeRune(b[4-size:])
	return r
}
