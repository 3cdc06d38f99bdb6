package pdftext

import (
	"os"
	"testing"

	"tickmark/extract/layout"
)

// BenchmarkDecode decodes the file that TICKMARK_PDF names, or an announcement.
func BenchmarkDecode(b *testing.B) {
	name := os.Getenv("TICKMARK_PDF")
	if name == "" {
		name = "../../testdata/hkex/2025H1.zh-Hant.pdf"
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
	b.Run("layout", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := layout.Blocks(b.Context(), pages); err != nil {
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
