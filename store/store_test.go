package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
)

// open opens a store that is checked when the test ends.
func open(t testing.TB, path string) *DB {
	t.Helper()
	db, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		problems, err := db.Check()
		if err != nil || len(problems) > 0 {
			t.Errorf("check: %v %v", problems, err)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func document(text string) Document {
	sum := sha256.Sum256([]byte(text))
	return Document{ID: hex.EncodeToString(sum[:]), Issuer: "kc", URL: "https://example.com/" + text, Media: "text/html",
		KnownAt: day(1), KnownBy: "published", Fetched: day(2), Bytes: []byte(text)}
}

func day(n int) time.Time { return time.Date(2025, 1, 1, 12, 0, 0, 0, time.UTC).AddDate(0, 0, n) }

func quarter(n int) fiscal.Period {
	return fiscal.Ended(3, fiscal.MonthEnd(2024, 3)).Shift(3 * n)
}

func fact(metric string, p fiscal.Period, value int64, document string) extract.Fact {
	v := quantity.Amount{Coef: value, Exp: 3}
	return extract.Fact{Metric: extract.Metric(metric), Label: metric, Basis: extract.GAAP, Period: p, Value: v, Unit: quantity.CNY, Grade: extract.Alone,
		Witnesses: []extract.Witness{{Document: document, Place: "p[1] 0:3", Quote: "x", Printed: "x", Rule: "r@1", Value: v}}}
}

// release commits an event of one document with the given revenues of the
// quarter and of the quarter before.
func release(t testing.TB, db *DB, n int, now, before int64) (Snapshot, bool) {
	t.Helper()
	d := document(fmt.Sprintf("release %d: %d %d", n, now, before))
	if _, err := db.AddDocument(d); err != nil {
		t.Fatal(err)
	}
	s, isNew, err := db.Commit(Draft{Issuer: "kc", Event: quarter(n), KnownAt: day(90 * n), KnownBy: "published", Recorded: day(1000), Rules: "1", Program: "test",
		Documents: []string{d.ID}, Facts: []extract.Fact{fact("Revenues", quarter(n), now, d.ID), fact("Revenues", quarter(n-1), before, d.ID)}})
	if err != nil {
		t.Fatal(err)
	}
	return s, isNew
}

func TestCommit(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "deep", "er", "a.db"))
	first, isNew := release(t, db, 1, 100, 90)
	if !isNew || first.Version != 1 || first.Parent != "" || first.Added != 2 {
		t.Errorf("first: %+v", first)
	}
	again, isNew := release(t, db, 1, 100, 90)
	if isNew || again.ID != first.ID {
		t.Errorf("the same again: new %v, %s", isNew, again.ID)
	}
	second, isNew := release(t, db, 2, 110, 95)
	if !isNew || second.Parent != first.ID || second.Added != 1 || second.Changed != 1 {
		t.Errorf("second: %+v", second)
	}
	facts, err := db.Facts("kc", time.Time{})
	if err != nil || len(facts) != 3 {
		t.Fatalf("facts: %d, %v", len(facts), err)
	}
	if f := facts[1]; f.Period != quarter(1) || f.Value.Coef != 95 || f.Was == nil || f.Was.Coef != 100 {
		t.Errorf("restated: %+v", f)
	}
	then, err := db.Facts("kc", day(100))
	if err != nil || len(then) != 2 || then[0].Value.Coef != 100 {
		t.Errorf("as of the first: %+v, %v", then, err)
	}
	old, err := db.FactsOf(first)
	if err != nil || len(old) != 2 {
		t.Errorf("state of the first: %d, %v", len(old), err)
	}
	kinds := []Kind{}
	for _, c := range Diff(old, facts) {
		kinds = append(kinds, c.Kind)
	}
	if fmt.Sprint(kinds) != "[added restated]" {
		t.Errorf("diff: %v", kinds)
	}
	h, err := db.History("kc", nil, func(f extract.Fact) bool { return f.Period == quarter(1) })
	if err != nil || len(h) != 2 || h[0].Kind != "first" || h[1].Kind != "restated" {
		t.Errorf("history: %+v %v", h, err)
	}
}

func TestRepeated(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "a.db"))
	release(t, db, 1, 100, 90)
	s, _ := release(t, db, 2, 110, 100)
	facts, err := db.Facts("kc", time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	f := facts[1]
	if len(f.Witnesses) != 2 || f.Was != nil || f.Snapshot != s.ID || !f.First.Equal(day(90)) || !f.KnownAt.Equal(day(180)) {
		t.Errorf("repeated: %+v", f)
	}
}

