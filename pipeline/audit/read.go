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

// options are the readings of a figure, the likeliest first.
type options struct {
	labels  []vocabulary.Found
	periods []fiscal.Period
	roles   []role
	sign    int // of a change: what its words say
	firm    bool
	remote  bool // another amount stands between the figure and its label: it may be of something else
	future  bool
}

func (r *reading) optionsOf(i int) options {
	o := options{firm: true}
	r.labelsOf(i, &o)
	r.periodsOf(i, &o)
	r.rolesOf(i, &o)
	for _, p := range r.pieces[:i] {
		o.future = o.future || p.Kind == prose.Future
	}
	o.remote = o.remote || r.reckoned(i)
	return o
}

func (r *reading) labelsOf(i int, o *options) {
	right, leads := r.next(i)
	left, ok := r.last(i)
	switch {
	case leads && r.pieces[i].Number.Unit != quantity.Percent:
		o.labels = append(o.labels, right)
		if ok {
			o.labels = append(o.labels, left)
		}
	case ok:
		o.labels = append(o.labels, left)
		o.firm = left.Whole
		o.remote = r.remote(i)
	case r.subject.Metric != "" && (r.start > 0 || pronoun.MatchString(r.line.Text)):
		o.labels = append(o.labels, r.subject)
		o.firm = false
	}
	for j, p := range r.pieces[:i] { // "capital expenditure, including leases, totaled": to confirm by, never to accuse by
		if p.Kind == prose.Label && !r.whole(j) && !slices.ContainsFunc(o.labels, func(l vocabulary.Found) bool { return l.Metric == p.Label.Metric }) {
			o.labels = append(o.labels, p.Label)
		}
	}
}

// reckoned says that a figure is a part of arithmetic: "300 + 12 = 312".
func (r *reading) reckoned(i int) bool {
	p := r.pieces[i]
	around := r.line.Text[max(0, p.Start-3):p.Start] + r.line.Text[p.End:min(len(r.line.Text), p.End+3)]
	return strings.ContainsAny(around, "=+×÷*") || since.MatchString(r.line.Text[p.End:])
}

// since behind a change measures it against a day, not a year or a quarter.
var since = regexp.MustCompile(`^ since\b`)

// stepWords name the quarter before where the words of releases do not.
var stepWords = regexp.MustCompile(`(?i)^[^\d,;]{0,20}(?:on the quarter|from the (?:prior|previous|preceding|last) quarter)`)

// remote says that an amount stands between a figure and the label before it,
// and that the figure is neither compared with it nor the same in another
// currency.
func (r *reading) remote(i int) bool {
	if r.against(i) {
		return false
	}
	for _, p := range slices.Backward(r.pieces[:i]) {
		switch {
		case p.Kind == prose.Label:
			return false
		case p.Kind == prose.Figure && p.Number.Unit != quantity.Percent && !twin(p.Number, r.pieces[i].Number, r.line.Text):
			return r.pieces[i].Number.Unit != quantity.Percent
		}
	}
	return false
}

// pronoun begins a line that goes on about what the one before was about.
var pronoun = regexp.MustCompile(`(?i)^[\s•·*-]*(?:this|that|it|these|they|which)\b`)

// periodsOf lists the periods of a figure: behind it, before it, and those
// that a comparison means.
func (r *reading) periodsOf(i int, o *options) {
	main := r.main
	if !main.Known() {
		var firm bool
		main, firm = r.carried()
		o.firm = o.firm && firm
	}
	against := r.against(i)
	if p, ok := r.periodAfter(i, main); ok {
		o.periods = append(o.periods, p)
	} else if against {
		o.periods = append(o.periods, main.Shift(-12), main.Shift(-3))
	}
	if p, ok := r.periodBefore(i, main); ok && !against {
		o.periods = append(o.periods, p)
	}
	if !against || len(o.periods) == 0 {
		o.periods = append(o.periods, main)
	}
	for _, p := range r.pieces {
		if p.Kind == prose.Period && !against {
			o.periods = append(o.periods, p.Period.Resolve(main, r.options.Calendar))
		}
	}
	o.periods = known(o.periods)
}

// against says that a figure is what another is compared with.
func (r *reading) against(i int) bool {
	for _, p := range slices.Backward(r.pieces[:i]) {
		switch p.Kind {
		case prose.From, prose.Against:
			return true
		case prose.Figure, prose.Label:
			return false
		}
	}
	return false
}

func (r *reading) periodAfter(i int, main fiscal.Period) (fiscal.Period, bool) {
	for _, p := range r.pieces[i+1:] {
		switch p.Kind {
		case prose.Period:
			if strings.ContainsAny(r.line.Text[r.pieces[i].End:p.Start], ",;，；") {
				return fiscal.Period{}, false
			}
			return p.Period.Resolve(main, r.options.Calendar), true
		case prose.Figure, prose.Against, prose.From:
			if p.Kind != prose.Figure || !twin(r.pieces[i].Number, p.Number, r.line.Text) {
				return fiscal.Period{}, false
			}
		}
	}
	return fiscal.Period{}, false
}

// twin says that a number is the one before it in another currency.
func twin(a, b quantity.Number, text string) bool {
	return b.Parenthesis && a.Unit != b.Unit && b.Unit != quantity.Percent && strings.Trim(text[a.End:b.Start], " (（") == ""
}

func (r *reading) periodBefore(i int, main fiscal.Period) (fiscal.Period, bool) {
	for _, p := range slices.Backward(r.pieces[:i]) {
		if p.Kind == prose.Period {
			return p.Period.Resolve(main, r.options.Calendar), true
		}
	}
	return fiscal.Period{}, false
}

