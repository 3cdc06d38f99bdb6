package store

import (
	"path/filepath"
	"testing"

	"tickmark/extract/fiscal"
)

// TestGivenStays: what was given for a document by hand stays with it, whoever
// brings the document again; what is given later goes before it.
func TestGivenStays(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "a.db"))
	fourth, third := fiscal.Ended(3, fiscal.MonthEnd(2025, 12)), fiscal.Ended(3, fiscal.MonthEnd(2025, 9))
	d := document("one")
	for _, c := range []struct {
		given      fiscal.Period
		forced     bool
		want       fiscal.Period
		wantForced bool
	}{
		{fiscal.Period{}, false, fiscal.Period{}, false},
		{fourth, false, fourth, false},
		{fiscal.Period{}, true, fourth, true},
		{fiscal.Period{}, false, fourth, true},
		{third, false, third, true},
	} {
		d.Given, d.Forced = c.given, c.forced
		if _, err := db.AddDocument(d); err != nil {
			t.Fatal(err)
		}
		if got, err := db.Document(d.ID); err != nil || got.Given != c.want || got.Forced != c.wantForced {
			t.Errorf("given %s, %v: %s, %v, %v", c.given, c.forced, got.Given, got.Forced, err)
		}
	}
}
