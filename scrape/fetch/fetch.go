// Package fetch is the polite HTTP client of the collectors: whole documents
// or an error, never something in between.
//
// colly asks and follows; everything it is known to do wrong by default is
// settled in the transport that it is given (transport.go): robots.txt is
// honoured, each attempt passes the host's token bucket, failures are tried
// again within a budget, a body is read whole within a bound or is an error,
// pages that refuse or challenge us are errors whatever their status, and
// addresses of private networks are refused when they are dialled, after the
// name was resolved. Bytes reach the caller as served.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/gocolly/colly/v2"

	"tickmark/scrape"
)

// Bounds.
const (
	defaultMaxBytes = 64 << 20         // of a body, compressed and not
	maxRobots       = 512 << 10        // RFC 9309, 2.5: at least 500 KiB must be read
	maxRedirects    = 5                // RFC 9309, 2.3.1.2 names five for robots.txt; documents get no more
	maxTries        = 4                // of one request
	secRate         = 8                // requests a second to sec.gov, which allows ten
	otherRate       = 1                // requests a second to anybody else
	connectTimeout  = 10 * time.Second // to a connection, and again to TLS
	headerTimeout   = 30 * time.Second // from the request to the header
	stallTimeout    = 30 * time.Second // between two reads of a body
	attemptTimeout  = 5 * time.Minute  // for one attempt with its body
	defaultPatience = time.Minute      // longest Retry-After that is waited out
	defaultBackoff  = time.Second      // the first pause is up to this long
	blockedFor      = 10 * time.Minute // the SEC's time-out, which each request lengthens
	robotsFor       = 24 * time.Hour   // RFC 9309, 2.4
	noRobotsFor     = 10 * time.Minute // until an unreachable robots.txt is tried again
	maxSuspect      = 256 << 10        // of a body that failed, kept for a look
	maxCrawlDelay   = time.Minute      // longer delays are taken as this
)

// Options say who asks and how. The zero value works for hosts that need no
// contact.
type Options struct {
	UserAgent    string        // name and version; default tickmark
	Contact      string        // holds a mail address; sec.gov is asked only with one
	Rate         float64       // requests a second to one host; default 1, and 8 for sec.gov, which never gets more
	MaxBytes     int64         // largest body; default 64 MiB
	AllowPrivate bool          // let loopback and private addresses be dialled
	Patience     time.Duration // longest Retry-After to wait out; default a minute
	Backoff      time.Duration // the first pause before trying again, at most; default a second
	Timeout      time.Duration // of one attempt with its body; default five minutes
	Log          *slog.Logger  // nil is silent
	Robots       RobotsMemory  // what robots.txt said in earlier runs; nil asks in each
	Now          func() time.Time
	transport    http.RoundTripper // for tests; nil dials
	stall        time.Duration     // for tests; 0 is stallTimeout
}

// Client fetches documents. It may be used by several goroutines.
type Client struct {
	collector *colly.Collector
	transport *transport
}

// Request asks for one document.
type Request struct {
	URL          string
	ETag         string // as remembered from an earlier Response
	LastModified string
	Accept       string // media types wanted, comma between; the body's look must fit one. Empty for any
	NeedContact  bool   // the source asks for a contact, whatever its host
}

// Response is a whole document, or the news that it has not changed.
type Response struct {
	Status       int
	FinalURL     string // after redirects
	Header       http.Header
	Body         []byte // as served, decompressed
	ETag         string
	LastModified string
	NotModified  bool // Body is empty: what was remembered still holds
	Fetched      time.Time
}

// New makes a client. Nothing is sent before Get.
func New(o Options) *Client {
	t := newTransport(o)
	c := colly.NewCollector(colly.AllowURLRevisit(), colly.ParseHTTPErrorResponse(), colly.UserAgent(t.userAgent))
	c.IgnoreRobotsTxt = true // the transport reads it, on redirects too
	c.MaxBodySize = 0        // colly would cut the body; the transport refuses it
	c.SetRequestTimeout(0)   // colly's ten seconds are short for a PDF
	c.DisableCookies()
	c.SetRedirectHandler(checkRedirect)
	c.WithTransport(t)
	return &Client{collector: c, transport: t}
}

// HasContact tells whether the client names a mail address to those who ask
// for one.
func (c *Client) HasContact() bool { return c.transport.contact }

// Get fetches one document. The error is a *scrape.Error, or the context's
// own where that ended.
func (c *Client) Get(ctx context.Context, r Request) (Response, error) {
	if err := c.transport.admissible(r.URL, r.NeedContact); err != nil {
		return Response{}, err
	}
	one := c.collector.Clone()
	one.Context = ctx
	var out Response
	answered := false
	one.OnResponse(func(a *colly.Response) {
		out, answered = response(a), true
	})
	err := one.Request(http.MethodGet, r.URL, nil, nil, c.header(r))
	if err == nil && !answered {
		err = errors.New("no answer")
	}
	if err != nil {
		return Response{}, explain(ctx, r.URL, err)
	}
	out.Fetched = c.transport.now().UTC()
	return out, nil
}

func (c *Client) header(r Request) http.Header {
	h := http.Header{"User-Agent": {c.transport.userAgent}, "Accept": {"*/*"}}
	if r.Accept != "" {
		h.Set("Accept", r.Accept)
	}
	if r.ETag != "" {
		h.Set("If-None-Match", etags(r.ETag))
	}
	if r.LastModified != "" {
		h.Set("If-Modified-Since", r.LastModified)
	}
	return h
}

// response takes the header back that the transport hid from colly.
func response(a *colly.Response) Response {
	h := a.Headers.Clone()
	h.Del("Content-Type")
	if served := h.Get(servedType); served != "" {
		h.Set("Content-Type", served)
	}
	h.Del(servedType)
	return Response{
		Status: a.StatusCode, FinalURL: a.Request.URL.String(), Header: h, Body: a.Body,
		ETag: h.Get("ETag"), LastModified: h.Get("Last-Modified"), NotModified: a.StatusCode == http.StatusNotModified,
	}
}

// explain finds the reason below the layers that http and colly put around it.
func explain(ctx context.Context, url string, err error) error {
	var known *scrape.Error
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("fetch %s: %w", url, context.Cause(ctx))
	case errors.As(err, &known):
		return known
	}
	return &scrape.Error{URL: url, Kind: scrape.ErrUnreachable, Err: err}
}

// checkRedirect bounds a chain of redirects and keeps it from leaving TLS.
// Everything else is checked by the transport, which sees each hop.
func checkRedirect(req *http.Request, via []*http.Request) error {
	from := via[0].URL.String()
	if len(via) > maxRedirects {
		return &scrape.Error{URL: from, Kind: scrape.ErrRedirect, Err: fmt.Errorf("more than %d hops", maxRedirects)}
	}
	if via[len(via)-1].URL.Scheme == "https" && req.URL.Scheme != "https" {
		return &scrape.Error{URL: from, Kind: scrape.ErrRedirect, Err: fmt.Errorf("from https to %s", req.URL)}
	}
	return nil
}
