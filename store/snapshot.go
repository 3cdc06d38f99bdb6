package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/fxamacker/cbor/v2"
	bolt "go.etcd.io/bbolt"

	"tickmark/extract"
	"tickmark/extract/fiscal"
)

// Snapshot is an issuer's figures after one results event: what its documents
// say, on top of its parent. It never changes.
type Snapshot struct {
	ID        string // seals everything below but the counts, the place and Gone, in hexadecimal
	Issuer    string
	Version   int    // 1, 2, … for each issuer
	Parent    string // id of the version before; empty for the first
	Event     fiscal.Period
	KnownAt   time.Time // when its newest document was published
	KnownBy   string    // "published" or "first fetched"
	Recorded  time.Time
	Rules     string // version of the rules that read it
	Program   string
	Mark      string // "replay" for one that today's rules made of old documents
	Documents []string
	Content   string // SHA-256 of the facts that the documents say
	Facts     int    // that they say
	Added     int    // of them new
	Changed   int    // of them with another value than before
	Said      uint64 // where the list of its facts lies
	Gone      string // why its facts are not there any more, as Lost; empty for one that is whole
}

// Lost is why the facts of a snapshot are gone that a repair could not save.
const Lost = "lost to damage"

// Draft is a snapshot to be.
type Draft struct {
	Issuer                        string
	Event                         fiscal.Period
	KnownAt, Recorded             time.Time
	KnownBy, Rules, Program, Mark string
	Documents                     []string
	Facts                         []extract.Fact // all that the documents of the event say, comparatives included
	Add                           []Document     // kept, or completed, in the same commit
}

// Commit writes a snapshot with the documents to add, whole or not at all. Where the store holds one of
// the same event, rules and documents already, that one is given and nothing
// is written.
func (db *DB) Commit(d Draft) (s Snapshot, isNew bool, err error) {
	err = db.update(func(tx *bolt.Tx) error {
		for _, doc := range d.Add {
			if _, err := addDocument(tx, doc); err != nil {
				return err
			}
		}
		s, isNew, err = commit(tx, d)
		return err
	})
	return s, isNew, err
}

func commit(tx *bolt.Tx, d Draft) (Snapshot, bool, error) {
	before, err := snapshots(tx, d.Issuer)
	if err != nil {
		return Snapshot{}, false, err
	}
	for _, s := range before {
		if s.Gone == "" && s.Event == d.Event && s.Rules == d.Rules && s.Mark == d.Mark && holds(s.Documents, d.Documents) {
			return s, false, nil
		}
	}
	for _, id := range d.Documents {
		if tx.Bucket(documentBucket).Get([]byte(id)) == nil {
			return Snapshot{}, false, fmt.Errorf("%w: document %.12s of a new snapshot", ErrNotFound, id)
		}
	}
	return write(tx, d, before)
}

// write puts a snapshot after those before it.
func write(tx *bolt.Tx, d Draft, before []Snapshot) (Snapshot, bool, error) {
	forms, err := formsOf(d.Facts)
	if err != nil {
		return Snapshot{}, false, err
	}
	s, err := seal(d, before, forms)
	if err != nil {
		return Snapshot{}, false, err
	}
	e, err := newEditor(tx, d.Issuer, before)
	if err != nil {
		return Snapshot{}, false, err
	}
	if err := e.add(&s, d.Facts, forms); err != nil {
		return Snapshot{}, false, err
	}
	if err := put(tx.Bucket(snapshotBucket), []byte(s.ID), s); err != nil {
		return Snapshot{}, false, err
	}
	if err := put(tx.Bucket(orderBucket), orderKey(d.Issuer, s.Version), s.ID); err != nil {
		return Snapshot{}, false, err
	}
	return s, true, put(tx.Bucket(metaBucket), headKey(d.Issuer), s.ID)
}

// holds says that all of part are in whole.
func holds(whole, part []string) bool {
	for _, id := range part {
		if !slices.Contains(whole, id) {
			return false
		}
	}
	return true
}

