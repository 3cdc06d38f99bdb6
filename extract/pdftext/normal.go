package pdftext

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tickmark/extract/quantity"
)

// chars is what one code of a font stands for, normalised: nearly always one
// character, rarely more (a ligature).
type chars struct {
	r     rune   // the first character, 0 where unknown
	rest  string // the others
	super bool   // it was a superscript character
}

// known says that the code's characters are known.
func (c chars) known() bool { return c.r != 0 && c.r != utf8.RuneError }

// normal normalises the characters of a code: compatibility forms to plain ones
// (full width, ligatures, Kangxi radicals), but nothing that would change what
// a reader sees: a circled 1 is no 1, and ½ is not 1/2.
func normal(s string) chars {
	var c chars
	var buf []byte
	for _, r := range s {
		if superscript(r) {
			c.super = true
		}
		buf = appendNormal(buf, r)
	}
	if len(buf) == 0 {
		return chars{}
	}
	r, n := utf8.DecodeRune(buf)
	c.r, c.rest = r, string(buf[n:])
	return c
}

// normalRune is normal for one character, quick for the usual ones.
func normalRune(r rune) chars {
	if r >= ' ' && r < 0x7f || r >= 0x3400 && r <= 0x9fff {
		return chars{r: r}
	}
	return normal(string(r))
}

// followed is c with the characters of d behind it.
func (c chars) followed(d chars) chars {
	if c.r == 0 {
		return d
	}
	if d.r != 0 {
		c.rest += string(d.r) + d.rest
	}
	c.super = c.super || d.super
	return c
}

func appendNormal(buf []byte, r rune) []byte {
	switch {
	case r == 0 || quantity.Invisible(r):
		return buf
	case r < ' ' || r >= 0x7f && r < 0xa0:
		return append(buf, ' ')
	case kept(r):
		return utf8.AppendRune(buf, r)
	case radicals[r] != 0:
		return utf8.AppendRune(buf, radicals[r])
	}
	return norm.NFKC.AppendString(buf, string(r))
}

// kept are characters whose compatibility form says something else, or is a
// mere change of style: fractions, circled and bracketed numbers, … and ™, and
// the full-width punctuation of Chinese sentences, which is no separator of digits.
func kept(r rune) bool {
	switch {
	case r >= 0xbc && r <= 0xbe, r >= 0x2150 && r <= 0x218f, r >= 0x2460 && r <= 0x24ff,
		r >= 0x3200 && r <= 0x33ff, r >= 0x1f100 && r <= 0x1f2ff:
		return true
	}
	switch r {
	case '…', '™', '℠', '℃', '№', '，', '、', '。', '；', '：', '？', '！', '¨', '¯', '´', '¸':
		return true
	}
	return false
}

// superscript says that r is a raised digit or sign by itself.
func superscript(r rune) bool {
	return r == '¹' || r == '²' || r == '³' || r >= 0x2070 && r <= 0x207f
}

// radicals are those of the block CJK Radicals Supplement that fonts use in the
// place of a character; NFKC leaves all but two of the block alone. The pairs
// are those of Unicode's EquivalentUnifiedIdeograph.txt.
var radicals = func() map[rune]rune {
	const pairs = "⺁厂⺂乛⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎尢⺏尣⺐尢⺑尣⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺠民⺡氵⺢水⺣灬⺤爪⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳网⺴网⺵网⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞飠⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
	m := map[rune]rune{}
	all := []rune(pairs)
	for i := 0; i+1 < len(all); i += 2 {
		m[all[i]] = all[i+1]
	}
	return m
}()
