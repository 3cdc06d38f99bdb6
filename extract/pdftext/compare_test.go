package pdftext

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"tickmark/extract/layout"
)

// A numeric token of a text, with the separators within it.
var number = regexp.MustCompile(`\d[\d,.]*\d|\d`)

// TestAgainstPdftotext holds every file of a directory tree against pdftotext
// -layout: the characters and numbers of every page, and the order of its rows
// of figures. It fails where more files than TICKMARK_PDF_FILES says have less
// than 99.5 % of the characters or of theirs, and where more numbers are
// missing or extra and more rows out of order, in all files together, than
// TICKMARK_PDF_FIGURES says: none where they say nothing.
//
// Differences that pdftotext.txt in the directory TICKMARK_KNOWN lists are
// none. A file without readable text must be refused as one.
//
//	TICKMARK_PDFS=/some/dir go test -run AgainstPdftotext -v ./extract/pdftext
//
// TICKMARK_SHARED, a directory with a corpus of documents in it, serves as well.
func TestAgainstPdftotext(t *testing.T) {
	if testing.Short() {
		t.Skip("left out of the short form")
	}
	dir := corpusDir(t)
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skipf("nothing to compare with: %v", err)
	}
	reasons, figures, characters := explained(t), 0, 0
	for _, f := range pdfsBelow(t, dir) {
		t.Run(filepath.Base(f), func(t *testing.T) {
			a := compareFile(t, f, reasons)
			figures += len(a.missing) + len(a.extra) + len(a.moved)
			if a.recall() < 0.995 || a.precision() < 0.995 {
				characters++
			}
		})
	}
	atMost(t, "TICKMARK_PDF_FIGURES", figures, "numbers and rows differ")
	atMost(t, "TICKMARK_PDF_FILES", characters, "files have other characters")
}

// atMost fails where there is more of something than a variable of the
// environment allows, which is none where it is not set.
func atMost(t *testing.T, name string, n int, what string) {
	most, err := strconv.Atoi(cmp.Or(os.Getenv(name), "0"))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	t.Logf("%d %s, %d may", n, what, most)
	if n > most {
		t.Errorf("not the text that pdftotext finds: %d %s, %d may", n, what, most)
	}
}

// corpusDir is the directory of real files to test against.
func corpusDir(t testing.TB) string {
	if dir := os.Getenv("TICKMARK_PDFS"); dir != "" {
		return dir
	}
	if dir := os.Getenv("TICKMARK_SHARED"); dir != "" {
		return filepath.Join(dir, "corpus", "docs")
	}
	t.Skip("neither TICKMARK_PDFS nor TICKMARK_SHARED names a directory of real PDF files")
	return ""
}

func pdfsBelow(t testing.TB, dir string) (files []string) {
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
// has, what stands there really, on which page of which file, and why. Of rows
// it has "rows" and those of pdftotext.
func explained(t *testing.T) map[string]bool {
	known := map[string]bool{}
	dir := os.Getenv("TICKMARK_KNOWN")
	if dir == "" {
		t.Log("TICKMARK_KNOWN is not set: no difference is known")
		return known
	}
	for line := range strings.Lines(string(readFile(t, filepath.Join(dir, "pdftotext.txt")))) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "|")
		if len(f) != 5 {
			t.Fatalf("pdftotext.txt: %q has %d fields", line, len(f))
		}
		known[strings.Join(f[:4], "|")] = true
	}
	return known
}

// compareFile gives what differs in a file.
func compareFile(t *testing.T, file string, known map[string]bool) (sum agreement) {
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
	theirs := strings.Split(strings.TrimSuffix(string(norm.NFKC.Bytes(oracle)), "\f"), "\f")
	if len(theirs) != len(pages) {
		t.Errorf("%d pages, pdftotext has %d", len(pages), len(theirs))
	}
	for i := range min(len(pages), len(theirs)) {
		a := agree(theirs[i], pageText(pages[i]))
		a.explain(t, fmt.Sprintf("%s|%d|", filepath.Base(file), i+1), known)
		if len(a.missing)+len(a.extra)+len(a.moved) > 0 {
			t.Logf("page %d: missing %q, extra %q, rows out of order or of other numbers %q", i+1, a.missing, a.extra, a.moved)
		}
		sum.add(a)
	}
	t.Logf("%d pages, %s", len(pages), sum)
	return sum
}

