package store

import (
	"fmt"
	"path/filepath"
	"testing"

	"tickmark/extract"
	"tickmark/extract/quantity"
)

// TestKinds: what a later report makes of an earlier figure.
func TestKinds(t *testing.T) {
	value := func(coef int64, exp int8) quantity.Amount { return quantity.Amount{Coef: coef, Exp: exp} }
	for _, c := range []struct {
		name        string
		before, now map[string]quantity.Amount
		sum         string // a proof that all of now share
		mark        string
		want        map[string]string
	}{
		{"the same", map[string]quantity.Amount{"A": value(100, 3)}, map[string]quantity.Amount{"A": value(100, 3)}, "", "", map[string]string{"A": Repeated}},
		{"rounded", map[string]quantity.Amount{"A": value(100400, 3)}, map[string]quantity.Amount{"A": value(1004, 5)}, "", "", map[string]string{"A": Repeated}},
		{"off by a rounding", map[string]quantity.Amount{"A": value(100460, 3)}, map[string]quantity.Amount{"A": value(1004, 5)}, "", "", map[string]string{"A": Rounding}},
		{"another", map[string]quantity.Amount{"A": value(100, 3)}, map[string]quantity.Amount{"A": value(120, 3)}, "", "", map[string]string{"A": RestatedAs}},
		{"parts moved", map[string]quantity.Amount{"A": value(100, 3), "B": value(50, 3), "T": value(150, 3)},
			map[string]quantity.Amount{"A": value(110, 3), "B": value(40, 3), "T": value(150, 3)}, "sum: 110 + 40 = 150", "",
			map[string]string{"A": Reclassified, "B": Reclassified, "T": Repeated}},
		{"the total moved too", map[string]quantity.Amount{"A": value(100, 3), "B": value(50, 3), "T": value(150, 3)},
			map[string]quantity.Amount{"A": value(110, 3), "B": value(50, 3), "T": value(160, 3)}, "sum: 110 + 50 = 160", "",
			map[string]string{"A": RestatedAs, "B": Repeated, "T": RestatedAs}},
		{"other rules", map[string]quantity.Amount{"A": value(100, 3), "B": value(50, 3)}, map[string]quantity.Amount{"A": value(100, 6), "B": value(50, 3)}, "", Replayed,
			map[string]string{"A": RuleChange}},
	} {
		db := open(t, filepath.Join(t.TempDir(), "a.db"))
		tell := func(n int, mark string, values map[string]quantity.Amount, sum string) {
			d := document(fmt.Sprint(c.name, n))
			if _, err := db.AddDocument(d); err != nil {
				t.Fatal(err)
			}
			var facts []extract.Fact
			for _, m := range []string{"A", "B", "T"} {
				if v, ok := values[m]; ok {
					f := fact(m, quarter(1), 0, d.ID)
					f.Value = v
					if sum != "" {
						f.Checks = []extract.Check{{Kind: extract.Sum, Closed: true, Operands: []extract.Operand{{Label: sum}}}}
					}
					facts = append(facts, f)
				}
			}
			if _, _, err := db.Commit(Draft{Issuer: "kc", Event: quarter(n), KnownAt: day(90 * n), Rules: fmt.Sprint(n), Mark: mark, Documents: []string{d.ID}, Facts: facts}); err != nil {
				t.Fatal(err)
			}
		}
		tell(1, "", c.before, "")
		tell(2, c.mark, c.now, c.sum)
		all, err := db.History("kc", nil, func(extract.Fact) bool { return true })
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for _, v := range all[len(c.before):] {
			got[string(v.Metric)] = v.Kind
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
