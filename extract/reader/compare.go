package reader

import (
	"fmt"
	"slices"
	"strings"

	"tickmark/extract"
)

// Move is one figure that two readings of a document give differently. Old
// is nil for a figure that only the new reading has, New for one that only
// the old one has.
type Move struct {
	Old, New *extract.Fact
	What     []string // what differs: value, unit, metric, label, dimensions, basis, period, qualifier, grade; or appeared, gone
	Rules    []string // the rules to blame, "statement/amount@1 → statement/amount@2"
	Why      string   // the reason of the miss that a figure came from or became, or why its grade fell
}

// Compare lists what moved between two readings of one document by two sets
// of rules. A figure is the same one where it stands at the same place, or
// else where its key and value are the same. The order is that of the new
// reading; figures that are gone come last.
func Compare(old, new extract.Result) []Move {
	c := comparison{old: old, new: new, before: stands(old.Facts), after: stands(new.Facts), taken: make([]bool, len(old.Facts))}
	var moves []Move
	for i := range new.Facts {
		if m, moved := c.move(&new.Facts[i]); moved {
			moves = append(moves, m)
		}
	}
	for i := range old.Facts {
		if !c.taken[i] {
			f := &old.Facts[i]
			moves = append(moves, Move{Old: f, What: []string{"gone"}, Rules: ruleOf(f, nil), Why: missAt(new.Misses, f)})
		}
	}
	return moves
}

type comparison struct {
	old, new      extract.Result
	before, after standing
	taken         []bool // old facts that a new one answers to
}

// standing finds facts by where they stand and by what they say. A place may
// hold several facts: one number can be read twice.
type standing struct {
	byPlace map[string][]int
	byKey   map[said][]int
}

type said struct {
	key   extract.Key
	value string
}

func stands(facts []extract.Fact) standing {
	s := standing{map[string][]int{}, map[said][]int{}}
	for i, f := range facts {
		k := said{f.Key(), f.Value.String()}
		s.byKey[k] = append(s.byKey[k], i)
		for _, w := range f.Witnesses {
			s.byPlace[w.Place] = append(s.byPlace[w.Place], i)
		}
	}
	return s
}

// move finds the old fact that f answers to and says what differs.
func (c *comparison) move(f *extract.Fact) (Move, bool) {
	i, ok := c.answer(f)
	if !ok {
		return Move{New: f, What: []string{"appeared"}, Rules: ruleOf(nil, f), Why: missAt(c.old.Misses, f)}, true
	}
	c.taken[i] = true
	was := &c.old.Facts[i]
	what := differences(*was, *f)
	m := Move{Old: was, New: f, What: what, Rules: ruleOf(was, f)}
	if was.Grade == extract.Proven && f.Grade != extract.Proven {
		m.Why = unproven(*f)
	}
	return m, len(what) > 0
}

// unproven is why a fact is not proven.
func unproven(f extract.Fact) string {
	for _, c := range f.Checks {
		if !c.Closed {
			return "fails " + c.String()
		}
	}
	if len(f.Checks) == 0 {
		return "no check closes on it"
	}
	var loose []string
	for _, a := range []struct {
		name string
		from extract.Source
	}{{"period", f.Evidence.Period}, {"unit", f.Evidence.Unit}, {"scale", f.Evidence.Scale}, {"label", f.Evidence.Label}} {
		switch a.from.How {
		case "":
			loose = append(loose, a.name+" is read nowhere")
		case extract.Scoped:
			loose = append(loose, fmt.Sprintf("%s is inherited from %q", a.name, a.from.Quote))
		}
	}
	if len(loose) == 0 {
		return "its checks could close by accident"
	}
	return strings.Join(loose, ", ")
}

// answer prefers the fact that says the same, then one at the same place.
func (c *comparison) answer(f *extract.Fact) (int, bool) {
	for _, i := range c.before.byKey[said{f.Key(), f.Value.String()}] {
		if !c.taken[i] {
			return i, true
		}
	}
	for _, w := range f.Witnesses {
		for _, i := range c.before.byPlace[w.Place] {
			if !c.taken[i] && !c.kept(i) {
				return i, true
			}
		}
	}
	return 0, false
}

// kept says that the new reading still says what old fact i says, so that no
// other fact takes its place.
func (c *comparison) kept(i int) bool {
	f := c.old.Facts[i]
	return len(c.after.byKey[said{f.Key(), f.Value.String()}]) > 0
}

// differences names the parts in which two facts differ.
func differences(a, b extract.Fact) []string {
	var out []string
	for _, d := range []struct {
		name string
		same bool
	}{
		{"value", a.Value == b.Value},
		{"unit", a.Unit == b.Unit},
		{"metric", a.Metric == b.Metric},
		{"label", extract.Fold(a.Label) == extract.Fold(b.Label)},
		{"dimensions", a.Dimensions.String() == b.Dimensions.String()},
		{"basis", a.Basis == b.Basis},
		{"period", a.Period == b.Period},
		{"qualifier", a.Qualifier == b.Qualifier},
		{"grade", a.Grade == b.Grade},
	} {
		if !d.same {
			out = append(out, d.name)
		}
	}
	return out
}

// ruleOf names the rules behind a move: those of witnesses that only one
// reading has, or that another rule reads; else the rule that reads the
// figure in both, whose data or neighbours then changed.
func ruleOf(old, new *extract.Fact) []string {
	was, is := rulesAt(old), rulesAt(new)
	var out []string
	for _, place := range placesOf(old, new) {
		if was[place] != is[place] {
			out = append(out, arrow(was[place], is[place]))
		}
	}
	if len(out) == 0 && new != nil && len(new.Witnesses) > 0 {
		out = append(out, new.Witnesses[0].Rule)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func arrow(was, is string) string { return strings.TrimSpace(was + " → " + is) }

func rulesAt(f *extract.Fact) map[string]string {
	out := map[string]string{}
	if f != nil {
		for _, w := range f.Witnesses {
			out[w.Place] = w.Rule
		}
	}
	return out
}

func placesOf(facts ...*extract.Fact) []string {
	var out []string
	for _, f := range facts {
		if f == nil {
			continue
		}
		for _, w := range f.Witnesses {
			out = append(out, w.Place)
		}
	}
	return out
}

// missAt is why a number at one of the places of f was missed, if it was.
// Misses of several documents may be among each other: one must hold what the
// witness prints.
func missAt(misses []extract.Miss, f *extract.Fact) string {
	for _, m := range misses {
		for _, w := range f.Witnesses {
			if (m.Place == w.Place || overlaps(m, w)) && strings.Contains(m.Quote, w.Printed) {
				return reasonOf(m)
			}
		}
	}
	return ""
}

func overlaps(m extract.Miss, w extract.Witness) bool {
	return w.At.Row < 0 && m.At == w.At && m.Span.Overlaps(w.Span)
}

// reasonOf is why a number was missed; of a disputed one, with its rival.
func reasonOf(m extract.Miss) string {
	if m.Rival == nil {
		return m.Reason
	}
	return m.Reason + " by " + m.Rival.Value.String() + " at " + m.Rival.Place
}