// agreement tells how much of one text is in another.
type agreement struct {
	theirs, ours, both int // characters
	numbers, rows      int
	missing, extra     []string // numbers
	moved              []string // rows of theirs that ours have elsewhere or otherwise
}

// explain takes away the differences of a page that are known and right.
func (a *agreement) explain(t *testing.T, page string, known map[string]bool) {
	if key := page + strings.Join(a.missing, " ") + "|" + strings.Join(a.extra, " "); known[key] {
		t.Logf("explained: %s", key)
		a.missing, a.extra = nil, nil
	}
	if key := page + "rows|" + strings.Join(a.moved, "; "); known[key] {
		t.Logf("explained: %s", key)
		a.moved = nil
	}
}

func (a *agreement) add(b agreement) {
	a.theirs, a.ours, a.both = a.theirs+b.theirs, a.ours+b.ours, a.both+b.both
	a.numbers, a.rows = a.numbers+b.numbers, a.rows+b.rows
	a.missing, a.extra, a.moved = append(a.missing, b.missing...), append(a.extra, b.extra...), append(a.moved, b.moved...)
}

func (a agreement) recall() float64    { return float64(a.both) / float64(max(a.theirs, 1)) }
func (a agreement) precision() float64 { return float64(a.both) / float64(max(a.ours, 1)) }

func (a agreement) String() string {
	return fmt.Sprintf("characters found %.5f, theirs %.5f, numbers %d, missing %d, extra %d, rows %d, moved %d",
		a.recall(), a.precision(), a.numbers, len(a.missing), len(a.extra), a.rows, len(a.moved))
}

func agree(theirs, ours string) agreement {
	want, got := runesOf(theirs), runesOf(ours)
	a := agreement{theirs: total(want), ours: total(got), both: common(want, got)}
	n, m := number.FindAllString(theirs, -1), number.FindAllString(ours, -1)
	a.numbers, a.missing, a.extra = len(n), difference(n, m), difference(m, n)
	rows := rowsOf(theirs)
	a.rows, a.moved = len(rows), outOfOrder(rows, rowsOf(ours))
	return a
}

// rowsOf lists the lines with two numbers or more, as their numbers.
func rowsOf(page string) (rows []string) {
	for line := range strings.Lines(page) {
		if n := number.FindAllString(line, -1); len(n) >= 2 {
			rows = append(rows, strings.Join(n, " "))
		}
	}
	return rows
}

// outOfOrder lists the elements of a outside of the longest sequence that b has
// in the same order.
func outOfOrder(a, b []string) (out []string) {
	long := make([][]int, len(a)+1) // longest common sequence of a[i:] and b[k:]
	long[len(a)] = make([]int, len(b)+1)
	for i := len(a) - 1; i >= 0; i-- {
		long[i] = make([]int, len(b)+1)
		for k := len(b) - 1; k >= 0; k-- {
			long[i][k] = max(long[i+1][k], long[i][k+1])
			if a[i] == b[k] {
				long[i][k] = long[i+1][k+1] + 1
			}
		}
	}
	k := 0
	for i, row := range a {
		at := k
		for at < len(b) && b[at] != row {
			at++
		}
		if at < len(b) && long[i+1][at+1]+1 == long[i][k] {
			k = at + 1
		} else {
			out = append(out, row)
		}
	}
	return out
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

func total(m map[rune]int) (n int) {
	for _, k := range m {
		n += k
	}
	return n
}

func common(a, b map[rune]int) (n int) {
	for r, k := range a {
		n += min(k, b[r])
	}
	return n
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
