package statement

import (
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
)

// A label means one thing within a document, unless the rows around it are
// about something else: "Prepayments" under current and under non-current
// assets, "Cost of revenues" in the table that allocates share-based
// compensation. Such figures are told apart by their section, and only when
// they differ: rows under one heading that mostly repeat what other tables say
// are about the same thing, and one figure that differs there is a
// contradiction to be shown. Rows of one table that share a name are told apart
// before, as they are read (see toldApart).

// passage is a run of rows under one heading of one table.
type passage struct {
	block   int
	section string
	title   string // of the table, where it is no known statement
	primary bool
	facts   []int
}

// saying is what makes two observations of one document comparable.
type saying struct {
	label, dimensions string
	basis             extract.Basis
	period            fiscal.Period
	unit              quantity.Unit
}

// sayingOf takes an unknown basis for the framework's: nothing tells the two
// figures apart then.
func sayingOf(f extract.Fact) saying {
	basis := f.Basis
	if basis == "" {
		basis = extract.GAAP
	}
	return saying{extract.Fold(f.Label), f.Dimensions.String(), basis, f.Period, f.Unit}
}

// spot tells of an observation under which heading of which table it stands.
func (r *reader) spot(s sheet, l line) {
	p := passage{block: s.block, section: l.section, primary: s.caption.statement.Primary()}
	switch last := r.lastPassage(); {
	case last == nil || last.block != p.block:
		p.title = topicOf(s.caption)
	case last.section == p.section:
		last.facts = append(last.facts, len(r.facts))
		return
	default:
		p.title = last.title
	}
	p.facts = []int{len(r.facts)}
	r.passages = append(r.passages, p)
}

func (r *reader) lastPassage() *passage {
	if n := len(r.passages); n > 0 {
		return &r.passages[n-1]
	}
	return nil
}

// topicOf is the table's title, else the nearest line over it that names
// something.
func topicOf(c caption) string {
	if c.title != "" {
		return c.title
	}
	for i := len(c.lines) - 1; i >= 0; i-- {
		line := strings.TrimSpace(c.lines[i])
		if len(line) > maxNote || !hasWords(line) || auditForm.MatchString(line) {
			continue
		}
		if u := parseUnitLine(line); !u.scaled && (u.currency == "" || len(line) >= 40) && len(fiscal.Scan(line)) == 0 {
			return clean(line)
		}
	}
	return ""
}

// auditForm is a line that says no more than whether somebody audited.
var auditForm = pattern.New(`(?i)^[(（]?(?:un)?audited[)）]?$|^[(（]?未?[經经]?[審审][核計计閱阅][)）]?$`)

func hasWords(s string) bool { return len(extract.Fold(s)) > 3 }

// apart gives a section to the observations of passages that speak of
// something else than an earlier one does by the same labels. Primary
// statements come first, whatever their place.
func (r *reader) apart() {
	first := make(map[saying]source, len(r.facts))
	for _, primary := range []bool{true, false} {
		for i := range r.passages {
			if r.passages[i].primary == primary {
				r.compare(i, first)
			}
		}
	}
}

// alike gives rows that no rule names the heading that they stand under where
// rows of that name are told apart by such headings elsewhere.
func (r *reader) alike() {
	told := map[string]bool{}
	for _, f := range r.facts {
		if section := f.Dimensions[extract.DimSection]; section != "" && f.Metric == "" {
			told[extract.Fold(f.Label)+"/"+section] = true
		}
	}
	for _, p := range r.passages {
		if p.section == "" {
			continue
		}
		for _, k := range p.facts {
			f := &r.facts[k]
			if f.Metric == "" && len(f.Dimensions) == 0 && told[extract.Fold(f.Label)+"/"+heading(p.section)] {
				f.Dimensions = sectioned(f.Dimensions, p.section)
			}
		}
	}
}

// source is the passage that said something first, and its observation.
type source struct{ passage, fact int }

func (r *reader) compare(i int, first map[saying]source) {
	p := r.passages[i]
	agreed, others := map[string]bool{}, map[string]bool{}
	var clashes []int
	said := make([]saying, len(p.facts))
	for n, k := range p.facts {
		s := sayingOf(r.facts[k])
		said[n] = s
		before, known := first[s]
		switch {
		case !known || before.passage == i:
		case r.facts[before.fact].Value.Consistent(r.facts[k].Value):
			agreed[s.label] = true
		default:
			others[s.label] = true
			clashes = append(clashes, k)
		}
	}
	switch {
	case len(clashes) == 0:
	case p.primary:
		r.section(p.section, clashes, first)
		if rest := r.still(p, clashes, first); len(rest) > 1 {
			r.topic(p, rest, first)
		}
	case !p.primary && len(others) > len(agreed) && (len(others) > 1 || len(agreed) == 0):
		r.topic(p, clashes, first)
	}
	for n, k := range p.facts {
		if len(clashes) > 0 {
			said[n] = sayingOf(r.facts[k]) // it may have got a section
		}
		if _, known := first[said[n]]; !known {
			first[said[n]] = source{i, k}
		}
	}
}

// still is those of some observations that differ from an earlier one of another
// table that says the same.
func (r *reader) still(p passage, clashes []int, first map[saying]source) []int {
	var out []int
	for _, k := range clashes {
		before, known := first[sayingOf(r.facts[k])]
		if known && r.passages[before.passage].block != p.block && r.passages[before.passage].title != p.title && !r.facts[before.fact].Value.Consistent(r.facts[k].Value) {
			out = append(out, k)
		}
	}
	return out
}

// section tells rows of primary statements apart by the headings that they
// stand under, the earlier ones too.
func (r *reader) section(name string, clashes []int, first map[saying]source) {
	for _, k := range clashes {
		before := first[sayingOf(r.facts[k])]
		other := r.passages[before.passage].section
		if other == name {
			continue
		}
		r.under(k, name)
		r.under(before.fact, other)
	}
}

func (r *reader) under(k int, section string) {
	if section != "" {
		r.facts[k].Dimensions = sectioned(r.facts[k].Dimensions, section)
	}
}

// topic names what the rows of a table that is no statement are parts of. Its
// figures are not what the metric of the same label elsewhere means.
func (r *reader) topic(p passage, clashes []int, first map[saying]source) {
	name := r.topicName(p)
	if name == "" {
		return
	}
	taken := r.sayings(p.block)
	for _, k := range clashes {
		f := &r.facts[k]
		as := *f
		if as.Dimensions = sectioned(as.Dimensions, name); taken[sayingOf(as)] {
			continue // another row of the table bears that name
		}
		if f.Metric == r.facts[first[sayingOf(*f)].fact].Metric {
			f.Metric = ""
		}
		f.Dimensions = sectioned(f.Dimensions, name)
	}
}

// topicName is the heading or the title over a passage, else the name of the
// total that it ends with.
func (r *reader) topicName(p passage) string {
	if p.section != "" || p.title != "" {
		return first2(p.section, p.title)
	}
	label := r.facts[p.facts[len(p.facts)-1]].Label
	for i := len(p.facts) - 1; i >= 0 && r.facts[p.facts[i]].Label == label; i-- {
		if r.facts[p.facts[i]].Metric != "" {
			return label
		}
	}
	return ""
}

// sayings are what the rows of a table say.
func (r *reader) sayings(block int) map[saying]bool {
	out := map[saying]bool{}
	for _, p := range r.passages {
		for _, k := range p.facts {
			if p.block == block {
				out[sayingOf(r.facts[k])] = true
			}
		}
	}
	return out
}
