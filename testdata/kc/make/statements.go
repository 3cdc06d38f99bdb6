package main

import (
	"fmt"
	"html"
	"strconv"
	"strings"
)

// style says how a row prints its figures.
type style int

const (
	amount  style = iota // thousands; negative in parentheses
	cost                 // thousands; the element is positive and stands in parentheses
	percent              // a share of total revenues
	share                // per share or per ADS
	count                // number of shares
)

// line is one row of a statement. Without a metric it is a heading.
type line struct {
	label  string
	metric string // "GrossProfit/non-gaap"; gaap without a slash
	style  style
	total  bool
}

// write prints lines under the columns of s, and notes every figure.
func (p *page) write(s *sheet, lines []line) error {
	for i, l := range lines {
		l.label = strings.Replace(l.label, kingsoft.name, p.edition.name, 1)
		if l.metric == "" {
			s.heading(l.label)
			continue
		}
		var cells []cell
		for _, b := range s.blocks {
			for _, c := range b.cols {
				one, err := p.cell(s, l, c, i < 2)
				if err != nil {
					return err
				}
				cells = append(cells, one)
			}
		}
		s.row(l.label, l.total, cells)
	}
	return nil
}

// cell prints one figure. The first rows of a statement carry the currency in
// a cell of its own.
func (p *page) cell(s *sheet, l line, c column, first bool) (cell, error) {
	if l.style == percent && c.unit == "USD" {
		return cell{number: nbsp}, nil
	}
	f, scale, err := p.entry(s, l, c)
	if err != nil && !p.edition.full {
		return cell{number: nbsp}, nil
	}
	if err != nil {
		return cell{}, fmt.Errorf("row %q: %w", l.label, err)
	}
	out := cell{number: digits(f, scale)}
	if first && l.style == amount && (c.dollar == "RMB" || c.dollar == "US$") {
		out.left = c.dollar
	}
	negative := strings.HasPrefix(f.Value, "-")
	switch {
	case f.Value == "0" && l.style != share:
		out.number = "&#151;"
	case l.style == percent:
		if negative {
			out.number = "-" + out.number
		}
		out.close = "%"
	case negative != (l.style == cost), f.Value == "0":
		out.number, out.close = "("+out.number, ")"
	}
	p.note("table", plainText(l.label), html.UnescapeString(strings.TrimPrefix(out.number, "(")), f)
	return out, nil
}

// perUnit is what a per-share row divides by: its metric ends in @shares or
// @ADS.
func perUnit(metric string) string {
	_, unit, _ := strings.Cut(metric, "@")
	return "/" + unit
}

// plainText is a label without markup.
func plainText(label string) string {
	label, _, _ = strings.Cut(label, "<SUP>")
	return html.UnescapeString(label)
}

// quarters are the columns of an income statement: year ago, previous and
// current quarter, and the US$ twin of the last.
func quarters(release string) block {
	b := block{title: "Three Months Ended"}
	for _, q := range []string{yearAgo(release), previous(release), release} {
		b.cols = append(b.cols, column{head: headDate(q), period: q, unit: "CNY", dollar: "RMB"})
	}
	b.cols = append(b.cols, column{head: headDate(release), period: release, unit: "USD", dollar: "US$"})
	return b
}

// longer is the group of columns for the year to date, if the release has
// one.
func longer(release string) []block {
	period, title := yearToDate(release)
	if period == "" {
		return nil
	}
	year, _ := span(release)
	prior := strings.Replace(period, strconv.Itoa(year), strconv.Itoa(year-1), 1)
	return []block{{title, []column{
		{head: headDate(yearAgo(release)), period: prior, unit: "CNY", dollar: "RMB"},
		{head: headDate(release), period: period, unit: "CNY", dollar: "RMB"},
		{head: headDate(release), period: period, unit: "USD", dollar: "US$"},
	}}}
}

// incomeTop are the rows that every release prints.
var incomeTop = []line{
	{label: "Revenues:"},
	{label: "Public cloud services", metric: "kc:PublicCloudRevenue"},
	{label: "Enterprise cloud services", metric: "kc:EnterpriseCloudRevenue"},
	{label: "Others", metric: "kc:OtherRevenue"},
	{label: "Total revenues", metric: "Revenues", total: true},
	{label: "Cost of revenues", metric: "CostOfRevenue", style: cost},
	{label: "Gross profit", metric: "GrossProfit", total: true},
	{label: "Operating expenses:"},
	{label: "Selling and marketing expenses", metric: "SellingAndMarketingExpense", style: cost},
	{label: "General and administrative expenses", metric: "GeneralAndAdministrativeExpense", style: cost},
	{label: "Research and development expenses", metric: "ResearchAndDevelopmentExpense", style: cost},
	{label: "Impairment of long-lived assets", metric: "ImpairmentOfLongLivedAssetsHeldForUse", style: cost},
	{label: "Total operating expenses", metric: "OperatingExpenses", style: cost, total: true},
	{label: "Operating loss", metric: "OperatingIncomeLoss", total: true},
}

