package prose

import (
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

// sentence is one sentence being read.
type sentence struct {
	*reader
	*passage
	block  int
	source extract.Block
	offset int // of text in the block's words
	text   string

	tokens  []token
	subject *subject
	period  fiscal.Period // of the subject's figure
	leading fiscal.Period // "In the first quarter of 2025, …"
	ahead   fiscal.Period // the same, where nothing stands before it
	unclear bool          // a period stands before that nobody can place
	against fiscal.Period // the last period that a figure was compared with
	dims    extract.Dimensions
	metric  extract.Metric  // of the last figure: a margin's differs from the subject's
	last    quantity.Amount // the last figure of the subject's own period
	levels  int
	bound   bool
	rule    string
	claimed []bool

	level int // the token of the subject's last figure in its own period
	base  struct {
		at     int // and in another
		period fiscal.Period
	}
	understood int // tokens that the rules took, or passed on the way
}

// subject is what a clause is about.
type subject struct {
	match vocabulary.Match
	known bool
	label string
}

// read matches the grammar along the sentence and gives its last subject.
func (s *sentence) read() *subject {
	s.tokens = tokenize(s.text, s.words, s.dollars(), &s.room)
	s.claimed = make([]bool, len(s.tokens))
	s.malformed()
	all := kinds(s.tokens)
	if !strings.ContainsAny(all, "MPQCXN") {
		return s.carried
	}
	if s.without(all) {
		s.missed("a forecast")
		return nil
	}
	if strings.ContainsAny(all, "Gg") || s.expecting.Known() && listedForm.MatchString(s.text) {
		if !strings.Contains(all, "g") {
			s.guided()
		}
		s.missed("a forecast")
		return nil
	}
	s.unclear = monthForm.MatchString(s.text)
	all, i := s.reporting(all)
	if i > 0 {
		s.understood, s.bound = i, true
		i = s.unnamed(all, i)
	} else {
		i = s.open(all)
	}
	for i < len(all) {
		n := s.step(all, i)
		i += n
	}
	s.missed("no pattern explains it")
	return s.subject
}

// monthForm is one month, whose figures are not the document's: "deliveries were
// 35,045 vehicles in April 2025".
var monthForm = pattern.New(`(?i)\b(?:in|for|during|of) (?:January|February|March|April|May|June|July|August|September|October|November|December),? (?:19|20)\d\d\b`)

// open reads what comes before the first clause: a leading period, a pronoun
// for the subject of the sentence before, or a subject that the vocabulary
// does not know.
func (s *sentence) open(all string) int {
	i := 0
	for i < len(all) && (all[i] == 'c' || all[i] == 'A') {
		i++
	}
	if i+2 < len(all) && all[i:i+3] == "LcL" && s.tokens[i].label.Metric == s.tokens[i+2].label.Metric {
		i += 2 // "Impairment of goodwill – Impairment of goodwill was …": a heading that runs into its paragraph
	}
	if i+2 < len(all) && all[i:i+3] == "KTc" {
		i += 3 // "Compared with the same quarter of 2024, …" says what a change is measured against
		s.against = s.resolve(s.tokens[i-2].period, s.current)
		return i
	}
	if n := s.excluded(all, i); n > i {
		s.understood = n
		return n
	}
	if i < len(all) && all[i] == 'T' && !(i+2 < len(all) && all[i:i+3] == "TAT") {
		s.passed(i)
		s.ahead = s.leading
		i++
	}
	for i < len(all) && all[i] == 'c' {
		i++
	}
	if i < len(all) && strings.IndexByte("pmYWH", all[i]) >= 0 && s.carried != nil {
		s.take(*s.carried, fiscal.Period{})
		if all[i] == 'p' {
			i++
		}
		return i
	}
	return s.unnamed(all, i)
}

// excludedForm begins what an adjusted figure leaves out.
var excludedForm = pattern.New(`(?i)^(?:excluding|exclusive of|adjusted for|before the (?:effect|impact) of)\b`)

// excluded passes over "Excluding these and those, " before a measure that
// says itself that it is adjusted.
func (s *sentence) excluded(all string, i int) int {
	if i >= len(all) || !excludedForm.MatchString(strings.TrimLeft(s.text, " ")) {
		return i
	}
	for j := i; j+1 < len(all) && strings.IndexByte("MPQCXNT;", all[j]) < 0; j++ {
		if all[j] == 'c' && all[j+1] == 'L' && s.tokens[j+1].label.Basis == extract.NonGAAP {
			return j + 1
		}
	}
	return i
}

var (
	unnamedForm = pattern.New(`^([xlLAcOoFm]*?)(T)?(?:I` + num + `|SPO|[YWH]?[UD][YWH]?B?[PQ]|[UD]?F` + num + `|[UD]t` + num + `)`)
	refusedForm = pattern.New(`(?i)^(?:in|for|during|as|at|compared|if|when|while|since|because|due|driven|excluding|including|under|of|there|such|who|where|among|based|with|by|on|upon|after|before|and|or|but|each|one|to|our|as)\b|\b(?:that|which|because|believes?|said|says|we|he|she|it|who|when|if|not|has|have|had|been|was|were|is|are|due|driven|primarily|mainly|partially|offset|by)\b|[由从從因]於|由于|主要|帶來|带来`)
	// what stands before the numbers by which one calls in and listens
	dialForm   = pattern.New(`(?i)\b(?:ID|passcode|pass code|access code|PIN|dial-in|telephone|phone|fax|replay|conference|ISIN|CUSIP|stock code)\b|會議|会议|電話|电话|密碼|密码|代碼|代码|代號|代号`)
	issuerForm = pattern.New(`(?i)^(?:company|group|corporation|bank|firm|management|本?公司|本?集[团團])$`)
)

// maxLabel is the longest name of an unknown subject, in bytes.
const maxLabel = 240

// unnamed takes the words before the first verb as the subject's label where
// the vocabulary has none for them: as reported first, normalized second.
func (s *sentence) unnamed(all string, i int) int {
	m := unnamedForm.FindStringSubmatchIndex(all[i:])
	if m == nil || m[3] == 0 || all[i] == 'c' || all[i] == 'o' || all[i] == 'O' {
		return i
	}
	words := all[i : i+m[3]]
	if !strings.ContainsAny(words, "xlc") {
		return i
	}
	end := i + m[3]
	label := tidy(s.text[s.tokens[i].start:s.tokens[end-1].end])
	if len(label) > maxLabel || refusedForm.MatchString(label) || issuerForm.MatchString(label) || strings.ContainsAny(label, "0123456789") {
		return i
	}
	number := s.tokens[i+m[1]-1]
	if number.kind == 'O' {
		number = s.tokens[i+m[1]-2]
	}
	if strings.IndexByte("MPQN", number.kind) < 0 && ideographs(label) {
		return i
	}
	if number.kind == 'C' && dialForm.MatchString(label) {
		return i
	}
	if number.kind == 'C' && all[i+m[1]-2] == 'I' && strings.HasPrefix(s.text[s.tokens[i+m[1]-2].start:], ":") {
		return i // "Nasdaq: 9999"
	}
	sub := subject{label: label}
	if number.kind == 'C' {
		sub.match.Basis = extract.Operating
	}
	switch {
	case vocabulary.NonGAAPMark(label):
		sub.match.Basis = extract.NonGAAP
	case s.partOfRevenues(i, end) && !adjustedForm.MatchString(label):
		sub.match.Basis = s.context.Basis
	}
	sub.match.Loss = vocabulary.LossNoun(label)
	s.take(sub, s.lengthy(label))
	s.rule = "prose/unnamed@3"
	return end
}

// lengthForm begins a label that says how long its period is.
var lengthForm = pattern.New(`(?i)^(?:(full[- ]year|annual)|quarterly)\b`)

// lengthy is the period of a label that names its length, where the section's
// is of another: "Full year revenues" in the release of a fourth quarter.
func (s *sentence) lengthy(label string) fiscal.Period {
	m := lengthForm.FindStringSubmatch(label)
	months := 3
	switch {
	case m == nil || !s.current.Known() || s.leading.Known():
		return fiscal.Period{}
	case m[1] != "":
		months = 12
	}
	if s.current.Months() == months {
		return fiscal.Period{}
	}
	if months == 12 && s.current.End.Month != s.context.Calendar.YearEnd {
		s.unclear = true
		return fiscal.Period{}
	}
	return fiscal.Ended(months, s.current.End)
}

// adjustedForm are words by which a measure leaves the framework.
var adjustedForm = pattern.New(`(?i)\b(?:before|excluding|ex|adjusted|core|underlying|organic|pro forma|constant)\b|撇除|剔除|不包括|经调整|經調整`)

// partOfRevenues says that the words of tokens i to end speak of revenues, or
// of their cost: a line of the income statement, though none that has a metric.
func (s *sentence) partOfRevenues(i, end int) bool {
	for _, t := range s.tokens[i:end] {
		if m := t.label.Metric; (t.kind == 'L' || t.kind == 'l') && (m == "Revenues" || m == "CostOfRevenue") {
			return true
		}
	}
	return false
}

func ideographs(label string) bool {
	for _, r := range label {
		if r >= 0x2e80 && r <= 0x9fff {
			return true
		}
	}
	return false
}

// tidy is a label without marks in brackets, doubled spaces and quotes.
func tidy(label string) string {
	return strings.Trim(strings.Join(strings.Fields(label), " "), " “”\"'’,:•●*-")
}

// step reads what begins at token i and gives how many tokens it takes.
func (s *sentence) step(all string, i int) int {
	if strings.IndexByte("cA;", all[i]) < 0 || s.bound {
		for _, r := range rules {
			if !s.may(r.when, all, i) {
				continue
			}
			if m := r.form.FindStringSubmatchIndex(all[i:]); m != nil && m[1] > 0 && s.apply(r, m, i) {
				s.understood = i + m[1]
				return m[1]
			}
		}
	}
	switch all[i] {
	case 'c', 'A':
	case ';':
		s.bound = false
	case 'T':
		s.passed(i)
	default:
		s.bound = false
	}
	return 1
}

// passed notes a period that no pattern took: before the first figure it is
// the sentence's own, later nobody can say whose it is.
func (s *sentence) passed(i int) {
	s.leading, s.unclear = s.resolve(s.tokens[i].period, s.current), s.levels > 0 || monthForm.MatchString(s.text)
	if !s.leading.Known() {
		s.unclear = true
	}
	s.bound = s.bound && s.levels == 0
}

// may says that a rule's condition holds at token i. A label opens a clause
// only where one can begin: behind words that the grammar does not know it may
// be what those words act on.
func (s *sentence) may(when condition, all string, i int) bool {
	switch when {
	case bound:
		return s.bound
	case listing:
		return s.levels > 0 && i > 0
	case named:
		return s.subject != nil
	case free:
		return s.subject == nil
	case opening:
		return s.clauseStart(all, i)
	}
	if all[i] == 'L' && i > 0 {
		return all[i-1] == 'p' || s.clauseStart(all, i) || s.bound && s.levels == 0 && all[i-1] == 'x'
	}
	return true
}

// owned says that words stand right before the period that label i follows: in
// "增值服務業務二零二五年第三季的收入" the revenues are that business's.
func (s *sentence) owned(all string, i int) bool {
	return i > 1 && strings.IndexByte("xlLUD", all[i-2]) >= 0 && s.understood < i-1
}

// clauseStart says that a clause can begin at token i: nothing stands between
// it and the figure, period or border before but signs and, before a comma,
// words without any label. Behind a label, a comma or an "and" goes on listing
// what the subject is made of.
func (s *sentence) clauseStart(all string, i int) bool {
	if i == 0 || all[i-1] == ';' {
		return true
	}
	if all[i-1] == 'T' {
		return !s.owned(all, i)
	}
	if all[i-1] != 'c' && all[i-1] != 'A' {
		return false
	}
	comma := false
	for j := i - 1; j >= 0; j-- {
		if j < s.understood {
			return true
		}
		switch all[j] {
		case 'c':
			comma = true
		case 'A':
		case 'M', 'P', 'Q', 'C', 'X', 'N', 'T', ';', 'R', 'Y', 'W', 'H', 'p':
			return true
		case 'l', 'L': // but the whole of a share belongs to its figure
			return j >= 2 && all[j-1] == 'O' && all[j-2] == 'P'
		default:
			if !comma {
				return false
			}
		}
	}
	return true
}

// take makes sub what the following figures are about.
func (s *sentence) take(sub subject, p fiscal.Period) {
	s.subject, s.period, s.bound = &sub, p, true
	s.dims, s.metric, s.rule = nil, sub.match.Metric, ""
}

// outflowForm is a noun that makes a plain figure of net cash negative.
var outflowForm = pattern.New(`(?i)\bused (?:in|for)\b|\boutflows?\b|流出|所用|動用|耗用`)

func (s *sentence) subjectOf(t token) subject {
	sub := subject{match: t.label.Match, known: true, label: tidy(s.text[t.start:t.end])}
	if sub.match.Nature == vocabulary.Signed && sub.match.Polarity == 0 && outflowForm.MatchString(sub.label) {
		sub.match.Loss = true
	}
	return sub
}

// resolve is the period that a mention names, seen from the given one. A bare
// year in a sentence is that fiscal year.
func (s *sentence) resolve(m fiscal.Mention, from fiscal.Period) fiscal.Period {
	if bare(m) && partForm.MatchString(s.text[:m.Start]) {
		return fiscal.Period{}
	}
	if p := m.Resolve(from, s.context.Calendar); p.Known() {
		return p
	}
	if bare(m) {
		m.Months = 12
		return m.Resolve(from, s.context.Calendar)
	}
	return fiscal.Period{}
}

// partForm ends before a year of which some part is meant: the last two months
// of 2024.
var partForm = pattern.New(`(?i)\b(?:quarters?|half|halves|months?|weeks?)\s+(?:of|in)\s+(?:fiscal\s+)?$`)

// bare says that a mention is a year and no more.
func bare(m fiscal.Mention) bool {
	return m.Months == 0 && m.Quarter == 0 && m.Half == 0 && m.Relation == 0 && m.Date.Month == 0 && m.Date.Year != 0
}

// missed reports the amounts that nothing claimed.
func (s *sentence) missed(reason string) {
	for i := range s.tokens {
		t := &s.tokens[i]
		if s.claimed[i] || strings.IndexByte("MPQX", t.kind) < 0 {
			continue
		}
		span := extract.Span{Start: s.offset + t.number.Start, End: s.offset + t.number.End}
		s.misses = append(s.misses, extract.Miss{
			Place: s.source.SpanPlace(span), Quote: span.Of(s.source.Words), Reason: reason,
			Readings: []extract.Reading{{Unit: t.number.Unit, Period: s.current}},
		})
	}
}

// periodEndForm names the last day of the period that a document reports.
var periodEndForm = pattern.New(`(?i)(?:last day|end) of the (?:reporting )?(?:period|quarter|year)|期末`)

// zero is the figure of "nil".
var zero = quantity.Amount{}
