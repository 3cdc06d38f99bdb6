// Package quantity holds exact decimals that keep their rounding, the units
// they are counted in, and the grammar that reads them from English and
// Chinese text.
//
// A figure printed as "2,478.0" million is not the number 2478000000 but the
// interval of numbers that round to it. Amount keeps the printed precision in
// its exponent, so that equality can mean "the rounding intervals overlap"
// (XBRL Calculations 1.1, consistent duplicates).
package quantity

import (
	"cmp"
	"errors"
	"math/big"
	"strconv"
	"strings"
)

// MaxDigits bounds the significant digits of an Amount: what an int64 holds
// for sure. The largest balance sheets, in fen, need seventeen.
const MaxDigits = 18

// ErrNumber says that a text is no plain decimal number, or has more than
// MaxDigits digits.
var ErrNumber = errors.New("quantity: not a number")

// Amount is the exact decimal Coef × 10^Exp. Exp also says how precisely it
// was printed: 2,478.0 million is {24780, 5}. The zero value is an exact 0
// printed to the unit.
type Amount struct {
	Coef int64
	Exp  int8
}

// Parse reads a printed number without sign, currency or scale: digits, with
// thousands separators of one kind where they are well placed, and at most one
// decimal point. Commas, apostrophes and blanks part thousands. Full-width digits
// and separators are read as their ASCII twins, and what is invisible says
// nothing.
func Parse(s string) (Amount, error) {
	var a Amount
	digits, point := 0, false
	for i, r := range s {
		r = narrow(r)
		switch {
		case r >= '0' && r <= '9':
			if a.Coef != 0 || r != '0' {
				digits++
			}
			if digits > MaxDigits {
				return Amount{}, ErrNumber
			}
			a.Coef = a.Coef*10 + int64(r-'0')
			if point {
				a.Exp--
			}
		case r == '.' && !point:
			point = true
		case Invisible(r):
		case parts(r) != 0 && !point && i > 0:
		default:
			return Amount{}, ErrNumber
		}
		if a.Exp < -MaxDigits {
			return Amount{}, ErrNumber
		}
	}
	if !hasDigit(s) || !grouped(s) {
		return Amount{}, ErrNumber
	}
	return a, nil
}

// parts is the kind of thousands separator that r is, 0 for none.
func parts(r rune) rune {
	switch {
	case r == ',':
		return ','
	case r >= '0' && r <= '9', r == '.':
		return 0
	case r == '\'', r == '’', r == '‘', r == '′', r == 'ʼ':
		return '\''
	case strings.ContainsRune(blanks, r):
		return ' '
	}
	return 0
}

// narrow maps the full-width forms of digits, comma and point to ASCII.
func narrow(r rune) rune {
	if r >= '！' && r <= '～' {
		return r - '！' + '!'
	}
	return r
}

func hasDigit(s string) bool {
	for _, r := range s {
		if r = narrow(r); r >= '0' && r <= '9' {
			return true
		}
	}
	return false
}

// grouped says that every separator is followed by three digits, as those of
// thousands are, and that all are of one kind: "1,23" is no number, nor is
// "2024,2025".
func grouped(s string) bool {
	groups, digits := 0, 0 // and digits since the last separator
	kind := rune(0)
	for _, r := range s {
		r = narrow(r)
		c := parts(r)
		switch {
		case r == '.':
			return groups == 0 || digits == 3
		case Invisible(r):
		case c == 0:
			digits++
		case kind != 0 && c != kind, groups == 0 && (digits == 0 || digits > 3), groups > 0 && digits != 3:
			return false
		default:
			groups, digits, kind = groups+1, 0, c
		}
	}
	return groups == 0 || digits == 3
}

// Shift multiplies a by 10^n, keeping its digits: 2,478.0 in millions is
// Parse("2,478.0").Shift(6).
func (a Amount) Shift(n int) Amount { a.Exp += int8(n); return a }

// Neg is a with its sign turned.
func (a Amount) Neg() Amount { a.Coef = -a.Coef; return a }

// Abs is a without its sign.
func (a Amount) Abs() Amount {
	if a.Coef < 0 {
		return a.Neg()
	}
	return a
}

// Sign is -1, 0 or 1.
func (a Amount) Sign() int {
	switch {
	case a.Coef < 0:
		return -1
	case a.Coef > 0:
		return 1
	}
	return 0
}

