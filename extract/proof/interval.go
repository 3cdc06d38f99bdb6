package proof

import (
	"math/big"
	"sync"

	"tickmark/extract/quantity"
)

// interval is the closed range of numbers that an amount may have been
// rounded from.
type interval struct{ lo, hi *big.Rat }

// of is half a unit of the last place to either side: (2c ± 1) × 10^e ÷ 2.
func of(a quantity.Amount) interval {
	lo, hi := big.NewInt(2*a.Coef-1), big.NewInt(2*a.Coef+1)
	if a.Exp > 0 {
		unit := powers()[a.Exp-1].fives
		return interval{new(big.Rat).SetInt(lo.Mul(lo, unit)), new(big.Rat).SetInt(hi.Mul(hi, unit))}
	}
	parts := powers()[-int(a.Exp)].twos
	return interval{new(big.Rat).SetFrac(lo, parts), new(big.Rat).SetFrac(hi, parts)}
}

// powers holds 5 × 10^n and 2 × 10^n for every exponent that an amount may
// have.
var powers = sync.OnceValue(func() *[129]struct{ fives, twos *big.Int } {
	var out [129]struct{ fives, twos *big.Int }
	ten, p := big.NewInt(10), big.NewInt(1)
	for n := range out {
		out[n].fives, out[n].twos = new(big.Int).Mul(p, big.NewInt(5)), new(big.Int).Mul(p, big.NewInt(2))
		p = new(big.Int).Mul(p, ten)
	}
	return &out
})

func (x interval) overlaps(y interval) bool { return x.lo.Cmp(y.hi) <= 0 && y.lo.Cmp(x.hi) <= 0 }

// abs is the range of magnitudes; a range that holds 0 starts there.
func (x interval) abs() interval {
	switch {
	case x.lo.Sign() >= 0:
		return x
	case x.hi.Sign() <= 0:
		return interval{new(big.Rat).Neg(x.hi), new(big.Rat).Neg(x.lo)}
	}
	lo, hi := new(big.Rat), new(big.Rat).Neg(x.lo)
	if hi.Cmp(x.hi) < 0 {
		hi = x.hi
	}
	return interval{lo, hi}
}

// over divides two ranges of positive numbers; false where y may be 0.
func (x interval) over(y interval) (interval, bool) {
	if y.lo.Sign() <= 0 || x.lo.Sign() < 0 {
		return interval{}, false
	}
	return interval{new(big.Rat).Quo(x.lo, y.hi), new(big.Rat).Quo(x.hi, y.lo)}, true
}

// percent is 100x.
func (x interval) percent() interval {
	c := big.NewRat(100, 1)
	return interval{new(big.Rat).Mul(x.lo, c), new(big.Rat).Mul(x.hi, c)}
}

// minus shifts a range down by n.
func (x interval) minus(n int64) interval {
	c := big.NewRat(n, 1)
	return interval{new(big.Rat).Sub(x.lo, c), new(big.Rat).Sub(x.hi, c)}
}

// distance is the gap between two ranges, 0 where they overlap.
func (x interval) distance(y interval) float64 {
	d := new(big.Rat).Sub(y.lo, x.hi)
	if d.Sign() < 0 {
		d = new(big.Rat).Sub(x.lo, y.hi)
	}
	if d.Sign() < 0 {
		return 0
	}
	f, _ := d.Float64()
	return f
}

// width and mid are the length and the middle of a range.
func (x interval) width() float64 {
	f, _ := new(big.Rat).Sub(x.hi, x.lo).Float64()
	return f
}

func (x interval) mid() float64 {
	f, _ := new(big.Rat).Add(x.hi, x.lo).Float64()
	return f / 2
}
