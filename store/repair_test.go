package store

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"tickmark/extract"
)

// written is a database of some documents and snapshots, and its bytes.
func written(t *testing.T) (path string, data []byte) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "a.db")
	db, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for n := range 6 {
		release(t, db, n+1, int64(100+n), int64(99+n))
	}
	history{2, 150, 0.3, 9, false}.write(t, db, 8)
	if err := db.PutSeen("kc/one", Seen{URL: "one"}); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if data, err = os.ReadFile(path); err != nil {
		t.Fatal(err)
	}
	return path, data
}

// TestRepairSound: of a sound file everything is saved.
func TestRepairSound(t *testing.T) {
	path, _ := written(t)
	to := filepath.Join(t.TempDir(), "saved.db")
	lost, err := Repair(path, to)
	if err != nil || len(lost) > 0 {
		t.Fatal(lost, err)
	}
	if a, b := contents(t, path), contents(t, to); a != b {
		t.Errorf("saved %s\nwas %s", b, a)
	}
	if _, err := Repair(path, to); err == nil {
		t.Error("an existing file was written over")
	}
}

// opened opens a store that is checked when it is closed.
func opened(t *testing.T, path string) (*DB, func()) {
	t.Helper()
	db, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return db, func() {
		problems, err := db.Check()
		if err := errors.Join(err, db.Close()); err != nil || len(problems) > 0 {
			t.Fatal(problems, err)
		}
	}
}

// contents is all that a database says.
func contents(t *testing.T, path string) string {
	t.Helper()
	db, closed := opened(t, path)
	defer closed()
	all, err := db.Snapshots("")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, s := range all {
		facts, err := db.Read(s.ID)
		if err != nil && s.Gone == "" {
			t.Fatal(err)
		}
		fmt.Fprintln(&b, s.ID, s.Version, s.Facts, s.Added, s.Changed, len(facts), s.Gone)
	}
	seen, err := db.SeenAll("")
	fmt.Fprintln(&b, len(seen), err)
	return b.String() + summary(t, db)
}

// TestRepair damages files at random: what comes out checks clean, holds no
// fact that was not written, and says what is lost.
func TestRepair(t *testing.T) {
	path, data := written(t)
	wrote := figures(t, path)
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 6))
	rounds, saved := 30, 0
	if soak() {
		rounds = 500
	}
	for i := range rounds {
		damaged := bytes.Clone(data)
		for range 1 + r.IntN(4) {
			switch r.IntN(3) {
			case 0:
				damaged[r.IntN(len(damaged))] ^= 1 << r.IntN(8)
			case 1: // a lost page
				at := r.IntN(len(damaged)/os.Getpagesize()) * os.Getpagesize()
				clear(damaged[at:min(at+os.Getpagesize(), len(damaged))])
			case 2:
				damaged = damaged[:len(damaged)-r.IntN(len(damaged)/8)]
			}
		}
		name := filepath.Join(t.TempDir(), fmt.Sprint(i))
		if err := os.WriteFile(name, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		lost, err := Repair(name, name+".saved")
		if err != nil {
			t.Fatalf("seed %d, round %d: %v, lost %v", seed, i, err, lost)
		}
		got := figures(t, name+".saved")
		for k := range got {
			if !wrote[k] {
				t.Fatalf("seed %d, round %d: %s was never written", seed, i, k)
			}
		}
		if len(got) < len(wrote) && len(lost) == 0 {
			t.Fatalf("seed %d, round %d: %d of %d figures, and nothing is said to be lost", seed, i, len(got), len(wrote))
		}
		if len(got) == len(wrote) {
			saved++
		}
	}
	t.Logf("all figures saved in %d of %d rounds", saved, rounds)
}

// figures are the facts that the snapshots of a database say.
func figures(t *testing.T, path string) map[string]bool {
	t.Helper()
	db, closed := opened(t, path)
	defer closed()
	all, err := db.Snapshots("")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for _, s := range all {
		facts, err := db.Read(s.ID)
		if err != nil && s.Gone == "" {
			t.Fatal(err)
		}
		for _, f := range facts {
			out[fmt.Sprint(s.Issuer, s.Event, f)] = true
		}
	}
	return out
}

// TestRefetched: a document whose bytes were lost takes them again.
func TestRefetched(t *testing.T) {
	path, _ := written(t)
	d := document("release 1: 100 99")
	raw, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = raw.Update(func(tx *bolt.Tx) error { return tx.Bucket(bytesBucket).Delete([]byte(d.ID)) })
	if err := errors.Join(err, raw.Close()); err != nil {
		t.Fatal(err)
	}
	to := path + ".saved"
	lost, err := Repair(path, to)
	if err != nil || len(lost) != 1 {
		t.Fatal(lost, err)
	}
	db := open(t, to)
	if got, err := db.Document(d.ID); err != nil || !got.Lost || got.Bytes != nil {
		t.Fatal(got, err)
	}
	if added, err := db.AddDocument(d); err != nil || !added {
		t.Fatal(added, err)
	}
	if got, err := db.Document(d.ID); err != nil || got.Lost || !bytes.Equal(got.Bytes, d.Bytes) {
		t.Fatal(got, err)
	}
}

// TestMigrate writes a file as format 1 was, and opens it.
func TestMigrate(t *testing.T) {
	path, _ := written(t)
	want := contents(t, path)
	old(t, path)
	if _, err := Open(path, Options{ReadOnly: true}); !errors.Is(err, ErrOlder) {
		t.Fatal(err)
	}
	if got := contents(t, path); got != want {
		t.Errorf("brought up to date: %s\nwas %s", got, want)
	}
	kept, err := Open(path+".format1", Options{ReadOnly: true, older: true})
	if err != nil || kept.format != 1 {
		t.Fatal("the file as it was: ", err)
	}
	if err := kept.Close(); err != nil {
		t.Fatal(err)
	}
}

// old makes a database into one of format 1.
func old(t *testing.T, path string) {
	t.Helper()
	facts := map[string][]extract.Fact{}
	db, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	all, err := db.Snapshots("")
	for _, s := range all {
		if err == nil {
			facts[s.ID], err = db.Read(s.ID)
		}
	}
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	raw, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = raw.Update(func(tx *bolt.Tx) error { return toFormat1(tx, facts) })
	if err := errors.Join(err, raw.Close()); err != nil {
		t.Fatal(err)
	}
}

func toFormat1(tx *bolt.Tx, facts map[string][]extract.Fact) error {
	for _, name := range [][]byte{chunkBucket, directoryBucket, indexBucket, factsBucket} {
		if err := tx.DeleteBucket(name); err != nil {
			return err
		}
	}
	b, err := tx.CreateBucket(factsBucket)
	if err != nil {
		return err
	}
	for id, f := range facts {
		if err := put(b, []byte(id), f); err != nil {
			return err
		}
	}
	if err := put(tx.Bucket(metaBucket), formatKey, 1); err != nil {
		return err
	}
	return tx.ForEach(func(_ []byte, b *bolt.Bucket) error { return seal1(b) })
}

func seal1(b *bolt.Bucket) error {
	values := map[string][]byte{}
	err := b.ForEach(func(k, v []byte) error {
		plain, err := unpacker.DecodeAll(v[32:], nil)
		values[string(k)] = plain
		return err
	})
	for k, plain := range values {
		sum := sha256.Sum256(plain)
		if err == nil {
			err = b.Put([]byte(k), packer.EncodeAll(plain, sum[:]))
		}
	}
	return err
}
