package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"tickmark/extract"
	"tickmark/extract/reader"
	"tickmark/pipeline"
	"tickmark/pipeline/issuer"
	"tickmark/scrape"
	"tickmark/scrape/edgar"
	"tickmark/scrape/fetch"
	"tickmark/scrape/replica"
	"tickmark/testdata"
)

// soakRate is how many requests a second one source gets.
const soakRate = 40

// tallied counts how often each address of an issuer is handed over.
type tallied struct {
	pipeline.Collector
	of map[string]int
}

func (c tallied) Collect(ctx context.Context, src scrape.Source, yield func(scrape.Document) error) error {
	return c.Collector.Collect(ctx, src, func(d scrape.Document) error {
		c.of[src.Issuer+" "+d.URL]++ // the system gives a port again, to the replica of another issuer
		return yield(d)
	})
}

// manyFilings are n filings, the bundled ones again and again under numbers
// and days of their own.
func manyFilings(t *testing.T, n int) []testdata.Filing {
	t.Helper()
	bundled, err := testdata.Filings()
	if err != nil {
		t.Fatal(err)
	}
	var out []testdata.Filing
	for i := range n {
		f := bundled[i%len(bundled)]
		day := time.Date(2023, 1, 2+i, 0, 0, 0, 0, time.UTC)
		f.Accession, f.FilingDate, f.Accepted = fmt.Sprintf("0009999999-23-%06d", i+1), day.Format(time.DateOnly), day.Format("20060102")+"060000"
		f.Form = "6-K"
		out = append(out, f)
	}
	return out
}

// transient are faults that pass, refusals of the whole site among them: after
// one the client stays away for ten minutes, which the clock of the test skips.
var transient = []replica.Mode{replica.Threshold, replica.Undeclared, replica.BlockPage,
	replica.Truncated, replica.Reset, replica.Failing, replica.TooMany, replica.Missing, replica.AccessDenied, replica.WrongType}

// TestSoak collects filings of many issuers through faults at random: each
// document is handed over once and whole, no source is asked faster than it
// may be, memory stays flat, and the time is that of the pace. TICKMARK_SOAK=1
// is 2,000 filings of 50 issuers; else a fiftieth.
func TestSoak(t *testing.T) {
	if testing.Short() {
		t.Skip("the soak is left out of the short form")
	}
	issuers, each := 2, 20
	if os.Getenv("TICKMARK_SOAK") != "" {
		issuers, each = 50, 40
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d, %d issuers of %d filings", seed, issuers, each)
	r := rand.New(rand.NewPCG(seed, 11))
	var skipped time.Duration
	client := fetch.New(fetch.Options{
		Contact: "test tickmark-test@example.com", AllowPrivate: true, Rate: soakRate, Backoff: 20 * time.Millisecond,
		Now: func() time.Time { return time.Now().Add(skipped) },
	})
	handed := map[string]int{}
	runner := &pipeline.Runner{
		Vault: pipeline.Vault{Path: filepath.Join(t.TempDir(), "soak.db")}, Program: "test",
		Read: func(context.Context, []byte, reader.Options) (extract.Result, error) {
			return extract.Result{Reason: "not asked"}, nil
		},
		Collect: func(_ string, m *pipeline.Memory) (pipeline.Collector, error) {
			return tallied{&edgar.Collector{Client: client, Memory: m}, handed}, nil
		},
	}
	start, asked, want := time.Now(), 0, 0
	var heap []uint64
	for i := range issuers {
		filings := manyFilings(t, each)
		for _, f := range filings {
			want += len(f.Documents)
		}
		asked += soakOne(t, r, runner, &skipped, fmt.Sprintf("i%d", i), filings)
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		heap = append(heap, m.HeapAlloc)
	}
	took, pace := time.Since(start), time.Duration(asked)*time.Second/soakRate
	t.Logf("%d documents of %d by %d requests in %s, at the pace %s; heap %d kB, then %d kB", len(handed), want, asked, took, pace, heap[0]>>10, heap[len(heap)-1]>>10)
	if len(handed) != want {
		t.Errorf("%d documents handed over, want %d", len(handed), want)
	}
	for url, n := range handed {
		if n != 1 {
			t.Errorf("%s was handed over %d times", url, n)
		}
	}
	if last := heap[len(heap)-1]; last > heap[0]+16<<20 {
		t.Errorf("the heap grew from %d to %d", heap[0], last)
	}
	if took > 2*pace+10*time.Second {
		t.Errorf("took %s, at the pace %s", took, pace)
	}
}

// soakOne refreshes one issuer until nothing fails, and gives the number of
// requests that the server saw.
func soakOne(t *testing.T, r *rand.Rand, runner *pipeline.Runner, skipped *time.Duration, id string, filings []testdata.Filing) int {
	t.Helper()
	s, err := replica.EDGAR(replica.Options{Filings: filings})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	faults := 0
	for _, f := range filings {
		for _, path := range []string{f.Accession + "-index-headers.html", compact(f) + "/" + f.Documents[0].Filename, compact(f) + "/" + f.Documents[len(f.Documents)-1].Filename} {
			if faults == 0 || r.IntN(20) == 0 { // at least one, of an issuer with few filings too
				faults++
				s.Fail(replica.Fault{Path: path, Mode: transient[r.IntN(len(transient))], Times: 1 + r.IntN(2)})
			}
		}
	}
	p := issuer.Profile{ID: id, Sources: []issuer.Source{{Kind: "edgar", ID: replica.CIK, Forms: []string{"6-K"}, Bases: s.Bases()}}}
	for round := 1; ; round++ {
		out, err := runner.Run(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		if len(out.Failed) == 0 {
			break
		}
		if round == 30 {
			t.Fatalf("%s still fails: %v", id, out.Failed)
		}
		*skipped += 11 * time.Minute
	}
	all := s.Requests()
	paced(t, all)
	return len(all)
}

func compact(f testdata.Filing) string {
	return f.Accession[:10] + f.Accession[11:13] + f.Accession[14:]
}

// onTheWay is how much later than another a request may have come that was
// sent at its time: the machine is shared.
const onTheWay = 250 * time.Millisecond

// paced: whatever stretch one looks at, no more requests came in it than the
// pace allows.
func paced(t *testing.T, all []replica.Request) {
	t.Helper()
	slices.SortFunc(all, func(a, b replica.Request) int { return a.Time.Compare(b.Time) })
	for i := range all {
		for j := i + 1; j < len(all); j++ {
			if took := all[j].Time.Sub(all[i].Time); float64(j-i) > soakRate*(took+onTheWay).Seconds() {
				t.Fatalf("%d requests within %s", j-i+1, took)
			}
		}
	}
}
