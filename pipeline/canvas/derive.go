package canvas

import (
	"math/big"

	"tickmark/extract"
	"tickmark/extract/quantity"
)

// Derived percentages are printed to a tenth where rounding of the inputs
// moves them by no more than that, to a whole percent (and "about") where it
// moves them by no more than one, and else not at all.
var (
	tenth = big.NewRat(1, 10)
	whole = big.NewRat(1, 1)
	cent  = big.NewRat(100, 1)
)

// growth is the change from old to now in percent. Figures that are vague,
// contradicted, zero or negative have none.
func growth(now, old Figure) (Figure, bool) {
	if now.Value.Sign() <= 0 || old.Value.Sign() <= 0 || !fit(now) || !fit(old) || now.Unit != old.Unit {
		return Figure{}, false
	}
	mid, off, ok := quotient(now.Value, old.Value)
	if !ok {
		return Figure{}, false
	}
	f, ok := percentage(mid.Sub(mid, cent), off)
	f.Metric, f.Period, f.Formula = now.Metric, now.Period, Words(now)+" ÷ "+Words(old)+" − 1"
	f.Inputs, f.Grade = []Figure{now, old}, weakest(now, old)
	return f, ok
}

// ratio is part in percent of all.
func ratio(part, all Figure) (Figure, bool) {
	if all.Value.Sign() <= 0 || !fit(part) || !fit(all) || part.Unit != all.Unit || part.Period != all.Period {
		return Figure{}, false
	}
	mid, off, ok := quotient(part.Value, all.Value)
	if !ok {
		return Figure{}, false
	}
	f, ok := percentage(mid, off)
	f.Period, f.Formula = part.Period, Words(part)+" ÷ "+Words(all)
	f.Inputs, f.Grade = []Figure{part, all}, weakest(part, all)
	return f, ok
}

// points is the difference of two percentages in percentage points, as they
// are printed, so that a reader can do the sum.
func points(now, old Figure) (Figure, bool) {
	if now.Qualifier != "" || old.Qualifier != "" || len(now.Rivals)+len(old.Rivals) > 0 {
		return Figure{}, false
	}
	d, ok := round(now.Value, -1).Add(round(old.Value, -1).Neg())
	f := Figure{Metric: now.Metric, Period: now.Period, Value: d, Unit: quantity.Points, Grade: weakest(now, old)}
	f.Formula, f.Inputs = Words(now)+" − "+Words(old), []Figure{now, old}
	return f, ok
}

// fit says that f can be computed with: no vague word, no rival.
func fit(f Figure) bool {
	return f.Qualifier == "" && len(f.Rivals) == 0 && f.Grade != extract.Contradicted
}

// quotient is 100·a/b, and how far the rounding of a and b can move it. It is
// unknown where b may be zero.
func quotient(a, b quantity.Amount) (mid, off *big.Rat, ok bool) {
	low := new(big.Rat).Sub(b.Rat(), b.Half())
	if low.Sign() <= 0 {
		return nil, nil, false
	}
	mid = new(big.Rat).Quo(a.Rat(), b.Rat())
	far := new(big.Rat).Add(a.Abs().Rat(), a.Half())
	far.Quo(far, low)
	off = far.Sub(far, new(big.Rat).Abs(mid))
	return mid.Mul(mid, cent), off.Mul(off, cent), true
}

func percentage(v, off *big.Rat) (Figure, bool) {
	f := Figure{Unit: quantity.Percent}
	switch {
	case off.Cmp(tenth) <= 0:
		f.Value = fromRat(v, 1)
	case off.Cmp(whole) <= 0:
		f.Value, f.Qualifier = fromRat(v, 0), extract.About
	default:
		return Figure{}, false
	}
	return f, f.Value.Coef != 0 || v.Sign() == 0 || f.Value.Exp < 0
}

// fromRat rounds v to so many decimals, halves away from zero. Percentages
// that an Amount cannot hold become 0, which percentage refuses.
func fromRat(v *big.Rat, decimals int) quantity.Amount {
	a, err := quantity.Parse(new(big.Rat).Abs(v).FloatString(decimals))
	if err != nil {
		return quantity.Amount{}
	}
	if v.Sign() < 0 {
		return a.Neg()
	}
	return a
}

// round is a at 10^exp, halves away from zero; coarser amounts stay.
func round(a quantity.Amount, exp int) quantity.Amount {
	if int(a.Exp) >= exp {
		return a
	}
	unit := int64(1)
	for e := int(a.Exp); e < exp; e++ {
		if unit > a.Abs().Coef*2 {
			return quantity.Amount{Exp: int8(exp)}
		}
		unit *= 10
	}
	q := (a.Abs().Coef + unit/2) / unit
	if a.Coef < 0 {
		q = -q
	}
	return quantity.Amount{Coef: q, Exp: int8(exp)}
}

// weakest is the grade of what is computed from both.
func weakest(x, y Figure) extract.Grade {
	for _, g := range []extract.Grade{extract.Contradicted, extract.Alone, ""} {
		if x.Grade == g || y.Grade == g {
			return g
		}
	}
	return extract.Proven
}

// roughly says that b lies within a tenth of a: the width of "about".
func roughly(a, b quantity.Amount) bool {
	d := new(big.Rat).Sub(a.Rat(), b.Rat())
	return d.Abs(d).Mul(d, big.NewRat(10, 1)).Cmp(a.Abs().Rat()) <= 0
}

// confirms says that a stated percentage can be the derived one: the two lie
// no further apart than their roundings, or a tenth where one is vague.
func confirms(stated, derived Figure) bool {
	if stated.Qualifier != "" || derived.Qualifier != "" {
		return roughly(stated.Value, derived.Value)
	}
	d := new(big.Rat).Sub(stated.Value.Rat(), derived.Value.Rat())
	room := new(big.Rat).Add(stated.Value.Half(), derived.Value.Half())
	return d.Abs(d).Cmp(room.Add(room, tenth)) <= 0
}
