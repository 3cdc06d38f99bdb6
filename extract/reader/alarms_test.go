package reader

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tickmark/extract"
)

// TestAlarms: arithmetic fails on no figure of an undamaged document of our
// own, and on none of a real one but those that a list has, each with what
// fails and why.
func TestAlarms(t *testing.T) {
	t.Run("own", func(t *testing.T) { onlyListed(t, alarms(t, ownReleases(t)), nil) })
	t.Run("real", func(t *testing.T) {
		docs, listed := known(t, "alarms.txt")
		onlyListed(t, alarms(t, docs), listed)
	})
}

// alarms gives the failures of arithmetic in documents, "document | what
// fails", and where each stands.
func alarms(t *testing.T, docs map[string][]byte) map[string]string {
	raised := map[string]string{}
	for name, data := range docs {
		res, err := Read(context.Background(), data, Options{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, f := range res.Facts {
			for _, c := range f.Checks {
				if f.Grade == extract.Contradicted && !c.Closed {
					raised[name+" | "+c.String()] = f.Witnesses[0].Place + ", " + f.Label
				}
			}
		}
	}
	return raised
}

// onlyListed fails where something was found and is not listed, and where
// something is listed and was not found.
func onlyListed(t *testing.T, found map[string]string, listed []string) {
	t.Helper()
	for _, line := range slices.Sorted(maps.Keys(found)) {
		if !slices.Contains(listed, line) {
			t.Errorf("not listed: %s (%s)", line, found[line])
		}
	}
	for _, line := range listed {
		if _, ok := found[line]; !ok {
			t.Errorf("listed and not found: %s", line)
		}
	}
}

// known gives real releases and the list of what is known of them, or skips
// the test where there are none. TICKMARK_KNOWN is a directory of such lists.
func known(t *testing.T, list string) (docs map[string][]byte, listed []string) {
	t.Helper()
	docs, reason := realReleases(t)
	if reason != "" {
		t.Skip(reason)
	}
	dir := os.Getenv("TICKMARK_KNOWN")
	if dir == "" {
		t.Skipf("TICKMARK_KNOWN does not say where %s lies", list)
	}
	return docs, listOf(t, filepath.Join(dir, list))
}

// listOf reads a list: a line for each, "document | what", comments after "#".
func listOf(t *testing.T, name string) []string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, line := range strings.Split(string(data), "\n") {
		if line, _, _ = strings.Cut(line, " # "); strings.TrimSpace(line) != "" && line[0] != '#' {
			out = append(out, strings.TrimSpace(line))
		}
	}
	return out
}
