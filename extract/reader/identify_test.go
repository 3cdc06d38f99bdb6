package reader

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"tickmark/extract"
	"tickmark/extract/pattern"
)

func TestBareDollars(t *testing.T) {
	for text, want := range map[string]int{
		"$5": 1, "US$5": 0, "of $ 5 and ($6)": 2, "$": 0, "$ x": 0, "$5$6": 1, "": 0, "HK$1 $2": 1, "元$3": 1, "$$4": 1,
	} {
		if got := bareDollars(text); got != want {
			t.Errorf("bareDollars(%q) = %d, want %d", text, got, want)
		}
	}
	form := regexp.MustCompile(`(?:^|[^A-Za-z])\$ ?\d`)
	r, parts := rand.New(rand.NewPCG(7, 7)), []string{"$", "$", " ", "5", "a", "元", "\n"}
	for range 20_000 {
		var b strings.Builder
		for range r.IntN(9) {
			b.WriteString(parts[r.IntN(len(parts))])
		}
		if got, want := bareDollars(b.String()), len(form.FindAllStringIndex(b.String(), -1)); got != want {
			t.Fatalf("bareDollars(%q) = %d, want %d", b.String(), got, want)
		}
	}
}

// TestPatterns: expressions are compiled when a text first comes; here all are.
func TestPatterns(t *testing.T) {
	if err := pattern.Check(); err != nil {
		t.Error(err)
	}
}

// TestFramework: a document is under accounting standards where it names some,
// or has the form that only they are reported in.
func TestFramework(t *testing.T) {
	for text, want := range map[string]extract.Basis{
		"prepared under U.S. GAAP": extract.GAAP, "按照企业会计准则编制": extract.GAAP,
		"归属于上市公司股东的净利润\n83,631,145.95": extract.GAAP, "归属于上市公司普通股股东的净利润": extract.GAAP,
		"归属于母公司股东的净利润": "", "our own measures": "",
	} {
		if got := framework(text); got != want {
			t.Errorf("framework(%q) = %q, want %q", text, got, want)
		}
	}
}
