package vocabulary

import (
	"slices"
	"strings"

	"tickmark/extract/quantity"
)

// place is a Context in common form.
type place struct {
	statement Statement
	section   string // words between spaces, with a space at both ends
	instant   bool
	unit      quantity.Unit
	foreign   bool // rows here are parts of something that the section names
}

// foreignSections name something whose parts are listed under the labels of
// other things: "Share-based compensation: cost of revenues 12".
var foreignSections = []string{" share based compensation ", " share based payment ", " amortization ", " depreciation ", " allocated ", " related party ", " discontinued operation ",
	" 股 份 为 基 础 ", " 股 份 支 付 ", " 股 份 报 酬 ", " 股 份 酬 金 ", " 折 旧 ", " 摊 销 "}

// place has the section in common form. A table without a title may have sections that
// tell which statement it is.
func (c Context) place(section string) place {
	p := place{statement: c.Statement, instant: c.Instant, unit: c.Unit}
	p.section = " " + section + " "
	if p.statement == Highlights {
		p.statement = ""
	}
	if p.statement == "" {
		p.statement = sectionStatement(p.section)
	}
	p.foreign = p.statement != CashFlow && p.statement != Balance && holdsAny(p.section, foreignSections)
	return p
}

func sectionStatement(section string) Statement {
	switch {
	case holdsAny(section, []string{" operating activity ", " investing activity ", " financing activity ", " 经 营 活 动 ", " 投 资 活 动 ", " 筹 资 活 动 ", " 融 资 活 动 "}):
		return CashFlow
	case holdsAny(section, []string{" current asset ", " noncurrent asset ", " current liability ", " noncurrent liability ", "流 动 资 产 ", "流 动 负 债 "}):
		return Balance
	}
	return ""
}

func (c Condition) sectioned() bool { return c.Current || c.Noncurrent || len(c.Under) > 0 }

func (c Condition) equal(o Condition) bool {
	return slices.Equal(c.In, o.In) && c.Current == o.Current && c.Noncurrent == o.Noncurrent &&
		slices.EqualFunc(c.Under, o.Under, slices.Equal) && slices.Equal(c.NotUnder, o.NotUnder) && c.Marked == o.Marked && c.Unmarked == o.Unmarked
}

// holds says that the section of p is one that c asks for.
func (c Condition) holds(p place) bool {
	switch {
	case p.foreign && len(c.Under) == 0, holdsAny(p.section, c.NotUnder):
		return false
	case c.Current && !p.current(), c.Noncurrent && !p.noncurrent():
		return false
	}
	for _, phrases := range c.Under {
		if !holdsAny(p.section, phrases) {
			return false
		}
	}
	return true
}

func (p place) noncurrent() bool {
	return strings.Contains(p.section, " noncurrent ") || strings.Contains(p.section, " 非 流 动 ") || strings.Contains(p.section, " long term ")
}

func (p place) current() bool {
	return !p.noncurrent() && (strings.Contains(p.section, " current ") || strings.Contains(p.section, " 流 动 "))
}
