package statement

import "testing"

func TestDangling(t *testing.T) {
	for label, want := range map[string]bool{
		"Net income attributable to": true, "Net loss attributable to the": true, "Cost Of": true, "Loss from operations -": true, "Others–": true, "by": true,
		"Net income attributable": true, "in the": false, "to  the": false, "Proto": false, "Total": false, "2024 -": false, "-": false, "": false, "收入 to": true,
	} {
		if got := dangling(label); got != want {
			t.Errorf("%q: %v", label, got)
		}
	}
}

func TestOnce(t *testing.T) {
	for label, want := range map[string]string{
		"流動負債流動負債": "流動負債", "權益及負債權益及負債權益及負債": "權益及負債", "流動負債": "流動負債", "人人": "人人", "abcabc": "abcabc", "": "",
	} {
		if got := once(label); got != want {
			t.Errorf("once(%q) = %q, want %q", label, got, want)
		}
	}
}
