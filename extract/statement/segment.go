package statement

import (
	"slices"

	"tickmark/extract"
	"tickmark/extract/pattern"
	"tickmark/extract/vocabulary"
)

// headed is a table, by its observations and by the short lines over it: one of
// them may be the name of a segment.
type headed struct {
	from, to int // r.facts[from:to]
	names    []string
}

// nearLines is how many lines above a table may be the heading right over it.
const nearLines = 3

// maxName is the longest name of a segment that stands as a heading, in bytes.
const maxName = 60

// headings are the lines over a table, and in the corner over its labels, that
// may name the segment that it is about.
func (r *reader) headings(s sheet) []string {
	var names []string
	add := func(text string) {
		if name := extract.Fold(heading(listNumber.ReplaceAllString(text, ""))); name != "" && len(text) <= maxName {
			names = append(names, name)
		}
	}
	for _, line := range s.caption.lines[max(0, len(s.caption.lines)-nearLines):] {
		add(line)
	}
	for _, row := range s.table.Rows {
		if isData(row) {
			break
		}
		if c, ok := row.Label(); ok && len(row.Cells) > 1 {
			add(c.Text)
		}
	}
	return names
}

// ofSegments gives the figures of tables that stand under the name of a segment
// that segment. The names are those by which other tables tell columns and rows
// apart.
func (r *reader) ofSegments() {
	known := map[string]string{}
	for _, f := range r.facts {
		if name := f.Dimensions[extract.DimSegment]; name != "" && !totalName.MatchString(name) {
			known[extract.Fold(name)] = name
		}
	}
	for _, h := range r.headed {
		for _, name := range h.names {
			if segment := known[name]; segment != "" {
				r.give(h, segment)
			}
		}
	}
}

// give sets the segment of a table's observations that have none. A table that
// tells segments apart itself is about no single one.
func (r *reader) give(h headed, segment string) {
	if slices.ContainsFunc(r.facts[h.from:h.to], func(f extract.Fact) bool { return f.Dimensions[extract.DimSegment] != "" }) {
		return
	}
	for i := h.from; i < h.to; i++ {
		if f := &r.facts[i]; f.Dimensions[extract.DimSegment] == "" && f.Dimensions[extract.DimEntity] == "" {
			f.Dimensions = f.Dimensions.With(extract.DimSegment, segment)
		}
	}
}

// headedBy reads a figure whose column is headed by what it measures: its row is
// the name of a segment, or of them all together.
func (r *reader) headedBy(measure vocabulary.Match, o extract.Fact, m meaning, l line) (extract.Fact, string) {
	if m.known {
		return o, "its row and its column name different measures"
	}
	o.Metric = measure.Metric
	if o.Basis == "" && r.money(o.Metric) {
		o.Basis = first2(measure.Basis, r.context.Basis)
	}
	if !totalForm.MatchString(l.label) && !totalName.MatchString(l.label) {
		o.Dimensions = o.Dimensions.With(extract.DimSegment, l.label)
	}
	return o, ""
}

var (
	parentTitle = pattern.New(`(?i)\bparent[- ]company[- ]only\b|\bcompany[- ]only\b|\b(?:statements?|information|position|sheets?) of (?:the )?parent company\b|\bparent company (?:financial|condensed)|^(?:[一二三四五六七八九十\d]+[、.．]\s*)?母公司`)
	parentNotes = pattern.New(`^[一二三四五六七八九十]{1,3}[、.．]\s*母?公司(?:会计|財務|财务)报表(?:的)?(?:主要)?(?:项目|附注|注释)`)
	// the heading of a note with the statements of the parent company alone:
	// "23. Parent company only condensed financial information"
	parentOnly = pattern.New(`(?i)^(?:notes? )?\d{1,2}[.、．]?\s*(?:condensed |summari[sz]ed |unaudited )*(?:parent[- ]company(?:[- ]only)?\b.*\b(?:financial (?:information|statements?)|balance sheets?)|(?:financial (?:information|statements?)|balance sheets?) of (?:the )?parent(?: company)?\b)`)
	noteTitled = pattern.New(`^(?i:notes? )?\d{1,2}[.、．]\s*\p{L}`)
	partTitle  = pattern.New(`^[一二三四五六七八九十]{1,3}[、.．]\s*\p{Han}`)
	groupWords = pattern.New(`(?i)合[并併]|\bconsolidated\b|\bgroup\b|[归歸]属|[归歸]屬`)
)

// parentOnly reports whether a line over the table says that it is about the
// parent company alone.
func (c caption) parentOnly() bool {
	for _, line := range c.lines {
		if len(line) <= maxNote && parentTitle.MatchString(line) && !groupWords.MatchString(line) {
			return true
		}
	}
	return false
}

// part takes note of the headings of a report's parts: one is the notes to the
// statements of the parent company.
func (r *reader) part(b extract.Block) {
	if b.Kind == extract.Furniture || len(b.Words) > maxNote || !partTitle.MatchString(b.Words) && !noteTitled.MatchString(b.Words) {
		return
	}
	r.parent = parentNotes.MatchString(b.Words) || parentOnly.MatchString(b.Words)
}

// segment reads the rows of a segment table: a row that names no metric is a
// segment, and its figures measure what the heading above it or the table's
// title measures.
func (r *reader) segment(s sheet, l line, m *meaning) {
	if s.caption.statement != vocabulary.Segment || m.known || l.label == "" || l.bridge || s.caption.note != "" {
		return
	}
	match, ok := r.words.Match(l.section, vocabulary.Context{})
	if !ok {
		match, ok = r.measured(s.caption)
	}
	if !ok || !r.money(match.Metric) {
		return
	}
	m.match, m.known, m.part = match, true, ""
	m.dimensions = m.dimensions.With(extract.DimSegment, l.label)
}

// noteTitle is the title of a note about segments, whose tables measure more than
// what it names: "REVENUE AND SEGMENT INFORMATION".
var noteTitle = pattern.New(`(?i)\band segment|[及和]分部`)

// measured is the one metric of money that a segment table's title names.
func (r *reader) measured(c caption) (vocabulary.Match, bool) {
	for i := len(c.lines) - 1; i >= 0; i-- {
		if st, _, ok := r.words.StatementOf(c.lines[i]); !ok || st != vocabulary.Segment || noteTitle.MatchString(c.lines[i]) {
			continue
		}
		var found []vocabulary.Match
		for _, f := range r.words.Find(c.lines[i]) {
			if r.money(f.Metric) && (len(found) == 0 || found[0].Metric != f.Metric) {
				found = append(found, f.Match)
			}
		}
		if len(found) == 1 {
			return found[0], true
		}
	}
	return vocabulary.Match{}, false
}
