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

func figures(t *testing.T) []Figure {
	t.Helper()
	list, err := Figures()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) == 0 {
		t.Fatal("kc/figures.csv holds no figure")
	}
	return list
}

func printed(t *testing.T) []Printed {
	t.Helper()
	list, err := PrintedFigures()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) == 0 {
		t.Fatal("kc/printed.csv holds no figure")
	}
	return list
}

func filings(t *testing.T) []Filing {
	t.Helper()
	list, err := Filings()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) == 0 {
		t.Fatal("kc/filings.json holds no filing")
	}
	return list
}

// Every printed figure comes from the table, and the table names the first
// release that prints it.
func TestReleaseOfFigure(t *testing.T) {
	first := map[row]map[string]string{} // row, value → release
	for _, p := range printed(t) {
		r := rowOf(p.Figure)
		if first[r] == nil {
			first[r] = map[string]string{}
		}
		if old, seen := first[r][p.Figure.Value]; !seen || p.Release < old {
			first[r][p.Figure.Value] = p.Release
		}
	}
	for _, f := range figures(t) {
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
	for _, p := range printed(t) {
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

// The rows of one figure agree within their rounding, but for those that say
// why no release prints them and those stated vaguely.
func TestRoundingsAgree(t *testing.T) {
	byKey := map[row][]Figure{}
	for _, f := range figures(t) {
		if f.Qualifier != "" || strings.Contains(f.Source, "in no release") {
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

// sums are the relations that hold in every period that prints all of their
// members: the first is the sum of the rest, a minus sign subtracts.
var sums = []string{
	"Revenues = kc:PublicCloudRevenue kc:EnterpriseCloudRevenue kc:OtherRevenue",
	"GrossProfit = Revenues -CostOfRevenue",
	"OperatingExpenses = SellingAndMarketingExpense GeneralAndAdministrativeExpense ResearchAndDevelopmentExpense ImpairmentOfLongLivedAssetsHeldForUse",
	"OperatingIncomeLoss = GrossProfit -OperatingExpenses",
	"ProfitLoss = IncomeLossFromContinuingOperationsBeforeIncomeTaxes -IncomeTaxExpenseBenefit",
	"IncomeLossFromContinuingOperationsBeforeIncomeTaxes = OperatingIncomeLoss InvestmentIncomeInterest -InterestExpense ForeignCurrencyTransactionGainLossBeforeTax kc:OtherGainLossNet OtherNonoperatingIncomeExpense",
	"NetIncomeLoss = ProfitLoss -NetIncomeLossAttributableToNoncontrollingInterest",
	"ComprehensiveIncome = ProfitLoss OtherComprehensiveIncomeForeignCurrencyTranslation",
	"GrossProfit/non-gaap = GrossProfit kc:ShareBasedCompensationInCostOfRevenues",
	"OperatingIncomeLoss/non-gaap = OperatingIncomeLoss AllocatedShareBasedCompensationExpense ImpairmentOfLongLivedAssetsHeldForUse AmortizationOfIntangibleAssets",
	"ProfitLoss/non-gaap = ProfitLoss AllocatedShareBasedCompensationExpense -ForeignCurrencyTransactionGainLossBeforeTax ImpairmentOfLongLivedAssetsHeldForUse",
	"AdjustedEBITDA/non-gaap = ProfitLoss/non-gaap -InvestmentIncomeInterest InterestExpense IncomeTaxExpenseBenefit DepreciationDepletionAndAmortization",
	"AllocatedShareBasedCompensationExpense = kc:ShareBasedCompensationInCostOfRevenues kc:ShareBasedCompensationInSellingAndMarketing kc:ShareBasedCompensationInGeneralAndAdministrative kc:ShareBasedCompensationInResearchAndDevelopment",
	"AssetsCurrent = CashAndCashEquivalentsAtCarryingValue RestrictedCashCurrent AccountsReceivableNetCurrent ShortTermInvestments PrepaidExpenseAndOtherAssetsCurrent DueFromRelatedPartiesCurrent",
	"AssetsNoncurrent = PropertyPlantAndEquipmentNet IntangibleAssetsNet PrepaidExpenseAndOtherAssetsNoncurrent EquitySecuritiesWithoutReadilyDeterminableFairValueAmount Goodwill DueFromRelatedPartiesNoncurrent OperatingLeaseRightOfUseAsset",
	"Assets = AssetsCurrent AssetsNoncurrent",
	"LiabilitiesCurrent = ShortTermBorrowings LongTermDebtCurrent AccountsPayableCurrent AccruedLiabilitiesCurrent AccruedIncomeTaxesCurrent DueToRelatedPartiesCurrent OperatingLeaseLiabilityCurrent FinanceLeaseLiabilityCurrent",
	"LiabilitiesNoncurrent = LongTermDebtNoncurrent DeferredIncomeTaxLiabilitiesNet DueToRelatedPartiesNoncurrent OtherLiabilitiesNoncurrent OperatingLeaseLiabilityNoncurrent FinanceLeaseLiabilityNoncurrent",
	"Liabilities = LiabilitiesCurrent LiabilitiesNoncurrent",
	"StockholdersEquity = CommonStockValue -TreasuryStockValue AdditionalPaidInCapital StatutoryReserve RetainedEarningsAccumulatedDeficit AccumulatedOtherComprehensiveIncomeLossNetOfTax",
	"StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest = StockholdersEquity MinorityInterest",
	"LiabilitiesAndStockholdersEquity = Liabilities StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest",
	"LiabilitiesAndStockholdersEquity = Assets",
}

// statement holds the thousands that the releases print in RMB: period →
// metric[/basis] → value.
func statement(t *testing.T) map[string]map[string]*big.Rat {
	t.Helper()
	out := map[string]map[string]*big.Rat{}
	for _, f := range figures(t) {
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

// A release prints one value for a figure, whichever column or year it stands
// in, and a comparative is what the earlier release printed.
func TestComparatives(t *testing.T) {
	seen := map[row]Printed{}
	for _, p := range printed(t) {
		old, again := seen[rowOf(p.Figure)]
		if again && old.Figure.Value != p.Figure.Value {
			t.Errorf("%+v: %s in %s, %s in %s", rowOf(p.Figure), old.Figure.Value, old.Path, p.Figure.Value, p.Path)
		}
		seen[rowOf(p.Figure)] = p
	}
}

// Every US$ figure is its RMB twin at the one rate of its document.
func TestConvenienceRate(t *testing.T) {
	rates, money := map[string]*big.Rat{}, map[row]Figure{}
	for _, p := range printed(t) {
		if p.Figure.Metric == "kc:ConvenienceRate" {
			rates[p.Path] = number(t, p.Figure.Value)
		}
		money[rowOf(p.Figure)] = p.Figure
	}
	checked := 0
	for _, p := range printed(t) {
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
