package pdftext

import (
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// encoding is the character of each code of a simple font, 0 where none.
type encoding [256]rune

// baseEncoding gives the encodings that a font may name. Any other name, and
// none, give the standard encoding of Latin fonts.
func baseEncoding(name string) *encoding {
	switch name {
	case "WinAnsiEncoding":
		return winAnsi
	case "MacRomanEncoding":
		return macRoman
	}
	return standard
}

var (
	winAnsi  = fromCharmap(charmap.Windows1252)
	macRoman = fromCharmap(charmap.Macintosh)
	standard = makeStandard()
	symbol   = makeSymbol()
	dingbats = makeDingbats()
)

func fromCharmap(m *charmap.Charmap) *encoding {
	e := &encoding{}
	for i := 0x20; i < 256; i++ {
		if r := m.DecodeByte(byte(i)); r != utf8.RuneError {
			e[i] = r
		}
	}
	return e
}

// makeStandard is StandardEncoding of ISO 32000-1 annex D.2.
func makeStandard() *encoding {
	e := &encoding{}
	for i := 0x20; i < 0x7f; i++ {
		e[i] = rune(i)
	}
	e['\''], e['`'] = '’', '‘'
	e.put(0xa1, "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ")
	e.put(0xb1, "–†‡·")
	e.put(0xb6, "¶•‚„”»…‰")
	e.put(0xbf, "¿")
	e.put(0xc1, "`´ˆ˜¯˘˙¨")
	e.put(0xca, "˚¸")
	e.put(0xcd, "˝˛ˇ—")
	e[0xe1], e[0xe3], e[0xf1], e[0xf5] = 'Æ', 'ª', 'æ', 'ı'
	e.put(0xe8, "ŁØŒº")
	e.put(0xf8, "łøœß")
	return e
}

// makeSymbol is the encoding of the Symbol font, annex D.5.
func makeSymbol() *encoding {
	e := &encoding{}
	e.put(0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼")
	e.put(0xa0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑")
	return e
}

// makeDingbats takes every dingbat for a bullet: which one it is says nothing
// about figures, and none is a letter or digit, whatever its code.
func makeDingbats() *encoding {
	e := &encoding{}
	for i := 0x21; i < 256; i++ {
		e[i] = '•'
	}
	e[' '] = ' '
	return e
}

func (e *encoding) put(at int, s string) {
	for _, r := range s {
		e[at] = r
		at++
	}
}

// glyphName gives the characters that a glyph's name stands for by the rules of
// Adobe's glyph list, "" where the name says nothing.
func glyphName(name string) string {
	name, _, _ = strings.Cut(name, ".")
	if s := oneName(name); s != "" || !strings.Contains(name, "_") {
		return s
	}
	var b strings.Builder
	for _, part := range strings.Split(name, "_") {
		b.WriteString(oneName(part))
	}
	return b.String()
}

func oneName(name string) string {
	name = strings.TrimSuffix(name, "oldstyle") // the list gives these a private character
	if s, ok := glyphList()[name]; ok {
		return s
	}
	if hex, ok := strings.CutPrefix(name, "uni"); ok && len(hex) >= 4 && len(hex)%4 == 0 {
		return uniName(hex)
	}
	if hex, ok := strings.CutPrefix(name, "u"); ok && len(hex) >= 4 && len(hex) <= 6 {
		if n, err := strconv.ParseUint(hex, 16, 32); err == nil && utf8.ValidRune(rune(n)) {
			return string(rune(n))
		}
	}
	return ""
}

// uniName reads the digits after "uni", four for a character.
func uniName(hex string) string {
	var out []rune
	for ; len(hex) >= 4; hex = hex[4:] {
		n, err := strconv.ParseUint(hex[:4], 16, 32)
		if err != nil || !utf8.ValidRune(rune(n)) {
			return ""
		}
		out = append(out, rune(n))
	}
	return string(out)
}

// glyphList is Adobe's list of glyph names.
var glyphList = sync.OnceValue(func() map[string]string {
	m := make(map[string]string, 4400)
	for line := range strings.Lines(string(unpack("glyphs"))) {
		name, codes, _ := strings.Cut(strings.TrimSpace(line), ";")
		m[name] = uniName(strings.ReplaceAll(codes, " ", ""))
	}
	return m
})
