package statement

import (
	"context"
	"strings"
	"testing"

	"tickmark/extract"
	"tickmark/extract/htmltext"
	"tickmark/extract/plaintext"
	"tickmark/extract/vocabulary"
)

// lantern is a release with one table, and with a line over it.
const lantern = `<h1>Lantern Media Announces Third Quarter 2025 Results</h1>
<p>Lantern Media Holdings today reported its results for the quarter ended September 30, 2025.</p>
<h3>LINE</h3>
<p>(RMB in thousands)</p>
<table><tr><td></td><td colspan="2">Three months ended September 30,</td></tr>
<tr><td></td><td>2024</td><td>2025</td></tr>ROW
<tr><td>Revenues</td><td>900</td><td>1,000</td></tr>
<tr><td>Cost of revenues</td><td>(500)</td><td>(600)</td></tr></table>`

// lanternText is the same in Markdown.
const lanternText = `# Lantern Media Announces Third Quarter 2025 Results

Lantern Media Holdings today reported its results for the quarter ended September 30, 2025.

### LINE

(RMB in thousands)

| | Three months ended September 30, 2024 | Three months ended September 30, 2025 |
|---|---|---|
| Revenues | 900 | 1,000 |
| Cost of revenues | (500) | (600) |
`

// textFacts reads the Markdown with a line set in.
func textFacts(t *testing.T, line string) []extract.Fact {
	t.Helper()
	text, err := plaintext.Markdown(context.Background(), []byte(strings.Replace(lanternText, "LINE", line, 1)))
	if err != nil {
		t.Fatal(err)
	}
	got, _ := Read(text, document, vocabulary.Default())
	return got
}

// facts reads the HTML with lines set in.
func facts(t *testing.T, line, row string) ([]extract.Fact, []extract.Miss) {
	t.Helper()
	page := strings.NewReplacer("LINE", line, "ROW", row).Replace(lantern)
	text, err := htmltext.Decode(context.Background(), []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	return Read(text, document, vocabulary.Default())
}

var scopes = []struct{ line, key, want string }{
	{"Puzzle Games", extract.DimSegment, "Puzzle Games"},
	{"Puzzle Games Segment", extract.DimSegment, "Puzzle Games"},
	{"Segment results: Puzzle Games", extract.DimSegment, "Puzzle Games"},
	{"The results of our puzzle business are set out below:", extract.DimSegment, "puzzle"},
	{"益智游戏分部", extract.DimSegment, "益智游戏"},
	{"Discontinued operations", extract.DimSegment, "Discontinued operations"},
	{"Hangzhou Puzzle Co., Ltd.", extract.DimEntity, "Hangzhou Puzzle Co., Ltd."},
	{"主要子公司杭州益智有限公司", extract.DimEntity, "主要子公司杭州益智有限公司"},
	{"Selected data of the VIEs", extract.DimEntity, "Selected data of the VIEs"},
	{"標的公司的財務數據", extract.DimEntity, "標的公司的財務數據"},
	{"Our associate, Harbour Motors:", extract.DimEntity, "Our associate, Harbour Motors"},
	{"Third Quarter Highlights", extract.DimSegment, ""},
	{"Lantern Media Holdings", extract.DimSegment, ""},
	{"Unaudited Condensed Consolidated Statements of Operations", extract.DimSegment, ""},
	{"Results by operating segment", extract.DimSegment, ""},
	{"主营业务", extract.DimSegment, ""},
}

// TestScope: the line over a table tells whose figures it holds.
func TestScope(t *testing.T) {
	for _, c := range scopes {
		got, _ := facts(t, c.line, "")
		got = append(got, textFacts(t, c.line)...)
		if len(got) != 8 {
			t.Errorf("%q: %d facts, want 4 of each markup", c.line, len(got))
		}
		for _, f := range got {
			if f.Dimensions[c.key] != c.want || c.want == "" && len(f.Dimensions) > 0 {
				t.Errorf("%q: %s has %s, want %s=%q", c.line, f.Label, f.Dimensions, c.key, c.want)
			}
		}
	}
}

// TestPlanned: what is planned, or reckoned as if, gives misses.
func TestPlanned(t *testing.T) {
	for _, line := range []string{"Unaudited pro forma results", "2026 budget", "备考利润表", "全年预算"} {
		got, misses := facts(t, line, "")
		if len(got) != 0 || len(misses) != 4 {
			t.Errorf("%q: %d facts and %d misses, want none and 4", line, len(got), len(misses))
		}
	}
}

// TestSectionScope: a heading within the table is over the rows that follow it.
func TestSectionScope(t *testing.T) {
	for _, row := range []string{
		`<tr><td>Puzzle Games:</td><td></td><td></td></tr>`, `<tr><td colspan="3">Puzzle Games</td></tr>`,
		`<tr><td>Revenues</td><td>9,000</td><td>9,500</td></tr><tr><td>Puzzle Games:</td></tr>`,
	} {
		got, _ := facts(t, "Results", row)
		for _, f := range got {
			want := "Puzzle Games"
			if strings.HasPrefix(f.Witnesses[0].Quote, "9,") {
				want = ""
			}
			if f.Dimensions[extract.DimSegment] != want {
				t.Errorf("%s: %s %s has %s, want segment %q", row, f.Label, f.Value, f.Dimensions, want)
			}
		}
		if len(got) < 4 {
			t.Errorf("%s: %d facts, want at least 4", row, len(got))
		}
	}
}

// TestBrokenLabel: a label that goes on in the next row is one.
func TestBrokenLabel(t *testing.T) {
	got, _ := facts(t, "Results", `<tr><td>Deposits</td><td>5</td><td>6</td></tr><tr><td>Net loss attributable to holders</td><td></td><td></td></tr><tr><td>of ordinary shares</td><td>(70)</td><td>(80)</td></tr>`)
	if len(got) < 3 || got[2].Label != "Net loss attributable to holders of ordinary shares" {
		t.Errorf("got %v, want the label in one", got)
	}
}
