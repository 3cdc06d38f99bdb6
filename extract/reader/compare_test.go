package reader

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
)

// told makes a fact of a quarter that one rule reads at one place.
func told(name, place, rule string, coef int64) extract.Fact {
	v := quantity.Amount{Coef: coef, Exp: 3}
	return extract.Fact{Metric: extract.Metric(name), Label: name, Basis: extract.GAAP, Period: fiscal.Ended(3, fiscal.MonthEnd(2025, 9)),
		Value: v, Unit: quantity.CNY, Grade: extract.Alone, Witnesses: []extract.Witness{{Place: place, Rule: rule, Value: v}}}
}

func TestCompare(t *testing.T) {
	revenues := told("Revenues", "table[1] r1 c2", "statement/amount@1", 2478)
	scaled := told("Revenues", "table[1] r1 c2", "statement/amount@2", 2478000)
	profit := told("GrossProfit", "table[1] r1 c2", "statement/amount@1", 2478)
	proven := revenues
	proven.Grade = extract.Proven
	elsewhere := told("Revenues", "table[2] r1 c2", "statement/amount@1", 2478)
	disputed := extract.Miss{Place: "table[1] r1 c2", Reason: extract.Disputed, Rival: &extract.Rival{Value: scaled.Value, Place: "table[9] r9 c9", Stands: true}}
	inProse := told("Revenues", "p[1] 0:9", "prose/level@3", 2478)
	inProse.Witnesses[0].At, inProse.Witnesses[0].Span, inProse.Witnesses[0].Printed = extract.At{Row: -1, Cell: -1}, extract.Span{End: 9}, "2478.0"
	stated := extract.Source{How: extract.Stated}
	loose := revenues
	loose.Evidence = extract.Evidence{Period: extract.Source{How: extract.Scoped, Quote: "this year"}, Unit: stated, Scale: stated, Label: stated}
	loose.Checks = []extract.Check{{Kind: extract.Sum, Closed: true}}
	failed := revenues
	failed.Checks = []extract.Check{{Kind: extract.Sum, Operands: []extract.Operand{{Value: quantity.Amount{Coef: 1}}, {Op: extract.OpEquals, Value: quantity.Amount{Coef: 2}}}}}
	for _, c := range []struct {
		name     string
		old, new extract.Result
		want     string
	}{
		{"nothing", facts(revenues), facts(revenues), ""},
		{"a value", facts(revenues), facts(scaled), "value by statement/amount@1 → statement/amount@2"},
		{"a name", facts(revenues), facts(profit), "metric label by statement/amount@1"},
		{"a grade", facts(revenues), facts(proven), "grade by statement/amount@1"},
		{"a place", facts(revenues), facts(elsewhere), ""},
		{"a figure more", facts(), facts(revenues), "appeared by → statement/amount@1"},
		{"a miss read", missing(revenues, "no scale"), facts(revenues), "appeared by → statement/amount@1 (no scale)"},
		{"a figure less", facts(revenues), facts(), "gone by statement/amount@1 →"},
		{"a figure missed", facts(revenues), missing(revenues, "no unit"), "gone by statement/amount@1 → (no unit)"},
		{"a figure disputed", facts(revenues), extract.Result{Misses: []extract.Miss{disputed}}, "gone by statement/amount@1 → (disputed by 2478000000 at table[9] r9 c9)"},
		{"a miss of another document", facts(inProse), extract.Result{Misses: []extract.Miss{{Place: "p[1] 0:9", Quote: "RMB7", Reason: "no unit"}}}, "gone by prose/level@3 →"},
		{"a part of the words missed", facts(inProse), extract.Result{Misses: []extract.Miss{{Place: "p[1] 3:9", Quote: "2478.0", Reason: "no unit", At: inProse.Witnesses[0].At, Span: extract.Span{Start: 3, End: 9}}}},
			"gone by prose/level@3 → (no unit)"},
		{"a grade that falls", facts(proven), facts(loose), `grade by statement/amount@1 (period is inherited from "this year")`},
		{"a grade that falls by a check", facts(proven), facts(failed), "grade by statement/amount@1 (fails sum: 1 ≠ 2)"},
		{"a place read twice", facts(revenues), facts(revenues, profit), "appeared by → statement/amount@1"},
		{"two figures of one key", facts(revenues, scaled), facts(scaled, revenues), ""},
	} {
		var got []string
		for _, m := range Compare(c.old, c.new) {
			line := strings.Join(m.What, " ") + " by " + strings.Join(m.Rules, ", ")
			if m.Why != "" {
				line += " (" + m.Why + ")"
			}
			got = append(got, line)
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: %q, want %q", c.name, s, c.want)
		}
	}
}

func facts(fs ...extract.Fact) extract.Result { return extract.Result{Facts: fs} }

func missing(f extract.Fact, reason string) extract.Result {
	return extract.Result{Misses: []extract.Miss{{Place: f.Witnesses[0].Place, Reason: reason}}}
}

// TestCompareReadings: a release against itself does not move; without its
// first figure that one is gone, and the other way round it appears.
func TestCompareReadings(t *testing.T) {
	for path, d := range documents(t) {
		if !d.Release() {
			continue
		}
		res, err := Read(context.Background(), page(t, path), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if moves := Compare(res, res); len(moves) > 0 {
			t.Errorf("%s: %d moves against itself, first %+v", path, len(moves), moves[0])
		}
		less := res
		less.Facts = res.Facts[1:]
		gone, came := Compare(res, less), Compare(less, res)
		if len(gone) != 1 || !reflect.DeepEqual(gone[0].Old, &res.Facts[0]) || len(came) != 1 || !reflect.DeepEqual(came[0].New, &res.Facts[0]) {
			t.Errorf("%s: without the first figure %d moves, with it %d", path, len(gone), len(came))
		}
	}
}
