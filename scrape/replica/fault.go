package replica

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

// Mode is the way in which an answer goes wrong.
type Mode string

// The faults that a path can be given.
const (
	Slow         Mode = "slow"               // nothing comes until the client leaves
	Trickle      Mode = "trickle"            // one byte at a time
	Truncated    Mode = "truncated"          // half of the declared length
	Reset        Mode = "reset"              // the connection is reset
	Undeclared   Mode = "undeclared tool"    // 403
	Threshold    Mode = "rate threshold"     // 403
	AccessDenied Mode = "access denied"      // 403
	Missing      Mode = "missing"            // 404
	TooMany      Mode = "too many requests"  // 429
	Failing      Mode = "failing"            // 503
	BlockPage    Mode = "block page"         // 200, in place of the document
	WrongType    Mode = "wrong type"         // a PDF under the header of the document; in place of a PDF, a page
	Bomb         Mode = "gzip bomb"          // 256 MiB of zeros, compressed
	Endless      Mode = "endless"            // until the client leaves
	Malformed    Mode = "malformed"          // half of the document, as if that were all
	Text         Mode = "text"               // Body, as it stands
	Elsewhere    Mode = "redirect elsewhere" // 302 to Body
	Loop         Mode = "redirect loop"      // 301 to itself
	Unchanged    Mode = "unchanged"          // 304, asked conditionally or not
	Charset      Mode = "charset"            // the document, under a header with the wrong charset
)

// Fault is one fault of the paths that end in Path.
type Fault struct {
	Path       string
	Mode       Mode
	Times      int    // so many requests, then all is well; 0 for ever
	RetryAfter string // a header to go with TooMany and Failing
	Body       string // for Text and Elsewhere
	served     int
}

// Fail gives paths a fault. The first that fits a request is its answer.
func (s *Server) Fail(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &f)
}

// Heal takes all faults away.
func (s *Server) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

func (s *Server) fault(path string) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.faults {
		if strings.HasSuffix(path, f.Path) && (f.Times == 0 || f.served < f.Times) {
			f.served++
			return f
		}
	}
	return nil
}

// step is the pause between two bytes of a trickle.
const step = 10 * time.Millisecond

func (f *Fault) serve(s *Server, w http.ResponseWriter, r *http.Request) {
	if f.RetryAfter != "" {
		w.Header().Set("Retry-After", f.RetryAfter)
	}
	switch f.Mode {
	case Slow:
		<-r.Context().Done()
	case Trickle, Truncated:
		f.partly(w, r, s.whole(r))
	case Reset:
		reset(w)
	case Undeclared:
		undeclared(w)
	case Threshold:
		threshold(w)
	case AccessDenied:
		accessDenied(w)
	case Missing:
		noSuchKey(w, r.URL.Path)
	case TooMany:
		http.Error(w, "too many requests", http.StatusTooManyRequests)
	case Failing:
		unavailable(w, http.StatusServiceUnavailable)
	case BlockPage:
		refuse(w, http.StatusOK, "Request Rate Threshold Exceeded", "You’ve Exceeded the SEC’s Traffic Limit", "With status 200.")
	case WrongType:
		wrongType(w, r)
	case Bomb:
		bomb(w)
	case Endless:
		for r.Context().Err() == nil {
			if _, err := w.Write(bytes.Repeat([]byte("<p>and more "), 1024)); err != nil {
				return
			}
		}
	case Malformed:
		w.Header().Set("Content-Type", mediaType(r.URL.Path))
		whole := s.whole(r)
		w.Write(whole[:len(whole)/2])
	case Charset:
		w.Header().Set("Content-Type", mediaType(r.URL.Path)+"; charset=utf-16")
		w.Write(s.whole(r))
	case Text:
		w.Header().Set("Content-Type", mediaType(r.URL.Path))
		io.WriteString(w, f.Body)
	case Elsewhere:
		http.Redirect(w, r, f.Body, http.StatusFound)
	case Loop:
		http.Redirect(w, r, r.URL.RequestURI(), http.StatusMovedPermanently)
	case Unchanged:
		w.WriteHeader(http.StatusNotModified)
	default:
		http.Error(w, fmt.Sprintf("no such fault: %s", f.Mode), http.StatusNotImplemented)
	}
}

func wrongType(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", mediaType(r.URL.Path))
	if mediaType(r.URL.Path) == "application/pdf" {
		io.WriteString(w, "<html><body><p>No PDF.</p></body></html>\n")
		return
	}
	io.WriteString(w, "%PDF-1.7\n%%EOF\n")
}

// whole is the answer without the fault.
func (s *Server) whole(r *http.Request) []byte {
	w := &buffer{header: http.Header{}}
	s.answer(w, r)
	return w.body.Bytes()
}

// buffer takes an answer that is not to be sent as it is.
type buffer struct {
	header http.Header
	body   bytes.Buffer
}

func (b *buffer) Header() http.Header         { return b.header }
func (b *buffer) WriteHeader(int)             {}
func (b *buffer) Write(p []byte) (int, error) { return b.body.Write(p) }

// partly sends the whole byte by byte, or half of it and hangs up.
func (f *Fault) partly(w http.ResponseWriter, r *http.Request, whole []byte) {
	w.Header().Set("Content-Type", mediaType(r.URL.Path))
	w.Header().Set("Content-Length", fmt.Sprint(len(whole)))
	if f.Mode == Truncated {
		w.Write(whole[:len(whole)/2])
		return // net/http closes the connection on a body shorter than declared
	}
	for i := range whole {
		if _, err := w.Write(whole[i : i+1]); err != nil {
			return
		}
		http.NewResponseController(w).Flush()
		select {
		case <-r.Context().Done():
			return
		case <-time.After(step):
		}
	}
}

// reset closes the connection without the usual farewell, which the client
// sees as a reset.
func reset(w http.ResponseWriter) {
	c, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	if tcp, ok := c.(*net.TCPConn); ok {
		tcp.SetLinger(0)
	}
	c.Close()
}

func bomb(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/html")
	w.Header().Set("Content-Encoding", "gzip")
	z := gzip.NewWriter(w)
	zeros := make([]byte, 1<<20)
	for range 256 {
		if _, err := z.Write(zeros); err != nil || z.Flush() != nil {
			return
		}
	}
	z.Close()
}
