package irsite

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tickmark/scrape"
	"tickmark/scrape/fetch"
)

// site is a web site of pages by path with query, which can be changed.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]string // "-> address" redirects
	asked []string
}

func newSite(t *testing.T, pages map[string]string) *site {
	t.Helper()
	s := &site{pages: pages}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.Close)
	return s
}

func (s *site) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	body, ok := s.pages[r.URL.RequestURI()]
	s.asked = append(s.asked, r.URL.RequestURI())
	s.mu.Unlock()
	switch to, moved := strings.CutPrefix(body, "-> "); {
	case !ok:
		http.NotFound(w, r)
	case moved:
		http.Redirect(w, r, to, http.StatusFound)
	case strings.HasPrefix(body, "%PDF"):
		w.Header().Set("Content-Type", "application/pdf")
		_, _ = io.WriteString(w, body)
	default:
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("ETag", fmt.Sprintf(`"%x"`, len(body)))
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader(body))
	}
}

// list is a page of rows "path title"; a page of a release says its title.
func list(rows ...string) string {
	var b strings.Builder
	b.WriteString("<html><head><title>News of Acme</title></head><body>")
	for _, x := range rows {
		link, title, _ := strings.Cut(x, " ")
		fmt.Fprintf(&b, `<p class="row"><a href="%s">%s</a></p>`, link, title)
	}
	return b.String() + "</body></html>"
}

func page(title string, more ...string) string {
	return "<html><body><h1>" + title + "</h1>" + strings.Join(more, "") + "</body></html>"
}

const (
	q1, q2, q3 = "First Quarter 2025 Results", "Second Quarter 2025 Results", "Third Quarter 2025 Results"
	pdf        = "%PDF-1.7\n%%EOF\n"
)

// run collects once and gives the paths handed over and those asked for.
func (s *site) run(t *testing.T, m scrape.Memory, more scrape.Site, yield func(scrape.Document) error) (got, asked []string, said string, err error) {
	t.Helper()
	s.asked = nil
	if more.Row == "" {
		more.Row = ".row"
	}
	var b strings.Builder
	c := &Collector{Client: fetch.New(fetch.Options{AllowPrivate: true, Rate: 10_000}), Memory: m, Log: slog.New(slog.NewTextHandler(&b, nil))}
	err = c.Collect(t.Context(), scrape.Source{Kind: "irsite", Issuer: "acme", ID: s.URL + "/n", Site: more}, func(d scrape.Document) error {
		if yield != nil {
			if err := yield(d); err != nil {
				return err
			}
		}
		got = append(got, strings.TrimPrefix(d.URL, s.URL))
		return nil
	})
	return got, slices.DeleteFunc(s.asked, func(p string) bool { return p == "/robots.txt" }), b.String(), err
}

