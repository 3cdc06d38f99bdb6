package main

import (
	"testing"

	"tickmark/extract"
	"tickmark/extract/quantity"
)

func TestSteps(t *testing.T) {
	for _, c := range []struct {
		printed string
		value   quantity.Amount
		want    string
	}{
		{"15,810,628", quantity.Amount{Coef: 15810628, Exp: 3}, " × 1,000"},
		{"2,478.0", quantity.Amount{Coef: 24780, Exp: 5}, " × 1,000,000"},
		{"0.66", quantity.Amount{Coef: -66, Exp: 7}, " × 1,000,000,000, below zero by its words"},
		{"(13,351,098)", quantity.Amount{Coef: 13351098, Exp: 3}, " × 1,000, above zero as its metric counts"},
		{"(664,046)", quantity.Amount{Coef: -664046, Exp: 3}, " × 1,000"},
		{"141.5%", quantity.Amount{Coef: 1415, Exp: -1}, ""},
		{"50", quantity.Amount{Coef: 50, Exp: -2}, " ÷ 100"},
		{"–", quantity.Amount{}, ""},
	} {
		if got := steps(extract.Witness{Printed: c.printed, Value: c.value}); got != c.want {
			t.Errorf("%s: %q, want %q", c.printed, got, c.want)
		}
	}
}
