package prose

import (
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
	"tickmark/extract/vocabulary"
)

var (
	unnamedForm = pattern.New(`^([xlLAcOoFm]*?)(T)?(?:I` + num + `|SPO|[YWH]?[UD][YWH]?B?[PQ]|[UD]?F` + num + `|[UD]t` + num + `)`)
	refusedForm = pattern.New(`(?i)^(?:in|for|during|as|at|compared|if|when|while|since|because|due|driven|excluding|including|under|of|there|such|who|where|among|based|with|by|on|upon|after|before|and|or|but|each|one|to|our|as)\b|\b(?:that|which|because|believes?|said|says|we|he|she|it|who|when|if|not|has|have|had|been|was|were|is|are|due|driven|primarily|mainly|partially|offset|by)\b|[由从從因]於|由于|主要|帶來|带来`)
	// what stands before the numbers by which one calls in and listens
	dialForm   = pattern.New(`(?i)\b(?:ID|passcode|pass code|access code|PIN|dial-in|telephone|phone|fax|replay|conference|ISIN|CUSIP|stock code)\b|會議|会议|電話|电话|密碼|密码|代碼|代码|代號|代号`)
	issuerForm = pattern.New(`(?i)^(?:company|group|corporation|bank|firm|management|本?公司|本?集[团團])$`)
)

// maxLabel is the longest name of an unknown subject, in bytes.
const maxLabel = 240

// unnamed takes the words before the first verb as the subject's label where
// the vocabulary has none for them: as reported first, normalized second.
func (s *sentence) unnamed(all string, i int) int {
	m := unnamedForm.FindStringSubmatchIndex(all[i:])
	if m == nil || m[3] == 0 || all[i] == 'c' || all[i] == 'o' || all[i] == 'O' {
		return i
	}
	words := all[i : i+m[3]]
	if !strings.ContainsAny(words, "xlc") {
		return i
	}
	end := i + m[3]
	label := tidy(s.text[s.tokens[i].start:s.tokens[end-1].end])
	if len(label) > maxLabel || refusedForm.MatchString(label) || issuerForm.MatchString(label) || strings.ContainsAny(label, "0123456789") {
		return i
	}
	number := s.tokens[i+m[1]-1]
	if number.kind == 'O' {
		number = s.tokens[i+m[1]-2]
	}
	if strings.IndexByte("MPQN", number.kind) < 0 && ideographs(label) {
		return i
	}
	if number.kind == 'C' && dialForm.MatchString(label) {
		return i
	}
	if number.kind == 'C' && all[i+m[1]-2] == 'I' && strings.HasPrefix(s.text[s.tokens[i+m[1]-2].start:], ":") {
		return i // "Nasdaq: 9999"
	}
	sub := subject{label: label, from: s.printed(s.tokens[i].start, s.tokens[end-1].end)}
	if number.kind == 'C' {
		sub.match.Basis = extract.Operating
	}
	switch {
	case vocabulary.NonGAAPMark(label):
		sub.match.Basis = extract.NonGAAP
	case s.partOfRevenues(i, end) && !adjustedForm.MatchString(label):
		sub.match.Basis, sub.basis = s.context.Basis, s.context.BasisSource
	}
	sub.match.Loss = vocabulary.LossNoun(label)
	s.take(sub, s.lengthy(label))
	s.rule = "prose/unnamed@4"
	return end
}

// prefixForm ends with such a word before a label that the vocabulary has.
var prefixForm = pattern.New(`(?i)\b(?:full[- ]year|annual|quarterly) (?:total |net |adjusted |consolidated )?$`)

// lengthForm begins a label that says how long its period is.
var lengthForm = pattern.New(`(?i)^(?:(full[- ]year|annual)|quarterly)\b`)

// lengthy is the period of a label that names its length, where the section's
// is of another: "Full year revenues" in the release of a fourth quarter.
func (s *sentence) lengthy(label string) when {
	m := lengthForm.FindStringSubmatch(label)
	months := 3
	switch {
	case m == nil || s.leading.Known():
		return when{}
	case m[1] != "":
		months = 12
	}
	if s.current.Months() == months {
		return s.current
	}
	for _, p := range append([]fiscal.Period{s.context.Period}, s.context.Others...) {
		if p.Months() == months && p.End == s.context.Period.End && (s.context.Several || s.current.Known()) {
			return when{p, s.context.PeriodSource}
		}
	}
	if !s.current.Known() {
		return when{}
	}
	if months == 12 && s.current.End.Closes().Month != s.context.Calendar.YearEnd {
		s.unclear = true
		return when{}
	}
	return when{s.context.Calendar.Ended(months, s.current.End), s.current.source}
}

// adjustedForm are words by which a measure leaves the framework.
var adjustedForm = pattern.New(`(?i)\b(?:before|excluding|ex|adjusted|core|underlying|organic|pro forma|constant)\b|撇除|剔除|不包括|经调整|經調整`)

// partOfRevenues says that the words of tokens i to end speak of revenues, or
// of their cost: a line of the income statement, though none that has a metric.
func (s *sentence) partOfRevenues(i, end int) bool {
	for _, t := range s.tokens[i:end] {
		if m := t.label.Metric; (t.kind == 'L' || t.kind == 'l') && (m == "Revenues" || m == "CostOfRevenue") {
			return true
		}
	}
	return false
}

func ideographs(label string) bool {
	for _, r := range label {
		if r >= 0x2e80 && r <= 0x9fff {
			return true
		}
	}
	return false
}

// tidy is a label without marks in brackets, doubled spaces and quotes.
func tidy(label string) string {
	return strings.Trim(strings.Join(strings.Fields(label), " "), " “”\"'’,:•●*-")
}
