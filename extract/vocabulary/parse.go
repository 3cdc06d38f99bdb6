package vocabulary

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tickmark/extract"
)

// MaxOverlay bounds an issuer's own labels, in bytes.
const MaxOverlay = 1 << 20

// source is what data files say, before labels are written out.
type source struct {
	metrics   []Metric
	byID      map[extract.Metric]int
	macros    map[string]string
	same      *synonyms
	names     []string
	relations []Relation
}

// reading is the state of one file while it is read.
type reading struct {
	*source
	file    string
	line    int
	preset  []string // attributes that the file gives to every metric
	current int      // index of the metric that indented lines belong to, -1 before the first
	overlay bool
}

// parse reads one data file. Its lines are:
//
//	# a comment
//	let name = a|b           a macro for labels: {name}
//	same company = owners of company|…   phrases that are read as one
//	default instant held …   attributes of the metrics that follow
//	name Kingsoft Cloud      a name of the issuer, in overlays
//	Total = Part + Part - Part   a relation; Margin = 100 * Part / Whole
//	Revenues @1 credit money     a metric: id, version, attributes
//	  = ifrs-full:Revenue        an alias
//	  en total revenues [current]    a label: en, hans, hant or zh, with its conditions
//	  not revenue growth         a refusal
func (s *source) parse(file, text string, overlay bool) error {
	r := reading{source: s, file: file, current: -1, overlay: overlay}
	for i, line := range strings.Split(text, "\n") {
		r.line = i + 1
		if err := r.read(line); err != nil {
			return fmt.Errorf("%s:%d: %w", file, r.line, err)
		}
	}
	return nil
}

func (r *reading) read(line string) error {
	text := strings.TrimSpace(line)
	if text == "" || text[0] == '#' {
		return nil
	}
	key, rest, _ := strings.Cut(text, " ")
	rest = strings.TrimSpace(rest)
	switch {
	case line[0] == ' ' || line[0] == '\t':
		return r.detail(key, rest)
	case key == "let":
		name, body, ok := strings.Cut(rest, "=")
		if !ok {
			return errors.New("a macro needs a name and a body")
		}
		r.macros[strings.TrimSpace(name)] = strings.TrimSpace(body)
	case key == "same":
		return r.synonym(rest)
	case key == "default":
		r.preset = strings.Fields(rest)
	case key == "name":
		r.names = append(r.names, rest)
	case strings.HasPrefix(rest, "= ") || strings.Contains(rest, " = "):
		return r.relation(text)
	default:
		return r.metric(key, strings.Fields(rest))
	}
	return nil
}

// metric begins one; an id that is known gets further labels.
func (r *reading) metric(id string, attributes []string) error {
	if i, ok := r.byID[extract.Metric(id)]; ok {
		if len(attributes) > 0 || !r.overlay {
			return fmt.Errorf("%s is defined already", id)
		}
		r.current = i
		return nil
	}
	m := Metric{ID: extract.Metric(id), File: r.file, Line: r.line}
	own := map[string]bool{}
	for i, a := range append(slices.Clone(attributes), r.preset...) {
		if err := m.set(a, own, i < len(attributes)); err != nil {
			return fmt.Errorf("%s: %w", id, err)
		}
	}
	if m.Version == 0 || m.Nature == "" || len(m.Units) == 0 {
		return fmt.Errorf("%s needs a version, a nature and a unit", id)
	}
	r.current = len(r.metrics)
	r.byID[m.ID] = r.current
	r.metrics = append(r.metrics, m)
	return nil
}

var statements = []Statement{Income, Balance, CashFlow, Equity, Reconciliation, PerShare, Segment, Highlights}

var natures = []Nature{Credit, Debit, Signed, Gain, Change, Held, Counted, Rated}

var unitKinds = []UnitKind{Money, MoneyPer, ShareCount, Percentage, CountOf, RatioOf, Rate}

// set gives m one attribute. What a metric says of itself comes first and
// keeps the file's default of that kind out.
func (m *Metric) set(a string, said map[string]bool, own bool) error {
	kind, apply := m.attribute(a)
	if kind == "" {
		return fmt.Errorf("unknown attribute %q", a)
	}
	if own {
		said[kind] = true
	} else if said[kind] {
		return nil
	}
	apply()
	return nil
}

