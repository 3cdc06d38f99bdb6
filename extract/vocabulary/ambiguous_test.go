package vocabulary

import "testing"

// A label that means two metrics under the same condition means none: the
// data must not hold such a pair.
func TestAmbiguous(t *testing.T) {
	v := Default()
	for _, ends := range v.index.ends {
		for i, a := range ends {
			for _, b := range ends[:i] {
				if a.metric != b.metric && !a.refused && !b.refused && same(a.when, b.when) && together(v.metrics[a.metric], v.metrics[b.metric]) {
					t.Errorf("%s and %s share a label", v.metrics[a.metric].ID, v.metrics[b.metric].ID)
				}
			}
		}
	}
}

func same(a, b Condition) bool {
	return len(a.In)+len(b.In) == 0 && len(a.Under)+len(b.Under) == 0 && len(a.NotUnder)+len(b.NotUnder) == 0 &&
		a.Current == b.Current && a.Noncurrent == b.Noncurrent && a.Marked == b.Marked && a.Unmarked == b.Unmarked
}

// together says that both metrics can stand in one statement.
func together(a, b Metric) bool {
	if a.Instant != b.Instant || len(a.In) == 0 || len(b.In) == 0 {
		return a.Instant == b.Instant
	}
	for _, x := range a.In {
		for _, y := range b.In {
			if x == y && x.Primary() {
				return true
			}
		}
	}
	return false
}