func known(in []fiscal.Period) (out []fiscal.Period) {
	for _, p := range in {
		if p.Known() && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// rolesOf lists what a figure can tell of its label.
func (r *reading) rolesOf(i int, o *options) {
	n := r.pieces[i].Number
	if n.Unit != quantity.Percent && n.Unit != quantity.Points {
		o.roles = []role{{}}
		return
	}
	change, other := role{change: "yoy"}, role{change: "qoq"}
	if r.steps(i) {
		change, other = other, change
	}
	cues := r.cues(i)
	if down, up := r.nearest(i); down || up {
		cues[prose.Down], cues[prose.Up] = down, up
	}
	if cues[prose.Down] && !cues[prose.Up] {
		o.sign = -1
	} else if cues[prose.Up] {
		o.sign = 1
	}
	if n.Unit == quantity.Points {
		o.roles = []role{change, other}
		return
	}
	changes := cues[prose.Up] || cues[prose.Down] || cues[prose.Yearly] || cues[prose.Step]
	over := r.shareOf(i)
	if of := r.proportion(i, o); over == "" {
		over = of
	}
	share := over != "" || cues[prose.Share]
	rated := len(o.labels) > 0 && o.labels[0].Nature == vocabulary.Rated
	switch {
	case r.against(i) && r.share != "":
		o.roles = []role{{shareOf: r.share}, change}
	case share && (!changes || !cues[prose.Yearly] && !cues[prose.Step]):
		o.roles = []role{{shareOf: denominator(over)}}
		if changes {
			o.roles = append(o.roles, change)
		}
	case rated && !r.by(i):
		o.roles = []role{{}, change}
	case changes:
		o.roles = []role{change, {shareOf: denominator(over)}}
		o.firm = o.firm && !share
	default:
		o.roles = []role{{}, {shareOf: "Revenues"}, {change: "yoy"}}
		o.firm = o.firm && rated
	}
}

// proportion is what the words before a figure say that it is a share of:
// "ecosystem revenue as a percentage of total revenue". The label before those
// words is what the share is told of.
func (r *reading) proportion(i int, o *options) extract.Metric {
	from := r.start
	for _, p := range r.pieces[:i] {
		if p.Kind == prose.Figure && !r.against(i) {
			from = p.End
		}
	}
	m := shareHead.FindStringIndex(r.line.Text[from:r.pieces[i].Start])
	if m == nil {
		return ""
	}
	at, over := from+m[0], extract.Metric("Revenues")
	var labels []vocabulary.Found
	for _, p := range r.pieces[:i] {
		switch {
		case p.Kind != prose.Label || p.Start < from:
		case p.Start < at:
			labels = append(labels, p.Label)
		default:
			over = p.Label.Metric
		}
	}
	switch {
	case len(labels) > 0:
		o.labels = labels[len(labels)-1:]
	case over != "Revenues": // the label is that of the whole
		o.labels = r.book.spelled(r.line.Text[from:at])
	}
	r.share = over
	return over
}

func denominator(m extract.Metric) extract.Metric {
	if m == "" {
		return "Revenues"
	}
	return m
}

// shareOf is the metric that a percentage is of: "28% of total revenue".
func (r *reading) shareOf(i int) extract.Metric {
	text := strings.ToLower(r.line.Text[r.pieces[i].End:min(len(r.line.Text), r.pieces[i].End+40)])
	text = strings.TrimLeft(text, " )")
	if !strings.HasPrefix(text, "of ") && !strings.HasPrefix(text, "share of ") {
		return ""
	}
	for _, p := range r.pieces[i+1:] {
		if p.Kind == prose.Label {
			return p.Label.Metric
		}
		if p.Kind == prose.Figure {
			break
		}
	}
	return "Revenues"
}

// cues are the words of reporting around a figure: since the figure before
// it, and up to the next figure or comma.
func (r *reading) cues(i int) map[prose.Kind]bool {
	out := map[prose.Kind]bool{}
	for _, p := range slices.Backward(r.pieces[:i]) {
		if p.Kind == prose.Figure {
			break
		}
		out[p.Kind] = true
	}
	for _, p := range r.pieces[i+1:] {
		if p.Kind == prose.Figure || strings.ContainsAny(r.line.Text[r.pieces[i].End:p.Start], ",;，；") {
			break
		}
		out[p.Kind] = true
	}
	return out
}

// nearest is the direction of the word of change closest before a figure, with
// no other figure between.
func (r *reading) nearest(i int) (down, up bool) {
	for _, p := range slices.Backward(r.pieces[:i]) {
		switch p.Kind {
		case prose.Down, prose.Up:
			return p.Kind == prose.Down, p.Kind == prose.Up
		case prose.Figure:
			return false, false
		}
	}
	return false, false
}

// steps says that the nearest words about what a change is measured against,
// those behind it first, name the quarter before.
func (r *reading) steps(i int) bool {
	if stepWords.MatchString(r.line.Text[r.pieces[i].End:]) {
		return true
	}
	for _, p := range r.pieces[i+1:] {
		if p.Kind == prose.Yearly || p.Kind == prose.Step {
			return p.Kind == prose.Step
		}
		if p.Kind == prose.Figure {
			break
		}
	}
	for _, p := range slices.Backward(r.pieces[:i]) {
		if p.Kind == prose.Yearly || p.Kind == prose.Step {
			return p.Kind == prose.Step
		}
	}
	return false
}

// by says that "by" stands before a figure: "increased by 27.6%".
func (r *reading) by(i int) bool { return i > 0 && r.pieces[i-1].Kind == prose.By }
