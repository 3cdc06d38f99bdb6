package prose

import (
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
)

// maxPart is the longest heading that names a part of the group, in bytes.
const maxPart = 72

var (
	partHeading = pattern.New(`(?i)\b(?:segments?|business(?:es)?|division|unit|subsidiary|resorts?|solutions|services|products|packaging|logistics)$|(?:业务|業務|板块|板塊|分部|事业部|事業部|服务|服務|产品线|產品線|子公司)$`)
	issuerTitle = pattern.New(`(?i)\b(?:inc|ltd|limited|corp|corporation|company|plc|holdings)\b|公司|集[团團]|主[营營]|主要`)
	periodWords = pattern.New(`(?i)\b(?:quarter|year|half|months|ended|the|for|in|of|and|fiscal|full)\b|[^\p{L}]`)
	cornerForm  = pattern.New(`^[A-Z][A-Za-z&’'-]+(?: (?:[A-Z][A-Za-z&’'-]+|and|of))*$`)
	cornerWords = pattern.New(`(?i)\b(?:items?|particulars|category|description|notes?|total|consolidated|unaudited|audited|assets|liabilities|results|adjusted|gaap|summary|selected|metrics|reconciliation|statements?|data|highlights|currency|change)\b`)
)

// partOf is whose figures stand below a heading, where it is not the group's.
// A heading that is only a period goes on with the part before it, one of a
// topic or of the whole ends it, and under any other nobody says whether it
// goes on.
func (r *reader) partOf(words string, before owner) owner {
	words = strings.TrimSpace(words[len(markForm.FindString(words)):])
	words = strings.TrimRight(words, " :：")
	if len(words) > maxPart || words == "" || figured(words) || onlyPeriod(words) {
		return before
	}
	of, named := r.elsewhere(words)
	switch {
	case named && partHeading.MatchString(before.segment) && of.segment == words:
		return owner{unsure: true}
	case named && !partHeading.MatchString(words):
		return of
	case topicForm.MatchString(words):
		return owner{}
	case partHeading.MatchString(words) && !issuerTitle.MatchString(words) && !measureForm.MatchString(words) && strings.ContainsAny(words, " 业業板分服产產子"):
		return owner{segment: words}
	case before.said():
		return owner{unsure: true}
	}
	return before
}

// onlyPeriod reports whether a heading says nothing but a period.
func onlyPeriod(words string) bool {
	mentions := fiscal.Scan(words)
	if len(mentions) == 0 {
		return false
	}
	rest := ""
	at := 0
	for _, m := range mentions {
		rest += words[at:m.Start]
		at = m.End
	}
	rest += words[at:]
	for {
		m := periodWords.FindStringIndex(rest)
		if m == nil {
			return rest == ""
		}
		rest = rest[:m[0]] + rest[m[1]:]
	}
}

// titledTable is the part of the group that the corner of a table names, whose
// rows are measures that parts have: the text below the table goes on about it.
func (r *reader) titledTable(t *extract.Table) owner {
	if t == nil || len(t.Rows) < 3 {
		return owner{}
	}
	corner, ok := t.Rows[0].Label()
	if !ok || len(t.Rows[0].Cells) < 2 || len(corner.Text) > maxPart || !cornerForm.MatchString(corner.Text) || cornerWords.MatchString(corner.Text) ||
		issuerTitle.MatchString(corner.Text) || measureForm.MatchString(corner.Text) || len(r.words.Find(corner.Text)) > 0 || len(fiscal.Scan(corner.Text)) > 0 {
		return owner{}
	}
	for _, row := range t.Rows[1:] {
		label, ok := row.Label()
		if !ok {
			continue
		}
		for _, f := range r.words.Find(label.Text) {
			if f.Whole && partMetrics[f.Metric] && f.Span.Start == 0 {
				return owner{segment: corner.Text}
			}
		}
	}
	return owner{}
}
