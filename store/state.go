package store

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
)

// Held is a fact as the store knows it.
type Held struct {
	extract.Fact
	Snapshot string           // the last one that says it
	KnownAt  time.Time        // of that snapshot
	First    time.Time        // when the figure was first known with this value
	Rules    string           // version of the rules that graded it
	Was      *quantity.Amount // the value of an earlier release, where a later one restated it
}

// Facts gives an issuer's figures as they were known at a time: of each the
// newest report that was published by then. The zero time is now. The order is
// by period, newest first, then as reported.
func (db *DB) Facts(issuer string, asOf time.Time) (out []Held, err error) {
	err = db.view(func(tx *bolt.Tx) error {
		all, err := snapshots(tx, issuer)
		if err != nil {
			return err
		}
		if err := known(all, asOf); err != nil {
			return err
		}
		s, err := state(tx, all, asOf)
		out = s.list()
		return err
	})
	return out, err
}

// FactsOf gives the figures as a snapshot left them: its own on top of its
// parents'.
func (db *DB) FactsOf(s Snapshot) (out []Held, err error) {
	err = db.view(func(tx *bolt.Tx) error {
		all, err := snapshots(tx, s.Issuer)
		if err != nil {
			return err
		}
		if all, err = upTo(all, s); err != nil {
			return err
		}
		known, err := state(tx, all, time.Time{})
		out = known.list()
		return err
	})
	return out, err
}

// book is the figures of one issuer by their keys. One key has several facts
// only where one snapshot says several.
type book struct {
	facts map[extract.Key][]Held
	order []extract.Key
}

func newBook() book { return book{facts: map[extract.Key][]Held{}} }

func (b book) at(k extract.Key) []Held { return b.facts[k] }

// state folds snapshots, in the order in which they were known, into what is
// known. A snapshot of an event replaces an earlier one of the same event.
func state(tx *bolt.Tx, all []Snapshot, asOf time.Time) (book, error) {
	b, a := newBook(), newArchive(tx)
	for _, s := range Counting(all, asOf) {
		facts, err := a.facts(s)
		if err != nil {
			return b, err
		}
		b.add(s, facts)
	}
	return b, nil
}

// known refuses a past of which a pruning gave up a part.
func known(all []Snapshot, asOf time.Time) error {
	if asOf.IsZero() {
		return nil
	}
	then := slices.DeleteFunc(slices.Clone(all), func(s Snapshot) bool { return s.KnownAt.After(asOf) })
	if err := intact(then); err != nil {
		return fmt.Errorf("what was known on %s: %w", asOf.UTC().Format(time.DateOnly), err)
	}
	return nil
}

// intact says that of each event the last snapshot is there. What was lost to
// damage is left out with a word from check; what was pruned is refused.
func intact(all []Snapshot) error {
	last := map[fiscal.Period]Snapshot{}
	for _, s := range all {
		last[s.Event] = s
	}
	for _, s := range last {
		if err := there(s); err != nil && s.Gone != Lost {
			return fmt.Errorf("it is not whole any more: %w", err)
		}
	}
	return nil
}

// upTo lists the snapshots up to one, whose figures must be there.
func upTo(all []Snapshot, s Snapshot) ([]Snapshot, error) {
	out := slices.DeleteFunc(slices.Clone(all), func(x Snapshot) bool { return x.Version > s.Version })
	if n := len(out); n > 0 {
		if err := there(out[n-1]); err != nil {
			return nil, err
		}
	}
	return out, intact(out)
}

// there says that the figures of a snapshot are there.
func there(s Snapshot) error {
	if s.Gone == "" {
		return nil
	}
	return fmt.Errorf("%w: the figures of version %d (%.12s): %s", ErrNotFound, s.Version, s.ID, s.Gone)
}

