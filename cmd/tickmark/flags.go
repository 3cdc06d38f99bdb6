package main

import (
	"io/fs"
	"strings"
	"sync"

	"tickmark/extract"
	"tickmark/pipeline"
	"tickmark/scrape"
	"tickmark/testdata"
)

// bundled is what is to be said of the texts that come with the program: they
// are demonstration, and some of their figures are made up or unconfirmed.
type bundled struct {
	documents map[string]bool   // by SHA-256
	figures   map[string]string // by key: flag
}

var bundle = sync.OnceValue(func() bundled {
	b := bundled{map[string]bool{}, map[string]string{}}
	_ = fs.WalkDir(testdata.FS(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(testdata.FS(), path)
		b.documents[scrape.ID(data)] = true
		return err
	})
	figures, err := testdata.Figures()
	if err != nil {
		return b
	}
	coarsest := map[string]int{}
	for _, f := range figures {
		k := strings.Join([]string{f.Period, f.Metric, f.Basis, f.Dimensions, f.Unit}, "|")
		if d, seen := coarsest[k]; !seen || f.Decimals < d {
			coarsest[k], b.figures[k] = f.Decimals, f.Flag
		}
	}
	return b
})

// flagOf marks a bundled document.
func flagOf(document string) string {
	if bundle().documents[document] {
		return pipeline.Demonstration
	}
	return ""
}

// figureFlag is the flag of a figure that a bundled document prints: that of
// the rounding which a canvas shows.
func figureFlag(f extract.Fact) string {
	for _, w := range f.Witnesses {
		if bundle().documents[w.Document] {
			return bundle().figures[strings.Join([]string{f.Period.String(), string(f.Metric), string(f.Basis), f.Dimensions.String(), string(f.Unit)}, "|")]
		}
	}
	return ""
}