func want(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

// TestOtherNews: a release that stands behind a page of other news is found.
func TestOtherNews(t *testing.T) {
	s, m, paged := newSite(t, map[string]string{"/n": list("/q1 " + q1), "/q1": page(q1), "/q2": page(q2)}), memory{}, scrape.Site{Page: "page"}
	got, _, _, err := s.run(t, m, paged, nil)
	want(t, "first", got, "/q1")
	s.pages["/n"] = list("/a Buyback", "/b Buyback again")
	s.pages["/n?page=1"] = list("/q2 "+q2, "/q1 "+q1)
	got, asked, _, err2 := s.run(t, m, paged, nil)
	want(t, "then", got, "/q2")
	want(t, "then asked", asked, "/n", "/n?page=1", "/q2")
	if err = errors.Join(err, err2); err != nil {
		t.Error(err)
	}
}

// TestKilled: what a run found and did not come to is had by the next, though
// the list's first page says nothing more that is new.
func TestKilled(t *testing.T) {
	pages := map[string]string{"/n": list("/q2 " + q2), "/n?page=1": list("/q1 " + q1), "/q1": page(q1), "/q2": page(q2)}
	s, m, paged := newSite(t, pages), memory{}, scrape.Site{Page: "page"}
	n, killed := 0, errors.New("killed")
	_, _, _, err := s.run(t, m, paged, func(scrape.Document) error {
		if n++; n == 2 {
			return killed
		}
		return nil
	})
	if !errors.Is(err, killed) {
		t.Fatal(err)
	}
	got, _, _, err := s.run(t, m, paged, nil)
	if len(got) != 1 || err != nil {
		t.Errorf("the rest: %q, %v", got, err)
	}
}

// TestRepairs: a later page that is none of the list is no end of it.
func TestRepairs(t *testing.T) {
	pages := map[string]string{"/n": list("/q2 " + q2), "/n?page=1": page("Down for maintenance"), "/q1": page(q1), "/q2": page(q2)}
	s, m, paged := newSite(t, pages), memory{}, scrape.Site{Page: "page"}
	if got, _, _, err := s.run(t, m, paged, nil); len(got) != 0 || !errors.Is(err, scrape.ErrWrongType) {
		t.Errorf("under repair: %q, %v", got, err)
	}
	s.pages["/n?page=1"] = list("/q1 " + q1)
	got, _, _, err := s.run(t, m, paged, nil)
	if want(t, "repaired", got, "/q1", "/q2"); err != nil {
		t.Error(err)
	}
}

// TestLedAstray: neither the list itself nor another host's page is a release.
func TestLedAstray(t *testing.T) {
	other := newSite(t, map[string]string{"/q1": page(q1)})
	for _, to := range []string{"/n", strings.Replace(other.URL, "127.0.0.1", "localhost", 1) + "/q1"} {
		s, m := newSite(t, map[string]string{"/n": list("/q1 " + q1), "/q1": "-> " + to}), memory{}
		if got, _, _, err := s.run(t, m, scrape.Site{}, nil); len(got) != 0 || !errors.Is(err, scrape.ErrWrongType) {
			t.Errorf("to %s: %q, %v", to, got, err)
		}
		s.pages["/q1"] = page(q1)
		if got, _, _, err := s.run(t, m, scrape.Site{}, nil); len(got) != 1 || err != nil {
			t.Errorf("after %s: %q, %v", to, got, err)
		}
	}
}

// TestDeadLink: a link that is dead costs one request in each run, not the list,
// and a file that is dead none of the others.
func TestDeadLink(t *testing.T) {
	files := `<a class="f" href="/gone.pdf">1</a><a class="f" href="/ok.pdf">2</a><a class="f" href="/t.xlsx">3</a>`
	pages := map[string]string{"/n": list("/q2 "+q2, "/q3 "+q3), "/n?page=1": list("/q1 " + q1), "/q1": page(q1), "/q2": page(q2, files), "/ok.pdf": pdf, "/t.xlsx": "PK.."}
	s, m, paged := newSite(t, pages), memory{}, scrape.Site{Page: "page", Files: ".f"}
	got, _, _, err := s.run(t, m, paged, nil)
	want(t, "first", got, "/q1", "/q2", "/ok.pdf")
	if !errors.Is(err, scrape.ErrNotFound) {
		t.Error(err)
	}
	got, asked, _, _ := s.run(t, m, paged, nil)
	want(t, "again", got)
	slices.Sort(asked)
	want(t, "again asked", asked, "/gone.pdf", "/n", "/q2", "/q3")
	s.pages["/q3"], s.pages["/gone.pdf"] = page(q3), pdf
	got, _, _, err = s.run(t, m, paged, nil)
	if slices.Sort(got); err != nil {
		t.Error(err)
	}
	want(t, "in the end", got, "/gone.pdf", "/q3")
	_, asked, _, _ = s.run(t, m, paged, nil)
	want(t, "nothing new", asked, "/n")
}

// TestRestless: a filter whose field has another name each time is asked once in
// a run.
func TestRestless(t *testing.T) {
	n := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n++
		w.Header().Set("Content-Type", "text/html")
		if r.URL.Path == "/q1" {
			_, _ = io.WriteString(w, page(q1))
			return
		}
		fmt.Fprintf(w, `<html><body><form><select name="x%d_year[value]"><option value="_none">All</option><option value="2025" selected>2025</option></select></form><p class="row"><a href="/q1">%s</a></p></body></html>`, n, q1)
	}))
	defer s.Close()
	c := &Collector{Client: fetch.New(fetch.Options{AllowPrivate: true, Rate: 10_000}), Memory: memory{}}
	src := scrape.Source{Kind: "irsite", ID: s.URL + "/n", Site: scrape.Site{Row: ".row", Years: "form select"}}
	if err := c.Collect(t.Context(), src, func(scrape.Document) error { return nil }); err != nil || n > 4 {
		t.Errorf("%d requests, %v", n, err)
	}
}

// TestWhere: links are relative to where the list was found, and to what it
// calls its base; the headline's link goes before one to a PDF.
func TestWhere(t *testing.T) {
	at := func(href, base string) string {
		return `<html><head><title>News</title>` + base + `</head><body><p class="row"><a href="/x.pdf"></a><b><a href="` + href + `">` + q1 + `</a></b></p></body></html>`
	}
	for _, pages := range []map[string]string{
		{"/n": "-> /en/news/", "/en/news/": at("q1.html", "")},
		{"/n": at("news/q1.html", `<base href="/en/">`)},
	} {
		pages["/en/news/q1.html"] = page(q1)
		got, _, _, err := newSite(t, pages).run(t, memory{}, scrape.Site{Headline: "b"}, nil)
		if want(t, "found", got, "/en/news/q1.html"); err != nil {
			t.Error(err)
		}
	}
	s := newSite(t, map[string]string{"/n": list("/q1 ")})
	if _, _, _, err := s.run(t, memory{}, scrape.Site{}, nil); err == nil || !strings.Contains(err.Error(), "have no titles") {
		t.Errorf("rows without titles: %v", err)
	}
	s = newSite(t, map[string]string{"/n": list("https://elsewhere.example.org/q1 "+q1, "/day Day")})
	if _, _, said, err := s.run(t, memory{}, scrape.Site{}, nil); err != nil || !strings.Contains(said, "host=elsewhere.example.org") {
		t.Errorf("links elsewhere: %v, %s", err, said)
	}
}

// TestFeeds: elements of other namespaces, entities of HTML, links as guid.
func TestFeeds(t *testing.T) {
	feed := `<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<item><title>` + q1 + `</title><media:title>A picture</media:title><link>/q1</link><atom:link href="/self"/><description>a&nbsp;b</description><pubDate>Tue, 06 May 2025 10:00 GMT</pubDate></item>
<item><title>` + q2 + `</title><guid>/q2</guid><dc:date>2025-08-20T10:00:00Z</dc:date></item></channel></rss>`
	r, err := newRun(&Collector{Memory: memory{}}, scrape.Source{ID: "https://ir.example.com/rss"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := r.parse([]byte(feed))
	var got []string
	for _, x := range rows {
		got = append(got, x.link+" "+x.title+" "+x.date.UTC().Format(time.DateOnly))
	}
	if want(t, "rows", got, "https://ir.example.com/q1 "+q1+" 2025-05-06", "https://ir.example.com/q2 "+q2+" 2025-08-20"); err != nil {
		t.Error(err)
	}
}
