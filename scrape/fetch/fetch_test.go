package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tickmark/scrape"
)

const contact = "tickmark-test@example.com"

// quick are options that let a test reach a server on loopback and fail fast.
func quick() Options {
	return Options{Contact: contact, AllowPrivate: true, Rate: 1000, Backoff: time.Millisecond, Patience: 2 * time.Second}
}

// serve starts a server whose robots.txt allows everything.
func serve(t *testing.T, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		h(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func page(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, body)
	}
}

func status(code int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(code)
		fmt.Fprint(w, body)
	}
}

// cut hijacks the connection, writes and closes it.
func cut(raw string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		c, b, err := w.(http.Hijacker).Hijack()
		if err != nil {
			panic(err)
		}
		b.WriteString(raw)
		b.Flush()
		c.Close()
	}
}

func gzipped(n int) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(make([]byte, n))
	z.Close()
	return b.Bytes()
}

func TestFaults(t *testing.T) {
	const whole = "<html><title>Results</title><body>Access Denied is a song</body></html>"
	bomb, small := gzipped(8<<20), gzipped(1<<19)
	for _, test := range []struct {
		name    string
		handler http.HandlerFunc
		want    error // nil for a document
		hits    int   // requests besides robots.txt
	}{
		{"whole", page(whole), nil, 1},
		{"not found", status(404, "gone"), scrape.ErrNotFound, 1},
		{"gone", status(410, ""), scrape.ErrNotFound, 1},
		{"bad request", status(400, "what?"), scrape.ErrBlocked, 1},
		{"forbidden", status(403, "no"), scrape.ErrAccessDenied, 1},
		{"undeclared tool", status(403, "<html><title>SEC.gov | Your Request Originates from an Undeclared Automated Tool</title>"), scrape.ErrUndeclaredTool, 1},
		{"rate threshold", status(403, "<html><head><title>SEC.gov | Request Rate Threshold Exceeded</title>"), scrape.ErrRateThreshold, 1},
		{"rate heading", status(403, "<html><h1>You&#8217;ve Exceeded the SEC’s Traffic Limit</h1>"), scrape.ErrRateThreshold, 1},
		{"object store", status(403, `<?xml version="1.0" encoding="UTF-8"?>`+"\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"), scrape.ErrAccessDenied, 1},
		{"no such key", status(404, "<Error><Code>NoSuchKey</Code></Error>"), scrape.ErrNotFound, 1},
		{"challenge with status 200", page("<html><title>Just a moment...</title></html>"), scrape.ErrChallenge, 1},
		{"threshold with status 200", page("<html><title>SEC.gov | Request Rate Threshold Exceeded</title></html>"), scrape.ErrRateThreshold, 1},
		{"gateway page with status 200", page("<HTML><HEAD>\n<TITLE>Access Denied</TITLE></HEAD></HTML>"), scrape.ErrAccessDenied, 1},
		{"soft 404", page("<html><title>Page not found | IR</title></html>"), scrape.ErrNotFound, 1},
		{"too many requests", status(429, ""), scrape.ErrTooManyRequests, maxTries},
		{"server fails", status(503, ""), scrape.ErrUnavailable, maxTries},
		{"file unavailable", status(503, "<title>SEC.gov | File Unavailable</title>"), scrape.ErrUnavailable, maxTries},
		{"accepted", status(202, "later"), scrape.ErrUnavailable, maxTries},
		{"partial", status(206, "<html>"), scrape.ErrWrongType, 1},
		{"not modified unasked", status(304, ""), scrape.ErrWrongType, 1},
		{"redirect to nowhere", status(302, ""), scrape.ErrRedirect, 1},
		{"short of its length", cut("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<html>"), scrape.ErrTruncated, maxTries},
		{"short of a chunk", cut("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n<html>\n\r\n"), scrape.ErrTruncated, maxTries},
		{"no length, no end", cut("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<html><p>Revenues were"), scrape.ErrTruncated, maxTries},
		{"no length, an end", cut("HTTP/1.0 200 OK\r\n\r\n<html>whole</html>"), nil, 1},
		{"empty", status(200, ""), scrape.ErrTruncated, maxTries},
		{"no answer", cut(""), scrape.ErrUnreachable, maxTries + 1}, // net/http asks again where it used a kept connection
		{"wrong type", page("%PDF-1.7\n"), scrape.ErrWrongType, 1},
		{"binary", page("\x00\x01\x02"), scrape.ErrWrongType, 1},
		{"too large, declared", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", fmt.Sprint(2<<20))
			w.Write(make([]byte, 1024))
		}, scrape.ErrTooLarge, 1},
		{"endless", func(w http.ResponseWriter, r *http.Request) {
			for {
				if _, err := w.Write(bytes.Repeat([]byte("<p>more"), 512)); err != nil {
					return
				}
			}
		}, scrape.ErrTooLarge, 1},
		{"gzip bomb", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(bomb)
		}, scrape.ErrTooLarge, 1},
		{"gzip cut", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(small[:len(small)/2])
		}, scrape.ErrTruncated, maxTries},
		{"brotli unasked", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			fmt.Fprint(w, "x")
		}, scrape.ErrWrongType, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			var hits atomic.Int64
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				hits.Add(1)
				test.handler(w, r)
			})
			o := quick()
			o.MaxBytes = 1 << 20
			r, err := New(o).Get(t.Context(), Request{URL: s.URL + "/x", Accept: "text/html"})
			if !errors.Is(err, test.want) || (err == nil) != (test.want == nil) {
				t.Fatalf("error %v, want %v", err, test.want)
			}
			var e *scrape.Error
			if err != nil && (!errors.As(err, &e) || e.Kind != test.want || len(r.Body) > 0 || r.Status != 0) {
				t.Errorf("error %#v, response %d with %d bytes", err, r.Status, len(r.Body))
			}
			if err == nil && !bytes.Contains(r.Body, []byte("</html>")) {
				t.Errorf("body %q", r.Body)
			}
			if int(hits.Load()) != test.hits {
				t.Errorf("%d requests, want %d", hits.Load(), test.hits)
			}
		})
	}
}

