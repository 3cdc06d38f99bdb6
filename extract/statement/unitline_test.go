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
		"(in RMB ten thousand)":            {currency: quantity.CNY, scale: 4, scaled: true},
		"RMB in tens of thousands":         {currency: quantity.CNY, scale: 4, scaled: true},
		"(in tens of thousands of RMB)":    {currency: quantity.CNY, scale: 4, scaled: true, money: true},
		"In RMB 10,000":                    {currency: quantity.CNY, scale: 4, scaled: true},
		"Unit: RMB10,000":                  {currency: quantity.CNY, scale: 4, scaled: true},
		"(RMB’0,000)":                      {currency: quantity.CNY, scale: 4, scaled: true},
		"(in RMB hundred thousands)":       {currency: quantity.CNY, scale: 5, scaled: true},
		"in tens of millions of RMB":       {currency: quantity.CNY, scale: 7, scaled: true, money: true},
		"(RMB in hundred millions)":        {currency: quantity.CNY, scale: 8, scaled: true},
		"(in hundred millions of RMB)":     {currency: quantity.CNY, scale: 8, scaled: true, money: true},
		"(in RMB 100 million)":             {currency: quantity.CNY, scale: 8, scaled: true},
		"单位：十万元":                           {currency: "", scale: 5, scaled: true, money: true},
		"单位：百元":                            {currency: "", scale: unclearScale, scaled: true},
		"(in RMB zillions)":                {currency: quantity.CNY, scale: unclearScale, scaled: true},
		"(RMB in crores)":                  {currency: quantity.CNY, scale: unclearScale, scaled: true},
		"in hundreds of RMB":               {currency: quantity.CNY, scale: unclearScale, scaled: true},
		"in tens of billions of RMB":       {currency: quantity.CNY, scale: unclearScale, scaled: true, money: true},
		"(in RMB milions)":                 {currency: quantity.CNY, scale: unclearScale, scaled: true},
		"in RMB 1,000":                     {currency: quantity.CNY, scale: 3, scaled: true},
		"(in RMB 5,000)":                   {currency: quantity.CNY, scale: unclearScale, scaled: true},
		"Proceeds in RMB100 million notes": {currency: quantity.CNY},
		"Top ten customers":                {},
		"Changes in grand total":           {},
	} {
		if got := parseUnitLine(text); got != want {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}
