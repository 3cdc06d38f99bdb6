package canvas

import (
	"fmt"
	"slices"

	"tickmark/extract"
)

// Template says which figures belong in which block, and what the lines call
// them. It is data: profiles hold one, and a generic one serves any issuer.
type Template struct {
	Name   string `yaml:"name"`
	Blocks []Plan `yaml:"blocks"`
}

// Plan is the lines of one block, in order.
type Plan struct {
	Block  string  `yaml:"block"`
	Lines  []Line  `yaml:"lines"`
	Quotes []Theme `yaml:"quotes"` // what the issuer's own sentences say
}

// Theme asks for sentences of the issuer by their words.
type Theme struct {
	Theme string   `yaml:"theme"` // what they are about: partners
	Any   []string `yaml:"any"`   // words in any language, of which a sentence holds one at least; one with more is better
	Most  int      `yaml:"most"`  // at most so many sentences; 0 is one
}

// Line asks for one figure (Figure), for a ratio of two (Of, To), or for
// every figure of a kind (Each). Exactly one of the three is set.
type Line struct {
	Figure     extract.Metric     `yaml:"figure"`
	Or         []extract.Metric   `yaml:"or"`         // asked in order where Figure has no value
	Labels     []string           `yaml:"labels"`     // as-reported labels, asked where no metric has a value
	Of         extract.Metric     `yaml:"of"`         // numerator of a ratio in percent
	To         extract.Metric     `yaml:"to"`         // its denominator
	Each       *Each              `yaml:"each"`       // every figure of a kind
	Name       string             `yaml:"name"`       // how the sentence begins; the printed label where empty
	Loss       string             `yaml:"loss"`       // the name of a negative value: net loss
	Basis      extract.Basis      `yaml:"basis"`      // non-gaap or operating; GAAP, operating or unknown where empty
	Unit       string             `yaml:"unit"`       // money (default), percent, count, per-share
	Dimensions extract.Dimensions `yaml:"dimensions"` // beside those that tell nothing apart
	ShareOf    extract.Metric     `yaml:"share_of"`   // also say what part of this the figure is
	ShareName  string             `yaml:"share_name"` // what the sentence calls that: total revenues
	Optional   bool               `yaml:"optional"`   // not listed as missing
}

// Each selects figures of the newest period by what they are.
type Each struct {
	Sections []string         `yaml:"sections"` // of a statement, as printed, in any language
	Segment  extract.Metric   `yaml:"segment"`  // figures of this metric, one for each segment
	Basis    extract.Basis    `yaml:"basis"`    // operating or guidance
	Except   []extract.Metric `yaml:"except"`   // totals, and what other lines already say
	Most     int              `yaml:"most"`     // at most so many lines; 0 is DefaultMost
}

// DefaultMost is how many lines an Each makes unless it says otherwise.
const DefaultMost = 8

// Units a Line may ask for.
const (
	unitMoney    = "money"
	unitPercent  = "percent"
	unitCount    = "count"
	unitPerShare = "per-share"
)

// Check lists what is wrong with t, one sentence each; none means usable.
func (t Template) Check() []string {
	var wrong []string
	seen := map[string]bool{}
	for _, p := range t.Blocks {
		if !slices.Contains(BlockNames[:], p.Block) {
			wrong = append(wrong, fmt.Sprintf("block %q is none of the nine", p.Block))
		}
		if seen[p.Block] {
			wrong = append(wrong, fmt.Sprintf("block %q stands twice", p.Block))
		}
		seen[p.Block] = true
		for i, q := range p.Quotes {
			if q.Theme == "" || len(q.Any) == 0 || slices.Contains(q.Any, "") {
				wrong = append(wrong, fmt.Sprintf("block %q, quote %d: it wants a theme, and the words that a sentence holds (any)", p.Block, i+1))
			}
		}
		for i, l := range p.Lines {
			if why := l.check(); why != "" {
				wrong = append(wrong, fmt.Sprintf("block %q, line %d: %s", p.Block, i+1, why))
			}
		}
	}
	return wrong
}

func (l Line) check() string {
	kinds := 0
	for _, set := range []bool{l.Figure != "" || len(l.Labels) > 0 && l.Of == "", l.Of != "" || l.To != "", l.Each != nil} {
		if set {
			kinds++
		}
	}
	switch {
	case kinds != 1:
		return "wants exactly one of figure (or labels), of and to, each"
	case (l.Of == "") != (l.To == ""):
		return "a ratio wants both of and to"
	case l.Each == nil && l.Name == "":
		return "wants a name"
	case l.Unit != "" && !slices.Contains([]string{unitMoney, unitPercent, unitCount, unitPerShare}, l.Unit):
		return fmt.Sprintf("unit %q is none of money, percent, count, per-share", l.Unit)
	case l.Basis != "" && !slices.Contains([]extract.Basis{extract.GAAP, extract.NonGAAP, extract.Operating, extract.Guidance}, l.Basis):
		return fmt.Sprintf("basis %q is unknown", l.Basis)
	case l.Each != nil && len(l.Each.Sections) == 0 && l.Each.Segment == "" && l.Each.Basis == "":
		return "each wants sections, a segment or a basis"
	case l.ShareOf != "" && l.ShareName == "":
		return "share_of wants a share_name"
	}
	return ""
}
