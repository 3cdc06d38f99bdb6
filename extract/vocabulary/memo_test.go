package vocabulary

import (
	"os"
	"strings"
	"testing"
)

// TestMemo: what is remembered is what was read, wherever a label stands.
func TestMemo(t *testing.T) {
	v := Default()
	m := v.Memo()
	contexts := []Context{{}, {Statement: Income}, {Statement: CashFlow}, {Statement: Balance, Section: "Current assets", Instant: true}, {Statement: Balance, Section: "Non-current liabilities"}}
	labels := 0
	for _, file := range fixtures(t) {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(string(raw), "\n") {
			label, _, _ := strings.Cut(line, " @ ")
			label, _, _ = strings.Cut(label, " => ")
			labels++
			for _, c := range append(contexts, contexts...) {
				want, ok := v.Match(label, c)
				if got, known := m.Match(label, c); got != want || known != ok {
					t.Errorf("%q in %+v: %+v, want %+v", label, c, got, want)
				}
			}
			s, parent, ok := StatementOf(label)
			if gs, gp, gok := m.StatementOf(label); gs != s || gp != parent || gok != ok {
				t.Errorf("%q names %q, want %q", label, gs, s)
			}
			if m.NonGAAPMark(label) != NonGAAPMark(label) {
				t.Errorf("%q: mark", label)
			}
		}
	}
	if labels < 50 {
		t.Errorf("only %d labels", labels)
	}
}
