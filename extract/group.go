package extract

import (
	"strings"

	"tickmark/extract/quantity"
)

// thousandsBlank is written for the blanks that part thousands, so that nobody takes
// them for what parts words.
const thousandsBlank = "\u202f"

// group finds the cells whose thousands are parted by blanks, "1 204 512", and marks
// those blanks. In a table that parts thousands by commas two numbers stand there.
func (t *Table) group() {
	type place struct{ row, cell int }
	var found []place
	for r := range t.Rows {
		for c := range t.Rows[r].Cells {
			text := t.Rows[r].Cells[c].Text
			if text == "" || len(text) > maxGrouped {
				continue
			}
			if commas(text) {
				return
			}
			if strings.IndexByte(text, ' ') > 0 && c > 0 && t.Rows[r].Cells[c].groups(false) {
				found = append(found, place{r, c})
			}
		}
	}
	if len(found) < 2 {
		return
	}
	for _, p := range found {
		t.Rows[p.row].Cells[p.cell].groups(true)
	}
}

// maxGrouped is the longest cell that can be a figure, in bytes.
const maxGrouped = 60

// commas says that a comma parts thousands in a cell.
func commas(text string) bool {
	at := strings.IndexByte(text, ',')
	return at > 0 && at+3 < len(text) && digit(text[at-1]) && digit(text[at+1]) && digit(text[at+2]) && digit(text[at+3])
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// groups says that a cell is one number in groups, with its signs; with mark set it
// marks the blanks between them.
func (c *Cell) groups(mark bool) bool {
	from := strings.IndexAny(c.Text, "0123456789")
	if from < 0 || strings.Trim(c.Text[:from], " (（-−–RMBUSHK$¥￥") != "" {
		return false
	}
	n := quantity.Grouped(c.Text[from:])
	if n == 0 || !strings.Contains(c.Text[from:from+n], " ") {
		return false
	}
	to := from + n
	for _, m := range c.Marks {
		if m.Start < to {
			return false
		}
	}
	if rest := Unmarked(c.Text[to:], shifted(c.Marks, -to)); strings.Trim(rest, " )）%％*†‡") != "" {
		return false
	}
	if mark {
		digits := strings.ReplaceAll(c.Text[from:to], " ", thousandsBlank)
		c.Marks = shifted(c.Marks, len(digits)-n)
		c.Text = c.Text[:from] + digits + c.Text[to:]
	}
	return true
}

func shifted(marks []Span, by int) []Span {
	var out []Span
	for _, m := range marks {
		out = append(out, Span{Start: m.Start + by, End: m.End + by})
	}
	return out
}
