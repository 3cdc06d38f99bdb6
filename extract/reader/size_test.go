package reader

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
)

// largeRelease repeats the body of a release of ours until it has about so
// many bytes. Each copy is of another year, so that its figures are other
// facts.
func largeRelease(t testing.TB, size int) []byte {
	t.Helper()
	for path, d := range documents(t) {
		if d.Release() && path == whole {
			one := page(t, path)
			var b bytes.Buffer
			for n := 0; b.Len() == 0 || b.Len()+len(one) <= size; n++ {
				b.WriteString(shifted(string(one), n))
			}
			return b.Bytes()
		}
	}
	t.Fatal("no release")
	return nil
}

// shifted moves the years of a release back by n, within the years that may
// be spoken of.
func shifted(page string, n int) string {
	var pairs []string
	for y := 2023; y <= 2026; y++ {
		pairs = append(pairs, fmt.Sprint(y), fmt.Sprint(y-n%100))
	}
	return strings.NewReplacer(pairs...).Replace(page)
}

// TestLinear: eight times the document takes about eight times the work,
// counted in allocated bytes, which no other process disturbs.
func TestLinear(t *testing.T) {
	few, many := largeRelease(t, 250_000), largeRelease(t, 2_000_000)
	a, b := bytesRead(t, few), bytesRead(t, many)
	if ratio := float64(len(many)) / float64(len(few)); float64(b) > 1.5*ratio*float64(a) {
		t.Errorf("%d bytes allocate %d, %d bytes allocate %d", len(few), a, len(many), b)
	}
}

func bytesRead(t *testing.T, data []byte) int64 {
	t.Helper()
	return testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := Read(context.Background(), data, Options{}); err != nil {
				b.Fatal(err)
			}
		}
	}).AllocedBytesPerOp()
}

// BenchmarkSize reads releases of growing size: the speed should stay.
func BenchmarkSize(b *testing.B) {
	for _, mb := range []int{1, 5, 25} {
		data := largeRelease(b, mb<<20)
		b.Run(fmt.Sprint(mb, "MB"), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if res, err := Read(context.Background(), data, Options{}); err != nil || len(res.Facts) < 400 {
					b.Fatal(len(res.Facts), err)
				}
			}
		})
	}
}
