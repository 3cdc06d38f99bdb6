package canvas

import (
	"slices"
	"strings"
	"time"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
)

// book finds figures among facts.
type book struct {
	rows     []row
	byName   map[string][]int // into rows
	docs     map[string]Document
	currency quantity.Unit // of the issuer's reports
	event    fiscal.Period // the newest period reported
	newest   time.Time     // publication of the newest fact, or its first fetch
	fetched  bool          // newest is a first fetch
	yearEnd  int
}

// row is a fact with the parts of its key that series compare.
type row struct {
	Known
	name    string // metric, or the folded label behind a prefix
	dims    string // without the section
	section string // folded
}

// series is the figures that differ in nothing but their period. An empty
// section accepts any, for a total stands in prose without one and in a
// statement with one.
type series struct {
	name, dims, section string
	basis               extract.Basis
	unit                quantity.Unit
}

func newBook(in Input) *book {
	b := &book{byName: map[string][]int{}, docs: in.Documents, yearEnd: in.Issuer.YearEnd}
	for _, k := range in.Facts {
		if !in.AsOf.IsZero() && k.At.After(in.AsOf) || !k.Period.Known() || k.Unit == "" {
			continue
		}
		r := row{Known: k, name: k.Key().Name}
		rest := extract.Dimensions{}
		for key, v := range k.Dimensions {
			if key == extract.DimSection {
				r.section = extract.Fold(v)
			} else {
				rest[key] = v
			}
		}
		r.dims = rest.String()
		b.byName[r.name] = append(b.byName[r.name], len(b.rows))
		b.rows = append(b.rows, r)
		if k.At.After(b.newest) {
			b.newest, b.fetched = k.At, b.fetchedOnly(k.Witnesses)
		}
	}
	b.currency = in.Issuer.Currency
	if b.currency == "" {
		b.currency = b.mainCurrency()
	}
	b.event = in.Period
	if !b.event.Known() {
		b.event = b.newestPeriod()
	}
	return b
}

// fetchedOnly says that of no document of these witnesses anybody knows when
// it was published.
func (b *book) fetchedOnly(all []extract.Witness) bool {
	for _, w := range all {
		if d, ok := b.docs[w.Document]; !ok || !d.Fetched {
			return false
		}
	}
	return len(all) > 0
}

// mainCurrency is the currency that most facts are in: a translation column
// repeats one period, the reporting currency all of them.
func (b *book) mainCurrency() quantity.Unit {
	count := map[quantity.Unit]int{}
	best := quantity.Unit("")
	for _, r := range b.rows {
		if r.Unit.Currency() {
			count[r.Unit]++
			n, m := count[r.Unit], count[best]
			if n > m || n == m && r.Unit < best {
				best = r.Unit
			}
		}
	}
	return best
}

// eventMonths are the lengths that a results event may have, in the order in
// which lines prefer them.
var eventMonths = []int{3, 6, 12}

// newestPeriod is the last period of revenue, or of any reported flow where
// no revenue is known; the quarter where several end on one day.
func (b *book) newestPeriod() fiscal.Period {
	var any, revenue fiscal.Period
	for _, r := range b.rows {
		if r.Basis == extract.Guidance || !slices.Contains(eventMonths, r.Period.Months()) {
			continue
		}
		any = later(any, r.Period)
		if r.name == "Revenues" {
			revenue = later(revenue, r.Period)
		}
	}
	if revenue.Known() {
		return revenue
	}
	return any
}

// later is the period that ends later; the shorter one where both end on one
// day.
func later(a, b fiscal.Period) fiscal.Period {
	if !a.Known() || a.End.Before(b.End) || a.End == b.End && a.Start.Before(b.Start) {
		return b
	}
	return a
}

// rank orders the periods of a series: those that end last first, then the
// length of the results event, then balances, then shorter before longer.
func (b *book) rank(x, y fiscal.Period) int {
	switch {
	case x.End != y.End:
		if y.End.Before(x.End) {
			return -1
		}
		return 1
	case x == y:
		return 0
	}
	for _, months := range []int{b.event.Months(), 0} {
		if (x.Months() == months) != (y.Months() == months) {
			if x.Months() == months {
				return -1
			}
			return 1
		}
	}
	return x.Months() - y.Months()
}

func (b *book) has(s series, r row) bool {
	return r.dims == s.dims && r.Basis == s.basis && r.Unit == s.unit && (s.section == "" || r.section == s.section)
}

