package prose

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

// example is a sentence of testdata/sentences and what it must say.
type example struct {
	file    string
	line    int
	context extract.Context
	text    string
	want    []string
}

// The floors of TestSentences. They rise with the grammar and never fall.
const (
	minSentences = 300
	minFigures   = 0.98 // F1 of value and unit
	minFacts     = 0.98 // F1 of everything that a fact says
	maxOther     = 2    // sentences that say something else than they must
)

// TestSentences reads our own sentences in three scripts and compares what
// they say with what they must say.
func TestSentences(t *testing.T) {
	all := examples(t)
	if len(all) < minSentences {
		t.Fatalf("only %d sentences", len(all))
	}
	var figures, facts score
	other := 0
	for _, e := range all {
		got := e.read(vocabulary.Default())
		figures.count(each(got, figureOf), each(e.want, figureOf))
		if !facts.count(got, e.want) {
			other++
			t.Logf("%s:%d: %s\n got  %s\n want %s", e.file, e.line, e.text,
				strings.Join(got, "; "), strings.Join(e.want, "; "))
		}
	}
	t.Logf("%d sentences, value and unit %s, whole facts %s", len(all), figures, facts)
	if other > maxOther {
		t.Errorf("%d sentences say something else than they must, %d may: see the log", other, maxOther)
	}
	if figures.f1() < minFigures || facts.f1() < minFacts {
		t.Errorf("F1 below its floor: value and unit %s, whole facts %s", figures, facts)
	}
}

// score counts what was found of what must be.
type score struct{ right, got, want int }

func (s *score) count(got, want []string) bool {
	s.got, s.want = s.got+len(got), s.want+len(want)
	left := map[string]int{}
	for _, w := range want {
		left[w]++
	}
	hits := 0
	for _, g := range got {
		if left[g] > 0 {
			left[g]--
			hits++
		}
	}
	s.right += hits
	return hits == len(got) && hits == len(want)
}

func (s score) f1() float64 { return 2 * float64(s.right) / float64(max(s.got+s.want, 1)) }

func (s score) String() string {
	return fmt.Sprintf("F1 %.4f (%d right, %d read, %d wanted)", s.f1(), s.right, s.got, s.want)
}

func each(facts []string, of func(string) string) []string {
	out := make([]string, len(facts))
	for i, f := range facts {
		out[i] = of(f)
	}
	return out
}

// figureOf is the value and the unit of a printed fact.
func figureOf(fact string) string {
	f := strings.Fields(fact[strings.LastIndex(fact, "”")+1:])
	if strings.Contains(fact, "”") {
		return f[0] + " " + f[1]
	}
	return f[2] + " " + f[3]
}

// read gives the facts of an example in the notation of its file.
func (e example) read(v *vocabulary.Vocabulary) []string {
	text := extract.Text{Blocks: []extract.Block{{Words: e.text}}}
	text.Number()
	facts, _ := Read(text, e.context, v)
	var out []string
	for _, f := range facts {
		out = append(out, printed(f))
	}
	return out
}

// printed is a fact as "period name value unit basis dimensions qualifier".
func printed(f extract.Fact) string {
	name := string(f.Metric)
	if name == "" {
		name = "“" + f.Label + "”"
	}
	out := fmt.Sprintf("%s %s %de%d %s %s", f.Period, name, f.Value.Coef, f.Value.Exp, f.Unit, f.Basis)
	for _, key := range []string{extract.DimChange, extract.DimShareOf, extract.DimBound} {
		if v := f.Dimensions[key]; v != "" {
			out += " " + key + "=" + v
		}
	}
	if f.Qualifier != "" {
		out += " " + string(f.Qualifier)
	}
	return out
}

// examples reads testdata/sentences.
func examples(t testing.TB) []example {
	t.Helper()
	files, err := filepath.Glob("testdata/sentences/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sentences: %v", err)
	}
	var out []example
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, parse(t, file, string(data))...)
	}
	return out
}