func seal(d Draft, before []Snapshot, forms []cbor.RawMessage) (s Snapshot, err error) {
	s = Snapshot{
		Issuer: d.Issuer, Version: len(before) + 1, Event: d.Event, KnownAt: d.KnownAt.UTC(), KnownBy: d.KnownBy, Recorded: d.Recorded.UTC(),
		Rules: d.Rules, Program: d.Program, Mark: d.Mark, Documents: d.Documents,
	}
	if len(before) > 0 {
		s.Parent = before[len(before)-1].ID
	}
	if s.Content, err = contentOf(forms); err != nil {
		return Snapshot{}, err
	}
	s.ID, err = identity(s)
	return s, err
}

// identity is the hash over all that a snapshot stands for.
func identity(s Snapshot) (string, error) {
	s.ID, s.Facts, s.Added, s.Changed, s.Said, s.Gone = "", 0, 0, 0, 0, ""
	form, err := encode(s)
	if err != nil {
		return "", fmt.Errorf("store: encode snapshot: %w", err)
	}
	sum := sha256.Sum256(form)
	return hex.EncodeToString(sum[:]), nil
}

// Issuers lists the issuers that have snapshots.
func (db *DB) Issuers() ([]string, error) {
	all, err := db.Snapshots("")
	var out []string
	for _, s := range all {
		if !slices.Contains(out, s.Issuer) {
			out = append(out, s.Issuer)
		}
	}
	return out, err
}

// Resolve finds the snapshot that a name means: latest, latest~1 and so on, a
// version, the beginning of an id, a results event (2025Q3), or a date, which
// is the last snapshot known to the end of that day in zone.
func (db *DB) Resolve(issuer, name string, zone *time.Location) (Snapshot, error) {
	all, err := db.Snapshots(issuer)
	if err != nil {
		return Snapshot{}, err
	}
	if len(all) == 0 {
		return Snapshot{}, fmt.Errorf("%w: no snapshots", ErrNotFound)
	}
	if back, ok := strings.CutPrefix(name, "latest"); ok {
		n, err := strconv.Atoi(strings.TrimPrefix(back, "~"))
		if back == "" {
			n, err = 0, nil
		}
		if err != nil || n < 0 || n >= len(all) {
			return Snapshot{}, fmt.Errorf("%w: snapshot %s of %d", ErrNotFound, name, len(all))
		}
		return all[len(all)-1-n], nil
	}
	if day, err := time.ParseInLocation(time.DateOnly, name, zone); err == nil {
		return knownTo(all, name, day.AddDate(0, 0, 1))
	}
	if v, err := strconv.Atoi(name); err == nil && v >= 1 && v <= len(all) && all[v-1].Version == v {
		return all[v-1], nil
	}
	if p, err := fiscal.Parse(name); err == nil {
		for _, s := range slices.Backward(all) {
			if s.Event == p {
				return s, nil
			}
		}
	}
	return abbreviated(all, name)
}

func knownTo(all []Snapshot, name string, before time.Time) (Snapshot, error) {
	var best Snapshot
	for _, s := range all {
		if s.KnownAt.Before(before) && !s.KnownAt.Before(best.KnownAt) {
			best = s
		}
	}
	if best.ID == "" {
		return best, fmt.Errorf("%w: nothing was known on %s", ErrNotFound, name)
	}
	return best, nil
}

func abbreviated(all []Snapshot, name string) (Snapshot, error) {
	var found []Snapshot
	for _, s := range all {
		if strings.HasPrefix(s.ID, name) {
			found = append(found, s)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return Snapshot{}, fmt.Errorf("%w: snapshot %s", ErrNotFound, name)
	}
	return Snapshot{}, errors.Join(fmt.Errorf("%w: snapshot %s", ErrAmbiguous, name))
}

// Read gives what the documents of a snapshot say, and nothing of its parents.
func (db *DB) Read(id string) (facts []extract.Fact, err error) {
	err = db.view(func(tx *bolt.Tx) error {
		var s Snapshot
		if err := get(tx.Bucket(snapshotBucket), "snapshot", []byte(id), &s); err != nil {
			return err
		}
		if err := there(s); err != nil {
			return err
		}
		facts, err = newArchive(tx).facts(s)
		return err
	})
	return facts, err
}
