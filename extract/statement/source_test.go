package statement

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"tickmark/extract"
	"tickmark/extract/vocabulary"
)

// TestEvidencePlaces holds the sources of every fact of the fixtures against
// the document: what was read has its words and stands where it says.
func TestEvidencePlaces(t *testing.T) {
	files, err := filepath.Glob("testdata/*.html")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, file := range files {
		text := decode(t, file)
		words := wordsAt(text)
		facts, _ := Read(text, contextOf(t, file), vocabulary.Default())
		for _, f := range facts {
			e := f.Evidence
			for name, s := range map[string]extract.Source{"period": e.Period, "unit": e.Unit, "scale": e.Scale, "label": e.Label} {
				if s.How == "" {
					t.Errorf("%s: %s %s: its %s has no source", file, f.Label, f.Period, name)
				}
				if s.Quote != "" && s.Place != "" && !strings.Contains(words[s.Place], s.Quote) {
					t.Errorf("%s: %s %s: its %s is %q, at %s stands %q", file, f.Label, f.Period, name, s.Quote, s.Place, words[s.Place])
				}
				if s.How == extract.Stated && s.Place == "" {
					t.Errorf("%s: %s %s: its %s is stated nowhere", file, f.Label, f.Period, name)
				}
			}
			if (f.Basis == "") != (e.Basis.How == "") {
				t.Errorf("%s: %s %s: basis %q by %+v", file, f.Label, f.Period, f.Basis, e.Basis)
			}
		}
	}
}

// wordsAt is the words of a text by their places.
func wordsAt(text extract.Text) map[string]string {
	out := map[string]string{}
	for _, b := range text.Blocks {
		out[b.SpanPlace(extract.Span{End: len(b.Words)})] = b.Words
		if b.Table == nil {
			continue
		}
		for i, row := range b.Table.Rows {
			for j, c := range row.Cells {
				out[b.CellPlace(i, j)] = c.Text
				out[b.Place] += c.Text + "\n"
			}
		}
	}
	return out
}

// TestEvidence reads one table under different titles: what it says itself is
// stated, what it has from the document is scoped.
func TestEvidence(t *testing.T) {
	for _, test := range []struct {
		title, unit string
		head        extract.Row
		want        string
	}{
		{"Income statements for the three months ended September 30", "(in thousands of RMB)", row("", "2025"), "stated stated stated stated"},
		{"Income statements", "(in thousands of RMB)", row("", "Three months ended September 30, 2025"), "stated stated stated stated"},
		{"Income statements", "(in thousands of RMB)", row("", "Third quarter"), "scoped stated stated stated"},
		{"Income statements for the three months ended September 30", "(in thousands)", row("", "2025"), "stated scoped stated stated"},
		{"合并利润表", "单位：千元", row("", "本期金额"), ""},
		{"合并年初到报告期末利润表", "单位：千元", row("", "本期金额"), "scoped stated stated stated"},
		{"2025年1—9月合并利润表", "单位：千元", row("", "本期金额"), "stated stated stated stated"},
		{"Income statements for the three months ended September 30, 2025", "", row("", "RMB'000"), ""},
	} {
		text := extract.Text{Blocks: []extract.Block{
			{Words: test.title}, {Words: test.unit},
			{Kind: extract.Grid, Table: &extract.Table{Cols: 2, Rows: []extract.Row{test.head, row("Total revenues", "2,478,005"), row("Gross profit", "380,921")}}},
		}}
		text.Number()
		facts, _ := Read(text, document, vocabulary.Default())
		got := ""
		if len(facts) > 0 {
			e := facts[0].Evidence
			got = fmt.Sprint(e.Period.How, " ", e.Unit.How, " ", e.Scale.How, " ", e.Label.How)
		}
		if got != test.want {
			t.Errorf("%s, %s: period, unit, scale and label are %q, want %q", test.title, test.head.Cells[0].Text, got, test.want)
		}
	}
}

// row is a row of cells, a column each; an empty text is no cell.
func row(cells ...string) extract.Row {
	var r extract.Row
	for i, text := range cells {
		if text != "" {
			r.Cells = append(r.Cells, extract.Cell{Text: text, Col: i, Span: 1})
		}
	}
	return r
}

// TestLostYear: figures whose column has lost its year to the next are of no
// year, whatever the document's is.
func TestLostYear(t *testing.T) {
	head := row("", "", "Three months ended September 30,")
	head.Cells[0].Span = 3
	for _, test := range []struct {
		years extract.Row
		want  string
	}{
		{row("", "", "2025", "", "2024"), "miss miss"},
		{row("", "2025", "", "2024"), "2025Q3 2024Q3"},
	} {
		text := extract.Text{Blocks: []extract.Block{
			{Words: "Statements of operations of the quarter ended September 30, 2025"}, {Words: "(in thousands of RMB)"},
			{Kind: extract.Grid, Table: &extract.Table{Cols: 5, Rows: []extract.Row{head, test.years, row("Total revenues", "1,204", "", "1,310"), row("Net income", "83", "", "60")}}},
		}}
		text.Number()
		facts, misses := Read(text, document, vocabulary.Default())
		got := "miss miss"
		if len(misses) == 0 && len(facts) > 1 {
			got = facts[0].Period.String() + " " + facts[1].Period.String()
		}
		if got != test.want {
			t.Errorf("%v: %s, want %s", test.years, got, test.want)
		}
	}
}
