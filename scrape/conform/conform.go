// Package conform says what every collector must do, as a test that each of
// them runs: it stops when it is told to, hands over what it got along with
// the error, keeps within its bounds, tells a refusal of the whole site from
// one of a document, and hands over no bytes but those of the documents,
// whatever the server does. A collector's test is one call of Run with a
// Subject.
package conform

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tickmark/scrape"
	"tickmark/scrape/fetch"
	"tickmark/scrape/replica"
)

// Collector is what is tested.
type Collector interface {
	Collect(ctx context.Context, src scrape.Source, yield func(scrape.Document) error) error
}

// Subject is a collector with a server to collect from.
type Subject struct {
	Serve  func() (*replica.Server, error) // in good order, with four documents at least
	Source func(*replica.Server) scrape.Source
	New    func(*fetch.Client, scrape.Memory) Collector
	List   string                          // the end of the path that lists the documents; a site without it has none
	Cut    error                           // what half a list is where that is not ErrWrongType: a page whose end is missing
	Since  time.Time                       // a midnight by the source's clock that parts the documents in two
	Leads  func(a, b scrape.Document) bool // b is found through a alone; nil where none is
}

// without are the documents that arrive where one cannot be had: all others but
// those that are found through it alone.
func (s Subject) without(good []scrape.Document, lost scrape.Document) []scrape.Document {
	return slices.DeleteFunc(slices.Clone(good), func(d scrape.Document) bool {
		return d.URL == lost.URL || s.Leads != nil && s.Leads(lost, d)
	})
}

// maxBytes is above the largest document of the replicas.
const maxBytes = 8 << 20

func options() fetch.Options {
	return fetch.Options{
		Contact: "tickmark-test@example.com", AllowPrivate: true, Rate: 10_000, MaxBytes: maxBytes,
		Backoff: time.Millisecond, Patience: time.Second, Timeout: 20 * time.Second,
	}
}

// Run holds a collector against every rule.
func Run(t *testing.T, s Subject) {
	good := s.good(t)
	for name, rule := range map[string]func(*testing.T, Subject, []scrape.Document){
		"again": again, "since": since, "largest": largest, "cancelled": cancelled, "cancelled while waiting": waiting,
		"cancelled before": before, "not stored": notStored, "blocked": blocked,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rule(t, s, good)
		})
	}
	t.Run("faults", func(t *testing.T) { faults(t, s, good) })
}

// site is a server with what one collects from it, run after run.
type site struct {
	*replica.Server
	subject Subject
	src     scrape.Source
	memory  Memory
}

func (s Subject) start(t *testing.T) *site {
	t.Helper()
	server, err := s.Serve()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	return &site{server, s, s.Source(server), Memory{}}
}

// good are the documents of a server in good order.
func (s Subject) good(t *testing.T) []scrape.Document {
	t.Helper()
	docs, err := s.start(t).collect(t.Context(), options())
	if err != nil || len(docs) < 4 {
		t.Fatalf("in good order: %d documents, %v", len(docs), err)
	}
	return docs
}

// collect runs once, with a client of its own as each run of the program has.
func (s *site) collect(ctx context.Context, o fetch.Options) ([]scrape.Document, error) {
	return s.with(ctx, fetch.New(o), func(int) error { return nil })
}

// with collects with a client; stored is asked about each document by number,
// from 1, and what it refuses does not count as handed over.
func (s *site) with(ctx context.Context, client *fetch.Client, stored func(n int) error) ([]scrape.Document, error) {
	var docs []scrape.Document
	err := s.subject.New(client, s.memory).Collect(ctx, s.src, func(d scrape.Document) error {
		if err := stored(len(docs) + 1); err != nil {
			return err
		}
		d.URL = strings.TrimPrefix(d.URL, s.URL)
		docs = append(docs, d)
		return nil
	})
	return docs, err
}

// rest checks that got are the documents wanted, in order and byte for byte,
// and that the next run, with the server in good order, brings all others.
func (s *site) rest(t *testing.T, got, want, good []scrape.Document) {
	t.Helper()
	same(t, got, want)
	s.Heal()
	rest, err := s.collect(t.Context(), options())
	if err != nil {
		t.Errorf("in good order again: %v", err)
	}
	missing := slices.DeleteFunc(slices.Clone(good), func(d scrape.Document) bool { return index(want, d) >= 0 })
	same(t, rest, missing)
}

func index(docs []scrape.Document, d scrape.Document) int {
	return slices.IndexFunc(docs, func(x scrape.Document) bool { return x.URL == d.URL })
}

func same(t *testing.T, got, want []scrape.Document) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%d documents, want %d", len(got), len(want))
		return
	}
	for i, d := range got {
		w := want[i]
		if d.URL != w.URL || d.ID != w.ID || d.ID != scrape.ID(d.Bytes) || !d.Published.Equal(w.Published) || d.Title != w.Title {
			t.Errorf("document %d is %s of %v, %d bytes; want %s of %v, %d bytes", i+1, d.URL, d.Published, len(d.Bytes), w.URL, w.Published, len(w.Bytes))
		}
	}
}

// Memory keeps what it is told: by key, the ETag, Last-Modified and hash.
// Collectors ask it from one goroutine.
type Memory map[string][3]string

