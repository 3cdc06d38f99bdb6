package testdata

import (
	"html"
	"io/fs"
	"math/big"
	"regexp"
	"strings"
	"testing"
)

// row names a figure in one rounding.
type row struct {
	period, metric, basis, dimensions, unit string
	decimals                                int
}

func rowOf(f Figure) row {
	return row{f.Period, f.Metric, f.Basis, f.Dimensions, f.Unit, f.Decimals}
}

var issuers = []Issuer{Kingsoft, Harbour}

func figures(t *testing.T, i Issuer) []Figure {
	t.Helper()
	list, err := i.Figures()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) == 0 {
		t.Fatalf("%s/figures.csv holds no figure", i)
	}
	return list
}

// printed lists what every filing of an issuer prints, later ones too.
func printed(t *testing.T, i Issuer) []Printed {
	t.Helper()
	list, err := i.PrintedFigures()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) == 0 {
		t.Fatalf("%s/printed.csv holds no figure", i)
	}
	if i != Kingsoft {
		return list
	}
	later, err := LaterFigures()
	if err != nil {
		t.Fatal(err)
	}
	if len(later) == 0 {
		t.Fatal("kc/later-printed.csv holds no figure")
	}
	return append(list, later...)
}

// everything lists what every document of an issuer prints.
func everything(t *testing.T, i Issuer) []Printed {
	t.Helper()
	if i == Kingsoft {
		return append(printed(t, i), announced(t)...)
	}
	return printed(t, i)
}

func announced(t *testing.T) []Printed {
	t.Helper()
	list, err := AnnouncedFigures()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) == 0 {
		t.Fatal("hkex/printed.csv holds no figure")
	}
	return list
}

func filings(t *testing.T) []Filing {
	t.Helper()
	list, err := Filings()
	if err != nil {
		t.Fatal(err)
	}
	later, err := LaterFilings()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) == 0 || len(later) == 0 {
		t.Fatalf("%d filings and %d later ones", len(list), len(later))
	}
	return append(list, later...)
}

// Every printed figure comes from the table, and the table names the first
// release that prints it.
func TestReleaseOfFigure(t *testing.T) {
	for _, i := range issuers {
		t.Run(string(i), func(t *testing.T) { releaseOfFigure(t, i) })
	}
}

func releaseOfFigure(t *testing.T, i Issuer) {
	first := map[row]map[string]string{} // row, value → release
	for _, p := range printed(t, i) {
		r := rowOf(p.Figure)
		if first[r] == nil {
			first[r] = map[string]string{}
		}
		if old, seen := first[r][p.Figure.Value]; !seen || p.Release < old {
			first[r][p.Figure.Value] = p.Release
		}
	}
	for _, f := range figures(t, i) {
		if want := first[rowOf(f)][f.Value]; f.Release != want {
			t.Errorf("%+v = %s: release %q, printed first in %q", rowOf(f), f.Value, f.Release, want)
		}
		delete(first[rowOf(f)], f.Value)
	}
	for r, values := range first {
		for v := range values {
			t.Errorf("printed but not in the table: %+v = %s", r, v)
		}
	}
}

var tag = regexp.MustCompile(`(?s)<!--.*?-->|<[^>]*>`)

// Every document holds the numbers that it is said to print, each at least as
// often as the list says.
func TestPrintedStands(t *testing.T) {
	want := map[string]map[string]int{}
	for _, p := range append(everything(t, Kingsoft), printed(t, Harbour)...) {
		if want[p.Path] == nil {
			want[p.Path] = map[string]int{}
		}
		want[p.Path][p.Text]++
	}
	for path, texts := range want {
		data, err := fs.ReadFile(FS(), path)
		if err != nil {
			t.Fatal(err)
		}
		plain := html.UnescapeString(tag.ReplaceAllString(string(data), " "))
		for text, n := range texts {
			if got := standing(plain, text); got < n {
				t.Errorf("%s: %q stands %d times, want %d", path, text, got, n)
			}
		}
	}
}

// standing counts the places where text is not part of a longer number.
func standing(plain, text string) int {
	whole := regexp.MustCompile(`(^|[^\d.,])` + regexp.QuoteMeta(text) + `($|[^\d,.]|[.,]\D|[.,]$)`)
	n := 0
	for {
		at := whole.FindStringIndex(plain)
		if at == nil {
			return n
		}
		n++
		plain = plain[at[1]-1:]
	}
}

