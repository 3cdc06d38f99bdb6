package layout

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"tickmark/extract"
)

var update = flag.Bool("update", false, "rewrite the goldens")

func TestBlocks(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		blocks, err := Blocks(context.Background(), pagesOf(string(data)))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		invariants(t, blocks)
		golden(t, strings.TrimSuffix(name, ".txt")+".blocks", dump(blocks))
	}
}

// pagesOf reads text as a page printer would set it in type of one width: a
// Chinese character is as wide as two others.
func pagesOf(text string) []Page {
	var pages []Page
	for i, sheet := range strings.Split(text, "\f") {
		p := Page{Number: i + 1}
		for y, row := range strings.Split(sheet, "\n") {
			if l := wordsAt(row, float64(y)*2.4); len(l.Words) > 0 {
				p.Lines = append(p.Lines, l)
				p.Width = max(p.Width, l.Words[len(l.Words)-1].X1)
			}
		}
		pages = append(pages, p)
	}
	return pages
}

func wordsAt(row string, y float64) Line {
	var l Line
	x := 0.0
	for len(row) > 0 {
		word := row
		if i := strings.IndexByte(row, ' '); i >= 0 {
			word = row[:i]
		}
		wide := 0.0
		for _, r := range word {
			wide++
			if Ideographic(r) && r < 0xFF00 {
				wide++
			}
		}
		if word != "" {
			l.Words = append(l.Words, Word{Text: word, X0: x, X1: x + wide, Y: y, Size: 2})
		}
		x += wide + 1
		row = row[min(len(row), len(word)+1):]
	}
	return l
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

// dump prints blocks so that goldens can be read: the cells of a row between
// bars, each with its columns.
func dump(blocks []extract.Block) string {
	var b strings.Builder
	for _, block := range blocks {
		b.WriteString(block.Kind.String())
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

// invariants hold for all blocks.
func invariants(t *testing.T, blocks []extract.Block) {
	t.Helper()
	for _, b := range blocks {
		inOrder(t, b.Words, b.Marks)
		if (b.Kind == extract.Grid) != (b.Table != nil) {
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
	if !utf8.ValidString(text) {
		t.Fatalf("%q is no UTF-8", text)
	}
}

func TestBlocksCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Blocks(ctx, pagesOf("words")); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled Blocks gives %v", err)
	}
}

// FuzzBlocks looks for pages that break the tables.
func FuzzBlocks(f *testing.F) {
	names, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(names) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip("no UTF-8")
		}
		blocks, err := Blocks(context.Background(), pagesOf(text))
		if err != nil {
			t.Fatal(err)
		}
		invariants(t, blocks)
	})
}
