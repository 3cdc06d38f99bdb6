package replica

import (
	"bytes"
	"crypto/md5"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
	_ "time/tzdata" // EDGAR's clock, wherever the tests run

	"tickmark/testdata"
)

// robotsTxt has the empty line and the comment that stand within the group of
// the real one.
const robotsTxt = "User-agent: *\nDisallow: /invented/path\n\n#SEC\nAllow: /Archives/edgar/data\nDisallow: /cgi-bin\nDisallow: /search/\n"

// edgar answers as data.sec.gov and www.sec.gov do.
func (s *Server) edgar(w http.ResponseWriter, r *http.Request) {
	if !strings.Contains(r.UserAgent(), "@") {
		undeclared(w)
		return
	}
	if s.tooFast(time.Now()) {
		threshold(w)
		return
	}
	switch p := r.URL.Path; {
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
	case p == "/robots.txt":
		serve(w, r, []byte(robotsTxt), "text/plain", time.Time{}, "")
	case strings.HasPrefix(p, "/submissions/"):
		s.submissions(w, r, strings.TrimPrefix(p, "/submissions/"))
	case strings.HasPrefix(p, "/Archives/edgar/data/"):
		s.archive(w, r, strings.TrimPrefix(p, "/Archives/edgar/data/"))
	default:
		noSuchKey(w, strings.TrimPrefix(p, "/"))
	}
}

// tooFast counts a request and tells whether the limit is passed or its
// penalty lasts.
func (s *Server) tooFast(now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.options.Rate <= 0 {
		return false
	}
	for len(s.recent) > 0 && now.Sub(s.recent[0]) >= time.Second {
		s.recent = s.recent[1:]
	}
	s.recent = append(s.recent, now)
	if len(s.recent) > s.options.Rate || now.Before(s.barred) {
		s.barred = now.Add(s.options.Penalty)
		return true
	}
	return false
}

// archive serves a folder of one filing: its index pages and documents.
func (s *Server) archive(w http.ResponseWriter, r *http.Request, rest string) {
	parts := strings.Split(rest, "/")
	if len(parts) != 3 || strings.TrimLeft(parts[0], "0") != CIK {
		accessDenied(w)
		return
	}
	f, ok := s.filing(parts[1])
	if !ok {
		accessDenied(w)
		return
	}
	at := accepted(f)
	switch name := parts[2]; name {
	case "", f.Accession + "-index.htm", f.Accession + "-index.html":
		w.Header().Set("Cache-Control", "no-cache")
		serve(w, r, indexPage(f), "text/html", at, "")
	case f.Accession + "-index-headers.html":
		serve(w, r, headersPage(f), "text/html", at, "")
	default:
		s.document(w, r, f, name, at)
	}
}

func (s *Server) document(w http.ResponseWriter, r *http.Request, f testdata.Filing, name string, at time.Time) {
	for _, d := range f.Documents {
		if d.Filename != name {
			continue
		}
		data, err := fs.ReadFile(testdata.FS(), d.Path)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		sum := md5.Sum(data)
		serve(w, r, data, mediaType(name), at, hex.EncodeToString(sum[:]))
		return
	}
	noSuchKey(w, path.Join("edgar/data", CIK, bare(f), name))
}

// filing finds a published filing by its accession number without dashes.
func (s *Server) filing(number string) (testdata.Filing, bool) {
	for _, f := range s.published() {
		if bare(f) == number {
			return f, true
		}
	}
	return testdata.Filing{}, false
}

func (s *Server) published() []testdata.Filing {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.filings[:s.known]
}

func bare(f testdata.Filing) string { return strings.ReplaceAll(f.Accession, "-", "") }

// eastern is the clock of EDGAR.
var eastern = func() *time.Location {
	l, err := time.LoadLocation("America/New_York")
	if err != nil {
		panic(err) // time/tzdata holds it
	}
	return l
}()

// accepted is when a filing was accepted; zero where its header does not say.
func accepted(f testdata.Filing) time.Time {
	at, err := time.ParseInLocation("20060102150405", f.Accepted, eastern)
	if err != nil {
		return time.Time{}
	}
	return at
}

func mediaType(name string) string {
	switch path.Ext(name) {
	case ".pdf":
		return "application/pdf"
	case ".txt":
		return "text/plain"
	case ".jpg":
		return "image/jpeg"
	}
	return "text/html" // and no charset
}

// serve answers with a body, conditionally where it has validators.
// http.ServeContent compares them.
func serve(w http.ResponseWriter, r *http.Request, data []byte, kind string, modified time.Time, tag string) {
	w.Header().Set("Content-Type", kind)
	if tag != "" {
		w.Header().Set("ETag", `"`+tag+`"`)
	}
	http.ServeContent(w, r, "", modified, bytes.NewReader(data))
}

// The refusals, each in the markup and with the title of the real page, in
// words of our own. All three have status 403.

func undeclared(w http.ResponseWriter) {
	refuse(w, http.StatusForbidden, "Your Request Originates from an Undeclared Automated Tool", "Your Request Originates from an Undeclared Automated Tool",
		"This replica answers tools that name a mail address in their user agent.")
}

func threshold(w http.ResponseWriter) {
	refuse(w, http.StatusForbidden, "Request Rate Threshold Exceeded", "You’ve Exceeded the SEC’s Traffic Limit",
		"This replica stays closed for a while, and longer with each request.")
}

func unavailable(w http.ResponseWriter, status int) {
	refuse(w, status, "File Unavailable", "File Unavailable", "This replica was told to fail.")
}

func refuse(w http.ResponseWriter, status int, title, heading, text string) {
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(status)
	fmt.Fprintf(w, "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<title>SEC.gov | %s</title>\n</head>\n<body>\n<h1>%s</h1>\n<p>%s</p>\n</body>\n</html>\n",
		title, heading, text)
}

// accessDenied is what the archive says of folders that do not exist.
func accessDenied(w http.ResponseWriter) {
	objectError(w, http.StatusForbidden, "<Code>AccessDenied</Code><Message>Access Denied</Message>")
}

func noSuchKey(w http.ResponseWriter, key string) {
	objectError(w, http.StatusNotFound, "<Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><Key>"+escape(key)+"</Key>")
}

func objectError(w http.ResponseWriter, status int, inner string) {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	fmt.Fprintf(w, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>%s</Error>", inner)
}
