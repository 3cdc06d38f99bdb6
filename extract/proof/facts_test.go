package proof_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

// A list of facts has a line for each observation:
//
//	Revenues [dimension=some_value…] [basis] | period | 2,478.0 m CNY | t1r3
//
// A name in lower case is a label that no metric is known for. Scales are k,
// m and bn; a leading "about", "over" or "under" is the qualifier. The place
// is a row of a table or a paragraph, after "other:" in a second document. All
// attributes are stated there, but those that a fifth part names with the
// words that they are inherited from: "period=heading scale=caption". There
// "called=net_turnover" is a label that the metric has in this place.
// Lines after "earlier:" are facts of earlier documents.
func parseList(text string) (now, earlier []extract.Fact, err error) {
	list := &now
	for n, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, " //")
		switch line = strings.TrimSpace(line); line {
		case "":
			continue
		case "earlier:":
			list = &earlier
			continue
		}
		f, err := parseFact(line)
		if err != nil {
			return nil, nil, fmt.Errorf("line %d: %q: %w", n+1, line, err)
		}
		*list = append(*list, f)
	}
	return extract.Join(now), extract.Join(earlier), nil
}

func parseFact(line string) (extract.Fact, error) {
	parts := strings.Split(line, "|")
	if len(parts) != 4 && len(parts) != 5 {
		return extract.Fact{}, fmt.Errorf("has %d parts, not 4 or 5", len(parts))
	}
	var f extract.Fact
	if err := parseName(&f, parts[0]); err != nil {
		return f, err
	}
	period, err := fiscal.Parse(strings.TrimSpace(parts[1]))
	if err != nil {
		return f, err
	}
	f.Period = period
	w, err := parseFigure(&f, parts[2])
	if err != nil {
		return f, err
	}
	if err := parsePlace(&w, strings.TrimSpace(parts[3])); err != nil {
		return f, err
	}
	f.Witnesses = []extract.Witness{w}
	f.Evidence = stated(w.Place)
	if len(parts) == 5 {
		label, called := strings.CutPrefix(strings.TrimSpace(parts[4]), "called=")
		if called {
			f.Label = strings.ReplaceAll(label, "_", " ")
			return f, nil
		}
		return f, inherit(&f.Evidence, parts[4])
	}
	return f, nil
}

// stated is the evidence of a fact whose attributes all stand beside it.
func stated(place string) extract.Evidence {
	s := extract.Source{How: extract.Stated, Quote: place, Place: place}
	return extract.Evidence{Period: s, Unit: s, Scale: s, Basis: s, Label: s}
}

func inherit(e *extract.Evidence, text string) error {
	for _, word := range strings.Fields(text) {
		name, from, _ := strings.Cut(word, "=")
		s, ok := map[string]*extract.Source{"period": &e.Period, "unit": &e.Unit, "scale": &e.Scale, "label": &e.Label}[name]
		if !ok {
			return fmt.Errorf("no attribute %q", name)
		}
		*s = extract.Source{How: extract.Scoped, Quote: from, Place: from}
	}
	return nil
}

func parseName(f *extract.Fact, s string) error {
	f.Basis = extract.GAAP
	for _, word := range strings.Fields(s) {
		k, v, dim := strings.Cut(word, "=")
		switch {
		case dim:
			f.Dimensions = f.Dimensions.With(k, strings.ReplaceAll(v, "_", " "))
		case word == "non-gaap" || word == "operating" || word == "gaap":
			f.Basis = extract.Basis(word)
		case word == "unknown":
			f.Basis = ""
		case f.Metric == "" && f.Label == "" && word[0] >= 'A' && word[0] <= 'Z':
			f.Metric, f.Label = extract.Metric(word), word
		case f.Metric == "":
			f.Label = strings.TrimSpace(f.Label + " " + word)
		default:
			return fmt.Errorf("word %q after the metric", word)
		}
	}
	return nil
}

var figureForm = regexp.MustCompile(`^(about |over |under |)(\(|-|)([0-9,.]+|—)\)?( k| m| bn|) (\S+)$`)

func parseFigure(f *extract.Fact, s string) (extract.Witness, error) {
	m := figureForm.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return extract.Witness{}, fmt.Errorf("no figure in %q", s)
	}
	f.Qualifier = extract.Qualifier(strings.TrimSpace(m[1]))
	f.Unit = quantity.Unit(m[5])
	w := extract.Witness{Printed: m[2] + m[3]}
	if m[3] != "—" {
		v, err := quantity.Parse(m[3])
		if err != nil {
			return w, err
		}
		w.Value = v
	}
	w.Value = w.Value.Shift(map[string]int{" k": 3, " m": 6, " bn": 9}[m[4]])
	if m[2] != "" {
		w.Value = w.Value.Neg()
	}
	if m, ok := vocabulary.Default().Metric(f.Metric); ok && m.Positive {
		w.Value = w.Value.Abs() // as readers do
	}
	f.Value = w.Value
	return w, nil
}

var placeForm = regexp.MustCompile(`^(other:|)(?:t(\d+)r(\d+)|p(\d+))$`)

func parsePlace(w *extract.Witness, s string) error {
	m := placeForm.FindStringSubmatch(s)
	if m == nil {
		return fmt.Errorf("no place in %q", s)
	}
	w.Document, w.Place = strings.TrimSuffix(m[1], ":"), s
	num := func(s string) int { n, _ := strconv.Atoi(s); return n }
	if m[4] != "" {
		w.At = extract.At{Block: 1000 + num(m[4]), Row: -1, Cell: -1}
	} else {
		w.At = extract.At{Block: num(m[2]), Row: num(m[3])}
	}
	return nil
}

// group is one list of facts in a file, under a line "# what it shows".
type group struct{ title, text string }

func groups(t testing.TB, pattern string) map[string][]group {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", pattern))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no files like %s (%v)", pattern, err)
	}
	out := map[string][]group{}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range strings.Split("\n"+string(data), "\n# ")[1:] {
			title, text, _ := strings.Cut(part, "\n")
			out[path] = append(out[path], group{title, text})
		}
	}
	return out
}
