package statement

import (
	"testing"

	"tickmark/extract"
)

func TestParseFigure(t *testing.T) {
	for _, c := range []struct {
		text, value string
		marks       []extract.Span
		ok          bool
	}{
		{text: "1,234.5", value: "1234.5", ok: true},
		{text: "(1,234)", value: "-1234", ok: true},
		{text: "-0.63", value: "-0.63", ok: true},
		{text: "RMB (12)", value: "-12", ok: true},
		{text: "１，２３４", value: "1234", ok: true},
		{text: "(0.7)%", value: "-0.7", ok: true},
		{text: "305.81", marks: []extract.Span{{Start: 5, End: 6}}, value: "305.8", ok: true},
		{text: "—", value: "0", ok: true},
		{text: "nil", value: "0", ok: true},
		{text: "(1,234"}, {text: "1,234)"}, {text: "12."}, {text: "Revenues"}, {text: ""}, {text: "九千"}, {text: "2024年"},
	} {
		f, ok := parseFigure(extract.Cell{Text: c.text, Marks: c.marks})
		if ok != c.ok || ok && f.value.String() != c.value {
			t.Errorf("%q = %s %v, want %s %v", c.text, f.value, ok, c.value, c.ok)
		}
	}
}