// The rows of one figure agree within their rounding, but for those that are
// withheld and those stated vaguely.
func TestRoundingsAgree(t *testing.T) {
	byKey := map[row][]Figure{}
	for _, f := range figures(t, Kingsoft) {
		if f.Qualifier != "" || f.Withheld() {
			continue
		}
		k := rowOf(f)
		k.decimals = 0
		byKey[k] = append(byKey[k], f)
	}
	for k, rows := range byKey {
		for i, a := range rows {
			for _, b := range rows[:i] {
				if !overlap(t, a, b) {
					t.Errorf("%+v: %s at %d and %s at %d", k, a.Value, a.Decimals, b.Value, b.Decimals)
				}
			}
		}
	}
}

func overlap(t *testing.T, a, b Figure) bool {
	t.Helper()
	distance := new(big.Rat).Sub(number(t, a.Value), number(t, b.Value))
	reach := new(big.Rat).Add(half(a.Decimals), half(b.Decimals))
	return distance.Abs(distance).Cmp(reach) <= 0
}

// half is half a unit of the place that decimals name.
func half(decimals int) *big.Rat {
	r, ten := big.NewRat(1, 2), big.NewRat(10, 1)
	for ; decimals > 0; decimals-- {
		r.Quo(r, ten)
	}
	for ; decimals < 0; decimals++ {
		r.Mul(r, ten)
	}
	return r
}

func number(t *testing.T, s string) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatalf("no number: %q", s)
	}
	return r
}

// A release prints one value for a figure, whichever column or year it stands
// in, and a comparative is what the earlier release printed.
func TestComparatives(t *testing.T) {
	for _, i := range issuers {
		seen := map[row]Printed{}
		for _, p := range everything(t, i) {
			old, again := seen[rowOf(p.Figure)]
			if again && old.Figure.Value != p.Figure.Value {
				t.Errorf("%+v: %s in %s, %s in %s", rowOf(p.Figure), old.Figure.Value, old.Path, p.Figure.Value, p.Path)
			}
			seen[rowOf(p.Figure)] = p
		}
	}
}

// Every document of every filing is there, in its wrapper.
func TestFilings(t *testing.T) {
	for _, f := range filings(t) {
		if len(f.Documents) == 0 || f.Documents[0].Kind != "cover" {
			t.Errorf("%s does not open with its cover", f.Accession)
		}
		for _, d := range f.Documents {
			data, err := fs.ReadFile(FS(), d.Path)
			if err != nil {
				t.Error(err)
				continue
			}
			if !strings.HasPrefix(string(data), "<DOCUMENT>\n<TYPE>"+d.Type+"\n") {
				t.Errorf("%s: no wrapper of type %s", d.Path, d.Type)
			}
		}
	}
}

// Every announced figure comes from the table, and every announcement is
// there.
func TestAnnouncements(t *testing.T) {
	table := map[row]map[string]bool{}
	for _, f := range figures(t, Kingsoft) {
		if table[rowOf(f)] == nil {
			table[rowOf(f)] = map[string]bool{}
		}
		table[rowOf(f)][f.Value] = true
	}
	paths := map[string]int{}
	for _, p := range announced(t) {
		paths[p.Path]++
		if !table[rowOf(p.Figure)][p.Figure.Value] {
			t.Errorf("%s: not in the table: %+v = %s", p.Path, rowOf(p.Figure), p.Figure.Value)
		}
	}
	list, err := Announcements()
	if err != nil || len(list) == 0 {
		t.Fatalf("%d announcements, %v", len(list), err)
	}
	for _, a := range list {
		if paths[a.Path] == 0 {
			t.Errorf("%s prints no figure", a.Path)
		}
		data, err := fs.ReadFile(FS(), a.Path)
		if err != nil {
			t.Error(err)
		} else if !strings.Contains(string(data), a.Title) {
			t.Errorf("%s does not hold its title", a.Path)
		}
	}
}

