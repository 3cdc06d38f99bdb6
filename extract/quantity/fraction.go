package quantity

import "unicode/utf8"

// fraction is the part of a mixed number, in decimals; places is 0 where it has
// no end.
type fraction struct {
	value  int64
	places int
	end    int
}

// vulgar are the fractions that are one character.
var vulgar = map[rune][2]int64{
	'½': {1, 2}, '¼': {1, 4}, '¾': {3, 4}, '⅓': {1, 3}, '⅔': {2, 3}, '⅕': {1, 5}, '⅖': {2, 5}, '⅗': {3, 5}, '⅘': {4, 5},
	'⅙': {1, 6}, '⅚': {5, 6}, '⅛': {1, 8}, '⅜': {3, 8}, '⅝': {5, 8}, '⅞': {7, 8}, '⅐': {1, 7}, '⅑': {1, 9}, '⅒': {1, 10},
}

// readFraction reads "2½" and, where it is an amount, "2 1/2".
func (d *scanned) readFraction(n *Number) bool {
	if d.decimals {
		return false
	}
	at := blankEnd(d.text, d.to)
	r, size := utf8.DecodeRuneInString(d.text[at:])
	if v, ok := vulgar[r]; ok {
		d.fraction = fractionOf(v[0], v[1], at+size)
		return true
	}
	end := run(d.text, at)
	if at == d.to || end == at || end-at > 2 || end == len(d.text) {
		return false
	}
	slash, size := utf8.DecodeRuneInString(d.text[end:])
	below := run(d.text, end+size)
	if slash != '/' && slash != '⁄' || below == end+size || below-end-size > 2 {
		return false
	}
	above, err1 := Parse(d.text[at:end])
	under, err2 := Parse(d.text[end+size : below])
	if err1 != nil || err2 != nil || above.Coef == 0 || above.Coef >= under.Coef {
		return false
	}
	if _, _, scaled := scaleAt(d.text, below); !scaled && !n.money(d.text) {
		return false
	}
	d.fraction = fractionOf(above.Coef, under.Coef, below)
	return true
}

// fractionOf is a over b in decimals, where they end within three places.
func fractionOf(a, b int64, end int) *fraction {
	for places := 1; places <= 3; places++ {
		if p := a * power10(places); p%b == 0 {
			return &fraction{p / b, places, end}
		}
	}
	return &fraction{end: end}
}

func power10(n int) int64 { return powers[n] }
