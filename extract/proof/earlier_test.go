package proof

import (
	"slices"
	"testing"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
)

func TestEarlier(t *testing.T) {
	fact := func(coef int64, exp int8, grade extract.Grade) extract.Fact {
		return extract.Fact{Metric: "Revenues", Unit: quantity.CNY, Value: quantity.Amount{Coef: coef, Exp: exp}, Grade: grade, Evidence: stands()}
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
		if f := facts[0]; f.Grade != c.want || !slices.Equal(told(f), want) {
			t.Errorf("%s: %s, %q; want %s, %q", c.name, f.Grade, f.Checks, c.want, want)
		}
	}
}

// told is the texts of the checks of a fact.
func told(f extract.Fact) (out []string) {
	for _, c := range f.Checks {
		out = append(out, c.String())
	}
	return out
}

// stands is the evidence of a fact whose attributes all stand beside it.
func stands() extract.Evidence {
	s := extract.Source{How: extract.Stated}
	return extract.Evidence{Period: s, Unit: s, Scale: s, Label: s}
}

// TestEarlierSums: figures of one release close with those that only earlier
// releases print; what does not close is not held against them.
func TestEarlierSums(t *testing.T) {
	span := func(months, year, month int) fiscal.Period { return fiscal.Ended(months, fiscal.MonthEnd(year, month)) }
	revenue := func(p fiscal.Period, coef int64, change string) extract.Fact {
		f := extract.Fact{Metric: "Revenues", Unit: quantity.CNY, Period: p, Value: quantity.Amount{Coef: coef, Exp: 3}, Grade: extract.Alone, Evidence: stands()}
		if change != "" {
			f.Unit, f.Value.Exp, f.Dimensions = quantity.Percent, -1, extract.Dimensions{extract.DimChange: change}
		}
		return f
	}
	was := []extract.Fact{
		revenue(span(3, 2025, 3), 1970007, ""), revenue(span(3, 2025, 6), 2349180, ""),
		revenue(span(6, 2025, 6), 4319187, ""), revenue(span(3, 2024, 9), 1885616, ""),
	}
	for _, c := range []struct {
		name string
		now  []extract.Fact
		want []extract.Grade
	}{
		{"quarter and year to date", []extract.Fact{revenue(span(3, 2025, 9), 2478000, ""), revenue(span(9, 2025, 9), 6797187, "")}, []extract.Grade{extract.Proven, extract.Proven}},
		{"does not add up", []extract.Fact{revenue(span(3, 2025, 9), 2478000, ""), revenue(span(9, 2025, 9), 6797388, "")}, []extract.Grade{extract.Alone, extract.Alone}},
		{"growth on what an earlier release says", []extract.Fact{revenue(span(3, 2025, 9), 2478000, ""), revenue(span(3, 2025, 9), 314, "yoy")}, []extract.Grade{extract.Proven, extract.Proven}},
		{"growth that does not close", []extract.Fact{revenue(span(3, 2025, 9), 2478000, ""), revenue(span(3, 2025, 9), 341, "yoy")}, []extract.Grade{extract.Alone, extract.Alone}},
		{"nothing earlier", []extract.Fact{revenue(span(3, 2026, 9), 2478000, "")}, []extract.Grade{extract.Alone}},
	} {
		Earlier(c.now, was)
		for i, f := range c.now {
			if f.Grade != c.want[i] {
				t.Errorf("%s: %s is %s, want %s: %q", c.name, f.Value, f.Grade, c.want[i], f.Checks)
			}
		}
	}
}
