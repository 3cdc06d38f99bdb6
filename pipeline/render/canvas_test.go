package render

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tickmark/extract"
	"tickmark/extract/quantity"
	"tickmark/pipeline/canvas"
	"tickmark/pipeline/canvas/canvastest"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// fixture is a small canvas with every kind of line and mark, and a label
// that tries to be markup, script, link and formula.
func fixture(t testing.TB) canvas.Canvas {
	t.Helper()
	in := canvastest.Read(t, "../canvas/testdata/kc.facts.json")
	in.Facts = append(in.Facts, hostile(in))
	in.Template = canvas.Template{Name: "test", Blocks: []canvas.Plan{
		{Block: "Key Resources", Lines: []canvas.Line{
			{Figure: "CashAndCashEquivalentsAtCarryingValue", Name: "cash and cash equivalents"},
			{Figure: "AccountsReceivableNetCurrent", Name: "accounts receivable"},
			{Figure: "Goodwill", Name: "goodwill"},
		}},
		{Block: "Cost Structure", Lines: []canvas.Line{
			{Of: "GrossProfit", To: "Revenues", Name: "gross margin"},
			{Figure: "kc:IDCCosts", Name: "IDC costs", ShareOf: "CostOfRevenue", ShareName: "cost of revenues"},
			{Figure: "OperatingIncomeLoss", Name: "operating profit", Loss: "operating loss"},
		}},
		{Block: "Revenue Streams", Lines: []canvas.Line{
			{Figure: "Revenues", Name: "total revenues"},
			{Each: &canvas.Each{Sections: []string{"Revenues"}, Except: []extract.Metric{"Revenues"}}, ShareOf: "Revenues", ShareName: "total revenues"},
		}},
	}}
	in.Evidence = []canvas.Evidence{{Block: "Key Partnerships", Theme: "partners", Quote: "We work with <b>everyone</b>.", Source: canvas.Source{Document: "q3", About: in.Documents["q3"]}}}
	return canvas.Build(in)
}

// hostileLabel would be a script, a formula, markup and a table cell.
const hostileLabel = `=HYPERLINK("http://evil.example","x") <script>alert(1)</script> **bold** | [a](javascript:alert(2))`

// hostile is a revenue line whose label and address attack the reader.
func hostile(in canvas.Input) canvas.Known {
	f := in.Facts[0]
	for _, x := range in.Facts {
		if x.Period.String() == "2025Q3" && x.Unit == "CNY" {
			f = x
			break
		}
	}
	in.Documents["bad"] = canvas.Document{Title: `"><img src=x onerror=alert(3)>`, URL: "javascript:alert(4)", Published: f.At}
	f.Metric, f.Label, f.Dimensions = "", hostileLabel, extract.Dimensions{extract.DimSection: "Revenues"}
	f.Value.Coef = 123
	w := f.Witnesses[0]
	w.Document, w.URL, w.Quote, w.Printed = "bad", "javascript:alert(5)", `</script><script>alert(6)</script> 12.3`, "12.3"
	f.Witnesses = []extract.Witness{w}
	return f
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; run with -update and read the difference. Got:\n%s", path, got)
	}
}

func written(t testing.TB, write func(io.Writer, canvas.Canvas) error, c canvas.Canvas) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, c); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestMarkdownGolden(t *testing.T) {
	got := written(t, Markdown, fixture(t))
	golden(t, "canvas.md", got)
	text := string(got)
	at := 0
	for _, name := range canvas.BlockNames {
		next := strings.Index(text, "\n## "+name+"\n")
		if next < at {
			t.Errorf("block %s is missing or out of order", name)
		}
		at = next
	}
	text = regexp.MustCompile(`\\.`).ReplaceAllString(text, "")
	for _, hostile := range []string{"<script>", " **bold**", "<b>", "](javascript", "<javascript", "<img"} {
		if strings.Contains(text, hostile) {
			t.Errorf("Markdown holds %q as markup", hostile)
		}
	}
}

func TestCanvasJSONGolden(t *testing.T) {
	got := written(t, WriteCanvasJSON, fixture(t))
	golden(t, "canvas.json", got)
	if bytes.Contains(got, []byte("null")) {
		t.Error("JSON holds a null")
	}
	var back CanvasJSON
	dec := json.NewDecoder(bytes.NewReader(got))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&back); err != nil {
		t.Fatal(err)
	}
	for _, b := range back.Blocks {
		for _, e := range b.Entries {
			if len(e.Figure.Sources) == 0 && len(e.Figure.Inputs) < 2 {
				t.Errorf("%s has neither sources nor inputs", e.ID)
			}
		}
	}
}

// Where a line is contradicted by another value, every form shows that value,
// its place and its words.
func TestRivalsAreShown(t *testing.T) {
	for _, c := range []struct {
		name string
		unit quantity.Unit
		coef int64
		want string
	}{
		{"of the figure", quantity.CNY, 26000, "RMB 2,600.0 million"},
		{"of its twin", quantity.USD, 3999, "US$399.9 million"},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := canvastest.Read(t, "../canvas/testdata/kc.facts.json")
			for _, f := range in.Facts {
				if f.Metric == "Revenues" && f.Period.String() == "2025Q3" && f.Unit == c.unit && f.Dimensions == nil {
					f.Value.Coef = c.coef
					f.Witnesses = []extract.Witness{{Document: "q3", Place: "p[77] 3:9", Quote: "it said [so] elsewhere", Printed: "so"}}
					in.Facts = append(in.Facts, f)
				}
			}
			in.Template = canvas.Template{Name: "test", Blocks: []canvas.Plan{{Block: "Revenue Streams", Lines: []canvas.Line{{Figure: "Revenues", Name: "total revenues"}}}}}
			made := canvas.Build(in)
			if e := made.Blocks[8].Entries[0]; !has(e, canvas.Contradicted) {
				t.Fatalf("marks %v", e.Marks)
			}
			for name, form := range map[string]struct {
				write func(io.Writer, canvas.Canvas) error
				want  []string
			}{
				"Markdown": {Markdown, []string{"is also printed as " + plain(c.want) + ": “it said \\[so\\] elsewhere”, p\\[77\\] 3:9 [1]"}},
				"HTML":     {HTML, []string{"printed as " + c.want + "</h4>", "“it said [<mark>so</mark>] elsewhere”", "p[77] 3:9"}},
				"JSON":     {WriteCanvasJSON, []string{`"quote": "it said [so] elsewhere"`, `"place": "p[77] 3:9"`}},
				"CSV":      {CanvasCSV, []string{"p[77] 3:9,so,it said [so] elsewhere"}},
			} {
				var out strings.Builder
				if err := form.write(&out, made); err != nil {
					t.Fatal(err)
				}
				for _, want := range form.want {
					if !strings.Contains(out.String(), want) {
						t.Errorf("%s does not say %q", name, want)
					}
				}
			}
		})
	}
}
