package fetch

import (
	"bytes"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
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
