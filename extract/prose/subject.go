package prose

import (
	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
	"tickmark/extract/vocabulary"
)

// take makes sub what the following figures are about.
func (s *sentence) take(sub subject, p when) {
	s.subject, s.period, s.bound = &sub, p, true
	s.dims, s.metric, s.rule = nil, sub.match.Metric, ""
}

// outflowForm is a noun that makes a plain figure of net cash negative.
var outflowForm = pattern.New(`(?i)\bused (?:in|for)\b|\boutflows?\b|流出|所用|動用|耗用|使用`)

func (s *sentence) subjectOf(t token) subject {
	sub := subject{match: t.label.Match, known: true, label: tidy(s.text[t.start:t.end]), from: s.printed(t.start, t.end), owner: s.ownerAt(t.start)}
	if sub.match.Nature == vocabulary.Signed && sub.match.Polarity == 0 && outflowForm.MatchString(sub.label) {
		sub.match.Loss = true
	}
	if sub.match.Nature == vocabulary.Signed && sub.match.Polarity == 0 && lossForm.MatchString(string(sub.match.Metric)) && expenseForm.MatchString(sub.label) {
		sub.match.Loss = true
	}
	return sub
}

// A noun of what is lost or spent, where the element counts what is gained.
var (
	lossForm    = pattern.New(`IncomeExpense|GainLoss`)
	expenseForm = pattern.New(`(?i)\b(?:expenses?|loss(?:es)?)(?:, net)?$|(?:损失|損失|费用|費用|开支|開支|支出)(?:净额|淨額)?$`)
)

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

// same says that a label said again means the subject. It may say whether the
// other figure was a loss. A subject that the vocabulary does not know begins
// with it: "Gross profit margin for the advertising business".
func (s *sentence) same(again subject) bool {
	if s.subject != nil && !s.subject.known {
		return s.begins(s.subject.label, again.match.Metric)
	}
	return s.subject != nil && again.match.Metric == s.subject.match.Metric && (again.match.Basis == s.subject.match.Basis)
}

// begins says that a label begins with the name of a metric.
func (s *sentence) begins(label string, id extract.Metric) bool {
	for _, f := range s.words.Find(label) {
		if f.Span.Start == 0 && f.Metric == id {
			return true
		}
	}
	return false
}
