package reader

import (
	"testing"

	"tickmark/extract"
	"tickmark/extract/plaintext"
)

// TestSources: what a document says of itself stands in it where its context
// says so.
func TestSources(t *testing.T) {
	for _, c := range []struct {
		text                    string
		period, currency, basis extract.Source
	}{
		{
			"Acme Announces Third Quarter 2025 Unaudited Financial Results\n\nBEIJING, Nov. 19, 2025. Acme today announced its unaudited results for the third quarter ended September 30, 2025.\n\nRevenues were RMB5.0 million. Its statements are under U.S. GAAP.",
			at("third quarter ended September 30, 2025", "p[2] 75:113"), at("RMB", "p[3] 14:17"), at("GAAP", "p[3] 60:64"),
		},
		{
			"Acme Announces Results\n\nAcme announced results for the three and nine months ended September 30, 2025.\n\nRevenues were HK$5 million.",
			at("three and nine months ended September 30, 2025", "p[2] 31:77"), at("HK$", "p[3] 14:17"), extract.Source{},
		},
		{
			"Acme Announces Results\n\nAcme announced results for the third quarter ended September 30, 2025.\n\nNon-GAAP profit was RMB5 million, as non-GAAP measures go beside U.S. GAAP.",
			at("third quarter ended September 30, 2025", "p[2] 31:69"), at("RMB", "p[3] 20:23"), at("GAAP", "p[3] 70:74"),
		},
		{
			"甲公司2025年半年度报告\n\n营业收入为人民币500万元。归属于上市公司股东的净利润为人民币50万元。",
			at("2025年半年度报告", "p[1] 9:31"), at("人民币", "p[2] 15:24"), at("归属于上市公司股东的净利润", "p[2] 36:75"),
		},
	} {
		text, err := plaintext.Decode(t.Context(), []byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		got, _ := Identify(text)
		if got.PeriodSource != c.period || got.CurrencySource != c.currency || got.BasisSource != c.basis {
			t.Errorf("%.40s: %+v, %+v, %+v", c.text, got.PeriodSource, got.CurrencySource, got.BasisSource)
		}
	}
}

func at(quote, place string) extract.Source {
	return extract.Source{How: extract.Scoped, Quote: quote, Place: place}
}
