package proof_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/proof"
	"tickmark/extract/quantity"
)

// FuzzGrade: whatever the facts, grading is the same each time and in any
// order of facts, leaves its arguments alone, gives what it gave when it
// grades its own result again, and names the arithmetic behind a grade.
func FuzzGrade(f *testing.F) {
	for _, gs := range groups(f, "*.txt") {
		for _, g := range gs {
			f.Add(g.text, uint64(1))
		}
	}
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		now, earlier, err := parseList(text)
		if err != nil || len(now) > 200 {
			return
		}
		before := fmt.Sprint(now, earlier)
		got := proof.Grade(now, earlier)
		if after := fmt.Sprint(now, earlier); after != before {
			t.Fatal("the arguments were changed")
		}
		if again := proof.Grade(got, earlier); !reflect.DeepEqual(got, again) {
			t.Fatalf("graded again:\n%s\n%s", printGrades(got), printGrades(again))
		}
		order := rand.New(rand.NewPCG(seed, 0)).Perm(len(now))
		turned := make([]extract.Fact, len(now))
		for i, j := range order {
			turned[i] = now[j]
		}
		for i, f := range proof.Grade(turned, earlier) {
			if f.Grade != got[order[i]].Grade {
				t.Fatalf("%v: %s, in another order %s:\n%s", f.Key(), got[order[i]].Grade, f.Grade, f.Checks)
			}
			names(t, f)
		}
	})
}

// names checks that the checks of a fact account for its grade.
func names(t *testing.T, f extract.Fact) {
	t.Helper()
	closes, fails := 0, 0
	for _, c := range f.Checks {
		if c.Closed {
			closes++
		} else {
			fails++
		}
	}
	if f.Grade == extract.Proven && (closes == 0 || !f.Evidence.Firm()) || f.Grade == extract.Contradicted && fails == 0 || f.Grade == "" {
		t.Errorf("%v is graded %q by %q", f.Key(), f.Grade, f.Checks)
	}
}

// statement makes the facts of n statements of forty rows in three periods
// and a translation, with sums of eight.
func statement(n int) []extract.Fact {
	r := rand.New(rand.NewPCG(7, 7))
	var facts []extract.Fact
	for b := range n {
		period := fiscal.Ended(3, fiscal.MonthEnd(2025, 9)).Shift(-24 * b)
		for col, unit := range []quantity.Unit{quantity.CNY, quantity.CNY, quantity.CNY, quantity.USD} {
			sum := int64(0)
			for row := range 40 {
				v := int64(r.IntN(9_000_000) + 1000)
				if row%8 == 7 {
					v, sum = sum, 0
				} else {
					sum += v
				}
				a := quantity.Amount{Coef: v, Exp: 3}
				p := period.Shift(-3 * (col % 3))
				w := extract.Witness{Value: a, Printed: a.String(), At: extract.At{Block: b, Row: row, Cell: col}}
				facts = append(facts, extract.Fact{Label: fmt.Sprintf("row %d of %d", row, b), Basis: extract.GAAP, Period: p, Value: a, Unit: unit, Evidence: stated(fmt.Sprint(b, col)), Witnesses: []extract.Witness{w}})
			}
		}
	}
	return facts
}

func BenchmarkGrade(b *testing.B) {
	for _, n := range []int{3, 30, 300} {
		facts := statement(n)
		b.Run(fmt.Sprint(len(facts)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				proof.Grade(facts, nil)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(facts)), "ns/fact")
		})
	}
}

// TestLinear: ten times as many facts take about ten times as much work,
// counted in allocations, which no other process disturbs.
func TestLinear(t *testing.T) {
	few, many := statement(3), statement(30)
	a := testing.AllocsPerRun(3, func() { proof.Grade(few, nil) })
	b := testing.AllocsPerRun(3, func() { proof.Grade(many, nil) })
	if b > 15*a {
		t.Errorf("%d facts take %.0f allocations, %d take %.0f", len(few), a, len(many), b)
	}
}
