package reader

import (
	"context"
	"testing"

	"tickmark/extract"
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

// TestIgnorable: a number falls under a kind by what stands around it, and a
// figure under none.
func TestIgnorable(t *testing.T) {
	for _, c := range []struct{ words, printed, kind string }{
		{"Please dial in 15 minutes prior to the call.", "15", "date"},
		{"dial in 10-15 minutes before it", "10", "date"},
		{"a plan in conformity with Rule 10b5-1.", "5", "law"},
		{"The film lasts 15 minutes.", "15", "unexplained"},
		{"at Shops 1712-1716, 17th Floor, 183 Queen’s Road East, Wanchai", "1712", "address"},
		{"at Shops 1712-1716, 17th Floor, 183 Queen’s Road East, Wanchai", "17", "address"},
		{"at Shops 1712-1716, 17th Floor, 183 Queen’s Road East, Wanchai", "183", "address"},
		{"It sold 183 vehicles on the road.", "183", "unexplained"},
		{"The network has 690 shops.", "690", "unexplained"},
		{"as set forth in the H.10 statistical release", "10", "law"},
		{"A replay can be had by dialing 1-888- 203-1112.", "1112", "phone"},
		{"a program for a period not to exceed 36 months from such date", "36", "date"},
		{"a loan of 36 months", "36", "unexplained"},
		{"under International Standard on Assurance Engagements 3000 (Revised)", "3000", "law"},
		{"Financial Instruments (Subtopic 825-10)", "825", "law"},
		{"the guidance of HKEX-GL111-22", "111", "law"},
		{"（股份代號：328）", "328", "ticker"},
		{"根據香港法例第32章", "32", "law"},
		{"HKEX: 9988 (HKD Counter) and 89988 (RMB Counter)", "89988", "ticker"},
		{"A replay can be heard for 7 days; its access code is 10204418.", "10204418", "phone"},
		{"A replay can be heard for 7 days; its access code is 10204418.", "7", "date"},
		{"RMB’000 and RMB’000,000", "000", ""}, // no number, but the name of a scale
		{"a loss of 9988 (RMB million)", "9988", "unexplained"},
		{"the HG146 antibody", "146", "ticker"},
		{"抗CD3抗体", "3", "ticker"},
		{"a gain of RMB5 in all", "5", "unexplained"},
		{"US5 and HK5", "5", "unexplained"},
	} {
		kind := ""
		text := extract.Text{Blocks: []extract.Block{{Words: c.words}}}
		text.Number()
		for _, e := range ledger(text, nil, nil) {
			if e.Printed == c.printed {
				kind = e.Kind
			}
		}
		if kind != c.kind {
			t.Errorf("%s: %s is %q, want %q", c.words, c.printed, kind, c.kind)
		}
	}
}
