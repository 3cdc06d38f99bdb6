package plaintext

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"tickmark/extract"
	"tickmark/extract/quantity"
)

func TestPages(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string // page, line height, then words with their columns
	}{
		{"columns", "Total revenues   2,478.0  (1.5)\n", []string{"0 2.4 Total 0-5 revenues 6-14 2,478.0 17-24 (1.5) 26-31"}},
		{"a Chinese character is one column", "總收入    2,478\r\n  毛利  12\n", []string{"0 2.4 總收入 0-3 2,478 7-12", "0 4.8 毛利 2-4 12 6-8"}},
		{"tabs", "a\tb\n12345678\tc\n", []string{"0 2.4 a 0-1 b 8-9", "0 4.8 12345678 0-8 c 16-17"}},
		{"form feeds part pages", "one\f\ftwo", []string{"1 2.4 one 0-3", "3 2.4 two 0-3"}},
		{"blank lines keep their room", "one\n\n\ntwo", []string{"0 2.4 one 0-3", "0 9.6 two 0-3"}},
		{"wide spaces", "收入　5\u00a06\u202f7", []string{"0 2.4 收入 0-2 5 3-4 6 5-6 7 7-8"}},
		{"what is invisible", "2,4\u200b78 mil\u00adlion\ufeff", []string{"0 2.4 2,478 0-5 million 6-13"}},
		{"nothing", " \n\f \n", nil},
	}
	for _, tt := range tests {
		if got := printed(tt.text); strings.Join(got, "\n") != strings.Join(tt.want, "\n") {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, got, tt.want)
		}
	}
}

func printed(text string) []string {
	var out []string
	for _, p := range Pages(text) {
		for _, l := range p.Lines {
			var b strings.Builder
			fmt.Fprintf(&b, "%d %g", p.Number, l.Words[0].Y)
			for _, w := range l.Words {
				fmt.Fprintf(&b, " %s %g-%g", w.Text, w.X0, w.X1)
			}
			out = append(out, b.String())
		}
	}
	return out
}

func TestEmpty(t *testing.T) {
	if text, err := Decode(context.Background(), []byte(" \n\n")); !errors.Is(err, ErrEmpty) || len(text.Blocks) > 0 {
		t.Errorf("blank text: %v, %v", text, err)
	}
}

func TestMarkdown(t *testing.T) {
	page := "# Third Quarter\n\nRevenue was **RMB2,478.0 million**.\n\n| RMB million | 2024 | 2025 |\n|---|---:|---:|\n| Revenue | 1,885.6 | (2,478.0) |\n"
	text, err := Markdown(context.Background(), []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range text.Blocks {
		line := b.Kind.String() + ": " + b.Words
		if b.Table != nil {
			for _, r := range b.Table.Rows {
				for _, c := range r.Cells {
					line += fmt.Sprintf("[%d %s]", c.Col, c.Text)
				}
			}
		}
		got = append(got, line)
	}
	want := []string{"heading: Third Quarter", "paragraph: Revenue was RMB2,478.0 million.",
		"table: [0 RMB million][1 2024][2 2025][0 Revenue][1 1,885.6][2 (2,478.0)]"}
	if text.Media != extract.Markdown || strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s\n got %q\nwant %q", text.Media, got, want)
	}
}

func FuzzPages(f *testing.F) {
	f.Add("Total revenues   2,478.0\n\f總收入\t5")
	f.Add(strings.Repeat("長", 2*maxLine))
	f.Add(strings.Repeat("\x95", 2*maxLine)) // no beginning of a letter to cut at
	f.Add(" " + strings.Repeat("\x95", 2*maxLine))
	f.Fuzz(func(t *testing.T, text string) {
		letters := 0
		for _, p := range Pages(text) {
			for _, l := range p.Lines {
				at := -1.0
				for _, w := range l.Words {
					if w.Text == "" || w.X0 < at || w.X1 <= w.X0 || w.X1 > p.Width || w.Y > p.Height {
						t.Fatalf("word %+v after %g on a page of %g x %g", w, at, p.Width, p.Height)
					}
					at = w.X1
					letters += len(w.Text)
				}
			}
		}
		if want := len(strings.Join(strings.FieldsFunc(quantity.Visible(text), blank), "")); letters != want {
			t.Fatalf("%d bytes of words, want %d", letters, want)
		}
	})
}

// TestIdeographs: ideographs are as wide as makes the figures beside them stand
// below each other.
func TestIdeographs(t *testing.T) {
	for name, text := range map[string]string{
		"two columns": "收入      1,200\n营业总收入  340\n利润        560\n",
		"one column":  "收入      1,200\n营业总收入     340\n利润        560\n",
	} {
		ends := map[float64]bool{}
		for _, l := range Pages(text)[0].Lines {
			ends[l.Words[len(l.Words)-1].X1] = true
		}
		if len(ends) != 1 {
			t.Errorf("%s: figures end at %v, want one place", name, ends)
		}
	}
}

// TestTags: the tags of old filings are no words, and part pages.
func TestTags(t *testing.T) {
	text := "<TYPE>EX-99\n<TABLE>\n<CAPTION>\n           1999\n<S>        <C>\nNet sales  1,204\n</TABLE>\n<PAGE>\nNotes\n"
	pages := Pages(untagged(text))
	if len(pages) != 2 || len(pages[0].Lines) != 2 || len(pages[1].Lines) != 1 {
		t.Fatalf("%+v, want a page of two lines and one of one", pages)
	}
	if got := pages[0].Lines[1].Words; len(got) != 3 || got[2].Text != "1,204" {
		t.Errorf("%+v, want the row as it stands", got)
	}
	if got := untagged("a < b > c"); got != "a < b > c" {
		t.Errorf("%q, want it as it was", got)
	}
}
