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
	period  when          // of the subject's figure
	latest  when          // of the last figure in its own period, whatever the subject
	mixed   bool          // such figures are of several periods
	leading when          // "In the first quarter of 2025, …"
	ahead   when          // the same, where nothing stands before it
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
		period when
	}
	understood int // tokens that the rules took, or passed on the way
}

// subject is what a clause is about.
type subject struct {
	match vocabulary.Match
	known bool
	label string
	from  extract.Source // of the label
	basis extract.Source // of the basis, where the label does not say it
	owner owner
}

// again is a subject that a later sentence goes on about.
func (s subject) again() subject {
	s.from.How = extract.Scoped
	if s.basis.How != "" {
		s.basis.How = extract.Scoped
	}
	return s
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
	if s.earlier(all) {
		s.leading, s.ahead, s.unclear = when{}, when{}, true
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
		s.against = s.passing(i - 2).Period
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
		s.take(s.carried.again(), when{})
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
	s.leading, s.unclear = s.passing(i), s.levels > 0 || monthForm.MatchString(s.text)
	if !s.leading.Known() || i > 1 && s.tokens[i-1].kind == 'A' && s.tokens[i-2].kind == 'T' {
		s.unclear = true // not understood, or one of two
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
	case acting:
		return i > 0 && i+1 < len(all) && all[i] == 'I' && strings.IndexByte("xlL", all[i-1]) >= 0 && s.ownerAt(s.tokens[i+1].start).named()
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

// missed reports the amounts that nothing claimed.
func (s *sentence) missed(reason string) {
	for i := range s.tokens {
		t := &s.tokens[i]
		if s.claimed[i] || strings.IndexByte("MPQX", t.kind) < 0 {
			continue
		}
		span := extract.Span{Start: s.offset + t.number.Start, End: s.offset + t.number.End}
		s.misses = append(s.misses, extract.Miss{
			At: extract.At{Block: s.block, Row: -1, Cell: -1}, Span: span,
			Place: s.source.SpanPlace(span), Quote: span.Of(s.source.Words), Reason: reason,
			Readings: []extract.Reading{{Unit: t.number.Unit, Period: s.current.Period}},
		})
	}
}

// periodEndForm names the last day of the period that a document reports.
var periodEndForm = pattern.New(`(?i)(?:last day|end) of the (?:reporting )?(?:period|quarter|year)|期末`)

// zero is the figure of "nil".
var zero = quantity.Amount{}
