package statement

import (
	"context"
	"strings"
	"testing"

	"tickmark/extract"
	"tickmark/extract/htmltext"
	"tickmark/extract/plaintext"
	"tickmark/extract/vocabulary"
)

var twoColumns = []func(first, second string) (extract.Text, error){
	func(first, second string) (extract.Text, error) {
		return htmltext.Decode(context.Background(), []byte(strings.NewReplacer("FIRST", first, "SECOND", second).Replace(
			`<p>(RMB in thousands)</p><table><tr><td></td><td colspan="2">Three months ended September 30, 2025</td></tr>
<tr><td></td><td>FIRST</td><td>SECOND</td></tr><tr><td>Revenues</td><td>900</td><td>1,000</td></tr></table>`)))
	},
	func(first, second string) (extract.Text, error) {
		return plaintext.Markdown(context.Background(), []byte(strings.NewReplacer("FIRST", first, "SECOND", second).Replace(
			"(RMB in thousands)\n\n| | Q3 2025 FIRST | Q3 2025 SECOND |\n|---|---|---|\n| Revenues | 900 | 1,000 |\n")))
	},
}

// TestExpected: what is planned, or reckoned as if, is no figure of the group.
func TestExpected(t *testing.T) {
	for _, c := range []struct {
		first, second string
		misses        int
		basis         extract.Basis // of the second column
	}{
		{"Actual", "Budget", 1, ""},
		{"As reported", "Pro forma", 1, ""},
		{"As reported", "At constant currency", 1, ""},
		{"Achieved", "Target", 1, ""},
		{"实际数", "预算数", 1, ""},
		{"Actual", "Guidance", 0, extract.Guidance},
	} {
		for _, decode := range twoColumns {
			text, err := decode(c.first, c.second)
			if err != nil {
				t.Fatal(err)
			}
			facts, misses := Read(text, document, vocabulary.Default())
			if len(facts) != 2-c.misses || len(misses) != c.misses {
				t.Errorf("%s, %s: %d facts and %d misses, want %d and %d", c.first, c.second, len(facts), len(misses), 2-c.misses, c.misses)
				continue
			}
			if f := facts[0]; f.Value.String() != "900000" || len(f.Dimensions) > 0 || f.Basis != extract.GAAP {
				t.Errorf("%s: %s %s %s, want 900000, the group's", c.first, f.Value, f.Dimensions, f.Basis)
			}
			if c.misses == 0 && (facts[1].Basis != c.basis || len(facts[1].Dimensions) > 0) {
				t.Errorf("%s: basis %s, dimensions %s, want %s and none", c.second, facts[1].Basis, facts[1].Dimensions, c.basis)
			}
		}
	}
}
