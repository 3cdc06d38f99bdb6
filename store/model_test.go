package store

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tickmark/extract"
	"tickmark/extract/fiscal"
)

// model is a history in memory, kept in the plainest way there is.
type model []told

type told struct {
	event  fiscal.Period
	known  time.Time
	values map[extract.Key]int64
}

// asOf is what is known at a time: of each event its last telling, one over
// the other in the order of publication.
func (m model) asOf(t time.Time) map[extract.Key]int64 {
	last := map[fiscal.Period]told{}
	var order []told
	for _, x := range m {
		if !x.known.After(t) {
			last[x.event] = x
		}
	}
	for _, x := range m { // in the order of writing, which settles ties
		if now, ok := last[x.event]; ok && now.known.Equal(x.known) && maps.Equal(now.values, x.values) {
			order = append(order, x)
			delete(last, x.event)
		}
	}
	slices.SortStableFunc(order, func(a, b told) int { return a.known.Compare(b.known) })
	out := map[extract.Key]int64{}
	for _, x := range order {
		maps.Copy(out, x.values)
	}
	return out
}

func values(facts []Held) map[extract.Key]int64 {
	out := map[extract.Key]int64{}
	for _, f := range facts {
		out[f.Key()] = f.Value.Coef
	}
	return out
}

// random commits a random snapshot of one of a few events, published at a
// random time, that says some of a few figures, and of each other values than
// before or the same.
func (m *model) random(t *testing.T, db *DB, r *rand.Rand, n int) {
	d := document(fmt.Sprint("random ", n))
	if _, err := db.AddDocument(d); err != nil {
		t.Fatal(err)
	}
	x := told{event: quarter(r.IntN(5)), known: day(n*7 + r.IntN(30)), values: map[extract.Key]int64{}}
	var facts []extract.Fact
	for i := range 12 {
		if r.IntN(3) == 0 {
			continue
		}
		f := fact(fmt.Sprintf("M%d", i/2), quarter(i%2), 100+r.Int64N(3), d.ID)
		if i%5 == 0 {
			f.Metric, f.Label = "", fmt.Sprintf("Line (%d) %d", i, i/2)
		}
		if r.IntN(2) == 0 {
			f.Witnesses[0].Document = "the same"
		}
		x.values[f.Key()] = f.Value.Coef
		facts = append(facts, f)
	}
	_, isNew, err := db.Commit(Draft{Issuer: "kc", Event: x.event, KnownAt: x.known, KnownBy: "published", Recorded: day(1000 + n), Rules: "1", Program: "test",
		Documents: []string{d.ID}, Facts: facts})
	if err != nil || !isNew {
		t.Fatal(isNew, err)
	}
	*m = append(*m, x)
}

// TestModel plays random histories against the model, and what the index finds
// against what is found without it.
func TestModel(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 2))
	rounds := 4
	if soak() {
		rounds = 200
	}
	for round := range rounds {
		db := open(t, filepath.Join(t.TempDir(), fmt.Sprintf("%d.db", round)))
		var m model
		for n := range 12 {
			m.random(t, db, r, n)
			at := day(r.IntN(120))
			facts, err := db.Facts("kc", at)
			if got, want := values(facts), m.asOf(at); err != nil || !maps.Equal(got, want) {
				t.Fatalf("seed %d, %d snapshots, as of %s: %v, model %v, %v", seed, n+1, at, got, want, err)
			}
		}
		sameByIndex(t, db, r, seed)
	}
}

func sameByIndex(t *testing.T, db *DB, r *rand.Rand, seed uint64) {
	t.Helper()
	about := func(s Subject) bool {
		return s.Name == "M1" || strings.HasPrefix(s.Name, "label:") || slices.Contains(s.Labels, "m3")
	}
	matches := func(f extract.Fact) bool {
		return about(Subject{f.Key().Name, []string{extract.Fold(f.Label)}})
	}
	at := day(r.IntN(150))
	all, err := db.Facts("kc", at)
	some, err2 := db.FactsAbout("kc", at, about)
	all = slices.DeleteFunc(all, func(h Held) bool { return !matches(h.Fact) })
	if err != nil || err2 != nil || listed(all) != listed(some) {
		t.Fatalf("seed %d, as of %s:\n%s\nby the index:\n%s\n%v %v", seed, at, listed(all), listed(some), err, err2)
	}
	history, err := db.History("kc", nil, matches)
	indexed, err2 := db.History("kc", about, matches)
	if err != nil || err2 != nil || len(history) != len(indexed) {
		t.Fatalf("seed %d: %d reports, by the index %d, %v %v", seed, len(history), len(indexed), err, err2)
	}
	snapshots, err := db.Snapshots("kc")
	if err != nil {
		t.Fatal(err)
	}
	from, to := snapshots[r.IntN(len(snapshots))], snapshots[r.IntN(len(snapshots))]
	sameChanges(t, db, from, to, seed)
	sameChanges(t, db, snapshots[len(snapshots)-2], snapshots[len(snapshots)-1], seed)
	sameChanges(t, db, Snapshot{}, snapshots[0], seed)
}

// sameChanges holds Between against a comparison of all figures.
func sameChanges(t *testing.T, db *DB, from, to Snapshot, seed uint64) {
	t.Helper()
	var old []Held
	var err error
	if from.ID != "" {
		old, err = db.FactsOf(from)
	}
	if err != nil {
		t.Fatal(err)
	}
	now, err := db.FactsOf(to)
	if err != nil {
		t.Fatal(err)
	}
	before, after, err := db.Between(from, to)
	if err != nil {
		t.Fatal(err)
	}
	if want, got := counts(Diff(old, now)), counts(Diff(before, after)); want != got {
		t.Fatalf("seed %d: from %d to %d: %s, by the index %s", seed, from.Version, to.Version, want, got)
	}
}

func counts(changes []Change) string {
	var out []string
	for _, c := range changes {
		h := c.New
		if h == nil {
			h = c.Old
		}
		out = append(out, fmt.Sprint(c.Kind, " ", h.Key(), " ", h.Value))
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// listed prints figures in an order of their own.
func listed(all []Held) string {
	var out []string
	for _, h := range all {
		out = append(out, fmt.Sprint(h.Key(), h.Value, h.Snapshot, h.First, len(h.Witnesses), h.Was != nil))
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}
