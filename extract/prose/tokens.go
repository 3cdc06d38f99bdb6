package prose

import (
	"cmp"
	"slices"
	"strings"

	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

// token is one typed piece of a sentence. The kinds are single letters so
// that a sentence becomes a string that rules match:
//
//	L label   l words of a label that go on beyond it   T period
//	M money   P percent   Q percentage points   C plain number   X times   N nil
//	c comma, colon, dash   ; semicolon   ( ) parentheses   x any other word
//
// and those of data/cues.txt.
type token struct {
	kind       byte
	start, end int // in the sentence's text
	number     quantity.Number
	twins      []quantity.Number // the same figure in other currencies, in parentheses
	gain       bool              // said to be a gain, whatever the subject is
	period     fiscal.Mention
	label      vocabulary.Found
}

// room is what tokens are made in, from one sentence to the next, and the amounts
// of the sentence that are no well-formed numbers.
type room struct {
	pieces, tokens []token
	malformed      []quantity.Number
}

// tokenize types the pieces of a sentence. They stand in the room given, until
// the next call.
func tokenize(text string, v *vocabulary.Vocabulary, dollars bool, in *room) []token {
	pieces := figures(text, dollars, in)
	in.pieces = pieces
	if !strings.ContainsAny(kinds(pieces), "MPQCX") && !strings.Contains(text, "nil") && !strings.Contains(text, "零") {
		return nil // nothing to read: most sentences of a release
	}
	for _, f := range labels(text, pieces, v) {
		kind := byte('L')
		if !f.Whole {
			kind = 'l'
		}
		pieces = append(pieces, token{kind: kind, start: f.Span.Start, end: f.Span.End, label: f})
	}
	in.pieces = pieces
	slices.SortStableFunc(pieces, func(a, b token) int { return cmp.Or(a.start-b.start, b.end-a.end) })
	in.tokens = fill(text, apart(pieces), in.tokens[:0])
	return negated(wholes(colons(asides(text, parentheses(text, in.tokens)))))
}

// labels finds the labels of a sentence. A period in Chinese ends a word: what
// follows it is searched as if a comma stood there, unless the label holds the
// period (本期利潤).
func labels(text string, pieces []token, v *vocabulary.Vocabulary) []vocabulary.Found {
	var masked []byte
	var periods []token
	for i := range pieces {
		if p := &pieces[i]; p.kind == 'T' && text[p.end-1] >= 0x80 {
			if masked == nil {
				masked = []byte(text)
			}
			periods = append(periods, *p)
			for i := p.start; i < p.end; i++ {
				masked[i] = ','
			}
		}
	}
	if len(periods) == 0 {
		return v.Find(text)
	}
	out := v.Find(string(masked))
	for _, f := range v.Find(text) {
		for len(periods) > 0 && periods[0].end <= f.Span.Start {
			periods = periods[1:]
		}
		if len(periods) > 0 && f.Span.Start <= periods[0].start && periods[0].end < f.Span.End {
			out = append(out, f)
		}
	}
	return out
}

// wholes takes a label between a border and a verb for a whole one, though the
// vocabulary does not know the verb.
func wholes(in []token) []token {
	for i := range in {
		if in[i].kind == 'l' && (i == 0 || strings.IndexByte("cAT;", in[i-1].kind) >= 0) &&
			i+1 < len(in) && (strings.IndexByte("UDIYWHFKSV", in[i+1].kind) >= 0 || in[i+1].kind == 'M' && in[i+1].number.Qualifier != "") {
			in[i].kind = 'L'
		}
	}
	return in
}

// colons takes a colon between a name and a figure for the verb: "Revenue:
// RMB5.0 million".
func colons(in []token) []token {
	for i := range in {
		if in[i].kind != ':' {
			continue
		}
		in[i].kind = 'c'
		if i > 0 && i+1 < len(in) && strings.IndexByte("LlxT", in[i-1].kind) >= 0 && strings.IndexByte("MPCXN", in[i+1].kind) >= 0 {
			in[i].kind = 'I'
		}
	}
	return in
}

// negated turns the figures behind the noun of a loss: "an outflow of RMB310
// million". Behind a verb or a comparison the noun of a gain says that the
// figure is none of a loss: "compared with a profit of RMB63 million".
func negated(in []token) []token {
	out := in[:0]
	for i := range in {
		if in[i].kind == 'q' {
			if i > 0 && i+1 < len(in) && in[i+1].kind == 'M' && strings.IndexByte("IKFA", in[i-1].kind) >= 0 {
				in[i+1].gain = true
				continue
			}
			in[i].kind = 'x'
		}
		if in[i].kind == 'n' {
			if i+1 < len(in) && in[i+1].kind == 'M' {
				in[i+1].negate()
				continue
			}
			in[i].kind = 'x'
		}
		out = keep(out, in, i)
	}
	return out
}

// negate makes a plain figure, and its twin, negative.
func (t *token) negate() {
	if t.number.Value.Sign() > 0 {
		t.number.Value = t.number.Value.Neg()
	}
	for i := range t.twins {
		if n := &t.twins[i]; n.Value.Sign() > 0 {
			n.Value = n.Value.Neg()
		}
	}
}

// counted are the things that a plain number counts; they say nothing more.
var counted = map[string]bool{"units": true, "vehicles": true, "people": true, "customers": true, "users": true, "stores": true, "employees": true,
	"辆": true, "輛": true, "人": true, "家": true, "名": true, "户": true, "戶": true, "个": true, "個": true, "台": true, "座": true}

// lengths are periods that are named by their length alone: they are the
// document's own, where that is as long.
var lengths = map[string]fiscal.Mention{
	"for the quarter": {Months: 3}, "in the quarter": {Months: 3}, "during the quarter": {Months: 3},
	"for the year": {Months: 12}, "during the year": {Months: 12}, "in the year": {Months: 12},
	"for the period": {Relation: fiscal.Current}, "during the period": {Relation: fiscal.Current},
}

// lengthAt is the period that words begin with.
func lengthAt(words []word) (fiscal.Mention, bool) {
	if len(words) < 3 || words[1].text != "the" {
		return fiscal.Mention{}, false
	}
	m, ok := lengths[words[0].text+" the "+words[2].text]
	return m, ok
}

// figures are the numbers and periods of a text. A number within a period is part
// of it, unless it has a unit.
func figures(text string, dollars bool, in *room) []token {
	out := in.pieces[:0]
	in.malformed = in.malformed[:0]
	numbers := quantity.Scan(text)
	if len(numbers) == 0 && !strings.Contains(text, "nil") && !strings.Contains(text, "零") {
		return out
	}
	mentions := fiscal.Scan(text)
	for _, n := range numbers {
		kind := kindOf(n, dollars)
		inside := -1
		for i, m := range mentions {
			if n.Start < m.End && m.Start < n.End {
				inside = i
			}
		}
		if inside >= 0 && (kind == 'C' || kind == 'x') {
			continue
		}
		if inside >= 0 {
			mentions = append(mentions[:inside:inside], mentions[inside+1:]...)
		}
		if n.Malformed && (n.Unit != "" || n.Scaled || dollars) {
			in.malformed = append(in.malformed, n)
		}
		out = append(out, token{kind: kind, start: n.Start, end: n.End, number: n})
	}
	for _, m := range mentions {
		out = append(out, token{kind: 'T', start: m.Start, end: m.End, period: m})
	}
	return out
}

func kindOf(n quantity.Number, dollars bool) byte {
	switch {
	case n.Malformed:
		return 'x'
	case n.Unit == quantity.Percent:
		return 'P'
	case n.Unit == quantity.Points:
		return 'Q'
	case n.Unit == quantity.Ratio:
		return 'X'
	case n.Unit != "" || n.Dollar && dollars:
		return 'M'
	case n.Dollar:
		return 'x'
	}
	return 'C'
}

// apart drops pieces that overlap an earlier one.
func apart(pieces []token) []token {
	out, end := pieces[:0], 0
	for i := range pieces {
		if pieces[i].start >= end {
			out = keep(out, pieces, i)
			end = pieces[i].end
		}
	}
	return out
}

// keep adds token i of in to out, which is the head of in, written over. A token
// that need not move is not copied: it is large.
func keep(out, in []token, i int) []token {
	if len(out) == i {
		return in[:i+1]
	}
	return append(out, in[i])
}

// fill puts the words between the pieces, as the kinds of the lexicon, behind
// those of out.
func fill(text string, pieces, out []token) []token {
	at := 0
	for i := range pieces {
		out = between(out, text, at, pieces[i].start)
		if pieces[i].kind == 'T' {
			out = unled(out)
		}
		out = append(out, pieces[i])
		at = pieces[i].end
	}
	return between(out, text, at, len(text))
}

// unled drops the preposition that leads to a period: "in", "for", "at the
// end of", "of".
func unled(out []token) []token {
	for len(out) > 0 {
		if last := out[len(out)-1].kind; last != 'O' && last != 'o' && last != '@' {
			break
		}
		out = out[:len(out)-1]
	}
	return out
}

// prepositions lead to a period, and elsewhere break what the grammar knows.
var prepositions = map[string]bool{"in": true, "for": true, "during": true, "within": true, "on": true, "as": true, "于": true, "於": true, "在": true}

// between adds the tokens of what stands between two pieces.
func between(out []token, text string, start, end int) []token {
	words := split(text[start:end])
	lex := cues()
	for i := 0; i < len(words); {
		w := words[i]
		if i == 0 && counted[w.text] && len(out) > 0 && out[len(out)-1].kind == 'C' {
			i++
			continue
		}
		if m, ok := lengthAt(words[i:]); ok {
			out = append(out, token{kind: 'T', start: start + w.start, end: start + words[i+2].end, period: m})
			i += 3
			continue
		}
		kind, n := lex.match(words[i:])
		switch {
		case n > 0:
		case prepositions[w.text]:
			kind, n = 'o', 1
		default:
			kind, n = sign(w.text), 1
		}
		if kind == 'I' && n == 1 && w.text == "at" {
			kind = '@'
		}
		if kind != '-' && kind != 0 {
			out = append(out, token{kind: kind, start: start + w.start, end: start + words[i+n-1].end})
		}
		i += n
	}
	return out
}

// sign is the kind of a word that the lexicon does not hold.
func sign(s string) byte {
	switch s {
	case ":", "：":
		return ':'
	case ",", "，", "、", "—", "–", "-", "－":
		return 'c'
	case ";", "；":
		return ';'
	case "(", "（":
		return '('
	case ")", "）":
		return ')'
	case "“", "”", "\"", "'", "’", "‘", "「", "」", "*", "•", "●", "·", "", "。", ".", "|":
		return 0
	}
	return 'x'
}

func kinds(tokens []token) string {
	b := make([]byte, len(tokens))
	for i := range tokens {
		b[i] = tokens[i].kind
	}
	return string(b)
}
