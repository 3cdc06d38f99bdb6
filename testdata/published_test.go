package testdata

import (
	"math/big"
	"strings"
	"testing"
)

// figuresOf are the amounts of one document in one currency: period →
// metric[/basis] → figure, in the finest rounding that it prints.
func figuresOf(printed []Printed, unit string) map[string]map[string]map[string]Figure {
	out := map[string]map[string]map[string]Figure{}
	for _, p := range printed {
		if p.Figure.Unit != unit || p.Figure.Dimensions != "" {
			continue
		}
		if out[p.Path] == nil {
			out[p.Path] = map[string]map[string]Figure{}
		}
		periods := out[p.Path]
		if periods[p.Figure.Period] == nil {
			periods[p.Figure.Period] = map[string]Figure{}
		}
		name := strings.TrimSuffix(p.Figure.Metric+"/"+p.Figure.Basis, "/gaap")
		if old, seen := periods[p.Figure.Period][name]; !seen || old.Decimals < p.Figure.Decimals {
			periods[p.Figure.Period][name] = p.Figure
		}
	}
	return out
}

// mayBeNil are the parts that are nil where a release of Kingsoft Cloud does
// not print them, and since which year.
var mayBeNil = map[string]string{
	"kc:OtherRevenue": "2025", "ImpairmentOfLongLivedAssetsHeldForUse": "2025", "StatutoryReserves": "2023",
}

// Every total of a document of Kingsoft Cloud whose parts are all printed
// there closes, as far as rounding lets it.
func TestPublishedSumsClose(t *testing.T) {
	checked := 0
	for path, periods := range figuresOf(everything(t, Kingsoft), "CNY") {
		for period, values := range periods {
			for _, sum := range sums {
				total, parts, _ := strings.Cut(sum, " = ")
				f, printed := values[total]
				if !printed {
					continue
				}
				got, reach, whole := addRounded(t, period, values, strings.Fields(parts))
				if !whole {
					continue
				}
				checked++
				off := new(big.Rat).Sub(got, number(t, f.Value))
				if off.Abs(off).Cmp(reach.Add(reach, half(f.Decimals))) > 0 {
					t.Errorf("%s: %s: %s is %s, its parts give %s", path, period, total, f.Value, got.RatString())
				}
			}
		}
	}
	if checked < 60 {
		t.Errorf("only %d totals could be checked", checked)
	}
}

// addRounded adds parts, and tells how far their rounding reaches.
func addRounded(t *testing.T, period string, values map[string]Figure, names []string) (sum, reach *big.Rat, whole bool) {
	t.Helper()
	sum, reach = new(big.Rat), new(big.Rat)
	stated := 0
	for _, name := range names {
		name, minus := strings.CutPrefix(name, "-")
		f, printed := values[name]
		if since := mayBeNil[name]; !printed && since != "" && period >= since && !strings.HasPrefix(period, "FY") {
			continue
		}
		if !printed {
			return nil, nil, false
		}
		stated++
		v := number(t, f.Value)
		if minus {
			v.Neg(v)
		}
		sum.Add(sum, v)
		reach.Add(reach, half(f.Decimals))
	}
	return sum, reach, stated > 1
}

// The US$ figures of a document of Kingsoft Cloud beside their RMB twins all
// allow of one rate.
func TestPublishedRate(t *testing.T) {
	list := everything(t, Kingsoft)
	cny, checked := figuresOf(list, "CNY"), 0
	for path, periods := range figuresOf(list, "USD") {
		low, high := big.NewRat(6, 1), big.NewRat(8, 1)
		for period, values := range periods {
			for name, usd := range values {
				twin, printed := cny[path][period][name]
				if !printed || usd.Value == "0" {
					continue
				}
				checked++
				low, high = narrow(t, low, high, twin, usd)
				if low.Cmp(high) > 0 {
					t.Errorf("%s: %s %s: RMB %s is not US$ %s at the rate of the others", path, period, name, twin.Value, usd.Value)
				}
			}
		}
	}
	if checked < 20 {
		t.Errorf("only %d pairs could be checked", checked)
	}
}

// narrow leaves of a range of rates what a pair allows; a total of US$ may be
// one off, where the column was made to foot.
func narrow(t *testing.T, low, high *big.Rat, cny, usd Figure) (*big.Rat, *big.Rat) {
	t.Helper()
	a, b := number(t, cny.Value), number(t, usd.Value)
	a.Abs(a)
	b.Abs(b)
	least := new(big.Rat).Quo(new(big.Rat).Sub(a, half(cny.Decimals)), new(big.Rat).Add(b, one(usd.Decimals)))
	most := new(big.Rat).Quo(new(big.Rat).Add(a, half(cny.Decimals)), new(big.Rat).Sub(b, one(usd.Decimals)))
	if least.Cmp(low) > 0 {
		low = least
	}
	if most.Cmp(high) < 0 {
		high = most
	}
	return low, high
}

// one is a unit of the place that decimals name.
func one(decimals int) *big.Rat {
	h := half(decimals)
	return h.Add(h, h)
}

// No text of an issuer of the tests says that figures are made up.
func TestNothingMadeUp(t *testing.T) {
	for _, f := range append(figures(t, Kingsoft), figures(t, Harbour)...) {
		if f.Flag != "" && f.Flag != Unconfirmed {
			t.Errorf("%+v: flag %q", rowOf(f), f.Flag)
		}
	}
	for _, f := range figures(t, Harbour) {
		if f.Confidence != "invented" || f.Flag != "" {
			t.Errorf("harbour: %+v: confidence %q, flag %q", rowOf(f), f.Confidence, f.Flag)
		}
	}
}
