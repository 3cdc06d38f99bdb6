package canvas

import (
	"testing"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
)

func TestWords(t *testing.T) {
	for _, c := range []struct {
		coef int64
		exp  int8
		unit quantity.Unit
		q    extract.Qualifier
		want string
	}{
		{24780, 5, quantity.CNY, "", "RMB 2,478.0 million"},
		{605, 6, quantity.CNY, "", "RMB 605 million"},
		{182, 7, quantity.CNY, "", "RMB 1.82 billion"},
		{10, 9, quantity.CNY, extract.About, "about RMB 10 billion"},
		{15810628, 3, quantity.CNY, "", "RMB 15.81 billion"},
		{187115, 3, quantity.CNY, "", "RMB 187.1 million"},
		{-46, 5, quantity.CNY, "", "−RMB 4.6 million"},
		{850000, 0, quantity.HKD, "", "HK$850,000"},
		{999949, 0, quantity.USD, "", "US$999,949"},
		{0, 5, quantity.CNY, "", "nil"},
		{5, 8, "EUR", "", "€500 million"},
		{5, 8, "SGD", "", "SGD 500 million"},
		{1544, -2, quantity.Percent, "", "15.4%"},
		{1545, -2, quantity.Percent, "", "15.5%"},
		{45, 0, quantity.Percent, "", "45%"},
		{120, 0, quantity.Percent, extract.Over, "over 120%"},
		{-7, -1, quantity.Points, "", "−0.7 percentage points"},
		{-35, -2, quantity.CNY.Per(quantity.Shares), "", "−RMB 0.35 per share"},
		{989, -2, quantity.CNY.Per(quantity.ADS), "", "RMB 9.89 per ADS"},
		{94008, 0, quantity.Count, "", "94,008"},
		{669, 6, quantity.Count, "", "669 million"},
		{28, -1, quantity.Ratio, "", "2.8"},
		{3803284801, 0, quantity.Shares, "", "3,803.3 million shares"},
	} {
		f := Figure{Value: quantity.Amount{Coef: c.coef, Exp: c.exp}, Unit: c.unit, Qualifier: c.q}
		if got := Words(f); got != c.want {
			t.Errorf("%d×10^%d %s reads %q, want %q", c.coef, c.exp, c.unit, got, c.want)
		}
	}
}

func TestPeriodWords(t *testing.T) {
	for _, c := range []struct {
		period  string
		yearEnd int
		want    string
	}{
		{"2025Q3", 12, "Q3 2025"},
		{"2025Q3", 0, "Q3 2025"},
		{"2025Q3", 3, "the quarter to 30 September 2025"},
		{"2025H1", 12, "the first half of 2025"},
		{"2025H2", 12, "the second half of 2025"},
		{"2025-9M", 12, "the first nine months of 2025"},
		{"FY2024", 12, "the year 2024"},
		{"2024-04-01/2025-03-31", 3, "the year to 31 March 2025"},
		{"2024-12-01/2025-02-28", 12, "the quarter to 28 February 2025"},
		{"2025-02-01/2025-06-30", 12, "the 5 months to 30 June 2025"},
		{"2025-02-03/2025-06-30", 12, "3 February 2025 to 30 June 2025"},
		{"2025-09-30", 12, "30 September 2025"},
	} {
		p, err := fiscal.Parse(c.period)
		if err != nil {
			t.Fatal(err)
		}
		if got := PeriodWords(p, c.yearEnd); got != c.want {
			t.Errorf("%s reads %q, want %q", c.period, got, c.want)
		}
	}
}

func TestDerivedRounding(t *testing.T) {
	money := func(coef int64, exp int8) Figure {
		return Figure{Value: quantity.Amount{Coef: coef, Exp: exp}, Unit: quantity.CNY, Grade: extract.Proven}
	}
	for _, c := range []struct {
		what     string
		now, old Figure
		want     string
	}{
		{"fine inputs give a tenth", money(24780, 5), money(18856, 5), "31.4%"},
		{"coarse inputs give a whole percent", money(285, 5), money(700, 5), "about −59%"},
		{"coarser ones give none", money(3, 6), money(1, 6), ""},
		{"a loss has no growth", money(-5, 6), money(10, 6), ""},
		{"nor has what follows a loss", money(5, 6), money(-10, 6), ""},
		{"nor what follows nothing", money(50, 6), money(0, 6), ""},
	} {
		f, ok := growth(c.now, c.old)
		got := ""
		if ok {
			got = Words(f)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
		if ok && (len(f.Inputs) != 2 || f.Formula == "") {
			t.Errorf("%s: no arithmetic", c.what)
		}
	}
	vague := money(24780, 5)
	vague.Qualifier = extract.About
	if f, ok := growth(vague, money(18856, 5)); ok {
		t.Errorf("a vague figure gave growth %s", Words(f))
	}
}

func TestPointsFootAsPrinted(t *testing.T) {
	percent := func(coef int64, exp int8) Figure {
		return Figure{Value: quantity.Amount{Coef: coef, Exp: exp}, Unit: quantity.Percent}
	}
	f, ok := points(percent(1544, -2), percent(1606, -2))
	if !ok || Words(f) != "−0.7 percentage points" || f.Formula != "15.4% − 16.1%" {
		t.Errorf("got %s = %s, %v", f.Formula, Words(f), ok)
	}
}
