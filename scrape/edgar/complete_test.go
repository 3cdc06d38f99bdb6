package edgar

import (
	"errors"
	"path"
	"slices"
	"strings"
	"testing"

	"tickmark/scrape"
	"tickmark/scrape/replica"
	"tickmark/testdata"
)

// filed are the bundled filings, to be changed.
func filed(t *testing.T) []testdata.Filing {
	t.Helper()
	filings, err := testdata.Filings()
	if err != nil {
		t.Fatal(err)
	}
	for i := range filings {
		filings[i].Documents = slices.Clone(filings[i].Documents)
	}
	return filings
}

// An annual report is collected when its form is asked for, its amendment
// with it, and no document of it but the report itself and exhibits 99.
func TestAnnualReport(t *testing.T) {
	filings := filed(t)
	for i, form := range []string{"20-F", "20-F/A"} {
		f := &filings[len(filings)-2+i]
		f.Form, f.Documents[0].Type, f.Documents[1].Type = form, form, "EX-12.1"
	}
	s := start(t, replica.Options{Filings: filings})
	report := func(f testdata.Filing) bool { return strings.HasPrefix(f.Form, "20-F") }
	for _, test := range []struct {
		forms []string
		want  func(testdata.Filing) bool
	}{
		{nil, func(f testdata.Filing) bool { return !report(f) }},
		{[]string{"20-F"}, report},
		{[]string{"6-K", "20-F"}, all},
	} {
		src := source(s)
		src.Forms = test.forms
		docs, err := collect(t, src, memory{})
		var want []string
		for _, f := range filings {
			for _, d := range f.Documents {
				if test.want(f) && d.Type != "EX-12.1" {
					want = append(want, d.Filename)
				}
			}
		}
		if err != nil || !sameSet(names(docs), want) {
			t.Errorf("forms %q: %q, want %q, %v", test.forms, names(docs), want, err)
		}
		for _, d := range docs {
			if strings.HasPrefix(d.Form, "20-F") != (d.Exhibit == d.Form && d.Form != "6-K") {
				t.Errorf("%s is %s of form %s", d.Filename, d.Exhibit, d.Form)
			}
		}
	}
}

// A source without a first day gets all that the list names, older pages too.
// A page that was read to its end is not asked for again.
func TestOlderPages(t *testing.T) {
	s, m := start(t, replica.Options{Paged: 5}), memory{}
	docs, err := collect(t, source(s), m)
	if err != nil || !slices.Equal(names(docs), listed(t, all)) {
		t.Fatalf("%q, %v", names(docs), err)
	}
	s.Forget()
	if docs, err = collect(t, source(s), m); err != nil || len(docs) > 0 || len(s.Requests()) != 2 {
		t.Errorf("again: %d documents by %d requests, %v", len(docs), len(s.Requests()), err)
	}
}

// What is on a page that fails comes with the next run; the rest comes now.
func TestOlderPageFails(t *testing.T) {
	const older = "-submissions-001.json"
	for _, test := range []struct {
		fault replica.Fault
		want  error
		some  bool
	}{
		{replica.Fault{Mode: replica.Missing}, scrape.ErrNotFound, true},
		{replica.Fault{Mode: replica.Malformed}, scrape.ErrWrongType, true},
		{replica.Fault{Mode: replica.Text, Body: `{"filings":{}}`}, scrape.ErrWrongType, true},
		{replica.Fault{Mode: replica.Threshold}, scrape.ErrRateThreshold, false},
	} {
		s, m := start(t, replica.Options{Paged: 5}), memory{}
		test.fault.Path = older
		s.Fail(test.fault)
		docs, err := collect(t, source(s), m)
		if !errors.Is(err, test.want) || (len(docs) > 0) != test.some || len(docs) == len(listed(t, all)) {
			t.Errorf("%s: %d documents, %v", test.fault.Mode, len(docs), err)
		}
		s.Heal()
		rest, err := collect(t, source(s), m)
		if err != nil || !sameSet(append(names(docs), names(rest)...), listed(t, all)) {
			t.Errorf("%s, then: %q, %v", test.fault.Mode, names(rest), err)
		}
	}
}

// Where a release stands in its filing does not matter: as any exhibit, in any
// order, in the cover itself, or in the second filing of a day.
func TestReleaseAnywhere(t *testing.T) {
	filings := filed(t)
	release := func(f testdata.Filing) int { return slices.IndexFunc(f.Documents, testdata.Document.Release) }
	for i := range filings {
		f := &filings[i]
		switch at := release(*f); {
		case at < 0:
		case i%3 == 0:
			slices.Reverse(f.Documents)
		case i%3 == 1: // the cover is the release
			f.Documents = []testdata.Document{f.Documents[at]}
			f.Documents[0].Type, f.Documents[0].Sequence = "6-K", 1
		default:
			f.Documents[at].Type = "EX-99"
		}
	}
	days := map[string]int{}
	s := start(t, replica.Options{Filings: filings})
	docs, err := collect(t, source(s), memory{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range filings {
		days[f.FilingDate]++
		for _, d := range f.Documents {
			at := slices.IndexFunc(docs, func(x scrape.Document) bool { return x.Filename == path.Base(d.Path) })
			if at < 0 || docs[at].Accession != f.Accession || docs[at].Exhibit != d.Type {
				t.Errorf("%s of %s is missing", d.Filename, f.Accession)
			}
		}
	}
	if days["2024-08-20"] != 2 {
		t.Error("no day has two filings")
	}
	if !slices.IsSortedFunc(docs, func(a, b scrape.Document) int { return a.Published.Compare(b.Published) }) {
		t.Error("documents are not in order of acceptance")
	}
}
