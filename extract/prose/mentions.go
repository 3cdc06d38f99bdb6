package prose

import (
	"sort"

	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

// Mention is one typed piece of a text that is no release: a label, a period,
// a figure, or a word of reporting. Pieces do not overlap.
type Mention struct {
	Kind       Kind
	Start, End int // in the text
	Number     quantity.Number
	Period     fiscal.Mention
	Label      vocabulary.Found
}

// Kind is the kind of a piece.
type Kind byte

// The kinds of pieces that Mentions gives.
const (
	Figure  Kind = 'M' // a number with a unit, or a plain one
	Label   Kind = 'L'
	Period  Kind = 'T'
	Up      Kind = 'U' // rose
	Down    Kind = 'D' // fell
	From    Kind = 'F'
	Against Kind = 'K' // compared with
	Share   Kind = 'S' // accounted for, as a percentage of
	Yearly  Kind = 'Y' // year-over-year
	Step    Kind = 'W' // quarter-over-quarter
	Of      Kind = 'O'
	By      Kind = 'B'
	And     Kind = 'A'
	Future  Kind = 'G' // a forecast, a wish, a condition
)

// Mentions types the pieces of any text by the words that sentences are read
// by, and binds nothing: what belongs to what is for the caller to weigh.
func Mentions(text string, v *vocabulary.Vocabulary) []Mention {
	var out []Mention
	periods := fiscal.Scan(text)
	for _, n := range quantity.Scan(text) {
		if n.Malformed || n.Unit == "" && !n.Dollar && within(periods, n) {
			continue
		}
		out = append(out, Mention{Kind: Figure, Start: n.Start, End: n.End, Number: n})
	}
	for _, p := range periods {
		out = append(out, Mention{Kind: Period, Start: p.Start, End: p.End, Period: p})
	}
	for _, f := range v.Find(text) {
		out = append(out, Mention{Kind: Label, Start: f.Span.Start, End: f.Span.End, Label: f})
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Start < out[j].Start })
	return withCues(text, out)
}

func within(periods []fiscal.Mention, n quantity.Number) bool {
	for _, p := range periods {
		if n.From < p.End && p.Start < n.To {
			return true
		}
	}
	return false
}

// reported are the kinds of words that Mentions keeps.
var reported = map[byte]Kind{'U': Up, 'D': Down, 'F': From, 'K': Against, 'S': Share, 'V': Share, 'Y': Yearly, 'W': Step, 'O': Of, 'B': By, 'A': And, 'G': Future, 'g': Future}

func withCues(text string, pieces []Mention) []Mention {
	var out []Mention
	at := 0
	between := func(end int) {
		if at < end {
			out = append(out, cuesIn(text, at, end)...)
		}
	}
	for _, p := range pieces {
		if p.Start < at {
			continue
		}
		between(p.Start)
		out = append(out, p)
		at = p.End
	}
	between(len(text))
	return out
}

func cuesIn(text string, start, end int) (out []Mention) {
	words := split(text[start:end])
	for i := 0; i < len(words); {
		kind, n := cues().match(words[i:])
		if n == 0 {
			kind, n = 0, 1
		}
		if k, ok := reported[kind]; ok {
			out = append(out, Mention{Kind: k, Start: start + words[i].start, End: start + words[i+n-1].end})
		}
		i += n
	}
	return out
}

// Sentences cuts a paragraph into sentences, as byte ranges.
func Sentences(text string) [][2]int { return sentences(text) }