// A figure of Kingsoft Cloud is one that a source states or the sum of
// quarters that are, and is flagged where only secondary texts do, unless it is
// a rate of two amounts that better sources state. A withheld figure is in no
// release.
func TestFlags(t *testing.T) {
	primary := map[row]bool{}
	for _, f := range figures(t, Kingsoft) {
		primary[valued(f)] = primary[valued(f)] || strings.HasPrefix(f.Confidence, "primary")
	}
	withheld := 0
	for _, f := range figures(t, Kingsoft) {
		firm := primary[valued(f)]
		if of, found := denominator(f); found && f.Unit == "percent" {
			amount := valued(f)
			amount.dimensions, of.unit = "", ""
			firm = firm || primary[amount] && primary[of]
		}
		want := map[bool]string{false: Unconfirmed}[firm]
		switch f.Confidence {
		case "primary", "primary (translated mirror)", "secondary", "seed only":
		case "sum of quarters":
			want = sumFlag(t, f, primary)
		default:
			t.Errorf("%+v is known by %q", rowOf(f), f.Confidence)
		}
		if f.Flag != want {
			t.Errorf("%+v: confidence %q with flag %q", rowOf(f), f.Confidence, f.Flag)
		}
		if f.Withheld() {
			withheld++
			if f.Release != "" {
				t.Errorf("%+v is withheld, and printed in %s", rowOf(f), f.Release)
			}
		}
	}
	if withheld == 0 {
		t.Error("no figure is withheld")
	}
}

// valued names a figure in whatever rounding and currency.
func valued(f Figure) row {
	return row{f.Period, f.Metric, f.Basis, f.Dimensions, "", 0}
}

// sumFlag checks that f is the sum of its quarters, and gives the flag that
// they leave it.
func sumFlag(t *testing.T, f Figure, primary map[row]bool) string {
	t.Helper()
	year, flag := f.Period[:4], ""
	sum, parts := new(big.Rat), 0
	for _, q := range figures(t, Kingsoft) {
		if q.Metric == f.Metric && q.Basis == f.Basis && q.Unit == f.Unit && q.Dimensions == "" && q.Decimals == f.Decimals &&
			strings.HasPrefix(q.Period, year+"Q") && q.Period <= year+"Q3" {
			sum.Add(sum, number(t, q.Value))
			parts++
			if !primary[valued(q)] {
				flag = Unconfirmed
			}
		}
	}
	if f.Period != year+"-9M" || parts != 3 || sum.Cmp(number(t, f.Value)) != 0 {
		t.Errorf("%+v: %s is not the sum of three quarters, %s", rowOf(f), f.Value, sum.RatString())
	}
	return flag
}

// The newest release prints every figure of the quarter that sources state in
// RMB.
func TestThirdQuarter(t *testing.T) {
	values := map[string]string{
		"Revenues/gaap": "2478000000", "kc:PublicCloudRevenue/gaap": "1752300000", "kc:EnterpriseCloudRevenue/gaap": "725700000",
		"kc:AIGrossBilling/operating": "782400000", "kc:EcosystemRevenue/gaap": "690800000", "CostOfRevenue/gaap": "2097100000",
		"kc:IDCCosts/gaap": "775700000", "kc:DepreciationAndAmortizationCosts/gaap": "649700000",
		"kc:SolutionDevelopmentAndServicesCosts/gaap": "595900000", "CashAndCashEquivalentsAtCarryingValue/gaap": "3954500000",
		"kc:CapitalExpenditures/operating": "2787800000", "AdjustedEBITDA/non-gaap": "826600000", "GrossProfit/non-gaap": "392600000",
		"ResearchAndDevelopmentExpense/gaap": "199600000", "ResearchAndDevelopmentExpense/non-gaap": "188400000",
		"SellingAndMarketingExpense/gaap": "152200000", "ProfitLoss/non-gaap": "28700000",
		"GrossProfit/gaap": "380900000", "OperatingExpenses/gaap": "526200000", "GeneralAndAdministrativeExpense/gaap": "174400000",
		"OperatingIncomeLoss/non-gaap": "15400000", "OperatingIncomeLoss/gaap": "-145300000",
	}
	for _, f := range figures(t, Kingsoft) {
		name := f.Metric + "/" + f.Basis
		this := f.Period == "2025Q3" || f.Period == "2025-09-30"
		if this && f.Release == "2025Q3" && f.Unit == "CNY" && f.Decimals == -5 && f.Value == values[name] {
			delete(values, name)
		}
	}
	for name, value := range values {
		t.Errorf("2025Q3 prints no %s of %s", name, value)
	}
}
