package testdata

import (
	"math/big"
	"strings"
	"testing"
)

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
