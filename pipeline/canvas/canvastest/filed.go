package canvastest

import (
	"strings"
	"testing"
	"time"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
	"tickmark/pipeline/canvas"
	"tickmark/testdata"
)

// Filed is what a faultless reader would read in the bundled filings of
// Kingsoft Cloud, by the table that they are written from: one snapshot for
// each release.
func Filed(tb testing.TB) canvas.Input {
	tb.Helper()
	in := canvas.Input{Issuer: canvas.Issuer{ID: "kc", Name: "Kingsoft Cloud Holdings Limited", YearEnd: 12}}
	in.Documents = releases(tb)
	flags := flags(tb)
	printed, err := testdata.PrintedFigures()
	if err != nil {
		tb.Fatal(err)
	}
	byRelease := map[string][]extract.Fact{}
	var order []string
	coarsest := map[extract.Key]testdata.Figure{} // its flag is that of the digits which a canvas prints
	for _, p := range printed {
		if len(byRelease[p.Release]) == 0 {
			order = append(order, p.Release)
		}
		f := observed(tb, p)
		if row, ok := flags[rowOf(p.Figure)]; ok {
			f.Qualifier = extract.Qualifier(row.Qualifier)
			if c, ok := coarsest[f.Key()]; !ok || row.Decimals < c.Decimals {
				coarsest[f.Key()] = row
			}
		}
		byRelease[p.Release] = append(byRelease[p.Release], f)
	}
	for _, release := range order {
		for _, f := range extract.Join(byRelease[release]) {
			at := in.Documents[f.Witnesses[0].Document].Published
			in.Facts = append(in.Facts, canvas.Known{Fact: f, Snapshot: release, At: at, Flag: coarsest[f.Key()].Flag})
		}
	}
	return in
}

func releases(tb testing.TB) map[string]canvas.Document {
	tb.Helper()
	filings, err := testdata.Filings()
	if err != nil {
		tb.Fatal(err)
	}
	out := map[string]canvas.Document{}
	for _, f := range filings {
		at, err := time.Parse(time.DateOnly, f.FilingDate)
		if err != nil {
			tb.Fatal(err)
		}
		for _, d := range f.Documents {
			if d.Release() {
				out[d.Path] = canvas.Document{Title: "Results of " + f.Event, URL: "http://127.0.0.1/" + d.Path, Published: at, Media: extract.HTML, Demo: true}
			}
		}
	}
	return out
}

// row identifies a figure of the table in one rounding.
type row struct {
	period, metric, basis, dimensions, value, unit string
	decimals                                       int
}

func rowOf(f testdata.Figure) row {
	return row{f.Period, f.Metric, f.Basis, f.Dimensions, f.Value, f.Unit, f.Decimals}
}

func flags(tb testing.TB) map[row]testdata.Figure {
	tb.Helper()
	figures, err := testdata.Figures()
	if err != nil {
		tb.Fatal(err)
	}
	out := map[row]testdata.Figure{}
	for _, f := range figures {
		out[rowOf(f)] = f
	}
	return out
}

func observed(tb testing.TB, p testdata.Printed) extract.Fact {
	tb.Helper()
	period, err := fiscal.Parse(p.Figure.Period)
	if err != nil {
		tb.Fatal(err)
	}
	value := amount(tb, p.Figure)
	label := p.Label
	if label == "" {
		label = p.Figure.Metric
	}
	f := extract.Fact{
		Metric: extract.Metric(p.Figure.Metric), Label: label, Basis: extract.Basis(p.Figure.Basis), Period: period,
		Value: value, Unit: quantity.Unit(p.Figure.Unit), Grade: extract.Alone,
		Witnesses: []extract.Witness{{Document: p.Path, Place: "p[1] 0:1", Quote: label + " " + p.Text, Printed: p.Text, Rule: "table@1", Value: value}},
	}
	for _, part := range strings.Split(p.Figure.Dimensions, ",") {
		if k, v, ok := strings.Cut(part, "="); ok {
			f.Dimensions = f.Dimensions.With(k, v)
		}
	}
	return f
}

// amount is the value of a table row at the rounding that it is printed in.
func amount(tb testing.TB, f testdata.Figure) quantity.Amount {
	tb.Helper()
	a, err := quantity.Parse(strings.TrimPrefix(f.Value, "-"))
	if err != nil {
		tb.Fatalf("%s %s: %q: %v", f.Metric, f.Period, f.Value, err)
	}
	for ; int(a.Exp) > -f.Decimals; a.Exp-- {
		a.Coef *= 10
	}
	for ; int(a.Exp) < -f.Decimals && a.Coef%10 == 0; a.Exp++ {
		a.Coef /= 10
	}
	if strings.HasPrefix(f.Value, "-") {
		return a.Neg()
	}
	return a
}
