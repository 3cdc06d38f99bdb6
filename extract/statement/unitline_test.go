package statement

import (
	"testing"

	"tickmark/extract/quantity"
)

func TestParseUnitLine(t *testing.T) {
	for text, want := range map[string]unitLine{
		"(All amounts in thousands, except for share data)": {scale: 3, scaled: true, shares: true},
		"RMB’000":                                   {currency: quantity.CNY, scale: 3, scaled: true},
		"人民幣千元":                                     {currency: quantity.CNY, scale: 3, scaled: true, money: true},
		"in RMB billions, except percentages":       {currency: quantity.CNY, scale: 9, scaled: true},
		"In millions of US$, except per ADS":        {currency: quantity.USD, scale: 6, scaled: true, money: true},
		"In thousands of RMB and US$":               {scale: 3, scaled: true, money: true},
		"（單位：百萬元）":                                  {currency: quantity.CNY, scale: 6, scaled: true, money: true},
		"单位：万元":                                     {currency: quantity.CNY, scale: 4, scaled: true, money: true},
		"单位：人民币千元":                                  {currency: quantity.CNY, scale: 3, scaled: true, money: true},
		"金额单位：人民币亿元":                                {currency: quantity.CNY, scale: 8, scaled: true, money: true},
		"單位：十億元":                                    {scale: 9, scaled: true, money: true},
		"单位：元 币种：人民币":                               {currency: quantity.CNY, scaled: true},
		"Unit: RMB":                                 {currency: quantity.CNY, scaled: true},
		"Unit: in yuan":                             {scaled: true},
		"Selling and marketing expenses":            {},
		"Three months ended September 30,":          {},
		"Ｉｎ ｔｈｏｕｓａｎｄｓ":                              {scale: 3, scaled: true},
		"RMB (unless stated otherwise in millions)": {currency: quantity.CNY},
		"(除另有指明外，以人民幣千元列示)":                         {currency: quantity.CNY, scale: 3, scaled: true, money: true},
		"（除股份數目及每股數據外，所有金額以千元計）":           {scale: 3, scaled: true, money: true, shares: true},
		"（除每股數據外，以千計）":                     {scale: 3, scaled: true},
		"現金流入淨額為人民幣5,110.2百萬元":             {currency: quantity.CNY},
		"2024 人民幣千元":                       {currency: quantity.CNY, scale: 3, scaled: true, money: true},
		"in up to a US$50 million program": {currency: quantity.USD},
	} {
		if got := parseUnitLine(text); got != want {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}