// Failures that pass are waited out; Retry-After is kept to.
func TestTryAgain(t *testing.T) {
	var times []time.Time
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		times = append(times, time.Now())
		switch len(times) {
		case 1:
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(429)
		case 2:
			cut("")(w, r)
		default:
			page("<html>now</html>")(w, r)
		}
	})
	r, err := New(quick()).Get(t.Context(), Request{URL: s.URL})
	if err != nil || string(r.Body) != "<html>now</html>" || len(times) != 3 {
		t.Fatalf("%q, %v after %d requests", r.Body, err, len(times))
	}
	if d := times[1].Sub(times[0]); d < time.Second {
		t.Errorf("asked again after %v, Retry-After was 1", d)
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2025, 11, 19, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"": 0, "7": 7 * time.Second, "-7": 0, "soon": 0, "99999999999": 24 * time.Hour,
		"Wed, 19 Nov 2025 12:01:00 GMT": time.Minute, "Wed, 19 Nov 2025 11:00:00 GMT": 0, "Wed, 19 Nov 2031 11:00:00 GMT": 24 * time.Hour,
	} {
		if got := retryAfter(value, now); got != want {
			t.Errorf("%q: %v, want %v", value, got, want)
		}
	}
}

// A host that asks to stay away for long is not asked again, nor is one that
// has blocked us; one refused document is no reason.
func TestStayAway(t *testing.T) {
	for _, test := range []struct {
		name   string
		answer http.HandlerFunc
		want   error
		hits   int
	}{
		{"long Retry-After", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", "600")
			w.WriteHeader(503)
		}, scrape.ErrUnavailable, 1},
		{"rate threshold", status(403, "<title>Request Rate Threshold Exceeded</title>"), scrape.ErrRateThreshold, 1},
		{"access denied", status(403, "<Error><Code>AccessDenied</Code></Error>"), scrape.ErrAccessDenied, 3},
	} {
		t.Run(test.name, func(t *testing.T) {
			hits := 0
			s := serve(t, func(w http.ResponseWriter, r *http.Request) { hits++; test.answer(w, r) })
			c := New(quick())
			for range 3 {
				if _, err := c.Get(t.Context(), Request{URL: s.URL}); !errors.Is(err, test.want) {
					t.Errorf("error %v, want %v", err, test.want)
				}
			}
			if hits != test.hits {
				t.Errorf("%d requests, want %d", hits, test.hits)
			}
		})
	}
}

