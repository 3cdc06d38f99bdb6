package quantity

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestScan(t *testing.T) {
	data, err := os.ReadFile("testdata/numbers.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		text, want, ok := strings.Cut(line, " => ")
		if !ok {
			continue
		}
		cases++
		if got := list(Scan(text)); got != want {
			t.Errorf("testdata/numbers.txt:%d: %s\n got %s\nwant %s", i+1, text, got, want)
		}
	}
	if cases < 10 {
		t.Fatalf("only %d cases", cases)
	}
}

func list(numbers []Number) string {
	var out []string
	for _, n := range numbers {
		unit := string(n.Unit)
		if unit == "" {
			unit = "-"
		}
		s := n.Value.String() + " " + unit
		if n.Qualifier != "" {
			s += " " + n.Qualifier
		}
		if n.Low || n.High {
			s += " ~"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// FuzzScan: spans lie within the text on rune borders, in order, and the
// digits of each figure parse to its value but for scale and sign.
func FuzzScan(f *testing.F) {
	data, err := os.ReadFile("testdata/numbers.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, line := range strings.Split(string(data), "\n") {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, n := range Scan(text) {
			if n.Start > n.From || n.From >= n.To || n.To > n.End || n.End > len(text) || n.From < last {
				t.Fatalf("%q: span %+v after %d", text, n, last)
			}
			if utf8.ValidString(text) && (!utf8.ValidString(text[n.Start:n.End]) || !utf8.ValidString(text[n.From:n.To])) {
				t.Fatalf("%q: %+v cuts a rune", text, n)
			}
			last = n.To
		}
	})
}

func BenchmarkScan(b *testing.B) {
	text := strings.Repeat("Total revenues were RMB2,478.0 million (US$348.1 million), increased by 31.4% from RMB1,885.6 million; ", 100)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if len(Scan(text)) != 400 {
			b.Fatal("figures lost")
		}
	}
}
