package audit

import (
	"fmt"
	"math"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
)

// isOf begins a slip that takes one metric for another.
const isOf = "it is the figure of "

// slip says what was likely mistaken, and whether that is beyond chance.
func (a *auditor) slip(c claim, s subject, o options, qualifier string) (string, bool) {
	told := func(s subject) (answer, bool) { return a.agreed(s, c.Value, o, "") }
	for _, u := range []quantity.Unit{quantity.USD, quantity.HKD, quantity.CNY} {
		other := s
		other.unit = u
		if _, ok := told(other); ok && u != s.unit && s.unit != quantity.Percent {
			return fmt.Sprintf("the %s figure printed as %s", money(u), money(s.unit)), true
		}
	}
	if a.translated(c, s) {
		return "the US$ figure printed as RMB", true
	}
	if p, ok := a.otherPeriod(s, told); ok {
		return "it is that of " + p.String(), true
	}
	if m, ok := a.otherMetric(s, told); ok {
		return isOf + m, true
	}
	for _, ans := range a.book.ask(s) {
		if what, ok := garbled(c.Value, ans.value); ok {
			return what, true
		}
	}
	return "", false
}

// translated says that a value is the store's at the rate of US dollars.
func (a *auditor) translated(c claim, s subject) bool {
	rate := a.book.rate(s.period, quantity.USD)
	if s.unit != a.book.currency || rate == 0 {
		return false
	}
	for _, ans := range a.book.ask(s) {
		if math.Abs(float(c.Value)-ans.number/rate) <= half(c.Value)+0.01*math.Abs(ans.number)/rate {
			return true
		}
	}
	return false
}

func money(u quantity.Unit) string {
	switch u {
	case quantity.USD:
		return "US$"
	case quantity.HKD:
		return "HK$"
	case quantity.CNY:
		return "RMB"
	}
	return string(u)
}

// otherPeriod finds a period of which a claim would be true.
func (a *auditor) otherPeriod(s subject, told func(subject) (answer, bool)) (fiscal.Period, bool) {
	tried := map[fiscal.Period]bool{s.period: true}
	for _, f := range a.book.metrics[s.metric] {
		if tried[f.Period] {
			continue
		}
		tried[f.Period] = true
		other := s
		other.period = f.Period
		if _, ok := told(other); ok {
			return f.Period, true
		}
	}
	return fiscal.Period{}, false
}

// otherMetric finds a metric, or the other basis, of which a claim would be
// true in its period.
func (a *auditor) otherMetric(s subject, told func(subject) (answer, bool)) (string, bool) {
	other := s
	for _, other.role = range []role{s.role, {change: "yoy"}, {change: "qoq"}, {}} {
		for _, other.basis = range []extract.Basis{s.basis, extract.NonGAAP, ""} {
			for _, other.metric = range a.book.names() {
				if other == s || s.unit != quantity.Percent && other.role != s.role {
					continue
				}
				if _, ok := told(other); ok {
					return described(other), true
				}
			}
		}
	}
	return "", false
}

func described(s subject) string {
	out := string(s.metric)
	if s.basis == extract.NonGAAP {
		out += " (non-GAAP)"
	}
	if s.role.change != "" {
		out += ", change " + s.role.change
	}
	return out
}

// garbled says how one number became another: its sign, its scale, a digit.
func garbled(v, want quantity.Amount) (string, bool) {
	switch {
	case v.Sign() != want.Sign() && want.Neg().Consistent(v):
		return "its sign is turned", true
	case scaled(v, want) != 0:
		return fmt.Sprintf("its scale is off by 10^%d", scaled(v, want)), true
	}
	a, b := fmt.Sprint(v.Abs().Coef), fmt.Sprint(rounded(want.Abs(), v.Exp))
	if len(a) != len(b) || len(a) < 3 {
		return "", false
	}
	var off []int
	for i := range a {
		if a[i] != b[i] {
			off = append(off, i)
		}
	}
	switch {
	case len(off) == 1:
		return "a digit is another one", true
	case len(off) == 2 && off[1] == off[0]+1 && a[off[0]] == b[off[1]] && a[off[1]] == b[off[0]]:
		return "two digits are swapped", true
	}
	return "", false
}

// rounded is a value as so many of 10^exp.
func rounded(a quantity.Amount, exp int8) int64 {
	return int64(math.Round(float(a) / math.Pow10(int(exp))))
}

// scaled is the power of ten by which a value is off, or 0.
func scaled(v, want quantity.Amount) int {
	a, b := math.Abs(float(v)), math.Abs(float(want))
	if a == 0 || b == 0 {
		return 0
	}
	n := int(math.Round(math.Log10(a / b)))
	if n == 0 || n > 9 || n < -9 || !v.Abs().Shift(-n).Consistent(want.Abs()) {
		return 0
	}
	return n
}

// names lists the metrics of the book.
func (b *book) names() []extract.Metric { return b.sorted }
