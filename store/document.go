package store

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"

	"tickmark/extract/fiscal"
)

// Document is one document as it was served.
type Document struct {
	ID       string // SHA-256 of Bytes, in hexadecimal
	URL      string
	Media    string // as served
	Title    string
	Form     string // 6-K, 6-K/A; empty where the source has none
	Language string
	Issuer   string
	Source   string        // kind of the source that served it first: edgar; empty for one only read by hand
	Event    fiscal.Period // the period that it reports on; unknown until it was read
	KnownAt  time.Time     // when it was published
	KnownBy  string        // "published", or "first fetched" where nobody says when it was
	Fetched  time.Time
	Flag     string        // "demonstration" for bundled texts
	Given    fiscal.Period `cbor:",omitzero"`  // by hand: the period that it is read for
	Forced   bool          `cbor:",omitempty"` // by hand: it is read whatever it seems to be
	Lost     bool          // its bytes were lost to damage
	Bytes    []byte        `cbor:"-"`
}

// AddDocument keeps a document. One that is there already stays as it is, but
// for what was not known of it: its event, title, time of publication, and what
// was given for it by hand.
func (db *DB) AddDocument(d Document) (added bool, err error) {
	err = db.update(func(tx *bolt.Tx) error {
		added, err = addDocument(tx, d)
		return err
	})
	return added, err
}

func addDocument(tx *bolt.Tx, d Document) (added bool, err error) {
	sum := sha256.Sum256(d.Bytes)
	if id := hex.EncodeToString(sum[:]); d.ID != id {
		return false, fmt.Errorf("store: document %.12s: its bytes are %.12s", d.ID, id)
	}
	var before Document
	b := tx.Bucket(documentBucket)
	if b.Get([]byte(d.ID)) != nil {
		if err := get(b, "document", []byte(d.ID), &before); err != nil {
			return false, err
		}
		if !before.Lost {
			return false, put(b, []byte(d.ID), completed(before, d))
		}
		data := d.Bytes
		d = completed(before, d)
		d.Lost, d.Bytes = false, data
	}
	if err := put(tx.Bucket(bytesBucket), []byte(d.ID), d.Bytes); err != nil {
		return false, err
	}
	return true, put(b, []byte(d.ID), d)
}

// completed is d with what a later look at it found.
func completed(d, later Document) Document {
	if later.Event.Known() {
		d.Event = later.Event
	}
	if d.Title == "" || later.Event.Known() && later.Title != "" {
		d.Title = later.Title
	}
	if d.URL == "" {
		d.URL = later.URL
	}
	if d.Source == "" {
		d.Source = later.Source
	}
	if d.KnownBy != "published" && later.KnownBy == "published" {
		d.KnownAt, d.KnownBy = later.KnownAt, later.KnownBy
	}
	if later.Given.Known() {
		d.Given = later.Given
	}
	d.Forced = d.Forced || later.Forced
	return d
}

// Document gives a document with its bytes, which are nil where Lost, by its id or the beginning of it.
func (db *DB) Document(id string) (Document, error) {
	var d Document
	err := db.view(func(tx *bolt.Tx) error {
		key, err := complete(tx.Bucket(documentBucket), "document", id)
		if err != nil {
			return err
		}
		if err := get(tx.Bucket(documentBucket), "document", key, &d); err != nil {
			return err
		}
		if d.Lost {
			return nil
		}
		return get(tx.Bucket(bytesBucket), "bytes", key, &d.Bytes)
	})
	return d, err
}

// complete finds the one key that begins with prefix.
func complete(b *bolt.Bucket, what, prefix string) ([]byte, error) {
	if prefix == "" {
		return nil, fmt.Errorf("%w: no %s named", ErrNotFound, what)
	}
	c := b.Cursor()
	key, _ := c.Seek([]byte(prefix))
	if key == nil || !strings.HasPrefix(string(key), prefix) {
		return nil, fmt.Errorf("%w: %s %s", ErrNotFound, what, prefix)
	}
	if next, _ := c.Next(); next != nil && strings.HasPrefix(string(next), prefix) && string(key) != prefix {
		return nil, fmt.Errorf("%w: %s %s", ErrAmbiguous, what, prefix)
	}
	return append([]byte(nil), key...), nil
}

// Documents lists an issuer's documents without their bytes, by id; all where
// issuer is empty.
func (db *DB) Documents(issuer string) ([]Document, error) {
	var out []Document
	err := db.view(func(tx *bolt.Tx) error {
		return tx.Bucket(documentBucket).ForEach(func(k, v []byte) error {
			var d Document
			if err := unseal(v, "document", k, &d); err != nil {
				return err
			}
			if issuer == "" || d.Issuer == issuer {
				out = append(out, d)
			}
			return nil
		})
	})
	return out, err
}
