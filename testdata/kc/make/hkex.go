package main

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
	s := &sheet{blocks: []block{{title: "For the six months ended June&#160;30,", cols: []column{
		{head: prior[:4], period: prior, unit: "CNY", dollar: "RMB&#146;000"},
		{head: current[:4], period: current, unit: "CNY", dollar: "RMB&#146;000"},
		{head: "Year-over-year change", period: current, unit: "percent", dollar: "%"},
	}}}}
	s.table()
	for _, l := range lines {
		cells, err := p.highlights(l, prior, current)
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
func (p *page) highlights(l line, prior, current string) ([]cell, error) {
	var cells []cell
	for _, period := range []string{prior, current} {
		c, err := p.cell(l, column{period: period, unit: "CNY"}, false)
		if err != nil {
			return nil, err
		}
		c.number += c.close
		cells = append(cells, c)
	}
	f, err := p.book.find(current, l.metric, "change=yoy", "percent", 1)
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

// split writes the disaggregation of revenues with its US$'000 column.
func (p *page) split(prior, current string) (string, error) {
	s := &sheet{blocks: []block{{title: "For the six months ended June&#160;30,", cols: []column{
		{head: prior[:4], period: prior, unit: "CNY", dollar: "RMB&#146;000"},
		{head: current[:4], period: current, unit: "CNY", dollar: "RMB&#146;000"},
		{head: current[:4], period: current, unit: "USD", dollar: "US$&#146;000"},
	}}}}
	s.table()
	if err := p.write(s, incomeTop[:5]); err != nil {
		return "", err
	}
	s.end()
	return s.String(), nil
}
