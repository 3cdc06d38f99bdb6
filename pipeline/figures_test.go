package pipeline

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"strings"
	"testing"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
	"tickmark/extract/reader"
	"tickmark/extract/vocabulary"
	"tickmark/pipeline/issuer"
	"tickmark/testdata"
)

// TestFigures reads every release written for the tests and holds the facts
// against the table that the releases were written from: each printed figure
// is found, and no fact contradicts the table.
func TestFigures(t *testing.T) {
	printed, err := testdata.PrintedFigures()
	if err != nil {
		t.Fatal(err)
	}
	byPath := map[string][]testdata.Printed{}
	for _, p := range printed {
		byPath[p.Path] = append(byPath[p.Path], p)
	}
	if len(byPath) < 8 {
		t.Fatalf("figures of only %d documents", len(byPath))
	}
	words := kcWords(t)
	for path, figures := range byPath {
		t.Run(path, func(t *testing.T) { checkFigures(t, words, path, figures) })
	}
}

func kcWords(t *testing.T) *vocabulary.Vocabulary {
	t.Helper()
	p, ok := issuer.Lookup(issuer.BuiltIn(), "kc")
	if !ok {
		t.Fatal("no built-in profile kc")
	}
	v, err := p.Vocabulary()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func checkFigures(t *testing.T, words *vocabulary.Vocabulary, path string, figures []testdata.Printed) {
	data, err := fs.ReadFile(testdata.FS(), path)
	if err != nil {
		t.Fatal(err)
	}
	res, err := reader.Read(context.Background(), data, reader.Options{Words: words})
	if err != nil {
		t.Fatal(err)
	}
	values := map[string][]extract.Fact{}
	for _, f := range res.Facts {
		values[factKey(f, words)] = append(values[factKey(f, words)], f)
	}
	for _, p := range figures {
		checkFigure(t, values, p)
	}
	checkTrue(t, values)
}

// checkTrue: no fact of a key that the table of figures holds has a value that
// the table does not.
func checkTrue(t *testing.T, values map[string][]extract.Fact) {
	table, err := testdata.Figures()
	if err != nil {
		t.Fatal(err)
	}
	known := map[string][]quantity.Amount{}
	for _, f := range table {
		a, err := quantity.Parse(strings.TrimPrefix(f.Value, "-"))
		if err != nil {
			t.Fatalf("figure %s %s: %v", f.Metric, f.Value, err)
		}
		if strings.HasPrefix(f.Value, "-") {
			a = a.Neg()
		}
		known[figureKey(f)] = append(known[figureKey(f)], rounded(a, f.Decimals))
	}
	for key, facts := range values {
		for _, f := range facts {
			if len(known[key]) > 0 && !consistent(f, known[key]) {
				t.Errorf("contradicts the table: %s is %v, read %s at %s", key, known[key], f.Value, f.Witnesses[0].Place)
			}
		}
	}
}

// rounded is a with the rounding of the given decimals: 2478000000 at -5.
func rounded(a quantity.Amount, decimals int) quantity.Amount {
	for int(a.Exp) < -decimals && a.Coef%10 == 0 {
		a = quantity.Amount{Coef: a.Coef / 10, Exp: a.Exp + 1}
	}
	return a
}

func consistent(f extract.Fact, known []quantity.Amount) bool {
	for _, k := range known {
		if f.Value.Consistent(k) || f.Qualifier != "" {
			return true
		}
	}
	return false
}

func checkFigure(t *testing.T, values map[string][]extract.Fact, p testdata.Printed) {
	k := figureKey(p.Figure)
	found := false
	for _, f := range values[k] {
		for _, w := range f.Witnesses {
			found = found || w.Value.String() == p.Figure.Value || w.Value.String() == trimmed(p)
		}
	}
	switch {
	case found:
	case len(values[k]) > 0:
		t.Errorf("wrong: %s %s printed %q: got %s", k, p.Figure.Value, p.Text, values[k][0].Value)
	default:
		t.Errorf("missing (%s): %s %s printed %q", p.Where, k, p.Figure.Value, p.Text)
	}
}

// trimmed is the value of a figure with the zeros that its text prints.
func trimmed(p testdata.Printed) string {
	_, decimals, ok := strings.Cut(p.Text, ".")
	if !ok || p.Figure.Decimals <= 0 || strings.Contains(p.Figure.Value, ".") && len(p.Figure.Value[strings.Index(p.Figure.Value, ".")+1:]) == p.Figure.Decimals {
		return p.Figure.Value
	}
	whole, have, _ := strings.Cut(p.Figure.Value, ".")
	return whole + "." + have + strings.Repeat("0", len(decimals)-len(have))
}

func figureKey(f testdata.Figure) string {
	return fmt.Sprintf("%s %s %q %s %s", f.Metric, f.Basis, f.Dimensions, f.Period, f.Unit)
}

// factKey names a fact as the table does, where a margin is a share of
// revenues, and where the metric alone tells rows of one label apart.
func factKey(f extract.Fact, words *vocabulary.Vocabulary) string {
	metric, dims := f.Metric, maps.Clone(f.Dimensions)
	if metric != "" {
		delete(dims, extract.DimSection)
	}
	for _, r := range words.Relations() {
		if r.Ratio && r.Total == metric {
			metric, dims = r.Parts[0].Metric, dims.With(extract.DimShareOf, string(r.Parts[1].Metric))
		}
	}
	return fmt.Sprintf("%s %s %q %s %s", metric, f.Basis, dims.String(), periodName(f.Period), f.Unit)
}

func periodName(p fiscal.Period) string { return p.String() }
