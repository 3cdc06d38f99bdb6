package pipeline

import (
	"strings"
	"testing"
	"time"

	"tickmark/extract"
	"tickmark/extract/quantity"
	"tickmark/store"
)

const amendable = `<html><body><h1>Kingsoft Cloud Announces Third Quarter 2025 Results</h1>
<p>Total revenues were RMB2,478.0 million in the third quarter ended September 30, 2025.</p>
<p>Cost of revenues was RMB2,097.1 million. Capital expenditures were RMB2,787.8 million.</p>
<table><tr><td></td><td>Three Months Ended</td></tr><tr><td>(RMB in thousands)</td><td>September 30, 2025</td></tr>
<tr><td>Total revenues</td><td>2,478,005</td></tr><tr><td>Cost of revenues</td><td>(2,097,084)</td></tr><tr><td>Gross profit</td><td>380,921</td></tr></table></body></html>`

// TestAmended: an amendment supersedes what it contradicts from its own
// publication on; both documents stay, and the past stays what it was.
func TestAmended(t *testing.T) {
	s := &shelf{}
	s.put("2025-11-19T11:54:00Z", amendable)
	s.put("2025-11-24T11:00:00Z", strings.NewReplacer("2,478,005", "2,487,005", "2,478.0", "2,487.0", "380,921", "389,921").Replace(amendable))
	s.documents[1].Form = "6-K/A"
	r, p := newRunner(t, s)
	if out := run(t, r, p); len(out.Snapshots) != 2 {
		t.Fatalf("%d snapshots", len(out.Snapshots))
	}
	for _, c := range []struct {
		asOf time.Time
		want int64
	}{{time.Date(2025, 11, 20, 0, 0, 0, 0, time.UTC), 2478005}, {time.Time{}, 2487005}} {
		err := r.Vault.Read(func(db *store.DB) error {
			held, err := db.Facts(p.ID, c.asOf)
			n := 0
			for _, h := range held {
				if h.Metric == "Revenues" && h.Unit == quantity.CNY && len(h.Dimensions) == 0 {
					n++
					if h.Value.Coef != c.want || h.Grade == extract.Contradicted {
						t.Errorf("as of %s: %s, %s", c.asOf, h.Value, h.Grade)
					}
				}
			}
			if n != 1 {
				t.Errorf("as of %s: %d revenues", c.asOf, n)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
