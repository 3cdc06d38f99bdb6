package edgar

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"tickmark/scrape"
	"tickmark/scrape/replica"
	"tickmark/testdata"
)

// The release of the third quarter and a fault that EDGAR alone can tell; the
// others are of the conformance suite. Every other document arrives, nothing
// arrives in its place, and it arrives once the fault is gone.
func TestFaults(t *testing.T) {
	const bad = "tm2530606d1_ex99-1.htm"
	const whole, wrapped = "<html><title>Maintenance</title></html>", "<DOCUMENT>\n<TYPE>EX-99.1\n<FILENAME>other.htm\n<TEXT>\n<html></html>\n</TEXT>\n</DOCUMENT>\n"
	for _, test := range []struct {
		fault replica.Fault
		want  error
	}{
		{replica.Fault{Mode: replica.Text, Body: whole}, scrape.ErrWrongType},
		{replica.Fault{Mode: replica.Text, Body: wrapped}, scrape.ErrWrongType},
		{replica.Fault{Mode: replica.Text, Body: strings.Replace(wrapped, "other.htm", bad, 1)[:70]}, scrape.ErrTruncated},
		{replica.Fault{Mode: replica.Elsewhere, Body: "/invented/path"}, scrape.ErrRobots},
	} {
		t.Run(fmt.Sprint(test.fault.Mode, test.want), func(t *testing.T) {
			s := start(t, replica.Options{})
			test.fault.Path = bad
			s.Fail(test.fault)
			m := memory{}
			docs, err := collect(t, source(s), m)
			if !errors.Is(err, test.want) {
				t.Fatalf("error %v, want %v", err, test.want)
			}
			var e *scrape.Error
			if !errors.As(err, &e) || !strings.Contains(e.URL, bad) && !strings.Contains(e.URL, "invented") {
				t.Errorf("error names %+v", e)
			}
			checkDocuments(t, docs)
			want := listed(t, all)
			at := slices.Index(want, bad)
			want = slices.Delete(want, at, at+1)
			if !slices.Equal(names(docs), want) {
				t.Errorf("got  %q\nwant %q", names(docs), want)
			}
			s.Heal()
			rest, err := collect(t, source(s), m)
			if got := append(names(docs), names(rest)...); err != nil || !sameSet(got, listed(t, all)) {
				t.Errorf("after the fault: %q, %v", names(rest), err)
			}
		})
	}
}

func sameSet(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// Faults of the list and of a header: no document of them, all of the others.
func TestFaultyPages(t *testing.T) {
	const list, head = "/submissions/CIK0001795589.json", "0001104659-25-113842-index-headers.html"
	other := `{"cik":"0000320193","filings":{"recent":{"accessionNumber":[],"filingDate":[],"form":[]},"files":[]}}`
	for _, test := range []struct {
		fault replica.Fault
		want  error
		docs  bool // those of the other filings arrive
	}{
		{replica.Fault{Path: list, Mode: replica.Text, Body: other}, scrape.ErrWrongType, false},
		{replica.Fault{Path: list, Mode: replica.Text, Body: `{"cik":"1795589","filings":{}}`}, scrape.ErrWrongType, false},
		{replica.Fault{Path: list, Mode: replica.Text, Body: `{"cik":"1795589"`}, scrape.ErrWrongType, false},
		{replica.Fault{Path: list, Mode: replica.Malformed}, scrape.ErrWrongType, false},
		{replica.Fault{Path: list, Mode: replica.Missing}, scrape.ErrNotFound, false},
		{replica.Fault{Path: list, Mode: replica.BlockPage}, scrape.ErrRateThreshold, false},
		{replica.Fault{Path: list, Mode: replica.Undeclared}, scrape.ErrUndeclaredTool, false},
		{replica.Fault{Path: "/robots.txt", Mode: replica.Failing}, scrape.ErrRobots, false},
		{replica.Fault{Path: "/robots.txt", Mode: replica.Text, Body: "User-agent: *\nDisallow: /\n"}, scrape.ErrRobots, false},
		{replica.Fault{Path: head, Mode: replica.AccessDenied}, scrape.ErrAccessDenied, true},
		{replica.Fault{Path: head, Mode: replica.Truncated}, scrape.ErrTruncated, true},
		{replica.Fault{Path: head, Mode: replica.Text, Body: "<html>SEC-HEADER</html>"}, scrape.ErrWrongType, true},
	} {
		t.Run(fmt.Sprint(test.fault.Path, test.fault.Mode, test.want), func(t *testing.T) {
			s := start(t, replica.Options{})
			s.Fail(test.fault)
			m := memory{}
			docs, err := collect(t, source(s), m)
			if !errors.Is(err, test.want) {
				t.Fatalf("error %v, want %v", err, test.want)
			}
			if test.want == scrape.ErrWrongType && len(scrape.Bodies(err)) == 0 {
				t.Errorf("what came is lost: %v", err)
			}
			var want []string
			if test.docs {
				want = listed(t, func(f testdata.Filing) bool { return f.Accession != "0001104659-25-113842" })
			}
			if !slices.Equal(names(docs), want) || m.Has(s.URL+list+"#6-K,") {
				t.Errorf("got  %q\nwant %q", names(docs), want)
			}
		})
	}
}

// A site that stopped answering is left alone after a few requests.
func TestDark(t *testing.T) {
	s := start(t, replica.Options{})
	s.Fail(replica.Fault{Path: "-index-headers.html", Mode: replica.Failing})
	docs, err := collect(t, source(s), memory{})
	if !errors.Is(err, scrape.ErrUnavailable) || len(docs) > 0 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	if n := len(s.Requests()); n > 2+5+11 {
		t.Errorf("%d requests", n)
	}
}
