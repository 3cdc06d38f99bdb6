package proof_test

import (
	"strings"
	"testing"

	"tickmark/extract"
	"tickmark/extract/proof"
)

// TestResolve: of figures of one key that disagree, the one with the stronger
// evidence stands; the others are misses that name it.
func TestResolve(t *testing.T) {
	for _, c := range []struct {
		name, list string
		stand      []string // value and grade
		disputed   []string // value of the rival, and whether it stands
	}{
		{"the nearer scope", "Revenues | 2025Q3 | 2,478.0 m CNY | p1\nRevenues | 2025Q3 | 6,797.2 m CNY | p2 | period=document",
			[]string{"2478000000 alone"}, []string{"2478000000 stands"}},
		{"the weakest attribute counts", "Revenues | 2025Q3 | 2,478.0 m CNY | p1 | unit=table\nRevenues | 2025Q3 | 6,797.2 m CNY | p2 | unit=table period=document",
			[]string{"2478000000 alone"}, []string{"2478000000 stands"}},
		{"checks choose between equals", "Revenues | 2025Q3 | 2,478,012 k CNY | t1r1 | scale=x\nCostOfRevenue | 2025Q3 | 2,094,510 k CNY | t1r2 | scale=x\nGrossProfit | 2025Q3 | 383,502 k CNY | t1r3 | scale=x\nRevenues | 2025Q3 | 2,511,000 k CNY | t2r1 | scale=x",
			[]string{"2478012000 alone", "2094510000 alone", "383502000 alone"}, []string{"2478012000 stands"}},
		{"two stated figures of a metric both stand", "Revenues | 2025Q3 | 2,478.0 m CNY | p1\nRevenues | 2025Q3 | 2,487.0 m CNY | p2",
			[]string{"2478000000 contradicted", "2487000000 contradicted"}, nil},
		{"two labels of one metric are two measures", "Revenues | 2025Q3 | 2,478.0 m CNY | p1\nRevenues | 2025Q3 | 2,487.0 m CNY | p2 | called=net_turnover",
			[]string{"2478000000 alone", "2487000000 alone"}, nil},
		{"two inherited ones do not", "Revenues | 2025Q3 | 2,478.0 m CNY | p1 | period=a\nRevenues | 2025Q3 | 2,487.0 m CNY | p2 | period=b",
			nil, []string{"2487000000", "2478000000"}},
		{"nor do rows of one label", "others | 2025Q3 | 120 k CNY | t1r4\nothers | 2025Q3 | 4,410 k CNY | t5r2",
			nil, []string{"4410000", "120000"}},
		{"roundings of one figure are no dispute", "Revenues | 2025Q3 | 2,478.0 m CNY | p1\nRevenues | 2025Q3 | 2,478,012 k CNY | t1r1 | period=document",
			[]string{"2478012000 proven"}, nil},
	} {
		now, _, err := parseList(c.list)
		if err != nil {
			t.Fatal(err)
		}
		facts, misses := proof.Resolve(proof.Grade(now, nil))
		var stand, disputed []string
		for _, f := range facts {
			stand = append(stand, f.Value.String()+" "+string(f.Grade))
		}
		for _, m := range misses {
			text := m.Rival.Value.String()
			if m.Rival.Stands {
				text += " stands"
			}
			if m.Reason != extract.Disputed {
				t.Errorf("%s: reason %q", c.name, m.Reason)
			}
			disputed = append(disputed, text)
		}
		if strings.Join(stand, ", ") != strings.Join(c.stand, ", ") || strings.Join(disputed, ", ") != strings.Join(c.disputed, ", ") {
			t.Errorf("%s: stand %q, want %q; disputed %q, want %q", c.name, stand, c.stand, disputed, c.disputed)
		}
	}
}
