package canvas

import (
	"slices"
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
)

// maxAge is how old, in months, a figure may be beside the newest release and
// still make a line; older ones are listed as missing.
const maxAge = 24

// Build makes the canvas of in.
func Build(in Input) Canvas {
	b := newBook(in)
	c := Canvas{Issuer: in.Issuer, AsOf: in.AsOf, Known: b.newest, Fetched: b.fetched, Period: b.event}
	c.Issuer.Currency = b.currency
	for i, name := range BlockNames {
		c.Blocks[i] = b.block(name, in.Template)
		for _, e := range in.Evidence {
			if e.Block == name {
				c.Blocks[i].Evidence = append(c.Blocks[i].Evidence, e)
			}
		}
	}
	mark(in.Previous, &c)
	return c
}

func (b *book) block(name string, t Template) Block {
	out := Block{Name: name}
	for _, p := range t.Blocks {
		if p.Block != name {
			continue
		}
		for _, l := range p.Lines {
			entries, missing := b.line(l)
			out.Entries = appendNew(out.Entries, slug(name), entries)
			out.Missing = append(out.Missing, missing...)
		}
	}
	return out
}

// appendNew adds entries that the block does not say yet, and gives them
// their ids.
func appendNew(have []Entry, block string, entries []Entry) []Entry {
	for _, e := range entries {
		e.ID = block + "/" + entryID(e)
		if !slices.ContainsFunc(have, func(h Entry) bool { return h.ID == e.ID }) {
			have = append(have, e)
		}
	}
	return have
}

// entryID names a line by what it says, not by when or how much.
func entryID(e Entry) string {
	id := string(e.Metric)
	if id == "" {
		id = slug(e.Name)
	}
	if e.Basis == extract.NonGAAP || e.Basis == extract.Guidance {
		id += "." + string(e.Basis)
	}
	rest := extract.Dimensions{}
	for k, v := range e.Dimensions {
		if k != extract.DimSection && k != extract.DimBound || k == extract.DimSection && e.Metric == "" {
			rest[k] = v
		}
	}
	if len(rest) > 0 {
		id += "." + slug(rest.String())
	}
	return id
}

// slug is s in lower case with hyphens between its words.
func slug(s string) string {
	return strings.ReplaceAll(extract.Fold(strings.NewReplacer("=", " ", ",", " ", ":", " ").Replace(s)), " ", "-")
}

// line makes the entries of one line of the template, or says what is missing.
func (b *book) line(l Line) ([]Entry, []Missing) {
	var entries []Entry
	why := "no fact"
	switch {
	case l.Each != nil:
		entries = b.each(l)
	case l.Of != "":
		entries = b.ratioLine(l)
	default:
		entries, why = b.figureLine(l)
	}
	if len(entries) > 0 || l.Optional {
		return entries, nil
	}
	return nil, []Missing{{Name: l.title(), Why: why}}
}

// title is what a line is called when it has no figure.
func (l Line) title() string {
	if l.Name != "" && !strings.Contains(l.Name, "{}") {
		return capital(l.Name)
	}
	switch {
	case l.Each.Segment != "":
		return string(l.Each.Segment) + " by segment"
	case len(l.Each.Sections) > 0:
		return "Lines of the section " + l.Each.Sections[0]
	}
	return capital(string(l.Each.Basis) + " figures")
}

func (b *book) figureLine(l Line) ([]Entry, string) {
	s, f, ok := b.find(l.names(), l)
	if !ok {
		return nil, "no fact"
	}
	if b.tooOld(f.Period) {
		return nil, "last reported for " + PeriodWords(f.Period, b.yearEnd)
	}
	e := b.entry(s, f, l.Name, l.Loss)
	if l.ShareOf != "" {
		b.share(&e, s, l)
	}
	return []Entry{b.finish(e, l.Loss)}, ""
}

func (b *book) tooOld(p fiscal.Period) bool {
	return b.event.Known() && p.End.Before(b.event.End.AddMonths(-maxAge))
}

// names are the names of the series that answer l, best first.
func (l Line) names() []string {
	var out []string
	for _, m := range append([]extract.Metric{l.Figure}, l.Or...) {
		if m != "" {
			out = append(out, string(m))
		}
	}
	for _, label := range l.Labels {
		out = append(out, "label:"+extract.Fold(label))
	}
	return out
}

// bases are the bases that answer basis, best first. An unknown basis is
// never taken where the line asks for one by name.
func bases(basis extract.Basis) []extract.Basis {
	if basis != "" {
		return []extract.Basis{basis}
	}
	return []extract.Basis{extract.GAAP, "", extract.Operating}
}

// find is the best series of the given names, and its newest figure: the
// first that has one for the newest period, else the one that is least old.
func (b *book) find(names []string, l Line) (series, Figure, bool) {
	var best series
	var newest Figure
	for _, name := range names {
		for _, s := range b.answers(name, l) {
			periods := b.periods(s)
			if len(periods) == 0 {
				continue
			}
			if newest.Known() && !newest.Period.End.Before(periods[0].End) {
				continue
			}
			if f, ok := b.at(s, periods[0]); ok {
				best, newest = s, f
			}
		}
	}
	return best, newest, newest.Known()
}

// answers are the series called name that l accepts, best first.
func (b *book) answers(name string, l Line) []series {
	var out []series
	for _, basis := range bases(l.Basis) {
		for _, i := range b.byName[name] {
			r := b.rows[i]
			s := series{name: name, dims: l.Dimensions.String(), basis: basis, unit: r.Unit}
			if b.has(s, r) && b.accepts(l.Unit, r) && !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	slices.SortStableFunc(out, func(x, y series) int {
		return strings.Compare(perADS(x.unit), perADS(y.unit))
	})
	return out
}

// perADS sorts amounts for one ADS before those for one share: where both are
// printed, the ADS is what is traded and quoted.
func perADS(u quantity.Unit) string {
	if u.PerShare() && strings.HasSuffix(string(u), "/shares") {
		return "share"
	}
	return ""
}

// accepts says that a row is counted in what the line wants.
func (b *book) accepts(unit string, r row) bool {
	switch unit {
	case unitPercent:
		return r.Unit == "percent"
	case unitCount:
		return r.Unit == "count" || r.Unit == "shares" || r.Unit == "ADS" || r.Unit == "ratio"
	case unitPerShare:
		return r.Unit.PerShare() && strings.HasPrefix(string(r.Unit), string(b.currency)+"/")
	}
	return r.Unit == b.currency
}
