package main

import (
	"fmt"
	"math/big"
	"strings"

	"tickmark/testdata"
)

// digits is the size of f divided by 10^scale, with thousands separators and
// the decimals that f is rounded to.
func digits(f testdata.Figure, scale int) string {
	v, ok := new(big.Rat).SetString(f.Value)
	if !ok {
		panic("figures.csv: value " + f.Value)
	}
	pow := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil))
	places := max(f.Decimals+scale, 0)
	return group(v.Abs(v).Quo(v, pow).FloatString(places))
}

// group puts commas between thousands.
func group(s string) string {
	whole, frac, found := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if found {
		return whole + "." + frac
	}
	return whole
}

func wantSign(f testdata.Figure, sign int) error {
	if strings.HasPrefix(f.Value, "-") == (sign < 0) {
		return nil
	}
	return fmt.Errorf("%s %s is %s: the sentence says the other sign", f.Period, f.Metric, f.Value)
}
