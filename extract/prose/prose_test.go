package prose

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

var update = flag.Bool("update", false, "write the golden files")

// document is what the sentences of testdata are read in.
var document = extract.Context{
	Period:   fiscal.Ended(3, fiscal.Date{Year: 2025, Month: 9, Day: 30}),
	Calendar: fiscal.Calendar{YearEnd: 12}, Currency: quantity.CNY, Basis: extract.GAAP,
}

// TestRead reads each sentence of testdata/*.txt by itself and compares what
// it says with the golden beside it.
func TestRead(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
			b.WriteString(line + "\n" + said(t, line))
		}
		golden := strings.TrimSuffix(file, ".txt") + ".golden"
		if *update {
			if err := os.WriteFile(golden, []byte(b.String()), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		compare(t, golden, b.String(), string(want))
	}
}

func compare(t *testing.T, golden, got, want string) {
	t.Helper()
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			t.Errorf("%s:%d: got %q", golden, i+1, g[min(i, len(g)-1):min(i+3, len(g))])
			return
		}
	}
}

// said prints what a sentence says, one fact or miss a line.
func said(t *testing.T, line string) string {
	text := extract.Text{Blocks: []extract.Block{{Words: line}}}
	text.Number()
	facts, misses := Read(text, document, vocabulary.Default())
	var b strings.Builder
	for _, f := range facts {
		name := string(f.Metric)
		if name == "" {
			name = "“" + f.Label + "”"
		}
		fmt.Fprintf(&b, "    %s %s %s %s", f.Period, name, f.Value, f.Unit)
		for _, extra := range []string{string(f.Basis), f.Dimensions.String(), string(f.Qualifier), f.Witnesses[0].Rule} {
			if extra != "" {
				b.WriteString(" " + extra)
			}
		}
		b.WriteString("\n")
		w := f.Witnesses[0]
		if !strings.Contains(w.Quote, w.Printed) || !strings.Contains(line, w.Quote) {
			t.Errorf("%s: quote %q, printed %q", line, w.Quote, w.Printed)
		}
	}
	for _, m := range misses {
		fmt.Fprintf(&b, "    miss %q: %s\n", m.Quote, m.Reason)
	}
	return b.String()
}

// TestNote: a footnote says at what rate amounts are translated, and no more.
func TestNote(t *testing.T) {
	const words = "1 Revenues were RMB5.0 million. All translations from RMB to US$ are made at a rate of RMB7.2567 to US$1.00, the exchange rate on March 31, 2025. Costs were RMB4.0 million or so and RMB3.0 million."
	text := extract.Text{Blocks: []extract.Block{{Kind: extract.Note, Words: words, Marks: []extract.Span{{Start: 0, End: 1}}}}}
	text.Number()
	facts, misses := Read(text, document, vocabulary.Default())
	if len(facts) != 1 || facts[0].Metric != exchangeMetric || facts[0].Value.String() != "7.2567" || facts[0].Period.String() != "2025-03-31" || len(misses) != 0 {
		t.Errorf("%d facts: %+v, %d misses", len(facts), facts, len(misses))
	}
}

// TestParted: a line in title case that names a period begins a section; behind
// one that names none nobody knows whether the section goes on.
func TestParted(t *testing.T) {
	const figure = "Total revenues were RMB5.0 million."
	for _, c := range []struct {
		lines []string
		want  string // period of the figure below
	}{
		{nil, "2025Q3"},
		{[]string{"Third Quarter 2025 Highlights"}, "2025Q3"},
		{[]string{"Full Year 2024 Highlights"}, "FY2024"},
		{[]string{"Highlights for the Nine Months Ended September 30, 2025:"}, "2025-9M"},
		{[]string{"Full Year 2024 Highlights", "Net Revenues"}, "FY2024"},
		{[]string{"Full Year 2024 Highlights", "Recent Developments"}, ""},
		{[]string{"Full Year 2024 Highlights", "Third Quarter 2025 Results"}, "2025Q3"},
		{[]string{"Third Quarter 2025 Highlights", "Net Revenues"}, "2025Q3"},
		{[]string{"Third Quarter and Full Year 2024 Highlights"}, ""}, // of both
		{[]string{"Strong growth in fiscal year 2024"}, "2025Q3"},
		{[]string{"Acme Published Its Results of Fiscal Year 2024."}, "2025Q3"},
		{[]string{"Fiscal Year 2024 Revenues Exceeded RMB5 Million"}, "2025Q3"},
	} {
		var text extract.Text
		for _, line := range append(c.lines, figure) {
			text.Blocks = append(text.Blocks, extract.Block{Kind: extract.Paragraph, Words: line})
		}
		text.Number()
		got := ""
		facts, _ := Read(text, document, vocabulary.Default())
		for _, f := range facts {
			if f.Witnesses[0].At.Block == len(c.lines) {
				got = f.Period.String()
			}
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.lines, got, c.want)
		}
	}
}

// FuzzRead: whatever a sentence holds, every quote stands in it and holds the
// printed figure.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		f.Fatalf("no fixtures: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, line := range strings.Split(string(data), "\n") {
			f.Add(line)
		}
	}
	f.Fuzz(func(t *testing.T, line string) { said(t, line) })
}

func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile("testdata/english.txt")
	if err != nil {
		b.Fatal(err)
	}
	var text extract.Text
	for _, line := range strings.Split(string(data), "\n") {
		text.Blocks = append(text.Blocks, extract.Block{Words: line})
	}
	text.Number()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if facts, _ := Read(text, document, vocabulary.Default()); len(facts) < 50 {
			b.Fatal("facts lost")
		}
	}
}
