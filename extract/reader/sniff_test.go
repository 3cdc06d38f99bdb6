package reader

import (
	"testing"

	"tickmark/extract"
)

// TestSniffColumns: a table laid out in blanks under the tags of its columns is
// text, one of cells is a page.
func TestSniffColumns(t *testing.T) {
	for data, want := range map[string]extract.Media{
		"<TABLE>\n<CAPTION>\n  1999\n<S>    <C>\nSales  1,204\n</TABLE>": extract.Plain,
		"<TABLE><TR><TD>Sales</TD><TD>1,204</TD></TR></TABLE>":           extract.HTML,
		"<table><tr><td>\n<S> <C>\n</td></tr></table>":                   extract.HTML,
	} {
		if got := Sniff([]byte(data)); got != want {
			t.Errorf("Sniff(%q) = %q, want %q", data, got, want)
		}
	}
}
