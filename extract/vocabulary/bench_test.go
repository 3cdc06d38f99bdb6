package vocabulary

import "testing"

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := load(data); err != nil {
			b.Fatal(err)
		}
	}
}