// incomeBridge are the rows between operating loss and net loss; only the
// release with full statements has figures for them.
var incomeBridge = []line{
	{label: "Interest income", metric: "InvestmentIncomeInterest"},
	{label: "Interest expense", metric: "InterestExpense", style: cost},
	{label: "Foreign exchange gain (loss)", metric: "ForeignCurrencyTransactionGainLossBeforeTax"},
	{label: "Other gain (loss), net", metric: "OtherGainsLosses"},
	{label: "Other income, net", metric: "OtherNonoperatingIncomeExpense"},
	{label: "Loss before income taxes", metric: "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest", total: true},
	{label: "Income tax (expense) benefit", metric: "IncomeTaxExpenseBenefit", style: cost},
}

var incomeBottom = []line{
	{label: "Net loss", metric: "ProfitLoss", total: true},
	{label: "Less: net (loss) income attributable to non-controlling interests", metric: "NetIncomeLossAttributableToNoncontrollingInterest"},
	{label: "Net loss attributable to Kingsoft Cloud Holdings Limited", metric: "NetIncomeLoss", total: true},
	{label: "Net loss per share:"},
	{label: "Basic and diluted", metric: "EarningsPerShareBasicAndDiluted@shares", style: share},
	{label: "Net loss per ADS:"},
	{label: "Basic and diluted", metric: "EarningsPerShareBasicAndDiluted@ADS", style: share},
	{label: "Shares used in the net loss per share computation:"},
	{label: "Basic and diluted", metric: "WeightedAverageNumberOfShareOutstandingBasicAndDiluted", style: count},
}

var incomeComprehensive = []line{
	{label: "Other comprehensive (loss) income, net of tax of nil:"},
	{label: "Foreign currency translation adjustments", metric: "ForeignCurrencyTranslationAdjustmentNetOfTax"},
	{label: "Comprehensive loss", metric: "ComprehensiveIncomeNetOfTaxIncludingPortionAttributableToNoncontrollingInterest", total: true},
}

var grossLines = []line{
	{label: "Gross profit", metric: "GrossProfit"},
	{label: "Adjustments:"},
	{label: "&#151; Share-based compensation expenses (allocated in cost of revenues)", metric: "ShareBasedCompensationCostOfRevenue"},
	{label: "Adjusted gross profit (Non-GAAP Financial Measure)", metric: "GrossProfit/non-gaap", total: true},
	{label: "Gross margin", metric: "GrossProfit", style: percent},
	{label: "Adjusted gross margin (Non-GAAP Financial Measure)", metric: "GrossProfit/non-gaap", style: percent},
}

var netLines = []line{
	{label: "Operating loss", metric: "OperatingIncomeLoss"},
	{label: "Adjustments:"},
	{label: "&#151; Share-based compensation expenses", metric: "ShareBasedCompensation"},
	{label: "&#151; Impairment of long-lived assets", metric: "ImpairmentOfLongLivedAssetsHeldForUse"},
	{label: "&#151; Amortization of intangible assets", metric: "AmortizationOfIntangibleAssets"},
	{label: "Adjusted operating (loss) profit (Non-GAAP Financial Measure)", metric: "OperatingIncomeLoss/non-gaap", total: true},
	{label: "Net loss", metric: "ProfitLoss"},
	{label: "Adjustments:"},
	{label: "&#151; Share-based compensation expenses", metric: "ShareBasedCompensation"},
	{label: "&#151; Foreign exchange (gain) loss", metric: "ForeignCurrencyTransactionGainLossBeforeTax", style: cost},
	{label: "&#151; Impairment of long-lived assets", metric: "ImpairmentOfLongLivedAssetsHeldForUse"},
	{label: "Adjusted net (loss) profit (Non-GAAP Financial Measure)", metric: "ProfitLoss/non-gaap", total: true},
	{label: "Adjustments:"},
	{label: "&#151; Interest income", metric: "InvestmentIncomeInterest", style: cost},
	{label: "&#151; Interest expense", metric: "InterestExpense"},
	{label: "&#151; Income tax expense (benefit)", metric: "IncomeTaxExpenseBenefit"},
	{label: "&#151; Depreciation and amortization", metric: "DepreciationDepletionAndAmortization"},
	{label: "Adjusted EBITDA (Non-GAAP Financial Measure)", metric: "AdjustedEBITDA/non-gaap", total: true},
	{label: "Net loss margin", metric: "ProfitLoss", style: percent},
	{label: "Adjusted net (loss) profit margin (Non-GAAP Financial Measure)", metric: "ProfitLoss/non-gaap", style: percent},
	{label: "Adjusted EBITDA margin (Non-GAAP Financial Measure)", metric: "AdjustedEBITDA/non-gaap", style: percent},
}

var compensationLines = []line{
	{label: "Cost of revenues", metric: "ShareBasedCompensationCostOfRevenue"},
	{label: "Selling and marketing expenses", metric: "ShareBasedCompensationSellingAndMarketing"},
	{label: "General and administrative expenses", metric: "ShareBasedCompensationGeneralAndAdministrative"},
	{label: "Research and development expenses", metric: "ShareBasedCompensationResearchAndDevelopment"},
	{label: "Total share-based compensation expenses", metric: "ShareBasedCompensation", total: true},
}

