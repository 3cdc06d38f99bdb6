package prose

import (
	"slices"
	"strings"

	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
)

// counted are the things that a plain number counts; they say nothing more.
var counted = map[string]bool{"units": true, "vehicles": true, "people": true, "customers": true, "users": true, "stores": true, "employees": true,
	"辆": true, "輛": true, "人": true, "家": true, "名": true, "户": true, "戶": true, "个": true, "個": true, "台": true, "座": true}

// lengths are periods that are named by their length alone: they are the
// document's own, where that is as long.
var lengths = map[string]fiscal.Mention{
	"for the quarter": {Months: 3}, "in the quarter": {Months: 3}, "during the quarter": {Months: 3},
	"for the year": {Months: 12}, "during the year": {Months: 12}, "in the year": {Months: 12},
	"for the period": {Relation: fiscal.Current}, "during the period": {Relation: fiscal.Current},
}

// lengthAt is the period that words begin with; "in the year of 2023" is
// another.
func lengthAt(words []word) (fiscal.Mention, bool) {
	if len(words) < 3 || words[1].text != "the" || len(words) > 3 && (words[3].text == "of" || words[3].text == "ended" || words[3].text == "ending") {
		return fiscal.Mention{}, false
	}
	m, ok := lengths[words[0].text+" the "+words[2].text]
	return m, ok
}

// figures are the numbers and periods of a text. A number within a period is part
// of it, unless it has a unit.
func figures(text string, dollars bool, in *room) []token {
	out := in.pieces[:0]
	in.malformed = in.malformed[:0]
	numbers := quantity.Scan(text)
	if len(numbers) == 0 && !strings.Contains(text, "nil") && !strings.Contains(text, "零") {
		return out
	}
	mentions := mentionsOf(text)
	for _, n := range numbers {
		kind := kindOf(n, dollars)
		inside := -1
		for i, m := range mentions {
			if n.Start < m.End && m.Start < n.End {
				inside = i
			}
		}
		if inside >= 0 && (kind == 'C' || kind == 'x') {
			continue
		}
		if inside >= 0 {
			mentions = append(mentions[:inside:inside], mentions[inside+1:]...)
		}
		if n.Malformed && (n.Unit != "" || n.Scaled || dollars) {
			in.malformed = append(in.malformed, n)
		}
		out = append(out, token{kind: kind, start: n.Start, end: n.End, number: n})
	}
	for _, m := range mentions {
		out = append(out, token{kind: 'T', start: m.Start, end: m.End, period: m})
	}
	return out
}

// bothForm is two lengths up to one day: "the three and nine months ended". Of
// lengths in weeks bothWeeks is.
var bothForm = pattern.New(`(?i)\b(three|six)(?:[- ]months?)? and (?:six|nine|twelve)[- ]months?\b`)

var bothWeeks = pattern.New(`(?i)\b(thirteen|13|fourteen|14|twenty[- ]six|26|twenty[- ]seven|27) and (?:twenty[- ]six|26|twenty[- ]seven|27|thirty[- ]nine|39|forty|40|fifty[- ]two|52|fifty[- ]three|53)[- ]weeks?\b`)

// mentionsOf is the periods that a text names, of two lengths up to one day
// both.
func mentionsOf(text string) []fiscal.Mention {
	mentions := Periods(text)
	m := bothForm.FindStringSubmatchIndex(text)
	weeks := m == nil
	if weeks {
		m = bothWeeks.FindStringSubmatchIndex(text)
	}
	if m == nil {
		return mentions
	}
	for i, long := range mentions {
		if long.Start >= m[3] && long.Start < m[1] && long.Months > 3 {
			short := fiscal.Mention{Start: m[2], End: m[3], Months: 3, Date: long.Date}
			if text[m[2]] == 's' || text[m[2]] == 'S' {
				short.Months = 6
			}
			if weeks {
				counted := fiscal.Scan(text[m[2]:m[3]] + " weeks")[0]
				short.Months, short.Weeks = counted.Months, counted.Weeks
			}
			return slices.Insert(slices.Clone(mentions), i, short)
		}
	}
	return mentions
}

func kindOf(n quantity.Number, dollars bool) byte {
	switch {
	case n.Malformed:
		return 'x'
	case n.Unit == quantity.Percent:
		return 'P'
	case n.Unit == quantity.Points:
		return 'Q'
	case n.Unit == quantity.Ratio:
		return 'X'
	case n.Unit != "" || n.Dollar && dollars:
		return 'M'
	case n.Dollar:
		return 'x'
	}
	return 'C'
}
