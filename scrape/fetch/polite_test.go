package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tickmark/scrape"
)

func TestContact(t *testing.T) {
	for contact, want := range map[string]bool{
		"": false, "Jane": false, "https://example.com": false, "a@b": false, "jane@example.com\r\nX: y": false, "@example.com": false,
		contact: true, "Example Ltd tickmark-test@example.com": true, "Jane <tickmark-test@example.com>": true,
	} {
		if got := hasAddress(contact); got != want {
			t.Errorf("%q: %v", contact, got)
		}
	}
	asked := false
	o := Options{transport: tripper(func(*http.Request) (*http.Response, error) { asked = true; return nil, errors.New("asked") })}
	for _, r := range []Request{
		{URL: "https://www.sec.gov/x"}, {URL: "https://data.sec.gov./x"}, {URL: "https://SEC.gov/x"}, {URL: "https://example.com/", NeedContact: true},
	} {
		if _, err := New(o).Get(t.Context(), r); !errors.Is(err, scrape.ErrNoContact) || asked {
			t.Errorf("%s: %v, asked %v", r.URL, err, asked)
		}
	}
	s := serve(t, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.UserAgent()) })
	o = quick()
	o.UserAgent = "tickmark/1.2"
	r, err := New(o).Get(t.Context(), Request{URL: s.URL, NeedContact: true})
	if err != nil || string(r.Body) != "tickmark/1.2 tickmark-test@example.com" {
		t.Errorf("%q, %v", r.Body, err)
	}
}

func TestRobots(t *testing.T) {
	// The SEC's has an empty line and a comment inside the only group.
	const sec = "User-agent: *\nDisallow: /x\n\n#SEC\nAllow: /Archives/edgar/data\nDisallow: /cgi-bin\n"
	for _, test := range []struct {
		name   string
		robots http.HandlerFunc
		path   string
		want   error
	}{
		{"allowed", status(200, sec), "/Archives/edgar/data/1/x.htm", nil},
		{"disallowed after the empty line", status(200, sec), "/cgi-bin/browse-edgar?action=getcompany", scrape.ErrRobots},
		{"named", status(200, "User-agent: tickmark\nDisallow: /\n\nUser-agent: *\nAllow: /\n"), "/a", scrape.ErrRobots},
		{"others named", status(200, "User-agent: evil\nDisallow: /\n"), "/a", nil},
		{"missing", status(404, ""), "/a", nil},
		{"forbidden", status(403, "no"), "/a", nil},
		{"empty", status(200, ""), "/a", nil},
		{"front page", page("<!DOCTYPE html><html>Disallow: /</html>"), "/a", nil},
		{"stray lines", status(200, "hello\nUser-agent: *\nDisallow: /a\nfoo: bar\n"), "/a", scrape.ErrRobots},
		{"server fails", status(503, ""), "/a", scrape.ErrRobots},
		{"blocks us", status(403, "<title>Your Request Originates from an Undeclared Automated Tool</title>"), "/a", scrape.ErrUndeclaredTool},
		{"throttles us", status(429, ""), "/a", scrape.ErrTooManyRequests},
		{"too large", status(200, "#"+strings.Repeat("x", maxRobots)), "/a", scrape.ErrRobots},
		{"redirects for ever", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/robots.txt", http.StatusMovedPermanently)
		}, "/a", scrape.ErrRobots},
	} {
		t.Run(test.name, func(t *testing.T) {
			asked, hits := 0, 0
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/robots.txt" {
					asked++
					test.robots(w, r)
					return
				}
				hits++
				page("<html></html>")(w, r)
			}))
			defer s.Close()
			c := New(quick())
			for range 2 {
				if _, err := c.Get(t.Context(), Request{URL: s.URL + test.path}); !errors.Is(err, test.want) || (err == nil) != (test.want == nil) {
					t.Fatalf("error %v, want %v", err, test.want)
				}
			}
			if test.want != nil && hits > 0 {
				t.Errorf("asked for the document %d times", hits)
			}
			if test.want == nil && asked != 1 {
				t.Errorf("robots.txt asked for %d times", asked)
			}
		})
	}
}

// robotsBook is a RobotsMemory of one site.
type robotsBook struct {
	text []byte
	read time.Time
	kept int
}

func (b *robotsBook) Recall(string) ([]byte, time.Time, bool) { return b.text, b.read, b.kept > 0 }
func (b *robotsBook) Keep(_ string, text []byte, read time.Time) error {
	b.text, b.read, b.kept = text, read, b.kept+1
	return nil
}

