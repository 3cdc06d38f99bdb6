package quantity

import "strings"

// likeScales are words of scales that are not read, or only behind a currency.
var likeScales = map[string]bool{"hundreds": true, "dozen": true, "dozens": true, "lakh": true, "lakhs": true, "lac": true, "crore": true,
	"crores": true, "myriad": true, "myriads": true, "mill": true, "mills": true, "mil": true, "mils": true, "mio": true, "mm": true, "mn": true,
	"mns": true, "mln": true, "mlns": true, "bil": true, "bils": true, "bln": true, "blns": true, "bn": true, "bns": true, "mrd": true, "mlrd": true, "trn": true, "trln": true,
	"thou": true, "thsd": true, "ths": true, "tsd": true, "grand": true, "ten": true, "tens": true, "wan": true, "yi": true,
	"mi": true, "milli": true, "millio": true, "bi": true, "billi": true, "billio": true, "trilli": true, "trillio": true, "thous": true, "thousan": true}

// LikeScale says that a word is one of a scale, or so near to one that it may be
// meant: "zillion", "crore", "milion". Words that Scan reads are among them.
func LikeScale(word string) bool {
	if len(word) < 2 || len(word) > 12 {
		return false
	}
	word = strings.ToLower(word)
	if likeScales[word] || illion(word) {
		return true
	}
	for _, s := range []string{"million", "billion", "trillion", "thousand", "hundred"} {
		if word[0] == s[0] && len(word) > len(s)-2 && len(word) < len(s)+3 && typo(strings.TrimSuffix(word, "s"), s) {
			return true
		}
	}
	return false
}

func illion(word string) bool {
	word = strings.TrimSuffix(strings.ToLower(word), "s")
	return strings.HasSuffix(word, "illion") || strings.HasSuffix(word, "illiard")
}

// typo says that one letter, or two neighbours that changed places, make a of b.
func typo(a, b string) bool {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	a, b = a[i:], b[i:]
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return len(a) <= 1 && len(b) <= 1 || len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
}
