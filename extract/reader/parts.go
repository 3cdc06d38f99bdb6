package reader

import (
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
	"tickmark/extract/prose"
)

// announcedParts finds the first of the first lines that announces the results
// of numbered parts of a year, or of a year, and those parts.
func announcedParts(lead []string) (line int, parts []fiscal.Mention) {
	for i, words := range lead {
		start, end := announcement(words)
		if start == end || splitYear.MatchString(words[start:end]) {
			continue
		}
		if parts := partsOf(words[start:end]); len(parts) > 0 {
			for j := range parts {
				parts[j].Start += start
				parts[j].End += start
			}
			return i, parts
		}
	}
	return 0, nil
}

// announcement is the sentence of a line that announces results.
func announcement(words string) (start, end int) {
	at := resultsForm.FindStringIndex(words)
	if at == nil {
		return 0, 0
	}
	start, end = 0, len(words)
	for _, m := range sentenceEnd.FindAllStringIndex(words, -1) {
		switch {
		case m[0]+1 <= at[0]:
			start = m[0] + 1
		case m[0] >= at[0]:
			return start, m[0] + 1
		}
	}
	return start, end
}

// sentenceEnd is where a sentence ends and another begins.
var sentenceEnd = pattern.New(`[a-z0-9)”"%]\.[”"]? +[“"]?[A-Z]|。`)

// splitYear is a year that two calendar years share: 2024/25.
var splitYear = pattern.New(`\b20\d\d ?[/／] ?(?:20)?\d\d\b`)

// partsOf is the numbered parts of one year, or the year, that a line names.
func partsOf(line string) []fiscal.Mention {
	var parts []fiscal.Mention
	year, called := 0, false
	for _, m := range prose.Periods(line) {
		if m.Date.Month != 0 {
			continue // the day of the announcement
		}
		if m.Date.Year != 0 {
			if year != 0 && year != m.Date.Year {
				return nil
			}
			year = m.Date.Year
		}
		called = called || m.Fiscal || fiscalForm.MatchString(line[:m.Start])
		if m.Relation == 0 && !m.Trailing && (m.Quarter+m.Half > 0 || m.Months == 12) {
			parts = append(parts, m)
		}
	}
	if year == 0 {
		return nil
	}
	for i := range parts {
		parts[i].Date.Year, parts[i].Fiscal = year, called
	}
	return parts
}

// fiscalForm stands before the number of a year that is called fiscal.
var fiscalForm = pattern.New(`(?i)\b(?:fiscal|financial)(?: year)? ?$`)
