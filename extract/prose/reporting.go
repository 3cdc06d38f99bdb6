package prose

import (
	"strings"

	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

// Who reports, and what: "ACME reported basic net income of M".
var (
	reportingForm = pattern.New(`^\s*(?:[A-Z]\S* )(?:\S+ ){0,3}(?:reported|posted|recorded) `)
	reportedForm  = pattern.New(`^[xlLm]*[lL][xlLmFA]*OM`)
)

// reporting gives the first token of what somebody reports, and the sentence
// with the "of" behind it turned into a verb; 0 where nobody does.
func (s *sentence) reporting(all string) (string, int) {
	m := reportingForm.FindStringIndex(s.text)
	if m == nil {
		return all, 0
	}
	i := 0
	for i < len(s.tokens) && s.tokens[i].start < m[1] {
		i++
	}
	if i == 0 || strings.Trim(all[:i], "x") != "" {
		return all, 0
	}
	label := reportedForm.FindStringIndex(all[i:])
	if label == nil {
		return all, 0
	}
	of := i + label[1] - 2
	if of == i+1 && all[i] == 'L' {
		return all, i // the grammar reads it
	}
	s.tokens[of].kind = 'I'
	return all[:of] + "I" + all[of+1:], i
}

// dividendMetric is what is declared on a share, for the period named.
const dividendMetric = "DividendsDeclaredPerShare"

// dividend reads "a dividend of M per share for T".
func (s *sentence) dividend(g found, rule string) bool {
	i := g["dividend"]
	p := s.at(g, "levT")
	if !s.tokens[i].number.Unit.PerShare() || !p.Known() || p.IsInstant() {
		return false
	}
	before, metric, dims := s.subject, s.metric, s.dims
	s.subject = &subject{match: vocabulary.Match{Metric: dividendMetric, Positive: true}, known: true, label: "dividend",
		from: s.printed(s.tokens[i-1].start, s.tokens[i-1].end)}
	s.metric, s.dims = dividendMetric, nil
	s.observe(i, p, nil, false, rule)
	s.subject, s.metric, s.dims = before, metric, dims
	return true
}

// translated says that a comparative per share is printed in another currency
// than the document's: it is translated at this document's rate, each release
// gives another figure for the same period, and none was reported.
func (s *sentence) translated(n quantity.Number) bool {
	c := s.context.Currency
	return c != "" && n.Unit.PerShare() && !strings.HasPrefix(string(n.Unit), string(c)+"/")
}
