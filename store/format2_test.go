package store

import (
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tickmark/extract"
)

// keptFormat2 unpacks a database that the program wrote before format 3: two releases
// of Kingsoft Cloud, read by rules 13.
func keptFormat2(t *testing.T) string {
	t.Helper()
	f, err := os.Open("testdata/format2.db.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "kept.db")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestFormat2 reads a database of format 2 as it is, and then brings it to
// today's format: it says the same before and after.
func TestFormat2(t *testing.T) {
	path := keptFormat2(t)
	as, err := Open(path, Options{ReadOnly: true})
	if err != nil || as.format != 2 {
		t.Fatal("read as it is: ", err)
	}
	before := recorded(t, as)
	if err := as.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + ".format2"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("reading brought it up to date: %v", err)
	}
	now := open(t, path)
	if now.format != format {
		t.Errorf("format %d", now.format)
	}
	after := recorded(t, now)
	if changes := Diff(before, after); len(changes) != 0 {
		t.Errorf("%d figures differ, the first %+v", len(changes), changes[0])
	}
	beside, err := Open(path+".format2", Options{ReadOnly: true})
	if err != nil || beside.format != 2 {
		t.Fatal("the file as it was: ", err)
	}
	if err := beside.Close(); err != nil {
		t.Fatal(err)
	}
}

// recorded are the figures of the kept database, whose checks are texts.
func recorded(t *testing.T, db *DB) []Held {
	t.Helper()
	held, err := db.Facts("kc", time.Time{})
	if err != nil || len(held) < 50 {
		t.Fatal(len(held), err)
	}
	sums := 0
	for _, h := range held {
		if h.Rules != "13" || h.Evidence != (extract.Evidence{}) {
			t.Errorf("%s %s by rules %s with evidence %v", h.Label, h.Period, h.Rules, h.Evidence)
		}
		for _, c := range h.Checks {
			if c.Kind != extract.Recorded || !c.Closed {
				t.Errorf("%s %s: check %+v", h.Label, h.Period, c)
			}
			if strings.HasPrefix(c.String(), "sum: ") {
				sums++
			}
		}
	}
	if sums == 0 {
		t.Error("no sum is kept")
	}
	return held
}
