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
// Facts are proven too where they add up, with quarters or a year to date of
// earlier releases, or where a stated change closes on the figure that only an
// earlier release prints. What does not close there says nothing: lines are
// reclassified between releases.
//
// The facts are changed in place.
func Earlier(facts, earlier []extract.Fact) {
	ix := newIndex(slices.Concat(facts, earlier), len(facts))
	for _, c := range comparatives(ix) {
		if m := c.members[0]; !c.closed && facts[m.fact].Grade != extract.Proven {
			facts[m.fact].Grade = extract.Contradicted
		}
		ix.tell(facts, c)
	}
	for _, c := range slices.Concat(yearToDate(ix), growths(ix)) {
		if c.closed && ix.leans(c) {
			ix.tell(facts, c)
		}
	}
}

// leans says that a check holds facts of now against earlier ones.
func (ix index) leans(c check) bool {
	now, before := false, false
	for _, m := range c.members {
		now, before = now || m.fact < ix.now, before || m.fact >= ix.now
	}
	return now && before
}

// tell adds a check to the facts of now that take part in it, and proves those
// that it holds and nothing contradicts.
func (ix index) tell(facts []extract.Fact, c check) {
	for _, m := range c.members {
		if m.fact >= ix.now {
			continue
		}
		f := &facts[m.fact]
		f.Proofs = append(f.Proofs[:len(f.Proofs):len(f.Proofs)], c.text)
		if c.closed && f.Grade != extract.Contradicted && proves(*f, m.slack) {
			f.Grade = extract.Proven
		}
	}
}
