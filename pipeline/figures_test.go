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

// TestFigures reads every document written for the tests, the announcements
// of the exchange as pages and as PDF among them, and holds the facts against
// the table that it was written from: each printed figure is found with its
// period, unit and value, and no fact contradicts the table.
func TestFigures(t *testing.T) {
	words := kcWords(t)
	table := tableOf(t, testdata.Kingsoft)
	documents := byPath(t, testdata.PrintedFigures, testdata.LaterFigures, testdata.AnnouncedFigures)
	if len(documents) < 15 {
		t.Fatalf("figures of only %d documents", len(documents))
	}
	for path, figures := range documents {
		t.Run(path, func(t *testing.T) { checkFigures(t, words, table, path, figures) })
		if pdf, isPage := strings.CutSuffix(path, ".html"); isPage {
			t.Run(pdf+".pdf", func(t *testing.T) { checkFigures(t, words, table, pdf+".pdf", figures) })
		}
	}
}

// TestWholeStatements does the same with the documents of the invented issuer.
func TestWholeStatements(t *testing.T) {
	words := kcWords(t)
	table := tableOf(t, testdata.Harbour)
	documents := byPath(t, testdata.Harbour.PrintedFigures)
	if len(documents) < 8 {
		t.Fatalf("figures of only %d documents", len(documents))
	}
	for path, figures := range documents {
		t.Run(path, func(t *testing.T) { checkFigures(t, words, table, path, figures) })
	}
}

// TestNineMonths: the documents for nine months print figures of the longer
// period and of the quarter, and none is taken for the other.
func TestNineMonths(t *testing.T) {
	quarter, longer := 0, 0
	for path, figures := range byPath(t, testdata.PrintedFigures, testdata.AnnouncedFigures) {
		for _, p := range figures {
			if strings.HasSuffix(p.Figure.Period, "-9M") {
				longer++
			}
			if p.Figure.Period == "2025Q3" && strings.Contains(path, "2025Q3") {
				quarter++
			}
		}
	}
	if quarter < 40 || longer < 30 {
		t.Errorf("%d figures of the quarter and %d of nine months stand in the documents", quarter, longer)
	}
}

// byPath gathers what documents print.
func byPath(t *testing.T, lists ...func() ([]testdata.Printed, error)) map[string][]testdata.Printed {
	t.Helper()
	out := map[string][]testdata.Printed{}
	for _, list := range lists {
		printed, err := list()
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range printed {
			out[p.Path] = append(out[p.Path], p)
		}
	}
	return out
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

func checkFigures(t *testing.T, words *vocabulary.Vocabulary, table map[string][]quantity.Amount, path string, figures []testdata.Printed) {
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
		checkFigure(t, values, path, p)
	}
	checkTrue(t, values, table)
}

// tableOf is the table of figures of an issuer, by key.
func tableOf(t *testing.T, i testdata.Issuer) map[string][]quantity.Amount {
	t.Helper()
	figures, err := i.Figures()
	if err != nil {
		t.Fatal(err)
	}
	known := map[string][]quantity.Amount{}
	for _, f := range figures {
		a, err := quantity.Parse(strings.TrimPrefix(f.Value, "-"))
		if err != nil {
			t.Fatalf("figure %s %s: %v", f.Metric, f.Value, err)
		}
		if strings.HasPrefix(f.Value, "-") {
			a = a.Neg()
		}
		known[figureKey(f)] = append(known[figureKey(f)], rounded(a, f.Decimals))
	}
	return known
}

// checkTrue: no fact of a metric that the table of figures names is of a period
// for which the table has none, nor has a value that the table does not.
func checkTrue(t *testing.T, values map[string][]extract.Fact, known map[string][]quantity.Amount) {
	named := map[string]bool{}
	for key := range known {
		metric, _, _ := strings.Cut(key, " ")
		named[metric] = true
	}
	for key, facts := range values {
		metric, _, _ := strings.Cut(key, " ")
		if named[metric] && len(known[key]) == 0 {
			t.Errorf("not in the table: %s, read %s at %s", key, facts[0].Value, facts[0].Witnesses[0].Place)
		}
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

// unread are figures that the reader does not read yet, by document and value,
// each with the reason. One that is read has to leave the list.
var unread = map[string]string{
	"hkex/2025H1.zh-Hant -712600000": ownName, "hkex/2025H1.zh-Hant -771000000": ownName,
	"hkex/2025Q3.zh-Hant -4600000": ownName, "hkex/2025Q3.zh-Hant -776000000": ownName,
	"hkex/2025Q3.zh-Hant.pdf 775700000": brokenLine, "hkex/2025Q3.zh-Hant.pdf 15.1": brokenLine,
	"hkex/2025Q3.zh-Hant.pdf 297500000": brokenLine, "hkex/2025Q3.zh-Hant.pdf 649700000": brokenLine,
	"kc/sec/000110465926935201/tm2693521d1_ex99-1.htm 926000000": "achieved an amount, representing a growth rate of",
	"kc/sec/000110465926935201/tm2693521d1_ex99-1.htm 95":        "achieved an amount, representing a growth rate of",
	"kc/sec/000110465926935201/tm2693521d1_ex99-1.htm 12.3":      "a margin was a percentage, increased by percentage points",
}

const (
	ownName    = "the Chinese label names the issuer in full: 金山雲控股有限公司應佔淨虧損"
	brokenLine = "a sentence of the PDF is cut in two where its line ends short"
)

// isUnread reports whether the list has a figure of a document, or of its page
// and its PDF alike.
func isUnread(path, value string) bool {
	page := strings.TrimSuffix(strings.TrimSuffix(path, ".html"), ".pdf")
	return unread[path+" "+value] != "" || unread[page+" "+value] != ""
}

func checkFigure(t *testing.T, values map[string][]extract.Fact, path string, p testdata.Printed) {
	k := figureKey(p.Figure)
	found := false
	for _, f := range values[k] {
		for _, w := range f.Witnesses {
			found = found || w.Value.String() == p.Figure.Value || w.Value.String() == trimmed(p)
		}
	}
	switch listed := isUnread(path, p.Figure.Value); {
	case found && listed:
		t.Errorf("listed as unread and read: %s %s", k, p.Figure.Value)
	case found, listed:
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
