package pipeline

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tickmark/extract"
	"tickmark/extract/reader"
	"tickmark/pipeline/issuer"
	"tickmark/scrape"
	"tickmark/store"
	"tickmark/testdata"
)

// shelf is a source that serves what lies on it.
type shelf struct{ documents []scrape.Document }

func (s *shelf) Collect(_ context.Context, _ scrape.Source, yield func(scrape.Document) error) error {
	for _, d := range s.documents {
		if err := yield(d); err != nil {
			return err
		}
	}
	return nil
}

func (s *shelf) put(published, text string) {
	at, err := time.Parse(time.RFC3339, published)
	if err != nil {
		panic(err)
	}
	s.documents = append(s.documents, scrape.Document{
		ID: scrape.ID([]byte(text)), URL: "https://example.com/" + published, Published: at, Fetched: at, Bytes: []byte(text),
	})
}

// filed puts every document of an event of the bundled filings on the shelf.
func (s *shelf) filed(t *testing.T, event string) {
	t.Helper()
	filings, err := testdata.Filings()
	if err != nil {
		t.Fatal(err)
	}
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range filings {
		at, err := time.ParseInLocation("20060102150405", f.Accepted, zone)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Documents {
			if f.Event != event {
				continue
			}
			data, err := fs.ReadFile(testdata.FS(), d.Path)
			if err != nil {
				t.Fatal(err)
			}
			s.put(at.Format(time.RFC3339), string(data))
		}
	}
}

func newRunner(t *testing.T, s *shelf) (*Runner, issuer.Profile) {
	t.Helper()
	p, ok := issuer.Lookup(issuer.BuiltIn(), "kc")
	if !ok {
		t.Fatal("no built-in profile kc")
	}
	p.Sources = p.Sources[:1]
	return &Runner{
		Vault: Vault{Path: filepath.Join(t.TempDir(), "tickmark.db")}, Read: reader.Read, Program: "test",
		Collect: func(string, *Memory) (Collector, error) { return s, nil },
	}, p
}

func run(t *testing.T, r *Runner, p issuer.Profile) Outcome {
	t.Helper()
	out, err := r.Run(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func events(all []store.Snapshot) string {
	var out []string
	for _, s := range all {
		out = append(out, s.Event.String())
	}
	return strings.Join(out, " ")
}

// TestRunOrder: five quarters found at once, in whatever order, make five
// snapshots by the time of their publication. The release of a quarter and
// the announcement of its half year, on one day, are two events.
func TestRunOrder(t *testing.T) {
	s := &shelf{}
	for _, event := range []string{"2025Q1", "2024Q2", "2024Q4", "2024Q1", "2024Q3"} {
		s.filed(t, event)
	}
	r, p := newRunner(t, s)
	out := run(t, r, p)
	if got, want := events(out.Snapshots), "2024Q1 2024H1 2024Q2 2024Q3 2024Q4 2025Q1"; got != want || len(out.Failed) > 0 {
		t.Errorf("events %q, want %q; failed %v", got, want, out.Failed)
	}
	for _, s := range out.Snapshots[1:3] {
		if len(s.Documents) != 1 || s.KnownAt.Format(time.DateOnly) != "2024-08-20" {
			t.Errorf("%s has %d documents, known at %s", s.Event, len(s.Documents), s.KnownAt)
		}
	}
	if out := run(t, r, p); out.Documents > 0 || len(out.Snapshots)+len(out.Skipped)+len(out.Failed) > 0 {
		t.Errorf("nothing is new, and yet %+v", out)
	}
}

const annual = `<html><body><h1>Kingsoft Cloud Announces Annual Results for the Year Ended December 31, 2024</h1>
<p>Total revenues were RMB7,785.2 million for the year ended December 31, 2024.</p>
<p>Gross profit was RMB1,340.9 million for the year ended December 31, 2024. Operating loss was RMB1,739.0 million.</p>
<p>Net loss was RMB1,979.0 million for the year ended December 31, 2024.</p></body></html>`

const supplement = `<html><body><h1>Kingsoft Cloud Announces Results for the Three Months Ended December 31, 2024</h1>
<p>Total revenues were RMB2,232.1 million for the three months ended December 31, 2024.</p>
<p>Gross profit was RMB427.9 million for the three months ended December 31, 2024. Operating expenses were RMB500.1 million.</p>
<p>Net loss was RMB200.6 million for the three months ended December 31, 2024.</p></body></html>`

// TestRunLater: what comes weeks later about the same period adds a version to
// the event and leaves what was known before as it was; the report on the
// whole year is an event of its own.
func TestRunLater(t *testing.T) {
	s := &shelf{}
	s.filed(t, "2024Q4")
	s.put("2025-04-24T10:00:00Z", supplement)
	s.put("2025-04-25T10:00:00Z", annual)
	r, p := newRunner(t, s)
	out := run(t, r, p)
	if got := events(out.Snapshots); got != "2024Q4 2024Q4 FY2024" {
		t.Fatalf("events %q; skipped %v, failed %v", got, out.Skipped, out.Failed)
	}
	first, second := out.Snapshots[0], out.Snapshots[1]
	if first.KnownAt.Format(time.DateOnly) != "2025-03-19" || second.KnownAt.Format(time.DateOnly) != "2025-04-24" {
		t.Errorf("known at %s and %s", first.KnownAt, second.KnownAt)
	}
	if len(first.Documents) != 1 || len(second.Documents) != 2 {
		t.Errorf("documents %v, then %v", first.Documents, second.Documents)
	}
}

// TestRunBad: a document that cannot be read is on record once, and stops
// none of the others.
func TestRunBad(t *testing.T) {
	s := &shelf{}
	s.put("2025-11-18T10:00:00Z", "bad")
	s.filed(t, "2025Q3")
	r, p := newRunner(t, s)
	broken := errors.New("broken")
	r.Read = func(ctx context.Context, data []byte, o reader.Options) (extract.Result, error) {
		if string(data) == "bad" {
			return extract.Result{}, broken
		}
		return reader.Read(ctx, data, o)
	}
	out := run(t, r, p)
	if events(out.Snapshots) != "2025Q3" || len(out.Failed) != 1 || !errors.Is(out.Failed[0], broken) {
		t.Errorf("events %q, failed %v", events(out.Snapshots), out.Failed)
	}
	if out := run(t, r, p); len(out.Failed)+len(out.Snapshots)+out.Documents > 0 {
		t.Errorf("the second run: %+v", out)
	}
}

// TestRunInterrupted: the end of the context is the error of the run, and no
// document is taken for bad.
func TestRunInterrupted(t *testing.T) {
	s := &shelf{}
	s.filed(t, "2025Q3")
	r, p := newRunner(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	r.Read = func(ctx context.Context, _ []byte, _ reader.Options) (extract.Result, error) {
		cancel()
		return extract.Result{}, ctx.Err()
	}
	if _, err := r.Run(ctx, p); !errors.Is(err, context.Canceled) {
		t.Errorf("err %v", err)
	}
	r.Read = reader.Read
	if out := run(t, r, p); events(out.Snapshots) != "2025Q3" {
		t.Errorf("afterwards: %+v", out)
	}
}
