package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"github.com/fxamacker/cbor/v2"
	bolt "go.etcd.io/bbolt"
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
	found, err := checkPages(db.path, false)
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

// chains is a walk over all snapshots.
type chains struct {
	tx       *bolt.Tx
	out      []Problem
	issuer   string
	subjects *directory
	lists    [][]posting
	archive  *archive
}

func (c *chains) wrong(where, format string, args ...any) {
	c.out = append(c.out, Problem{where, fmt.Sprintf(format, args...)})
}

// checkChains verifies what snapshots and documents say of each other.
func checkChains(tx *bolt.Tx) []Problem {
	c := &chains{tx: tx}
	_ = tx.Bucket(documentBucket).ForEach(func(k, v []byte) error {
		var d Document
		if err := unseal(v, "document", k, &d); err == nil && !d.Lost {
			c.document(k)
		}
		return nil
	})
	all, err := snapshots(tx, "")
	if err != nil {
		c.wrong("order", "%s", reason(err))
	}
	parent, issuer, version := "", "", 0
	for _, s := range all {
		if s.Issuer != issuer {
			parent, issuer, version = "", s.Issuer, 0
		}
		version++
		where := "snapshot " + s.ID
		if id, err := identity(s); (err != nil || id != s.ID) && s.Gone != Lost {
			c.wrong(where, "its seal is broken")
		}
		if s.Parent != parent && s.Gone != Lost || s.Version != version {
			c.wrong(where, "its parent is %.12s, the version before is %.12s", s.Parent, parent)
		}
		parent = s.ID
		if s.Gone == "" {
			c.checkFacts(s)
		}
	}
	return c.out
}

// document verifies that a document's bytes are those of its name.
func (c *chains) document(k []byte) {
	var data []byte
	if err := get(c.tx.Bucket(bytesBucket), "bytes", k, &data); err != nil {
		c.wrong("document "+string(k), "its bytes: %s", reason(err))
	} else if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != string(k) {
		c.wrong("document "+string(k), "its bytes are other ones")
	}
}

// checkFacts verifies what a snapshot says, and that the index finds each of
// its facts.
func (c *chains) checkFacts(s Snapshot) {
	where := "snapshot " + s.ID
	if c.issuer != s.Issuer {
		c.begin(s.Issuer)
	}
	if err := c.said(s); err != nil {
		c.wrong(where, "its facts: %s", reason(err))
	}
	for _, d := range s.Documents {
		if c.tx.Bucket(documentBucket).Get([]byte(d)) == nil {
			c.wrong(where, "its document %.12s is missing", d)
		}
	}
}

// begin reads the index of an issuer.
func (c *chains) begin(issuer string) {
	c.issuer, c.lists, c.archive = issuer, nil, newArchive(c.tx)
	var err error
	if c.subjects, err = readDirectory(c.tx, issuer, true); err != nil {
		c.wrong("directories "+issuer, "%s", reason(err))
		return
	}
	for i, subject := range c.subjects.Subjects {
		list, err := postings(c.tx, issuer, i)
		if err != nil {
			c.wrong("index "+issuer, "%s: %s", subject.Name, reason(err))
		}
		c.lists = append(c.lists, list)
	}
}

// said holds what a snapshot says against its seal and against the index.
func (c *chains) said(s Snapshot) error {
	forms, facts, err := c.archive.forms(s)
	if err != nil {
		return err
	}
	refs, err := c.archive.refs(s)
	if err != nil {
		return err
	}
	if content, err := contentOf(forms); err != nil || content != s.Content {
		return errors.New("they are other ones")
	}
	if c.subjects == nil {
		return nil // said already
	}
	want := spread(c.subjects, facts, refs)
	for i, list := range c.lists {
		if !slices.Equal(saidIn(list, s.Version), want[i]) {
			return fmt.Errorf("the index says something else of %s", c.subjects.Subjects[i].Name)
		}
	}
	return nil
}