func (m *Metric) attribute(a string) (kind string, apply func()) {
	list, in := strings.CutPrefix(a, "in:")
	version, err := strconv.Atoi(strings.TrimPrefix(a, "@"))
	switch {
	case a[0] == '@' && err == nil:
		return "version", func() { m.Version = version }
	case a == "instant" || a == "duration":
		return "period", func() { m.Instant = a == "instant" }
	case a == "positive":
		return a, func() { m.Positive = true }
	case a == string(extract.NonGAAP) || a == string(extract.Operating):
		return "basis", func() { m.Basis = extract.Basis(a) }
	case in:
		return "in", func() {
			for _, s := range strings.Split(list, ",") {
				m.In = append(m.In, Statement(s))
			}
		}
	case slices.Contains(natures, Nature(a)):
		return "nature", func() { m.Nature = Nature(a) }
	case slices.Contains(unitKinds, UnitKind(a)):
		return "unit", func() { m.Units = append(m.Units, UnitKind(a)) }
	}
	return "", nil
}

// detail reads a line that belongs to the metric above it.
func (r *reading) detail(key, rest string) error {
	if r.current < 0 {
		return errors.New("a label without a metric")
	}
	m := &r.metrics[r.current]
	switch key {
	case "=":
		m.Aliases = append(m.Aliases, rest)
	case "en", "hans", "hant", "zh", "not":
		l := Label{Script: key, Text: rest, Line: r.line}
		if text, when, ok := strings.Cut(rest, "["); ok {
			l.Text = strings.TrimSpace(text)
			if err := l.When.parse(strings.TrimSuffix(when, "]")); err != nil {
				return err
			}
		}
		if key == "not" {
			m.Refusals = append(m.Refusals, l)
			return nil
		}
		if r.overlay {
			l.Script += "+"
		}
		m.Labels = append(m.Labels, l)
	default:
		return fmt.Errorf("unknown key %q", key)
	}
	return nil
}

// parse reads conditions, separated by semicolons: "current", "cashflow",
// "under profit|loss", "under not comprehensive", "marked".
func (c *Condition) parse(text string) error {
	for _, part := range strings.Split(text, ";") {
		part = strings.TrimSpace(part)
		under, ok := strings.CutPrefix(part, "under ")
		switch {
		case ok && strings.HasPrefix(under, "not "):
			c.NotUnder = append(c.NotUnder, headings(under[4:])...)
		case ok:
			c.Under = append(c.Under, headings(under))
		case part == "current":
			c.Current = true
		case part == "noncurrent":
			c.Noncurrent = true
		case part == "marked":
			c.Marked = true
		case part == "unmarked":
			c.Unmarked = true
		case slices.Contains(statements, Statement(part)):
			c.In = append(c.In, Statement(part))
		default:
			return fmt.Errorf("unknown condition %q", part)
		}
	}
	return nil
}

// synonym reads "company = owners of company|shareholders of company".
func (r *reading) synonym(line string) error {
	to, from, ok := strings.Cut(line, "=")
	if !ok {
		return errors.New("a synonym needs a form to stay and others")
	}
	labels, err := newExpander(r.macros).choice(from, 0)
	if err != nil {
		return err
	}
	stay := strings.Join(words(to), " ")
	for _, from := range labels {
		r.same.add(from, stay)
	}
	return nil
}

// headings are the phrases of which a heading holds one, in common form.
func headings(text string) []string {
	var out []string
	for _, phrase := range strings.Split(text, "|") {
		out = append(out, " "+strings.Join(words(phrase), " ")+" ")
	}
	return out
}

// relation reads "Total = A + B - C @1" and "Margin = 100 * A / B @1".
func (r *reading) relation(line string) error {
	body, version, _ := strings.Cut(line, "@")
	total, terms, _ := strings.Cut(body, "=")
	f := strings.Fields(terms)
	rel := Relation{Total: extract.Metric(strings.TrimSpace(total))}
	if len(f) == 5 && f[0] == "100" && f[1] == "*" && f[3] == "/" {
		rel.Ratio = true
		rel.Parts = []Part{{extract.Metric(f[2]), 1}, {extract.Metric(f[4]), 1}}
	} else if err := rel.sum(f); err != nil {
		return err
	}
	v, err := strconv.Atoi(strings.TrimSpace(version))
	if err != nil || v < 1 {
		return errors.New("a relation needs a version")
	}
	rel.ID = fmt.Sprintf("relation/%s=%s@%d", rel.Total, strings.Join(f, ""), v)
	r.relations = append(r.relations, rel)
	return nil
}

func (rel *Relation) sum(f []string) error {
	weight := 1
	for i, w := range f {
		switch {
		case i%2 == 0:
			rel.Parts = append(rel.Parts, Part{extract.Metric(w), weight})
		case w == "+":
			weight = 1
		case w == "-":
			weight = -1
		default:
			return fmt.Errorf("a relation joins metrics by + and -, not %q", w)
		}
	}
	if len(f) < 3 || len(f)%2 == 0 {
		return errors.New("a relation needs a total and two parts")
	}
	return nil
}
