package edgar

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"tickmark/scrape"
	"tickmark/scrape/conform"
	"tickmark/scrape/fetch"
	"tickmark/scrape/replica"
	"tickmark/testdata"
)

// memory keeps what it is told.
type memory = conform.Memory

func start(t *testing.T, o replica.Options) *replica.Server {
	t.Helper()
	s, err := replica.EDGAR(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func source(s *replica.Server) scrape.Source {
	return scrape.Source{Kind: "edgar", Issuer: "kc", ID: replica.CIK, Bases: s.Bases()}
}

func options() fetch.Options {
	return fetch.Options{
		Contact: "tickmark-test@example.com", AllowPrivate: true, Rate: 10_000, MaxBytes: 4 << 20,
		Backoff: time.Millisecond, Patience: time.Second, Timeout: 10 * time.Second,
	}
}

// collect runs once with a client of its own, as each run of the program has.
func collect(t *testing.T, src scrape.Source, m scrape.Memory) ([]scrape.Document, error) {
	t.Helper()
	var docs []scrape.Document
	c := Collector{Client: fetch.New(options()), Memory: m}
	err := c.Collect(t.Context(), src, func(d scrape.Document) error {
		docs = append(docs, d)
		return nil
	})
	return docs, err
}

// listed are the documents of the filings, in the order of their acceptance.
func listed(t *testing.T, keep func(testdata.Filing) bool) []string {
	t.Helper()
	filings, err := testdata.Filings()
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(filings, func(a, b testdata.Filing) int { return strings.Compare(a.Accepted, b.Accepted) })
	var names []string
	for _, f := range filings {
		for _, d := range f.Documents {
			if keep(f) {
				names = append(names, d.Filename)
			}
		}
	}
	return names
}

func names(docs []scrape.Document) []string {
	var out []string
	for _, d := range docs {
		out = append(out, d.Filename)
	}
	return out
}

func all(testdata.Filing) bool { return true }

func TestCollect(t *testing.T) {
	s := start(t, replica.Options{})
	docs, err := collect(t, source(s), memory{})
	if err != nil {
		t.Fatal(err)
	}
	if want := listed(t, all); len(want) < 20 || !slices.Equal(names(docs), want) {
		t.Fatalf("got  %q\nwant %q", names(docs), want)
	}
	checkDocuments(t, docs)
	i := slices.IndexFunc(docs, func(d scrape.Document) bool { return d.Filename == "tm2530606d1_ex99-1.htm" })
	d := docs[i]
	d.Bytes = nil
	want := scrape.Document{
		ID: d.ID, URL: s.URL + "/Archives/edgar/data/1795589/000110465925113842/tm2530606d1_ex99-1.htm", FinalURL: d.URL,
		MediaType: "text/html", Title: "EXHIBIT 99.1", Form: "6-K", Accession: "0001104659-25-113842", Exhibit: "EX-99.1",
		Filename: "tm2530606d1_ex99-1.htm", Sequence: 2, Published: time.Date(2025, 11, 19, 11, 54, 0, 0, time.UTC), Fetched: d.Fetched,
	}
	if fmt.Sprintf("%+v", d) != fmt.Sprintf("%+v", want) || time.Since(d.Fetched) > time.Minute {
		t.Errorf("got  %+v\nwant %+v", d, want)
	}
	for _, r := range s.Requests() {
		if r.Agent != "tickmark tickmark-test@example.com" || r.Status != 200 {
			t.Errorf("%s: status %d for %q", r.Path, r.Status, r.Agent)
		}
	}
}

// checkDocuments holds each document against the file that it must be.
func checkDocuments(t *testing.T, docs []scrape.Document) {
	t.Helper()
	for _, d := range docs {
		path := "kc/sec/" + strings.ReplaceAll(d.Accession, "-", "") + "/" + d.Filename
		want, err := fs.ReadFile(testdata.FS(), path)
		if err != nil || !bytes.Equal(d.Bytes, want) || d.ID != scrape.ID(want) {
			t.Errorf("%s: %d bytes, want %d, %v", path, len(d.Bytes), len(want), err)
		}
	}
}

// A source without news costs the list and the robots.txt; with the next
// quarter, only that is fetched.
func TestIncrement(t *testing.T) {
	for _, validators := range []bool{false, true} {
		s := start(t, replica.Options{Until: "2025Q2", Validators: validators})
		m := memory{}
		first, err := collect(t, source(s), m)
		if err != nil || len(first) == 0 {
			t.Fatalf("%d documents, %v", len(first), err)
		}
		s.Forget()
		if again, err := collect(t, source(s), m); err != nil || len(again) > 0 {
			t.Fatalf("%q, %v", names(again), err)
		}
		asked := s.Requests()
		if len(asked) != 2 || validators != (asked[1].Status == 304) {
			t.Errorf("validators %v: unchanged, asked %+v", validators, asked)
		}
		if err := s.Publish("2025Q3"); err != nil {
			t.Fatal(err)
		}
		more, err := collect(t, source(s), m)
		want := listed(t, func(f testdata.Filing) bool { return f.FilingDate > "2025-08-20" && f.FilingDate <= "2025-11-19" })
		if err != nil || len(want) == 0 || !slices.Equal(names(more), want) {
			t.Errorf("validators %v: got %q, want %q, %v", validators, names(more), want, err)
		}
	}
}

// Who asks for more than before gets it from an unchanged list.
func TestWishesChange(t *testing.T) {
	s, m := start(t, replica.Options{Validators: true}), memory{}
	src := source(s)
	src.Since = time.Date(2025, 11, 1, 0, 0, 0, 0, time.UTC)
	late, err := collect(t, src, m)
	if err != nil || !m.Has(s.URL+"/submissions/CIK0001795589.json#6-K,2025-10-31") {
		t.Fatal(err)
	}
	src.Since = time.Time{}
	early, err := collect(t, src, m)
	if err != nil || len(late) == 0 || !sameSet(append(names(late), names(early)...), listed(t, all)) {
		t.Errorf("%q, then %q, %v", names(late), names(early), err)
	}
}

func TestPagesAndForms(t *testing.T) {
	filings, err := testdata.Filings()
	if err != nil {
		t.Fatal(err)
	}
	filings = slices.Clone(filings)
	filings[len(filings)-1].Form = "6-K/A"
	filings[len(filings)-2].Form = "20-F"
	s := start(t, replica.Options{Paged: 5, Filings: filings})
	src := source(s)
	kept := func(since string) []string {
		return listed(t, func(f testdata.Filing) bool {
			return f.Accession != filings[len(filings)-2].Accession && f.FilingDate >= since
		})
	}
	src.Since = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	docs, err := collect(t, src, memory{})
	if want := kept("2024-01-01"); err != nil || !slices.Equal(names(docs), want) {
		t.Errorf("with pages: got  %q\nwant %q, %v", names(docs), want, err)
	}
	if last := docs[len(docs)-1]; last.Form != "6-K/A" {
		t.Errorf("the last form is %s", last.Form)
	}
	src.Since = time.Date(2025, 11, 1, 0, 0, 0, 0, time.UTC)
	s.Forget()
	docs, err = collect(t, src, memory{})
	if want := kept("2025-10-31"); err != nil || !slices.Equal(names(docs), want) {
		t.Errorf("since: got  %q\nwant %q, %v", names(docs), want, err)
	}
	for _, r := range s.Requests() {
		if strings.Contains(r.Path, "-submissions-") {
			t.Errorf("asked for %s", r.Path)
		}
	}
}

func TestContactAndCIK(t *testing.T) {
	s := start(t, replica.Options{})
	o := options()
	o.Contact = ""
	c := Collector{Client: fetch.New(o), Memory: memory{}}
	refuse := func(scrape.Document) error { return errors.New("no document was expected") }
	if err := c.Collect(t.Context(), source(s), refuse); !errors.Is(err, scrape.ErrNoContact) || len(s.Requests()) > 0 {
		t.Errorf("without a contact: %v, asked %d", err, len(s.Requests()))
	}
	for _, id := range []string{"", "KC", "-1", "0", "12345678901"} {
		src := source(s)
		src.ID = id
		if err := c.Collect(t.Context(), src, refuse); err == nil || len(s.Requests()) > 0 {
			t.Errorf("CIK %q: %v", id, err)
		}
	}
}

// The replica's limit is the SEC's; a client at its usual pace stays below.
func TestRate(t *testing.T) {
	s := start(t, replica.Options{Rate: 10, Penalty: time.Minute, Until: "2024Q2"})
	o := options()
	o.Rate = 8
	c := Collector{Client: fetch.New(o), Memory: memory{}}
	if err := c.Collect(t.Context(), source(s), func(scrape.Document) error { return nil }); err != nil {
		t.Fatal(err)
	}
	asked := s.Requests()
	for i := range asked {
		if j := i + 10; j < len(asked) && asked[j].Time.Sub(asked[i].Time) < time.Second {
			t.Errorf("ten requests within %v", asked[j].Time.Sub(asked[i].Time))
		}
	}
	docs, err := collect(t, source(s), memory{})
	if !errors.Is(err, scrape.ErrRateThreshold) || len(docs) > 10 {
		t.Errorf("at full speed: %d documents, %v", len(docs), err)
	}
}
