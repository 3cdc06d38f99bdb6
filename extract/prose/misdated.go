package prose

import (
	"slices"
	"strings"

	"tickmark/extract/fiscal"
)

// earlier reports whether a sentence begins with the period a year before the
// document's, and sets its figures against a year before that. In the report of
// a quarter or a half-year that is the year mistyped, "2022年1-3月，收入…，较去年
// 同期下降…" in the first quarter of 2023, or nobody knows.
func (s *sentence) earlier(all string) bool {
	p := s.context.Period
	if !s.leading.Known() || p.Months() == 12 || p.Months() == 0 || s.leading.Period != s.context.Calendar.Shift(p, -12) {
		return false
	}
	return strings.Contains(all, "Y") || slices.ContainsFunc(s.tokens, func(t token) bool {
		return t.kind == 'T' && t.period.Relation == fiscal.YearEarlier && t.period.Date.Year == 0
	})
}
