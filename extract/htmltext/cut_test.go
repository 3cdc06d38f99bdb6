package htmltext

import (
	"context"
	"errors"
	"testing"
)

func TestCut(t *testing.T) {
	for _, c := range []struct {
		page  string
		cut   bool
		notes int
	}{
		{"<html><body><p>Revenues</p><table><tr><td>5</td></tr></table></body></html>", false, 0},
		{"<html><body><p>Revenues</p><table><tr><td>5</td></tr>", true, 0},
		{"<html><body><p>Revenues</p><p sty", true, 0},
		{"<html><body><p>Revenues</p></", true, 0},
		{"<html><body><p>Revenues were below 5 < 6", false, 1},
		{"<html><body><p>Revenues</p>", false, 1},
		{"<p>Revenues</p><table><tr><td>5</td></tr>", false, 0}, // a fragment promises no end
		{"<HTML><TABLE><TR><TD>5</TABLE></HTML>", false, 0},
	} {
		text, err := Decode(context.Background(), []byte(c.page))
		if errors.Is(err, ErrCut) != c.cut || len(text.Notes) != c.notes {
			t.Errorf("%s: %v, notes %q", c.page, err, text.Notes)
		}
	}
}
