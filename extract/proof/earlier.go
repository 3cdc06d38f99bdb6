package proof

import (
	"slices"

	"tickmark/extract"
)

// Earlier holds the joined facts of one results event against those of earlier
// ones, newest last, which print many of them too: "comparative: 1,478 = 1,478
// (earlier)". A fact that an earlier release said as well, to within the coarser
// rounding, is proven; one that it said otherwise was restated or is misread,
// and is contradicted unless something else proves it. What contradicts a fact
// already goes on doing so.
//
// The facts are changed in place.
func Earlier(facts, earlier []extract.Fact) {
	for _, c := range comparatives(newIndex(slices.Concat(facts, earlier), len(facts))) {
		f, slack := &facts[c.members[0].fact], c.members[0].slack
		f.Proofs = append(f.Proofs[:len(f.Proofs):len(f.Proofs)], c.text)
		switch {
		case f.Grade == extract.Contradicted:
		case !c.closed && f.Grade != extract.Proven:
			f.Grade = extract.Contradicted
		case c.closed && proves(*f, slack):
			f.Grade = extract.Proven
		}
	}
}
