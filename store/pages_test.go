package store

import (
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestPages damages the structure of the file in ways that make bbolt go round
// in circles or leave the map: the file is refused with a reason.
func TestPages(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	db, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	release(t, db, 1, 100, 99)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	sound, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	m, err := newest(strings.NewReader(string(sound)))
	if err != nil {
		t.Fatal(err)
	}
	size := int(m.pageSize)
	// The trees of buckets and their keys, for damage to single bytes, are
	// TestFlips's.
	root, free := int(m.root)*size, int(m.freelist)*size
	e := binary.NativeEndian
	for _, c := range []struct {
		name, want string
		damage     func(b []byte)
	}{
		{"a page with another's number", "says that it is page", func(b []byte) { e.PutUint64(b[root:], 9999) }},
		{"more entries than a page holds", "", func(b []byte) { e.PutUint16(b[root+10:], 60000) }},
		{"no kind of page", "neither branch nor leaf", func(b []byte) { e.PutUint16(b[root+8:], 0x40) }},
		{"a branch to itself", "two owners", func(b []byte) {
			e.PutUint16(b[root+8:], branchPage)
			e.PutUint16(b[root+10:], 1)
			e.PutUint64(b[root+pageHeader+8:], m.root)
		}},
		{"overflow past the end", "lies outside the file", func(b []byte) { e.PutUint32(b[root+12:], 1<<30) }},
		{"an endless freelist", "longer than its pages", func(b []byte) { e.PutUint16(b[free+10:], 60000) }},
		{"a used page among the free", "two owners", func(b []byte) { e.PutUint64(b[free+pageHeader:], m.root) }},
		{"a meta page that is no meta page", "not that of a meta page", func(b []byte) { b[size+8] ^= 1 }},
		{"both meta pages", "", func(b []byte) { b[pageHeader+20]++; b[size+pageHeader+20]++ }},
	} {
		data := []byte(string(sound))
		c.damage(data)
		name := filepath.Join(dir, "b.db")
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Open(name, Options{ReadOnly: true})
		if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestOneMeta: the file survives the loss of either meta page whole.
func TestOneMeta(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	db, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	release(t, db, 1, 100, 99)
	release(t, db, 2, 101, 100)
	want := summary(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	sound, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at := pageHeader; at < len(sound); at += os.Getpagesize() {
		if at > os.Getpagesize()*2 {
			break
		}
		data := []byte(string(sound))
		data[at+48] ^= 1
		name := filepath.Join(dir, "b.db")
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		db, err := Open(name, Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		facts, err := db.Facts("kc", time.Time{})
		if got := summary(t, db); err != nil || len(facts) == 0 || got != want {
			t.Errorf("meta at %d: %s, %v", at, got, err)
		}
		_ = db.Close()
	}
}
