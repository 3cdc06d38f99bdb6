package extract

import "strings"

// Found is where a place lies in a Text. Span is that of the quote: in the
// words of the block, or in the text of the cell.
type Found struct {
	At   At
	Span Span
}

// Find locates a quote cited with a place, as Witness and Source cite it. It
// reports false if the text has no such place, or other words there.
func (t Text) Find(place, quote string) (Found, bool) {
	if quote == "" {
		return Found{}, false
	}
	for i, b := range t.Blocks {
		if !strings.HasPrefix(place, b.Place+" ") {
			continue
		}
		if b.Table != nil {
			return b.findCell(i, place, quote)
		}
		return b.findSpan(i, place, quote)
	}
	return Found{}, false
}

// findSpan tries each occurrence of the quote: one alone has the place.
func (b Block) findSpan(block int, place, quote string) (Found, bool) {
	for from := 0; ; {
		i := strings.Index(b.Words[from:], quote)
		if i < 0 {
			return Found{}, false
		}
		s := Span{from + i, from + i + len(quote)}
		if b.SpanPlace(s) == place {
			return Found{At{block, -1, -1}, s}, true
		}
		from = s.Start + 1
	}
}

func (b Block) findCell(block int, place, quote string) (Found, bool) {
	for r, row := range b.Table.Rows {
		for c, cell := range row.Cells {
			if i := strings.Index(cell.Text, quote); i >= 0 && b.CellPlace(r, c) == place {
				return Found{At{block, r, c}, Span{i, i + len(quote)}}, true
			}
		}
	}
	return Found{}, false
}