// What robots.txt says holds for a day, in later runs too. A refusal and what
// cannot be read are asked for again by each.
func TestRobotsBetweenRuns(t *testing.T) {
	for _, test := range []struct {
		name   string
		robots http.HandlerFunc
		want   error
		kept   bool
	}{
		{"rules", status(200, "User-agent: *\nDisallow: /a\n"), scrape.ErrRobots, true},
		{"no rules", status(404, ""), nil, true},
		{"front page", page("<!DOCTYPE html><html>Disallow: /</html>"), nil, true},
		{"refused", status(403, "no"), nil, false},
		{"failing", status(503, ""), scrape.ErrRobots, false},
		{"malformed", status(200, "Disallow: /of/whom\n"), scrape.ErrRobots, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			var asked atomic.Int32
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/robots.txt" {
					asked.Add(1)
					test.robots(w, r)
					return
				}
				page("<html></html>")(w, r)
			}))
			defer s.Close()
			book, now := &robotsBook{}, time.Now()
			o := quick()
			o.Robots, o.Now = book, func() time.Time { return now }
			ask := func() int32 {
				asked.Store(0)
				if _, err := New(o).Get(t.Context(), Request{URL: s.URL + "/a"}); !errors.Is(err, test.want) {
					t.Errorf("error %v, want %v", err, test.want)
				}
				return asked.Load()
			}
			ask()
			now = now.Add(23 * time.Hour)
			if n := ask(); test.kept != (n == 0) {
				t.Errorf("asked %d times within a day", n)
			}
			now = now.Add(2 * time.Hour)
			if n := ask(); n == 0 {
				t.Error("not asked after a day")
			}
			book.read = now.Add(time.Hour)
			if n := ask(); n == 0 {
				t.Error("not asked though read in the future")
			}
		})
	}
}

func TestCrawlDelay(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			fmt.Fprint(w, "User-agent: *\nCrawl-delay: 0.3\nDisallow: /x\n")
			return
		}
		page("<html></html>")(w, r)
	}))
	defer s.Close()
	c, began := New(quick()), time.Now()
	for range 3 {
		if _, err := c.Get(t.Context(), Request{URL: s.URL}); err != nil {
			t.Fatal(err)
		}
	}
	if took := time.Since(began); took < 550*time.Millisecond {
		t.Errorf("three requests in %v with a delay of 0.3 s", took)
	}
}

// The rate is measured at the server, with requests from many goroutines.
func TestRate(t *testing.T) {
	var mu sync.Mutex
	var times []time.Time
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		times = append(times, time.Now())
		mu.Unlock()
		page("<html></html>")(w, r)
	}))
	defer s.Close()
	o := quick()
	o.Rate = 20
	c := New(o)
	var wg sync.WaitGroup
	for range 30 {
		wg.Go(func() {
			if _, err := c.Get(t.Context(), Request{URL: s.URL}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if len(times) != 31 {
		t.Fatalf("%d requests", len(times))
	}
	for i := range times {
		n := 0
		for _, at := range times[i:] {
			if at.Sub(times[i]) < 500*time.Millisecond {
				n++
			}
		}
		if n > 12 { // ten, and what the scheduler bunches
			t.Errorf("%d requests in half a second at 20 a second", n)
		}
	}
}

func TestPaces(t *testing.T) {
	for _, test := range []struct {
		rate float64
		url  string
		want float64
	}{
		{0, "https://data.sec.gov/x", 8}, {100, "https://www.sec.gov/x", 8}, {2, "https://www.sec.gov/x", 2},
		{0, "https://ir.example.com/", 1}, {100, "http://127.0.0.1:80/", 100}, {0, "https://notsec.gov/", 1},
	} {
		tr := newTransport(Options{Rate: test.rate})
		req, err := http.NewRequest("GET", test.url, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := float64(tr.host(req.URL).pace.Limit()); got != test.want {
			t.Errorf("%s with rate %v: %v, want %v", test.url, test.rate, got, test.want)
		}
	}
}

// However a request is held up, the end of its context ends it at once.
func TestCancel(t *testing.T) {
	hang := func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	for name, handler := range map[string]http.HandlerFunc{
		"header": hang,
		"body": func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprint(w, "<html>")
			w.(http.Flusher).Flush()
			hang(w, r)
		},
		"pause": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", "50")
			w.WriteHeader(503)
		},
		"pace": func(w http.ResponseWriter, r *http.Request) { page("<html></html>")(w, r) },
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, handler)
			o := quick()
			o.Patience = time.Minute
			if name == "pace" {
				o.Rate = 0.02
			}
			ctx, cancel := context.WithCancelCause(t.Context())
			stopped := errors.New("stopped by the user")
			began := time.Now()
			time.AfterFunc(50*time.Millisecond, func() { cancel(stopped) })
			_, err := New(o).Get(ctx, Request{URL: s.URL})
			if took := time.Since(began); !errors.Is(err, stopped) || took > 2*time.Second {
				t.Errorf("%v after %v", err, took)
			}
		})
	}
}

// Slow holds where nobody set a rate, and only makes slower.
func TestSlow(t *testing.T) {
	for _, test := range []struct {
		rate, want float64
	}{{0, 0.2}, {50, 50}} {
		c := New(Options{Rate: test.rate})
		c.Slow("https://ir.example.com/news", 5*time.Second)
		c.Slow("https://ir.example.com/news", time.Second)
		u, err := url.Parse("https://ir.example.com/other")
		if err != nil {
			t.Fatal(err)
		}
		if got := float64(c.transport.host(u).pace.Limit()); got != test.want {
			t.Errorf("rate %v: %v a second, want %v", test.rate, got, test.want)
		}
	}
}
