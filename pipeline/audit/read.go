package audit

import (
	"regexp"
	"slices"
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/prose"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

// auditor goes through a text and keeps what lines leave to those after them.
type auditor struct {
	options Options
	book    *book
	claims  []claim

	section fiscal.Period    // that the heading names
	lead    fiscal.Period    // that the line which leads in a list names
	said    fiscal.Period    // that the sentence before speaks of
	subject vocabulary.Found // of the sentence before
	header  *header          // of the table that the line may be in
	before  string           // the line before that was not empty
}

// claim is a claim with how firmly it was read.
type claim struct {
	Claim
	firm   bool
	remote bool
	line   string // its own
	around string // the words that it stands among
}

// maxLine bounds the lines that are read, in bytes.
const maxLine = 20_000

// line reads one line.
func (a *auditor) line(l *Line) {
	text := l.Text
	if len(text) > maxLine || strings.TrimSpace(text) == "" {
		return
	}
	if l.Cells != nil {
		a.row(l)
		return
	}
	defer func() { a.before = text }()
	if headed := columnHeads(text); headed || a.header != nil {
		pieces := prose.Mentions(text, a.options.Words)
		if h := headerOf(text, pieces, nil); h != nil && headed {
			h.period = a.main(pieces, a.lead)
			a.header = h
			return
		}
		if a.header != nil && inTable(text, pieces) {
			a.tableLine(l, pieces)
			return
		}
	}
	a.header = nil
	a.running(l)
}

// running reads sentences.
func (a *auditor) running(l *Line) {
	if !bulleted(l.Text) {
		a.lead = fiscal.Period{}
	}
	figures, period := 0, fiscal.Period{}
	for _, s := range prose.Sentences(l.Text) {
		in := a.mentions(l.Text, s[0], s[1])
		r := reading{auditor: a, line: l, pieces: in, main: a.main(in, fiscal.Period{}), start: s[0], end: s[1]}
		figures += r.sentence()
		if !period.Known() {
			period = r.main
		}
	}
	switch {
	case l.Head || figures == 0 && heading(l.Text):
		a.section, a.lead, a.said, a.subject = period, fiscal.Period{}, fiscal.Period{}, vocabulary.Found{}
	case strings.HasSuffix(strings.TrimSpace(l.Text), ":") || strings.HasSuffix(strings.TrimSpace(l.Text), "："):
		a.lead = period
	}
}

// mentions types the pieces of a part of a line, whose bounds nothing crosses.
// Words without a digit date and measure nothing.
func (a *auditor) mentions(text string, start, end int) []prose.Mention {
	if !strings.ContainsAny(text[start:end], "0123456789０１２３４５６７８９一二三四") {
		return nil
	}
	out := prose.Mentions(text[start:end], a.options.Words)
	for i := range out {
		m := &out[i]
		m.Start, m.End = m.Start+start, m.End+start
		m.Number.Start, m.Number.End, m.Number.From, m.Number.To = m.Number.Start+start, m.Number.End+start, m.Number.From+start, m.Number.To+start
	}
	return out
}

func bulleted(text string) bool {
	text = strings.TrimLeft(text, " \t")
	return strings.HasPrefix(text, "•") || strings.HasPrefix(text, "- ") || strings.HasPrefix(text, "* ") || strings.HasPrefix(text, "·")
}

// heading says that a line without figures heads what follows: short, and no
// sentence.
func heading(text string) bool {
	text = strings.TrimSpace(text)
	return len(text) < 160 && !strings.ContainsAny(text[max(0, len(text)-3):], ".。:：,;") && !bulleted(text)
}

func between(pieces []prose.Mention, start, end int) (out []prose.Mention) {
	for _, p := range pieces {
		if p.Start >= start && p.End <= end {
			out = append(out, p)
		}
	}
	return out
}

// main is the first period that pieces name by itself and not to compare with,
// or another.
func (a *auditor) main(pieces []prose.Mention, otherwise fiscal.Period) fiscal.Period {
	for i, p := range pieces {
		if p.Kind == prose.Period && compared(pieces[:i]) {
			continue
		}
		if p.Kind == prose.Period && p.Period.Relation == 0 {
			if r := p.Period.Resolve(fiscal.Period{}, a.options.Calendar); r.Known() && (r.IsInstant() || r.Months() > 1) {
				return r
			}
		}
	}
	return otherwise
}

// compared says that what follows is compared with: "from", "compared with",
// and perhaps a figure.
func compared(before []prose.Mention) bool {
	for i, p := range slices.Backward(before) {
		switch p.Kind {
		case prose.From, prose.Against:
			return i > 0
		case prose.Figure, prose.Of:
		default:
			return false
		}
	}
	return false
}

// carried is the period of what has no period of its own.
func (a *auditor) carried() (p fiscal.Period, firm bool) {
	for _, p := range []fiscal.Period{a.lead, a.section} {
		if p.Known() {
			return p, true
		}
	}
	return a.said, false
}

// reading is a sentence, or a row with its header.
type reading struct {
	*auditor
	line       *Line
	pieces     []prose.Mention
	main       fiscal.Period
	start, end int
	share      extract.Metric // what the figure before was a share of
}

// sentence reads the figures of a sentence, and says how many there are.
func (r *reading) sentence() (figures int) {
	foreign := r.foreign()
	for i, p := range r.pieces {
		if p.Kind != prose.Figure || !counts(r.line.Text, p) || price(p, r.pieces) {
			continue
		}
		figures++
		r.claim(i, foreign)
	}
	if r.main.Known() {
		r.said = r.main
	}
	if l, ok := r.last(len(r.pieces)); ok && !foreign {
		r.subject = l
	}
	return figures
}

// counts says that a number is a claim: it has a unit or is written as a
// measured one; 13 weeks and 3 steps are none.
func counts(text string, p prose.Mention) bool {
	n := p.Number
	if n.Unit != "" || n.Dollar || n.Scaled {
		return true
	}
	digits := text[n.From:n.To]
	return strings.ContainsAny(digits, ".,") || len(digits) > 4
}

// price says that a number is a bare dollar on a line that measures nothing.
func price(p prose.Mention, all []prose.Mention) bool {
	return p.Number.Dollar && p.Number.Unit == "" && !slices.ContainsFunc(all, func(m prose.Mention) bool { return m.Kind == prose.Label || m.Kind == prose.Period })
}

// last is the last label before a piece.
func (r *reading) last(i int) (vocabulary.Found, bool) {
	for j, p := range slices.Backward(r.pieces[:i]) {
		if p.Kind == prose.Label && !r.whole(j) {
			return p.Label, true
		}
	}
	return vocabulary.Found{}, false
}

// whole says that a label is what a percentage is of: "28% of total revenues".
func (r *reading) whole(j int) bool {
	for _, p := range slices.Backward(r.pieces[:j]) {
		if p.Kind == prose.Figure {
			gap := strings.ToLower(strings.TrimSpace(r.line.Text[p.End:r.pieces[j].Start]))
			return p.Number.Unit == quantity.Percent && (gap == "of" || gap == "of the" || gap == "of the total")
		}
		if p.Kind != prose.Of {
			return false
		}
	}
	return false
}

// next is a label that a figure leads to: "RMB5 million in cash".
func (r *reading) next(i int) (vocabulary.Found, bool) {
	for _, p := range r.pieces[i+1:] {
		switch p.Kind {
		case prose.Label:
			gap := strings.ToLower(strings.TrimSpace(r.line.Text[r.pieces[i].End:p.Start]))
			return p.Label, leads[gap]
		case prose.Of:
		default:
			return vocabulary.Found{}, false
		}
	}
	return vocabulary.Found{}, false
}

// leads are the words between a figure and the label that it is of.
var leads = map[string]bool{"": true, "in": true, "of": true, "from": true, "in total": true, "of the": true, "in the": true, "of total": true, "的": true}

// name is a name of several words, or one that owns something.
var name = regexp.MustCompile(`\p{Lu}[\pL\d&-]+(?: \p{Lu}[\pL\d&-]+)*`)

// acts are the words behind a name that make it the one who is spoken of.
var acts = regexp.MustCompile(`^(?:'s|’s)? ?(?:itself|reported|achieved|posted|recorded|generated|announced|earned|booked|saw)\b`)

// foreign says that a sentence speaks of somebody else.
func (r *reading) foreign() bool {
	text := r.line.Text[r.start:r.end]
	for _, at := range name.FindAllStringIndex(text, -1) {
		if who := text[at[0]:at[1]]; acts.MatchString(text[at[1]:]) && strings.Contains(who, " ") && !r.ours(who) {
			return true
		}
	}
	return false
}

func (r *reading) ours(who string) bool {
	for _, n := range r.options.Names {
		if strings.Contains(n, who) || strings.Contains(who, n) {
			return true
		}
	}
	for _, p := range r.pieces {
		if p.Kind == prose.Label && strings.Contains(r.line.Text[p.Start:p.End], who) {
			return true
		}
	}
	return false
}

// claim reads one figure with all that it can mean.
func (r *reading) claim(i int, foreign bool) {
	p := r.pieces[i]
	n := p.Number
	c := claim{Claim: Claim{Line: r.line.Number, Where: r.line.Where, Start: n.Start, End: n.End, Text: strings.TrimSpace(r.line.Text[n.Start:n.End]), Value: n.Value, Unit: n.Unit}}
	if n.Negative && n.Value.Sign() > 0 {
		c.Value = n.Value.Neg()
	}
	o := r.optionsOf(i)
	if foreign {
		o.labels = nil
	}
	c.around, c.line = r.around(), r.line.Text
	r.claims = append(r.claims, r.judge(c, o, n.Qualifier))
}

// around is a line, with the one before it where it goes on from that.
func (r *reading) around() string {
	if pronoun.MatchString(r.line.Text) {
		return r.before + " " + r.line.Text
	}
	return r.line.Text
}
