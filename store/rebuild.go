package store

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// Prune and Repair write what stays into a new file, which then takes the
// place of the old one: nothing is taken away from a file that is in use, and
// the new one is as small as can be.

// rebuilt copies a database into a new one.
type rebuilt struct {
	from, to *bolt.Tx
	gone     func(Snapshot) string // why a snapshot is given up, or ""
	leave    func(bucket string, key []byte) bool
	lost     []Problem // what could not be copied
}

func (r *rebuilt) lose(where, format string, args ...any) {
	r.lost = append(r.lost, Problem{where, fmt.Sprintf(format, args...)})
}

func (r *rebuilt) copy() error {
	for _, name := range [][]byte{documentBucket, bytesBucket, seenBucket, runBucket, quarantineBucket} {
		if err := r.bucket(name); err != nil {
			return err
		}
	}
	if err := r.documents(); err != nil {
		return err
	}
	chains := map[string][]Snapshot{}
	for _, s := range r.snapshots() {
		chains[s.Issuer] = append(chains[s.Issuer], s)
	}
	for _, issuer := range slices.Sorted(maps.Keys(chains)) {
		if err := r.chain(chains[issuer]); err != nil {
			return err
		}
	}
	return nil
}

// bucket copies values as they are sealed.
func (r *rebuilt) bucket(name []byte) error {
	from, to := r.from.Bucket(name), r.to.Bucket(name)
	if err := to.SetSequence(from.Sequence()); err != nil {
		return err
	}
	return from.ForEach(func(k, v []byte) error {
		if r.leave != nil && r.leave(string(name), k) {
			return nil
		}
		return to.Put(bytes.Clone(k), bytes.Clone(v))
	})
}

// documents marks those whose bytes are gone.
func (r *rebuilt) documents() error {
	gone := map[string]Document{}
	b := r.to.Bucket(documentBucket)
	err := b.ForEach(func(k, v []byte) error {
		var d Document
		var data []byte
		if err := unseal(v, "document", k, &d); err != nil {
			return err
		}
		err := get(r.to.Bucket(bytesBucket), "bytes", k, &data)
		if sum := sha256.Sum256(data); err == nil && hex.EncodeToString(sum[:]) == d.ID || d.Lost {
			return nil
		}
		r.lose("document "+d.ID, "its bytes; the next refresh fetches them again where %s still has them", cmp.Or(d.URL, "its source"))
		d.Lost = true
		gone[d.ID] = d
		return nil
	})
	for id, d := range gone {
		if err == nil {
			err = put(b, []byte(id), d)
		}
	}
	return err
}

// snapshots lists those whose records are there, whatever the chains say.
func (r *rebuilt) snapshots() (out []Snapshot) {
	_ = r.from.Bucket(snapshotBucket).ForEach(func(k, v []byte) error {
		var s Snapshot
		if err := unseal(v, "snapshot", k, &s); err == nil && s.ID == string(k) {
			out = append(out, s)
		}
		return nil
	})
	slices.SortFunc(out, func(a, b Snapshot) int {
		return cmp.Or(cmp.Compare(a.Issuer, b.Issuer), cmp.Compare(a.Version, b.Version), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// chain writes an issuer's snapshots. In the place of one that is lost stands
// its id, which the next one names.
func (r *rebuilt) chain(all []Snapshot) error {
	var before []Snapshot
	for _, s := range all {
		if n := len(before); n > 0 && before[n-1].Version == s.Version {
			r.lose("snapshot "+s.ID, "there are two versions %d of %s", s.Version, s.Issuer)
			continue
		}
		for v := len(before) + 1; v < s.Version; v++ {
			missing := Snapshot{ID: fmt.Sprintf("lost-%s-%d", s.Issuer, v), Issuer: s.Issuer, Version: v, Gone: Lost}
			if v == s.Version-1 {
				missing.ID = s.Parent
			}
			r.lose("snapshot "+missing.ID, "version %d of %s", v, s.Issuer)
			if err := r.record(missing); err != nil {
				return err
			}
			before = append(before, missing)
		}
		s, err := r.snapshot(s, before)
		if err != nil {
			return err
		}
		before = append(before, s)
	}
	return nil
}

// snapshot writes one with what it says, or marks it as gone.
func (r *rebuilt) snapshot(s Snapshot, before []Snapshot) (Snapshot, error) {
	if s.Gone != "" {
		return s, r.record(s)
	}
	a := newArchive(r.from)
	forms, facts, err := a.forms(s)
	if err == nil {
		if content, e := contentOf(forms); e != nil || content != s.Content {
			err = fmt.Errorf("its figures are other ones")
		}
	}
	if err != nil {
		r.lose("snapshot "+s.ID, "its figures: %s; replay reads its documents again", reason(err))
		s.Gone = Lost
	} else if r.gone != nil {
		s.Gone = r.gone(s)
	}
	if s.Gone != "" {
		s.Said = 0
		return s, r.record(s)
	}
	if err := r.cited(s); err != nil {
		return s, err
	}
	e, err := newEditor(r.to, s.Issuer, before)
	if err != nil {
		return s, err
	}
	counts := s
	if err := e.add(&s, facts, forms); err != nil {
		return s, err
	}
	s.Facts, s.Added, s.Changed = counts.Facts, counts.Added, counts.Changed
	return s, r.record(s)
}

// cited puts a mark where a document of a snapshot is lost with all that was
// known of it.
func (r *rebuilt) cited(s Snapshot) error {
	b := r.to.Bucket(documentBucket)
	for _, id := range s.Documents {
		if b.Get([]byte(id)) != nil {
			continue
		}
		r.lose("document "+id, "of snapshot %.12s", s.ID)
		if err := put(b, []byte(id), Document{ID: id, Issuer: s.Issuer, Event: s.Event, Lost: true}); err != nil {
			return err
		}
	}
	return nil
}

func (r *rebuilt) record(s Snapshot) error {
	if err := put(r.to.Bucket(snapshotBucket), []byte(s.ID), s); err != nil {
		return err
	}
	if err := put(r.to.Bucket(orderBucket), orderKey(s.Issuer, s.Version), s.ID); err != nil {
		return err
	}
	return put(r.to.Bucket(metaBucket), headKey(s.Issuer), s.ID)
}

// into rebuilds a database in a new file.
func (r *rebuilt) into(from *DB, path string) error {
	to, err := Open(path, Options{})
	if err != nil {
		return err
	}
	err = from.view(func(src *bolt.Tx) error {
		return to.update(func(dst *bolt.Tx) error {
			r.from, r.to = src, dst
			return r.copy()
		})
	})
	if closed := to.Close(); err == nil {
		err = closed
	}
	return err
}
