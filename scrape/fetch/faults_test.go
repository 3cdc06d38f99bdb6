package fetch

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"tickmark/scrape"
)

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
		{"rate threshold, cut", cut("HTTP/1.1 403 Forbidden\r\nContent-Length: 900\r\n\r\n<title>Request Rate Threshold Exceeded</title>"), scrape.ErrRateThreshold, 1},
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

func TestTimeout(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{
		"header": func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"stall": func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprint(w, "<html>")
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		},
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
			if name == "stall" {
				o.Timeout, o.stall = time.Minute, 40*time.Millisecond
			}
			if _, err := New(o).Get(t.Context(), Request{URL: s.URL}); !errors.Is(err, scrape.ErrTimeout) {
				t.Errorf("error %v", err)
			}
		})
	}
}
