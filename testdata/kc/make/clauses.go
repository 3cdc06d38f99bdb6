package main

import (
	"fmt"
	"math/big"
	"strings"

	"tickmark/testdata"
)

// The functions of this file put paragraphs together from what the table of
// figures holds: a clause without its figure is left out, and a paragraph
// without its first figure is empty.

// measure is a metric in the prose of one release.
type measure struct {
	p                     *page
	name                  string
	current, before, year string // the period, the one before, the one a year ago
}

func (p *page) measure(name string) measure {
	m := measure{p: p, name: name, current: p.release, before: previous(p.release), year: yearAgo(p.release)}
	return m
}

// has finds a figure at the first of some roundings that the table holds.
func (p *page) has(period, name, dims, unit string, decimals ...int) (testdata.Figure, bool) {
	f, err := p.book.find(period, name, dims, unit, decimals...)
	return f, err == nil
}

// figure is the amount of the measure in a period.
func (m measure) figure(period string) (testdata.Figure, bool) {
	return m.p.has(period, m.name, "", "CNY", -5, -6, -7, -8)
}

// size prints an amount without its sign.
func (m measure) size(f testdata.Figure) string {
	if f.Decimals <= -7 {
		return "RMB" + m.p.number(f, 9) + " billion"
	}
	return "RMB" + m.p.number(f, 6) + " million"
}

// twin prints the US$ twin in parentheses, with the mark of a note inside.
func (m measure) twin(mark string) string {
	f, ok := m.p.has(m.current, m.name, "", "USD", -5)
	if !ok {
		return ""
	}
	return " (US$" + m.p.number(f, 6) + mark + " million)"
}

// rate prints a growth rate with its verb, if the table has it.
func (m measure) rate(change string) string {
	f, ok := m.p.has(m.current, m.name, "change="+change, "percent", 1, 0)
	if !ok {
		return ""
	}
	verb := "increased"
	if strings.HasPrefix(f.Value, "-") {
		verb = "decreased"
	}
	return verb + " by " + m.p.number(f, 0) + "%"
}

// comparison is what a clause says of an earlier period.
type comparison struct {
	rate, amount string
	change, when string
}

func (m measure) compare(change, period, when string) comparison {
	c := comparison{rate: m.rate(change), change: map[string]string{"yoy": "year-over-year", "qoq": "quarter-over-quarter"}[change], when: when}
	if f, ok := m.figure(period); ok {
		c.amount = m.size(f)
		if strings.HasPrefix(f.Value, "-") {
			c.amount = "negative " + c.amount
		}
	}
	return c
}

func (c comparison) String() string {
	switch {
	case c.rate != "" && c.amount != "":
		return fmt.Sprintf("%s %s from %s in %s", c.rate, c.change, c.amount, c.when)
	case c.rate != "":
		return c.rate + " " + c.change
	case c.amount != "":
		return "compared with " + c.amount + " in " + c.when
	}
	return ""
}

func (m measure) sameQuarter() string {
	year, _ := span(m.year)
	return fmt.Sprintf("the same quarter of %d", year)
}

func (m measure) lastQuarter() string {
	year, q := span(m.before)
	return fmt.Sprintf("the %s quarter of %d", ordinals[q-1], year)
}

var ordinals = [...]string{"first", "second", "third", "fourth"}

// line prints the paragraph of a positive measure: its amount and US$ twin,
// the growth on the year and on the quarter, and what else is to be said.
func (p *page) line(label, verb, name string, more ...string) string {
	m := p.measure(name)
	f, ok := m.figure(m.current)
	if !ok {
		return alone(more)
	}
	text := fmt.Sprintf("<B>%s</B> %s %s%s", label, verb, m.size(f), m.twin(p.mark(name)))
	year, quarter := m.compare("yoy", m.year, m.sameQuarter()), m.compare("qoq", m.before, m.lastQuarter())
	switch a, b := year.String(), quarter.String(); {
	case year.rate == "" && year.amount != "" && quarter.rate == "" && quarter.amount != "":
		text += fmt.Sprintf(", compared with %s in %s and %s in %s", year.amount, year.when, quarter.amount, quarter.when)
	case a != "" && b != "":
		text += ", " + a + " and " + b
	case a+b != "":
		text += ", " + a + b
	}
	return paragraph(text+".", more)
}

// alone prints the sentences that stand without the amount before them: they
// open with a measure of their own.
func alone(more []string) string {
	for _, m := range more {
		if m = strings.TrimSpace(m); strings.HasPrefix(m, "<B>") {
			return paragraph(m, nil)
		}
	}
	return ""
}

// mark is the note on translation, which stands by the first US$ amount.
func (p *page) mark(name string) string {
	switch {
	case name != "Revenues":
		return ""
	case p.release < "2025Q1":
		return "<SUP>1</SUP>" // glued to the number once the tags are gone
	}
	return "[1]"
}

