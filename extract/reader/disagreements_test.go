package reader

import (
	"context"
	"fmt"
	"maps"
	"path"
	"slices"
	"testing"

	"tickmark/extract"
)

// TestDisagreements: of the figures that two releases of an issuer print for
// one label, period, basis and unit, none of our own differ, and none of real
// ones but those that a list has, each with what it is: a restatement, a
// reclassification, another rounding or another exchange rate.
func TestDisagreements(t *testing.T) {
	t.Run("own", func(t *testing.T) { onlyListed(t, disagreements(t, ownReleases(t)), nil) })
	t.Run("real", func(t *testing.T) {
		docs, listed := known(t, "disagreements.txt")
		onlyListed(t, disagreements(t, docs), listed)
	})
}

// disagreements holds each release against the one before it that prints the
// same figure. It gives the differences and where the later ones stand.
func disagreements(t *testing.T, all map[string][]byte) map[string]string {
	found := map[string]string{}
	last := map[string]map[extract.Key]printedIn{}
	for _, name := range slices.Sorted(maps.Keys(all)) {
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
			found[line] = f.Witnesses[0].Place
		}
	}
	return found
}

// printedIn is a fact and the release that says it.
type printedIn struct {
	fact extract.Fact
	in   string
}
