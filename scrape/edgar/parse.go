package edgar

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // EDGAR's clock, on systems without one too
)

// Bounds of what is read from a page.
const (
	maxWrapper   = 4 << 10 // of the tags before a document's text
	maxDocuments = 1000    // of one filing
)

// eastern is the clock of EDGAR.
var eastern = func() *time.Location {
	l, err := time.LoadLocation("America/New_York")
	if err != nil {
		panic(err) // time/tzdata holds it
	}
	return l
}()

// filing is one row of the list of filings. Its time of acceptance is left
// out: the list gives it by the Eastern clock or in UTC and marks both as UTC.
type filing struct {
	accession string // 0001104659-25-113842
	form      string // 6-K
	date      string // 2025-11-19
}

// submissionsPage is the list of filings, newest first, as far as it is used.
type submissionsPage struct {
	cik     int
	filings []filing
	pages   []olderPage
}

// olderPage names a file with older filings.
type olderPage struct {
	name  string // CIK0001795589-submissions-001.json
	to    string // date of its newest filing
	count int    // of its filings
}

// columns are parallel arrays. Which others stand beside them changes from
// issuer to issuer and from year to year.
type columns struct {
	Accession []string `json:"accessionNumber"`
	Date      []string `json:"filingDate"`
	Form      []string `json:"form"`
}

var (
	accessionRE = regexp.MustCompile(`^\d{10}-\d{2}-\d{6}$`)
	dateRE      = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
	pageRE      = regexp.MustCompile(`^CIK\d{10}-submissions-\d{3}\.json$`)
	filenameRE  = regexp.MustCompile(`^[A-Za-z0-9_-][A-Za-z0-9._-]{0,200}$`)
)

// parseSubmissions reads the JSON at /submissions/CIK##########.json.
func parseSubmissions(data []byte) (submissionsPage, error) {
	var raw struct {
		CIK     json.RawMessage `json:"cik"` // padded, unpadded, and a number in sister files
		Filings *struct {
			Recent *columns `json:"recent"`
			Files  []struct {
				Name  string `json:"name"`
				To    string `json:"filingTo"`
				Count int    `json:"filingCount"`
			} `json:"files"`
		} `json:"filings"`
	}
	if err := json.Unmarshal(data, &raw); err != nil {
		return submissionsPage{}, fmt.Errorf("list of filings: %w", err)
	}
	cik, err := strconv.Atoi(strings.Trim(string(raw.CIK), `"`))
	if err != nil {
		return submissionsPage{}, fmt.Errorf("list of filings: cik %s", raw.CIK)
	}
	if raw.Filings == nil || raw.Filings.Recent == nil {
		return submissionsPage{}, errors.New("list of filings: filings.recent is missing")
	}
	filings, err := raw.Filings.Recent.rows()
	if err != nil {
		return submissionsPage{}, err
	}
	s := submissionsPage{cik: cik, filings: filings}
	for _, f := range raw.Filings.Files {
		if !pageRE.MatchString(f.Name) || !dateRE.MatchString(f.To) {
			return submissionsPage{}, fmt.Errorf("list of filings: older page %q to %q", f.Name, f.To)
		}
		s.pages = append(s.pages, olderPage{f.Name, f.To, f.Count})
	}
	return s, nil
}

// parsePage reads a file of older filings, whose arrays stand at the top.
func parsePage(data []byte) ([]filing, error) {
	var c columns
	if err := json.Unmarshal(data, &c); err != nil {
		return nil, fmt.Errorf("older filings: %w", err)
	}
	return c.rows()
}

// rows turns the arrays round. A list without its columns is another list.
func (c *columns) rows() ([]filing, error) {
	n := len(c.Accession)
	if c.Accession == nil || len(c.Date) != n || len(c.Form) != n {
		return nil, fmt.Errorf("list of filings: %d accession numbers, %d dates, %d forms", n, len(c.Date), len(c.Form))
	}
	out := make([]filing, n)
	for i := range out {
		out[i] = filing{c.Accession[i], c.Form[i], c.Date[i]}
		if !accessionRE.MatchString(c.Accession[i]) || !dateRE.MatchString(c.Date[i]) {
			return nil, fmt.Errorf("list of filings: row %d: accession number %q of %q", i+1, c.Accession[i], c.Date[i])
		}
	}
	return out, nil
}

// header is what an index-headers page says of a filing.
type header struct {
	accession string
	form      string
	accepted  time.Time // UTC
	documents []document
}

// document is one document of a filing.
type document struct {
	kind        string // EX-99.1
	sequence    int
	filename    string // without a path
	description string
}

// parseHeader reads an index-headers page. It holds the header in SGML within
// a comment and once more, escaped, before the list of documents.
func parseHeader(page []byte) (header, error) {
	text := strings.ReplaceAll(html.UnescapeString(string(page)), "\r\n", "\n")
	head, list, found := strings.Cut(text, "<DOCUMENT>")
	if !found || !strings.Contains(head, "</SEC-HEADER>") {
		return header{}, errors.New("no header, or no documents")
	}
	h := header{accession: tagValue(head, "ACCESSION-NUMBER"), form: tagValue(head, "TYPE")}
	if !accessionRE.MatchString(h.accession) || h.form == "" {
		return header{}, fmt.Errorf("header: accession number %q, type %q", h.accession, h.form)
	}
	var err error
	if h.accepted, err = acceptance(tagValue(head, "ACCEPTANCE-DATETIME")); err != nil {
		return header{}, err
	}
	parts := strings.Split(list, "<DOCUMENT>")
	if len(parts) > maxDocuments {
		return header{}, fmt.Errorf("%d documents", len(parts))
	}
	for _, part := range parts {
		d, err := parseDocument(part)
		if err != nil {
			return header{}, err
		}
		h.documents = append(h.documents, d)
	}
	return h, nil
}

func parseDocument(text string) (document, error) {
	text, _, closed := strings.Cut(text, "</DOCUMENT>")
	sequence, err := strconv.Atoi(tagValue(text, "SEQUENCE"))
	d := document{tagValue(text, "TYPE"), sequence, tagValue(text, "FILENAME"), tagValue(text, "DESCRIPTION")}
	if !closed || err != nil || sequence < 1 || d.kind == "" || !filenameRE.MatchString(d.filename) {
		return document{}, fmt.Errorf("document %q: type %q, sequence %d, closed %v", d.filename, d.kind, sequence, closed)
	}
	return d, nil
}

// acceptance reads a time of the header, which is by the Eastern clock.
func acceptance(value string) (time.Time, error) {
	at, err := time.ParseInLocation("20060102150405", value, eastern)
	if err != nil {
		return time.Time{}, fmt.Errorf("time of acceptance %q", value)
	}
	return at.UTC(), nil
}

// tagValue gives what follows the first line that starts with <tag>.
func tagValue(text, tag string) string {
	for line := range strings.Lines(text) {
		if value, ok := strings.CutPrefix(strings.TrimSpace(line), "<"+tag+">"); ok {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
