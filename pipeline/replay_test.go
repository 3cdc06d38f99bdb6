package pipeline

import (
	"context"
	"slices"
	"testing"
	"time"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
	"tickmark/extract/reader"
	"tickmark/scrape"
	"tickmark/store"
)

var thirdQuarter = fiscal.Ended(3, fiscal.MonthEnd(2025, 9))

// revenueOf is a figure that one document gives for the third quarter.
func revenueOf(text string, coef int64, how extract.How) extract.Fact {
	v, s := quantity.Amount{Coef: coef, Exp: 3}, extract.Source{How: how}
	return extract.Fact{Metric: "Revenues", Label: "Revenues", Basis: extract.GAAP, Period: thirdQuarter, Value: v, Unit: quantity.CNY, Grade: extract.Alone,
		Evidence:  extract.Evidence{Period: s, Unit: s, Scale: s, Label: s},
		Witnesses: []extract.Witness{{Document: scrape.ID([]byte(text)), Place: "p[1] 0:7", Quote: "it said", Printed: text, Value: v, Rule: "prose/level@1", At: extract.At{Row: -1, Cell: -1}}}}
}

// TestReplaySaysDisputed: of two documents of an event that disagree the one
// with weaker evidence is gone when they are read again, and its rival is named.
func TestReplaySaysDisputed(t *testing.T) {
	r, p := newRunner(t, &shelf{})
	strong, weak := revenueOf("it", 2478, extract.Stated), revenueOf("said", 2500, extract.Scoped)
	r.Read = func(_ context.Context, data []byte, _ reader.Options) (extract.Result, error) {
		out := extract.Result{Class: extract.Release, Period: thirdQuarter}
		for _, f := range []extract.Fact{strong, weak} {
			if f.Witnesses[0].Printed == string(data) {
				f.Witnesses = slices.Clone(f.Witnesses)
				out.Facts = append(out.Facts, f)
			}
		}
		return out, nil
	}
	known := time.Date(2025, 11, 19, 12, 0, 0, 0, time.UTC)
	d := store.Draft{Issuer: p.ID, Event: thirdQuarter, KnownAt: known, KnownBy: "published", Recorded: known, Rules: "0", Facts: []extract.Fact{strong, weak}}
	for _, text := range []string{"it", "said"} {
		d.Add = append(d.Add, store.Document{ID: scrape.ID([]byte(text)), Issuer: p.ID, Event: thirdQuarter, KnownAt: known, KnownBy: "published", Bytes: []byte(text)})
		d.Documents = append(d.Documents, scrape.ID([]byte(text)))
	}
	if err := r.Vault.Write(func(db *store.DB) error { _, _, err := db.Commit(d); return err }); err != nil {
		t.Fatal(err)
	}
	done, failed, err := r.Replay(t.Context(), p, true)
	if err != nil || len(failed) > 0 || len(done) != 1 {
		t.Fatal(done, failed, err)
	}
	moves := done[0].Moves
	if len(moves) != 1 || !slices.Equal(moves[0].What, []string{"gone"}) || moves[0].Old.Value.Coef != 2500 || moves[0].Why != "disputed by 2478000 at p[1] 0:7" {
		t.Errorf("moves %+v", moves)
	}
}

// TestAgain: what was given for a document by hand goes with every later
// reading, also where the document comes again without it.
func TestAgain(t *testing.T) {
	r, p := newRunner(t, &shelf{})
	var asked []reader.Options
	r.Read = func(_ context.Context, data []byte, o reader.Options) (extract.Result, error) {
		asked = append(asked, reader.Options{Period: o.Period, Force: o.Force})
		return extract.Result{Class: extract.Release, Period: thirdQuarter, Facts: []extract.Fact{revenueOf(string(data), 2478, extract.Stated)}}, nil
	}
	document := func(text string) store.Document {
		return store.Document{ID: scrape.ID([]byte(text)), Issuer: p.ID, KnownAt: time.Date(2025, 11, 19, 12, 0, 0, 0, time.UTC), KnownBy: "published", Bytes: []byte(text)}
	}
	first, second := document("one"), document("two")
	first.Given = thirdQuarter
	for _, d := range []store.Document{first, second, document("one")} {
		if _, err := r.Save(t.Context(), p, d); err != nil {
			t.Fatal(err)
		}
	}
	given, none := reader.Options{Period: thirdQuarter}, reader.Options{}
	again := reader.Options{Period: thirdQuarter, Force: true}
	if want := []reader.Options{given, none, again, again, none}; !slices.EqualFunc(asked, want, func(a, b reader.Options) bool { return a.Period == b.Period && a.Force == b.Force }) {
		t.Errorf("asked %+v, want %+v", asked, want)
	}
}
