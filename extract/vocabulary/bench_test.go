package vocabulary

import "testing"

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := load(data, built); err != nil {
			b.Fatal(err)
		}
	}
}
