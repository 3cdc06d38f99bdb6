package irsite

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"tickmark/scrape"
	"tickmark/scrape/conform"
	"tickmark/scrape/fetch"
	"tickmark/scrape/replica"
)

func newYork(t *testing.T) *time.Location {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// TestConform: a list in each markup, one that shows a year first, a feed, and
// the feed and the page of a newswire.
func TestConform(t *testing.T) {
	type serve func(replica.Options) (*replica.Server, error)
	gcs, wired := scrape.Site{Preset: "gcs-web"}, scrape.Site{Preset: "prnewswire", Terms: scrape.Accepted}
	for _, c := range []struct {
		name    string
		serve   serve
		options replica.Options
		kind    string
		list    string
		site    scrape.Site
		cut     error // half a feed is no XML
	}{
		{"table", replica.IRSite, replica.Options{}, "irsite", "/news-releases", gcs, scrape.ErrTruncated},
		{"article", replica.IRSite, replica.Options{Markup: "article"}, "irsite", "/news-releases", gcs, scrape.ErrTruncated},
		{"card", replica.IRSite, replica.Options{Markup: "card", ThisYear: true}, "irsite", "/news-releases", gcs, scrape.ErrTruncated},
		{"feed", replica.IRSite, replica.Options{}, "irsite", "/rss/news-releases.xml", scrape.Site{}, scrape.ErrWrongType},
		{"wire feed", replica.Wire, replica.Options{}, "newswire", replica.WireFeed, scrape.Site{Terms: scrape.Accepted}, scrape.ErrWrongType},
		{"wire page", replica.Wire, replica.Options{}, "newswire", replica.WireHub, wired, scrape.ErrTruncated},
	} {
		t.Run(c.name, func(t *testing.T) {
			conform.Run(t, conform.Subject{
				Serve: func() (*replica.Server, error) { return c.serve(c.options) },
				Source: func(s *replica.Server) scrape.Source {
					return scrape.Source{Kind: c.kind, Issuer: "kc", ID: s.URL + c.list, Site: c.site}
				},
				New:  func(c *fetch.Client, m scrape.Memory) conform.Collector { return &Collector{Client: c, Memory: m} },
				List: c.list,
				Leads: func(page, file scrape.Document) bool {
					return strings.HasPrefix(file.URL, "/static-files/") && bytes.Contains(page.Bytes, []byte(file.URL))
				},
				Cut:   c.cut,
				Since: time.Date(2025, 6, 1, 0, 0, 0, 0, newYork(t)),
			})
		})
	}
}

// TestWire: the feed of a newswire that is not there each third time is read
// all the same, and the page of an issuer's own site would be an error.
func TestWire(t *testing.T) {
	s, err := replica.Wire(replica.Options{Flaps: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	collect := func(kind string) (zh int, all []string, err error) {
		src := scrape.Source{Kind: kind, Issuer: "kc", ID: s.URL + replica.WireFeed, Site: scrape.Site{Terms: scrape.Accepted}}
		c := &Collector{Client: fetch.New(fetch.Options{AllowPrivate: true, Rate: 10_000}), Memory: memory{}}
		err = c.Collect(t.Context(), src, func(d scrape.Document) error {
			all = append(all, d.URL)
			zh += strings.Count(d.URL, "/zh-hant/")
			return nil
		})
		return zh, all, err
	}
	if _, all, err := collect("irsite"); len(all) != 0 || !errors.Is(err, scrape.ErrNotFound) {
		t.Errorf("a site without its feed: %q, %v", all, err)
	}
	for run := range 4 {
		if zh, all, err := collect("newswire"); len(all) < 10 || zh == 0 || err != nil {
			t.Errorf("run %d: %q, %v", run, all, err)
		}
	}
}

type memory = conform.Memory

// TestNothingNew: a run on nothing new asks for robots.txt and the list, which
// has not changed; a newswire whose terms nobody accepted is not asked at all.
func TestNothingNew(t *testing.T) {
	s, err := replica.IRSite(replica.Options{Until: "2025Q2"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	m := memory{}
	collect := func(kind string) (n int, paths string) {
		s.Forget()
		src := scrape.Source{Kind: kind, Issuer: "kc", ID: s.URL + "/news-releases", Site: scrape.Site{Preset: "gcs-web"}}
		c := &Collector{Client: fetch.New(fetch.Options{AllowPrivate: true, Rate: 10_000}), Memory: m}
		if err := c.Collect(t.Context(), src, func(scrape.Document) error { n++; return nil }); err != nil {
			t.Fatal(err)
		}
		for _, r := range s.Requests() {
			paths += r.Path + " "
		}
		return n, strings.TrimSpace(paths)
	}
	if n, paths := collect("newswire"); n != 0 || paths != "" {
		t.Errorf("a newswire without terms: %d documents, asked %q", n, paths)
	}
	first, _ := collect("irsite")
	if first == 0 {
		t.Error("nothing collected")
	}
	if n, paths := collect("irsite"); n != 0 || paths != "/robots.txt /news-releases" {
		t.Errorf("nothing new: %d documents, asked %q", n, paths)
	}
	if err := s.Publish("2025Q3"); err != nil {
		t.Fatal(err)
	}
	if n, paths := collect("irsite"); n == 0 {
		t.Errorf("of what is new %d documents, asked %q", n, paths)
	}
}

// TestYears: a list that shows the current year hides nothing, not even on the
// first day of the next year; a site that has no choice of all shows what it
// shows.
func TestYears(t *testing.T) {
	s, err := replica.IRSite(replica.Options{Until: "2024Q3", Markup: "article", ThisYear: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	m := memory{}
	collect := func() (out []string, requests int) {
		s.Forget()
		src := scrape.Source{Kind: "irsite", Issuer: "kc", ID: s.URL + "/news-releases", Site: scrape.Site{Preset: "gcs-web"}}
		c := &Collector{Client: fetch.New(fetch.Options{AllowPrivate: true, Rate: 10_000}), Memory: m}
		if err := c.Collect(t.Context(), src, func(d scrape.Document) error { out = append(out, d.Title); return nil }); err != nil {
			t.Fatal(err)
		}
		return out, len(s.Requests())
	}
	if got, _ := collect(); len(got) != 6 { // three releases and the notices of their days
		t.Errorf("of 2024: %q", got)
	}
	if got, n := collect(); len(got) != 0 || n != 2 { // robots.txt and the list of all years
		t.Errorf("nothing new: %q, %d requests", got, n)
	}
	if err := s.Publish(""); err != nil {
		t.Fatal(err)
	}
	got, _ := collect()
	if !slices.ContainsFunc(got, func(title string) bool { return strings.Contains(title, "2024FY") || strings.Contains(title, "2024Q4") }) {
		t.Errorf("of the year after: %q", got)
	}
	plain := memory{}
	m = plain
	if got, _ := collect(); len(got) < 14 {
		t.Errorf("who comes late sees %q", got)
	}
}

// TestBurst: a site that answers haste with 403 stores nothing wrong, and gives
// the rest to who comes again with patience.
func TestBurst(t *testing.T) {
	s, err := replica.IRSite(replica.Options{Rate: 20, Penalty: 100 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	m, n := memory{}, 0
	collect := func(rate float64) error {
		src := scrape.Source{Kind: "irsite", Issuer: "kc", ID: s.URL + "/news-releases", Site: scrape.Site{Preset: "gcs-web"}}
		c := &Collector{Client: fetch.New(fetch.Options{AllowPrivate: true, Rate: rate}), Memory: m}
		return c.Collect(t.Context(), src, func(d scrape.Document) error {
			n++
			if strings.Contains(string(d.Bytes), "Access Denied") {
				t.Errorf("%s is a refusal", d.URL)
			}
			return nil
		})
	}
	if err := collect(10_000); !errors.Is(err, scrape.ErrAccessDenied) {
		t.Errorf("in haste: %v", err)
	}
	hasty := n
	time.Sleep(time.Second + 200*time.Millisecond)
	if err := collect(15); err != nil || n <= hasty {
		t.Errorf("with patience %d documents after %d, %v", n, hasty, err)
	}
}

// TestStale: a list whose newest line is old is told.
func TestStale(t *testing.T) {
	s, err := replica.Wire(replica.Options{Until: "2024Q1"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	m := memory{} // the second time the list has not changed
	for _, c := range []struct {
		day  string
		want bool
	}{{"2024-07-01", false}, {"2025-07-01", true}} {
		day, want := c.day, c.want
		now, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		var said strings.Builder
		src := scrape.Source{Kind: "newswire", Issuer: "kc", ID: s.URL + replica.WireFeed, Site: scrape.Site{Terms: scrape.Accepted}}
		c := &Collector{Client: fetch.New(fetch.Options{AllowPrivate: true, Rate: 10_000}), Memory: m, Now: func() time.Time { return now },
			Log: slog.New(slog.NewTextHandler(&said, nil))}
		if err := c.Collect(t.Context(), src, func(scrape.Document) error { return nil }); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(said.String(), "nothing new for long"); got != want {
			t.Errorf("on %s: %s", day, said.String())
		}
	}
}

func TestDates(t *testing.T) {
	zone := newYork(t)
	for text, want := range map[string]string{
		"12/09/25 - 3:35 PM EST":        "2025-12-09T20:35:00Z",
		"6/26/26":                       "2026-06-26T04:00:00Z",
		"Aug 05, 2019":                  "2019-08-05T04:00:00Z",
		"Fri, 02 Oct 2026 18:06 GMT":    "2026-10-02T18:06:00Z",
		"Wed, 19 Nov 2025 06:54:00 EST": "2025-11-19T11:54:00Z",
		"2025-11-19T06:54:00-05:00":     "2025-11-19T11:54:00Z",
		"2025年11月19日":                   "2025-11-19T05:00:00Z",
		"3:35 PM XYZ":                   "",
		"12/09/25 - 3:35 PM CST":        "",                     // China's, or Chicago's?
		"Sep 01, 2026, 10:00 ET":        "2026-09-01T14:00:00Z", // in summer
		"Nov 19, 2025, 06:54 ET":        "2025-11-19T11:54:00Z",
		"19 Nov 2025 06:54:00 +0800":    "2025-11-18T22:54:00Z",
		"Nov 19, 2025, 06:54 EST":       "2025-11-19T11:54:00Z",
		"Sept. 1, 2026":                 "2026-09-01T04:00:00Z",
		"Wednesday, November 19, 2025":  "2025-11-19T05:00:00Z",
		"2025-11-19T06:54-05:00":        "2025-11-19T11:54:00Z",
		"10:10 ET":                      "",
		"soon":                          "",
	} {
		got := ""
		if at := readDate(text, zone, scrape.MonthFirst); !at.IsZero() {
			got = at.UTC().Format(time.RFC3339)
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
	if at := readDate("May 1, 2026", nil, ""); !at.IsZero() {
		t.Errorf("by nobody's clock %v", at)
	}
	if at := readDate("Fri, 02 Oct 2026 18:06 GMT", nil, ""); at.IsZero() {
		t.Error("a date that names its zone needs no clock")
	}
}

// TestFiles: a release whose page links to its PDF comes with it, under the name
// that the server gives; a list that is read by another title is read anew.
func TestFiles(t *testing.T) {
	mux := http.NewServeMux()
	page := func(path, body string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("ETag", `"one"`)
			http.ServeContent(w, r, "", time.Time{}, strings.NewReader(body))
		})
	}
	page("/news-releases", `<html><body><article class="node--type-nir-news"><a href="/q1">First Quarter Results</a></article>
<article class="node--type-nir-news"><a href="/day">Investor Day</a></article></body></html>`)
	page("/q1", `<html><body><h1>First Quarter Results</h1><div class="file-link"><a href="/static-files/8c1f">PDF</a><a href="/static-files/8c1f">again</a></div></body></html>`)
	page("/day", `<html><body><h1>Investor Day</h1></body></html>`)
	mux.HandleFunc("/static-files/8c1f", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/pdf")
		w.Header().Set("Content-Disposition", `inline; filename="q1-results.pdf"`)
		_, _ = io.WriteString(w, "%PDF-1.7\n%%EOF\n")
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	m := memory{}
	collect := func(title string) (names []string) {
		src := scrape.Source{Kind: "irsite", Issuer: "acme", ID: server.URL + "/news-releases", Site: scrape.Site{Preset: "gcs-web", Title: title}}
		c := &Collector{Client: fetch.New(fetch.Options{AllowPrivate: true, Rate: 10_000}), Memory: m}
		if err := c.Collect(t.Context(), src, func(d scrape.Document) error { names = append(names, d.Filename); return nil }); err != nil {
			t.Fatal(err)
		}
		return names
	}
	for _, run := range []struct {
		title string
		want  []string
	}{{"", []string{"q1", "q1-results.pdf"}}, {"", nil}, {"Day", []string{"day"}}} {
		if got := collect(run.title); !slices.Equal(got, run.want) {
			t.Errorf("title %q: %q, want %q", run.title, got, run.want)
		}
	}
}

// TestLists: the three markups of the preset, a feed of the other kind, and
// links that are not followed.
func TestLists(t *testing.T) {
	const want = "https://ir.example.com/a|First Quarter Results|2026-05-01"
	for name, c := range map[string]struct {
		site scrape.Site
		body string
	}{
		"article": {scrape.Site{Preset: "gcs-web"}, `<html><body><div class="nir-widget--list"><article class="node--type-nir-news"><div class="nir-widget--news--date-time">May 1, 2026</div><div><a href="/a#top">First  Quarter
 Results</a></div></article><article class="node--type-nir-news"><a href="https://elsewhere.example.org/b">Results</a></article></div></body></html>`},
		"card":      {scrape.Site{Preset: "gcs-web"}, `<a class="card-wrapper" href="a"><time datetime="2026-05-01">May 1, 2026</time><h5 class="card-title">First Quarter Results</h5></a>`},
		"selectors": {scrape.Site{Row: "li", Link: "a.pdf", Date: "b", Zone: "Asia/Shanghai"}, `<ul><li><b>2026-05-01</b><a href="/x">x</a><a class="pdf" href="/a">First Quarter Results</a></ul>`},
		"atom":      {scrape.Site{}, `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>First Quarter Results</title><link rel="self" href="/s"/><link href="/a"/><updated>2026-05-01T00:00:00Z</updated></entry></feed>`},
	} {
		r, err := newRun(&Collector{Memory: memory{}}, scrape.Source{ID: "https://ir.example.com/news", Site: c.site}, nil)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := r.parse([]byte(c.body))
		if err != nil || len(rows) != 1 {
			t.Errorf("%s: %v, %v", name, rows, err)
			continue
		}
		if got := rows[0].link + "|" + rows[0].title + "|" + rows[0].date.Format(time.DateOnly); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	for _, site := range []scrape.Site{{}, {Preset: "nobody's"}, {Row: "li", Zone: "Nowhere/At_All"}, {Row: "li["}, {Row: "li", Dates: "backwards"}} {
		r, err := newRun(&Collector{Memory: memory{}}, scrape.Source{ID: "https://ir.example.com/news", Site: site}, nil)
		if err == nil {
			_, err = r.parse([]byte("<ul><li><a href=a>x</a></ul>"))
		}
		if err == nil {
			t.Errorf("%+v is taken", site)
		}
	}
}

func TestTells(t *testing.T) {
	for _, c := range []struct {
		body, title string
		want        bool
	}{
		{"<title>2025</title><p>Acme <b>announces</b> third quarter results</p>", "Acme Announces Third Quarter 2025 Results", true},
		{"<p>Acme announces third quarter 2024 results</p>", "Acme Announces Third Quarter 2025 Results", false},
		{"<p>Acme announces second quarter 2025 results</p>", "Acme Announces Third Quarter 2025 Results", false},
		{"<p>404. Acme Holdings. Quarter results and financial reports.</p>", "Acme Announces Third Quarter 2025 Results", false},
		{"<p>Down for maintenance.</p>", "Acme Announces Third Quarter 2025 Results", false},
		{"<title>投資者關係</title>", "截至二零二五年九月三十日止三個月業績公告", false},
		{"<p>截至二零二五年九月三十日止三個月的未經審核業績</p>", "截至二零二五年九月三十日止三個月業績公告", true},
		{"%PDF-1.7", "Results", true},
	} {
		if got := tells([]byte(c.body), c.title); got != c.want {
			t.Errorf("%q tells %q: %v", c.body, c.title, got)
		}
	}
}
