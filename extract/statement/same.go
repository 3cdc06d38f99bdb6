package statement

import (
	"tickmark/extract"
	"tickmark/extract/vocabulary"
)

// unshared takes the metric from rows of one table that differ in label and
// figures and would have it in common: at most the one that is called a total
// is what the metric means.
func unshared(t *extract.Table, lines []line, meanings []meaning) {
	groups := map[string][]int{}
	for i, m := range meanings {
		if m.known && !balance(lines[i].label) {
			name := m.name(lines[i]) + "/" + string(m.count)
			groups[name] = append(groups[name], i)
		}
	}
	for _, g := range groups {
		if len(g) > 1 && len(g) <= maxShared {
			contend(t, lines, meanings, g)
		}
	}
	for i := range meanings {
		if meanings[i].shared {
			meanings[i].known, meanings[i].match = false, vocabulary.Match{Basis: meanings[i].match.Basis, Loss: meanings[i].match.Loss}
		}
	}
}

// maxShared bounds the rows of one table that are held against each other.
const maxShared = 40

// contend marks those of the rows g, all of one metric, that it cannot mean.
func contend(t *extract.Table, lines []line, meanings []meaning, g []int) {
	for k, i := range g {
		for _, j := range g[:k] {
			if extract.Fold(lines[i].label) == extract.Fold(lines[j].label) || sameFigures(t, lines[i], lines[j]) {
				continue
			}
			ti, tj := totalForm.MatchString(lines[i].label), totalForm.MatchString(lines[j].label)
			meanings[i].shared = meanings[i].shared || !ti || tj
			meanings[j].shared = meanings[j].shared || !tj || ti
		}
	}
}

// sameFigures says that two rows print the same figures wherever both do.
func sameFigures(t *extract.Table, a, b line) bool {
	for i := range a.cells {
		if a.cells[i] < 0 || b.cells[i] < 0 {
			continue
		}
		f, _ := parseFigure(t.Rows[a.row].Cells[a.cells[i]])
		g, _ := parseFigure(t.Rows[b.row].Cells[b.cells[i]])
		if f.value.Abs() != g.value.Abs() {
			return false
		}
	}
	return true
}

// duplicates names the rows that stand twice with other figures, by metric or
// by label, so that only their sections tell them apart.
func duplicates(t *extract.Table, lines []line, meanings []meaning) map[string]bool {
	first, twice := map[string]int{}, map[string]bool{}
	for i, l := range lines {
		names := []string{meanings[i].name(l)}
		if fold := extract.Fold(l.label); fold != names[0] {
			names = append(names, fold)
		}
		for _, name := range names {
			k, seen := first[name]
			switch {
			case !seen:
				first[name] = i
			case !sameFigures(t, lines[k], l) && !balance(l.label):
				twice[name] = true
			}
		}
	}
	return twice
}

// toldApart is the dimensions of a row with the section that tells it from
// others: the heading above it where its name stands twice, else what it is a
// part of.
func toldApart(c caption, l line, m meaning, twice map[string]bool) extract.Dimensions {
	again := l.section != "" && (twice[m.name(l)] || twice[extract.Fold(l.label)])
	switch {
	case m.part != "" && c.note != "" && again && twice[extract.Fold(l.label)]:
		return m.dimensions.With(extract.DimSection, m.part+": "+heading(l.section))
	case again:
		return sectioned(m.dimensions, l.section)
	case m.part != "" && m.dimensions[extract.DimSection] == "":
		return sectioned(m.dimensions, m.part)
	}
	return m.dimensions
}

// sectioned is d under the heading of a section.
func sectioned(d extract.Dimensions, section string) extract.Dimensions {
	return d.With(extract.DimSection, heading(section))
}

// balance says that a row of a cash flow statement is its opening or closing
// balance.
func balance(label string) bool {
	return openingForm.MatchString(label) || closingForm.MatchString(label)
}
