package proof

import (
	"math"
	"strings"

	"tickmark/extract"
	"tickmark/extract/quantity"
)

// repeats: a figure that stands in prose and in a table, in two tables or in
// two documents, and is the same in each.
func repeats(ix index) []check {
	var checks []check
	for i, f := range ix.facts[:ix.now] {
		if f.Qualifier != "" || f.Value.Coef == 0 {
			continue
		}
		if where, w, ok := repeated(f); ok {
			checks = append(checks, newCheck(extract.Repeat, true, additive(w, i), extract.Operand{Value: f.Value, Label: where}))
		}
	}
	return checks
}

// place is a part of a document that is set on its own: its prose, or a table.
type place struct {
	document string
	table    int // -1 for prose
}

// repeated finds the second place that prints f most precisely. The slack is
// nothing where it prints f as precisely as the first, else its rounding.
func repeated(f extract.Fact) (string, float64, bool) {
	finest := map[place]int8{}
	for _, w := range f.Witnesses {
		p := place{w.Document, -1}
		if w.At.Row >= 0 {
			p.table = w.At.Block
		}
		if e, seen := finest[p]; !seen || w.Value.Exp < e {
			finest[p] = w.Value.Exp
		}
	}
	if len(finest) < 2 {
		return "", 0, false
	}
	first, second := int8(math.MaxInt8), int8(math.MaxInt8)
	for _, e := range finest {
		if e < first {
			first, second = e, first
		} else {
			second = min(second, e)
		}
	}
	if first == second {
		return kindOf(finest), 0, true
	}
	return kindOf(finest), math.Pow10(int(second)) / 2, true
}

func kindOf(places map[place]int8) string {
	documents, tables, prose := map[string]bool{}, 0, 0
	for p := range places {
		documents[p.document] = true
		if p.table < 0 {
			prose++
		} else {
			tables++
		}
	}
	switch {
	case prose > 0 && tables > 0:
		return "prose=table"
	case len(documents) > 1:
		return "document=document"
	}
	return "table=table"
}

// comparatives holds facts against those of earlier documents. One that
// differs was restated or is misread; where the document's own arithmetic
// holds it, it is not to blame. What is translated for convenience is translated
// anew, at another rate, by each report.
func comparatives(ix index) []check {
	var checks []check
	own := reporting(ix.facts[:ix.now])
	for i, f := range ix.facts[:ix.now] {
		was, ok := ix.before(i)
		if !ok || currencyOf(f.Unit) != "" && currencyOf(f.Unit) != own || f.Qualifier != "" || was.Qualifier != "" || f.Value.Coef == 0 && was.Value.Coef == 0 {
			continue
		}
		closed := f.Value.Consistent(was.Value)
		slack := math.Abs(float(f.Value) - float(was.Value))
		if closed {
			if slack = half(was.Value); was.Value.Exp <= f.Value.Exp {
				slack = 0
			}
		}
		checks = append(checks, newCheck(extract.Comparative, closed, additive(slack, i), extract.Operand{Value: f.Value}, extract.Operand{Op: extract.OpEquals, Value: was.Value, Label: "earlier"}))
	}
	return checks
}

// reporting is the currency of most amounts.
func reporting(facts []extract.Fact) (own string) {
	n := map[string]int{}
	for _, f := range facts {
		if c := currencyOf(f.Unit); c != "" {
			if n[c]++; n[c] > n[own] {
				own = c
			}
		}
	}
	return own
}

// currencyOf is the currency of an amount, or of an amount per share; empty of
// other units.
func currencyOf(u quantity.Unit) string {
	if !u.Currency() && !u.PerShare() {
		return ""
	}
	c, _, _ := strings.Cut(string(u), "/")
	return c
}

// before is the last earlier fact of the key of fact i: the newest snapshot
// stands last.
func (ix index) before(i int) (extract.Fact, bool) {
	is := ix.byKey[ix.keys[i]]
	last := is[len(is)-1]
	return ix.facts[last], last >= ix.now
}
