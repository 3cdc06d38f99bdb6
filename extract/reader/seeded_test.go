package reader

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
	"testing"

	"tickmark/extract"
	"tickmark/extract/proof"
	"tickmark/extract/prose"
	"tickmark/extract/quantity"
	"tickmark/extract/statement"
	"tickmark/extract/vocabulary"
)

// seed begins the row of random numbers that damages are made from; a failure
// prints it.
const seed = 20251119

// damages is how many figures a test spoils in all documents together.
const damages = 1000

// A damage spoils an observation, and perhaps a second one, the way a bad
// reading would. It says which it touched, none where the figure cannot be
// spoilt so.
type damage struct {
	name string
	make func(r *rand.Rand, all []extract.Fact, i int) []int
}

var damageKinds = []damage{
	{"a digit", wrongDigit},
	{"a scale", wrongScale},
	{"a sign", wrongSign},
	{"US$ as RMB", wrongCurrency},
	{"columns swapped", swappedColumns},
	{"profits or margins swapped", swappedProfits},
	{"prior for current", priorForCurrent},
}

// TestSeededErrors spoils proven figures one way at a time and counts how
// many gradings notice: the figure is no longer proven, and the arithmetic or
// the witness that it fails stands with it.
func TestSeededErrors(t *testing.T) {
	t.Logf("seed %d", seed)
	caught, total := map[string]int{}, map[string]int{}
	docs := observed(t)
	if len(docs) == 0 {
		t.Fatal("no document has proven figures to spoil")
	}
	for n := 0; n < damages; {
		for _, d := range docs {
			for _, kind := range damageKinds {
				r := rand.New(rand.NewPCG(seed, uint64(n)))
				n++
				if ok, tried := d.spoil(r, kind, func(s string) { t.Logf("%d: %s: %s: %s", n-1, d.name, kind.name, s) }); tried {
					total[kind.name]++
					if ok {
						caught[kind.name]++
					}
				}
			}
		}
	}
	sum, of := 0, 0
	for _, kind := range damageKinds {
		t.Logf("%s: %d of %d noticed", kind.name, caught[kind.name], total[kind.name])
		sum, of = sum+caught[kind.name], of+total[kind.name]
	}
	if of < damages/2 || sum*100 < 95*of {
		t.Errorf("%d of %d damages noticed, want 95 %%", sum, of)
	}
}

// observedDocument is a document as read, before its figures are joined.
type observedDocument struct {
	name   string
	all    []extract.Fact
	proven []int // observations whose fact is proven
}

