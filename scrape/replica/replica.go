// Package replica serves, on loopback, what the sources of releases serve:
// the same addresses, headers, refusals and habits, over the filings written
// for the tests. The demonstration and the tests collect from it.
package replica

import (
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"tickmark/testdata"
)

// CIK is the filer that EDGAR knows.
const CIK = "1795589"

// Options say how a replica behaves. The zero value is a server in good
// order that holds every filing and knows no limit.
type Options struct {
	Until      string            // the last results event that has happened, as 2025Q2; empty for all
	Validators bool              // submissions carry an ETag, which the real ones do not
	Paged      int               // filings older than the newest so many stand on a page of their own; 0 for none
	Rate       int               // requests allowed in a second; 0 for no limit
	Penalty    time.Duration     // how long one has to stay away after that; each request lengthens it
	Filings    []testdata.Filing // in place of testdata.Filings
	Flaps      bool              // every third answer to a newswire's feed is a redirect to nowhere, as one's are
	Markup     string            // of a site's list: article, card, else a table
	ThisYear   bool              // a site's list shows the newest year unless it is asked for all
}

// Server is one replica at work.
type Server struct {
	URL string // http://127.0.0.1:port

	http     *http.Server
	answer   http.HandlerFunc // in good order
	options  Options
	filings  []testdata.Filing                // every one, oldest first
	pdfs     map[string]testdata.Announcement // of a site, by event
	chinese  map[string]testdata.Announcement // of a newswire, by period
	mu       sync.Mutex
	known    int // so many of them are published
	fed      int // how often the feed was asked for
	faults   []*Fault
	requests []*Request
	recent   []time.Time // of requests within the last second
	barred   time.Time   // no answer but the refusal before
}

// Request is one request as the server saw it.
type Request struct {
	Time   time.Time
	Path   string // with the query
	Agent  string // User-Agent
	Header http.Header
	Status int // of the answer; 0 where a fault broke it off
}

// EDGAR starts a replica of the SEC's EDGAR: data.sec.gov and www.sec.gov on
// one address. Close ends it.
func EDGAR(o Options) (*Server, error) {
	s, err := holding(o)
	if err != nil {
		return nil, err
	}
	s.answer = s.edgar
	return s, s.start()
}

// holding is a server, not started yet, that holds filings.
func holding(o Options) (*Server, error) {
	filings := o.Filings
	if filings == nil {
		var err error
		if filings, err = testdata.Filings(); err != nil {
			return nil, fmt.Errorf("replica: %w", err)
		}
	}
	s := &Server{options: o, filings: filings, known: len(filings)}
	if o.Until != "" {
		s.known = 0
		if err := s.Publish(o.Until); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// start lets the server listen.
func (s *Server) start() error {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("replica: %w", err)
	}
	s.URL = "http://" + l.Addr().String()
	s.http = &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	go s.http.Serve(l) // ends with Close
	return nil
}

// Close stops the server and breaks off what it is answering.
func (s *Server) Close() error { return s.http.Close() }

// Bases are the addresses to collect from, as a source names them.
func (s *Server) Bases() map[string]string {
	return map[string]string{"data": s.URL, "www": s.URL}
}

// Publish lets everything happen up to the last filing of an event, as
// 2025Q3; empty for all filings. What is published stays so.
func (s *Server) Publish(event string) error {
	last := len(s.filings) - 1
	if event != "" {
		last = lastOf(s.filings, event)
	}
	if last < 0 {
		return fmt.Errorf("replica: no filing of event %q", event)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known = max(s.known, last+1)
	return nil
}

func lastOf(filings []testdata.Filing, event string) int {
	for i := len(filings) - 1; i >= 0; i-- {
		if filings[i].Event == event {
			return i
		}
	}
	return -1
}

// Requests lists what was asked so far, in the order in which it came.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]Request, len(s.requests))
	for i, r := range s.requests {
		out[i] = *r
	}
	return out
}

// Forget empties the list of requests.
func (s *Server) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = nil
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	seen := &recorder{ResponseWriter: w}
	noted := s.note(r)
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		noted.Status = seen.status
	}()
	if s.flap(seen, r) {
		return
	}
	if f := s.fault(r.URL.Path); f != nil {
		f.serve(s, seen, r)
		return
	}
	s.answer(seen, r)
}

func (s *Server) note(r *http.Request) *Request {
	noted := &Request{Time: time.Now(), Path: r.URL.RequestURI(), Agent: r.UserAgent(), Header: r.Header.Clone()}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, noted)
	return noted
}

// recorder notes the status that is sent.
type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(p []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	return r.ResponseWriter.Write(p)
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
