package proof

import (
	"math/big"
	"testing"

	"tickmark/extract/quantity"
)

func TestOf(t *testing.T) {
	for _, c := range []int64{0, 1, -1, 24780, -999, 999_999_999_999_999_999, -999_999_999_999_999_999} {
		for _, e := range []int8{-128, -18, -3, -1, 0, 1, 2, 6, 19, 127} {
			a := quantity.Amount{Coef: c, Exp: e}
			x := of(a)
			if x.lo.Cmp(new(big.Rat).Sub(a.Rat(), a.Half())) != 0 || x.hi.Cmp(new(big.Rat).Add(a.Rat(), a.Half())) != 0 {
				t.Errorf("%d × 10^%d was rounded from %s to %s", c, e, x.lo, x.hi)
			}
		}
	}
}
