package prose

import (
	"testing"

	"tickmark/extract"
	"tickmark/extract/vocabulary"
)

// segmentBelow is the segment of the last figure of some blocks, "missed"
// where there is none.
func segmentBelow(blocks ...extract.Block) string {
	text := extract.Text{Blocks: blocks}
	text.Number()
	facts, _ := Read(text, document, vocabulary.Default())
	for _, f := range facts {
		if f.Witnesses[0].At.Block == len(blocks)-1 {
			return f.Dimensions[extract.DimSegment]
		}
	}
	return "missed"
}

func heading(words string) extract.Block { return extract.Block{Kind: extract.Heading, Words: words} }

// TestParts: figures below the name of a part of the group are the part's,
// until a heading ends it; below one that is not understood they are nobody's.
func TestParts(t *testing.T) {
	para := func(words string) extract.Block { return extract.Block{Words: words} }
	last := para("Gross profit was RMB5.0 million.")
	for _, c := range []struct {
		name   string
		blocks []extract.Block
		want   string
	}{
		{"a heading", []extract.Block{heading("Cloud Segment"), last}, "Cloud Segment"},
		{"a title", []extract.Block{para("Logistics Services"), last}, "Logistics Services"},
		{"a period below it", []extract.Block{heading("Cloud Segment"), heading("Third Quarter 2025"), last}, "Cloud Segment"},
		{"a topic ends it", []extract.Block{heading("Cloud Segment"), heading("Financial Results"), last}, ""},
		{"a heading that is not understood", []extract.Block{heading("Cloud Segment"), heading("People and Places"), last}, "missed"},
		{"the group says so", []extract.Block{heading("Cloud Segment"), para("Total revenues were RMB9.0 million.")}, ""},
		{"a balance", []extract.Block{heading("Cloud Segment"), para("As of September 30, 2025, cash was RMB9.0 million.")}, ""},
		{"the company", []extract.Block{heading("Acme Holdings Limited"), last}, ""},
		{"simplified", []extract.Block{heading("二、云业务"), para("毛利为人民币500万元。")}, "云业务"},
		{"traditional", []extract.Block{heading("雲業務"), para("毛利為人民幣500萬元。")}, "雲業務"},
	} {
		if got := segmentBelow(c.blocks...); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestTitledTable: text below a table that a part of the group gives its name
// to is about that part.
func TestTitledTable(t *testing.T) {
	for corner, want := range map[string]string{"Dyes": "Dyes", "Item": "", "Gross Profit": "", "Acme Inc": "", "(in thousands)": ""} {
		row := func(cells ...string) extract.Row {
			var r extract.Row
			for i, c := range cells {
				r.Cells = append(r.Cells, extract.Cell{Text: c, Col: i, Span: 1})
			}
			return r
		}
		table := extract.Table{Cols: 2, Rows: []extract.Row{row(corner, "2025"), row("Net revenues", "9"), row("Gross profit", "5")}}
		if got := segmentBelow(extract.Block{Kind: extract.Grid, Table: &table}, extract.Block{Words: "Gross profit was RMB5.0 million."}); got != want {
			t.Errorf("%q: %q, want %q", corner, got, want)
		}
	}
}

// TestUnits: under the notes' line of units an amount without a scale is no
// figure, on its page.
func TestUnits(t *testing.T) {
	title, units := heading("NOTES TO CONSOLIDATED FINANCIAL STATEMENTS"), extract.Block{Words: "(RMB in thousands, except for share data)"}
	for _, c := range []struct {
		name, words string
		page        int
		want        string
	}{
		{"plain", "Gross profit was RMB5,498.", 1, "missed"},
		{"with a scale", "Gross profit was RMB5.4 million.", 1, ""},
		{"another page", "Gross profit was RMB5,498.", 2, ""},
	} {
		title.Page, units.Page = 1, 1
		if got := segmentBelow(title, units, extract.Block{Words: c.words, Page: c.page}); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
