package proof

import (
	"math/big"

	"tickmark/extract/quantity"
)

// interval is the closed range of numbers that an amount may have been
// rounded from.
type interval struct{ lo, hi *big.Rat }

func of(a quantity.Amount) interval {
	v, h := a.Rat(), a.Half()
	return interval{new(big.Rat).Sub(v, h), new(big.Rat).Add(v, h)}
}

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
