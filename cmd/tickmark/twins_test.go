package main

import (
	"testing"
	"time"

	"tickmark/extract/fiscal"
	"tickmark/store"
)

// TestBefore: the snapshot that diff starts from without being told. The
// quarter and the half year of one day are taken together, whichever came
// last; a later version, a replay, and an annual report of another day are
// compared with what was there just before.
func TestBefore(t *testing.T) {
	known := func(event, day string) store.Snapshot {
		p, err := fiscal.Parse(event)
		if err != nil {
			t.Fatal(err)
		}
		at, err := time.Parse(time.RFC3339, day)
		if err != nil {
			t.Fatal(err)
		}
		return store.Snapshot{ID: event + day, Event: p, KnownAt: at}
	}
	q1 := known("2025Q1", "2025-05-28T11:00:00Z")
	q2, h1 := known("2025Q2", "2025-08-20T10:55:00Z"), known("2025H1", "2025-08-20T12:30:00Z")
	night := known("2025H1", "2025-08-20T15:59:00Z")
	later := known("2025H1", "2025-08-20T16:01:00Z") // the next day in Hong Kong
	for name, c := range map[string]struct {
		all  []store.Snapshot
		want store.Snapshot
	}{
		"the first":                {[]store.Snapshot{q1}, store.Snapshot{}},
		"the next":                 {[]store.Snapshot{q1, q2}, q1},
		"quarter, then half year":  {[]store.Snapshot{q1, q2, h1}, q1},
		"half year, then quarter":  {[]store.Snapshot{q1, h1, q2}, q1},
		"late on the same day":     {[]store.Snapshot{q1, q2, night}, q1},
		"on the next day":          {[]store.Snapshot{q1, q2, later}, q2},
		"read again by new rules":  {[]store.Snapshot{q1, q2, q2}, q2},
		"nothing before the twins": {[]store.Snapshot{q2, h1}, store.Snapshot{}},
	} {
		if got := before(c.all, time.FixedZone("HKT", 8*60*60)); got.ID != c.want.ID {
			t.Errorf("%s: from %q, want %q", name, got.ID, c.want.ID)
		}
	}
}
