package reader

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"tickmark/extract"
)

// TestAlarms: arithmetic fails on no figure of an undamaged document but
// those that testdata/alarms.txt lists, each with what fails and why.
func TestAlarms(t *testing.T) {
	listed := listOf(t, "testdata/alarms.txt")
	raised, read := map[string]bool{}, map[string]bool{}
	for name, data := range releases(t) {
		read[name] = true
		res, err := Read(context.Background(), data, Options{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, f := range res.Facts {
			for _, c := range f.Checks {
				line := name + " | " + c.String()
				if f.Grade != extract.Contradicted || c.Closed {
					continue
				}
				if raised[line] = true; !slices.Contains(listed, line) {
					t.Errorf("not listed: %s (%s, %s)", line, f.Witnesses[0].Place, f.Label)
				}
			}
		}
	}
	for _, line := range listed {
		if read[strings.SplitN(line, " | ", 2)[0]] && !raised[line] {
			t.Errorf("listed and not raised: %s", line)
		}
	}
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
