package prose

import (
	"testing"

	"tickmark/extract/quantity"
)

func TestRoundedOut(t *testing.T) {
	for _, c := range []struct{ in, want quantity.Amount }{
		{quantity.Amount{Coef: 65_000_000}, quantity.Amount{Coef: 65, Exp: 6}},
		{quantity.Amount{Coef: -64_693_000}, quantity.Amount{Coef: -64_693, Exp: 3}},
		{quantity.Amount{Coef: 64_693_120}, quantity.Amount{Coef: 64_693_120}},
		{quantity.Amount{Coef: 2000, Exp: 6}, quantity.Amount{Coef: 2000, Exp: 6}},
		{quantity.Amount{}, quantity.Amount{}},
	} {
		if got := roundedOut(c.in); got != c.want || got.Cmp(c.in) != 0 {
			t.Errorf("roundedOut(%v) = %v, want %v", c.in, got, c.want)
		}
	}
}