// Counting lists the snapshots that count at a time: of each event the last,
// in the order in which they were known.
func Counting(all []Snapshot, asOf time.Time) []Snapshot {
	last := map[fiscal.Period]int{}
	var out []Snapshot
	for _, s := range all {
		if s.Gone != "" || !asOf.IsZero() && s.KnownAt.After(asOf) {
			continue
		}
		if i, ok := last[s.Event]; ok {
			out[i] = s
			continue
		}
		last[s.Event] = len(out)
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(a, b Snapshot) int {
		return cmp.Or(a.KnownAt.Compare(b.KnownAt), cmp.Compare(a.Version, b.Version))
	})
	return out
}

// add puts the facts of a snapshot over what is known.
func (b *book) add(s Snapshot, facts []extract.Fact) {
	fresh := map[extract.Key][]extract.Fact{}
	var order []extract.Key
	for _, f := range facts {
		k := f.Key()
		if len(fresh[k]) == 0 {
			order = append(order, k)
		}
		fresh[k] = append(fresh[k], f)
	}
	for _, k := range order {
		before, known := b.facts[k]
		if !known {
			b.order = append(b.order, k)
		}
		b.facts[k] = over(before, s, fresh[k])
	}
}

// over is what is known of one key after a snapshot said something of it.
func over(before []Held, s Snapshot, now []extract.Fact) []Held {
	if len(before) == 1 && len(now) == 1 && repeats(before, now[0]) {
		return []Held{joined(before[0], s, now[0])}
	}
	out := make([]Held, len(now))
	for i, f := range now {
		out[i] = Held{Fact: f, Snapshot: s.ID, KnownAt: s.KnownAt, First: s.KnownAt, Rules: s.Rules}
		if len(before) == 1 {
			was := before[0].Value
			out[i].Was = &was
		}
	}
	return out
}

// repeats says that a fact says what is known, within rounding; a vague figure
// repeats any.
func repeats(held []Held, f extract.Fact) bool {
	for _, h := range held {
		if h.Value.Consistent(f.Value) || h.Qualifier != "" || f.Qualifier != "" {
			return true
		}
	}
	return false
}

// joined is a figure that a later snapshot says again: the finer value stands,
// witnesses and checks add up.
func joined(h Held, s Snapshot, f extract.Fact) Held {
	if finer(f, h.Fact) {
		h.Value, h.Qualifier, h.Label = f.Value, f.Qualifier, f.Label
		h.Witnesses = slices.Concat(f.Witnesses, h.Witnesses)
	} else {
		h.Witnesses = slices.Concat(h.Witnesses, f.Witnesses)
	}
	h.Witnesses = once(h.Witnesses)
	h.Evidence = h.Evidence.Better(f.Evidence)
	for _, c := range f.Checks {
		if !slices.ContainsFunc(h.Checks, c.Equal) {
			h.Checks = append(slices.Clip(h.Checks), c)
		}
	}
	if h.Grade != extract.Contradicted && f.Grade != extract.Alone {
		h.Grade = f.Grade
	}
	if h.Grade == extract.Contradicted && f.Grade == extract.Proven {
		h.Grade = extract.Proven
	}
	h.Snapshot, h.KnownAt, h.Rules = s.ID, s.KnownAt, s.Rules
	return h
}

func finer(f, than extract.Fact) bool {
	if (f.Qualifier == "") != (than.Qualifier == "") {
		return f.Qualifier == ""
	}
	return f.Value.Exp < than.Value.Exp
}

func once(all []extract.Witness) []extract.Witness {
	var out []extract.Witness
	for _, w := range all {
		if !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

func (b book) list() []Held {
	var out []Held
	for _, k := range b.order {
		out = append(out, b.facts[k]...)
	}
	slices.SortStableFunc(out, func(x, y Held) int {
		return cmp.Or(cmp.Compare(y.Period.End.String(), x.Period.End.String()), cmp.Compare(y.Period.Start.String(), x.Period.Start.String()))
	})
	return out
}
