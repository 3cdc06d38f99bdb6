package store

import (
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"

	"tickmark/extract"
)

// About chooses subjects; nil chooses all.
type About func(Subject) bool

// FactsAbout gives an issuer's figures of some subjects as they were known at
// a time, as Facts does, and reads no others.
func (db *DB) FactsAbout(issuer string, asOf time.Time, about About) (out []Held, err error) {
	if about == nil {
		return db.Facts(issuer, asOf)
	}
	err = db.view(func(tx *bolt.Tx) error {
		all, err := snapshots(tx, issuer)
		if err != nil || !whole(all) {
			return err
		}
		if err := known(all, asOf); err != nil {
			return err
		}
		book, a := newBook(), newArchive(tx)
		lists, err := chosen(tx, issuer, about)
		for _, list := range lists {
			if err == nil {
				err = a.fold(&book, Counting(all, asOf), list, nil)
			}
		}
		out = book.list()
		return err
	})
	return out, err
}

// chosen reads the index of the subjects that are asked for.
func chosen(tx *bolt.Tx, issuer string, about About) (out [][]posting, err error) {
	d, err := readDirectory(tx, issuer, true)
	if err != nil {
		return nil, err
	}
	for i, s := range d.Subjects {
		if about != nil && !about(s) {
			continue
		}
		list, err := postings(tx, issuer, i)
		if err != nil {
			return nil, err
		}
		out = append(out, list)
	}
	return out, nil
}

// fold puts what the snapshots that count say of one subject over what is
// known of it; of all its keys, or of some.
func (a *archive) fold(b *book, counting []Snapshot, list []posting, keys map[uint32]bool) error {
	for _, s := range counting {
		facts, err := a.placed(saidIn(list, s.Version), keys)
		if err != nil {
			return err
		}
		b.add(s, facts)
	}
	return nil
}

func (a *archive) placed(places []placed, keys map[uint32]bool) (out []extract.Fact, err error) {
	for _, p := range places {
		if keys != nil && !keys[p.Key] {
			continue
		}
		f, err := a.fact(p.ref())
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// Between gives the figures that can differ from one snapshot of an issuer to
// another, as each left them: those that a snapshot says which counts for one
// of the two only. The zero Snapshot stands for nothing known.
func (db *DB) Between(from, to Snapshot) (before, after []Held, err error) {
	err = db.view(func(tx *bolt.Tx) error {
		all, err := snapshots(tx, to.Issuer)
		if err != nil {
			return err
		}
		old, now, err := two(all, from, to)
		if err != nil {
			return err
		}
		a := newArchive(tx)
		touched, err := a.touched(to.Issuer, old, now)
		if err != nil {
			return err
		}
		if before, err = a.states(to.Issuer, old, touched); err == nil {
			after, err = a.states(to.Issuer, now, touched)
		}
		return err
	})
	return before, after, err
}

// two lists the snapshots that count for each of two.
func two(all []Snapshot, from, to Snapshot) (old, now []Snapshot, err error) {
	if old, err = upTo(all, from); err != nil {
		return nil, nil, err
	}
	if now, err = upTo(all, to); err != nil {
		return nil, nil, err
	}
	return Counting(old, time.Time{}), Counting(now, time.Time{}), nil
}

// touched are the keys, by subject, of what snapshots say that are in one list
// only.
func (a *archive) touched(issuer string, old, now []Snapshot) (map[int]map[uint32]bool, error) {
	d, err := readDirectory(a.tx, issuer, true)
	if err != nil {
		return nil, err
	}
	out := map[int]map[uint32]bool{}
	for _, s := range slices.Concat(less(old, now), less(now, old)) {
		facts, err := a.facts(s)
		if err != nil {
			return nil, err
		}
		for _, f := range facts {
			k := f.Key()
			subject, ok := d.at[k.Name]
			if !ok {
				return nil, damaged("directories", []byte(issuer), "it lacks "+k.Name)
			}
			if out[subject] == nil {
				out[subject] = map[uint32]bool{}
			}
			out[subject][keyHash(k)] = true
		}
	}
	return out, nil
}

// less lists the snapshots of one list that another lacks.
func less(list, other []Snapshot) []Snapshot {
	return slices.DeleteFunc(slices.Clone(list), func(s Snapshot) bool {
		return slices.ContainsFunc(other, func(o Snapshot) bool { return o.ID == s.ID })
	})
}

// states folds snapshots into what is known of some keys, in the order in
// which the subjects were first reported.
func (a *archive) states(issuer string, counting []Snapshot, keys map[int]map[uint32]bool) ([]Held, error) {
	known := newBook()
	for _, subject := range sorted(keys) {
		list, err := postings(a.tx, issuer, subject)
		if err == nil {
			err = a.fold(&known, counting, list, keys[subject])
		}
		if err != nil {
			return nil, err
		}
	}
	return known.list(), nil
}
