package main

import (
	"bytes"
	"context"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tickmark/testdata"
)

// TestOneCount: extract and explain say the same of how many numbers of a
// document nothing explains, and how many are disputed.
func TestOneCount(t *testing.T) {
	filings, err := testdata.Filings()
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for _, f := range filings {
		for _, d := range f.Documents {
			if !d.Release() {
				continue
			}
			path := filepath.Join("../../testdata", d.Path)
			if extracted, explained := saidCounts(t, "extract", path), saidCounts(t, "explain", path); extracted != explained {
				t.Errorf("%s: %v by extract, %v by explain", d.Path, extracted, explained)
			}
			read++
		}
	}
	if read < 5 {
		t.Errorf("only %d releases", read)
	}
}

var (
	unexplainedForm = regexp.MustCompile(`(\d+) (?:numbers? not explained|unexplained)`)
	disputedForm    = regexp.MustCompile(`(\d+) disputed`)
)

// saidCounts is how many numbers a command says are unexplained and disputed.
func saidCounts(t *testing.T, command, path string) [2]string {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(context.Background(), []string{"--db", t.TempDir() + "/none.db", "--issuer", "kc", command, path}, strings.NewReader(""), &out, &errs); code != 0 {
		t.Fatalf("%s %s: status %d: %s", command, path, code, errs.String())
	}
	m := unexplainedForm.FindStringSubmatch(errs.String())
	if m == nil {
		t.Fatalf("%s %s says no count: %s", command, path, errs.String())
	}
	disputed := "0"
	if d := disputedForm.FindStringSubmatch(errs.String()); d != nil {
		disputed = d[1]
	}
	return [2]string{m[1], disputed}
}