// A host that is down costs the budget of tries and no more.
func TestRetryBudget(t *testing.T) {
	var hits atomic.Int64
	s := serve(t, func(w http.ResponseWriter, r *http.Request) { hits.Add(1); w.WriteHeader(500) })
	c := New(quick())
	const documents = 20
	for i := range documents {
		if _, err := c.Get(t.Context(), Request{URL: fmt.Sprintf("%s/%d", s.URL, i)}); !errors.Is(err, scrape.ErrUnavailable) {
			t.Fatal(err)
		}
	}
	if got := int(hits.Load()); got > documents+retryBurst+1 {
		t.Errorf("%d requests for %d documents", got, documents)
	}
}

func TestConditional(t *testing.T) {
	const tag, date = `"5a105e8b9d40e1329780d62ea2265d8a-gzip"`, "Wed, 19 Nov 2025 11:54:00 GMT"
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", tag)
		w.Header().Set("Last-Modified", date)
		// Compares without -gzip, as some servers do.
		if strings.Contains(r.Header.Get("If-None-Match"), `"5a105e8b9d40e1329780d62ea2265d8a"`) && r.Header.Get("If-Modified-Since") == date {
			w.WriteHeader(304)
			return
		}
		page("<html>text</html>")(w, r)
	})
	c := New(quick())
	first, err := c.Get(t.Context(), Request{URL: s.URL})
	if err != nil || first.NotModified || first.ETag != tag || first.LastModified != date {
		t.Fatalf("%+v, %v", first, err)
	}
	second, err := c.Get(t.Context(), Request{URL: s.URL, ETag: first.ETag, LastModified: first.LastModified})
	if err != nil || !second.NotModified || second.Status != 304 || len(second.Body) != 0 || second.ETag != tag {
		t.Fatalf("%+v, %v", second, err)
	}
}

// Bytes arrive as served, whatever charset the header claims, and so does
// the header.
func TestBytesAsServed(t *testing.T) {
	all := []byte("%PDF-1.4\n")
	for i := range 256 {
		all = append(all, byte(i))
	}
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/pdf; charset=ISO-8859-1")
		w.Write(all)
	})
	r, err := New(quick()).Get(t.Context(), Request{URL: s.URL + "/a.xml.gz"})
	if err != nil || !bytes.Equal(r.Body, all) {
		t.Fatalf("%d bytes, %v", len(r.Body), err)
	}
	if got := r.Header.Get("Content-Type"); got != "application/pdf; charset=ISO-8859-1" || r.Header.Get(servedType) != "" {
		t.Errorf("header %v", r.Header)
	}
}

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

type tripper func(*http.Request) (*http.Response, error)

func (f tripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestAddresses(t *testing.T) {
	for url, want := range map[string]error{
		"ftp://example.com/": scrape.ErrBadURL, "file:///etc/passwd": scrape.ErrBadURL, "http:///x": scrape.ErrBadURL, "": scrape.ErrBadURL,
		"https://user:secret@example.com/": scrape.ErrBadURL, "http://[::1": scrape.ErrBadURL,
		"http://127.0.0.1:1/": scrape.ErrPrivateAddress, "http://localhost:1/": scrape.ErrPrivateAddress, "http://[::1]:1/": scrape.ErrPrivateAddress,
		"http://169.254.169.254/latest": scrape.ErrPrivateAddress, "http://10.0.0.1/": scrape.ErrPrivateAddress, "http://0.0.0.0:1/": scrape.ErrPrivateAddress,
		"http://2130706433:1/": scrape.ErrPrivateAddress, "http://[::ffff:192.168.0.1]/": scrape.ErrPrivateAddress, "http://100.64.0.1/": scrape.ErrPrivateAddress,
		"http://[64:ff9b::7f00:1]/": scrape.ErrPrivateAddress, "http://[fe80::1]/": scrape.ErrPrivateAddress, "http://[fd00::1]/": scrape.ErrPrivateAddress,
	} {
		o := quick()
		o.AllowPrivate = false
		_, err := New(o).Get(t.Context(), Request{URL: url})
		if !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", url, err, want)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("password in %q", err)
		}
	}
}

