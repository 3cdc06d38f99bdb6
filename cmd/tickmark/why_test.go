package main

import (
	"slices"
	"testing"

	"tickmark/extract"
	"tickmark/extract/quantity"
)

func TestSteps(t *testing.T) {
	for _, c := range []struct {
		printed string
		value   quantity.Amount
		want    string
	}{
		{"15,810,628", quantity.Amount{Coef: 15810628, Exp: 3}, " × 1,000"},
		{"2,478.0", quantity.Amount{Coef: 24780, Exp: 5}, " × 1,000,000"},
		{"0.66", quantity.Amount{Coef: -66, Exp: 7}, " × 1,000,000,000, below zero by its words"},
		{"(13,351,098)", quantity.Amount{Coef: 13351098, Exp: 3}, " × 1,000, above zero as its metric counts"},
		{"(664,046)", quantity.Amount{Coef: -664046, Exp: 3}, " × 1,000"},
		{"141.5%", quantity.Amount{Coef: 1415, Exp: -1}, ""},
		{"50", quantity.Amount{Coef: 50, Exp: -2}, " ÷ 100"},
		{"–", quantity.Amount{}, ""},
	} {
		if got := steps(extract.Witness{Printed: c.printed, Value: c.value}); got != c.want {
			t.Errorf("%s: %q, want %q", c.printed, got, c.want)
		}
	}
}

// TestClues: what gave a figure its attributes is said with its place, seen
// from the figure, and marked in the document.
func TestClues(t *testing.T) {
	text := extract.Text{Blocks: []extract.Block{
		{Kind: extract.Heading, Words: "Third Quarter 2025"},
		{Words: "It was a good year. Revenues were RMB5 million »so far«, and RMB5 million again."},
		{Kind: extract.Grid, Table: &extract.Table{Rows: []extract.Row{
			{Cells: []extract.Cell{{Text: "RMB"}, {Text: "2024"}}}, {Cells: []extract.Cell{{Text: "Costs"}, {Text: "7"}}},
		}}},
	}}
	text.Number()
	cite := func(how extract.How, quote, place string) extract.Source {
		return extract.Source{How: how, Quote: quote, Place: place}
	}
	prose := extract.Witness{Document: "d", Place: "p[2] 34:46", Quote: "RMB5 million", At: extract.At{Block: 1, Row: -1, Cell: -1}, Span: extract.Span{Start: 34, End: 46}}
	cell := extract.Witness{Document: "d", Place: "table[1] r2 c2", Quote: "7", At: extract.At{Block: 2, Row: 1, Cell: 1}}
	for _, c := range []struct {
		name    string
		witness extract.Witness
		from    extract.Evidence
		lines   []string
		shown   string
	}{
		{"a paragraph", prose, extract.Evidence{
			Period: cite(extract.Scoped, "Third Quarter 2025", "p[1] 0:18"), Unit: cite(extract.Stated, "RMB5 million", "p[2] 34:46"),
			Scale: cite(extract.Stated, "RMB5 million", "p[2] 34:46"), Label: cite(extract.Scoped, "Revenues", "p[2] 20:28"), Basis: cite(extract.Scoped, "", ""),
		}, []string{
			`period: "Third Quarter 2025", inherited from above, p[1] 0:18`, `unit, scale: "RMB5 million", stated, p[2] 34:46`,
			`basis: inherited from the document`, `label: "Revenues", inherited from earlier in the paragraph, p[2] 20:28`,
		}, "It was a good year. [label:Revenues] were [figure:RMB5 million] »so far«, and RMB5 million again."},
		{"a table", cell, extract.Evidence{
			Period: cite(extract.Derived, "2024", "table[1] r1 c2"), Unit: cite(extract.Scoped, "RMB", "table[1] r1 c1"), Label: cite(extract.Stated, "Costs", "table[1] r2 c1"),
		}, []string{
			`period: "2024", fixed by a check, table[1] r1 c2`, `unit: "RMB", inherited from the table, table[1] r1 c1`, `label: "Costs", stated, table[1] r2 c1`,
		}, "[label:Costs] | [figure:7]"},
		{"given, and words that are not there", prose, extract.Evidence{Period: cite(extract.Given, "", ""), Label: cite(extract.Scoped, "Losses", "p[2] 20:28")},
			[]string{"period: given by hand", `label: "Losses", inherited, p[2] 20:28`}, "It was a good year. Revenues were [figure:RMB5 million] »so far«, and RMB5 million again."},
		{"a witness that older rules kept without its span", extract.Witness{Document: "d", Place: "p[2] 63:75", Quote: "RMB5 million", At: extract.At{Block: 1, Row: -1, Cell: -1}}, extract.Evidence{}, nil,
			"It was a good year. Revenues were RMB5 million »so far«, and [figure:RMB5 million] again."},
		{"a place that is not there any more", extract.Witness{Document: "d", Place: "p[9] 0:2", Quote: "RMB9", At: extract.At{Block: 8, Row: -1, Cell: -1}}, extract.Evidence{}, nil, "[figure:RMB9]"},
	} {
		texts := map[string]extract.Text{"d": text}
		all := clues(extract.Fact{Evidence: c.from, Witnesses: []extract.Witness{c.witness}}, texts)
		var lines []string
		for _, x := range all {
			lines = append(lines, x.String())
		}
		if !slices.Equal(lines, c.lines) {
			t.Errorf("%s: %q, want %q", c.name, lines, c.lines)
		}
		var s source
		s.look(texts, c.witness, all)
		got := ""
		for _, p := range s.shown {
			if p.Mark != "" {
				p.Text = "[" + p.Mark + ":" + p.Text + "]"
			}
			got += p.Text
		}
		if got != c.shown {
			t.Errorf("%s: %q, want %q", c.name, got, c.shown)
		}
	}
}
