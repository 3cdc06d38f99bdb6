package reader

import (
	"math/rand/v2"
	"slices"
	"testing"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
)

// A shared damage gives all figures of a block an attribute that a wider scope
// would give them, wrongly: growth, sums and translations close as before.
type sharedDamage struct {
	name  string
	apply func(o extract.Fact) (extract.Fact, bool)
}

// wider is where the damages say that an attribute was read.
var wider = extract.Source{How: extract.Scoped, Quote: "the document", Place: "p[1]"}

var sharedDamages = []sharedDamage{
	{"a quarter for nine months", func(o extract.Fact) (extract.Fact, bool) {
		if o.Period.Months() != 3 {
			return o, false
		}
		o.Period, o.Evidence.Period = fiscal.Ended(9, o.Period.End), wider
		return o, true
	}},
	{"thousands for millions", func(o extract.Fact) (extract.Fact, bool) {
		if !o.Unit.Currency() {
			return o, false
		}
		o = revalue(o, o.Value.Shift(3))
		o.Evidence.Scale = wider
		return o, true
	}},
	{"the group for a segment", func(o extract.Fact) (extract.Fact, bool) {
		if o.Dimensions[extract.DimSegment] == "" && o.Dimensions[extract.DimSection] == "" {
			return o, false
		}
		dims := extract.Dimensions{}
		for k, v := range o.Dimensions {
			if k != extract.DimSegment && k != extract.DimSection {
				dims[k] = v
			}
		}
		o.Dimensions, o.Evidence.Label = dims, wider
		return o, true
	}},
}

// TestSharedScope: no figure stays proven whose period, scale or segment was
// misread together with those of the figures that its checks close on.
func TestSharedScope(t *testing.T) {
	docs := observed(t)
	for _, kind := range sharedDamages {
		damaged, still := 0, 0
		for n := range 400 {
			r := rand.New(rand.NewPCG(seed, uint64(n)))
			d := docs[n%len(docs)]
			all, touched := kind.spread(d, d.all[d.proven[r.IntN(len(d.proven))]])
			facts, _ := resolved(extract.Join(all))
			grades := gradesAt(facts)
			for _, place := range touched {
				if damaged++; grades[place].Grade != extract.Proven {
					continue
				}
				if still++; still < 5 {
					f := grades[place]
					t.Errorf("%s: %s: %s %s %s at %s is proven by %v, %+v", kind.name, d.name, f.Label, f.Value, f.Period, place, f.Checks, f.Evidence)
				}
			}
		}
		t.Logf("%s: %d figures damaged, %d still proven", kind.name, damaged, still)
		if damaged < 100 {
			t.Errorf("%s: only %d figures damaged", kind.name, damaged)
		}
	}
}

// spread damages the block in which a proven figure stands. Nothing is untrue
// of a figure that is nil, nor of one that the document says of the wider scope
// too.
func (kind sharedDamage) spread(d observedDocument, at extract.Fact) (all []extract.Fact, touched []string) {
	all = slices.Clone(d.all)
	known := saidIn(d.all)
	for i, o := range all {
		if o.Witnesses[0].At.Block != at.Witnesses[0].At.Block {
			continue
		}
		if bad, ok := kind.apply(o); ok {
			all[i] = bad
			if o.Value.Coef == 0 || known[keyed{bad.Key(), bad.Value}] {
				continue
			}
			touched = append(touched, o.Witnesses[0].Place)
		}
	}
	return all, touched
}

// keyed is what an observation says.
type keyed struct {
	key   extract.Key
	value quantity.Amount
}

func saidIn(all []extract.Fact) map[keyed]bool {
	out := map[keyed]bool{}
	for _, o := range all {
		out[keyed{o.Key(), o.Value}] = true
	}
	return out
}
