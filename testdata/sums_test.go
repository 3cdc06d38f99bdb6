package testdata

import (
	"math/big"
	"strings"
	"testing"
)

// sums are the relations that hold in every period that prints all of their
// members: the first is the sum of the rest, a minus sign subtracts.
var sums = []string{
	"Revenues = kc:PublicCloudRevenue kc:EnterpriseCloudRevenue kc:OtherRevenue",
	"GrossProfit = Revenues -CostOfRevenue",
	"OperatingExpenses = SellingAndMarketingExpense GeneralAndAdministrativeExpense ResearchAndDevelopmentExpense ImpairmentOfLongLivedAssetsHeldForUse",
	"OperatingIncomeLoss = GrossProfit -OperatingExpenses",
	"ProfitLoss = IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest -IncomeTaxExpenseBenefit",
	"IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest = OperatingIncomeLoss InvestmentIncomeInterest -InterestExpense ForeignCurrencyTransactionGainLossBeforeTax OtherGainsLosses OtherNonoperatingIncomeExpense",
	"NetIncomeLoss = ProfitLoss -NetIncomeLossAttributableToNoncontrollingInterest",
	"ComprehensiveIncomeNetOfTaxIncludingPortionAttributableToNoncontrollingInterest = ProfitLoss ForeignCurrencyTranslationAdjustmentNetOfTax",
	"GrossProfit/non-gaap = GrossProfit ShareBasedCompensationCostOfRevenue",
	"OperatingIncomeLoss/non-gaap = OperatingIncomeLoss ShareBasedCompensation ImpairmentOfLongLivedAssetsHeldForUse AmortizationOfIntangibleAssets",
	"ProfitLoss/non-gaap = ProfitLoss ShareBasedCompensation -ForeignCurrencyTransactionGainLossBeforeTax ImpairmentOfLongLivedAssetsHeldForUse",
	"AdjustedEBITDA/non-gaap = ProfitLoss/non-gaap -InvestmentIncomeInterest InterestExpense IncomeTaxExpenseBenefit DepreciationDepletionAndAmortization",
	"ShareBasedCompensation = ShareBasedCompensationCostOfRevenue ShareBasedCompensationSellingAndMarketing ShareBasedCompensationGeneralAndAdministrative ShareBasedCompensationResearchAndDevelopment",
	"AssetsCurrent = CashAndCashEquivalentsAtCarryingValue RestrictedCashCurrent AccountsReceivableNetCurrent ShortTermInvestments PrepaidExpenseAndOtherAssetsCurrent DueFromRelatedPartiesCurrent",
	"AssetsNoncurrent = PropertyPlantAndEquipmentNet IntangibleAssetsNetExcludingGoodwill PrepaidExpenseAndOtherAssetsNoncurrent EquitySecuritiesWithoutReadilyDeterminableFairValueAmount Goodwill DueFromRelatedPartiesNoncurrent OperatingLeaseRightOfUseAsset",
	"Assets = AssetsCurrent AssetsNoncurrent",
	"LiabilitiesCurrent = ShortTermBorrowings LongTermDebtCurrent AccountsPayableCurrent AccruedLiabilitiesCurrent AccruedIncomeTaxesCurrent DueToRelatedPartiesCurrent OperatingLeaseLiabilityCurrent FinanceLeaseLiabilityCurrent",
	"LiabilitiesNoncurrent = LongTermDebtNoncurrent DeferredIncomeTaxLiabilitiesNet DueToRelatedPartiesNoncurrent OtherLiabilitiesNoncurrent OperatingLeaseLiabilityNoncurrent FinanceLeaseLiabilityNoncurrent",
	"Liabilities = LiabilitiesCurrent LiabilitiesNoncurrent",
	"StockholdersEquity = CommonStockValue -TreasuryStockValue AdditionalPaidInCapital StatutoryReserves RetainedEarningsAccumulatedDeficit AccumulatedOtherComprehensiveIncomeLossNetOfTax",
	"StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest = StockholdersEquity MinorityInterest",
	"LiabilitiesAndStockholdersEquity = Liabilities StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest",
	"LiabilitiesAndStockholdersEquity = Assets",
}

// statement holds the thousands that the releases of Harbour Lantern print in RMB: period →
// metric[/basis] → value.
func statement(t *testing.T) map[string]map[string]*big.Rat {
	t.Helper()
	out := map[string]map[string]*big.Rat{}
	for _, f := range figures(t, Harbour) {
		if f.Release == "" || f.Decimals != -3 || f.Unit != "CNY" || f.Dimensions != "" {
			continue
		}
		name := strings.TrimSuffix(f.Metric+"/"+f.Basis, "/gaap")
		if out[f.Period] == nil {
			out[f.Period] = map[string]*big.Rat{}
		}
		out[f.Period][name] = number(t, f.Value)
	}
	return out
}

