package render

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"tickmark/pipeline/canvas"
)

// figureRow is one figure of a canvas with the line that it belongs to, for
// formats that are tables.
type figureRow struct {
	Block, Line, Role string // role: figure, on the year, share of …, input …
	canvas.Figure
	Marks string
	Cites int // number of its first document in the bibliography; 0 for none
}

// figureRows lists every figure of a canvas: the one of each line first, then
// what the line says beside it, each followed by what it is derived from.
func figureRows(c canvas.Canvas, books *bibliography) []figureRow {
	var out []figureRow
	for _, b := range c.Blocks {
		for _, e := range b.Entries {
			add := func(role string, f canvas.Figure) {
				if f.Known() {
					out = append(out, newRow(b.Name, e, role, f, books))
				}
				for _, in := range f.Inputs {
					out = append(out, newRow(b.Name, e, role+": input", in, books))
				}
			}
			for _, p := range parts(e) {
				add(p.role, p.figure)
			}
		}
	}
	return out
}

type part struct {
	role   string
	figure canvas.Figure
}

// parts are the figures of a line, each with what it is there.
func parts(e canvas.Entry) []part {
	out := []part{{"figure", e.Figure}}
	if e.High != nil {
		out = append(out, part{"upper end", *e.High})
	}
	for _, c := range []struct {
		role   string
		change *canvas.Change
	}{{"on the year", e.OnYear}, {"on the quarter", e.OnQuarter}, {"since the last balance", e.Since}} {
		if c.change != nil {
			out = append(out, part{c.role, c.change.Growth}, part{c.role + ": from", c.change.From})
		}
	}
	if e.Share != nil {
		out = append(out, part{"share of " + e.ShareOf, *e.Share})
	}
	for _, f := range e.Twins {
		out = append(out, part{"in " + string(f.Unit), f})
	}
	for _, f := range e.Cumulative {
		out = append(out, part{"longer period", f})
	}
	for _, f := range e.Contested() {
		for _, r := range f.Rivals {
			out = append(out, part{"also printed", r})
		}
	}
	if e.Was != nil {
		out = append(out, part{"first reported", *e.Was})
	}
	return out
}

func newRow(block string, e canvas.Entry, role string, f canvas.Figure, books *bibliography) figureRow {
	r := figureRow{Block: block, Line: e.Name, Role: role, Figure: f}
	r.Marks = strings.Join(each(e.Marks, func(m canvas.Mark) string { return string(m) }), " ")
	if role != "figure" {
		r.Marks = f.Flag
	}
	if len(f.Sources) > 0 {
		r.Cites = books.number(f.Sources[0])
	}
	return r
}

// figureColumns are the columns of the figures of a canvas in CSV and XLSX.
var figureColumns = []string{
	"block", "line", "role", "metric", "label", "basis", "start", "end", "value", "unit", "decimals", "qualifier",
	"grade", "marks", "arithmetic", "checks", "source", "document", "place", "printed", "quote",
}

// cells are the words of r by figureColumns; value, decimals and source are
// numbers.
func (r figureRow) cells() []string {
	period := Period(r.Period)
	out := []string{
		r.Block, r.Line, r.Role, string(r.Metric), r.Label, string(r.Basis), period.Start, period.End,
		r.Value.String(), string(r.Unit), strconv.Itoa(r.Value.Decimals()), string(r.Qualifier),
		string(r.Grade), r.Marks, r.Formula, strings.Join(checkTexts(r.Checks), "; "),
	}
	if r.Cites == 0 {
		return append(out, "", "", "", "", "")
	}
	s := r.Sources[0]
	return append(out, strconv.Itoa(r.Cites), s.About.Title, s.Witness.Place, s.Witness.Printed, s.Witness.Quote)
}

// numeric says that a column holds numbers.
func numeric(column string) bool {
	return column == "value" || column == "decimals" || column == "source"
}

// CanvasCSV writes every figure of c, one a row. A text that a spreadsheet
// would take for a formula gets an apostrophe before it.
func CanvasCSV(w io.Writer, c canvas.Canvas) error {
	out := csv.NewWriter(w)
	rows := [][]string{figureColumns}
	for _, r := range figureRows(c, cite(c)) {
		cells := r.cells()
		for i, name := range figureColumns {
			if !numeric(name) {
				cells[i] = harmless(cells[i])
			}
		}
		rows = append(rows, cells)
	}
	if err := out.WriteAll(rows); err != nil {
		return fmt.Errorf("render: write CSV: %w", err)
	}
	return nil
}

// CSV writes rows under a header. A text that a spreadsheet would take for a
// formula gets an apostrophe before it; numbers stay as they are.
func CSV(w io.Writer, header []string, rows [][]string) error {
	out := csv.NewWriter(w)
	_ = out.Write(header)
	for _, cells := range rows {
		kept := each(cells, func(s string) string {
			if _, err := strconv.ParseFloat(s, 64); err == nil {
				return s
			}
			return harmless(s)
		})
		_ = out.Write(kept)
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("render: write CSV: %w", err)
	}
	return nil
}

// harmless is s with an apostrophe before it where a spreadsheet that opens
// the CSV would compute it.
func harmless(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
