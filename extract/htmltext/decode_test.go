package htmltext

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tickmark/extract"
)

var update = flag.Bool("update", false, "rewrite the goldens")

func TestDecode(t *testing.T) {
	names, err := filepath.Glob("testdata/*.html")
	if err != nil || len(names) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text, err := Decode(context.Background(), data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		invariants(t, text)
		golden(t, strings.TrimSuffix(name, ".html")+".txt", dump(text))
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; got:\n%s", name, got)
	}
}

// dump prints a text so that goldens can be read: the cells of a row between
// bars, each with its columns.
func dump(t extract.Text) string {
	var b strings.Builder
	for _, block := range t.Blocks {
		fmt.Fprintf(&b, "%s %s", block.Place, block.Kind)
		if block.Table == nil {
			fmt.Fprintf(&b, ": %s%s\n", block.Words, markText(block.Words, block.Marks))
			continue
		}
		fmt.Fprintf(&b, ", %d columns\n", block.Table.Cols)
		for _, row := range block.Table.Rows {
			for _, c := range row.Cells {
				fmt.Fprintf(&b, "  | %d-%d %s%s", c.Col, c.Col+c.Span, c.Text, markText(c.Text, c.Marks))
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func markText(text string, marks []extract.Span) string {
	var b strings.Builder
	for _, m := range marks {
		fmt.Fprintf(&b, " {mark %s}", m.Of(text))
	}
	return b.String()
}

// invariants hold for every decoded page.
func invariants(t *testing.T, text extract.Text) {
	t.Helper()
	for _, b := range text.Blocks {
		inOrder(t, b.Words, b.Marks)
		if (b.Kind == extract.Grid) != (b.Table != nil) || b.Place == "" {
			t.Fatalf("block %+v", b)
		}
		if b.Table == nil {
			continue
		}
		for _, row := range b.Table.Rows {
			at := 0
			for _, c := range row.Cells {
				if c.Col < at || c.Span < 1 || c.Col+c.Span > b.Table.Cols || c.Text == "" {
					t.Fatalf("cell %+v after column %d of %d", c, at, b.Table.Cols)
				}
				at = c.Col + c.Span
				inOrder(t, c.Text, c.Marks)
			}
		}
	}
}

func inOrder(t *testing.T, text string, marks []extract.Span) {
	t.Helper()
	at := 0
	for _, m := range marks {
		if m.Start < at || m.End <= m.Start || m.End > len(text) {
			t.Fatalf("marks %v of %q", marks, text)
		}
		at = m.End
	}
}

func TestDecodeDeepPage(t *testing.T) {
	page := strings.Repeat("<font>", 700) + "<p>Total revenues were RMB1.0 million.</p><table><tr><td>Cash<td>1,000<td>2,000<tr><td>Debt<td>10<td>20</table>"
	text, err := Decode(context.Background(), []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	invariants(t, text)
	if len(text.Notes) == 0 || len(text.Blocks) != 2 || text.Blocks[1].Kind != extract.Grid {
		t.Errorf("notes %v, blocks:\n%s", text.Notes, dump(text))
	}
}

func TestDecodeErrors(t *testing.T) {
	if _, err := Decode(context.Background(), []byte("<p> &nbsp; </p>")); !errors.Is(err, ErrEmpty) {
		t.Errorf("an empty page gives %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Decode(ctx, []byte("<p>words</p>")); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled decode gives %v", err)
	}
}

func FuzzDecode(f *testing.F) {
	names, err := filepath.Glob("testdata/*.html")
	if err != nil || len(names) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("<table><tr><td colspan=9>1<td rowspan=3>2<tr><td>3"))
	f.Fuzz(func(t *testing.T, data []byte) {
		text, err := Decode(context.Background(), data)
		if err == nil {
			invariants(t, text)
		}
	})
}

// BenchmarkDecode reads the fixtures, or the pages of the directory that
// TICKMARK_BENCH names.
func BenchmarkDecode(b *testing.B) {
	dir := os.Getenv("TICKMARK_BENCH")
	if dir == "" {
		dir = "testdata"
	}
	names, err := filepath.Glob(filepath.Join(dir, "*.html"))
	if err != nil || len(names) == 0 {
		b.Fatalf("no pages in %s: %v", dir, err)
	}
	var pages [][]byte
	size := 0
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		pages, size = append(pages, data), size+len(data)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, p := range pages {
			if _, err := Decode(context.Background(), p); err != nil {
				b.Fatal(err)
			}
		}
	}
}
