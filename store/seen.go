package store

import (
	"encoding/binary"
	"slices"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"
)

// Seen is what is remembered of an address or a filing.
type Seen struct {
	URL, ETag, LastModified, Hash string
	Note                          string // why a source failed
	Body                          []byte `cbor:",omitempty"` // what it said, where that is needed again: robots.txt
	First, Last                   time.Time
}

// PutSeen remembers something under a key.
func (db *DB) PutSeen(key string, s Seen) error {
	return db.update(func(tx *bolt.Tx) error { return put(tx.Bucket(seenBucket), []byte(key), s) })
}

// SeenAll gives what is remembered under keys that begin with prefix.
func (db *DB) SeenAll(prefix string) (map[string]Seen, error) {
	out := map[string]Seen{}
	err := db.view(func(tx *bolt.Tx) error {
		c := tx.Bucket(seenBucket).Cursor()
		for k, v := c.Seek([]byte(prefix)); k != nil && strings.HasPrefix(string(k), prefix); k, v = c.Next() {
			var s Seen
			if err := unseal(v, "seen", k, &s); err != nil {
				return err
			}
			out[string(k)] = s
		}
		return nil
	})
	return out, err
}

// Run is the record of one refresh.
type Run struct {
	Started, Ended                time.Time
	Issuers                       []string
	Documents, Snapshots, Skipped int
	Errors                        []string
}

// PutRun records a refresh.
func (db *DB) PutRun(r Run) error {
	return db.update(func(tx *bolt.Tx) error {
		b := tx.Bucket(runBucket)
		n, err := b.NextSequence()
		if err != nil {
			return err
		}
		return put(b, binary.BigEndian.AppendUint64(nil, n), r)
	})
}

// Runs lists the records of refreshes, oldest first.
func (db *DB) Runs() (out []Run, err error) {
	err = db.view(func(tx *bolt.Tx) error {
		return tx.Bucket(runBucket).ForEach(func(k, v []byte) error {
			var r Run
			out = append(out, r)
			return unseal(v, "run", k, &out[len(out)-1])
		})
	})
	return out, err
}

// Bounds of the quarantine: above them the oldest go.
const (
	maxQuarantined      = 200
	maxQuarantinedBytes = 16 << 20
)

// Quarantined is what was fetched and is not what it claims to be.
type Quarantined struct {
	Issuer, URL, Reason string
	At                  time.Time
	Bytes               []byte // the beginning, where it is long
}

// ID names what is in quarantine by its address and its bytes.
func (q Quarantined) ID() string { return sha256Hex([]byte(q.URL + "\n" + string(q.Bytes))) }

// PutQuarantined keeps bytes apart from the documents. The same bytes from the
// same address are there once, with the last time; above the bounds the oldest
// go.
func (db *DB) PutQuarantined(q Quarantined) error {
	return db.update(func(tx *bolt.Tx) error {
		b := tx.Bucket(quarantineBucket)
		if err := put(b, quarantineKey(q), q); err != nil {
			return err
		}
		held, err := quarantined(b)
		if err != nil {
			return err
		}
		for _, old := range tooMuch(held) {
			if err := b.Delete(quarantineKey(old)); err != nil {
				return err
			}
		}
		return nil
	})
}

// tooMuch is what is above the bounds: the oldest of held.
func tooMuch(held []Quarantined) []Quarantined {
	slices.SortStableFunc(held, func(a, b Quarantined) int { return b.At.Compare(a.At) })
	size := 0
	for i, q := range held {
		if size += len(q.Bytes); i >= maxQuarantined || size > maxQuarantinedBytes {
			return held[i:]
		}
	}
	return nil
}

func quarantineKey(q Quarantined) []byte { return []byte(q.ID()) }

// QuarantinedAll lists what is kept apart, oldest first.
func (db *DB) QuarantinedAll() (out []Quarantined, err error) {
	err = db.view(func(tx *bolt.Tx) (err error) {
		out, err = quarantined(tx.Bucket(quarantineBucket))
		return err
	})
	slices.SortStableFunc(out, func(a, b Quarantined) int { return a.At.Compare(b.At) })
	return out, err
}

func quarantined(b *bolt.Bucket) (out []Quarantined, err error) {
	err = b.ForEach(func(k, v []byte) error {
		out = append(out, Quarantined{})
		return unseal(v, "quarantine", k, &out[len(out)-1])
	})
	return out, err
}
