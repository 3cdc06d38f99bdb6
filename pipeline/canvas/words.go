package canvas

import (
	"fmt"
	"strconv"
	"strings"

	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
)

// signs are how currencies are printed; others print their ISO code.
var signs = map[quantity.Unit]string{
	quantity.CNY: "RMB ", quantity.USD: "US$", quantity.HKD: "HK$", "EUR": "€", "GBP": "£",
}

// Words prints a figure as a sentence would: "RMB 2,478.0 million", "15.4%",
// "about 120%", "94,008". It never prints more digits than the figure has.
func Words(f Figure) string {
	q := ""
	if f.Qualifier != "" {
		q = string(f.Qualifier) + " "
	}
	return q + amountWords(f.Value, f.Unit)
}

func amountWords(a quantity.Amount, u quantity.Unit) string {
	minus := ""
	if a.Sign() < 0 {
		minus, a = "−", a.Neg()
	}
	switch {
	case u == quantity.Percent:
		return minus + grouped(round(a, -1)) + "%"
	case u == quantity.Points:
		return minus + grouped(round(a, -1)) + " percentage points"
	case u.Currency():
		return minus + money(a, u)
	case strings.Contains(string(u), "/"):
		return minus + each(a, u)
	case u == quantity.ADS, u == quantity.Shares:
		return minus + scaled(a) + " " + string(u)
	case u == quantity.Ratio:
		return minus + grouped(a)
	}
	return minus + scaled(a)
}

func money(a quantity.Amount, u quantity.Unit) string {
	if a.Coef == 0 {
		return "nil"
	}
	return sign(u) + scaled(a)
}

func each(a quantity.Amount, u quantity.Unit) string {
	of, per, _ := strings.Cut(string(u), "/")
	if per == "shares" {
		per = "share"
	}
	return sign(quantity.Unit(of)) + grouped(a) + " per " + per
}

func sign(u quantity.Unit) string {
	if s, ok := signs[u]; ok {
		return s
	}
	return string(u) + " "
}

// Sizes at which an amount is written in millions and in billions. An amount
// that was printed in billions stays in billions.
var (
	million      = quantity.Amount{Coef: 1, Exp: 6}
	billion      = quantity.Amount{Coef: 1, Exp: 9}
	manyMillions = quantity.Amount{Coef: 1, Exp: 10}
)

// scaled writes a positive amount by its size: below a million in full, below
// ten billion in millions with one decimal, above in billions with two.
func scaled(a quantity.Amount) string {
	switch {
	case a.Cmp(manyMillions) >= 0, a.Exp > 6 && a.Cmp(billion) >= 0:
		return grouped(round(a, 7).Shift(-9)) + " billion"
	case a.Cmp(million) >= 0:
		return grouped(round(a, 5).Shift(-6)) + " million"
	}
	return grouped(round(a, -2))
}

// grouped prints a with thousands separators.
func grouped(a quantity.Amount) string {
	whole, frac, point := strings.Cut(a.String(), ".")
	minus := strings.HasPrefix(whole, "-")
	whole = strings.TrimPrefix(whole, "-")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if point {
		whole += "." + frac
	}
	if minus {
		return "−" + whole
	}
	return whole
}

var monthNames = [13]string{"", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// DateWords prints a day: 30 September 2025.
func DateWords(d fiscal.Date) string {
	if !d.Valid() {
		return ""
	}
	return fmt.Sprintf("%d %s %d", d.Day, monthNames[d.Month], d.Year)
}

// PeriodWords prints a period: Q3 2025, the first nine months of 2025, 2024,
// 30 September 2025. Where the fiscal year does not end in December it names
// the months and no quarter.
func PeriodWords(p fiscal.Period, yearEnd int) string {
	year := strconv.Itoa(p.End.Year)
	calendar := (yearEnd == 0 || yearEnd == 12) && p.End == fiscal.MonthEnd(p.End.Year, p.End.Month)
	switch m := p.Months(); {
	case !p.Known():
		return ""
	case p.IsInstant():
		return DateWords(p.End)
	case m == 12 && p.End.Month == 12 && calendar:
		return "the year " + year
	case m == 3 && p.End.Month%3 == 0 && calendar:
		return fmt.Sprintf("Q%d %s", p.End.Month/3, year)
	case m == 6 && p.End.Month == 6 && calendar:
		return "the first half of " + year
	case m == 6 && p.End.Month == 12 && calendar:
		return "the second half of " + year
	case m == 9 && p.End.Month == 9 && calendar:
		return "the first nine months of " + year
	case m == 12:
		return "the year to " + DateWords(p.End)
	case m == 3:
		return "the quarter to " + DateWords(p.End)
	case m > 0:
		return fmt.Sprintf("the %d months to %s", m, DateWords(p.End))
	}
	return DateWords(p.Start) + " to " + DateWords(p.End)
}

// when is a period with its preposition.
func when(p fiscal.Period, yearEnd int) string {
	if p.IsInstant() {
		return "on " + PeriodWords(p, yearEnd)
	}
	return "in " + PeriodWords(p, yearEnd)
}

// capital begins a sentence.
func capital(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return strings.ToUpper(s[:1]) + s[1:]
	}
	return s
}

// lossName says that a name already speaks of a loss, so that a negative
// value is written without its sign.
func lossName(name string) bool {
	for _, w := range []string{"loss", "outflow", "deficit", "used in"} {
		if strings.Contains(strings.ToLower(name), w) {
			return true
		}
	}
	return false
}

// without is f without its sign.
func without(f Figure) Figure {
	f.Value = f.Value.Abs()
	return f
}
