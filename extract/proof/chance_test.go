package proof_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/proof"
	"tickmark/extract/quantity"
)

// TestChance grades tables of random figures, which nothing holds together:
// hardly any may be proven or contradicted. The figures have three to eight
// digits, as evenly as those of statements.
func TestChance(t *testing.T) {
	const tables, rows = 150, 40
	r := rand.New(rand.NewPCG(20251119, 3))
	figures, graded := 0, map[extract.Grade]int{}
	for range tables {
		for _, f := range proof.Grade(randomTable(r, rows), nil) {
			figures++
			graded[f.Grade]++
			if f.Grade != extract.Alone {
				t.Logf("%s: %q", f.Grade, f.Checks)
			}
		}
	}
	t.Logf("of %d random figures %d are proven and %d contradicted", figures, graded[extract.Proven], graded[extract.Contradicted])
	if 200*graded[extract.Proven] > figures || 1000*graded[extract.Contradicted] > figures {
		t.Errorf("of %d random figures %d are proven and %d contradicted", figures, graded[extract.Proven], graded[extract.Contradicted])
	}
}

// randomTable has two columns of RMB, one of US$ and rows of percentages.
func randomTable(r *rand.Rand, rows int) []extract.Fact {
	quarter := fiscal.Ended(3, fiscal.MonthEnd(2025, 9))
	var facts []extract.Fact
	for row := range rows {
		negative := r.IntN(4) == 0
		for col, p := range []fiscal.Period{quarter, quarter.Shift(-12), quarter} {
			u, exp := quantity.CNY, int8(3)
			if col == 2 {
				u = quantity.USD
			}
			v := int64(math.Pow(10, 2+6*r.Float64()))
			if row%8 == 7 {
				u, exp, v = quantity.Percent, -1, int64(r.IntN(1000))
			}
			a := quantity.Amount{Coef: v, Exp: exp}
			if negative {
				a = a.Neg()
			}
			facts = append(facts, extract.Fact{Label: fmt.Sprint("row ", row), Basis: extract.GAAP, Period: p, Value: a, Unit: u, Evidence: stated(fmt.Sprint(col)),
				Witnesses: []extract.Witness{{Value: a, Printed: a.String(), At: extract.At{Row: row, Cell: col}}}})
		}
	}
	return facts
}
