package pdftext

import (
	"os"
	"path/filepath"
	"testing"

	"tickmark/extract/layout"
)

// BenchmarkDecode decodes files of the project and, where TICKMARK_PDFS or
// TICKMARK_SHARED names a directory, the real files in it: as far as lines, and
// from lines to blocks.
func BenchmarkDecode(b *testing.B) {
	files, err := filepath.Glob("../../testdata/hkex/*.pdf")
	if err != nil || len(files) == 0 {
		b.Fatalf("no files (%v)", err)
	}
	if os.Getenv("TICKMARK_PDFS")+os.Getenv("TICKMARK_SHARED") != "" {
		files = append(files, pdfsBelow(b, corpusDir(b))...)
	}
	for _, f := range files {
		data := readFile(b, f)
		b.Run(filepath.Base(f)+"/lines", func(b *testing.B) { benchLines(b, data) })
		b.Run(filepath.Base(f)+"/layout", func(b *testing.B) { benchLayout(b, data) })
	}
}

// benchLines decodes a file to lines; one that is refused takes time as well.
func benchLines(b *testing.B, data []byte) {
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	pages := 0
	for b.Loop() {
		read, _, err := Lines(b.Context(), data)
		if err != nil && !isOurs(err) {
			b.Fatal(err)
		}
		pages += len(read)
	}
	b.ReportMetric(float64(pages)/b.Elapsed().Seconds(), "pages/s")
}

func benchLayout(b *testing.B, data []byte) {
	pages, _, err := Lines(b.Context(), data)
	if err != nil {
		b.Skipf("no lines: %v", err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := layout.Blocks(b.Context(), pages); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(pages))*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}
