package quantity

import (
	"math/big"
	"testing"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		in, out  string
		decimals int
	}{
		{"2,478.0", "2478.0", 1},
		{"15,810,628", "15810628", 0},
		{"0.35", "0.35", 2},
		{"１，９７０．０", "1970.0", 1},
		{"007", "7", 0},
		{"6,278,282,683.24", "6278282683.24", 2},
	} {
		a, err := Parse(c.in)
		if err != nil || a.String() != c.out || a.Decimals() != c.decimals {
			t.Errorf("Parse(%q) = %v, %v, %v; want %v with %d decimals", c.in, a, a.Decimals(), err, c.out, c.decimals)
		}
	}
	for _, in := range []string{"", ",", "1,23", "12,3456", "1.2.3", "-5", "abc", "1,234,5", "1234567890123456789", ",123", "2024,2025"} {
		if a, err := Parse(in); err == nil {
			t.Errorf("Parse(%q) = %v, want an error", in, a)
		}
	}
}

func TestConsistent(t *testing.T) {
	for _, c := range []struct {
		a, b Amount
		want bool
	}{
		{Amount{24780, 5}, Amount{2477985, 3}, true},
		{Amount{24780, 5}, Amount{2478051, 3}, false},
		{Amount{24780, 5}, Amount{24781, 5}, false},
		{Amount{1581, 7}, Amount{15810628, 3}, true},
		{Amount{0, 0}, Amount{0, 3}, true},
	} {
		if got := c.a.Consistent(c.b); got != c.want || c.b.Consistent(c.a) != c.want {
			t.Errorf("%v consistent with %v = %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

// TestCmp: comparing and consistency agree with exact rationals, whatever the exponents.
func TestCmp(t *testing.T) {
	amounts := []Amount{{0, 0}, {0, 5}, {1, 3}, {1000, 0}, {-1, 3}, {-1000, 0}, {24780, 5}, {2478000001, 0}, {maxCoef, 0}, {maxCoef, -18}, {1, 18}, {-maxCoef, 6}, {5, -2}, {24785, 5}, {24785, 4}, {2478500000, 0}, {2478550000, 0}, {2478550001, 0}, {2478049999, 0}, {2478050000, 0}}
	for _, a := range amounts {
		for _, b := range amounts {
			if got, want := a.Cmp(b), a.Rat().Cmp(b.Rat()); got != want {
				t.Errorf("%+v against %+v is %d, want %d", a, b, got, want)
			}
			d := new(big.Rat).Sub(a.Rat(), b.Rat())
			want := d.Abs(d).Cmp(new(big.Rat).Add(a.Half(), b.Half())) <= 0
			if a.Exp == b.Exp {
				want = a.Coef == b.Coef
			}
			if got := a.Consistent(b); got != want {
				t.Errorf("%+v consistent with %+v is %v, want %v", a, b, got, want)
			}
		}
	}
}

func TestAdd(t *testing.T) {
	sum, ok := Amount{24780, 5}.Add(Amount{-5, 0})
	if !ok || sum.String() != "2477999995" {
		t.Errorf("2,478.0 million - 5 = %v, %v", sum, ok)
	}
	if sum, ok := (Amount{maxCoef, 0}).Add(Amount{1, 0}); ok {
		t.Errorf("overflow gave %v", sum)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2,478.0", "0.00", "12", "１２", "1,234,567.89"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := Parse(s)
		if err != nil {
			if a != (Amount{}) {
				t.Fatalf("%q: error with a value %v", s, a)
			}
			return
		}
		again, err := Parse(a.String())
		if err != nil || again != a {
			t.Fatalf("%q: %v prints as %q, which reads as %v, %v", s, a, a.String(), again, err)
		}
	})
}

func TestUnit(t *testing.T) {
	if !CNY.Currency() || ADS.Currency() || Percent.Currency() || !CNY.Per(ADS).PerShare() || CNY.Per(USD).PerShare() {
		t.Error("unit kinds are mixed up")
	}
}