// result prints the paragraph of a measure that is a loss or a profit; the
// word carries the sign.
func (p *page) result(label, name string, more ...string) string {
	m := p.measure(name)
	f, ok := m.figure(m.current)
	if !ok {
		return ""
	}
	text := fmt.Sprintf("<B>%s</B> was %s%s", outcome(label, f), m.size(f), m.twin(""))
	var parts []string
	for _, c := range []struct{ period, when string }{{m.year, m.sameQuarter()}, {m.before, m.lastQuarter()}} {
		if f, ok := m.figure(c.period); ok {
			parts = append(parts, fmt.Sprintf("%s of %s in %s", lower(outcome(label, f)), m.size(f), c.when))
		}
	}
	if len(parts) > 0 {
		text += ", compared with " + strings.Join(parts, " and ")
	}
	return paragraph(text+".", more)
}

// outcome names a result by its sign: Operating loss.
func outcome(label string, f testdata.Figure) string {
	if strings.HasPrefix(f.Value, "-") {
		return label + " loss"
	}
	return label + " profit"
}

func lower(label string) string {
	if strings.HasPrefix(label, "Non-GAAP") {
		return label
	}
	return strings.ToLower(label[:1]) + label[1:]
}

// costs prints a sentence about a component of cost, the earlier amount first.
func (p *page) costs(label, name string) string {
	m := p.measure(name)
	now, ok := m.figure(m.current)
	ago, known := m.figure(m.year)
	rate := m.rate("yoy")
	switch {
	case ok && known && rate != "":
		return fmt.Sprintf("%s %s year-over-year from %s to %s%s", label, rate, m.size(ago), m.size(now), m.twin(""))
	case ok && known:
		verb := "increased"
		if amountOf(now).Cmp(amountOf(ago)) < 0 {
			verb = "decreased"
		}
		return fmt.Sprintf("%s %s from %s in %s to %s%s this quarter", label, verb, m.size(ago), m.sameQuarter(), m.size(now), m.twin(""))
	case ok && rate != "":
		return fmt.Sprintf("%s were %s%s, which %s year-over-year", label, m.size(now), m.twin(""), rate)
	case ok:
		return fmt.Sprintf("%s were %s%s", label, m.size(now), m.twin(""))
	case rate != "":
		return fmt.Sprintf("%s %s year-over-year", label, rate)
	}
	return ""
}

func amountOf(f testdata.Figure) *big.Rat {
	r, ok := new(big.Rat).SetString(f.Value)
	if !ok {
		panic("figures.csv: value " + f.Value)
	}
	return r
}

// ratio prints a sentence about a share of total revenues and what it was.
func (p *page) ratio(label, name string) string {
	m := p.measure(name)
	share := func(period string) string {
		f, ok := p.has(period, name, "share_of=Revenues", "percent", 1, 0)
		if !ok {
			return ""
		}
		s := p.number(f, 0) + "%"
		if strings.HasPrefix(f.Value, "-") {
			s = "-" + s
		}
		return s
	}
	now := share(m.current)
	if now == "" {
		return ""
	}
	text := fmt.Sprintf(" <B>%s</B> was %s", label, now)
	year, quarter := share(m.year), share(m.before)
	switch {
	case year != "" && quarter != "":
		text += fmt.Sprintf(", compared with %s in %s and %s in %s", year, m.sameQuarter(), quarter, m.lastQuarter())
	case year != "":
		text += fmt.Sprintf(", compared with %s in %s", year, m.sameQuarter())
	case quarter != "":
		text += fmt.Sprintf(", compared with %s in %s", quarter, m.lastQuarter())
	}
	return text + "."
}

// stock prints the paragraph of the cash at the end of the quarter.
func (p *page) cash(more ...string) string {
	end, before := quarterEnd(p.release), quarterEnd(previous(p.release))
	m := measure{p: p, name: "CashAndCashEquivalentsAtCarryingValue", current: end}
	now, ok := m.figure(end)
	if !ok {
		return ""
	}
	day, _ := longDate(end)
	text := fmt.Sprintf("<B>Cash and cash equivalents</B> were %s%s as of %s", m.size(now), m.twin(""), day)
	if f, ok := m.figure(before); ok {
		day, _ := longDate(before)
		text += fmt.Sprintf(", compared with %s as of %s", m.size(f), day)
	}
	return paragraph(text+".", more)
}

// lossPerADS prints the paragraph of the loss per ADS.
func (p *page) lossPerADS() string {
	m := p.measure("EarningsPerShareBasicAndDiluted")
	each := func(period string) string {
		f, ok := p.has(period, m.name, "", "CNY/ADS", 2, 3)
		if !ok {
			return ""
		}
		return "RMB" + p.number(f, 0)
	}
	now := each(m.current)
	if now == "" {
		return ""
	}
	text := "<B>Basic and diluted net loss per ADS</B> was " + now
	if ago := each(m.year); ago != "" {
		text += ", compared with " + ago + " in " + m.sameQuarter()
	}
	return paragraph(text+".", []string{" One ADS stands for 15 ordinary shares."})
}

func paragraph(text string, more []string) string {
	for _, m := range more {
		if m != "" {
			text += " " + strings.TrimSpace(m)
		}
	}
	return "<P STYLE=\"text-align: justify\">" + text + "</P>\n"
}