func TestResolve(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "a.db"))
	a, _ := release(t, db, 1, 100, 90)
	b, _ := release(t, db, 2, 110, 100)
	for _, c := range []struct {
		name string
		want string
		err  error
	}{
		{"latest", b.ID, nil}, {"latest~1", a.ID, nil}, {"latest~2", "", ErrNotFound}, {"1", a.ID, nil}, {"2", b.ID, nil},
		{b.ID[:8], b.ID, nil}, {quarter(1).String(), a.ID, nil}, {day(100).Format(time.DateOnly), a.ID, nil},
		{"2020-01-01", "", ErrNotFound}, {"zz", "", ErrNotFound}, {"latest~x", "", ErrNotFound}, {"", "", ErrAmbiguous},
	} {
		s, err := db.Resolve("kc", c.name, time.UTC)
		if s.ID != c.want || !errors.Is(err, c.err) {
			t.Errorf("%q: %.8s %v", c.name, s.ID, err)
		}
	}
	if _, err := db.Resolve("nobody", "latest", time.UTC); !errors.Is(err, ErrNotFound) {
		t.Errorf("no snapshots: %v", err)
	}
}

func TestDocuments(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "a.db"))
	d := document("one")
	d.KnownBy = "first fetched"
	for i, want := range []bool{true, false} {
		if added, err := db.AddDocument(d); err != nil || added != want {
			t.Errorf("%d: added %v, %v", i, added, err)
		}
	}
	d.KnownBy, d.KnownAt, d.Event = "published", day(7), quarter(1)
	if _, err := db.AddDocument(d); err != nil {
		t.Fatal(err)
	}
	got, err := db.Document(d.ID[:10])
	if err != nil || !bytes.Equal(got.Bytes, d.Bytes) || got.KnownBy != "published" || !got.KnownAt.Equal(day(7)) || got.Event != quarter(1) {
		t.Errorf("%+v %v", got, err)
	}
	if _, err := db.Document("ffff"); !errors.Is(err, ErrNotFound) {
		t.Errorf("unknown: %v", err)
	}
	d.Bytes = []byte("other")
	if _, err := db.AddDocument(d); err == nil {
		t.Error("bytes that are not the id's were kept")
	}
	if _, _, err := db.Commit(Draft{Issuer: "kc", Event: quarter(1), Documents: []string{"nowhere"}}); !errors.Is(err, ErrNotFound) {
		t.Errorf("snapshot of an unknown document: %v", err)
	}
}

// TestQuarantineBounds: the same page from one address is there once, and
// above the bounds of count and bytes the oldest go.
func TestQuarantineBounds(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "a.db"))
	for round, c := range []struct {
		n, size, want int
		first         string
	}{
		{3, 10, 3, "u000"},
		{maxQuarantined + 2, 10, maxQuarantined, "u002"},
		{4, maxQuarantinedBytes / 3, 3, "u001"},
	} {
		for i := range c.n {
			q := Quarantined{URL: fmt.Sprintf("u%03d", i), Reason: "cut short", At: day(1 + round).Add(time.Duration(i) * time.Second), Bytes: make([]byte, c.size)}
			if err := errors.Join(db.PutQuarantined(q), db.PutQuarantined(q)); err != nil {
				t.Fatal(err)
			}
		}
		held, err := db.QuarantinedAll()
		if err != nil || len(held) != c.want || held[0].URL != c.first {
			t.Errorf("%d of %d bytes: %d held, %v", c.n, c.size, len(held), err)
		}
	}
}

func TestMemory(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "a.db"))
	if err := errors.Join(db.PutSeen("kc/a", Seen{URL: "a", ETag: "x", First: day(1)}), db.PutSeen("xpev/a", Seen{URL: "b"}),
		db.PutRun(Run{Started: day(1), Documents: 3}), db.PutQuarantined(Quarantined{URL: "u", Reason: "a page", Bytes: []byte("p")})); err != nil {
		t.Fatal(err)
	}
	seen, err := db.SeenAll("kc/")
	if err != nil || len(seen) != 1 || seen["kc/a"].ETag != "x" || !seen["kc/a"].First.Equal(day(1)) {
		t.Errorf("seen: %v %v", seen, err)
	}
	if runs, err := db.Runs(); err != nil || len(runs) != 1 || runs[0].Documents != 3 {
		t.Errorf("runs: %v %v", runs, err)
	}
	if q, err := db.QuarantinedAll(); err != nil || len(q) != 1 || q[0].Reason != "a page" {
		t.Errorf("quarantine: %v %v", q, err)
	}
}

