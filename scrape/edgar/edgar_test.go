package edgar

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"tickmark/scrape"
	"tickmark/scrape/fetch"
	"tickmark/scrape/replica"
	"tickmark/testdata"
)

// memory keeps what it is told.
type memory map[string][3]string

func (m memory) Has(key string) bool { _, ok := m[key]; return ok }
func (m memory) Validators(url string) (string, string) {
	return m[url][0], m[url][1]
}
func (m memory) Remember(key, etag, modified, hash string) error {
	m[key] = [3]string{etag, modified, hash}
	return nil
}

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
func collect(t *testing.T, src scrape.Source, m Memory) ([]scrape.Document, error) {
	t.Helper()
	return collectWith(t, options(), src, m)
}

func collectWith(t *testing.T, o fetch.Options, src scrape.Source, m Memory) ([]scrape.Document, error) {
	t.Helper()
	var docs []scrape.Document
	c := Collector{Client: fetch.New(o), Memory: m}
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

// The release of the third quarter and the fault it meets. Whatever that is,
// every other document arrives, nothing arrives in its place, and it arrives
// once the fault is gone.
func TestFaults(t *testing.T) {
	const bad = "tm2530606d1_ex99-1.htm"
	const whole, wrapped = "<html><title>Maintenance</title></html>", "<DOCUMENT>\n<TYPE>EX-99.1\n<FILENAME>other.htm\n<TEXT>\n<html></html>\n</TEXT>\n</DOCUMENT>\n"
	for _, test := range []struct {
		fault replica.Fault
		want  error // nil where trying again is enough
		ends  bool  // it is about the whole site, which is left alone
	}{
		{replica.Fault{Mode: replica.Slow}, scrape.ErrTimeout, false},
		{replica.Fault{Mode: replica.Trickle}, scrape.ErrTimeout, false},
		{replica.Fault{Mode: replica.Truncated}, scrape.ErrTruncated, false},
		{replica.Fault{Mode: replica.Truncated, Times: 2}, nil, false},
		{replica.Fault{Mode: replica.Reset}, scrape.ErrUnreachable, false},
		{replica.Fault{Mode: replica.Reset, Times: 2}, nil, false},
		{replica.Fault{Mode: replica.Undeclared}, scrape.ErrUndeclaredTool, true},
		{replica.Fault{Mode: replica.Threshold}, scrape.ErrRateThreshold, true},
		{replica.Fault{Mode: replica.AccessDenied}, scrape.ErrAccessDenied, false},
		{replica.Fault{Mode: replica.Missing}, scrape.ErrNotFound, false},
		{replica.Fault{Mode: replica.TooMany, RetryAfter: "600"}, scrape.ErrTooManyRequests, true},
		{replica.Fault{Mode: replica.TooMany, RetryAfter: "1", Times: 1}, nil, false},
		{replica.Fault{Mode: replica.Failing}, scrape.ErrUnavailable, false},
		{replica.Fault{Mode: replica.Failing, Times: 3}, nil, false},
		{replica.Fault{Mode: replica.BlockPage}, scrape.ErrRateThreshold, true},
		{replica.Fault{Mode: replica.WrongType}, scrape.ErrWrongType, false},
		{replica.Fault{Mode: replica.Bomb}, scrape.ErrTooLarge, false},
		{replica.Fault{Mode: replica.Endless}, scrape.ErrTooLarge, false},
		{replica.Fault{Mode: replica.Text, Body: whole}, scrape.ErrWrongType, false},
		{replica.Fault{Mode: replica.Text, Body: wrapped}, scrape.ErrWrongType, false},
		{replica.Fault{Mode: replica.Text, Body: strings.Replace(wrapped, "other.htm", bad, 1)[:70]}, scrape.ErrTruncated, false},
		{replica.Fault{Mode: replica.Elsewhere, Body: "ftp://example.com/x"}, scrape.ErrBadURL, false},
		{replica.Fault{Mode: replica.Elsewhere, Body: "/invented/path"}, scrape.ErrRobots, false},
	} {
		t.Run(fmt.Sprint(test.fault.Mode, test.fault.Times, test.want), func(t *testing.T) {
			s := start(t, replica.Options{})
			test.fault.Path = bad
			s.Fail(test.fault)
			m, o := memory{}, options()
			if test.want == scrape.ErrTimeout {
				o.Timeout = 400 * time.Millisecond
			}
			docs, err := collectWith(t, o, source(s), m)
			if !errors.Is(err, test.want) || (err == nil) != (test.want == nil) {
				t.Fatalf("error %v, want %v", err, test.want)
			}
			var e *scrape.Error
			if err != nil && (!errors.As(err, &e) || !strings.Contains(e.URL, bad) && e.URL != test.fault.Body && !strings.Contains(e.URL, "invented")) {
				t.Errorf("error names %+v", e)
			}
			checkDocuments(t, docs)
			want := listed(t, all)
			at := slices.Index(want, bad)
			switch {
			case test.ends:
				want = want[:at]
			case test.want != nil:
				want = slices.Delete(want, at, at+1)
			}
			if !slices.Equal(names(docs), want) {
				t.Errorf("got  %q\nwant %q", names(docs), want)
			}
			s.Heal()
			rest, err := collect(t, source(s), m)
			if got := append(names(docs), names(rest)...); err != nil || !sameSet(got, listed(t, all)) {
				t.Errorf("after the fault: %q, %v", names(rest), err)
			}
		})
	}
}

func sameSet(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// Faults of the list and of a header: no document of them, all of the others.
func TestFaultyPages(t *testing.T) {
	const list, head = "/submissions/CIK0001795589.json", "0001104659-25-113842-index-headers.html"
	other := `{"cik":"0000320193","filings":{"recent":{"accessionNumber":[],"filingDate":[],"form":[]},"files":[]}}`
	for _, test := range []struct {
		fault replica.Fault
		want  error
		docs  bool // those of the other filings arrive
	}{
		{replica.Fault{Path: list, Mode: replica.Text, Body: other}, scrape.ErrWrongType, false},
		{replica.Fault{Path: list, Mode: replica.Text, Body: `{"cik":"1795589","filings":{}}`}, scrape.ErrWrongType, false},
		{replica.Fault{Path: list, Mode: replica.Text, Body: `{"cik":"1795589"`}, scrape.ErrWrongType, false},
		{replica.Fault{Path: list, Mode: replica.Missing}, scrape.ErrNotFound, false},
		{replica.Fault{Path: list, Mode: replica.BlockPage}, scrape.ErrRateThreshold, false},
		{replica.Fault{Path: list, Mode: replica.Undeclared}, scrape.ErrUndeclaredTool, false},
		{replica.Fault{Path: "/robots.txt", Mode: replica.Failing}, scrape.ErrRobots, false},
		{replica.Fault{Path: "/robots.txt", Mode: replica.Text, Body: "User-agent: *\nDisallow: /\n"}, scrape.ErrRobots, false},
		{replica.Fault{Path: head, Mode: replica.AccessDenied}, scrape.ErrAccessDenied, true},
		{replica.Fault{Path: head, Mode: replica.Truncated}, scrape.ErrTruncated, true},
		{replica.Fault{Path: head, Mode: replica.Text, Body: "<html>SEC-HEADER</html>"}, scrape.ErrWrongType, true},
	} {
		t.Run(fmt.Sprint(test.fault.Path, test.fault.Mode, test.want), func(t *testing.T) {
			s := start(t, replica.Options{})
			s.Fail(test.fault)
			m := memory{}
			docs, err := collect(t, source(s), m)
			if !errors.Is(err, test.want) {
				t.Fatalf("error %v, want %v", err, test.want)
			}
			var want []string
			if test.docs {
				want = listed(t, func(f testdata.Filing) bool { return f.Accession != "0001104659-25-113842" })
			}
			if !slices.Equal(names(docs), want) || m.Has(s.URL+list) {
				t.Errorf("got  %q\nwant %q", names(docs), want)
			}
		})
	}
}

// A site that stopped answering is left alone after a few requests.
func TestDark(t *testing.T) {
	s := start(t, replica.Options{})
	s.Fail(replica.Fault{Path: "-index-headers.html", Mode: replica.Failing})
	docs, err := collect(t, source(s), memory{})
	if !errors.Is(err, scrape.ErrUnavailable) || len(docs) > 0 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	if n := len(s.Requests()); n > 2+maxDark+11 {
		t.Errorf("%d requests", n)
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

// What the caller cannot store is not remembered, and nothing more is asked.
func TestYieldFails(t *testing.T) {
	s := start(t, replica.Options{})
	m, full, n := memory{}, errors.New("disk full"), 0
	c := Collector{Client: fetch.New(options()), Memory: m}
	err := c.Collect(t.Context(), source(s), func(scrape.Document) error {
		if n++; n == 4 {
			return full
		}
		return nil
	})
	if !errors.Is(err, full) || n != 4 {
		t.Fatalf("%v after %d documents", err, n)
	}
	rest, err := collect(t, source(s), m)
	if want := listed(t, all)[3:]; err != nil || !slices.Equal(names(rest), want) {
		t.Errorf("got  %q\nwant %q, %v", names(rest), want, err)
	}
}

func TestCancel(t *testing.T) {
	s := start(t, replica.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	c, n := Collector{Client: fetch.New(options()), Memory: memory{}}, 0
	err := c.Collect(ctx, source(s), func(scrape.Document) error {
		if n++; n == 2 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) || n != 2 {
		t.Errorf("%v after %d documents", err, n)
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

// The samples beside the repository are not needed: the shapes that they show
// stand in these files.
func TestParse(t *testing.T) {
	data, err := os.ReadFile("testdata/submissions.json")
	if err != nil {
		t.Fatal(err)
	}
	s, err := parseSubmissions(data)
	if err != nil || s.cik != 9999999 || len(s.filings) != 3 || len(s.pages) != 1 || s.pages[0] != (olderPage{"CIK0009999999-submissions-001.json", "2019-12-31"}) {
		t.Errorf("%+v, %v", s, err)
	}
	if want := (filing{"0009999999-26-000003", "6-K/A", "2026-02-01"}); s.filings[0] != want {
		t.Errorf("%+v, want %+v", s.filings[0], want)
	}
	data, err = os.ReadFile("testdata/headers.html")
	if err != nil {
		t.Fatal(err)
	}
	h, err := parseHeader(data)
	if err != nil {
		t.Fatal(err)
	}
	want := header{"0009999999-26-000003", "6-K/A", time.Date(2026, 7, 1, 21, 5, 9, 0, time.UTC), []document{
		{"6-K/A", 1, "zz-6k.htm", "FORM 6-K/A"}, {"EX-99.1", 2, "zz_ex99-1.htm", "M&A UPDATE"}, {"GRAPHIC", 3, "zz_logo.jpg", ""},
	}}
	if fmt.Sprint(h) != fmt.Sprint(want) {
		t.Errorf("got  %v\nwant %v", h, want)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, text := range []string{
		`{}`, `[]`, `null`, `{"cik":"KC"}`, `{"cik":"1"}`, `{"cik":"1","filings":{"recent":{}}}`,
		`{"cik":"1","filings":{"recent":{"accessionNumber":["0001104659-25-113842"],"filingDate":[],"form":["6-K"]}}}`,
		`{"cik":"1","filings":{"recent":{"accessionNumber":["../../x"],"filingDate":["2025-01-01"],"form":["6-K"]}}}`,
		`{"cik":"1","filings":{"recent":{"accessionNumber":["0001104659-25-113842"],"filingDate":["soon"],"form":["6-K"]}}}`,
		`{"cik":"1","filings":{"recent":{"accessionNumber":[],"filingDate":[],"form":[]},"files":[{"name":"../x.json","filingTo":"2025-01-01"}]}}`,
	} {
		if s, err := parseSubmissions([]byte(text)); err == nil {
			t.Errorf("%s: %+v", text, s)
		}
	}
	page, err := os.ReadFile("testdata/headers.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range [][2]string{
		{"zz_ex99-1.htm", "../zz.htm"}, {"zz_ex99-1.htm", "http://x/zz.htm"}, {"20260701170509", "2026070117050"}, {"20260701170509", ""},
		{"<ACCESSION-NUMBER>0009999999-26-000003", "<ACCESSION-NUMBER>x"}, {"&lt;SEQUENCE&gt;2", "&lt;SEQUENCE&gt;two"}, {"&lt;/DOCUMENT&gt;", ""}, {"/SEC-HEADER", "/SEC"},
	} {
		if !bytes.Contains(page, []byte(change[0])) {
			t.Fatalf("%q is not in the page", change[0])
		}
		if h, err := parseHeader(bytes.ReplaceAll(page, []byte(change[0]), []byte(change[1]))); err == nil {
			t.Errorf("%q for %q: %+v", change[1], change[0], h)
		}
	}
}

// Whatever the list says, an address made of it stays in the archive.
func FuzzSubmissions(f *testing.F) {
	data, err := os.ReadFile("testdata/submissions.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := parseSubmissions(data)
		if err != nil && (s.filings != nil || s.pages != nil) {
			t.Errorf("an error and %+v", s)
		}
		for _, row := range s.filings {
			if !accessionRE.MatchString(row.accession) || !dateRE.MatchString(row.date) {
				t.Errorf("row %+v", row)
			}
		}
		for _, p := range s.pages {
			if strings.ContainsAny(p.name, "/\\?#") {
				t.Errorf("page %q", p.name)
			}
		}
	})
}

func FuzzHeader(f *testing.F) {
	page, err := os.ReadFile("testdata/headers.html")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(page)
	f.Fuzz(func(t *testing.T, page []byte) {
		h, err := parseHeader(page)
		if err != nil {
			if h.documents != nil || h.accession != "" {
				t.Errorf("an error and %+v", h)
			}
			return
		}
		if len(h.documents) == 0 || h.accepted.IsZero() || h.accepted.Location() != time.UTC {
			t.Errorf("header %+v", h)
		}
		for _, d := range h.documents {
			if strings.ContainsAny(d.filename, "/\\?#%:") || strings.HasPrefix(d.filename, ".") || d.sequence < 1 {
				t.Errorf("document %+v", d)
			}
		}
	})
}
