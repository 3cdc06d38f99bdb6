package render

import (
	"strings"
	"testing"
	"time"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
)

// The shape is a contract: scripts read it. This line is written out by hand.
const revenueLine = `{"issuer":"kc","metric":"Revenues","label":"Total revenues","dimensions":{},"basis":"gaap",` +
	`"period":{"type":"duration","start":"2025-07-01","end":"2025-09-30"},"known_at":"2025-11-19T11:54:00Z",` +
	`"value":"2478000000","unit":"CNY","decimals":-5,"qualifier":"","grade":"proven",` +
	`"evidence":{"period":{"how":"stated","quote":"in the third quarter of 2025","place":"p[12] 147:175"}},` +
	`"checks":[{"kind":"sum","closed":true,"fixes":["digits"],"text":"1752300000 + 725700000 = 2478000000"}],` +
	`"witnesses":[{"document":"ab","url":"https://example.test/r?a=1&b=2","place":"p[12] 118:146","quote":"RMB2,478.0 million","printed":"2,478.0","rule":"prose/level@3"}]}` + "\n"

func TestFactKeepsTheContract(t *testing.T) {
	f := extract.Fact{
		Metric: "Revenues", Label: "Total revenues", Basis: extract.GAAP,
		Period: fiscal.Ended(3, fiscal.Date{Year: 2025, Month: 9, Day: 30}),
		Value:  quantity.Amount{Coef: 24780, Exp: 5}, Unit: quantity.CNY,
		Grade: extract.Proven, Evidence: extract.Evidence{Period: extract.Source{How: extract.Stated, Quote: "in the third quarter of 2025", Place: "p[12] 147:175"}},
		Checks: []extract.Check{{Kind: extract.Sum, Closed: true, Fixes: []extract.Attribute{extract.AttrDigits}, Operands: []extract.Operand{
			{Value: quantity.Amount{Coef: 17523, Exp: 5}}, {Op: extract.OpPlus, Value: quantity.Amount{Coef: 7257, Exp: 5}}, {Op: extract.OpEquals, Value: quantity.Amount{Coef: 24780, Exp: 5}},
		}}},
		Witnesses: []extract.Witness{{Document: "ab", URL: "https://example.test/r?a=1&b=2", Place: "p[12] 118:146", Quote: "RMB2,478.0 million", Printed: "2,478.0", Rule: "prose/level@3"}},
	}
	known := time.Date(2025, 11, 19, 19, 54, 0, 0, time.FixedZone("", 8*3600))
	var b strings.Builder
	if err := JSONLines(&b, []FactJSON{Fact("kc", known, f)}); err != nil {
		t.Fatal(err)
	}
	if b.String() != revenueLine {
		t.Errorf("got  %swant %s", b.String(), revenueLine)
	}
}

func TestNothingIsNull(t *testing.T) {
	var b strings.Builder
	if err := JSONLines(&b, []any{
		Fact("", time.Time{}, extract.Fact{Period: fiscal.Instant(fiscal.Date{Year: 2025, Month: 9, Day: 30})}),
		Fact("", time.Time{}, extract.Fact{Dimensions: extract.Dimensions{extract.DimChange: "yoy"}}),
		Miss(extract.Miss{Place: "table[4] r7 c3", Quote: "(1,234)", Reason: "no unit"}),
		Miss(extract.Miss{Readings: []extract.Reading{{Unit: quantity.CNY, Scale: 3}}}),
		LedgerRow(extract.Entry{Place: "p[1]", Printed: "7", Kind: "page", Ref: "ledger/page@1"}),
	}); err != nil {
		t.Fatal(err)
	}
	got := b.String()
	if strings.Contains(got, "null") {
		t.Errorf("null in\n%s", got)
	}
	for _, want := range []string{
		`"period":{"type":"instant","end":"2025-09-30"}`, `"known_at":""`, `"dimensions":{"change":"yoy"}`,
		`{"place":"table[4] r7 c3","quote":"(1,234)","reason":"no unit","readings":[]}`,
		`"readings":[{"unit":"CNY","scale":3,"closes":[]}]`,
		`{"place":"p[1]","printed":"7","kind":"page","ref":"ledger/page@1"}`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in\n%s", want, got)
		}
	}
}
