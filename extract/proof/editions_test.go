package proof

import (
	"slices"
	"testing"

	"tickmark/extract"
	"tickmark/extract/quantity"
)

func TestEditions(t *testing.T) {
	amount := func(coef int64, exp int8) quantity.Amount { return quantity.Amount{Coef: coef, Exp: exp} }
	english := extract.Witness{Document: "e", Quote: "Revenues | 2,478.0", Printed: "2,478.0", Value: amount(24780, 5)}
	chinese := extract.Witness{Document: "z", Quote: "收入 | 2,478,021", Printed: "2,478,021", Value: amount(2478021, 3)}
	other := func(w extract.Witness, change func(*extract.Witness)) extract.Witness {
		change(&w)
		return w
	}
	for _, c := range []struct {
		name      string
		metric    extract.Metric
		grade     extract.Grade
		witnesses []extract.Witness
		want      extract.Grade
	}{
		{"in both", "Revenues", extract.Alone, []extract.Witness{english, chinese}, extract.Proven},
		{"in one", "Revenues", extract.Alone, []extract.Witness{english, other(english, func(w *extract.Witness) { w.Document = "f" })}, extract.Alone},
		{"both in one document", "Revenues", extract.Alone, []extract.Witness{english, other(chinese, func(w *extract.Witness) { w.Document = "e" })}, extract.Alone},
		{"no metric", "", extract.Alone, []extract.Witness{english, chinese}, extract.Alone},
		{"contradicted", "Revenues", extract.Contradicted, []extract.Witness{english, chinese}, extract.Contradicted},
		{"another value", "Revenues", extract.Alone, []extract.Witness{english, other(chinese, func(w *extract.Witness) { w.Value = amount(2488021, 3) })}, extract.Alone},
		{"small", "Revenues", extract.Alone, []extract.Witness{other(english, func(w *extract.Witness) { w.Value = amount(5, 0) }), other(chinese, func(w *extract.Witness) { w.Value = amount(5, 0) })}, extract.Alone},
	} {
		facts := []extract.Fact{{Metric: c.metric, Grade: c.grade, Evidence: stands(), Witnesses: c.witnesses}}
		Editions(facts, func(document string) bool { return document == "z" })
		told := slices.ContainsFunc(facts[0].Checks, func(c extract.Check) bool { return c.Kind == extract.Editions })
		if facts[0].Grade != c.want || told != (c.want == extract.Proven) {
			t.Errorf("%s: %s, %q; want %s", c.name, facts[0].Grade, facts[0].Checks, c.want)
		}
	}
}

func TestInChinese(t *testing.T) {
	for _, c := range []struct {
		labels []string
		want   bool
	}{{nil, false}, {[]string{"收入", "Revenues", "毛利"}, true}, {[]string{"Revenues", "金山雲"}, false}} {
		var facts []extract.Fact
		for _, l := range c.labels {
			facts = append(facts, extract.Fact{Label: l})
		}
		if got := InChinese(facts); got != c.want {
			t.Errorf("%q: %v", c.labels, got)
		}
	}
}