func TestRefused(t *testing.T) {
	dir := t.TempDir()
	file := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	whole := filepath.Join(dir, "whole.db")
	db, err := Open(whole, Options{})
	if err != nil {
		t.Fatal(err)
	}
	release(t, db, 1, 100, 90)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	foreign := filepath.Join(dir, "foreign.db")
	other, err := bolt.Open(foreign, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(other.Update(func(tx *bolt.Tx) error { _, err := tx.CreateBucket([]byte("x")); return err }), other.Close()); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, path string
		readOnly   bool
		want       error
	}{
		{"none", filepath.Join(dir, "none.db"), true, ErrNoStore},
		{"empty", file("empty.db", nil), false, ErrDamaged},
		{"text", file("text.db", bytes.Repeat([]byte("no database "), 1000)), false, ErrForeign},
		{"a short text", file("short.db", []byte("no database")), false, ErrForeign},
		{"another program's", foreign, false, ErrForeign},
		{"a directory", dir, false, ErrForeign},
		{"cut short", file("cut.db", data[:len(data)/3]), false, ErrDamaged},
	} {
		db, err := Open(c.path, Options{ReadOnly: c.readOnly})
		if err == nil {
			_, err = db.Facts("kc", time.Time{})
			_ = db.Close()
		}
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}

func TestNewer(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	db, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.update(func(tx *bolt.Tx) error { return put(tx.Bucket(metaBucket), formatKey, format+1) }), db.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path, Options{}); !errors.Is(err, ErrNewer) {
		t.Errorf("%v", err)
	}
}

func TestInUse(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	open(t, path)
	if _, err := Open(path, Options{Timeout: 50 * time.Millisecond}); !errors.Is(err, ErrInUse) {
		t.Errorf("%v", err)
	}
}

// TestFlips damages single bits at random: what is read is what was written,
// or an error.
func TestFlips(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	db, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for n := range 4 {
		release(t, db, n+1, int64(100+n), int64(99+n))
	}
	history{2, 150, 0.3, 9, false}.write(t, db, 8)
	want := summary(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rounds := 60
	if os.Getenv("TICKMARK_SOAK") != "" {
		rounds = 500
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	for i := range rounds {
		damaged := bytes.Clone(data)
		at := r.IntN(len(damaged))
		damaged[at] ^= 1 << r.IntN(8)
		name := filepath.Join(dir, fmt.Sprintf("%d.db", i))
		if err := os.WriteFile(name, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		db, err := Open(name, Options{ReadOnly: true})
		if err != nil {
			continue
		}
		got, err := read(db)
		if err == nil && got != want {
			t.Errorf("seed %d, byte %d: read %s, written %s", seed, at, got, want)
		}
		if problems, checkErr := db.Check(); err != nil && checkErr == nil && len(problems) == 0 {
			t.Errorf("seed %d, byte %d: read %v, the check found nothing", seed, at, err)
		}
		_ = db.Close()
	}
}

func summary(t *testing.T, db *DB) string {
	t.Helper()
	s, err := read(db)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// read asks for figures in every way there is.
func read(db *DB) (string, error) {
	var b strings.Builder
	var errs []error
	for _, issuer := range []string{"kc", "issuer000"} {
		facts, err := db.Facts(issuer, time.Time{})
		some, err2 := db.FactsAbout(issuer, time.Time{}, func(s Subject) bool { return s.Name == "Revenues" || strings.HasSuffix(s.Name, "3") })
		history, err3 := db.History(issuer, func(s Subject) bool { return s.Name == "Metric007" }, func(extract.Fact) bool { return true })
		for _, f := range slices.Concat(facts, some) {
			fmt.Fprintf(&b, "%s %s %s; ", f.Metric, f.Period, f.Value)
		}
		for _, v := range history {
			fmt.Fprintf(&b, "%s %s %s; ", v.Event, v.Kind, v.Value)
		}
		errs = append(errs, err, err2, err3)
	}
	return b.String(), errors.Join(errs...)
}
