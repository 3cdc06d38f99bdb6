package reader

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var ruleID = regexp.MustCompile(`"((?:prose|statement)/[a-z]+@\d+)"`)

// TestRulesCited: every rule id in the sources of the two readers is cited by
// a fact in one of their goldens. Of the patterns in the grammar of prose its
// own test asks more: without any one of them some fixture reads otherwise.
func TestRulesCited(t *testing.T) {
	for _, dir := range []string{"../prose", "../statement"} {
		goldens := together(t, dir+"/testdata/*.golden")
		n := 0
		for _, m := range ruleID.FindAllStringSubmatch(together(t, dir+"/*.go"), -1) {
			if n++; !regexp.MustCompile(regexp.QuoteMeta(m[1]) + `\b`).MatchString(goldens) {
				t.Errorf("no fixture's facts cite %s", m[1])
			}
		}
		if n < 3 {
			t.Errorf("%s: only %d rules found", dir, n)
		}
	}
}

// together is the text of the files that a pattern names, tests and the
// grammar left out.
func together(t *testing.T, pattern string) string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: no files, %v", pattern, err)
	}
	var b strings.Builder
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") || filepath.Base(f) == "grammar.go" {
			continue
		}
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(data)
	}
	return b.String()
}
