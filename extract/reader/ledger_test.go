package reader

import (
	"context"
	"testing"
)

// TestNoteColumn: the numbers under a header that says notes are note numbers,
// the figures beside them are not.
func TestNoteColumn(t *testing.T) {
	page := `<html><p>綜合損益表</p><table><tr><td></td><td>附註</td><td>2025年</td><td>2024年</td></tr>
<tr><td>雜項</td><td>14(b)</td><td>1,234</td><td>5,678</td></tr><tr><td>其他</td><td>5</td><td>12</td><td>13</td></tr></table></html>`
	res, err := Read(context.Background(), []byte(page), Options{Ledger: true})
	if err != nil {
		t.Fatal(err)
	}
	notes := map[string]bool{}
	for _, e := range res.Ledger {
		if e.Kind == "note" {
			notes[e.Printed] = true
		}
	}
	if !notes["14"] || !notes["5"] || notes["12"] || notes["1,234"] {
		t.Errorf("notes: %v in %v", notes, res.Ledger)
	}
}
