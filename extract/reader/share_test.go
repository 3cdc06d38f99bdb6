package reader

import (
	"context"
	"strings"
	"testing"

	"tickmark/extract"
)

// minProven is the least share of the figures of statements, in percent, that an
// undamaged release must prove: full statements add up.
const minProven = 85

// TestProvenShare: of the figures in the tables of each release with full
// statements nearly all are proven.
func TestProvenShare(t *testing.T) {
	tried := 0
	for name, data := range releases(t) {
		if strings.HasPrefix(name, "alibaba/") || strings.HasPrefix(name, "kc/") || strings.HasPrefix(name, "hkex/") || strings.Contains(name, "interim") {
			continue // hardly a statement of these is printed whole
		}
		res, err := Read(context.Background(), data, Options{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		proven, all := 0, 0
		for _, f := range res.Facts {
			if len(f.Witnesses) == 0 || f.Witnesses[0].At.Row < 0 {
				continue
			}
			all++
			if f.Grade == extract.Proven {
				proven++
			}
		}
		if all == 0 {
			t.Logf("%s prints no tables", name)
			continue
		}
		if tried++; 100*proven < minProven*all {
			t.Errorf("%s: %d of %d figures in tables are proven, want %d %%", name, proven, all, minProven)
		}
	}
	if tried == 0 {
		t.Error("no release has a table")
	}
}
