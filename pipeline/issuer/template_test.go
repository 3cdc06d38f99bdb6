package issuer

import (
	"flag"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tickmark/extract/quantity"
	"tickmark/pipeline/canvas"
	"tickmark/pipeline/canvas/canvastest"
)

var update = flag.Bool("update", false, "rewrite the goldens")

const facts = "../canvas/testdata/"

// TestLines compares every line that a template makes of the fixture facts,
// and checks what must hold for any of them whatever the golden says.
func TestLines(t *testing.T) {
	for _, c := range []struct {
		golden, facts string
		template      canvas.Template
	}{
		{"generic.kc.txt", "kc.facts.json", Generic()},
		{"generic.xpev.txt", "xpev.facts.json", Generic()},
		{"kc.kc.txt", "", kingsoftCloud(t).Template()},
	} {
		t.Run(c.golden, func(t *testing.T) {
			in := canvastest.Filed(t)
			if c.facts != "" {
				in = canvastest.Read(t, facts+c.facts)
			}
			in.Template = c.template
			built := canvas.Build(in)
			compare(t, filepath.Join("testdata", c.golden), lines(built))
			for i, b := range built.Blocks {
				if b.Name != canvas.BlockNames[i] {
					t.Errorf("block %d is %q", i, b.Name)
				}
				for _, e := range b.Entries {
					supported(t, e, in.Issuer.YearEnd)
				}
			}
		})
	}
}

func lines(c canvas.Canvas) string {
	var b strings.Builder
	for _, block := range c.Blocks {
		fmt.Fprintf(&b, "## %s\n", block.Name)
		for _, e := range block.Entries {
			fmt.Fprintf(&b, "%s\n  %s\n", e.Text, strings.TrimSpace(fmt.Sprintf("%s %v %s", e.Detail, e.Marks, e.Grade)))
		}
		for _, m := range block.Missing {
			fmt.Fprintf(&b, "missing: %s (%s)\n", m.Name, m.Why)
		}
	}
	return b.String()
}

func compare(t *testing.T, golden, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run with -update and read the difference. Got:\n%s", golden, got)
	}
}

var number = regexp.MustCompile(`([0-9][0-9,]*(?:\.[0-9]+)?)( million| billion)?`)

// supported checks that e rests on a source or on arithmetic, and that every
// number it prints is one of its figures, read back from the words.
func supported(t *testing.T, e canvas.Entry, yearEnd int) {
	t.Helper()
	figures := all(e)
	if len(e.Sources) == 0 && (e.Formula == "" || len(e.Inputs) < 2) {
		t.Errorf("%q has neither source nor arithmetic", e.Text)
	}
	words := e.Text + " " + e.Detail
	words = strings.ReplaceAll(words, e.Name, "")
	for _, f := range figures {
		words = strings.ReplaceAll(words, canvas.PeriodWords(f.Period, yearEnd), "")
	}
	for _, m := range number.FindAllStringSubmatch(words, -1) {
		a, err := quantity.Parse(m[1])
		if err != nil {
			t.Errorf("%q prints %q: %v", e.Text, m[0], err)
			continue
		}
		a = a.Shift(map[string]int{" million": 6, " billion": 9}[m[2]])
		if !among(a, figures) {
			t.Errorf("%q prints %s, which is none of its figures", e.Text, m[0])
		}
	}
}

// among says that a is one of figures at the precision of a.
func among(a quantity.Amount, figures []canvas.Figure) bool {
	for _, f := range figures {
		d := new(big.Rat).Sub(a.Rat(), f.Value.Abs().Rat())
		if d.Abs(d).Cmp(a.Half()) <= 0 {
			return true
		}
	}
	return false
}

func all(e canvas.Entry) []canvas.Figure {
	out := append([]canvas.Figure{e.Figure}, e.Twins...)
	out = append(append(out, e.Cumulative...), e.Rivals...)
	for _, c := range []*canvas.Change{e.OnYear, e.OnQuarter, e.Since} {
		if c != nil {
			out = append(out, c.Growth, c.From)
		}
	}
	for _, f := range []*canvas.Figure{e.Share, e.High, e.Was} {
		if f != nil {
			out = append(out, *f)
		}
	}
	return out
}

func TestParseTemplateShowsTheLine(t *testing.T) {
	for _, c := range []struct{ yaml, want string }{
		{"name: x\nblocks:\n  - block: Channels\n    lines:\n      - {figure: Revenues, nmae: total}\n", "[5:"},
		{"name: x\nblocks:\n  - block: Chanels\n", "none of the nine"},
		{"name: x\nblocks:\n  - block: Channels\n    lines:\n      - {name: nothing asked}\n", "exactly one of"},
		{"name: x\nblocks:\n  - block: Channels\n  - block: Channels\n", "stands twice"},
		{"name: [", "["},
	} {
		_, err := ParseTemplate([]byte(c.yaml))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: error %v, want %q in it", c.yaml, err, c.want)
		}
	}
}
