package render

import (
	"fmt"
	"math"
	"strings"

	"github.com/xuri/excelize/v2"

	"tickmark/extract"
	"tickmark/extract/quantity"
	"tickmark/pipeline/canvas"
)

// The sheets on which a workbook computes: checks that add up again when a
// number is changed, and how lines went, with charts. A formula refers to
// cells with numbers of ours alone; words of documents are never in one.
const (
	sheetChecks = "Checks"
	sheetTrends = "Trends"
)

// check is a check of a figure that is plain arithmetic.
type check struct {
	kind     extract.CheckKind
	operands []float64
	stated   float64
	places   int // decimals of what is stated
}

// checkOf turns a closed check into one that a spreadsheet computes; false for
// one that is no plain arithmetic, or has more operands than there are columns.
func checkOf(c extract.Check) (check, bool) {
	last, ok := c.Result()
	if !ok || !c.Closed || !computable(c, last) {
		return check{}, false
	}
	out := check{kind: c.Kind, places: max(0, last.Value.Decimals())}
	out.stated, _ = last.Value.Rat().Float64()
	for _, o := range c.Operands[:len(c.Operands)-1] {
		n, _ := o.Value.Rat().Float64()
		out.operands = append(out.operands, n)
	}
	sound := len(out.operands) > 1 && len(out.operands) <= maxOperands && (c.Kind == extract.Sum || out.operands[1] != 0)
	return out, sound && math.Abs(out.computed()-out.stated) <= 0.51*math.Pow10(-out.places)
}

func computable(c extract.Check, last extract.Operand) bool {
	switch c.Kind {
	case extract.Sum:
		return true
	case extract.Growth:
		return last.Unit == quantity.Percent
	case extract.Translation:
		return len(c.Operands) == 3
	}
	return false
}

// maxOperands is how many columns of operands the sheet of checks has.
const maxOperands = 12

func (c check) computed() float64 {
	switch c.kind {
	case extract.Growth:
		return (c.operands[0]/c.operands[1] - 1) * 100
	case extract.Translation:
		return c.operands[0] / c.operands[1]
	}
	sum := 0.0
	for _, n := range c.operands {
		sum += n
	}
	return sum
}

// formula computes a check from the cells of its row.
func (c check) formula(row int) string {
	first, second := at(operandColumn, row), at(operandColumn+1, row)
	switch c.kind {
	case extract.Growth:
		return fmt.Sprintf("ROUND((%s/%s-1)*100,%d)", first, second, c.places)
	case extract.Translation:
		return fmt.Sprintf("ROUND(%s/%s,%d)", first, second, c.places)
	}
	return fmt.Sprintf("SUM(%s:%s)", first, at(operandColumn+len(c.operands)-1, row))
}

// The columns of the sheet of checks.
const (
	computedColumn = 4
	statedColumn   = 5
	offColumn      = 6
	operandColumn  = 7
)

// checks is the sheet of the arithmetic that proves the lines.
func (b *workbook) checks(c canvas.Canvas) {
	b.sheet(sheetChecks)
	head := b.style(excelize.Style{Font: &excelize.Font{Family: face, Bold: true}, NumFmt: textFormat})
	text := b.style(excelize.Style{NumFmt: textFormat})
	format := "#,##0.####"
	number := b.style(excelize.Style{CustomNumFmt: &format})
	for i, name := range []string{"line", "period", "check", "computed", "stated", "difference", "of"} {
		b.text(sheetChecks, at(i+1, 1), name, head)
	}
	row, said := 2, map[string]bool{}
	for _, block := range c.Blocks {
		for _, e := range block.Entries {
			for _, c := range e.Checks {
				k, ok := checkOf(c)
				line := e.Name + c.String()
				if !ok || said[line] {
					continue
				}
				said[line] = true
				b.text(sheetChecks, at(1, row), e.Name, text)
				b.text(sheetChecks, at(2, row), e.Period.String(), text)
				b.text(sheetChecks, at(3, row), string(k.kind), text)
				for i, n := range k.operands {
					b.value(sheetChecks, at(operandColumn+i, row), n, number)
				}
				b.compute(sheetChecks, at(computedColumn, row), k.formula(row), k.computed(), number)
				b.value(sheetChecks, at(statedColumn, row), k.stated, number)
				b.compute(sheetChecks, at(offColumn, row), fmt.Sprintf("ROUND(%s-%s,%d)", at(computedColumn, row), at(statedColumn, row), k.places), 0, number)
				row++
			}
		}
	}
	b.do(b.file.SetColWidth(sheetChecks, "A", "A", 36))
	b.do(b.file.SetColWidth(sheetChecks, "B", "R", 18))
	b.paper(sheetChecks, 0)
}

