package main

import (
	"cmp"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"tickmark/extract"
	"tickmark/extract/vocabulary"
	"tickmark/pipeline"
	"tickmark/scrape"
	"tickmark/testdata"
)

// bundled is what is to be said of the texts that come with the program: they
// are demonstration, and some of their figures are unconfirmed.
type bundled struct {
	documents map[string]bool              // by SHA-256
	figures   map[string][]testdata.Figure // by key, the roundings of one figure
}

var bundle = sync.OnceValue(func() bundled {
	b := bundled{map[string]bool{}, map[string][]testdata.Figure{}}
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
	margins := margins()
	for _, f := range figures {
		if f.Release == "" {
			continue // evidence that no text prints
		}
		if m, ok := margins[f.Metric+" "+f.Dimensions]; ok {
			f.Metric, f.Dimensions = m, ""
		}
		k := strings.Join([]string{f.Period, f.Metric, f.Basis, f.Dimensions, f.Unit}, "|")
		b.figures[k] = append(b.figures[k], f)
	}
	return b
})

// margins are the metrics that the table of figures keeps as a share of
// another: "GrossProfit share_of=Revenues" is GrossMargin.
func margins() map[string]string {
	out := map[string]string{}
	for _, r := range vocabulary.Default().Relations() {
		if r.Ratio && len(r.Parts) == 2 {
			out[string(r.Parts[0].Metric)+" "+extract.DimShareOf+"="+string(r.Parts[1].Metric)] = string(r.Total)
		}
	}
	return out
}

// flagOf marks a bundled document.
func flagOf(document string) string {
	if bundle().documents[document] {
		return pipeline.Demonstration
	}
	return ""
}

// rows are the rows of the table of figures that a fact of a bundled document
// was printed from.
func rows(f extract.Fact) []testdata.Figure {
	ours := func(w extract.Witness) bool { return bundle().documents[w.Document] }
	if !slices.ContainsFunc(f.Witnesses, ours) {
		return nil
	}
	// The section that a row stands in is no part of the table's key: its
	// metric says what is current.
	dims := maps.Clone(f.Dimensions)
	delete(dims, extract.DimSection)
	return bundle().figures[strings.Join([]string{f.Period.String(), string(f.Metric), string(f.Basis), dims.String(), string(f.Unit)}, "|")]
}

// figureFlag is the flag of a figure that a bundled document prints: that of
// its coarsest rounding, which a canvas shows.
func figureFlag(f extract.Fact) string {
	all := rows(f)
	if len(all) == 0 {
		return ""
	}
	return slices.MinFunc(all, func(a, b testdata.Figure) int { return cmp.Compare(a.Decimals, b.Decimals) }).Flag
}

// readingFlag is the flag of one reading of a figure, in the rounding in which
// it stands there.
func readingFlag(f extract.Fact, w extract.Witness) string {
	if !bundle().documents[w.Document] {
		return ""
	}
	for _, r := range rows(f) {
		if r.Value == w.Value.String() {
			return r.Flag
		}
	}
	return ""
}
