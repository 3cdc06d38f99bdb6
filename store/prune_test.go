package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tickmark/extract"
)

// again commits another snapshot of the event of quarter n.
func again(t testing.TB, db *DB, n, known int, value int64) Snapshot {
	t.Helper()
	d := document(fmt.Sprintf("again %d %d %d", n, known, value))
	if _, err := db.AddDocument(d); err != nil {
		t.Fatal(err)
	}
	s, _, err := db.Commit(Draft{Issuer: "kc", Event: quarter(n), KnownAt: day(known), KnownBy: "published", Recorded: day(known), Rules: "1", Program: "test",
		Documents: []string{d.ID}, Facts: []extract.Fact{fact("Revenues", quarter(n), value, d.ID)}})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestPlan(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "a.db"))
	again(t, db, 1, 10, 100)  // 1, replaced by 2
	again(t, db, 1, 20, 101)  // 2, replaced by 4
	again(t, db, 2, 100, 110) // 3, stands
	again(t, db, 1, 200, 102) // 4, stands
	again(t, db, 3, 210, 120) // 5, the newest
	all, err := db.Snapshots("kc")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		policy Policy
		want   string
	}{
		{Policy{}, "-replaced by 2 -replaced by 4 +stand in version 5 +stand in version 5 +newest"},
		{Policy{Last: 3}, "-replaced by 2 +stand in version 3 +one of the last 3 +one of the last 3 +newest"},
		{Policy{Last: 9}, "+one of the last 9 +one of the last 9 +one of the last 9 +one of the last 9 +newest"},
		{Policy{Within: Span{Days: 15}}, "-replaced by 2 -replaced by 4 +stand in version 4 +recent +newest"},
		{Policy{Within: Span{Years: 1}}, "+recent +recent +recent +recent +newest"},
		{Policy{Quarterly: 3}, "-replaced by 2 +last of 2025-Q1 +last of 2025-Q2 +last of 2025-Q3 +newest"},
	} {
		verdicts := c.policy.Plan(all)
		words := strings.FieldsFunc(strings.NewReplacer(" +", "\n+", " -", "\n-").Replace(c.want), func(r rune) bool { return r == '\n' })
		for i, v := range verdicts {
			why := strings.TrimLeft(strings.ReplaceAll(words[i], "replaced by", "version"), "+-")
			if v.Keep != (words[i][0] == '+') || !strings.Contains(v.Why, why) {
				t.Errorf("%+v, version %d: keep %v, %s; want %s", c.policy, v.Version, v.Keep, v.Why, words[i])
			}
		}
	}
}

// TestPrune: what stays is what it was, what goes is said to be gone.
func TestPrune(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	db, closed := opened(t, path)
	old := again(t, db, 1, 10, 100)
	again(t, db, 2, 50, 110)
	again(t, db, 1, 60, 101)
	if _, err := db.AddDocument(document("cited by nobody")); err != nil {
		t.Fatal(err)
	}
	for i, n := range []int{5, 400} {
		if err := db.PutQuarantined(Quarantined{URL: "u", Reason: "cut short", At: day(n), Bytes: []byte{byte(i)}}); err != nil {
			t.Fatal(err)
		}
	}
	now, err := db.Facts("kc", time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	closed()
	p := Policy{Last: 1, Uncited: true, Held: Span{Days: 30}, Now: day(410)}
	pruned, err := Prune(path, p, Options{})
	if err != nil || len(pruned.Documents) != 2 || len(pruned.Quarantined) != 1 {
		t.Fatalf("%+v, %v", pruned, err)
	}
	db = open(t, path)
	facts, err := db.Facts("kc", time.Time{})
	if err != nil || listed(facts) != listed(now) {
		t.Errorf("now:\n%s\nbefore:\n%s\n%v", listed(facts), listed(now), err)
	}
	if _, err := db.Read(old.ID); !errors.Is(err, ErrNotFound) || !strings.Contains(err.Error(), "pruned on 2026-02-15: version 3 replaced it") {
		t.Error(err)
	}
	if _, err := db.Facts("kc", day(55)); err == nil || !strings.Contains(err.Error(), "not whole any more") {
		t.Error("a past that was pruned: ", err)
	}
	if _, _, err := db.Between(old, pruned.Snapshots[2].Snapshot); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	if s := again(t, db, 3, 500, 7); s.Version != 4 {
		t.Error(s.Version)
	}
}

func TestSpan(t *testing.T) {
	for text, want := range map[string]Span{"2y": {Years: 2}, "1y6m": {Years: 1, Months: 6}, "90d": {Days: 90}, "12h": {Hours: 12}} {
		if got, err := ParseSpan(text); err != nil || got != want {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "7", "d", "1x", "1d2d", "-1d", "99999999d"} {
		if got, err := ParseSpan(text); err == nil {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestBackup: while a database is read, after which the original may be lost.
func TestBackup(t *testing.T) {
	path, _ := written(t)
	to := filepath.Join(t.TempDir(), "backup.db")
	want := contents(t, path)
	db, closed := opened(t, path)
	if err := db.Backup(to); err != nil {
		t.Fatal(err)
	}
	if err := db.Backup(to); err == nil {
		t.Error("a file was written over")
	}
	if _, err := Restore(to, path, Options{Timeout: 100 * time.Millisecond}); !errors.Is(err, ErrInUse) {
		t.Error("restored under a tickmark that has it open: ", err)
	}
	again(t, db, 9, 900, 1)
	closed()
	kept, err := Restore(to, path, Options{})
	if err != nil || kept == "" {
		t.Fatal(kept, err)
	}
	if got := contents(t, path); got != want {
		t.Errorf("restored %s\nbacked up %s", got, want)
	}
	if err := os.Truncate(to, 9000); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(to, path, Options{}); err == nil {
		t.Error("a damaged backup was restored")
	}
	if got := contents(t, path); got != want {
		t.Error("what a damaged backup left")
	}
}

// TestReplaced: who waits for the lock of a file that another takes the place
// of writes into the other.
func TestReplaced(t *testing.T) {
	path, _ := written(t)
	backup := filepath.Join(t.TempDir(), "backup.db")
	db, err := Open(path, Options{})
	if err == nil {
		err = db.Backup(backup)
	}
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() {
		late, err := Open(path, Options{Timeout: 10 * time.Second})
		if err == nil {
			again(t, late, 9, 900, 1)
			err = late.Close()
		}
		done <- err
	}()
	time.Sleep(200 * time.Millisecond) // it waits by now
	err = replace(path, func(temporary string) error { return copied(backup, temporary) })
	if err := errors.Join(err, db.Close(), <-done); err != nil {
		t.Fatal(err)
	}
	after := open(t, path)
	if s, err := after.Resolve("kc", "latest", time.UTC); err != nil || s.Event != quarter(9) {
		t.Error(s.Event, err)
	}
}