func parse(t testing.TB, file, data string) []example {
	t.Helper()
	var out []example
	var c extract.Context
	for i, line := range strings.Split(data, "\n") {
		switch {
		case line == "" || line[0] == '#':
		case strings.HasPrefix(line, "document: "):
			c = contextOf(t, strings.Fields(line)[1:])
		case line[0] != ' ':
			out = append(out, example{file: file, line: i + 1, context: c, text: line})
		case strings.TrimSpace(line) == "none":
		default:
			for _, f := range strings.Split(strings.TrimSpace(line), "; ") {
				e := &out[len(out)-1]
				e.want = append(e.want, wanted(t, fmt.Sprintf("%s:%d", file, i+1), f, c))
			}
		}
	}
	return out
}

// contextOf reads "2025Q3 yearend 12 CNY gaap".
func contextOf(t testing.TB, f []string) extract.Context {
	t.Helper()
	p, err := fiscal.Parse(f[0])
	end, err2 := strconv.Atoi(f[2])
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	return extract.Context{Period: p, Calendar: fiscal.Calendar{YearEnd: end}, Currency: quantity.Unit(f[3]), Basis: extract.Basis(f[4])}
}

// wanted writes a fact of a fixture out as printed does.
func wanted(t testing.TB, at, fact string, c extract.Context) string {
	t.Helper()
	period, name, rest := c.Period.String(), "", ""
	if p, after, _ := strings.Cut(fact, " "); !strings.HasPrefix(fact, "“") {
		if q, err := fiscal.Parse(p); err == nil {
			period, fact = q.String(), after
		}
	}
	if strings.HasPrefix(fact, "“") {
		i := strings.Index(fact, "” ") + len("”")
		name, rest = fact[:i], fact[i+1:]
	} else {
		name, rest, _ = strings.Cut(fact, " ")
	}
	f := splitWords(rest)
	return strings.Join([]string{period, name, value(t, at, f[0]), f[1], saidBasis(name, f[1], f[2:])}, " ") + saidMore(f[2:])
}

// splitWords cuts at spaces, not within “…”.
func splitWords(s string) []string {
	var out []string
	for _, w := range strings.Fields(s) {
		if n := len(out); n > 0 && strings.Contains(out[n-1], "“") && !strings.Contains(out[n-1], "”") {
			out[n-1] += " " + w
			continue
		}
		out = append(out, w)
	}
	return out
}

// value reads 640.0m as 6400e5.
func value(t testing.TB, at, s string) string {
	t.Helper()
	digits, shift := strings.TrimPrefix(s, "-"), 0
	if before, after, ok := strings.Cut(digits, "e"); ok {
		digits = before
		shift, _ = strconv.Atoi(after)
	}
	for suffix, n := range map[string]int{"k": 3, "m": 6, "b": 9} {
		if d, ok := strings.CutSuffix(digits, suffix); ok {
			digits, shift = d, n
		}
	}
	a, err := quantity.Parse(digits)
	if err != nil {
		t.Fatalf("%s: %q: %v", at, s, err)
	}
	a = a.Shift(shift)
	if s[0] == '-' {
		a = a.Neg()
	}
	return fmt.Sprintf("%de%d", a.Coef, a.Exp)
}

func saidBasis(name, unit string, more []string) string {
	for _, w := range more {
		switch w {
		case "non-gaap", "operating", "guidance", "gaap":
			return w
		case "nobasis":
			return ""
		}
	}
	switch m, ok := vocabulary.Default().Metric(extract.Metric(name)); {
	case ok && m.Basis != "":
		return string(m.Basis)
	case ok:
		return "gaap"
	case unit == "count":
		return "operating"
	}
	return ""
}

func saidMore(more []string) string {
	change, share, bound, vague := "", "", "", ""
	for _, w := range more {
		switch of, ok := strings.CutPrefix(w, "of="); {
		case ok:
			share = " share_of=" + strings.Trim(of, "“”")
		case w == "yoy" || w == "qoq" || w == "hoh":
			change = " change=" + w
		case w == "low" || w == "high":
			bound = " bound=" + w
		case w == "about" || w == "over" || w == "under":
			vague = " " + w
		}
	}
	return change + share + bound + vague
}
