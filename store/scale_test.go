package store

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"tickmark/extract"
	"tickmark/extract/quantity"
)

// printed is a fact as long as a real one: of each metric three, the quarter's
// and its two comparatives.
func printed(i, version int, value int64, document string) extract.Fact {
	f := fact(fmt.Sprintf("Metric%03d", i/3), quarter(version-[]int{0, 1, 4}[i%3]), value, document)
	f.Label = fmt.Sprintf("Line %d of the statement", i/3)
	text := quantity.Amount{Coef: value}.String()
	w := &f.Witnesses[0]
	w.Place, w.Quote, w.Printed, w.Rule = fmt.Sprintf("table[%d] r%d c%d", i/40, i%40, i%3), fmt.Sprintf("%s | %s", f.Label, text), text, "statement/cell@4"
	w.URL = "https://example.com/archives/edgar/data/1/exhibit99-1.htm"
	f.Grade = extract.Proven
	f.Checks = []extract.Check{
		{Kind: extract.Sum, Closed: true, Fixes: []extract.Attribute{extract.AttrDigits}, Operands: []extract.Operand{{Value: f.Value}, {Op: extract.OpPlus, Value: quantity.Amount{Coef: int64(i)}}, {Op: extract.OpEquals, Value: f.Value, Label: fmt.Sprint("line ", i/40)}}},
		{Kind: extract.Growth, Closed: true, Fixes: []extract.Attribute{extract.AttrDigits}, Operands: []extract.Operand{{Value: f.Value}, {Op: extract.OpEquals, Value: quantity.Amount{Coef: int64(version % 7)}, Unit: quantity.Percent}}},
	}
	caption := extract.Source{How: extract.Stated, Quote: "(in thousands of RMB)", Place: fmt.Sprintf("p[%d] 0:21", i/40)}
	head := extract.Source{How: extract.Stated, Quote: "Sept 30, 2025", Place: fmt.Sprintf("table[%d] r1 c%d", i/40, i%3)}
	f.Evidence = extract.Evidence{Period: head, Unit: caption, Scale: caption, Basis: caption, Label: extract.Source{How: extract.Stated, Quote: f.Label, Place: w.Place}}
	return f
}

// history writes snapshots of n facts for issuers in turn, of which a share
// changes from one to the next. Where it moves, the periods go on from one to
// the next, and the share is that of the comparatives that are restated.
type history struct {
	issuers, facts int
	share          float64
	seed           uint64
	moves          bool
}

// lastValues is the values that issuers told last.
type lastValues map[int]map[extract.Key]quantity.Amount

// again gives a fact the value it was told with, but for a share.
func (t lastValues) again(r *rand.Rand, share float64, who int, f extract.Fact) extract.Fact {
	if t[who] == nil {
		t[who] = map[extract.Key]quantity.Amount{}
	}
	k := f.Key()
	if was, ok := t[who][k]; ok && r.Float64() >= share {
		f.Value = was
	}
	t[who][k] = f.Value
	return f
}

