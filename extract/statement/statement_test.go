package statement

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/htmltext"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

var update = flag.Bool("update", false, "write the golden files")

var document = extract.Context{
	Period:   fiscal.Ended(3, fiscal.Date{Year: 2025, Month: 9, Day: 30}),
	Calendar: fiscal.Calendar{YearEnd: 12}, Currency: quantity.CNY, Basis: extract.GAAP,
}

// TestRead reads the tables of testdata/*.html and compares what they say with
// the golden beside each.
func TestRead(t *testing.T) {
	files, err := filepath.Glob("testdata/*.html")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, file := range files {
		text := decode(t, file)
		got := printed(t, text, contextOf(t, file))
		golden := strings.TrimSuffix(file, ".html") + ".golden"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", file, got, want)
		}
	}
}

var periodForm = regexp.MustCompile(`<!-- period (\S+) -->`)

// contextOf is the document's context; a fixture may name another period.
func contextOf(t *testing.T, file string) extract.Context {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	c := document
	if m := periodForm.FindSubmatch(data); m != nil {
		if c.Period, err = fiscal.Parse(string(m[1])); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func decode(t testing.TB, file string) extract.Text {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text, err := htmltext.Decode(context.Background(), data)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// printed lists what the tables of a text say, one fact or miss a line. Beside
// it stands an invariant: each quote is a cell, and holds the printed figure.
func printed(t *testing.T, text extract.Text, document extract.Context) string {
	t.Helper()
	facts, misses := Read(text, document, vocabulary.Default())
	var b strings.Builder
	for _, f := range facts {
		w := f.Witnesses[0]
		fmt.Fprintf(&b, "%s | %s | %s | %s %s | %s | %s | %s\n", f.Period, f.Metric, f.Label, f.Value, f.Unit, f.Basis, f.Dimensions, w.Rule)
		cell := text.Blocks[w.At.Block].Table.Rows[w.At.Row].Cells[w.At.Cell].Text
		if cell != w.Quote || !strings.Contains(w.Quote, w.Printed) {
			t.Errorf("%s: cell %q, quote %q, printed %q", w.Place, cell, w.Quote, w.Printed)
		}
	}
	for _, m := range misses {
		fmt.Fprintf(&b, "miss %s %q: %s\n", m.Place, m.Quote, m.Reason)
	}
	return b.String()
}
