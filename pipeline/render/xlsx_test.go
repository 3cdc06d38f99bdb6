package render

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tickmark/extract"
	"tickmark/extract/quantity"
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
	if got := strings.Join(f.GetSheetList(), " "); got != "Canvas Facts Checks Trends Sources" {
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
				if formula, err := f.GetCellFormula(sheet, cell); err != nil || formula != "" && !plainFormula.MatchString(formula) {
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
		if err != nil || kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber && kind != excelize.CellTypeFormula {
			t.Errorf("row %d: value %q is of type %v, %v", i+2, row[8], kind, err)
		}
	}
	if len(rows) < 10 || rows[1][8] != "3954500000" {
		t.Errorf("the first value is %q", rows[1][8])
	}
}

// plainFormula is arithmetic over cells: no words, no other sheet, no address.
var plainFormula = regexp.MustCompile(`^(?:ROUND|SUM|ABS|[A-Z]{1,2}\d+|[\d.,:()+*/-])+$`)

// TestXLSXFormulas: every formula is plain arithmetic, gives the value that is
// kept beside it, and no check is off: two checks are set here, one is in the
// fixture.
func TestXLSXFormulas(t *testing.T) {
	c := fixture(t)
	c.Blocks[8].Entries[0].Checks = []extract.Check{
		checked(extract.Sum, "1,752,297,000 + 725,708,000 + 0 = 2,478,005,000", ""), checked(extract.Growth, "1,752,297,000 against 1,175,500,000 = 49.1", quantity.Percent),
	}
	f := opened(t, c)
	formulas := map[string]int{}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j, kept := range row {
				cell := at(j+1, i+1)
				formula, err := f.GetCellFormula(sheet, cell)
				if err != nil || formula == "" {
					continue
				}
				formulas[sheet]++
				got, err := f.CalcCellValue(sheet, cell, excelize.Options{RawCellValue: true})
				a, _ := strconv.ParseFloat(got, 64)
				b, _ := strconv.ParseFloat(kept, 64)
				if err != nil || !plainFormula.MatchString(formula) || math.Abs(a-b) > 1e-4+1e-6*math.Abs(b) && sheet != sheetChecks {
					t.Errorf("%s!%s: %s gives %s, kept %s, %v", sheet, cell, formula, got, kept, err)
				}
			}
		}
	}
	if formulas[sheetFacts] < 3 || formulas[sheetChecks] != 6 {
		t.Errorf("formulas: %v", formulas)
	}
}

func TestCheckOf(t *testing.T) {
	for _, x := range []struct {
		kind extract.CheckKind
		text string
		unit quantity.Unit
		want string
	}{
		{extract.Sum, "1,752,297,000 + 725,708,000 + 0 = 2,478,005,000", "", "sum 2478005000"},
		{extract.Growth, "1,752,297,000 against 1,175,500,000 = 49.1", quantity.Percent, "growth 49.1"},
		{extract.Growth, "1,752,297,000 against 1,175,500,000 = 576,797,000", quantity.CNY, ""},
		{extract.Translation, "1,752,297,000 / 246,144,000 = 7.1190", "", "translation 7.119"},
		{extract.Sum, "1 + 2 = 4", "", ""}, {extract.Repeat, "1", "", ""}, {extract.Growth, "1 against 0 = 3", quantity.Percent, ""},
	} {
		c, ok := checkOf(checked(x.kind, x.text, x.unit))
		got := ""
		if ok {
			got = fmt.Sprint(c.kind, " ", strconv.FormatFloat(c.stated, 'f', -1, 64))
		}
		if got != x.want {
			t.Errorf("%s %s: %q, want %q", x.kind, x.text, got, x.want)
		}
	}
}

// checked is a closed check written as "a + b = c".
func checked(kind extract.CheckKind, text string, unit quantity.Unit) extract.Check {
	c := extract.Check{Kind: kind, Closed: true}
	op := extract.Op("")
	for _, word := range strings.Fields(text) {
		v, err := quantity.Parse(word)
		if err != nil {
			op = extract.Op(word)
			continue
		}
		c.Operands = append(c.Operands, extract.Operand{Op: op, Value: v})
	}
	c.Operands[len(c.Operands)-1].Unit = unit
	return c
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
