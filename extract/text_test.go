package extract

import (
	"strings"
	"testing"
	"unicode"
)

func TestUnmarked(t *testing.T) {
	if got := Unmarked("Revenues 1 of  all", []Span{{9, 10}}); got != "Revenues of all" {
		t.Errorf("got %q", got)
	}
	texts := []string{"", " ", "a", "a b", " a", "a ", "a  b", "a\tb", "应收账款", "应收 账款", "Owners’ equity", "（一）", "\x85"}
	for r := rune(0); r <= 0x3000; r++ {
		if unicode.IsSpace(r) {
			texts = append(texts, "a"+string(r)+"b", string(r)+"a")
		}
	}
	for _, text := range texts {
		if got, want := Unmarked(text, nil), strings.Join(strings.Fields(text), " "); got != want {
			t.Errorf("Unmarked(%q) = %q, want %q", text, got, want)
		}
	}
}
