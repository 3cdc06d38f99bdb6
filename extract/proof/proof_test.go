package proof_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"tickmark/extract"
	"tickmark/extract/proof"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGrade reads lists of facts and prints what they are graded, and why.
func TestGrade(t *testing.T) {
	for path, gs := range groups(t, "*.txt") {
		t.Run(path, func(t *testing.T) {
			var b strings.Builder
			for _, g := range gs {
				now, earlier, err := parseList(g.text)
				if err != nil {
					t.Fatalf("%s: %v", g.title, err)
				}
				fmt.Fprintf(&b, "# %s\n%s\n", g.title, printGrades(proof.Grade(now, earlier)))
			}
			compare(t, strings.TrimSuffix(path, ".txt")+".golden", b.String())
		})
	}
}

func printGrades(facts []extract.Fact) string {
	var b strings.Builder
	for _, f := range facts {
		name := string(f.Metric)
		if name == "" {
			name = f.Label
		}
		fmt.Fprintf(&b, "%-12s %s %s %s %s\n", f.Grade, strings.TrimSpace(name+" "+f.Dimensions.String()), f.Period, f.Value, f.Unit)
		for _, p := range f.Checks {
			fmt.Fprintf(&b, "\t%s%s\n", p, fixing(p))
		}
	}
	return b.String()
}

// fixing names what a check fixes beside digits.
func fixing(c extract.Check) string {
	var names []string
	for _, a := range c.Fixes {
		if a != extract.AttrDigits {
			names = append(names, string(a))
		}
	}
	if names == nil {
		return ""
	}
	return ", fixes " + strings.Join(names, ", ")
}

func compare(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			t.Errorf("%s line %d:\n got %q\nwant %q", path, i+1, at(g, i), at(w, i))
			return
		}
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(end)"
}

// TestNeverNegative: no arithmetic excuses a figure that cannot be negative.
func TestNeverNegative(t *testing.T) {
	now, _, err := parseList("Revenues | 2025Q3 | 2,478,012 k CNY | t1r1\nCostOfRevenue | 2025Q3 | 2,094,510 k CNY | t1r2\nGrossProfit | 2025Q3 | 383,502 k CNY | t1r3")
	if err != nil {
		t.Fatal(err)
	}
	now[1].Value = now[1].Value.Neg()
	got := proof.Grade(now, nil)
	if got[1].Grade != extract.Contradicted || got[2].Grade != extract.Proven {
		t.Errorf("a negative cost:\n%s", printGrades(got))
	}
}
