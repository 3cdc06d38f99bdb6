// Package layout turns words that stand at places on pages into blocks in
// reading order: paragraphs, headings, notes, tables and page furniture.
//
// It knows nothing of the medium. A PDF gives points, layout text gives
// character columns; all rules are in terms of the size of the words, so that
// only the proportions matter.
package layout

import (
	"context"

	"tickmark/extract"
)

// Page is what stands on one page.
type Page struct {
	Number        int // from 1; 0 where the medium has no pages
	Width, Height float64
	Lines         []Line // from top to bottom
}

// Line is the words that share a baseline, from left to right. It runs over
// the whole page: two columns of text standing side by side are one Line here,
// and are taken apart by Blocks.
type Line struct {
	Words []Word
}

// Word is a run of text without a gap. Positions are in any unit that is the
// same for the whole document; Y grows downward and is the baseline's.
type Word struct {
	Text   string
	X0, X1 float64 // left and right edge
	Y      float64
	Size   float64 // of the type; what one line and about two columns of figures are high and wide
	Bold   bool
	Mark   bool // raised and small: a footnote mark, or the th of 30th
}

// Blocks reads pages into blocks. It stops with ctx's error when ctx ends.
func Blocks(ctx context.Context, pages []Page) ([]extract.Block, error) {
	var blocks []extract.Block
	for _, p := range pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, l := range p.Lines {
			words, marks := joinWords(l.Words)
			blocks = append(blocks, extract.Block{Words: words, Marks: marks, Page: p.Number})
		}
	}
	return blocks, nil
}
