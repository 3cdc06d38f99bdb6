package store

import (
	"tickmark/extract"
)

// Kind says how a figure differs between two states.
type Kind string

// The kinds of change.
const (
	Added    Kind = "added"
	Removed  Kind = "removed"
	Restated Kind = "restated" // another value
	Refined  Kind = "refined"  // the same value with finer rounding
	Regraded Kind = "regraded" // by the same rules
	Sourced  Kind = "sourced"  // other witnesses
)

// Change is one figure that differs. Old is nil for an added one, New for a
// removed one.
type Change struct {
	Kind     Kind
	Old, New *Held
}

// Diff lists what differs from one state to another, in the order of the new
// one and then of what is gone. It is pure.
func Diff(before, after []Held) []Change {
	old := map[extract.Key][]Held{}
	for _, h := range before {
		old[h.Key()] = append(old[h.Key()], h)
	}
	var out []Change
	said := map[extract.Key]int{}
	for _, h := range after {
		k := h.Key()
		n := said[k]
		said[k]++
		if n >= len(old[k]) {
			out = append(out, Change{Added, nil, &h})
			continue
		}
		o := old[k][n]
		if kind := differs(o, h); kind != "" {
			out = append(out, Change{kind, &o, &h})
		}
	}
	for _, h := range before {
		k := h.Key()
		if said[k] > 0 {
			said[k]--
			continue
		}
		out = append(out, Change{Removed, &h, nil})
	}
	return out
}

func differs(o, n Held) Kind {
	switch {
	case !o.Value.Consistent(n.Value):
		return Restated
	case o.Value != n.Value:
		return Refined
	case o.Grade != n.Grade && o.Rules == n.Rules: // other rules mean something else by a grade
		return Regraded
	case len(o.Witnesses) != len(n.Witnesses):
		return Sourced
	}
	return ""
}
