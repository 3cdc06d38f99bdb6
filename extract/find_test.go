package extract

import "testing"

// TestFind: each place finds its own words again, also where they stand twice,
// and no other words.
func TestFind(t *testing.T) {
	text := Text{Blocks: []Block{
		{Words: "5 of 5, and 5 again"},
		{Kind: Grid, Table: &Table{Rows: []Row{{Cells: []Cell{{Text: "Revenues"}, {Text: "5"}}}, {Cells: []Cell{{Text: "Costs"}, {Text: "RMB 5 million"}}}}}},
		{Words: "截至9月30日止", Page: 12},
	}}
	text.Number()
	for _, c := range []struct {
		place, quote string
		want         Found
		found        bool
	}{
		{"p[1] 0:1", "5", Found{At{0, -1, -1}, Span{0, 1}}, true},
		{"p[1] 5:6", "5", Found{At{0, -1, -1}, Span{5, 6}}, true},
		{"p[1] 12:13", "5", Found{At{0, -1, -1}, Span{12, 13}}, true},
		{"p[1] 13:14", "5", Found{}, false},
		{"p[1] 0:1", "6", Found{}, false},
		{"p[1] 0:1", "", Found{}, false},
		{"p[11] 0:1", "5", Found{}, false},
		{"table[1] r1 c2", "5", Found{At{1, 0, 1}, Span{0, 1}}, true},
		{"table[1] r2 c2", "5", Found{At{1, 1, 1}, Span{4, 5}}, true},
		{"table[1] r2 c3", "5", Found{}, false},
		{"page 12 p[2] 6:14", "9月30日", Found{}, false},
		{"page 12 p[2] 6:15", "9月30日", Found{At{2, -1, -1}, Span{6, 15}}, true},
	} {
		if got, ok := text.Find(c.place, c.quote); got != c.want || ok != c.found {
			t.Errorf("%s %q: %v, %v", c.place, c.quote, got, ok)
		}
	}
}