// A proxy of the environment may stand at a private address; what is asked of
// it may not.
func TestProxy(t *testing.T) {
	var asked []string
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.String())
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		page("<html>proxied</html>")(w, r)
	}))
	defer proxy.Close()
	t.Setenv("HTTP_PROXY", proxy.URL)
	t.Setenv("http_proxy", proxy.URL)
	t.Setenv("NO_PROXY", "")
	t.Setenv("no_proxy", "")
	o := quick()
	o.AllowPrivate = false
	c := New(o)
	r, err := c.Get(t.Context(), Request{URL: "http://ir.example.com/x"})
	if err != nil || string(r.Body) != "<html>proxied</html>" || len(asked) != 2 {
		t.Fatalf("%q, %v, asked %q", r.Body, err, asked)
	}
	for _, private := range []string{"http://10.1.2.3/", "http://intranet/"} {
		if _, err := c.Get(t.Context(), Request{URL: private}); !errors.Is(err, scrape.ErrPrivateAddress) {
			t.Errorf("%s: %v", private, err)
		}
	}
	if len(asked) != 2 {
		t.Errorf("asked %q", asked)
	}
}

func TestTLSIsVerified(t *testing.T) {
	s := httptest.NewTLSServer(page("<html></html>"))
	defer s.Close()
	_, err := New(quick()).Get(t.Context(), Request{URL: s.URL})
	var certificate *tls.CertificateVerificationError
	if !errors.Is(err, scrape.ErrUnreachable) || !errors.As(err, &certificate) {
		t.Errorf("error %v", err)
	}
}

func TestRedirects(t *testing.T) {
	other := serve(t, page("<html>other</html>"))
	closed := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "User-agent: *\nDisallow: /private\n")
	}))
	defer closed.Close()
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, map[string]string{
			"/other": other.URL + "/found", "/closed": closed.URL + "/private/x", "/loop": "/loop", "/file": "file:///etc/passwd",
			"/sec": "https://www.sec.gov/x", "/password": "http://u:p@example.com/",
		}[r.URL.Path], http.StatusFound)
	})
	o := quick()
	o.Contact = ""
	c := New(o)
	r, err := c.Get(t.Context(), Request{URL: s.URL + "/other"})
	if err != nil || r.FinalURL != other.URL+"/found" || string(r.Body) != "<html>other</html>" {
		t.Errorf("%q at %s, %v", r.Body, r.FinalURL, err)
	}
	for path, want := range map[string]error{
		"/closed": scrape.ErrRobots, "/loop": scrape.ErrRedirect, "/file": scrape.ErrBadURL, "/sec": scrape.ErrNoContact, "/password": scrape.ErrBadURL,
	} {
		if _, err := c.Get(t.Context(), Request{URL: s.URL + path}); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", path, err, want)
		}
	}
	down, err := http.NewRequest("GET", "http://example.com/", nil)
	if err != nil {
		t.Fatal(err)
	}
	from, err := http.NewRequest("GET", "https://example.com/", nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := checkRedirect(down, []*http.Request{from}); !errors.Is(err, scrape.ErrRedirect) {
		t.Errorf("from https to http: %v", err)
	}
}

// A public address that redirects to a private one is caught when it is
// dialled; so is robots.txt that does.
func TestRedirectToPrivate(t *testing.T) {
	inner := serve(t, page("<html>inner</html>"))
	for _, path := range []string{"/x", "/robots.txt"} {
		o := Options{Rate: 1000}
		real := newDialler(false)
		o.transport = tripper(func(r *http.Request) (*http.Response, error) {
			if r.URL.Host != "public.example.com" {
				return real.RoundTrip(r)
			}
			w := httptest.NewRecorder()
			if r.URL.Path == path {
				http.Redirect(w, r, inner.URL+"/x", http.StatusFound)
			} else {
				http.NotFound(w, r)
			}
			return w.Result(), nil
		})
		if _, err := New(o).Get(t.Context(), Request{URL: "http://public.example.com/x"}); !errors.Is(err, scrape.ErrPrivateAddress) {
			t.Errorf("%s: %v", path, err)
		}
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

func TestTimeout(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{
		"header": func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"body": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				fmt.Fprint(w, "<p>")
				w.(http.Flusher).Flush()
				time.Sleep(5 * time.Millisecond)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, handler)
			o := quick()
			o.Timeout = 40 * time.Millisecond
			if _, err := New(o).Get(t.Context(), Request{URL: s.URL}); !errors.Is(err, scrape.ErrTimeout) {
				t.Errorf("error %v", err)
			}
		})
	}
}
