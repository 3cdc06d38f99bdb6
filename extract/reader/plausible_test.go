package reader

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tickmark/extract"
	"tickmark/extract/fiscal"
)

// implausible is why no issuer reports on the period of a fact, empty where one
// may: a duration of whole months or weeks, or twelve months to any day where the
// words say so.
func implausible(f extract.Fact) string {
	p := f.Period
	switch {
	case !p.Known() || p.IsInstant():
		return ""
	case !p.Reported() && p.Months() != 12:
		return "neither whole months to a month's end nor weeks"
	case !p.Reported() && !slices.ContainsFunc(f.Witnesses, trailingWords):
		return "twelve months to a day, and no word of it"
	}
	return ""
}

// trailingWords reports whether a witness says that its figure is of twelve
// months up to a day. A cell does not hold its head: those are taken at their
// reader's word.
func trailingWords(w extract.Witness) bool {
	return w.At.Row >= 0 || slices.ContainsFunc(fiscal.Scan(w.Quote), func(m fiscal.Mention) bool { return m.Trailing })
}

// TestImplausible holds periods against those that issuers report on.
func TestImplausible(t *testing.T) {
	for period, want := range map[string]bool{
		"2025Q3": false, "2024-9M": false, "FY2024": false, "2024-12-31": false, "2025-06-30/2025-09-28": false,
		"2025-01-15/2025-04-14": true, "2024-10-09/2025-04-08": true, "2024-04-25/2025-04-24": true, "2022-10-29/2023-01-28": true,
	} {
		p, err := fiscal.Parse(period)
		if err != nil {
			t.Fatal(err)
		}
		if got := implausible(extract.Fact{Period: p}); (got != "") != want {
			t.Errorf("%s: %q, want it implausible: %v", period, got, want)
		}
	}
}

// TestPlausiblePeriods reads the collection of real documents that
// TICKMARK_SHARED names, where it does, and finds no figure on a period that
// issuers do not report on.
func TestPlausiblePeriods(t *testing.T) {
	shared := os.Getenv("TICKMARK_SHARED")
	if shared == "" || testing.Short() {
		t.Skip("reads a collection of real documents, which TICKMARK_SHARED names, and not in short")
	}
	root, err := filepath.EvalSymlinks(filepath.Join(shared, "corpus", "docs"))
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && slices.Contains([]string{".html", ".htm", ".pdf", ".txt", ".md"}, strings.ToLower(filepath.Ext(path))) {
			checked += checkPeriods(t, path)
		}
		return err
	})
	if err != nil || checked == 0 {
		t.Fatalf("%d durations, %v", checked, err)
	}
	t.Logf("%d durations", checked)
}

// checkPeriods reports the implausible durations of a document, and returns how
// many it has in all.
func checkPeriods(t *testing.T, path string) int {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	res, err := Read(context.Background(), data, Options{})
	if err != nil {
		return 0 // it has no text
	}
	n := 0
	for _, f := range res.Facts {
		if f.Period.Known() && !f.Period.IsInstant() {
			n++
		}
		if why := implausible(f); why != "" {
			t.Errorf("%s: %s %s at %s: %s", path, f.Label, f.Period, f.Witnesses[0].Place, why)
		}
	}
	return n
}
