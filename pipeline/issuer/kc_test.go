package issuer

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"tickmark/pipeline/canvas"
	"tickmark/pipeline/canvas/canvastest"
)

func kingsoftCloud(t *testing.T) Profile {
	t.Helper()
	p, ok := Lookup(BuiltIn(), "kc")
	if !ok {
		t.Fatal("no profile kc")
	}
	return p
}

func kcCanvas(t *testing.T) canvas.Canvas {
	t.Helper()
	in := canvastest.Filed(t)
	in.Template = kingsoftCloud(t).Template()
	return canvas.Build(in)
}

// TestKingsoftCloudThirdQuarter holds the canvas against the figures of the
// quarter, in millions of RMB: each stands on a line, none on a stale one.
func TestKingsoftCloudThirdQuarter(t *testing.T) {
	text := ""
	for _, b := range kcCanvas(t).Blocks {
		if len(b.Entries) == 0 {
			t.Errorf("block %s is empty", b.Name)
		}
		for _, e := range b.Entries {
			if e.Period.String() == "2025Q3" || e.Period.String() == "2025-09-30" {
				text += e.Text + " " + e.Detail + "\n"
			}
			supported(t, e, 12)
		}
	}
	for _, want := range []string{
		"2,478.0", "1,752.3", "725.7", "782.4", "690.8", "2,097.1", "775.7", "649.7", "595.9", "3,954.5",
		"2,787.8", "826.6", "392.6", "199.6", "188.4", "152.2", "28.7",
	} {
		if !strings.Contains(text, "RMB "+want+" million") {
			t.Errorf("RMB %s million stands on no line", want)
		}
	}
	for _, want := range []string{
		"rose about 120% on the year", "45% of public cloud revenue", "83.8% on the year", "28% of total revenues",
		"Adjusted net profit turned positive in Q3 2025 at RMB 28.7 million", "up 23.6 percentage points on the year",
		"RMB 1.82 billion in the first nine months of 2025", "US$348.1 million", "down 27.6% on the quarter",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q stands on no line", want)
		}
	}
}

// TestUnconfirmedFiguresAreMarked: what secondary texts alone state is marked,
// and what the issuer's own text states is not.
func TestUnconfirmedFiguresAreMarked(t *testing.T) {
	marked := map[string]bool{}
	for _, b := range kcCanvas(t).Blocks {
		for _, e := range b.Entries {
			if !slices.Contains(e.Marks, canvas.Demo) {
				t.Errorf("%q bears no demo mark", e.Text)
			}
			for _, name := range []string{"Total revenues", "Revenue from the Xiaomi", "IDC costs", "Capital expenditures"} {
				if strings.HasPrefix(e.Text, name) {
					marked[name] = slices.Contains(e.Marks, canvas.Unconfirmed)
				}
			}
		}
	}
	want := map[string]bool{"Total revenues": false, "Revenue from the Xiaomi": false, "IDC costs": true, "Capital expenditures": true}
	if !maps.Equal(marked, want) {
		t.Errorf("marked unconfirmed: %v, want %v", marked, want)
	}
}
