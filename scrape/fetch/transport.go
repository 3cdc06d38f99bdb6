package fetch

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/mail"
	"net/url"
	"strings"
	"sync"
	"time"

	"tickmark/scrape"
)

// servedType carries the Content-Type past colly, which would convert the
// charset that it names, in PDFs too.
const servedType = "Tickmark-Served-Type"

// transport is what colly sends its requests through.
type transport struct {
	userAgent string
	contact   bool // userAgent names one
	rate      float64
	maxBytes  int64
	patience  time.Duration
	backoff   time.Duration
	timeout   time.Duration
	stall     time.Duration // between two reads of a body
	private   bool          // private addresses may be dialled
	log       *slog.Logger
	robotsMem RobotsMemory // may be nil
	now       func() time.Time
	dial      http.RoundTripper

	mu        sync.Mutex
	hosts     map[string]*host       // by host and port, those of the SEC as one
	robotsTxt map[string]chan *rules // by scheme, host and port; holds nil before it is read, and nothing meanwhile
}

func newTransport(o Options) *transport {
	t := &transport{
		userAgent: o.UserAgent, rate: o.Rate, maxBytes: o.MaxBytes, patience: o.Patience, backoff: o.Backoff,
		timeout: o.Timeout, private: o.AllowPrivate, log: o.Log, robotsMem: o.Robots, now: o.Now, dial: o.transport,
		hosts: map[string]*host{}, robotsTxt: map[string]chan *rules{},
	}
	if t.userAgent == "" {
		t.userAgent = "tickmark"
	}
	if hasAddress(o.Contact) {
		t.userAgent, t.contact = t.userAgent+" "+o.Contact, true
	}
	t.maxBytes = orElse(t.maxBytes, defaultMaxBytes)
	t.patience = orElse(t.patience, defaultPatience)
	t.backoff = orElse(t.backoff, defaultBackoff)
	t.timeout = orElse(t.timeout, attemptTimeout)
	t.stall = orElse(o.stall, stallTimeout)
	if t.log == nil {
		t.log = slog.New(slog.DiscardHandler)
	}
	if t.now == nil {
		t.now = time.Now
	}
	if t.dial == nil {
		t.dial = newDialler(o.AllowPrivate)
	}
	return t
}

func orElse[T int64 | time.Duration](v, otherwise T) T {
	if v > 0 {
		return v
	}
	return otherwise
}

// hasAddress tells whether a contact is one printable line with a mail
// address in it.
func hasAddress(contact string) bool {
	for _, c := range contact {
		if c < ' ' || c > '~' {
			return false
		}
	}
	for _, word := range strings.Fields(contact) {
		word = strings.Trim(word, "<>(),;")
		name, domain, _ := strings.Cut(word, "@")
		if _, err := mail.ParseAddress(word); err == nil && name != "" && strings.Contains(domain, ".") {
			return true
		}
	}
	return false
}

// RoundTrip answers with a whole body and a status that is 200, 203, 304 or a
// redirect; everything else is an error. It implements http.RoundTripper.
func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := t.admissible(req.URL.String(), false); err != nil {
		return nil, err
	}
	if err := t.allowed(req); err != nil {
		return nil, err
	}
	a, err := t.exchange(req, t.maxBytes)
	if err != nil {
		return nil, err
	}
	return a.response(req), nil
}

// admissible refuses what must not be sent at all: addresses other than http
// and https, and requests without a contact to those who ask for one.
func (t *transport) admissible(address string, needContact bool) error {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return &scrape.Error{URL: address, Kind: scrape.ErrBadURL, Err: err}
	case u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "":
		return &scrape.Error{URL: address, Kind: scrape.ErrBadURL}
	case u.User != nil:
		return &scrape.Error{URL: u.Redacted(), Kind: scrape.ErrBadURL, Err: fmt.Errorf("it holds a password")}
	case (needContact || isSEC(u.Hostname())) && !t.contact:
		return &scrape.Error{URL: address, Kind: scrape.ErrNoContact}
	}
	return nil
}

// isSEC: https://www.sec.gov/os/accessing-edgar-data asks each program to
// name itself with a mail address and counts requests over all its hosts.
func isSEC(hostname string) bool {
	hostname = strings.TrimSuffix(strings.ToLower(hostname), ".")
	return hostname == "sec.gov" || strings.HasSuffix(hostname, ".sec.gov")
}

// answer is what one attempt brought.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// response dresses an answer for colly: no charset to convert, nothing left
// to decompress.
func (a answer) response(req *http.Request) *http.Response {
	h := a.header.Clone()
	h.Set(servedType, h.Get("Content-Type"))
	h.Set("Content-Type", "application/octet-stream")
	h.Del("Content-Encoding")
	h.Del("Content-Length")
	return &http.Response{
		Status: http.StatusText(a.status), StatusCode: a.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: h, Body: io.NopCloser(bytes.NewReader(a.body)), ContentLength: int64(len(a.body)), Uncompressed: true, Request: req,
	}
}
