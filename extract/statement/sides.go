package statement

import (
	"tickmark/extract"
	"tickmark/extract/pattern"
)

// gluedForm is a figure with the label of the next beside it: a balance sheet of
// two sides whose middle has run together.
var gluedForm = pattern.New(`^[(（]?[\d,]+(?:\.\d+)?[)）]? +\p{L}{2}`)

// leastGlued is how many such cells under each other are no accident.
const leastGlued = 3

// beyond makes the columns unclear that have their labels in the middle of the
// table, where those have run together with the figures before them.
func beyond(rows []extract.Row, cols []column) {
	glued := map[int]int{}
	for _, row := range rows {
		for _, c := range row.Cells {
			if c.Col > 0 && gluedForm.MatchString(c.Text) && !unitWords.MatchString(c.Text) {
				glued[c.Col]++
			}
		}
	}
	for col, n := range glued {
		for i := range cols {
			if n >= leastGlued && cols[i].left >= col {
				cols[i].kind = unclear
			}
		}
	}
}

// unitWords are what may stand behind a figure of its own.
var unitWords = pattern.New(`(?i)\d[)）]? +(?:thousand|million|billion|percent|shares|times|days|months|years|units|pts?|ppts?|pp|bps|basis)\b`)
