package pdftext

import (
	"os"
	"testing"
)

// BenchmarkDecode decodes the file that TICKMARK_PDF names, or a small one.
func BenchmarkDecode(b *testing.B) {
	name := os.Getenv("TICKMARK_PDF")
	if name == "" {
		name = "testdata/cases/flate.pdf"
	}
	data := readFile(b, name)
	pages, _, err := Lines(b.Context(), data)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("lines", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, _, err := Lines(b.Context(), data); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(len(pages))*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
	})
	b.Run("blocks", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := Decode(b.Context(), data); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(len(pages))*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
	})
}
