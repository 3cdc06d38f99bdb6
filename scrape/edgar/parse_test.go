package edgar

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// The samples beside the repository are not needed: the shapes that they show
// stand in these files.
func TestParse(t *testing.T) {
	data, err := os.ReadFile("testdata/submissions.json")
	if err != nil {
		t.Fatal(err)
	}
	s, err := parseSubmissions(data)
	if err != nil || s.cik != 9999999 || len(s.filings) != 3 || len(s.pages) != 1 || s.pages[0] != (olderPage{"CIK0009999999-submissions-001.json", "2019-12-31", 2}) {
		t.Errorf("%+v, %v", s, err)
	}
	if want := (filing{"0009999999-26-000003", "6-K/A", "2026-02-01"}); s.filings[0] != want {
		t.Errorf("%+v, want %+v", s.filings[0], want)
	}
	data, err = os.ReadFile("testdata/headers.html")
	if err != nil {
		t.Fatal(err)
	}
	h, err := parseHeader(data)
	if err != nil {
		t.Fatal(err)
	}
	want := header{"0009999999-26-000003", "6-K/A", time.Date(2026, 7, 1, 21, 5, 9, 0, time.UTC), []document{
		{"6-K/A", 1, "zz-6k.htm", "FORM 6-K/A"}, {"EX-99.1", 2, "zz_ex99-1.htm", "M&A UPDATE"}, {"GRAPHIC", 3, "zz_logo.jpg", ""},
	}}
	if fmt.Sprint(h) != fmt.Sprint(want) {
		t.Errorf("got  %v\nwant %v", h, want)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, text := range []string{
		`{}`, `[]`, `null`, `{"cik":"KC"}`, `{"cik":"1"}`, `{"cik":"1","filings":{"recent":{}}}`,
		`{"cik":"1","filings":{"recent":{"accessionNumber":["0001104659-25-113842"],"filingDate":[],"form":["6-K"]}}}`,
		`{"cik":"1","filings":{"recent":{"accessionNumber":["../../x"],"filingDate":["2025-01-01"],"form":["6-K"]}}}`,
		`{"cik":"1","filings":{"recent":{"accessionNumber":["0001104659-25-113842"],"filingDate":["soon"],"form":["6-K"]}}}`,
		`{"cik":"1","filings":{"recent":{"accessionNumber":[],"filingDate":[],"form":[]},"files":[{"name":"../x.json","filingTo":"2025-01-01"}]}}`,
	} {
		if s, err := parseSubmissions([]byte(text)); err == nil {
			t.Errorf("%s: %+v", text, s)
		}
	}
	page, err := os.ReadFile("testdata/headers.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range [][2]string{
		{"zz_ex99-1.htm", "../zz.htm"}, {"zz_ex99-1.htm", "http://x/zz.htm"}, {"20260701170509", "2026070117050"}, {"20260701170509", ""},
		{"<ACCESSION-NUMBER>0009999999-26-000003", "<ACCESSION-NUMBER>x"}, {"&lt;SEQUENCE&gt;2", "&lt;SEQUENCE&gt;two"}, {"&lt;/DOCUMENT&gt;", ""}, {"/SEC-HEADER", "/SEC"},
	} {
		if !bytes.Contains(page, []byte(change[0])) {
			t.Fatalf("%q is not in the page", change[0])
		}
		if h, err := parseHeader(bytes.ReplaceAll(page, []byte(change[0]), []byte(change[1]))); err == nil {
			t.Errorf("%q for %q: %+v", change[1], change[0], h)
		}
	}
}

// Whatever the list says, an address made of it stays in the archive.
func FuzzSubmissions(f *testing.F) {
	data, err := os.ReadFile("testdata/submissions.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := parseSubmissions(data)
		if err != nil && (s.filings != nil || s.pages != nil) {
			t.Errorf("an error and %+v", s)
		}
		for _, row := range s.filings {
			if !accessionRE.MatchString(row.accession) || !dateRE.MatchString(row.date) {
				t.Errorf("row %+v", row)
			}
		}
		for _, p := range s.pages {
			if strings.ContainsAny(p.name, "/\\?#") {
				t.Errorf("page %q", p.name)
			}
		}
	})
}

func FuzzHeader(f *testing.F) {
	page, err := os.ReadFile("testdata/headers.html")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(page)
	f.Fuzz(func(t *testing.T, page []byte) {
		h, err := parseHeader(page)
		if err != nil {
			if h.documents != nil || h.accession != "" {
				t.Errorf("an error and %+v", h)
			}
			return
		}
		if len(h.documents) == 0 || h.accepted.IsZero() || h.accepted.Location() != time.UTC {
			t.Errorf("header %+v", h)
		}
		for _, d := range h.documents {
			if strings.ContainsAny(d.filename, "/\\?#%:") || strings.HasPrefix(d.filename, ".") || d.sequence < 1 {
				t.Errorf("document %+v", d)
			}
		}
	})
}
