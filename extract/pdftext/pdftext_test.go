package pdftext

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
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
		b.WriteString(pageText(p))
	}
	return b.String()
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