// periods are those that s has a figure for, best first, none after the
// newest event.
func (b *book) periods(s series) []fiscal.Period {
	var out []fiscal.Period
	for _, i := range b.byName[s.name] {
		r := b.rows[i]
		if b.has(s, r) && !b.event.End.Before(r.Period.End) && !slices.Contains(out, r.Period) {
			out = append(out, r.Period)
		}
	}
	slices.SortStableFunc(out, b.rank)
	return out
}

// at is the figure of s for p: of the facts published last, the most precise.
// Others of the same time that it cannot be reconciled with are its rivals, but
// for those with weaker evidence, which are not shown at all; earlier ones are
// what it was before a restatement.
func (b *book) at(s series, p fiscal.Period) (Figure, bool) {
	rows := undisputed(b.candidates(s, p))
	if len(rows) == 0 {
		return Figure{}, false
	}
	f := b.figure(rows[0])
	for _, r := range rows[1:] {
		same := agree(rows[0], r)
		switch {
		case same:
			f.Sources = append(f.Sources, b.sources(r)...)
			f.Grade, f.Checks = stronger(f, r)
		case r.At.Before(rows[0].At):
			if f.Was == nil {
				was := b.figure(r)
				f.Was = &was
			}
		default:
			f.Rivals = append(f.Rivals, b.figure(r))
		}
	}
	if len(f.Rivals) > 0 {
		f.Grade = extract.Contradicted
	}
	return f, true
}

// undisputed is rows without those whose rival stands: one of the same time that
// they cannot be reconciled with, and that has stronger evidence.
func undisputed(rows []row) []row {
	return slices.DeleteFunc(slices.Clone(rows), func(r row) bool {
		return slices.ContainsFunc(rows, func(o row) bool {
			return o.At.Equal(r.At) && o.Evidence.Compare(r.Evidence) > 0 && !agree(o, r)
		})
	})
}

// candidates are the rows of s for p: those published last first, and among
// them the most precise. Rows of a section only count where none stands
// without one: "total" of a section is no rival of the total.
func (b *book) candidates(s series, p fiscal.Period) []row {
	var free, sectioned []row
	for _, i := range b.byName[s.name] {
		r := b.rows[i]
		if r.Period != p || !b.has(s, r) {
			continue
		}
		if r.section == "" || s.section != "" {
			free = append(free, r)
		} else {
			sectioned = append(sectioned, r)
		}
	}
	rows := free
	for _, r := range sectioned {
		if len(free) == 0 || slices.ContainsFunc(free, func(f row) bool { return agree(f, r) }) {
			rows = append(rows, r)
		}
	}
	slices.SortStableFunc(rows, func(x, y row) int {
		if c := y.At.Compare(x.At); c != 0 {
			return c
		}
		if x.Qualifier != y.Qualifier && (x.Qualifier == "" || y.Qualifier == "") {
			return strings.Compare(string(x.Qualifier), string(y.Qualifier))
		}
		return int(x.Value.Exp) - int(y.Value.Exp)
	})
	return rows
}

// agree says that two rows of one key can be one number.
func agree(x, y row) bool {
	if x.Qualifier != "" || y.Qualifier != "" {
		return roughly(x.Value, y.Value)
	}
	return x.Value.Consistent(y.Value)
}

func (b *book) figure(r row) Figure {
	return Figure{
		Metric: r.Metric, Label: r.Label, Dimensions: r.Dimensions, Basis: r.Basis, Period: r.Period,
		Value: r.Value, Unit: r.Unit, Qualifier: r.Qualifier, Grade: r.Grade, Checks: r.Checks,
		Flag: r.Flag, Sources: b.sources(r),
	}
}

func (b *book) sources(r row) []Source {
	out := make([]Source, len(r.Witnesses))
	for i, w := range r.Witnesses {
		about := b.docs[w.Document]
		if about.URL == "" {
			about.URL = w.URL
		}
		out[i] = Source{Document: w.Document, Snapshot: r.Snapshot, Known: r.At, About: about, Witness: w}
	}
	return out
}

// stronger is the grade of f once r agrees with it: proven where either is,
// contradicted where either is.
func stronger(f Figure, r row) (extract.Grade, []extract.Check) {
	checks := f.Checks
	for _, c := range r.Checks {
		if !slices.ContainsFunc(checks, c.Equal) {
			checks = append(slices.Clip(checks), c)
		}
	}
	for _, g := range []extract.Grade{extract.Contradicted, extract.Proven} {
		if f.Grade == g || r.Grade == g {
			return g, checks
		}
	}
	return f.Grade, checks
}