func TestSumsFoot(t *testing.T) {
	periods := statement(t)
	for _, sum := range sums {
		total, parts, _ := strings.Cut(sum, " = ")
		checked := 0
		for period, values := range periods {
			got, whole := add(values, strings.Fields(parts))
			if !whole || values[total] == nil {
				continue
			}
			checked++
			if got.Cmp(values[total]) != 0 {
				t.Errorf("%s: %s is %s, its parts give %s", period, total, values[total].RatString(), got.RatString())
			}
		}
		if checked == 0 {
			t.Errorf("no period holds all of: %s", sum)
		}
	}
}

func add(values map[string]*big.Rat, names []string) (*big.Rat, bool) {
	sum := new(big.Rat)
	for _, name := range names {
		name, minus := strings.CutPrefix(name, "-")
		v := values[name]
		if v == nil {
			return nil, false
		}
		if minus {
			v = new(big.Rat).Neg(v)
		}
		sum.Add(sum, v)
	}
	return sum, true
}

// Opening cash, the flows and closing cash agree, and the opening balance is
// the closing balance of the quarter before.
func TestCashRolls(t *testing.T) {
	const stock = "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"
	periods := statement(t)
	for _, c := range []struct{ opening, quarter, closing string }{
		{"2024-06-30", "2024Q3", "2024-09-30"},
		{"2025-03-31", "2025Q2", "2025-06-30"},
		{"2025-06-30", "2025Q3", "2025-09-30"},
	} {
		flows, whole := add(periods[c.quarter], []string{
			"NetCashProvidedByUsedInOperatingActivities", "NetCashProvidedByUsedInInvestingActivities",
			"NetCashProvidedByUsedInFinancingActivities", "EffectOfExchangeRateOnCashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents",
		})
		if !whole {
			t.Fatalf("%s: flows missing", c.quarter)
		}
		change := periods[c.quarter][stock+"PeriodIncreaseDecreaseIncludingExchangeRateEffect"]
		if flows.Cmp(change) != 0 {
			t.Errorf("%s: flows give %s, the change is %s", c.quarter, flows.RatString(), change.RatString())
		}
		if got := new(big.Rat).Add(periods[c.opening][stock], flows); got.Cmp(periods[c.closing][stock]) != 0 {
			t.Errorf("%s: cash rolls to %s, not %s", c.quarter, got.RatString(), periods[c.closing][stock].RatString())
		}
	}
}

// Quarters add up to the longer periods.
func TestQuartersAddUp(t *testing.T) {
	periods := statement(t)
	for _, c := range []struct{ longer, quarters string }{
		{"2023H1", "2023Q1 2023Q2"}, {"2023-9M", "2023Q1 2023Q2 2023Q3"}, {"FY2023", "2023Q1 2023Q2 2023Q3 2023Q4"},
		{"2024H1", "2024Q1 2024Q2"}, {"2024-9M", "2024Q1 2024Q2 2024Q3"}, {"FY2024", "2024Q1 2024Q2 2024Q3 2024Q4"},
		{"2025H1", "2025Q1 2025Q2"}, {"2025-9M", "2025Q1 2025Q2 2025Q3"},
	} {
		for _, metric := range []string{"Revenues", "CostOfRevenue", "GrossProfit", "OperatingExpenses", "OperatingIncomeLoss", "ProfitLoss", "NetIncomeLoss"} {
			sum := new(big.Rat)
			for _, q := range strings.Fields(c.quarters) {
				if periods[q][metric] == nil {
					t.Fatalf("no %s %s", q, metric)
				}
				sum.Add(sum, periods[q][metric])
			}
			if got := periods[c.longer][metric]; got == nil || got.Cmp(sum) != 0 {
				t.Errorf("%s %s is %v, the quarters give %s", c.longer, metric, got, sum.RatString())
			}
		}
	}
}

