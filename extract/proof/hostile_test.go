package proof_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/proof"
	"tickmark/extract/quantity"
)

// observation makes one of n hostile figures.
type observation func(r *rand.Rand, n int) extract.Fact

// cell makes a figure of a table.
func cell(label string, row, col int, v int64, u quantity.Unit, p fiscal.Period) extract.Fact {
	a := quantity.Amount{Coef: v, Exp: 3}
	return extract.Fact{Metric: "Revenues", Label: label, Basis: extract.GAAP, Period: p, Value: a, Unit: u,
		Witnesses: []extract.Witness{{Value: a, Printed: a.String(), At: extract.At{Row: row, Cell: col}}}}
}

// TestHostile: documents that no issuer writes take no more than their share
// of work: four times the figures, no more than about four times the
// allocations.
func TestHostile(t *testing.T) {
	quarter := fiscal.Ended(3, fiscal.MonthEnd(2025, 9))
	for name, make1 := range map[string]observation{
		"a thousand columns": func(r *rand.Rand, n int) extract.Fact {
			f := cell(fmt.Sprint("row ", n%12), n%12, n/12, int64(r.IntN(40)), quantity.CNY, quarter.Shift(-n/12))
			f.Metric = ""
			return f
		},
		"one key, other values": func(r *rand.Rand, n int) extract.Fact {
			return cell("revenues", n, 1, int64(n+1), quantity.CNY, quarter)
		},
		"one figure again and again": func(r *rand.Rand, n int) extract.Fact {
			return cell("revenues", n, 1, 2478012, quantity.CNY, quarter)
		},
		"a rate for each pair": func(r *rand.Rand, n int) extract.Fact {
			u := quantity.CNY
			if n%2 > 0 {
				u = quantity.USD
			}
			f := cell(fmt.Sprint("row ", n/2), n/2, n%2, int64(1000+r.IntN(1_000_000)), u, quarter)
			f.Metric = ""
			return f
		},
		"balances at the end of every stretch": func(r *rand.Rand, n int) extract.Fact {
			p := fiscal.Ended(n/2+1, quarter.End)
			if n%2 > 0 {
				p = fiscal.Instant(quarter.End.AddMonths(-n))
			}
			f := cell(fmt.Sprint("row ", n%9), n%9, n, int64(1000+r.IntN(1000)), quantity.CNY, p)
			f.Metric = ""
			return f
		},
	} {
		t.Run(name, func(t *testing.T) {
			few, many := grading(make1, 500), grading(make1, 2000)
			if many > 8*few {
				t.Errorf("500 figures take %.0f allocations, 2000 take %.0f", few, many)
			}
		})
	}
}

// grading counts what joining and grading n observations allocates.
func grading(make1 observation, n int) float64 {
	r := rand.New(rand.NewPCG(11, 11))
	facts := make([]extract.Fact, n)
	for i := range facts {
		facts[i] = make1(r, i)
	}
	return testing.AllocsPerRun(1, func() { proof.Grade(extract.Join(facts), nil) })
}
