package proof

import (
	"slices"
	"testing"

	"tickmark/extract"
	"tickmark/extract/quantity"
)

func TestEarlier(t *testing.T) {
	fact := func(coef int64, exp int8, grade extract.Grade) extract.Fact {
		return extract.Fact{Metric: "Revenues", Unit: quantity.CNY, Value: quantity.Amount{Coef: coef, Exp: exp}, Grade: grade}
	}
	was := []extract.Fact{fact(1, 0, extract.Proven), fact(1478021, 3, extract.Alone)}
	for _, c := range []struct {
		name string
		now  extract.Fact
		was  []extract.Fact
		want extract.Grade
		text string
	}{
		{"the newest says the same", fact(1478021, 3, extract.Alone), was, extract.Proven, "comparative: 1478021000 = 1478021000 (earlier)"},
		{"rounded", fact(14780, 5, extract.Alone), was, extract.Proven, "comparative: 1478000000 = 1478021000 (earlier)"},
		{"restated", fact(1478321, 3, extract.Proven), was, extract.Proven, "comparative: 1478321000 ≠ 1478021000 (earlier)"},
		{"restated, or misread", fact(1478321, 3, extract.Alone), was, extract.Contradicted, "comparative: 1478321000 ≠ 1478021000 (earlier)"},
		{"contradicted", fact(1478021, 3, extract.Contradicted), was, extract.Contradicted, "comparative: 1478021000 = 1478021000 (earlier)"},
		{"another currency's", fact(5, 0, extract.Alone), []extract.Fact{fact(5, 0, extract.Alone)}, extract.Alone, ""},
		{"said by nobody", fact(1478021, 3, extract.Alone), nil, extract.Alone, ""},
	} {
		facts := []extract.Fact{c.now}
		if c.name == "another currency's" {
			facts[0].Unit, c.was[0].Unit = quantity.USD, quantity.USD
			facts = append(facts, fact(6, 0, ""), fact(7, 0, ""))
		}
		Earlier(facts, c.was)
		var want []string
		if c.text != "" {
			want = []string{c.text}
		}
		if f := facts[0]; f.Grade != c.want || !slices.Equal(f.Proofs, want) {
			t.Errorf("%s: %s, %q; want %s, %q", c.name, f.Grade, f.Proofs, c.want, want)
		}
	}
}
