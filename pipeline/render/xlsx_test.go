package render

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tickmark/pipeline/canvas"
)

func opened(t *testing.T, c canvas.Canvas) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(written(t, XLSX, c)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

// TestXLSXHolds checks that the blocks stand in the workbook, that words stay
// words, numbers are numbers, and links lead to the web only.
func TestXLSXHolds(t *testing.T) {
	c := fixture(t)
	f := opened(t, c)
	if got := strings.Join(f.GetSheetList(), " "); got != "Canvas Facts Sources" {
		t.Errorf("sheets %s", got)
	}
	all := ""
	hostileSeen := false
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j, text := range row {
				cell := at(j+1, i+1)
				if formula, err := f.GetCellFormula(sheet, cell); err != nil || formula != "" {
					t.Errorf("%s!%s computes %q, %v", sheet, cell, formula, err)
				}
				if linked, to, err := f.GetCellHyperLink(sheet, cell); err != nil || linked && !strings.HasPrefix(to, "http") {
					t.Errorf("%s!%s leads to %q, %v", sheet, cell, to, err)
				}
				hostileSeen = hostileSeen || text == hostileLabel
				all += text + "\n"
			}
		}
	}
	if !hostileSeen {
		t.Error("the label that begins with = does not stand as it is printed")
	}
	for _, name := range canvas.BlockNames {
		if !strings.Contains(all, strings.ToUpper(name)) {
			t.Errorf("no block %s", name)
		}
	}
	for _, b := range c.Blocks {
		for _, e := range b.Entries {
			if !strings.Contains(all, e.Text) {
				t.Errorf("no line %q", e.Text)
			}
		}
	}
}

func TestXLSXNumbers(t *testing.T) {
	f := opened(t, fixture(t))
	rows, err := f.GetRows(sheetFacts, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows[1:] {
		kind, err := f.GetCellType(sheetFacts, at(9, i+2))
		if err != nil || kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
			t.Errorf("row %d: value %q is of type %v, %v", i+2, row[8], kind, err)
		}
	}
	if len(rows) < 10 || rows[1][8] != "3954500000" {
		t.Errorf("the first value is %q", rows[1][8])
	}
}

func TestCSVHolds(t *testing.T) {
	data := written(t, CanvasCSV, fixture(t))
	golden(t, "canvas.csv", data)
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		for j, text := range row {
			if !numeric(figureColumns[j]) && text != "" && strings.ContainsRune("=+-@", rune(text[0])) {
				t.Errorf("column %s holds %q", figureColumns[j], text)
			}
		}
	}
}

func TestPlacesDoNotOverlap(t *testing.T) {
	c := fixture(t)
	taken := map[string]int{}
	for i, p := range places(c) {
		if need := len(c.Blocks[i].Entries) + len(c.Blocks[i].Evidence) + 2; p.last-p.first+1 < need {
			t.Errorf("%s has %d rows, wants %d", c.Blocks[i].Name, p.last-p.first+1, need)
		}
		for row := p.first; row <= p.last; row++ {
			for column := p.column; column < p.column+p.columns; column++ {
				if j, ok := taken[at(column, row)]; ok {
					t.Fatalf("%s and %s share %s", c.Blocks[i].Name, c.Blocks[j].Name, at(column, row))
				}
				taken[at(column, row)] = i
			}
		}
	}
}
