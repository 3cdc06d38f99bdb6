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

// TestWhole: an amount is read to its end or not at all.
func TestWhole(t *testing.T) {
	data, err := os.ReadFile("testdata/whole.txt")
	if err != nil {
		t.Fatal(err)
	}
	named := strings.NewReplacer("{nbsp}", "\u00a0", "{thin}", "\u2009", "{narrow}", "\u202f", "{ideo}", "\u3000",
		"{zwsp}", "\u200b", "{shy}", "\u00ad", "{zwj}", "\u200d", "{wj}", "\u2060")
	cases := 0
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		text, want, ok := strings.Cut(named.Replace(line), " => ")
		if !ok {
			continue
		}
		cases++
		numbers := Scan(text)
		if got := list(numbers); got != want {
			t.Errorf("testdata/whole.txt:%d: %s\n got %s\nwant %s", i+1, text, got, want)
		}
		for _, n := range numbers {
			whole(t, text, n)
		}
	}
	if cases < 30 {
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
		if n.Malformed {
			s = "malformed " + unit
		}
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
			if text := text[n.From:n.To]; !n.Malformed && utf8.ValidString(text) {
				if _, err := parseDigits(text); err != nil && !strings.ContainsAny(text, "½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒/⁄") {
					t.Fatalf("%q: %q is no number", text, text)
				}
			}
			whole(t, text, n)
		}
	})
}

// whole: no digit stands at either end of an amount of money, nor a separator with a
// digit behind it.
func whole(t *testing.T, text string, n Number) {
	if n.Malformed || n.Unit == "" || !utf8.ValidString(text) {
		return
	}
	if r, _ := utf8.DecodeLastRuneInString(text[:n.From]); isDigit(r) {
		t.Fatalf("%q: %+v begins within digits", text, n)
	}
	if r, _ := utf8.DecodeRuneInString(text[n.To:]); isDigit(r) {
		t.Fatalf("%q: %+v ends within digits", text, n)
	}
	if before := text[:n.From]; n.Start == n.From && len(before) > 1 && strings.ContainsAny(before[len(before)-1:], ",.'") && isDigit(rune(before[len(before)-2])) {
		t.Fatalf("%q: %+v begins behind a separator", text, n)
	}
	if c, _ := separator(text, n.To); c != 0 && !wideComma(text, n.To) {
		t.Fatalf("%q: %+v ends before a separator", text, n)
	}
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
