package prose

import (
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
)

// list is what an open list of items takes from its lead-in.
type list struct {
	when
	marked bool // its items begin with a bullet or a number
	items  int
}

// Bounds of what sets a scope, and of an item without a mark, in bytes.
const (
	maxHeading = 200
	maxItem    = 400
)

var (
	itemForm    = pattern.New(`^\s*(?:[•●·▪■◆‣–—*-]\s|[(（][0-9a-zivx]{1,4}[)）]|[0-9]{1,2}[.)、]\s*\D|[（(]?[一二三四五六七八九十]{1,3}[)）、]|[①-⑳])`)
	againstForm = pattern.New(`(?i)(?:compared|comparing|comparison|versus|vs\.?|against|than|over|from)\s+(?:with|to)?\s*(?:those of|that of)?\s*(?:the)?\s*$|[较較比]\s*$`)
)

// scopeOf is the period that a heading or a lead-in names, and whether it
// names any. Of one that is not understood, and of two, the period is unknown:
// no wider scope stands in for it.
func (r *reader) scopeOf(b extract.Block) (named when, names bool) {
	for _, m := range mentionsOf(b.Words) {
		switch {
		case m.Relation != 0 || names && againstForm.MatchString(b.Words[:m.Start]):
			continue // what is compared with
		case m.Alone():
			return when{}, true // of that month, or printed then
		}
		p := r.resolve(m)
		if p.IsInstant() && !m.Instant {
			continue // printed that day
		}
		if !p.Known() || p.End != r.context.Period.End && r.context.Period.End.Before(p.End) && !p.IsInstant() || named.Known() && named.Period != p {
			return when{}, true
		}
		named, names = when{p, scoped(b, m.Start, m.End)}, true
	}
	return named, names
}

// resolve is the period that a mention names in a document, whichever of its
// periods it is seen from.
func (r *reader) resolve(m fiscal.Mention) fiscal.Period {
	if bare(m) && r.context.Calendar.YearEnd != 0 {
		m.Months = 12
	}
	for _, from := range append([]fiscal.Period{r.context.Period}, r.context.Others...) {
		if p := m.Resolve(from, r.context.Calendar); p.Known() {
			return p
		}
	}
	numbered := m.Quarter > 0 && (r.context.Number == 0 || m.Quarter == r.context.Number)
	if numbered && r.context.Calendar.YearEnd == 0 && r.context.Period.Months() == 3 && (m.Date.Year == 0 || m.Date.Year == r.context.Period.End.Year) {
		return r.context.Period // of a calendar that nobody knows
	}
	return fiscal.Period{}
}

// figured reports whether words hold an amount: they say something, and are no
// scope.
func figured(words string) bool {
	for _, n := range quantity.Scan(words) {
		if n.Unit != "" || n.Dollar {
			return true
		}
	}
	return false
}

// headed is the period that the paragraphs under a heading are about: the one
// that the heading names. One that names a measure goes on with the section,
// one that names a topic begins a new one; under any other nobody says whether
// a section of another period than the document's goes on.
func (r *reader) headed(b extract.Block, before when) when {
	if len(b.Words) > maxHeading || figured(b.Words) {
		return before
	}
	if named, names := r.scopeOf(b); names && !named.IsInstant() {
		return named
	}
	switch document := r.document(); {
	case measureForm.MatchString(b.Words) || before.Period == document.Period:
		return before
	case topicForm.MatchString(b.Words):
		return document
	}
	return when{}
}

// document is the period that the document reports on; of two current ones it
// has none.
func (r *reader) document() when {
	if r.context.Several {
		return when{}
	}
	return when{r.context.Period, r.context.PeriodSource}
}

// A line of plain words parts a document as a heading does where nothing tells
// its type: "Full Year 2025 Highlights". It is set in title case, ends without
// a stop and holds no figure but its period.
const maxTitle = 100

var (
	titleWords = pattern.New(`^(?:[A-Z][A-Za-z’'&/-]*|and|or|of|for|the|in|to|on|with|ended|\d{1,4},?|[(),–—-])(?: +(?:[A-Z][A-Za-z’'&/-]*,?|and|or|of|for|the|in|to|on|with|ended|\d{1,4},?|[(),–—-]))*:?$`)
	// what a part of a section is about, which goes on
	measureForm = pattern.New(`(?i)\b(?:revenues?|income|expenses?|costs?|profits?|loss|margins?|EBITDA?|tax(?:es)?|sales|earnings)\b|收入|收益|成本|费用|費用|开支|開支|利润|利潤|溢利|亏损|虧損|毛利|税`)
	topicForm   = pattern.New(`(?i)\b(?:highlights?|results?|performance|review|overview|summary|updates?|metrics|data|discussion|outlook|guidance|developments?|statements?|conference)\b|摘要|回[顾顧]|概[况況览覽要]|展望|[业業][绩績]|[数數]据|讨论|討論|分析|[资資]料`)
)

// parted is the period of what follows a line: a title's, where it names one
// and a topic.
func (r *reader) parted(b extract.Block, before when) when {
	words := b.Words
	if !titled(words) {
		return before
	}
	named, names := r.scopeOf(b)
	switch {
	case !names && before.Period != r.document().Period && !measureForm.MatchString(words):
		return when{}
	case names && !named.IsInstant() && topicForm.MatchString(words):
		return named
	}
	return before
}

// titled reports whether a paragraph is a title.
func titled(words string) bool {
	return len(words) <= maxTitle && titleWords.MatchString(words) && !expectForm.MatchString(words)
}

// within is the period of paragraph i: its list's, while that goes on, else
// the section's.
func (r *reader) within(t extract.Text, i int) when {
	words := t.Blocks[i].Words
	if r.list == nil {
		return r.section
	}
	marked := itemForm.MatchString(words)
	if r.list.items == 0 {
		r.list.marked = marked
	}
	switch {
	case titled(words):
		r.list = nil
	case marked == r.list.marked && (marked || len(words) <= maxItem):
	case r.list.marked && nextItem(t, i): // an item that runs on
	default:
		r.list = nil
	}
	if r.list == nil {
		return r.section
	}
	r.list.items++
	return r.list.when
}

// nextItem reports whether what follows block i, page ends aside, is an item.
func nextItem(t extract.Text, i int) bool {
	for _, b := range t.Blocks[i+1:] {
		if b.Kind != extract.Furniture {
			return b.Kind == extract.Paragraph && itemForm.MatchString(b.Words)
		}
	}
	return false
}

// lead begins a list where paragraph b leads to one. Its items are of the
// period that it names, and of its own where it names none.
func (r *reader) lead(b extract.Block, own when) {
	words := strings.TrimRight(b.Words, " ")
	if !strings.HasSuffix(words, ":") && !strings.HasSuffix(words, "：") {
		return
	}
	named, names := when{}, false
	if !figured(words) {
		named, names = r.scopeOf(b)
	}
	if !names {
		named = own
	}
	r.list = &list{when: named}
}
