package pdftext

import (
	"math"
	"testing"
)

// TestRules: upright lines are found however they are drawn, on the page as
// it is seen; what is not painted, too short or lies flat is none.
func TestRules(t *testing.T) {
	const text = " BT /F 12 Tf 20 50 Td (1,234) Tj ET"
	for _, tt := range []struct {
		name, content string
		want          []float64 // X of each
	}{
		{"stroke", "100 50 m 100 150 l S", []float64{100}},
		{"thin rectangle", "100 50 0.5 100 re f", []float64{100.25}},
		{"stroked rectangle", "100 50 80 100 re S", []float64{100, 180}},
		{"closed path", "100 50 m 180 50 l 180 150 l 100 150 l s", []float64{180, 100}},
		{"scaled", "q .5 0 0 .5 10 0 cm 100 100 m 100 300 l S Q", []float64{60}},
		{"shading", "100 50 80 100 re f", nil},
		{"not painted", "100 50 m 100 150 l n", nil},
		{"flat", "100 50 m 200 50 l S", nil},
		{"short", "100 50 m 100 53 l S", nil},
		{"off the page", "-100 50 m -100 150 l S", nil},
	} {
		pages, _, err := Lines(t.Context(), onePage(tt.content+text))
		if err != nil || len(pages) != 1 {
			t.Fatalf("%s: %d pages, %v", tt.name, len(pages), err)
		}
		got := pages[0].Rules
		if len(got) != len(tt.want) {
			t.Errorf("%s: %+v, want %v", tt.name, got, tt.want)
			continue
		}
		for i, r := range got {
			if math.Abs(r.X-tt.want[i]) > 0.01 || !(r.Y1 > r.Y0) {
				t.Errorf("%s: %+v, want %v", tt.name, r, tt.want[i])
			}
		}
	}
}