// Every US$ figure is its RMB twin at the one rate of its document.
func TestConvenienceRate(t *testing.T) {
	rates, money := map[string]*big.Rat{}, map[row]Figure{}
	all := printed(t, Harbour)
	for _, p := range all {
		if p.Figure.Metric == "ForeignCurrencyExchangeRateTranslation1" {
			rates[p.Path] = number(t, p.Figure.Value)
		}
		money[rowOf(p.Figure)] = p.Figure
	}
	checked := 0
	for _, p := range all {
		twin := rowOf(p.Figure)
		twin.unit = "CNY"
		cny, found := money[twin]
		if p.Figure.Unit != "USD" || !found {
			continue
		}
		if rates[p.Path] == nil {
			t.Errorf("%s names no rate", p.Path)
			continue
		}
		checked++
		reach := new(big.Rat).Add(half(p.Figure.Decimals), new(big.Rat).Quo(half(cny.Decimals), rates[p.Path]))
		off := new(big.Rat).Sub(new(big.Rat).Quo(number(t, cny.Value), rates[p.Path]), number(t, p.Figure.Value))
		if off.Abs(off).Cmp(reach) > 0 {
			t.Errorf("%s: %+v is not US$ %s", p.Path, twin, p.Figure.Value)
		}
	}
	if checked == 0 {
		t.Error("no US$ figure has an RMB twin")
	}
}

// Every growth rate and every share of revenues that is printed follows from
// amounts of the table.
func TestPercentages(t *testing.T) {
	for _, i := range issuers {
		t.Run(string(i), func(t *testing.T) { percentages(t, i) })
	}
}

func percentages(t *testing.T, i Issuer) {
	amounts := map[row]Figure{}
	for _, f := range figures(t, i) {
		k := rowOf(f)
		k.decimals = 0
		if old, seen := amounts[k]; f.Unit == "CNY" && !f.Withheld() && (!seen || f.Decimals > old.Decimals) {
			amounts[k] = f
		}
	}
	checked := 0
	for _, f := range figures(t, i) {
		of, found := denominator(f)
		if f.Unit != "percent" || f.Release == "" || f.Qualifier != "" || !found {
			continue
		}
		above, ok := amounts[row{f.Period, f.Metric, f.Basis, "", "CNY", 0}]
		below, ok2 := amounts[of]
		if !ok || !ok2 || above.Decimals < -5 || below.Decimals < -5 {
			continue
		}
		checked++
		want := new(big.Rat).Quo(number(t, above.Value), number(t, below.Value))
		if strings.HasPrefix(f.Dimensions, "change=") {
			want.Sub(want, big.NewRat(1, 1))
		}
		reach := new(big.Rat).Add(half(f.Decimals), slack(t, above, below))
		off := new(big.Rat).Sub(want.Mul(want, big.NewRat(100, 1)), number(t, f.Value))
		if off.Abs(off).Cmp(reach) > 0 {
			t.Errorf("%+v: %s %%, but the amounts give %s", rowOf(f), f.Value, want.FloatString(3))
		}
	}
	if checked < 60 {
		t.Errorf("only %d percentages could be checked", checked)
	}
}

// slack is how far the rounding of two amounts may move their ratio, in
// percent.
func slack(t *testing.T, above, below Figure) *big.Rat {
	t.Helper()
	a, b := number(t, above.Value), number(t, below.Value)
	ratio := new(big.Rat).Abs(new(big.Rat).Quo(a, b))
	share := new(big.Rat).Add(
		new(big.Rat).Abs(new(big.Rat).Quo(half(above.Decimals), a)),
		new(big.Rat).Abs(new(big.Rat).Quo(half(below.Decimals), b)))
	return share.Mul(share, ratio.Mul(ratio, big.NewRat(100, 1)))
}

// denominator is the amount that a percentage is measured by.
func denominator(f Figure) (row, bool) {
	switch f.Dimensions {
	case "share_of=Revenues":
		return row{f.Period, "Revenues", "gaap", "", "CNY", 0}, true
	case "share_of=kc:PublicCloudRevenue":
		return row{f.Period, "kc:PublicCloudRevenue", "gaap", "", "CNY", 0}, true
	case "change=yoy":
		year := strings.NewReplacer("2026", "2025", "2025", "2024", "2024", "2023", "2023", "2022")
		return row{year.Replace(f.Period), f.Metric, f.Basis, "", "CNY", 0}, true
	case "change=qoq":
		return row{before[f.Period], f.Metric, f.Basis, "", "CNY", 0}, true
	}
	return row{}, false
}

// before is the quarter before a quarter.
var before = map[string]string{
	"2024Q1": "2023Q4", "2024Q2": "2024Q1", "2024Q3": "2024Q2", "2024Q4": "2024Q3",
	"2025Q1": "2024Q4", "2025Q2": "2025Q1", "2025Q3": "2025Q2", "2025Q4": "2025Q3", "2026Q1": "2025Q4",
}
