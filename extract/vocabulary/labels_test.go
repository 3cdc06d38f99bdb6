package vocabulary

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tickmark/extract/quantity"
)

var update = flag.Bool("update", false, "rewrite the expectations of testdata/labels")

// A line of testdata/labels is "label @ context => match"; the context may be
// missing, and "=> -" is a label without a metric.
func TestLabels(t *testing.T) {
	v := Default()
	cases := 0
	for _, file := range fixtures(t) {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(raw), "\n")
		for i, line := range lines {
			if line == "" || line[0] == '#' {
				continue
			}
			cases++
			input, want, ok := strings.Cut(line, " => ")
			got := matched(t, v, input)
			if *update {
				lines[i] = input + " => " + got
			} else if !ok || got != want {
				t.Errorf("%s:%d: %s\n got %s\nwant %s", file, i+1, input, got, want)
			}
		}
		if *update {
			if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if cases == 0 {
		t.Error("no labels")
	}
}

func fixtures(t *testing.T) []string {
	files, err := filepath.Glob("testdata/labels/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	return files
}

// matched prints what v makes of "label @ context".
func matched(t *testing.T, v *Vocabulary, input string) string {
	label, context, _ := strings.Cut(input, " @ ")
	m, ok := v.Match(label, contextOf(t, context))
	if !ok {
		return "-"
	}
	out := string(m.Metric)
	if m.Basis != "" {
		out += " " + string(m.Basis)
	}
	if m.Loss {
		out += " loss"
	}
	if m.Polarity != 0 {
		out += fmt.Sprintf(" %+d", m.Polarity)
	}
	return out
}

// contextOf reads "cashflow; section Current assets; instant; unit percent".
func contextOf(t *testing.T, s string) Context {
	var c Context
	for _, part := range strings.Split(s, ";") {
		key, rest, _ := strings.Cut(strings.TrimSpace(part), " ")
		switch key {
		case "":
		case "section":
			c.Section = rest
		case "instant":
			c.Instant = true
		case "unit":
			c.Unit = quantity.Unit(rest)
		default:
			c.Statement = Statement(key)
		}
	}
	if c.Statement != "" && !known(c.Statement) {
		t.Fatalf("no statement %q", c.Statement)
	}
	return c
}

func known(s Statement) bool {
	for _, k := range statements {
		if k == s {
			return true
		}
	}
	return false
}
