package main

import (
	"fmt"
	"slices"
	"strings"
)

// company is the issuer's name as statements bear it.
func (p *page) company() string { return strings.ToUpper(p.edition.name) }

// fullStatements is the release whose statements have every row.
const fullStatements = "2025Q3"

// sheet is an empty statement: of an issuer whose table is whole in thousands,
// else in the millions that releases publish.
func (p *page) sheet(blocks ...block) *sheet {
	return &sheet{blocks: blocks, thousands: p.edition.full}
}

// income writes the statement of comprehensive loss.
func (p *page) income() (string, error) {
	s := p.sheet(quarters(p.release))
	lines := slices.Clone(incomeTop)
	if p.release == fullStatements || !p.edition.full {
		lines = append(lines, incomeBridge...)
	}
	lines = append(lines, incomeBottom...)
	if p.release == fullStatements {
		lines = append(lines, incomeComprehensive...)
	}
	if year, _ := yearToDate(p.release); p.edition.full || !p.whole(year) && p.rows(s, lines, year) >= 5 {
		s.blocks = append(s.blocks, longer(p.release)...)
	}
	return p.table(s, lines, ", except for share and per share data)",
		p.company(), "UNAUDITED CONDENSED CONSOLIDATED STATEMENTS OF COMPREHENSIVE LOSS")
}

// whole reports whether the table of figures has a period in thousands, which
// annual prints.
func (p *page) whole(period string) bool {
	_, ok := p.has(period, "Revenues", "", "CNY", -3)
	return ok
}

// annual writes the statement of comprehensive loss of a fiscal year, in
// thousands.
func (p *page) annual() (string, error) {
	s := p.sheet(longer(p.release)...)
	s.thousands = true
	lines := slices.Concat(incomeTop, incomeBridge, incomeBottom)
	return p.table(s, lines, ")", p.company(), "CONSOLIDATED STATEMENTS OF COMPREHENSIVE LOSS")
}

// table writes one statement under its titles and its unit, of which the end
// is given.
func (p *page) table(s *sheet, lines []line, unit string, titles ...string) (string, error) {
	lines = p.known(s, lines)
	s.open(append(titles, s.amounts()+unit)...)
	err := p.write(s, lines)
	s.end()
	return s.String(), err
}

// gross writes the reconciliation of gross profit, percent rows among the
// amounts.
func (p *page) gross() (string, error) {
	return p.reconciliation(grossLines)
}

// reconcile writes the reconciliation from operating loss and net loss to
// EBITDA, and the share-based compensation by function.
func (p *page) reconcile() (string, error) {
	first, err := p.reconciliation(netLines)
	if err != nil || !p.edition.full {
		return first, err
	}
	second, err := p.table(p.sheet(quarters(p.release)), compensationLines, ")", "SHARE-BASED COMPENSATION EXPENSES BY FUNCTION")
	return first + second, err
}

func (p *page) reconciliation(lines []line) (string, error) {
	return p.table(p.sheet(quarters(p.release)), lines, ", except for percentage)", p.company(), "RECONCILIATION OF GAAP AND NON-GAAP RESULTS")
}

// balanceColumns are last year's end, the quarter's end and its US$ twin.
func balanceColumns(prior, day string) block {
	return block{cols: []column{
		{head: headDate(prior), period: prior, unit: "CNY", dollar: "RMB"},
		{head: headDate(day), period: day, unit: "CNY", dollar: "RMB"},
		{head: headDate(day), period: day, unit: "USD", dollar: "US$"},
	}}
}

// balance writes the balance sheet, over a page break.
func (p *page) balance() (string, error) {
	year, _ := span(p.release)
	s := p.sheet(balanceColumns(quarterEnd(fmt.Sprintf("%dQ4", year-1)), quarterEnd(p.release)))
	s.thousands = true
	blocks := s.blocks
	assets := p.known(s, assetLines)
	s.open(p.company(), "UNAUDITED CONDENSED CONSOLIDATED BALANCE SHEETS", "(All amounts in thousands)")
	if err := p.write(s, assets); err != nil {
		return "", err
	}
	s.blocks = blocks
	liabilities := p.known(s, liabilityLines)
	s.breakPage("9")
	err := p.write(s, liabilities)
	s.end()
	return s.String(), err
}

// selected writes the two balance sheet rows that every table of figures
// holds for the end of a year.
func (p *page) selected() (string, error) {
	s := p.sheet(balanceColumns(quarterEnd(yearAgo(p.release)), quarterEnd(p.release)))
	return p.table(s, []line{
		{label: "Cash and cash equivalents", metric: "CashAndCashEquivalentsAtCarryingValue"},
		{label: "Total assets", metric: "Assets", total: true},
	}, ")", p.company(), "SELECTED BALANCE SHEET DATA")
}

// cashflow writes the short statement of cash flows; the stocks of cash at
// its foot are instants under columns of durations.
func (p *page) cashflow() (string, error) {
	b := quarters(p.release)
	s := p.sheet(b)
	s.open(p.company(), "UNAUDITED CONDENSED CONSOLIDATED STATEMENTS OF CASH FLOWS", "(All amounts in thousands)")
	if err := p.write(s, flowLines); err != nil {
		return "", err
	}
	for _, l := range []struct {
		label string
		at    func(quarter string) string
	}{
		{"Cash, cash equivalents and restricted cash at beginning of period", func(q string) string { return quarterEnd(previous(q)) }},
		{"Cash, cash equivalents and restricted cash at end of period", quarterEnd},
	} {
		if err := p.stock(s, b, l.label, l.at); err != nil {
			return "", err
		}
	}
	s.end()
	return s.String(), nil
}

func (p *page) stock(s *sheet, b block, label string, at func(string) string) error {
	cells := make([]cell, len(b.cols))
	for i, c := range b.cols {
		c.period = at(c.period)
		one, err := p.cell(s, line{label: label, metric: cashInStock}, c, false)
		if err != nil {
			return err
		}
		cells[i] = one
	}
	s.row(label, false, cells)
	return nil
}