// Has implements scrape.Memory.
func (m Memory) Has(key string) bool { _, ok := m[key]; return ok }

// Validators implements scrape.Memory.
func (m Memory) Validators(key string) (string, string) { return m[key][0], m[key][1] }

// Remember implements scrape.Memory.
func (m Memory) Remember(key, etag, modified, hash string) error {
	m[key] = [3]string{etag, modified, hash}
	return nil
}

// again: what was handed over is not asked for again.
func again(t *testing.T, s Subject, good []scrape.Document) {
	x := s.start(t)
	docs, err := x.collect(t.Context(), options())
	if err != nil {
		t.Fatal(err)
	}
	same(t, docs, good)
	x.Forget()
	if docs, err = x.collect(t.Context(), options()); err != nil || len(docs) > 0 {
		t.Errorf("again: %d documents, %v", len(docs), err)
	}
	for _, r := range x.Requests() {
		if slices.ContainsFunc(good, func(d scrape.Document) bool { return d.URL == r.Path }) {
			t.Errorf("asked for %s again", r.Path)
		}
	}
}

// since: nothing older is handed over, and what is newer is; who then wants
// all gets the rest.
func since(t *testing.T, s Subject, good []scrape.Document) {
	newer := slices.DeleteFunc(slices.Clone(good), func(d scrape.Document) bool { return d.Published.Before(s.Since) })
	if len(newer) == 0 || len(newer) == len(good) {
		t.Fatalf("%d documents of %d are since %v", len(newer), len(good), s.Since)
	}
	x := s.start(t)
	x.src.Since = s.Since
	docs, err := x.collect(t.Context(), options())
	if err != nil {
		t.Fatal(err)
	}
	x.src.Since = time.Time{}
	x.rest(t, docs, newer, good)
}

// largest: a document above the bound of a body is an error, the others
// arrive.
func largest(t *testing.T, s Subject, good []scrape.Document) {
	most := slices.MaxFunc(good, func(a, b scrape.Document) int { return len(a.Bytes) - len(b.Bytes) })
	x, o := s.start(t), options()
	o.MaxBytes = int64(len(most.Bytes) - 1)
	docs, err := x.collect(t.Context(), o)
	if !errors.Is(err, scrape.ErrTooLarge) {
		t.Errorf("error %v, want %v", err, scrape.ErrTooLarge)
	}
	x.rest(t, docs, s.without(good, most), good)
}

// cancelled: the end of the context between two documents ends the run.
func cancelled(t *testing.T, s Subject, good []scrape.Document) {
	x := s.start(t)
	ctx, cancel := context.WithCancel(t.Context())
	docs, err := x.with(ctx, fetch.New(options()), func(n int) error {
		if n == 2 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
	x.rest(t, docs, good[:2], good)
}

// waiting: so does its end while a document does not come. What was had
// before is handed over and known.
func waiting(t *testing.T, s Subject, good []scrape.Document) {
	x := s.start(t)
	x.Fail(replica.Fault{Path: good[2].URL, Mode: replica.Slow})
	ctx, cancel := context.WithCancel(t.Context())
	var once sync.Once
	docs, err := x.with(ctx, fetch.New(options()), func(n int) error {
		if n == 2 {
			once.Do(func() { time.AfterFunc(100*time.Millisecond, cancel) })
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
	x.rest(t, docs, good[:2], good)
}

// before: a context that has ended asks nobody.
func before(t *testing.T, s Subject, good []scrape.Document) {
	x := s.start(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	docs, err := x.collect(ctx, options())
	if n := len(x.Requests()); !errors.Is(err, context.Canceled) || n > 0 {
		t.Errorf("%d requests, %v", n, err)
	}
	x.rest(t, docs, nil, good)
}

// notStored: what the caller cannot store ends the run and is not known.
func notStored(t *testing.T, s Subject, good []scrape.Document) {
	x, full := s.start(t), errors.New("disk full")
	docs, err := x.with(t.Context(), fetch.New(options()), func(n int) error {
		if n == 3 {
			return full
		}
		return nil
	})
	if !errors.Is(err, full) {
		t.Errorf("error %v, want %v", err, full)
	}
	x.rest(t, docs, good[:2], good)
}

// blocked: a refusal of the whole site is one, and the same client asks the
// site nothing more.
func blocked(t *testing.T, s Subject, good []scrape.Document) {
	x, client := s.start(t), fetch.New(options())
	x.Fail(replica.Fault{Path: good[2].URL, Mode: replica.Threshold})
	yes := func(int) error { return nil }
	docs, err := x.with(t.Context(), client, yes)
	if !errors.Is(err, scrape.ErrRateThreshold) || !errors.Is(err, scrape.ErrBlocked) {
		t.Errorf("error %v, want %v", err, scrape.ErrRateThreshold)
	}
	x.Forget()
	more, err := x.with(t.Context(), client, yes)
	if n := len(x.Requests()); !errors.Is(err, scrape.ErrRateThreshold) || n > 0 || len(more) > 0 {
		t.Errorf("then %d documents by %d requests, %v", len(more), n, err)
	}
	x.rest(t, docs, good[:2], good)
}
