package pdftext

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tickmark/extract/layout"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestCases reads small files with one trap each, and compares the words of
// their lines with the golden file beside them.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.pdf")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases (%v)", err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".pdf"), func(t *testing.T) {
			golden(t, strings.TrimSuffix(f, ".pdf")+".txt", linesOf(t, readFile(t, f)))
		})
	}
}

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func linesOf(t *testing.T, data []byte) string {
	t.Helper()
	pages, notes, err := Lines(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, n := range notes {
		b.WriteString("note: " + n + "\n")
	}
	for _, p := range pages {
		fmt.Fprintf(&b, "page %d, %.0f by %.0f\n", p.Number, p.Width, p.Height)
		for _, l := range p.Lines {
			b.WriteString(lineText(l) + "\n")
		}
	}
	return b.String()
}

// lineText is a line's words, marks with ^ before them.
func lineText(l layout.Line) string {
	var words []string
	for _, w := range l.Words {
		if w.Mark {
			w.Text = "^" + w.Text
		}
		words = append(words, w.Text)
	}
	return strings.Join(words, " ")
}

// TestBroken reads small files that are damaged, hostile or without text. Each
// gives its words or a clear error, soon.
func TestBroken(t *testing.T) {
	files, err := filepath.Glob("testdata/broken/*.pdf")
	if err != nil || len(files) == 0 {
		t.Fatalf("no broken files (%v)", err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".pdf"), func(t *testing.T) {
			start := time.Now()
			got := ""
			if _, _, err := Lines(t.Context(), readFile(t, f)); err != nil {
				got = "error: " + err.Error() + "\n"
				if !isOurs(err) {
					t.Errorf("%v matches no error of this package", err)
				}
			} else {
				got = linesOf(t, readFile(t, f))
			}
			golden(t, strings.TrimSuffix(f, ".pdf")+".txt", got)
			if d := time.Since(start); d > 10*time.Second {
				t.Errorf("took %v", d)
			}
		})
	}
}

func isOurs(err error) bool {
	for _, e := range []error{ErrNotPDF, ErrDamaged, ErrPassword, ErrLimit, ErrNoText, ErrGarbled} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want := string(readFile(t, file)); got != want {
		t.Errorf("got:\n%s\nwant (%s):\n%s", got, file, want)
	}
}

func TestErrors(t *testing.T) {
	head := "%PDF-1.4\n"
	tests := []struct {
		name, data string
		want       error
	}{
		{"empty", "", ErrNotPDF},
		{"page of HTML", "<html><body>Not Found</body></html>", ErrNotPDF},
		{"nothing but a header", head, ErrDamaged},
		{"huge table", head + "xref\n0 99999999\ntrailer\n<</Size 99999999>>\nstartxref\n9\n%%EOF\n", ErrDamaged},
		{"huge size", head + "1 0 obj\n<</Type/XRef/Size 9999999999/W[1 2 1]>>\nstream\n\nendstream\nendobj\nstartxref\n9\n%%EOF\n", ErrDamaged},
		{"circle of sections", head + "xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Prev 9>>\nstartxref\n9\n%%EOF\n", ErrDamaged},
	}
	for _, tt := range tests {
		if _, err := Decode(t.Context(), []byte(tt.data)); !errors.Is(err, tt.want) {
			t.Errorf("%s: Decode gives %v, want %v", tt.name, err, tt.want)
		}
	}
}