// Decimals is the XBRL decimals of a: the place it was rounded to, -5 for
// 2,478.0 million.
func (a Amount) Decimals() int { return -int(a.Exp) }

// Rat is a as an exact rational.
func (a Amount) Rat() *big.Rat {
	r := new(big.Rat).SetInt64(a.Coef)
	return r.Mul(r, pow10(int(a.Exp)))
}

// Half is half a unit of the last printed place: the greatest distance
// between a and the number it was rounded from.
func (a Amount) Half() *big.Rat {
	return new(big.Rat).Mul(big.NewRat(1, 2), pow10(int(a.Exp)))
}

func pow10(n int) *big.Rat {
	p := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(n, -n))), nil)
	if n < 0 {
		return new(big.Rat).SetFrac(big.NewInt(1), p)
	}
	return new(big.Rat).SetInt(p)
}

// Cmp compares the exact values, whatever their rounding.
func (a Amount) Cmp(b Amount) int {
	if a.Exp == b.Exp {
		switch {
		case a.Coef < b.Coef:
			return -1
		case a.Coef > b.Coef:
			return 1
		}
		return 0
	}
	if a.Sign() != b.Sign() {
		return cmp.Compare(a.Sign(), b.Sign())
	}
	x, y := aligned(a, b)
	if x.Exp == y.Exp {
		return cmp.Compare(x.Coef, y.Coef)
	}
	return a.Rat().Cmp(b.Rat())
}

// aligned writes the coarser of two amounts with the exponent of the finer,
// as far as the digits allow.
func aligned(a, b Amount) (Amount, Amount) {
	for a.Exp > b.Exp && a.Coef <= maxCoef/10 && a.Coef >= -maxCoef/10 {
		a.Coef *= 10
		a.Exp--
	}
	for b.Exp > a.Exp && b.Coef <= maxCoef/10 && b.Coef >= -maxCoef/10 {
		b.Coef *= 10
		b.Exp--
	}
	return a, b
}

// Consistent says that a and b can be one number under two roundings: their
// rounding intervals overlap. Two amounts of equal rounding are consistent
// only when they are equal.
func (a Amount) Consistent(b Amount) bool {
	if a.Exp == b.Exp {
		return a.Coef == b.Coef
	}
	coarse := max(a.Exp, b.Exp) - min(a.Exp, b.Exp)
	if x, y := aligned(a, b); x.Exp == y.Exp && coarse < MaxDigits {
		apart, ok := x.Add(y.Neg())
		if ok && apart.Abs().Coef < maxCoef/2 {
			return 2*apart.Abs().Coef <= powers[coarse]+1
		}
	}
	d := new(big.Rat).Sub(a.Rat(), b.Rat())
	return d.Abs(d).Cmp(new(big.Rat).Add(a.Half(), b.Half())) <= 0
}

// Add is the exact sum, at the finer of the two roundings; false where it
// does not fit MaxDigits.
func (a Amount) Add(b Amount) (Amount, bool) {
	if a.Exp < b.Exp {
		a, b = b, a
	}
	for ; a.Exp > b.Exp; a.Exp-- {
		if a.Coef > maxCoef/10 || a.Coef < -maxCoef/10 {
			return Amount{}, false
		}
		a.Coef *= 10
	}
	sum := a.Coef + b.Coef
	if sum > maxCoef || sum < -maxCoef {
		return Amount{}, false
	}
	return Amount{sum, a.Exp}, true
}

// powers of ten that an int64 holds.
var powers = func() (p [MaxDigits]int64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = 10 * p[i-1]
	}
	return p
}()

const maxCoef = 999_999_999_999_999_999

// String prints a as a plain decimal, "2478000000" or "-0.35", with no more
// than the printed digits after the point.
func (a Amount) String() string {
	s := strconv.FormatInt(a.Abs().Coef, 10)
	switch n := -int(a.Exp); {
	case n <= 0:
		if a.Coef != 0 {
			s += strings.Repeat("0", -n)
		}
	default:
		if len(s) <= n {
			s = strings.Repeat("0", n-len(s)+1) + s
		}
		s = s[:len(s)-n] + "." + s[len(s)-n:]
	}
	if a.Coef < 0 {
		return "-" + s
	}
	return s
}
