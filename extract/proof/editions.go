package proof

import (
	"strings"
	"unicode"

	"tickmark/extract"
)

// Editions compares the joined facts of one results event that appear in both its
// English and its Chinese edition, with one value to within the coarser
// rounding. The two are printed for different readers, by different scales and
// words, and are read by different rules: a figure that was misread in one seldom
// says the same thing of the same metric and period in the other. A fact that
// something contradicts stays so; one without a metric is known by its words,
// which are of one language.
//
// The facts are changed in place. What chinese says of a document is whether it
// is in Chinese; the quotation of a cell does not tell.
func Editions(facts []extract.Fact, chinese func(document string) bool) {
	for i := range facts {
		f := &facts[i]
		if f.Metric == "" || f.Grade == extract.Contradicted {
			continue
		}
		en, zh, ok := editions(f.Witnesses, chinese)
		if !ok {
			continue
		}
		tell(f, extract.Check{Kind: extract.Editions, Closed: true, Fixes: fixes[extract.Editions], Operands: []extract.Operand{
			{Value: en.Value, Label: "English"}, {Op: extract.OpEquals, Value: zh.Value, Label: "Chinese"},
		}})
	}
}

// editions finds a witness in each language, in different documents, of at
// least four digits: a 5 % in both says little.
func editions(all []extract.Witness, chinese func(string) bool) (en, zh extract.Witness, ok bool) {
	for _, e := range all {
		if e.Document == "" || chinese(e.Document) || small(e.Value) {
			continue
		}
		for _, z := range all {
			if z.Document != "" && z.Document != e.Document && chinese(z.Document) && !small(z.Value) && e.Value.Consistent(z.Value) {
				return e, z, true
			}
		}
	}
	return en, zh, false
}

// InChinese says that most labels of what was read from a document are in
// Chinese.
func InChinese(facts []extract.Fact) bool {
	n := 0
	for _, f := range facts {
		if strings.ContainsFunc(f.Label, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			n++
		}
	}
	return 2*n > len(facts)
}
