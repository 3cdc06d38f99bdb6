package store

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/fxamacker/cbor/v2"
	bolt "go.etcd.io/bbolt"

	"tickmark/extract"
)

// Problem is one thing that Check found wrong.
type Problem struct {
	Where string // bucket and key
	What  string
}

// Check reads the whole file: its pages, every value against its hash, every
// document against its name, and each snapshot's seal, facts, documents and
// parent. It lists all that is wrong, and fails only where the file cannot be
// read at all.
func (db *DB) Check() ([]Problem, error) {
	found, err := checkPages(db.path)
	if err != nil {
		return nil, err
	}
	var out []Problem
	for _, f := range found {
		out = append(out, Problem{"pages", f})
	}
	if len(out) > 0 {
		return out, nil // bbolt's own check runs where no panic of it can be caught
	}
	err = db.view(func(tx *bolt.Tx) error {
		for err := range tx.Check() {
			out = append(out, Problem{"pages", err.Error()})
		}
		return nil
	})
	if err != nil {
		return append(out, Problem{"pages", err.Error()}), nil
	}
	for _, name := range buckets {
		err := db.view(func(tx *bolt.Tx) error {
			out = append(out, checkBucket(tx, name)...)
			return nil
		})
		if err != nil {
			out = append(out, Problem{string(name), err.Error()})
		}
	}
	err = db.view(func(tx *bolt.Tx) error {
		out = append(out, checkChains(tx)...)
		return nil
	})
	if err != nil {
		out = append(out, Problem{"snapshots", err.Error()})
	}
	return out, nil
}

// checkBucket verifies every value of a bucket.
func checkBucket(tx *bolt.Tx, name []byte) (out []Problem) {
	b := tx.Bucket(name)
	if b == nil {
		return []Problem{{string(name), "the bucket is missing"}}
	}
	_ = b.ForEach(func(k, v []byte) error {
		var raw cbor.RawMessage
		if err := unseal(v, string(name), k, &raw); err != nil {
			out = append(out, Problem{fmt.Sprintf("%s %s", name, printable(k)), reason(err)})
		}
		return nil
	})
	return out
}

// checkChains verifies what snapshots and documents say of each other.
func checkChains(tx *bolt.Tx) (out []Problem) {
	wrong := func(where, format string, args ...any) {
		out = append(out, Problem{where, fmt.Sprintf(format, args...)})
	}
	_ = tx.Bucket(documentBucket).ForEach(func(k, _ []byte) error {
		var data []byte
		if err := get(tx.Bucket(bytesBucket), "bytes", k, &data); err != nil {
			wrong("document "+string(k), "its bytes: %s", reason(err))
		} else if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != string(k) {
			wrong("document "+string(k), "its bytes are other ones")
		}
		return nil
	})
	all, err := snapshots(tx, "")
	if err != nil {
		wrong("order", "%s", reason(err))
	}
	parent, issuer, version := "", "", 0
	for _, s := range all {
		if s.Issuer != issuer {
			parent, issuer, version = "", s.Issuer, 0
		}
		version++
		where := "snapshot " + s.ID
		if id, err := identity(s); err != nil || id != s.ID {
			wrong(where, "its seal is broken")
		}
		if s.Parent != parent || s.Version != version {
			wrong(where, "its parent is %.12s, the version before is %.12s", s.Parent, parent)
		}
		parent = s.ID
		checkFacts(tx, s, wrong)
	}
	return out
}

func checkFacts(tx *bolt.Tx, s Snapshot, wrong func(where, format string, args ...any)) {
	var facts []extract.Fact
	if err := get(tx.Bucket(factsBucket), "facts", []byte(s.ID), &facts); err != nil {
		wrong("snapshot "+s.ID, "its facts: %s", reason(err))
	} else if form, err := encode(facts); err != nil || sha256Hex(form) != s.Content {
		wrong("snapshot "+s.ID, "its facts are other ones")
	}
	for _, d := range s.Documents {
		if tx.Bucket(documentBucket).Get([]byte(d)) == nil {
			wrong("snapshot "+s.ID, "its document %.12s is missing", d)
		}
	}
}

func sha256Hex(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
