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
		if m := c.members[0]; !c.Closed && facts[m.fact].Grade != extract.Proven {
			facts[m.fact].Grade = extract.Contradicted
		}
		ix.tell(facts, c)
	}
	for _, c := range slices.Concat(yearToDate(ix), growths(ix)) {
		if c.Closed && ix.leans(c) {
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

// tell adds a check to a fact, and proves it where that settles it and nothing
// contradicts it.
func tell(f *extract.Fact, c extract.Check) {
	f.Checks = append(f.Checks[:len(f.Checks):len(f.Checks)], c)
	fixAttributes(f)
	if c.Closed && f.Grade != extract.Contradicted && settled(*f) {
		f.Grade = extract.Proven
	}
}

// tell adds a check to the facts of now that take part in it, and proves those
// that it holds and nothing contradicts.
func (ix index) tell(facts []extract.Fact, c check) {
	for _, m := range c.members {
		if m.fact >= ix.now {
			continue
		}
		f := &facts[m.fact]
		said := c.Check
		if said.Closed {
			if !proves(*f, m.slack) {
				continue
			}
			said.Fixes = ix.fixed(c, m.fact)
		}
		tell(f, said)
	}
}
