package statement

import (
	"strings"

	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
)

// The heads that name a period by its relation and say nothing else, below one
// that dates the columns of both.
var (
	priorOnly = pattern.New(`(?i)^(?:the )?(?:(?:prior|previous|last)[- ](?:fiscal |financial )?year(?:[- ](?:quarter|period))?|(?:prior|previous|comparative|corresponding)[- ]period|comparatives?)$|` +
		`^(?:上一?年度?|去年|上期|(?:上年|去年)同期|[比较較]{2}[期数數]间?間?)(?:[数數]|金[额額]|发生额|發生額)?$`)
	currentOnly = pattern.New(`(?i)^(?:the )?(?:this|current)[- ](?:fiscal |financial |reporting )?(?:year|period)(?:[- ](?:quarter|period))?$|` +
		`^本(?:年度?|期[间間]?|[报報]告期)(?:[数數]|金[额額]|发生额|發生額)?$`)
)

// relationBelow reads the lowest head that names a period by its relation alone, and
// the period that the heads over it name in full.
func (r *reader) relationBelow(stack []string) (relation, fiscal.Period) {
	for i := len(stack) - 1; i >= 0; i-- {
		text := strings.TrimSpace(stack[i])
		switch {
		case priorOnly.MatchString(text):
			return prior, r.over(strings.Join(stack[:i], " "))
		case currentOnly.MatchString(text):
			return current, r.over(strings.Join(stack[:i], " "))
		}
	}
	return 0, fiscal.Period{}
}

// namedAbove is the one period that heads over relations name, unknown where they
// name several; ok reports whether they name any.
func namedAbove(cols []column) (p fiscal.Period, ok bool) {
	for _, c := range cols {
		if !c.above.Known() {
			continue
		}
		if ok && c.above != p {
			return fiscal.Period{}, true
		}
		p, ok = c.above, true
	}
	return p, ok
}
