package extract

import "tickmark/extract/quantity"

// Join makes facts of observations. Observations of one key whose values can
// be one number under different roundings become one fact: the most precise
// stands, the others are its witnesses. Observations that disagree stay apart
// as facts of one key, both graded Contradicted: nothing is chosen silently.
// The order is that of first appearance.
func Join(observations []Fact) []Fact {
	var facts []Fact
	byKey := map[Key][]int{}
	for _, o := range observations {
		k := o.Key()
		if i, ok := home(facts, byKey[k], o); ok {
			merge(&facts[i], o)
			continue
		}
		byKey[k] = append(byKey[k], len(facts))
		facts = append(facts, o)
	}
	for _, same := range byKey {
		contradict(facts, same)
	}
	return facts
}

// home finds the fact that o agrees with. A coarse observation that fits two
// finer facts which disagree goes to the first.
func home(facts []Fact, same []int, o Fact) (int, bool) {
	for _, i := range same {
		if agrees(facts[i], o) {
			return i, true
		}
	}
	return 0, false
}

// agrees says that o fits every witness of f: two witnesses of equal rounding
// and different value disagree even when a coarser one fits both.
func agrees(f, o Fact) bool {
	if f.Qualifier != "" || o.Qualifier != "" {
		return f.Qualifier == o.Qualifier && f.Value.Cmp(o.Value) == 0 || loose(f, o)
	}
	for _, w := range f.Witnesses {
		if !w.Value.Consistent(o.Value) {
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
		for _, j := range same {
			if i != j {
				facts[i].Proofs = append(facts[i].Proofs, "disagrees: "+facts[j].Value.String()+" at "+facts[j].Witnesses[0].Place)
			}
		}
	}
}