// write commits snapshots, and says how long each took.
func (h history) write(t testing.TB, db *DB, snapshots int) (took []time.Duration) {
	r := rand.New(rand.NewPCG(h.seed, 3))
	doc := document("one")
	if _, err := db.AddDocument(doc); err != nil {
		t.Fatal(err)
	}
	now, told := make([][]extract.Fact, h.issuers), lastValues{}
	for n := range snapshots {
		who, version := n%h.issuers, n/h.issuers
		if now[who] == nil {
			for i := range h.facts {
				now[who] = append(now[who], printed(i, 0, r.Int64N(1e9), doc.ID))
			}
		}
		for i := range now[who] {
			switch {
			case h.moves:
				now[who][i] = told.again(r, h.share, who, printed(i, version, r.Int64N(1e9), doc.ID))
			case r.Float64() < h.share:
				now[who][i] = printed(i, 0, r.Int64N(1e9), doc.ID)
			}
		}
		d := Draft{Issuer: fmt.Sprintf("issuer%03d", who), Event: quarter(version), KnownAt: day(90 * version), KnownBy: "published", Recorded: day(90 * version),
			Rules: "1", Program: "test", Documents: []string{doc.ID}, Facts: slices.Clone(now[who])}
		start := time.Now()
		if _, _, err := db.Commit(d); err != nil {
			t.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	return took
}

// soak is whether long forms run whole.
func soak() bool { return os.Getenv("TICKMARK_SOAK") != "" }

// maxSnapshot is how many bytes a snapshot of 500 facts, of which 5 % change,
// may take: each says where five attributes were read, and lists its checks.
const maxSnapshot = 7_500

// TestSize: ten thousand such snapshots take less than 75 MB. The short form is
// a fiftieth of it. Pages that are free do not count, for a file grows in steps.
func TestSize(t *testing.T) {
	snapshots, issuers := 200, 2
	if soak() {
		snapshots, issuers = 10_000, 100
	}
	db := open(t, filepath.Join(t.TempDir(), "a.db"))
	history{issuers, 500, 0.05, 1, false}.write(t, db, snapshots)
	used := usedSize(t, db)
	each := used / int64(snapshots)
	t.Logf("%d snapshots, %d MB, %d bytes each", snapshots, used>>20, each)
	if each > maxSnapshot {
		t.Errorf("%d bytes a snapshot, want at most %d", each, maxSnapshot)
	}
}

// usedSize is what the pages in use take, in bytes.
func usedSize(t testing.TB, db *DB) int64 {
	t.Helper()
	var size int64
	if err := db.view(func(tx *bolt.Tx) error {
		size = tx.Size()
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	s := db.bolt.Stats()
	return size - int64(s.FreePageN+s.PendingPageN)*int64(db.bolt.Info().PageSize)
}

func quantile(all []time.Duration, q float64) float64 {
	slices.Sort(all)
	return float64(all[min(len(all)-1, int(q*float64(len(all))))].Microseconds()) / 1000
}

// BenchmarkCommit commits 500 facts of which 50 changed, with fsync.
func BenchmarkCommit(b *testing.B) {
	var took []time.Duration
	for b.Loop() {
		db := open(b, filepath.Join(b.TempDir(), fmt.Sprintf("%d.db", len(took))))
		took = append(took, history{1, 500, 0.1, 2, false}.write(b, db, 100)...)
	}
	b.ReportMetric(quantile(took, 0.5), "p50-ms")
	b.ReportMetric(quantile(took, 0.99), "p99-ms")
}

// indexSize is what the index and the directories take, in bytes.
func indexSize(b *testing.B, db *DB) (size int) {
	err := db.view(func(tx *bolt.Tx) error {
		for _, name := range [][]byte{indexBucket, directoryBucket} {
			s := tx.Bucket(name).Stats()
			size += s.BranchAlloc + s.LeafAlloc
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return size
}

// BenchmarkMillion asks a store of a million versions of facts in a thousand
// snapshots. Of the comparatives one in two hundred is restated; of NetEase's,
// in fifteen releases, one in three hundred is.
func BenchmarkMillion(b *testing.B) {
	if !soak() {
		b.Skip("takes minutes to write; TICKMARK_SOAK=1 runs it")
	}
	path := filepath.Join(b.TempDir(), "a.db")
	db, err := Open(path, Options{})
	if err != nil {
		b.Fatal(err)
	}
	history{25, 1000, 0.005, 4, true}.write(b, db, 1000)
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d MB, of which the index is %.1f MB", info.Size()>>20, float64(indexSize(b, db))/(1<<20))
	r := rand.New(rand.NewPCG(5, 5))
	questions := map[string]func(issuer string, about About) error{
		"history": func(issuer string, about About) error {
			_, err := db.History(issuer, about, func(extract.Fact) bool { return true })
			return err
		},
		"as-of": func(issuer string, about About) error {
			_, err := db.FactsAbout(issuer, day(90*20), about)
			return err
		},
		"between": func(issuer string, _ About) error {
			all, err := db.Snapshots(issuer)
			if err == nil {
				_, _, err = db.Between(all[len(all)-2], all[len(all)-1])
			}
			return err
		},
	}
	for name, ask := range questions {
		b.Run(name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				issuer, metric := fmt.Sprintf("issuer%03d", r.IntN(25)), fmt.Sprintf("Metric%03d", r.IntN(333))
				start := time.Now()
				if err := ask(issuer, func(s Subject) bool { return s.Name == metric }); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			b.ReportMetric(quantile(took, 0.5), "p50-ms")
			b.ReportMetric(quantile(took, 0.99), "p99-ms")
		})
	}
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			db, err := Open(path, Options{ReadOnly: true})
			if err != nil {
				b.Fatal(err)
			}
			_ = db.Close()
		}
	})
}