func observed(t testing.TB) []observedDocument {
	t.Helper()
	var out []observedDocument
	for name, data := range wholeReleases(t) {
		text, err := Decode(context.Background(), data, Options{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		c, _ := Identify(text)
		tables, _ := statement.Read(text, c, vocabulary.Default())
		sentences, _ := prose.Read(text, c, vocabulary.Default())
		d := observedDocument{name: name, all: append(tables, sentences...)}
		d.proven = d.provenOnes()
		if len(d.proven) > 20 {
			out = append(out, d)
		}
	}
	slices.SortFunc(out, func(a, b observedDocument) int { return strings.Compare(a.name, b.name) })
	return out
}

func (d observedDocument) provenOnes() []int {
	grades := gradesAt(proof.Grade(extract.Join(d.all), nil))
	var out []int
	for i, o := range d.all {
		if grades[o.Witnesses[0].Place].Grade == extract.Proven && o.Value.Coef != 0 {
			out = append(out, i)
		}
	}
	return out
}

func gradesAt(facts []extract.Fact) map[string]extract.Fact {
	out := map[string]extract.Fact{}
	for _, f := range facts {
		for _, w := range f.Witnesses {
			out[w.Place] = f
		}
	}
	return out
}

// spoil damages one proven figure that can be spoilt so, and says whether the
// grades name it.
func (d observedDocument) spoil(r *rand.Rand, kind damage, missed func(string)) (ok, tried bool) {
	for range 50 {
		all := slices.Clone(d.all)
		i := d.proven[r.IntN(len(d.proven))]
		touched := kind.make(r, all, i)
		if len(touched) == 0 {
			continue
		}
		grades := gradesAt(proof.Grade(extract.Join(all), nil))
		for _, j := range touched {
			if named(grades[all[j].Witnesses[0].Place]) {
				return true, true
			}
		}
		f := grades[all[i].Witnesses[0].Place]
		missed(fmt.Sprintf("%s %s: %s %s for %s is %s by %q", all[i].Witnesses[0].Place, f.Label, all[i].Value, all[i].Unit, d.all[i].Value, f.Grade, f.Checks))
		return false, true
	}
	return false, false
}

// named says that a fact is not proven, and that what it fails stands with it.
func named(f extract.Fact) bool {
	return f.Grade != extract.Proven && slices.ContainsFunc(f.Checks, func(c extract.Check) bool { return !c.Closed })
}

// revalue gives an observation another value and sign.
func revalue(o extract.Fact, v quantity.Amount) extract.Fact {
	w := o.Witnesses[0]
	if v.Sign()*o.Value.Sign() < 0 {
		if strings.ContainsAny(w.Printed, "(（-−–－") {
			w.Printed = strings.Trim(w.Printed, "(（-−–－)）")
		} else {
			w.Printed = "(" + w.Printed + ")"
		}
	}
	w.Value, o.Value = v, v
	o.Witnesses = []extract.Witness{w}
	return o
}

func wrongDigit(r *rand.Rand, all []extract.Fact, i int) []int {
	v := all[i].Value
	digits := []byte(fmt.Sprint(v.Abs().Coef))
	at := r.IntN(len(digits))
	was := digits[at]
	for digits[at] == was || digits[0] == '0' {
		digits[at] = byte('0' + r.IntN(10))
	}
	a, err := quantity.Parse(string(digits))
	if err != nil {
		return nil
	}
	a.Exp = v.Exp
	if v.Coef < 0 {
		a = a.Neg()
	}
	all[i] = revalue(all[i], a)
	return []int{i}
}

func wrongScale(r *rand.Rand, all []extract.Fact, i int) []int {
	if !all[i].Unit.Currency() {
		return nil
	}
	all[i] = revalue(all[i], all[i].Value.Shift([]int{-3, 3, 6}[r.IntN(3)]))
	return []int{i}
}

func wrongSign(_ *rand.Rand, all []extract.Fact, i int) []int {
	all[i] = revalue(all[i], all[i].Value.Neg())
	return []int{i}
}

func wrongCurrency(_ *rand.Rand, all []extract.Fact, i int) []int {
	if !strings.HasPrefix(string(all[i].Unit), "USD") {
		return nil
	}
	all[i].Unit = "CNY" + all[i].Unit[3:]
	return []int{i}
}

// others lists the observations that stand like i and satisfy a condition.
func others(all []extract.Fact, i int, like func(a, b extract.Fact) bool) []int {
	var out []int
	for j := range all {
		if j != i && all[j].Unit == all[i].Unit && all[j].Value.Coef != 0 && all[j].Value.Cmp(all[i].Value) != 0 && like(all[i], all[j]) {
			out = append(out, j)
		}
	}
	return out
}

func sameRow(a, b extract.Fact) bool {
	x, y := a.Witnesses[0].At, b.Witnesses[0].At
	return x.Row >= 0 && x.Block == y.Block && x.Row == y.Row && a.Period != b.Period &&
		a.Dimensions[extract.DimChange] == b.Dimensions[extract.DimChange]
}

func sameProfits(a, b extract.Fact) bool {
	x, y := a.Witnesses[0].At, b.Witnesses[0].At
	return a.Metric != b.Metric && profitable(a) && profitable(b) && a.Period == b.Period && (x.Row >= 0) == (y.Row >= 0) && x.Block == y.Block
}

func profitable(f extract.Fact) bool {
	name := string(f.Metric)
	return f.Dimensions[extract.DimChange] == "" && (strings.Contains(name, "Profit") || strings.Contains(name, "IncomeLoss") || strings.Contains(name, "Margin"))
}

func swap(r *rand.Rand, all []extract.Fact, i int, js []int) []int {
	if len(js) == 0 {
		return nil
	}
	j := js[r.IntN(len(js))]
	a, b := all[i].Value, all[j].Value
	all[i], all[j] = revalue(all[i], b), revalue(all[j], a)
	return []int{i, j}
}

func swappedColumns(r *rand.Rand, all []extract.Fact, i int) []int {
	return swap(r, all, i, others(all, i, sameRow))
}

func swappedProfits(r *rand.Rand, all []extract.Fact, i int) []int {
	if !profitable(all[i]) {
		return nil
	}
	return swap(r, all, i, others(all, i, sameProfits))
}

// priorForCurrent reads the figure of another period in place of one.
func priorForCurrent(r *rand.Rand, all []extract.Fact, i int) []int {
	js := others(all, i, sameRow)
	sort.Ints(js)
	if len(js) == 0 {
		return nil
	}
	all[i] = revalue(all[i], all[js[r.IntN(len(js))]].Value)
	return []int{i}
}
