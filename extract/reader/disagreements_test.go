package reader

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"tickmark/extract"
)

// TestDisagreements: of the figures that two releases of an issuer print for
// one label, period, basis and unit, none differ but those that
// testdata/disagreements.txt lists, each with what it is: a restatement, a
// reclassification, another rounding or another exchange rate. Each release is
// held against the one before it that prints the figure.
func TestDisagreements(t *testing.T) {
	listed := listOf(t, "testdata/disagreements.txt")
	all := releases(t)
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	found := map[string]bool{}
	last := map[string]map[extract.Key]printedIn{}
	for _, name := range names {
		res, err := Read(context.Background(), all[name], Options{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		issuer := path.Dir(name)
		if last[issuer] == nil {
			last[issuer] = map[extract.Key]printedIn{}
		}
		for _, f := range res.Facts {
			k := f.Key()
			was, ok := last[issuer][k]
			last[issuer][k] = printedIn{f, name}
			if !ok || was.in == name || was.fact.Value.Consistent(f.Value) {
				continue
			}
			line := fmt.Sprintf("%s | %s | %s | %s, %s %s: %s, then %s in %s", was.in, f.Label, f.Dimensions, f.Period, f.Unit, f.Basis, was.fact.Value, f.Value, path.Base(name))
			if found[line] = true; !slices.Contains(listed, line) {
				t.Errorf("not listed: %s", line)
			}
		}
	}
	for _, line := range listed {
		if _, read := all[strings.SplitN(line, " | ", 2)[0]]; read && !found[line] {
			t.Errorf("listed and not found: %s", line)
		}
	}
}

// printedIn is a fact and the release that says it.
type printedIn struct {
	fact extract.Fact
	in   string
}
