package pattern

import (
	"regexp/syntax"
	"strings"
)

// gate turns away texts that cannot match: they begin with a byte that no match
// begins with, or hold none of the words of which a match holds one. It may let
// others pass.
type gate struct {
	first *bytes     // of the text, where the expression is anchored and never empty
	words []word     // nil: nothing is known
	pairs [32]uint32 // by the low bits of a byte, the low bits of those that may follow
	tails [32][]int  // by the low bits of a byte, the words that it leads to
	other *gate      // admits what this one need not, where the expression is an alternation
}

// word is text in lower case that a match holds. It is looked for by the two
// bytes at its lead: those behind the first byte of a Chinese character, which
// thousands share.
type word struct {
	text string
	lead int
}

// low bits of letters are the same in both cases.
const low = 31

func gateOf(expr string) *gate {
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		panic("pattern: " + err.Error())
	}
	if re.Op != syntax.OpAlternate {
		return newGate(re)
	}
	var heads, others []*syntax.Regexp
	for _, sub := range re.Sub {
		if anchored(sub) {
			heads = append(heads, sub)
		} else {
			others = append(others, sub)
		}
	}
	if len(heads) == 0 || len(others) == 0 {
		return newGate(re)
	}
	g := newGate(&syntax.Regexp{Op: syntax.OpAlternate, Sub: heads})
	g.other = newGate(&syntax.Regexp{Op: syntax.OpAlternate, Sub: others})
	return g
}

func newGate(re *syntax.Regexp) *gate {
	g := &gate{}
	if anchored(re) {
		if set, empty := beginning(re); !empty {
			g.first = &set
		}
	}
	for i, text := range needs(re) {
		g.add(i, text)
	}
	return g
}

func (g *gate) add(i int, text string) {
	w := word{text: text}
	if text[0] >= 0x80 {
		w.lead = 1
	}
	g.words = append(g.words, w)
	at := text[w.lead] & low
	g.tails[at] = append(g.tails[at], i)
	if len(text) == w.lead+1 {
		g.pairs[at] = 1<<32 - 1
	} else {
		g.pairs[at] |= 1 << (text[w.lead+1] & low)
	}
}

func (g *gate) admits(s string) bool {
	return g.may(s) || g.other != nil && g.other.may(s)
}

// may says the same of this half of an alternation.
func (g *gate) may(s string) bool {
	if g.first != nil && (s == "" || !g.first[s[0]]) {
		return false
	}
	return g.words == nil || g.holds(s) || oddCase(s)
}

// holds says that s holds one of the words, in any case.
func (g *gate) holds(s string) bool {
	if s == "" {
		return false
	}
	last := len(s) - 1
	for i := range last {
		if at := s[i] & low; g.pairs[at]>>(s[i+1]&low)&1 != 0 && g.found(s, i) {
			return true
		}
	}
	return g.found(s, last)
}

// found says that the lead of a word stands at i.
func (g *gate) found(s string, i int) bool {
	for _, n := range g.tails[s[i]&low] {
		w := g.words[n]
		if from := i - w.lead; from >= 0 && len(s)-from >= len(w.text) && lowered(s[from:from+len(w.text)], w.text) {
			return true
		}
	}
	return false
}

// lowered says that s is text but for the case of ASCII letters.
func lowered(s, text string) bool {
	for i := range len(text) {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != text[i] {
			return false
		}
	}
	return true
}

// oddCase says that s holds one of the two characters outside ASCII that a
// regular expression takes for an ASCII letter where case does not count.
func oddCase(s string) bool {
	return strings.Contains(s, "\u212a") || strings.Contains(s, "ſ")
}
