package prose

import (
	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

// observe makes an observation of the figure of token i, and of its twin in
// another currency. It is false where period, unit or metric do not fit.
func (s *sentence) observe(i int, p when, dims extract.Dimensions, loss bool, rule string) bool {
	t := s.tokens[i]
	loss = loss && !t.gain
	unit, ok := s.unit(t, dims)
	dims, sure := s.ofOwner(dims)
	ok = ok && sure && !(s.scaled && t.kind == 'M' && unscaled(t.number, unit))
	o := extract.Fact{Metric: s.metric, Label: s.subject.label, Dimensions: dims, Basis: s.basis(), Period: p.Period}
	if !ok || !s.fits(p.Period) || t.kind == 'M' && s.metric == "" && !p.IsInstant() && balance(s.subject.label) {
		return false
	}
	o.Unit = unit
	s.claimed[i] = true
	n := t.number
	if t.kind == 'N' {
		n = quantity.Number{Start: t.start, End: t.end, From: t.start, To: t.end, Value: zero}
	}
	o.Evidence = s.evidence(t, n, p)
	s.add(o, n, loss, rule)
	for _, twin := range t.twins {
		o.Unit = twin.Unit
		if unit.PerShare() && o.Unit.Currency() {
			o.Unit = o.Unit.Per(unit[4:])
		}
		o.Evidence = s.evidence(token{kind: 'M'}, twin, p)
		s.add(o, twin, loss, rule)
	}
	return true
}

func (s *sentence) add(o extract.Fact, n quantity.Number, loss bool, rule string) {
	o.Value = s.signed(n.Value, loss && o.Dimensions[extract.DimChange] == "")
	if o.Unit.Currency() {
		o.Value = roundedOut(o.Value)
	}
	o.Qualifier = extract.Qualifier(n.Qualifier)
	span := extract.Span{Start: s.offset + n.Start, End: s.offset + n.End}
	printed := extract.Span{Start: s.offset + n.From, End: s.offset + n.To}
	o.Witnesses = []extract.Witness{{
		Place: s.source.SpanPlace(span), Quote: span.Of(s.source.Words), Printed: printed.Of(s.source.Words), Rule: rule,
		Value: o.Value, At: extract.At{Block: s.block, Row: -1, Cell: -1}, Span: span,
	}}
	s.facts = append(s.facts, o)
}

// signed gives a figure its element's sign: the noun loss makes a plain
// number negative, and a cost is positive.
func (s *sentence) signed(v quantity.Amount, loss bool) quantity.Amount {
	switch {
	case loss && v.Sign() > 0:
		return v.Neg()
	case s.subject.match.Positive && s.metric == s.subject.match.Metric && len(s.dims) == 0 && !loss:
		return v
	}
	return v
}

// basis: what the label says, else the document's framework for a metric of
// the vocabulary, else unknown.
func (s *sentence) basis() extract.Basis {
	switch {
	case s.subject.match.Basis != "":
		return s.subject.match.Basis
	case s.subject.known:
		return s.context.Basis
	}
	return ""
}

// fits says that a period is known, one that issuers report on, and of the
// metric's type.
func (s *sentence) fits(p fiscal.Period) bool {
	if !p.Known() || !p.IsInstant() && !p.Reported() {
		return false
	}
	m, ok := s.words.Metric(s.metric)
	return !ok || m.Instant == p.IsInstant()
}

// A label of what stands on a day and not over a time: total borrowings, the
// balance of loans. Behind a preposition such a word says what a flow is of.
var (
	balanceForm = pattern.New(`(?i)^(?:the )?(?:\S+ )?balances? of\b|\b(?:assets|liabilities|borrowings|deposits|loans(?: and advances)?|receivables|payables|inventories|balances?|assets under management|(?:registered|share|issued) capital)$|(?:餘額|余额|結餘|结余|[注註][册冊][资資]本|股本)$`)
	flowForm    = pattern.New(`(?i)\b(?:of|from|on|in|for|by|to)\b`)
)

// balance says that a label is one of a balance.
func balance(label string) bool {
	at := balanceForm.FindStringIndex(label)
	return at != nil && !flowForm.MatchString(label[:at[0]])
}

// unit is what a figure of the subject is counted in; false where the metric
// cannot be counted in that.
func (s *sentence) unit(t token, dims extract.Dimensions) (quantity.Unit, bool) {
	u := t.number.Unit
	switch t.kind {
	case 'N':
		u = s.context.Currency
	case 'M':
		if u == "" {
			u = quantity.USD
		}
		u = s.perShare(u)
	case 'C':
		u = s.countOf()
		if t.number.Value.Exp < 0 {
			return "", false
		}
	case 'P', 'Q':
		if dims[extract.DimChange] != "" || dims[extract.DimShareOf] != "" {
			return u, true
		}
	}
	m, ok := s.words.Metric(s.metric)
	return u, u != "" && (!ok || m.Admits(u))
}

// countOf is what a plain number of the subject counts, by its label.
func (s *sentence) countOf() quantity.Unit {
	switch label := s.subject.label; {
	case eachOf.MatchString(label):
		return quantity.Ratio
	case vocabulary.PerUnit(label) != "":
	case adsForm.MatchString(label):
		return quantity.ADS
	case sharesForm.MatchString(label):
		return quantity.Shares
	}
	return quantity.Count
}

var (
	eachOf     = pattern.New(`(?i)^(?:each|one|1) (?:ADS|American depositary share)s?\b`)
	adsForm    = pattern.New(`\bADSs?\b`)
	sharesForm = pattern.New(`(?i)\bshares\b|股份(?:總?數目?|总?数量?)?$|股[數数]`)
)

// perShare is the unit of an amount per share or ADS, by its label.
func (s *sentence) perShare(u quantity.Unit) quantity.Unit {
	if !u.Currency() {
		return u
	}
	if per := vocabulary.PerUnit(s.subject.label); per != "" {
		return u.Per(per)
	}
	return u
}
