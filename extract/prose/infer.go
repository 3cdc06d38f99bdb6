package prose

import (
	"math/big"
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// note remembers what a change or a comparison of this paragraph was measured
// against.
func (s *sentence) note(kind string) {
	if kind != "" {
		s.kinds[kind] = true
	}
}

// inferred is what a change without a word for it is measured against: what
// every other change of the paragraph is, where change, figure and earlier
// figure agree arithmetically. "Costs increased by 31.6% from RMB202.1 million
// to RMB265.9 million" stands among changes on the year.
func (s *sentence) inferred(g found) string {
	if len(s.kinds) != 1 || !s.closes(g) {
		return ""
	}
	for kind := range s.kinds {
		return kind
	}
	return ""
}

// closes says that the change, the figure and the earlier figure of a rule
// agree within their rounding.
func (s *sentence) closes(g found) bool {
	c, changed := g["chg"]
	b, based := g["base"]
	if !changed || !based {
		return false
	}
	now := s.last
	if i, ok := g["lev"]; ok {
		now = s.tokens[i].number.Value
	}
	change, before := s.tokens[c].number.Value.Abs(), s.tokens[b].number.Value
	moved := new(big.Rat).Sub(now.Rat(), before.Rat())
	if s.tokens[c].kind == 'P' {
		if before.Sign() == 0 {
			return false
		}
		moved.Mul(moved.Quo(moved, before.Rat()), big.NewRat(100, 1))
	}
	off := new(big.Rat).Sub(moved.Abs(moved), change.Rat())
	return off.Abs(off).Cmp(slack(change, before, s.tokens[c].kind == 'P')) <= 0
}

// slack is how far a change may lie from the one computed: its own rounding,
// and that of the figures behind it.
func slack(change, before quantity.Amount, relative bool) *big.Rat {
	out := change.Half()
	err := new(big.Rat).Mul(before.Half(), big.NewRat(2, 1))
	if relative {
		err.Mul(err.Quo(err, new(big.Rat).Abs(before.Rat())), big.NewRat(200, 1))
	}
	return out.Add(out, err)
}

// rateOf reads a percentage that its own label follows: "a 40% completion of
// the annual cap". The subject stays.
func (s *sentence) rateOf(g found, rule string) bool {
	l := s.tokens[g["what"]]
	if !s.ratio(l.label.Metric) {
		return false
	}
	subject, metric, p := s.subject, s.metric, s.now(nil)
	sub := s.subjectOf(l)
	s.subject, s.metric = &sub, sub.match.Metric
	s.observe(g["rate"], p, nil, false, rule)
	s.subject, s.metric = subject, metric
	return true
}

// deliveredForm is what is counted behind "delivered": "The Company delivered
// 116,007 vehicles".
var deliveredForm = pattern.New(`(?i)^\s*vehicles?\b`)

// delivered makes the vehicles of token i the subject of a sentence that says
// how many somebody delivered.
func (s *sentence) delivered(i int) bool {
	verb := s.tokens[i-1]
	if !strings.EqualFold(s.text[verb.start:verb.end], "delivered") || !deliveredForm.MatchString(s.text[s.tokens[i].end:]) {
		return false
	}
	return s.named("vehicles delivered", s.text[verb.start:verb.end]+" "+s.wordsAfter(i, deliveredForm), s.printed(verb.start, verb.end))
}

// Who has so many employees: "The Group had a total of 1,204 full-time employees".
var (
	hasForm   = pattern.New(`(?i)\b(?:had|have|employed|employs|employing|with)(?: a total of| in total| approximately| about| over| more than)?\s*$|(?:有|[僱雇]用|聘用)(?:合共|共|約|约|逾)?\s*$`)
	staffForm = pattern.New(`(?i)^\s*(?:full-time |regular )?employees\b|^\s*[名位]?(?:全[職职])?(?:[僱雇][員员]|[員员]工)`)
)

// staff makes the employees of token i the subject of a sentence that says how
// many somebody has.
func (s *sentence) staff(i int) bool {
	t := s.tokens[i]
	return hasForm.MatchString(s.text[:t.start]) && staffForm.MatchString(s.text[t.end:]) && s.named("number of employees", s.wordsAfter(i, staffForm), s.behind(i, staffForm))
}

// How many shares an ADS is: "each ADS represents 15 ordinary shares".
var (
	eachForm   = pattern.New(`(?i)\b(?:each|one|1) (?:ADS|American depositary share)s?\b[^.;]{0,30}\b(?:represent(?:s|ing)?|stands? for|equals?)\s*$`)
	sharesLeft = pattern.New(`(?i)^\s*(?:class [A-Z] )?(?:ordinary |common )?shares\b`)
)

// adsRatio reads it, as of the end of the document's period, and leaves the
// subject as it is.
func (s *sentence) adsRatio(i int, rule string) bool {
	t := s.tokens[i]
	each := eachForm.FindString(s.text[:t.start])
	if each == "" || !sharesLeft.MatchString(s.text[t.end:]) || !s.context.Period.Known() {
		return false
	}
	before, metric := s.subject, s.metric
	ads := subject{label: tidy(each) + " " + s.wordsAfter(i, sharesLeft), match: vocabulary.Match{Basis: extract.Operating}, from: s.behind(i, sharesLeft)}
	s.subject, s.metric = &ads, ""
	ok := s.observe(i, when{fiscal.Instant(s.context.Period.End), s.context.PeriodSource}, nil, false, rule)
	s.subject, s.metric = before, metric
	return ok
}

// wordsAfter is what a pattern finds right behind token i.
func (s *sentence) wordsAfter(i int, form *pattern.Pattern) string {
	return tidy(form.FindString(s.text[s.tokens[i].end:]))
}

// behind is the source of those words.
func (s *sentence) behind(i int, form *pattern.Pattern) extract.Source {
	at := s.tokens[i].end
	m := form.FindStringIndex(s.text[at:])
	return s.printed(at+m[0], at+m[1])
}

// named takes a measure for the subject by its name in the vocabulary, under the
// words that are printed.
func (s *sentence) named(measure, label string, from extract.Source) bool {
	for _, f := range s.words.Find(measure) {
		s.take(subject{match: f.Match, known: true, label: label, from: from}, when{})
		return true
	}
	return false
}

// exchangeMetric is the us-gaap element of a rate that amounts are translated
// at.
const exchangeMetric extract.Metric = "ForeignCurrencyExchangeRateTranslation1"

// exchange reads a rate of exchange, "RMB7.1190 to US$1.00", as of the day
// that its sentence names.
func (s *sentence) exchange(g found, rule string) bool {
	a, b := s.tokens[g["fx"]].number, s.tokens[g["fx2"]].number
	worth, at := a, g["fx"]
	if one(a) {
		worth, b, at = b, a, g["fx2"]
	}
	if !one(b) || one(worth) || worth.Unit == b.Unit || !worth.Unit.Currency() || !b.Unit.Currency() {
		return false
	}
	p := s.day()
	if !p.Known() {
		return false
	}
	before := s.subject
	s.subject = &subject{match: vocabulary.Match{Metric: exchangeMetric}, label: string(worth.Unit) + " per " + string(b.Unit)}
	o := extract.Fact{Metric: exchangeMetric, Label: s.subject.label, Period: p.Period, Unit: worth.Unit + "/" + b.Unit}
	s.claimed[at], s.claimed[g["fx"]], s.claimed[g["fx2"]] = true, true, true
	worth.Start, worth.End = s.tokens[g["fx"]].start, s.tokens[g["fx2"]].end // both sides are the one figure
	s.subject.from = s.printed(worth.Start, worth.End)
	o.Evidence = s.evidence(token{kind: 'M'}, worth, p)
	s.add(o, worth, false, rule)
	s.subject = before
	return true
}

func one(n quantity.Number) bool { return n.Value.Cmp(quantity.Amount{Coef: 1}) == 0 && !n.Scaled }

// day is the one date that a sentence names, or the end of the period where it
// says so in words.
func (s *sentence) day() when {
	var day when
	for _, m := range fiscal.Scan(s.text) {
		p := s.resolve(m, s.current.Period)
		if !p.IsInstant() || day.Known() && day.Period != p {
			continue
		}
		day = when{p, s.printed(m.Start, m.End)}
	}
	if !day.Known() && s.current.Known() && periodEndForm.MatchString(s.text) {
		day = when{fiscal.Instant(s.current.End), s.current.source}
	}
	return day
}
