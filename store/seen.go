package store

import (
	"encoding/binary"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"
)

// Seen is what is remembered of an address or a filing.
type Seen struct {
	URL, ETag, LastModified, Hash string
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

// Quarantined is what was fetched and is not what it claims to be.
type Quarantined struct {
	URL, Reason string
	At          time.Time
	Bytes       []byte
}

// PutQuarantined keeps bytes apart from the documents.
func (db *DB) PutQuarantined(q Quarantined) error {
	return db.update(func(tx *bolt.Tx) error { return put(tx.Bucket(quarantineBucket), quarantineKey(q), q) })
}

func quarantineKey(q Quarantined) []byte { return []byte(sha256Hex(q.Bytes)) }

// QuarantinedAll lists what is kept apart.
func (db *DB) QuarantinedAll() (out []Quarantined, err error) {
	err = db.view(func(tx *bolt.Tx) error {
		return tx.Bucket(quarantineBucket).ForEach(func(k, v []byte) error {
			out = append(out, Quarantined{})
			return unseal(v, "quarantine", k, &out[len(out)-1])
		})
	})
	return out, err
}