var assetLines = []line{
	{label: "ASSETS"},
	{label: "Current assets:"},
	{label: "Cash and cash equivalents", metric: "CashAndCashEquivalentsAtCarryingValue"},
	{label: "Restricted cash", metric: "RestrictedCashCurrent"},
	{label: "Accounts receivable, net", metric: "AccountsReceivableNetCurrent"},
	{label: "Short-term investments", metric: "ShortTermInvestments"},
	{label: "Prepayments and other assets", metric: "PrepaidExpenseAndOtherAssetsCurrent"},
	{label: "Amounts due from related parties", metric: "DueFromRelatedPartiesCurrent"},
	{label: "Total current assets", metric: "AssetsCurrent", total: true},
	{label: "Non-current assets:"},
	{label: "Property and equipment, net", metric: "PropertyPlantAndEquipmentNet"},
	{label: "Intangible assets, net", metric: "IntangibleAssetsNetExcludingGoodwill"},
	{label: "Prepayments and other assets", metric: "PrepaidExpenseAndOtherAssetsNoncurrent"},
	{label: "Equity investments", metric: "EquitySecuritiesWithoutReadilyDeterminableFairValueAmount"},
	{label: "Goodwill", metric: "Goodwill"},
	{label: "Amounts due from related parties", metric: "DueFromRelatedPartiesNoncurrent"},
	{label: "Operating lease right-of-use assets", metric: "OperatingLeaseRightOfUseAsset"},
	{label: "Total non-current assets", metric: "AssetsNoncurrent", total: true},
	{label: "Total assets", metric: "Assets", total: true},
}

var liabilityLines = []line{
	{label: "LIABILITIES AND SHAREHOLDERS&#146; EQUITY"},
	{label: "Current liabilities:"},
	{label: "Short-term bank loans", metric: "ShortTermBorrowings"},
	{label: "Current portion of long-term bank loans", metric: "LongTermDebtCurrent"},
	{label: "Accounts payable", metric: "AccountsPayableCurrent"},
	{label: "Accrued expenses and other current liabilities", metric: "AccruedLiabilitiesCurrent"},
	{label: "Income tax payable", metric: "AccruedIncomeTaxesCurrent"},
	{label: "Amounts due to related parties", metric: "DueToRelatedPartiesCurrent"},
	{label: "Current operating lease liabilities", metric: "OperatingLeaseLiabilityCurrent"},
	{label: "Current finance lease liabilities", metric: "FinanceLeaseLiabilityCurrent"},
	{label: "Total current liabilities", metric: "LiabilitiesCurrent", total: true},
	{label: "Non-current liabilities:"},
	{label: "Long-term bank loans", metric: "LongTermDebtNoncurrent"},
	{label: "Deferred tax liabilities", metric: "DeferredIncomeTaxLiabilitiesNet"},
	{label: "Amounts due to related parties", metric: "DueToRelatedPartiesNoncurrent"},
	{label: "Other liabilities", metric: "OtherLiabilitiesNoncurrent"},
	{label: "Non-current operating lease liabilities", metric: "OperatingLeaseLiabilityNoncurrent"},
	{label: "Non-current finance lease liabilities", metric: "FinanceLeaseLiabilityNoncurrent"},
	{label: "Total non-current liabilities", metric: "LiabilitiesNoncurrent", total: true},
	{label: "Total liabilities", metric: "Liabilities", total: true},
	{label: "Shareholders&#146; equity:"},
	{label: "Ordinary shares", metric: "CommonStockValue"},
	{label: "Treasury stock", metric: "TreasuryStockValue", style: cost},
	{label: "Additional paid-in capital", metric: "AdditionalPaidInCapital"},
	{label: "Statutory reserves funds", metric: "StatutoryReserves"},
	{label: "Accumulated deficit", metric: "RetainedEarningsAccumulatedDeficit"},
	{label: "Accumulated other comprehensive income", metric: "AccumulatedOtherComprehensiveIncomeLossNetOfTax"},
	{label: "Total Kingsoft Cloud Holdings Limited shareholders&#146; equity", metric: "StockholdersEquity", total: true},
	{label: "Non-controlling interests", metric: "MinorityInterest"},
	{label: "Total equity", metric: "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest", total: true},
	{label: "Total liabilities and shareholders&#146; equity", metric: "LiabilitiesAndStockholdersEquity", total: true},
}

const (
	changeInCash = "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsPeriodIncreaseDecreaseIncludingExchangeRateEffect"
	cashInStock  = "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"
)

var flowLines = []line{
	{label: "Net cash generated from (used in) operating activities", metric: "NetCashProvidedByUsedInOperatingActivities"},
	{label: "Net cash used in investing activities", metric: "NetCashProvidedByUsedInInvestingActivities"},
	{label: "Net cash generated from financing activities", metric: "NetCashProvidedByUsedInFinancingActivities"},
	{label: "Effect of exchange rate changes on cash, cash equivalents and restricted cash", metric: "EffectOfExchangeRateOnCashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"},
	{label: "Net (decrease) increase in cash, cash equivalents and restricted cash", metric: changeInCash, total: true},
}
