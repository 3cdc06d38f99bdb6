package pdftext

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"tickmark/extract/layout"
)

var number = regexp.MustCompile(`\d[\d,.]*\d|\d`)

// TestAgainstPdftotext holds every file of a directory tree against pdftotext
// -layout: the numbers and characters of every page. It reports, and fails
// where less than 99.5 % of the characters are there, or a number is missing or
// extra.
//
// Differences that testdata/explained.txt lists are none. A file without
// readable text must be refused as one.
//
//	TICKMARK_PDFS=/some/dir go test -run AgainstPdftotext -v ./extract/pdftext
func TestAgainstPdftotext(t *testing.T) {
	dir := os.Getenv("TICKMARK_PDFS")
	if dir == "" {
		t.Skip("TICKMARK_PDFS names no directory of PDF files to compare with pdftotext")
	}
	files := pdfsBelow(t, dir)
	reasons := explained(t)
	for _, f := range files {
		t.Run(filepath.Base(f), func(t *testing.T) { compareFile(t, f, reasons) })
	}
}

func pdfsBelow(t *testing.T, dir string) (files []string) {
	err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		if strings.HasSuffix(path, ".pdf") {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("no PDF files in %s (%v)", dir, err)
	}
	return files
}

// explained reads the differences that are known and right: what pdftotext
// has, what stands there really, on which page of which file, and why.
func explained(t *testing.T) map[string]bool {
	known := map[string]bool{}
	for line := range strings.Lines(string(readFile(t, "testdata/explained.txt"))) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "|")
		if len(f) != 5 {
			t.Fatalf("testdata/explained.txt: %q has %d fields", line, len(f))
		}
		known[strings.Join(f[:4], "|")] = true
	}
	return known
}

func compareFile(t *testing.T, file string, known map[string]bool) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	oracle, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	pages, notes, err := Lines(t.Context(), data)
	if errors.Is(err, ErrGarbled) || errors.Is(err, ErrNoText) {
		t.Skipf("no text to compare: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	if len(notes) > 0 {
		t.Logf("notes: %v", notes)
	}
	theirs := strings.Split(string(norm.NFKC.Bytes(oracle)), "\f")
	chars, found, numbers, missing, extra := 0, 0, 0, 0, 0
	for i, p := range pages {
		if i >= len(theirs) {
			break
		}
		ours := pageText(p)
		c, f := overlap(runesOf(theirs[i]), runesOf(ours))
		chars, found = chars+c, found+f
		a, b := number.FindAllString(theirs[i], -1), number.FindAllString(ours, -1)
		lost, added := difference(a, b), difference(b, a)
		if key := fmt.Sprintf("%s|%d|%s|%s", filepath.Base(file), i+1, strings.Join(lost, " "), strings.Join(added, " ")); known[key] {
			t.Logf("explained: %s", key)
			continue
		}
		numbers, missing, extra = numbers+len(a), missing+len(lost), extra+len(added)
		if len(lost)+len(added) > 0 {
			t.Logf("page %d: missing %q, extra %q", i+1, lost, added)
		}
	}
	recall := float64(found) / float64(max(chars, 1))
	t.Logf("%d pages, characters %.5f, numbers %d, missing %d, extra %d", len(pages), recall, numbers, missing, extra)
	if recall < 0.995 || missing+extra > 0 {
		t.Errorf("characters %.5f, numbers missing %d, extra %d", recall, missing, extra)
	}
}

func pageText(p layout.Page) string {
	var b bytes.Buffer
	for _, l := range p.Lines {
		for _, w := range l.Words {
			b.WriteString(norm.NFKC.String(w.Text))
			b.WriteByte(' ')
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func runesOf(s string) map[rune]int {
	m := map[rune]int{}
	for _, r := range s {
		if r > ' ' {
			m[r]++
		}
	}
	return m
}

func overlap(want, got map[rune]int) (all, found int) {
	for r, n := range want {
		all += n
		found += min(n, got[r])
	}
	return all, found
}

// difference is what a has and b has not, as often as it has it.
func difference(a, b []string) []string {
	have := map[string]int{}
	for _, s := range b {
		have[s]++
	}
	var out []string
	for _, s := range a {
		if have[s]--; have[s] < 0 {
			out = append(out, s)
		}
	}
	return out
}
