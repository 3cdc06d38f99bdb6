package reader

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tickmark/extract"
	"tickmark/extract/quantity"
)

// TestDocuments reads documents of the kinds that issuers publish, written by
// us, and holds the facts against those listed beside each. A listed figure
// must be read, and no fact of its key may say anything else.
func TestDocuments(t *testing.T) {
	lists, err := filepath.Glob("testdata/documents/*.facts")
	if err != nil || len(lists) == 0 {
		t.Fatalf("no documents: %v", err)
	}
	for _, list := range lists {
		name := strings.TrimSuffix(filepath.Base(list), ".facts")
		t.Run(name, func(t *testing.T) {
			matches, err := filepath.Glob("testdata/documents/" + name + ".[^f]*")
			if err != nil || len(matches) != 1 {
				t.Fatalf("documents %v, %v", matches, err)
			}
			data, err := os.ReadFile(matches[0])
			if err != nil {
				t.Fatal(err)
			}
			res, err := Read(context.Background(), data, Options{})
			if err != nil || res.Class == "" {
				t.Fatalf("class %q because %q, %v", res.Class, res.Reason, err)
			}
			for _, w := range wanted(t, list) {
				w.check(t, res.Facts)
			}
		})
	}
}

// want is one line of a list: metric or label with its dimensions, period,
// value, unit, basis. Basis * is any, !non-gaap any but that.
type want struct{ name, dimensions, period, value, unit, basis string }

func wanted(t *testing.T, list string) []want {
	t.Helper()
	data, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	var out []want
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, " | ")
		if len(f) != 5 {
			t.Fatalf("%s: %q", list, line)
		}
		w := want{f[0], "", f[1], f[2], f[3], f[4]}
		if name, dim, ok := cutDimensions(f[0]); ok {
			w.name, w.dimensions = name, dim
		}
		out = append(out, w)
	}
	return out
}

func cutDimensions(s string) (name, dimensions string, ok bool) {
	i := strings.LastIndexByte(s, ' ')
	if i < 0 || !strings.Contains(s[i:], "=") {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

func (w want) check(t *testing.T, facts []extract.Fact) {
	t.Helper()
	value, err := quantity.Parse(strings.TrimPrefix(w.value, "-"))
	if err != nil {
		t.Fatalf("%q: %v", w.value, err)
	}
	if w.value[0] == '-' {
		value = value.Neg()
	}
	found := false
	for _, f := range facts {
		if !w.names(f) {
			continue
		}
		if f.Value.Consistent(value) {
			found = true
		} else {
			t.Errorf("%s %s is %s, want %s (%s)", w.name, w.period, f.Value, w.value, f.Witnesses[0].Place)
		}
	}
	if !found {
		t.Errorf("%s %s %s %s is missed", w.name, w.dimensions, w.period, w.value)
	}
}

func (w want) names(f extract.Fact) bool {
	if f.Metric != "" && string(f.Metric) != w.name && !strings.EqualFold(f.Label, w.name) || f.Metric == "" && !strings.EqualFold(f.Label, w.name) {
		return false
	}
	if f.Period.String() != w.period || string(f.Unit) != w.unit || f.Dimensions.String() != w.dimensions {
		return false
	}
	switch w.basis {
	case "*":
		return true
	case "!non-gaap":
		return f.Basis != extract.NonGAAP
	}
	return string(f.Basis) == w.basis
}