func (b *workbook) value(sheet, cell string, n float64, style int) {
	b.do(b.file.SetCellFloat(sheet, cell, n, -1, 64))
	b.do(b.file.SetCellStyle(sheet, cell, cell, style))
}

// compute writes a formula with its value, for what shows a workbook without
// computing it.
func (b *workbook) compute(sheet, cell, formula string, is float64, style int) {
	b.value(sheet, cell, is, style)
	b.do(b.file.SetCellFormula(sheet, cell, formula))
}

// derived writes the value of a derived figure as a formula over its inputs,
// which stand in the rows below it; false where its arithmetic is none of ours.
func (b *workbook) derived(r figureRow, row, column, style int) bool {
	if !r.Derived() || strings.HasSuffix(r.Role, ": input") || len(r.Inputs) != 2 || r.Value.Exp > 0 {
		return false
	}
	x, _ := r.Inputs[0].Value.Rat().Float64()
	y, _ := r.Inputs[1].Value.Rat().Float64()
	want, _ := r.Value.Rat().Float64()
	a, z := at(column, row+1), at(column, row+2)
	for formula, is := range map[string]float64{
		fmt.Sprintf("%s/%s*100", a, z): x / y * 100, fmt.Sprintf("(%s/%s-1)*100", a, z): (x/y - 1) * 100,
		fmt.Sprintf("(%s-%s)/ABS(%s)*100", a, z, z): (x - y) / math.Abs(y) * 100, fmt.Sprintf("%s-%s", a, z): x - y, fmt.Sprintf("%s+%s", a, z): x + y,
	} {
		if math.Abs(is-want) <= math.Pow10(int(r.Value.Exp))/2+1e-9 {
			b.compute(sheetFacts, at(column, row), fmt.Sprintf("ROUND(%s,%d)", formula, -int(r.Value.Exp)), want, style)
			return true
		}
	}
	return false
}

// charted is how many lines have a chart.
const charted = 6

// trends is the sheet of how the lines went, and its charts.
func (b *workbook) trends(c canvas.Canvas) {
	b.sheet(sheetTrends)
	head := b.style(excelize.Style{Font: &excelize.Font{Family: face, Bold: true}, NumFmt: textFormat})
	format := "#,##0.####"
	number := b.style(excelize.Style{CustomNumFmt: &format})
	row, charts, said := 1, 0, map[string]bool{}
	for i := len(c.Blocks) - 1; i >= 0; i-- { // revenues first
		for _, e := range c.Blocks[i].Entries {
			if len(e.Trend) < 2 || said[e.Name] {
				continue
			}
			said[e.Name] = true
			b.text(sheetTrends, at(1, row+1), e.Name+" ("+string(e.Unit)+")", head)
			for j, f := range e.Trend {
				n, _ := f.Value.Rat().Float64()
				b.text(sheetTrends, at(j+2, row), f.Period.String(), head)
				b.value(sheetTrends, at(j+2, row+1), n, number)
			}
			if charts < charted && len(e.Trend) > 2 {
				b.chart(row, len(e.Trend), charts)
				charts++
			}
			row += 3
		}
	}
	b.do(b.file.SetColWidth(sheetTrends, "A", "A", 44))
	b.do(b.file.SetColWidth(sheetTrends, "B", "I", 18))
	b.paper(sheetTrends, 0)
}

// chart draws the trend that begins at a row, with an axis from zero where no
// value is below it.
func (b *workbook) chart(row, points, nth int) {
	ref := func(r int) string {
		return fmt.Sprintf("%s!%s:%s", sheetTrends, absolute(2, r), absolute(1+points, r))
	}
	b.do(b.file.AddChart(sheetTrends, at(11, 1+nth*16), &excelize.Chart{
		Type:   excelize.Col,
		Series: []excelize.ChartSeries{{Name: sheetTrends + "!" + absolute(1, row+1), Categories: ref(row), Values: ref(row + 1), Fill: excelize.Fill{Type: "pattern", Color: []string{"0A7A4B"}, Pattern: 1}}},
		Legend: excelize.ChartLegend{Position: "none"},
	}))
}

func absolute(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row, true)
	if err != nil {
		panic("render: " + err.Error()) // columns and rows are counted from 1 here
	}
	return name
}
