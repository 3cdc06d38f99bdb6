package reader

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"tickmark/extract"
	"tickmark/testdata"
)

// documents gives the pages of every filing written for the tests, those of
// an invented issuer with whole statements among them.
func documents(t testing.TB) map[string]testdata.Document {
	t.Helper()
	out := map[string]testdata.Document{}
	for _, list := range []func() ([]testdata.Filing, error){testdata.Filings, testdata.LaterFilings, testdata.Harbour.Filings} {
		filings, err := list()
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range filings {
			for _, d := range f.Documents {
				out[d.Path] = d
			}
		}
	}
	if len(out) < 30 {
		t.Fatalf("only %d documents", len(out))
	}
	return out
}

func page(t testing.TB, path string) []byte {
	t.Helper()
	data, err := fs.ReadFile(testdata.FS(), path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestClass: releases and announcements of results are told from covers,
// notices, returns and transcripts, each with a reason.
func TestClass(t *testing.T) {
	for path, d := range documents(t) {
		res, err := Read(context.Background(), page(t, path), Options{})
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		want := d.Kind == "release" || d.Kind == "announcement"
		if (res.Class != "") != want || res.Reason == "" {
			t.Errorf("%s (%s): class %q because %q", path, d.Kind, res.Class, res.Reason)
		}
	}
}

// TestAnnouncements: each announcement is one of results for its period, in
// either language, and its PDF says what its page says.
func TestAnnouncements(t *testing.T) {
	list, err := testdata.Announcements()
	if err != nil || len(list) < 4 {
		t.Fatalf("%d announcements, %v", len(list), err)
	}
	for _, a := range list {
		html, pdf := readPage(t, a.Path), readPage(t, strings.TrimSuffix(a.Path, ".html")+".pdf")
		if html.Class != extract.Release || html.Period.String() != a.Period || len(html.Facts) < 12 {
			t.Errorf("%s: class %q for %s, %d facts: %s", a.Path, html.Class, html.Period, len(html.Facts), html.Reason)
		}
		h, p := keysOf(html.Facts), keysOf(pdf.Facts)
		if !reflect.DeepEqual(h, p) {
			t.Errorf("%s: %d facts from the page, %d from the PDF", a.Path, len(h), len(p))
		}
	}
}

func readPage(t *testing.T, path string) extract.Result {
	t.Helper()
	res, err := Read(context.Background(), page(t, path), Options{})
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return res
}

// keysOf lists what facts say, whatever their order.
func keysOf(facts []extract.Fact) map[string]bool {
	out := map[string]bool{}
	for _, f := range facts {
		k := f.Key()
		out[fmt.Sprintf("%v %s", k, f.Value)] = true
	}
	return out
}

// TestSame: the same bytes give the same result, in the same order.
func TestSame(t *testing.T) {
	for path, d := range documents(t) {
		if !d.Release() {
			continue
		}
		a, err := Read(context.Background(), page(t, path), Options{Ledger: true})
		if err != nil {
			t.Fatal(err)
		}
		b, err := Read(context.Background(), page(t, path), Options{Ledger: true})
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(a, b) {
			t.Errorf("%s: two readings differ", path)
		}
	}
}

// TestLedger: every number of a release is accounted for, few stay
// unexplained, and each fact's figure is in the ledger.
func TestLedger(t *testing.T) {
	for path, d := range documents(t) {
		if !d.Release() {
			continue
		}
		res, err := Read(context.Background(), page(t, path), Options{Ledger: true})
		if err != nil {
			t.Fatal(err)
		}
		kinds := map[string]int{}
		for _, e := range res.Ledger {
			kinds[e.Kind]++
		}
		if kinds["fact"] == 0 || kinds["unexplained"]*8 > len(res.Ledger) {
			t.Errorf("%s: ledger of %d numbers: %v", path, len(res.Ledger), kinds)
		}
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		name string
		data []byte
		want error
	}{
		{"empty", nil, ErrEmpty},
		{"binary", bytes.Repeat([]byte{0, 1, 2, 3}, 100), ErrType},
		{"too large", make([]byte, MaxBytes+1), ErrTooLarge},
	} {
		if _, err := Read(context.Background(), c.data, Options{}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, []byte("<html><p>Total revenues were RMB5 million.</p></html>"), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestSniff(t *testing.T) {
	for _, c := range []struct {
		data string
		want extract.Media
	}{
		{"# Results\n\n| | 2025<br>RMB |\n|---|---|\n| Revenue | 5 |\n", extract.Markdown},
		{"Revenue<br>5", extract.HTML},
		{"%PDF-1.7\n", extract.PDF}, {"junk\n%PDF-1.4", extract.PDF},
		{"<!DOCTYPE html><html>", extract.HTML}, {"<DOCUMENT>\n<TYPE>EX-99.1", extract.HTML}, {"  <table><tr><td>1</td>", extract.HTML},
		{"# Results\n\n| a | b |\n", extract.Markdown}, {"Revenue 5\nCost 4\n", extract.Plain},
		{"PK\x03\x04\x00\x00", ""}, {"\x89PNG\r\n\x1a\n\x00\x00\x00", ""},
	} {
		if got := Sniff([]byte(c.data)); got != c.want {
			t.Errorf("Sniff(%q) = %q, want %q", c.data, got, c.want)
		}
	}
}

// FuzzRead: whatever the bytes, a reading ends with a result or a sentence,
// and every witness quotes its figure.
func FuzzRead(f *testing.F) {
	f.Add([]byte("<html><p>Total revenues were RMB5.0 million in the third quarter of 2025.</p></html>"))
	f.Add([]byte("<table><tr><td></td><td>Three months ended June 30, 2025</td></tr><tr><td></td><td>RMB'000</td></tr><tr><td>Revenue</td><td>(1,234)</td></tr></table>"))
	f.Add([]byte("Revenue   1,234\nCost   (5)\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		res, err := Read(context.Background(), data, Options{Ledger: true})
		if err != nil {
			return
		}
		for _, x := range res.Facts {
			for _, w := range x.Witnesses {
				if w.Printed != "" && !strings.Contains(w.Quote, w.Printed) {
					t.Fatalf("%q does not hold %q", w.Quote, w.Printed)
				}
			}
		}
	})
}

// BenchmarkExtract reads a real-sized release from bytes to graded facts, and
// real ones where TICKMARK_SHARED says where a collection of them lies.
func BenchmarkExtract(b *testing.B) {
	real, err := filepath.Glob(filepath.Join(os.Getenv("TICKMARK_SHARED"), "corpus/docs/*/*.html"))
	if err != nil || len(real) == 0 {
		b.Log("TICKMARK_SHARED names no collection of real releases: only our own is read")
	}
	for _, path := range real {
		data, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(filepath.Base(filepath.Dir(path))+"/"+filepath.Base(path), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Read(context.Background(), data, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	for path, d := range documents(b) {
		if !d.Release() || path != whole {
			continue
		}
		data := page(b, path)
		b.Run(d.Filename, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if res, err := Read(context.Background(), data, Options{}); err != nil || len(res.Facts) < 200 {
					b.Fatal(len(res.Facts), err)
				}
			}
		})
	}
}
