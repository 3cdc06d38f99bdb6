package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"strconv"
	"strings"

	"tickmark/testdata"
)

// book is the table of figures, and what the documents printed of it.
type book struct {
	byKey   map[string][]testdata.Figure
	printed [][]string
}

func newBook(figures []testdata.Figure) *book {
	b := &book{byKey: map[string][]testdata.Figure{}}
	for _, f := range figures {
		k := key(f.Period, f.Metric, f.Basis, f.Dimensions, f.Unit)
		b.byKey[k] = append(b.byKey[k], f)
	}
	return b
}

func key(parts ...string) string { return strings.Join(parts, "|") }

// find is the figure of a key at one of the wanted roundings, the first that
// exists.
func (b *book) find(period, name, dims, unit string, decimals ...int) (testdata.Figure, error) {
	metric, basis := splitName(name)
	rows := b.byKey[key(period, metric, basis, dims, unit)]
	for _, d := range decimals {
		for _, f := range rows {
			if f.Decimals == d && !f.Withheld() {
				return f, nil
			}
		}
	}
	return testdata.Figure{}, fmt.Errorf("figures.csv has no %s %s %s %s at %v", period, name, dims, unit, decimals)
}

// splitName reads "GrossProfit/non-gaap"; without a slash the basis is gaap.
func splitName(name string) (metric, basis string) {
	metric, basis, found := strings.Cut(name, "/")
	if !found {
		basis = "gaap"
	}
	return metric, basis
}

// note records that a document prints f as the characters printed.
func (b *book) note(release, path, where, label, printed string, f testdata.Figure) {
	b.printed = append(b.printed, []string{release, path, where, label, f.Period, f.Metric, f.Basis, f.Dimensions,
		f.Value, f.Unit, strconv.Itoa(f.Decimals), printed})
}

func (b *book) writePrinted(name string) error {
	out, err := os.Create(name)
	if err != nil {
		return err
	}
	defer out.Close()
	w := csv.NewWriter(out)
	header := strings.Fields("release path where label period metric basis dimensions value unit decimals printed")
	if err := w.WriteAll(append([][]string{header}, b.printed...)); err != nil {
		return err
	}
	return out.Close()
}
