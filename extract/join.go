package extract

import (
	"slices"

	"tickmark/extract/quantity"
)

// Join makes facts of observations. Observations of one key whose values can
// be one number under different roundings become one fact: the most precise
// stands, the others are its witnesses. Observations that disagree stay apart
// as facts of one key, both graded Contradicted: nothing is chosen silently.
// The order is that of first appearance.
func Join(observations []Fact) []Fact {
	n := len(observations)
	j := joiner{make([]Fact, 0, n), make([][]quantity.Amount, 0, n), make(map[Key]int, n), make([][]int, 0, n), make(map[exactly]int, n)}
	for _, o := range observations {
		j.add(o)
	}
	for _, same := range j.same {
		contradict(j.facts, same)
	}
	return j.facts
}

// Bounds of what is looked at where many facts share a key: a document that
// repeats a label with other figures a thousand times tells them apart by
// nothing.
const (
	maxHomes     = 64 // facts that an observation of another value is held against
	maxDisagrees = 8  // facts that a contradicted one names
)

// joiner finds the facts that observations belong to.
type joiner struct {
	facts  []Fact
	values [][]quantity.Amount // of each fact, the different values of its witnesses
	keys   map[Key]int         // by number, from 0
	same   [][]int             // the facts of each key
	exact  map[exactly]int     // where a value of a key stands
}

// exactly is a value of a key, as rounded and as qualified.
type exactly struct {
	key       int
	value     quantity.Amount
	qualifier Qualifier
}

func (j *joiner) add(o Fact) {
	k := j.key(o)
	e := exactly{k, o.Value, o.Qualifier}
	i, ok := j.exact[e]
	if !ok {
		i, ok = j.home(k, o)
	}
	if !ok {
		i = len(j.facts)
		j.same[k] = append(j.same[k], i)
		j.facts, j.values = append(j.facts, o), append(j.values, nil)
	} else {
		merge(&j.facts[i], o)
	}
	if _, seen := j.exact[e]; !seen {
		j.exact[e] = i
		for _, w := range o.Witnesses {
			j.values[i] = append(j.values[i], w.Value)
		}
	}
}

// key is the number of the key of o.
func (j *joiner) key(o Fact) int {
	key := o.Key()
	k, ok := j.keys[key]
	if !ok {
		k = len(j.keys)
		j.keys[key], j.same = k, append(j.same, nil)
	}
	return k
}

// home finds the fact that o agrees with. A coarse observation that fits two
// finer facts which disagree goes to the first.
func (j *joiner) home(k int, o Fact) (int, bool) {
	same := j.same[k]
	for _, i := range same[:min(len(same), maxHomes)] {
		if agrees(j.facts[i], j.values[i], o) {
			return i, true
		}
	}
	return 0, false
}

// agrees says that o fits every witness of f: two witnesses of equal rounding
// and different value disagree even when a coarser one fits both.
func agrees(f Fact, values []quantity.Amount, o Fact) bool {
	if f.Qualifier != "" || o.Qualifier != "" {
		return f.Qualifier == o.Qualifier && f.Value.Cmp(o.Value) == 0 || loose(f, o)
	}
	for _, v := range values {
		if !v.Consistent(o.Value) {
			return false
		}
	}
	return true
}

// loose compares figures of which one is vague ("over 120%"): they agree when
// the exact one lies on the right side, or within a tenth of "about".
func loose(f, o Fact) bool {
	vague, exact := f, o
	if vague.Qualifier == "" {
		vague, exact = o, f
	}
	switch vague.Qualifier {
	case Over:
		return exact.Value.Cmp(vague.Value) >= 0
	case Under:
		return exact.Value.Cmp(vague.Value) <= 0
	}
	return near(vague.Value, exact.Value)
}

// near says that b lies within a tenth of a, the width given to "about".
func near(a, b quantity.Amount) bool {
	d, _ := a.Add(b.Neg())
	ten := d.Abs().Shift(1)
	return ten.Cmp(a.Abs()) <= 0
}

func merge(f *Fact, o Fact) {
	f.Witnesses = append(f.Witnesses, o.Witnesses...)
	f.Evidence = f.Evidence.Better(o.Evidence)
	for _, c := range o.Checks {
		if !slices.ContainsFunc(f.Checks, c.Equal) {
			f.Checks = append(slices.Clip(f.Checks), c)
		}
	}
	if o.Grade == Contradicted || o.Grade == Proven && f.Grade != Contradicted {
		f.Grade = o.Grade
	}
	finer := o.Value.Exp < f.Value.Exp && o.Qualifier == ""
	if finer || f.Qualifier != "" && o.Qualifier == "" {
		f.Value, f.Qualifier, f.Label = o.Value, o.Qualifier, o.Label
		last := len(f.Witnesses) - len(o.Witnesses)
		f.Witnesses[0], f.Witnesses[last] = f.Witnesses[last], f.Witnesses[0]
	}
}

func contradict(facts []Fact, same []int) {
	if len(same) < 2 {
		return
	}
	for _, i := range same {
		facts[i].Grade = Contradicted
		for _, j := range same[:min(len(same), maxDisagrees+1)] {
			if i != j {
				facts[i].Checks = append(facts[i].Checks, Check{Kind: Disagreement, Operands: []Operand{{Value: facts[i].Value}, {Op: OpEquals, Value: facts[j].Value, Label: facts[j].Witnesses[0].Place}}})
			}
		}
	}
}
