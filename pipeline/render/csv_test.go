package render

import (
	"strings"
	"testing"
)

func TestCSV(t *testing.T) {
	var b strings.Builder
	if err := CSV(&b, []string{"label", "value"}, [][]string{{"=1+1", "-12.3"}, {"@x", "+5"}, {"a,b", ""}}); err != nil {
		t.Fatal(err)
	}
	if want := "label,value\n'=1+1,-12.3\n'@x,+5\n\"a,b\",\n"; b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
}
