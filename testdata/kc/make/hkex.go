package main

import "strings"

// hkex writes the financial highlights of an exchange announcement: older
// year first, thousands, and a column of changes that carries its minus sign
// where the amounts stand in parentheses.
func (p *page) hkex(prior, current string, beforeTax bool) (string, error) {
	lines := []line{
		{label: "Revenues", metric: "Revenues"},
		{label: "Gross profit", metric: "GrossProfit"},
		{label: "Loss before income taxes", metric: "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest"},
		{label: "Net loss", metric: "ProfitLoss"},
		{label: "Net loss attributable to Kingsoft Cloud Holdings Limited", metric: "NetIncomeLoss"},
	}
	if !beforeTax {
		lines = append(lines[:2], lines[3:]...)
	}
	s, rmb, _ := p.announced(current, block{title: "For the six months ended June&#160;30,", cols: []column{
		{head: prior[:4], period: prior, unit: "CNY"},
		{head: current[:4], period: current, unit: "CNY"},
		{head: "Year-over-year change", period: current, unit: "percent", dollar: "%"},
	}})
	s.blocks[0].cols[0].dollar, s.blocks[0].cols[1].dollar = rmb, rmb
	lines = p.known(s, lines)
	s.table()
	for _, l := range lines {
		l.label = strings.Replace(l.label, kingsoft.name, p.edition.name, 1)
		cells, err := p.highlights(s, l, prior, current)
		if err != nil {
			return "", err
		}
		s.row(l.label, false, cells)
	}
	s.end()
	return s.String(), nil
}

// highlights are the three cells of a row; the parenthesis is closed twice,
// in the number's cell and in the next.
func (p *page) highlights(s *sheet, l line, prior, current string) ([]cell, error) {
	var cells []cell
	for _, period := range []string{prior, current} {
		c, err := p.cell(s, l, column{period: period, unit: "CNY"}, false)
		if err != nil {
			return nil, err
		}
		c.number += c.close
		cells = append(cells, c)
	}
	f, err := p.book.find(current, l.metric, "change=yoy", "percent", 1)
	if err != nil && !p.edition.full {
		return append(cells, cell{number: nbsp}), nil
	}
	if err != nil {
		return nil, err
	}
	change := cell{number: digits(f, 0), close: "%"}
	p.note("table", l.label, change.number, f)
	if f.Value[0] == '-' {
		change.number = "-" + change.number
	}
	return append(cells, change), nil
}

// announced is an empty table of an announcement, in thousands where the
// table of figures has the period's revenues in them, else in millions, and
// the words for its units.
func (p *page) announced(period string, blocks ...block) (s *sheet, rmb, usd string) {
	s = p.sheet(blocks...)
	s.thousands = p.whole(period)
	switch {
	case p.language == "zh-Hant" && s.thousands:
		return s, "人民幣千元", "千美元"
	case p.language == "zh-Hant":
		return s, "人民幣百萬元", "百萬美元"
	case s.thousands:
		return s, "RMB&#146;000", "US$&#146;000"
	}
	return s, "RMB million", "US$ million"
}

// split writes the disaggregation of revenues with its US$ column.
func (p *page) split(prior, current string) (string, error) {
	s, rmb, usd := p.announced(current)
	s.blocks = []block{{title: "For the six months ended June&#160;30,", cols: []column{
		{head: prior[:4], period: prior, unit: "CNY", dollar: rmb},
		{head: current[:4], period: current, unit: "CNY", dollar: rmb},
		{head: current[:4], period: current, unit: "USD", dollar: usd},
	}}}
	lines := p.known(s, incomeTop[:5])
	s.table()
	if err := p.write(s, lines); err != nil {
		return "", err
	}
	s.end()
	return s.String(), nil
}
