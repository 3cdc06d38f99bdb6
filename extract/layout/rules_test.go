package layout

import (
	"context"
	"testing"
)

// TestRules: words that stand near one another on two sides of a drawn line
// are in two cells; a line drawn elsewhere parts nothing.
func TestRules(t *testing.T) {
	page := func(rules ...Rule) Page {
		row := func(y float64, label, note, figure string) Line {
			return Line{Words: []Word{
				{Text: label, X0: 50, X1: 118, Y: y, Size: 10}, {Text: note, X0: 121, X1: 126, Y: y, Size: 10},
				{Text: figure, X0: 200, X1: 250, Y: y, Size: 10},
			}}
		}
		return Page{Number: 1, Width: 400, Height: 200, Rules: rules, Lines: []Line{
			row(40, "Revenues", "4", "2,478,012"), row(54, "Costs", "5", "2,094,510"), row(68, "Inventories", "6", "383,502"),
		}}
	}
	for _, tt := range []struct {
		name  string
		rules []Rule
		cells int
	}{
		{"none", nil, 2},
		{"between", []Rule{{X: 119.5, Y0: 25, Y1: 80}}, 3},
		{"under the table", []Rule{{X: 119.5, Y0: 90, Y1: 150}}, 2},
		{"at the margin", []Rule{{X: 45, Y0: 25, Y1: 80}, {X: 300, Y0: 25, Y1: 80}}, 2},
	} {
		blocks, err := Blocks(context.Background(), []Page{page(tt.rules...)})
		if err != nil || len(blocks) != 1 || blocks[0].Table == nil {
			t.Fatalf("%s: %d blocks, %v", tt.name, len(blocks), err)
		}
		for _, r := range blocks[0].Table.Rows {
			if len(r.Cells) != tt.cells {
				t.Errorf("%s: %d cells, want %d: %+v", tt.name, len(r.Cells), tt.cells, r.Cells)
			}
		}
	}
}
