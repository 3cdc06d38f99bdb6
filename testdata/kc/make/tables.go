package main

import "slices"

const company = "KINGSOFT CLOUD HOLDINGS LIMITED"

// fullStatements is the release that has every row: the rest print only what
// the table of figures holds.
const fullStatements = "2025Q3"

// income writes the statement of comprehensive loss.
func (p *page) income() (string, error) {
	s := &sheet{blocks: append([]block{quarters(p.release)}, longer(p.release)...)}
	s.open(company, "UNAUDITED CONDENSED CONSOLIDATED STATEMENTS OF COMPREHENSIVE LOSS",
		"(All amounts in thousands, except for share and per share data)")
	lines := slices.Clone(incomeTop)
	if p.release == fullStatements {
		lines = append(lines, incomeBridge...)
	}
	lines = append(lines, incomeBottom...)
	if p.release == fullStatements {
		lines = append(lines, incomeComprehensive...)
	}
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
	if err != nil {
		return "", err
	}
	s := &sheet{blocks: []block{quarters(p.release)}}
	s.open("SHARE-BASED COMPENSATION EXPENSES BY FUNCTION", "(All amounts in thousands)")
	err = p.write(s, compensationLines)
	s.end()
	return first + s.String(), err
}

func (p *page) reconciliation(lines []line) (string, error) {
	s := &sheet{blocks: []block{quarters(p.release)}}
	s.open(company, "RECONCILIATION OF GAAP AND NON-GAAP RESULTS", "(All amounts in thousands, except for percentage)")
	err := p.write(s, lines)
	s.end()
	return s.String(), err
}

// balanceColumns are last year's end, the quarter's end and its US$ twin.
func balanceColumns(prior, day string) []block {
	return []block{{cols: []column{
		{head: headDate(prior), period: prior, unit: "CNY", dollar: "RMB"},
		{head: headDate(day), period: day, unit: "CNY", dollar: "RMB"},
		{head: headDate(day), period: day, unit: "USD", dollar: "US$"},
	}}}
}

// balance writes the whole balance sheet, over a page break.
func (p *page) balance() (string, error) {
	s := &sheet{blocks: balanceColumns("2024-12-31", quarterEnd(p.release))}
	s.open(company, "UNAUDITED CONDENSED CONSOLIDATED BALANCE SHEETS", "(All amounts in thousands)")
	if err := p.write(s, assetLines); err != nil {
		return "", err
	}
	s.breakPage("9")
	err := p.write(s, liabilityLines)
	s.end()
	return s.String(), err
}

// selected writes the two balance sheet rows that the table holds for the end
// of a year.
func (p *page) selected() (string, error) {
	s := &sheet{blocks: balanceColumns(quarterEnd(yearAgo(p.release)), quarterEnd(p.release))}
	s.open(company, "SELECTED BALANCE SHEET DATA", "(All amounts in thousands)")
	err := p.write(s, []line{
		{label: "Cash and cash equivalents", metric: "CashAndCashEquivalentsAtCarryingValue"},
		{label: "Total assets", metric: "Assets", total: true},
	})
	s.end()
	return s.String(), err
}

// cashflow writes the short statement of cash flows; the stocks of cash at
// its foot are instants under columns of durations.
func (p *page) cashflow() (string, error) {
	b := quarters(p.release)
	s := &sheet{blocks: []block{b}}
	s.open(company, "UNAUDITED CONDENSED CONSOLIDATED STATEMENTS OF CASH FLOWS", "(All amounts in thousands)")
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
		one, err := p.cell(line{label: label, metric: cashInStock}, c, false)
		if err != nil {
			return err
		}
		cells[i] = one
	}
	s.row(label, false, cells)
	return nil
}
