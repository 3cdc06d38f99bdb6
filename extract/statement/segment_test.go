package statement

import (
	"testing"

	"tickmark/extract"
)

// TestGive: the heading of a segment is that of a table's figures, unless the
// table tells segments apart itself.
func TestGive(t *testing.T) {
	games := extract.Dimensions{extract.DimSegment: "Lantern games"}
	for _, c := range []struct {
		name string
		rows []extract.Dimensions
		want string
	}{
		{"no row has a segment", []extract.Dimensions{nil, nil}, "Lantern games"},
		{"a row has one of its own", []extract.Dimensions{games, nil}, ""},
	} {
		r := &reader{}
		for _, d := range c.rows {
			r.facts = append(r.facts, extract.Fact{Label: "Revenues", Dimensions: d})
		}
		r.give(headed{from: 0, to: len(r.facts)}, "Lantern games")
		if got := r.facts[1].Dimensions[extract.DimSegment]; got != c.want {
			t.Errorf("%s: segment %q, want %q", c.name, got, c.want)
		}
	}
}
