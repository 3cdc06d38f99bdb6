package htmltext

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"tickmark/extract/quantity"
)

// figureForm is what isFigure reads, as an expression, but for footnote marks.
var figureForm = regexp.MustCompile(`^(?:RMB|US\$|HK\$|\$|¥)? ?[(（]? ?[-−–—]? ?(?:RMB|US\$|HK\$|\$|¥)? ?(?:\d[\d,]*(?:\.\d+)?|[1-9]\d{0,2}(?: \d{3})+(?:\.\d+)?) ?(?:%|pts?|ppts?|pp)? ?[)）]* ?%?$|^(?:RMB|US\$|\$|¥)? ?[-−–—]+$`)

func TestIsFigure(t *testing.T) {
	for text, want := range map[string]bool{
		"1,234": true, "(1,234": true, "RMB (1,234.5)": true, "US$ —": true, "HK$ —": false, "5.6%": true, "(0.3) pts": false, "12 ppts)": true,
		"-": true, "5.": false, ",5": false, "": false, "RMB": false, "2025 Q3": false, "（−5）": true,
		"1 204 512": true, "(822 004.5)": true, "1’204’512": true, "1 204,512": false, "5 12": false, "2025 478": false, "0 500": false,
		"512,118(2)": true, "(2,647)(12)": true, "8.9%*": true, "１，２０４": true, "5 (3)": false,
	} {
		if isFigure(text) != want {
			t.Errorf("isFigure(%q) is %t", text, !want)
		}
	}
}

func TestIsFigureAsExpression(t *testing.T) {
	parts := []string{"RMB", "US$", "HK$", "$", "¥", " ", "(", "（", "-", "−", "—", "5", "12", "1,234", ",", ".", ".5", "%", "pt", "pts", "ppt", "ppts", "pp", "p", ")", "）", "a"}
	r, figures := rand.New(rand.NewPCG(3, 5)), 0
	for range 200_000 {
		var b strings.Builder
		for range r.IntN(7) {
			b.WriteString(parts[r.IntN(len(parts))])
		}
		text := b.String()
		if isFigure(text) != figureForm.MatchString(quantity.Unnoted(text)) {
			t.Fatalf("isFigure(%q) is %t", text, isFigure(text))
		}
		if isFigure(text) {
			figures++
		}
	}
	if figures < 1000 {
		t.Errorf("only %d figures were tried", figures)
	}
}
