package prose

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tickmark/extract/vocabulary"
)

// TestRulesNeeded: without any one of its rules the grammar reads some sentence
// of the fixtures otherwise. A rule that no sentence needs is dead, or lacks its
// fixture.
func TestRulesNeeded(t *testing.T) {
	fixtures := append(lines(t), examples(t)...)
	whole := rules
	defer func() { rules = whole }()
	said := map[int]string{}
	for i, e := range fixtures {
		said[i] = strings.Join(e.read(vocabulary.Default()), "; ")
	}
	for i, r := range whole {
		rules = slices.Delete(slices.Clone(whole), i, i+1)
		if !slices.ContainsFunc(inOrder(len(fixtures)), func(k int) bool {
			return strings.Join(fixtures[k].read(vocabulary.Default()), "; ") != said[k]
		}) {
			t.Errorf("no fixture needs %s %s", r.id, r.form)
		}
	}
}

func inOrder(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// lines are the sentences of the goldens.
func lines(t *testing.T) []example {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	var out []example
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
			out = append(out, example{file: file, context: document, text: line})
		}
	}
	return out
}
