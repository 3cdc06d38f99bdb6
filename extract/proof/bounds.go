package proof

import (
	"tickmark/extract"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

// bounds fails figures that cannot be: a negative one of a metric that is
// never negative (but what is eliminated between segments is), a share of a total
// above the whole. It proves nothing, and no other
// check clears a figure of it (its slack is none).
func bounds(ix index) []check {
	words := vocabulary.Default()
	var checks []check
	for i, f := range ix.facts[:ix.now] {
		switch {
		case f.Value.Sign() < 0 && plain(f) && f.Unit != quantity.Percent && f.Dimensions[extract.DimSegment] == "" && neverNegative(words, f.Metric):
			checks = append(checks, newCheck(extract.Bounds, false, additive(0, i), extract.Operand{Value: f.Value, Label: "a figure that is never negative"}))
		case f.Unit == quantity.Percent && f.Dimensions[extract.DimShareOf] != "" && f.Dimensions[extract.DimChange] == "" && float(f.Value) > 100:
			checks = append(checks, newCheck(extract.Bounds, false, additive(0, i), extract.Operand{Value: f.Value, Unit: f.Unit, Label: "a share of " + f.Dimensions[extract.DimShareOf]}))
		}
	}
	return checks
}

func neverNegative(words *vocabulary.Vocabulary, id extract.Metric) bool {
	m, ok := words.Metric(id)
	return ok && m.Positive
}
