// Package canvastest reads facts for tests from JSON files that a person can
// write: periods and figures as they are printed.
package canvastest

import (
	"encoding/json"
	"os"
	"testing"
	"time"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
	"tickmark/pipeline/canvas"
)

type file struct {
	Issuer struct {
		ID, Name string
		YearEnd  int
	}
	Documents map[string]struct {
		Title, URL, Published string
		Media                 extract.Media
		Demo                  bool
	}
	Facts []fact
}

type fact struct {
	Doc        string
	Metric     extract.Metric
	Label      string
	Dimensions extract.Dimensions
	Basis      extract.Basis
	Period     string
	Value      string // as printed, with a minus where the value has one
	Scale      int    // power of ten
	Unit       quantity.Unit
	Qualifier  extract.Qualifier
	Grade      extract.Grade
	Checks     []extract.Check
	Flag       string
	Quote      string // the label and the figure where empty
	Place      string
}

// Read is the input that the file at path describes. A fact is known from
// the publication of its document.
func Read(tb testing.TB, path string) canvas.Input {
	tb.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	var f file
	if err := json.Unmarshal(data, &f); err != nil {
		tb.Fatalf("%s: %v", path, err)
	}
	in := canvas.Input{Documents: map[string]canvas.Document{}}
	in.Issuer = canvas.Issuer{ID: f.Issuer.ID, Name: f.Issuer.Name, YearEnd: f.Issuer.YearEnd}
	for id, d := range f.Documents {
		at, err := time.Parse(time.RFC3339, d.Published)
		if err != nil {
			tb.Fatalf("%s: document %s: %v", path, id, err)
		}
		in.Documents[id] = canvas.Document{Title: d.Title, URL: d.URL, Published: at, Media: d.Media, Demo: d.Demo}
	}
	for _, x := range f.Facts {
		in.Facts = append(in.Facts, x.known(tb, in.Documents))
	}
	return in
}

func (x fact) known(tb testing.TB, docs map[string]canvas.Document) canvas.Known {
	tb.Helper()
	p, err := fiscal.Parse(x.Period)
	if err != nil {
		tb.Fatal(err)
	}
	doc, ok := docs[x.Doc]
	if !ok {
		tb.Fatalf("%s %s: no document %q", x.Label, x.Period, x.Doc)
	}
	printed, minus := x.Value, false
	if x.Value != "" && x.Value[0] == '-' {
		printed, minus = x.Value[1:], true
	}
	v, err := quantity.Parse(printed)
	if err != nil {
		tb.Fatalf("%s %s: %q: %v", x.Label, x.Period, x.Value, err)
	}
	if v = v.Shift(x.Scale); minus {
		v = v.Neg()
	}
	if x.Quote == "" {
		x.Quote = x.Label + " " + printed
	}
	if x.Place == "" {
		x.Place = "p[1] 0:1"
	}
	w := extract.Witness{Document: x.Doc, URL: doc.URL, Place: x.Place, Quote: x.Quote, Printed: printed, Rule: "fixture@1", Value: v}
	return canvas.Known{
		Fact: extract.Fact{
			Metric: x.Metric, Label: x.Label, Dimensions: x.Dimensions, Basis: x.Basis, Period: p, Value: v, Unit: x.Unit,
			Qualifier: x.Qualifier, Grade: x.Grade, Checks: x.Checks, Witnesses: []extract.Witness{w},
		},
		Snapshot: "s-" + x.Doc, At: doc.Published, Flag: x.Flag,
	}
}
