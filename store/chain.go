package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"

	bolt "go.etcd.io/bbolt"
)

func orderKey(issuer string, version int) []byte {
	return binary.BigEndian.AppendUint64(append([]byte(issuer), 0), uint64(version))
}

// headKey is where the id of an issuer's last snapshot stands a second time:
// on another page than the order, so that one damaged page cannot make
// snapshots vanish unseen.
func headKey(issuer string) []byte { return []byte(headPrefix + issuer) }

const headPrefix = "head\x00"

// Snapshots lists an issuer's snapshots, oldest version first; those of all
// issuers, one after another, where issuer is empty.
func (db *DB) Snapshots(issuer string) (out []Snapshot, err error) {
	err = db.view(func(tx *bolt.Tx) error {
		out, err = snapshots(tx, issuer)
		return err
	})
	return out, err
}

// snapshots lists chains and verifies that none has lost a link.
func snapshots(tx *bolt.Tx, issuer string) ([]Snapshot, error) {
	heads, err := heads(tx, issuer)
	if err != nil {
		return nil, err
	}
	prefix := ""
	if issuer != "" {
		prefix = issuer + "\x00"
	}
	var out []Snapshot
	last := map[string]Snapshot{}
	c := tx.Bucket(orderBucket).Cursor()
	for k, v := c.Seek([]byte(prefix)); k != nil && strings.HasPrefix(string(k), prefix); k, v = c.Next() {
		s, err := link(tx, k, v)
		if err != nil {
			return out, err
		}
		if p := last[s.Issuer]; s.Version != p.Version+1 || s.Parent != p.ID && s.Gone != Lost {
			return out, damaged("order", k, "the snapshot before it is missing")
		}
		last[s.Issuer] = s
		out = append(out, s)
	}
	for issuer, id := range heads {
		if last[issuer].ID != id {
			return out, damaged("order", []byte(issuer), "the last snapshot is missing")
		}
	}
	if len(last) > len(heads) {
		return out, damaged("meta", []byte("head"), "the head of an issuer is missing")
	}
	return out, nil
}

// link reads the snapshot that an entry of the order names.
func link(tx *bolt.Tx, key, sealed []byte) (s Snapshot, err error) {
	var id string
	if err := unseal(sealed, "order", key, &id); err != nil {
		return s, err
	}
	if err := get(tx.Bucket(snapshotBucket), "snapshot", []byte(id), &s); err != nil {
		return s, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if s.ID != id || !bytes.Equal(key, orderKey(s.Issuer, s.Version)) {
		return s, damaged("order", key, "it names another snapshot")
	}
	return s, nil
}

// heads gives the id of the last snapshot of an issuer, or of each.
func heads(tx *bolt.Tx, issuer string) (map[string]string, error) {
	out := map[string]string{}
	c := tx.Bucket(metaBucket).Cursor()
	for k, v := c.Seek([]byte(headPrefix)); k != nil && bytes.HasPrefix(k, []byte(headPrefix)); k, v = c.Next() {
		name := string(k[len(headPrefix):])
		if issuer != "" && name != issuer {
			continue
		}
		var id string
		if err := unseal(v, "meta", k, &id); err != nil {
			return nil, err
		}
		out[name] = id
	}
	return out, nil
}
