package audit

import (
	"math"
	"slices"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
)

// What follows from facts: growth, ratios, sums of quarters, what a longer
// period is above the rest of it, and translations.

func (b *book) derive(s subject) (answer, bool) {
	switch {
	case s.role.change != "":
		return b.growth(s)
	case s.role.shareOf != "":
		return b.ratio(s, s.metric, s.basis, s.role.shareOf)
	case s.unit == quantity.Percent:
		if over, ok := margins[s.metric]; ok {
			return b.ratio(s, over, s.basis, "Revenues")
		}
	case s.unit != b.currency && (s.unit == quantity.USD || s.unit == quantity.HKD):
		return b.translated(s)
	case s.period.Months() > 3:
		return b.total(s)
	case s.period.Months() == 3:
		return b.remainder(s)
	}
	return answer{}, false
}

// rateSlack is how far a translated figure may be off, in parts of it: the
// documents of one period may reckon at two rates.
const rateSlack = 0.005

// translated is a figure in another currency at its period's rate.
func (b *book) translated(s subject) (answer, bool) {
	rate := b.rate(s.period, s.unit)
	own, ok := b.level(s, s.period)
	if !ok || rate == 0 {
		return answer{}, false
	}
	n := own.number / rate
	return answer{value: hundredThousands(n), number: n, slack: own.slack/rate + rateSlack*math.Abs(n), evidence: own.evidence}, true
}

// remainder is a quarter as what a longer period is above the rest of it.
func (b *book) remainder(s subject) (answer, bool) {
	for _, longer := range []int{6, 9, 12} {
		for _, end := range []fiscal.Date{s.period.End, s.period.End.AddMonths(longer - 3)} {
			whole, rest := fiscal.Ended(longer, end), fiscal.Ended(longer-3, end.AddMonths(-3))
			if end != s.period.End {
				rest = fiscal.Ended(longer-3, end)
			}
			a, b := b.facts[s.in(whole)], b.facts[s.in(rest)]
			if len(a) > 0 && len(b) > 0 {
				n := float(a[0].Value) - float(b[0].Value)
				return answer{value: hundredThousands(n), number: n, slack: half(a[0].Value) + half(b[0].Value), evidence: []Fact{a[0], b[0]}}, true
			}
		}
	}
	return answer{}, false
}

// in is a level in another period.
func (s subject) in(p fiscal.Period) subject {
	s.role, s.period = role{}, p
	return s
}

func hundredThousands(n float64) quantity.Amount {
	return quantity.Amount{Coef: int64(math.Round(n / 1e5)), Exp: 5}
}

// margins are ratios to revenues.
var margins = map[extract.Metric]extract.Metric{
	"GrossMargin": "GrossProfit", "OperatingMargin": "OperatingIncomeLoss", "NetMargin": "ProfitLoss", "AdjustedEBITDAMargin": "AdjustedEBITDA",
}

// level is the one value of a metric in a period.
func (b *book) level(s subject, p fiscal.Period) (answer, bool) {
	s.role, s.period, s.unit = role{}, p, b.currency
	if b.instant[s.metric] {
		s.period = fiscal.Period{End: p.End}
	}
	for _, f := range b.facts[s] {
		return answer{value: f.Value, exact: true, number: float(f.Value), slack: half(f.Value), evidence: []Fact{f}}, true
	}
	if p.Months() > 3 {
		return b.total(s)
	}
	return answer{}, false
}

// growth is a change in percent, from two levels.
func (b *book) growth(s subject) (answer, bool) {
	back := map[string]int{"yoy": -12, "qoq": -3}[s.role.change]
	if s.unit == quantity.Points {
		return b.difference(s, back)
	}
	now, ok := b.level(s, s.period)
	before, ok2 := b.level(s, s.period.Shift(back))
	if !ok || !ok2 || back == 0 || before.number <= 0 || s.unit != quantity.Percent {
		return answer{}, false
	}
	n := (now.number/before.number - 1) * 100
	return answer{value: tenths(n), number: n, slack: 100 * (now.slack + before.slack*math.Abs(now.number/before.number)) / before.number,
		evidence: slices.Concat(now.evidence, before.evidence)}, true
}

// difference is the change of a margin in percentage points.
func (b *book) difference(s subject, back int) (answer, bool) {
	s.role, s.unit = role{}, quantity.Percent
	now := b.ask(s)
	s.period = s.period.Shift(back)
	before := b.ask(s)
	if len(now) == 0 || len(before) == 0 || back == 0 {
		return answer{}, false
	}
	n := now[0].number - before[0].number
	return answer{value: tenths(n), number: n, slack: half(now[0].value) + half(before[0].value), evidence: slices.Concat(now[0].evidence, before[0].evidence)}, true
}

// ratio is one metric in percent of another.
func (b *book) ratio(s subject, of extract.Metric, basis extract.Basis, over extract.Metric) (answer, bool) {
	part, ok := b.level(subject{metric: of, basis: basis}, s.period)
	if !ok && basis == "" {
		part, ok = b.level(subject{metric: of, basis: extract.NonGAAP}, s.period)
	}
	whole, ok2 := b.level(subject{metric: over}, s.period)
	if !ok || !ok2 || whole.number <= 0 || s.unit != quantity.Percent {
		return answer{}, false
	}
	n := part.number / whole.number * 100
	return answer{value: tenths(n), number: n, slack: 100 * (part.slack + whole.slack*math.Abs(part.number/whole.number)) / whole.number,
		evidence: slices.Concat(part.evidence, whole.evidence)}, true
}

// total is the sum of the quarters of a longer period.
func (b *book) total(s subject) (answer, bool) {
	n := s.period.Months()
	if n%3 != 0 || n > 12 || b.instant[s.metric] || s.unit != b.currency {
		return answer{}, false
	}
	out := answer{}
	for i := 0; i < n/3; i++ {
		q := s
		q.role, q.period = role{}, fiscal.Ended(3, s.period.End.AddMonths(-3*i))
		facts := b.facts[q]
		if len(facts) == 0 {
			return answer{}, false
		}
		out.number += float(facts[0].Value)
		out.slack += half(facts[0].Value)
		out.evidence = append(out.evidence, facts[0])
	}
	out.value = hundredThousands(out.number)
	return out, true
}

// rate is how many units of the reporting currency a period's documents reckon
// for one of another: what they tell in both.
func (b *book) rate(p fiscal.Period, unit quantity.Unit) float64 {
	if r, ok := b.rates[subject{period: p, unit: unit}]; ok {
		return r
	}
	r := b.reckon(p, unit)
	b.rates[subject{period: p, unit: unit}] = r
	return r
}

func (b *book) reckon(p fiscal.Period, unit quantity.Unit) float64 {
	for _, m := range b.names() {
		own := b.facts[subject{metric: m, period: p, unit: b.currency}]
		other := b.facts[subject{metric: m, period: p, unit: unit}]
		if len(own) > 0 && len(other) > 0 && own[0].Value.Sign() != 0 && other[0].Value.Sign() != 0 {
			return float(own[0].Value) / float(other[0].Value)
		}
	}
	return 0
}

func tenths(n float64) quantity.Amount {
	return quantity.Amount{Coef: int64(math.Round(n * 10)), Exp: -1}
}
