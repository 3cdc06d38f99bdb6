package store

import (
	"bytes"
	"crypto/sha256"
	"fmt"

	"github.com/fxamacker/cbor/v2"
	bolt "go.etcd.io/bbolt"

	"tickmark/extract"
)

// Formats. 1: every snapshot holds all its facts, seals leave out the key.
// 2: chunks, lists, directories and the index; the key is in the seal.
// 3: facts may hold evidence and checks; those of older snapshots stay as they
// are, with the texts of their checks.

// migrate brings an older file to today's format, in one commit: whole or not
// at all. Every value is verified on the way. The file as it was is kept
// beside it.
func (db *DB) migrate(from int) error {
	if from != 1 && from != 2 {
		return fmt.Errorf("%w: there is no format %d", ErrDamaged, from)
	}
	if err := db.Backup(fmt.Sprintf("%s.format%d", db.path, from)); err != nil {
		return fmt.Errorf("before it is brought to format %d: %w", format, err)
	}
	if from == 1 {
		return db.update(fromFormat1)
	}
	return db.update(func(tx *bolt.Tx) error { return put(tx.Bucket(metaBucket), formatKey, format) })
}

func fromFormat1(tx *bolt.Tx) error {
	for _, name := range buckets {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	said := map[string][]cbor.RawMessage{}
	err := tx.Bucket(factsBucket).ForEach(func(k, v []byte) error {
		var facts []cbor.RawMessage
		plain, err := unsealed1("facts", k, v)
		if err == nil {
			err = decoding.Unmarshal(plain, &facts)
		}
		said[string(k)] = facts
		return err
	})
	if err != nil {
		return err
	}
	for _, name := range buckets {
		if err := resealed(tx.Bucket(name), string(name)); err != nil {
			return err
		}
	}
	if err := tx.DeleteBucket(factsBucket); err != nil {
		return err
	}
	if _, err := tx.CreateBucket(factsBucket); err != nil {
		return err
	}
	if err := retold(tx, said); err != nil {
		return err
	}
	return put(tx.Bucket(metaBucket), formatKey, format)
}

// unsealed1 is the form of a value of format 1.
func unsealed1(bucket string, key, sealed []byte) ([]byte, error) {
	if len(sealed) < sha256.Size {
		return nil, damaged(bucket, key, "too short")
	}
	plain, err := unpacker.DecodeAll(sealed[sha256.Size:], nil)
	if err != nil {
		return nil, damaged(bucket, key, err.Error())
	}
	if sum := sha256.Sum256(plain); !bytes.Equal(sum[:], sealed[:sha256.Size]) {
		return nil, damaged(bucket, key, "its content is not what was written")
	}
	return plain, nil
}

// resealed puts the key into the seal of each value of a bucket.
func resealed(b *bolt.Bucket, name string) error {
	forms := map[string]cbor.RawMessage{}
	err := b.ForEach(func(k, v []byte) error {
		plain, err := unsealed1(name, k, v)
		forms[string(k)] = plain
		return err
	})
	for k, form := range forms {
		if err == nil {
			err = put(b, []byte(k), form)
		}
	}
	return err
}

// retold writes what snapshots say into chunks and the index. Their seals are
// over what they say, and stay what they were.
func retold(tx *bolt.Tx, said map[string][]cbor.RawMessage) error {
	all, err := snapshots(tx, "")
	if err != nil {
		return err
	}
	var before []Snapshot
	for _, s := range all {
		if len(before) > 0 && before[0].Issuer != s.Issuer {
			before = nil
		}
		facts, err := factsOf(said[s.ID])
		if err != nil {
			return err
		}
		e, err := newEditor(tx, s.Issuer, before)
		if err != nil {
			return err
		}
		if err := e.add(&s, facts, said[s.ID]); err != nil {
			return err
		}
		if err := put(tx.Bucket(snapshotBucket), []byte(s.ID), s); err != nil {
			return err
		}
		before = append(before, s)
	}
	return nil
}

func factsOf(forms []cbor.RawMessage) ([]extract.Fact, error) {
	out := make([]extract.Fact, len(forms))
	for i, form := range forms {
		var err error
		if out[i], err = decodeFact(form); err != nil {
			return nil, err
		}
	}
	return out, nil
}
