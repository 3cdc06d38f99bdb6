package audit

import (
	"strings"
	"testing"

	"tickmark/extract/prose"
	"tickmark/extract/vocabulary"
)

// TestPlainWhole: an amount that a line ends in, or that is printed so that it can be
// cut, is a claim of its whole value or of none.
func TestPlainWhole(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Revenue was RMB3,\n061.4 million in the quarter.", "3061400000"},
		{"Revenue was RMB3,061.4\nmillion in the quarter.", "3061400000"},
		{"Revenue was RMB\n3,061.4 million.", "3061400000"},
		{"Revenue was RMB3\n061.4\nmillion.", "3061400000"},
		{"Revenue was RMB3 061.4 million.", "3061400000"},
		{"Revenue was RMB3,0\u200b61.4 mil\u00adlion.", "3061400000"},
		{"Revenue was RMB3,061.4* million.", "3061400000"},
		{"收入为人民币3，061.4百万元。", "3061400000"},
		{"收入为人民币30，61.4百万元。", ""},
		{"Revenue was RMB30,61.4 million.", ""},
		{"Revenue was RMB3,061.4 zillion.", ""},
		{"Revenue was RMB3,061.4\nzillion.", ""},
		{"Revenue was RMB500\n2025 was better", "500"},
		{"Revenue was RMB500\n12 stores closed", "500"},
	} {
		var got []string
		for _, l := range Plain(c.text).Lines {
			for _, m := range prose.Mentions(l.Text, vocabulary.Default()) {
				if m.Kind == prose.Figure && m.Number.Unit != "" {
					got = append(got, m.Number.Value.Rat().FloatString(0))
				}
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q: %v, want %s", c.text, got, c.want)
		}
	}
}

// TestUnitIn: the head of a table names its scale in more than one word.
func TestUnitIn(t *testing.T) {
	for text, want := range map[string]int{
		"RMB million": 6, "RMB in tens of thousands": 4, "RMB ten thousand": 4, "in RMB 10,000": 4, "RMB'0,000": 4, "RMB'000": 3,
		"RMB hundred million": 8, "hundreds of millions of RMB": 8, "人民币万元": 4, "人民币十万元": 5, "人民币百万元": 6, "亿元": 8, "百亿元": 10, "RMB": 0,
	} {
		if _, got := unitIn(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}
