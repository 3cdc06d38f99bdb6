package testdata

import (
	"html"
	"io/fs"
	"math/big"
	"regexp"
	"strings"
	"testing"
)

// row names a figure in one rounding.
type row struct {
	period, metric, basis, dimensions, unit string
	decimals                                int
}

func rowOf(f Figure) row {
	return row{f.Period, f.Metric, f.Basis, f.Dimensions, f.Unit, f.Decimals}
}

var issuers = []Issuer{Kingsoft, Harbour}

func figures(t *testing.T, i Issuer) []Figure {
	t.Helper()
	list, err := i.Figures()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) == 0 {
		t.Fatalf("%s/figures.csv holds no figure", i)
	}
	return list
}

// printed lists what every filing of an issuer prints, later ones too.
func printed(t *testing.T, i Issuer) []Printed {
	t.Helper()
	list, err := i.PrintedFigures()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) == 0 {
		t.Fatalf("%s/printed.csv holds no figure", i)
	}
	if i != Kingsoft {
		return list
	}
	later, err := LaterFigures()
	if err != nil {
		t.Fatal(err)
	}
	if len(later) == 0 {
		t.Fatal("kc/later-printed.csv holds no figure")
	}
	return append(list, later...)
}

// everything lists what every document of an issuer prints.
func everything(t *testing.T, i Issuer) []Printed {
	t.Helper()
	if i == Kingsoft {
		return append(printed(t, i), announced(t)...)
	}
	return printed(t, i)
}

func announced(t *testing.T) []Printed {
	t.Helper()
	list, err := AnnouncedFigures()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) == 0 {
		t.Fatal("hkex/printed.csv holds no figure")
	}
	return list
}

func filings(t *testing.T) []Filing {
	t.Helper()
	list, err := Filings()
	if err != nil {
		t.Fatal(err)
	}
	later, err := LaterFilings()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) == 0 || len(later) == 0 {
		t.Fatalf("%d filings and %d later ones", len(list), len(later))
	}
	return append(list, later...)
}

// Every printed figure comes from the table, and the table names the first
// release that prints it.
func TestReleaseOfFigure(t *testing.T) {
	for _, i := range issuers {
		t.Run(string(i), func(t *testing.T) { releaseOfFigure(t, i) })
	}
}

func releaseOfFigure(t *testing.T, i Issuer) {
	first := map[row]map[string]string{} // row, value → release
	for _, p := range printed(t, i) {
		r := rowOf(p.Figure)
		if first[r] == nil {
			first[r] = map[string]string{}
		}
		if old, seen := first[r][p.Figure.Value]; !seen || p.Release < old {
			first[r][p.Figure.Value] = p.Release
		}
	}
	for _, f := range figures(t, i) {
		if want := first[rowOf(f)][f.Value]; f.Release != want {
			t.Errorf("%+v = %s: release %q, printed first in %q", rowOf(f), f.Value, f.Release, want)
		}
		delete(first[rowOf(f)], f.Value)
	}
	for r, values := range first {
		for v := range values {
			t.Errorf("printed but not in the table: %+v = %s", r, v)
		}
	}
}

var tag = regexp.MustCompile(`(?s)<!--.*?-->|<[^>]*>`)

// Every document holds the numbers that it is said to print, each at least as
// often as the list says.
func TestPrintedStands(t *testing.T) {
	want := map[string]map[string]int{}
	for _, p := range append(everything(t, Kingsoft), printed(t, Harbour)...) {
		if want[p.Path] == nil {
			want[p.Path] = map[string]int{}
		}
		want[p.Path][p.Text]++
	}
	for path, texts := range want {
		data, err := fs.ReadFile(FS(), path)
		if err != nil {
			t.Fatal(err)
		}
		plain := html.UnescapeString(tag.ReplaceAllString(string(data), " "))
		for text, n := range texts {
			if got := standing(plain, text); got < n {
				t.Errorf("%s: %q stands %d times, want %d", path, text, got, n)
			}
		}
	}
}

