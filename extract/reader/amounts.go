package reader

import (
	"strings"

	"tickmark/extract"
	"tickmark/extract/pattern"
)

// unitLine names the unit of a table of amounts.
var unitLine = pattern.New(`(?i)\b(?:RMB|CNY|Renminbi|yuan|USD|HKD|dollars?)\b.{0,20}\b(?:thousands?|millions?|billions?)\b|\b(?:thousands?|millions?|billions?)\b.{0,20}\b(?:RMB|CNY|Renminbi|yuan|dollars?)\b|` +
	`(?:RMB|CNY|[$¥])\s?(?:['’]000|m\b|mn\b|bn\b|in (?:thousands|millions|billions))|\bin (?:thousands|millions|billions)\b|` +
	`[單单]位.{0,20}元|(?:千|百萬|百万|萬|万|億|亿)元`)

// moneyRows is how many rows of figures make a table of amounts.
const moneyRows = 3

// moneyTable reports whether a document has a table of amounts under a line
// that names their unit.
func moneyTable(t extract.Text) bool {
	for i, b := range t.Blocks {
		if b.Kind == extract.Grid && figureRows(b) >= moneyRows && unitOver(t, i) {
			return true
		}
	}
	return false
}

// figureRows counts the rows that have a figure beside their name.
func figureRows(b extract.Block) int {
	n := 0
	for _, row := range b.Table.Rows {
		for _, c := range row.Cells[min(1, len(row.Cells)):] {
			if strings.ContainsAny(c.Text, "0123456789") {
				n++
				break
			}
		}
	}
	return n
}

// unitOver reports whether the header of a table or a line shortly above names
// a unit.
func unitOver(t extract.Text, block int) bool {
	for j := block - 1; j >= 0 && block-j <= headLines && t.Blocks[j].Kind != extract.Grid; j-- {
		if unitLine.MatchString(t.Blocks[j].Words) {
			return true
		}
	}
	rows := t.Blocks[block].Table.Rows
	for _, row := range rows[:min(headRows, len(rows))] {
		for _, c := range row.Cells {
			if unitLine.MatchString(c.Text) {
				return true
			}
		}
	}
	return false
}
