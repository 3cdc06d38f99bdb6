package statement

import (
	"tickmark/extract"
	"tickmark/extract/vocabulary"
)

// overtime reports whether a row that has no metric at a date would have one over a
// time: its column's date is not read to its end. Those of a balance sheet are.
func (r *reader) overtime(s sheet, o extract.Fact, m meaning, l line) bool {
	if s.caption.statement == vocabulary.Balance || o.Metric != "" || m.part != "" || !o.Period.IsInstant() {
		return false
	}
	match, ok := r.words.Match(l.label, vocabulary.Context{Section: l.section})
	if !ok || !r.money(match.Metric) {
		return false
	}
	metric, ok := r.words.Metric(match.Metric)
	return ok && !metric.Instant
}