// standing counts the places where text is not part of a longer number.
func standing(plain, text string) int {
	whole := regexp.MustCompile(`(^|[^\d.,])` + regexp.QuoteMeta(text) + `($|[^\d,.]|[.,]\D|[.,]$)`)
	n := 0
	for {
		at := whole.FindStringIndex(plain)
		if at == nil {
			return n
		}
		n++
		plain = plain[at[1]-1:]
	}
}

// The rows of one figure agree within their rounding, but for those that are
// withheld and those stated vaguely.
func TestRoundingsAgree(t *testing.T) {
	byKey := map[row][]Figure{}
	for _, f := range figures(t, Kingsoft) {
		if f.Qualifier != "" || f.Withheld() {
			continue
		}
		k := rowOf(f)
		k.decimals = 0
		byKey[k] = append(byKey[k], f)
	}
	for k, rows := range byKey {
		for i, a := range rows {
			for _, b := range rows[:i] {
				if !overlap(t, a, b) {
					t.Errorf("%+v: %s at %d and %s at %d", k, a.Value, a.Decimals, b.Value, b.Decimals)
				}
			}
		}
	}
}

func overlap(t *testing.T, a, b Figure) bool {
	t.Helper()
	distance := new(big.Rat).Sub(number(t, a.Value), number(t, b.Value))
	reach := new(big.Rat).Add(half(a.Decimals), half(b.Decimals))
	return distance.Abs(distance).Cmp(reach) <= 0
}

// half is half a unit of the place that decimals name.
func half(decimals int) *big.Rat {
	r, ten := big.NewRat(1, 2), big.NewRat(10, 1)
	for ; decimals > 0; decimals-- {
		r.Quo(r, ten)
	}
	for ; decimals < 0; decimals++ {
		r.Mul(r, ten)
	}
	return r
}

func number(t *testing.T, s string) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatalf("no number: %q", s)
	}
	return r
}

// A release prints one value for a figure, whichever column or year it stands
// in, and a comparative is what the earlier release printed.
func TestComparatives(t *testing.T) {
	for _, i := range issuers {
		seen := map[row]Printed{}
		for _, p := range everything(t, i) {
			old, again := seen[rowOf(p.Figure)]
			if again && old.Figure.Value != p.Figure.Value {
				t.Errorf("%+v: %s in %s, %s in %s", rowOf(p.Figure), old.Figure.Value, old.Path, p.Figure.Value, p.Path)
			}
			seen[rowOf(p.Figure)] = p
		}
	}
}

// Every document of every filing is there, in its wrapper.
func TestFilings(t *testing.T) {
	for _, f := range filings(t) {
		if len(f.Documents) == 0 || f.Documents[0].Kind != "cover" {
			t.Errorf("%s does not open with its cover", f.Accession)
		}
		for _, d := range f.Documents {
			data, err := fs.ReadFile(FS(), d.Path)
			if err != nil {
				t.Error(err)
				continue
			}
			if !strings.HasPrefix(string(data), "<DOCUMENT>\n<TYPE>"+d.Type+"\n") {
				t.Errorf("%s: no wrapper of type %s", d.Path, d.Type)
			}
		}
	}
}

// Every announced figure comes from the table, and every announcement is
// there.
func TestAnnouncements(t *testing.T) {
	table := map[row]map[string]bool{}
	for _, f := range figures(t, Kingsoft) {
		if table[rowOf(f)] == nil {
			table[rowOf(f)] = map[string]bool{}
		}
		table[rowOf(f)][f.Value] = true
	}
	paths := map[string]int{}
	for _, p := range announced(t) {
		paths[p.Path]++
		if !table[rowOf(p.Figure)][p.Figure.Value] {
			t.Errorf("%s: not in the table: %+v = %s", p.Path, rowOf(p.Figure), p.Figure.Value)
		}
	}
	list, err := Announcements()
	if err != nil || len(list) == 0 {
		t.Fatalf("%d announcements, %v", len(list), err)
	}
	for _, a := range list {
		if paths[a.Path] == 0 {
			t.Errorf("%s prints no figure", a.Path)
		}
		data, err := fs.ReadFile(FS(), a.Path)
		if err != nil {
			t.Error(err)
		} else if !strings.Contains(string(data), a.Title) {
			t.Errorf("%s does not hold its title", a.Path)
		}
	}
}
