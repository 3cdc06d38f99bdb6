package main

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/pipeline/render"
	"tickmark/store"
)

// filter chooses figures. Empty fields choose all.
type filter struct {
	metric, period, basis string
	when                  fiscal.Period
}

func (f *filter) flags(c *cobra.Command) {
	c.Flags().StringVar(&f.metric, "metric", "", "only this `METRIC` (a metric's id, or a label as printed)")
	c.Flags().StringVar(&f.period, "period", "", "only this `PERIOD`, as in 2025Q3")
	f.basisFlag(c)
}

func (f *filter) basisFlag(c *cobra.Command) {
	c.Flags().StringVar(&f.basis, "basis", "", "only this `BASIS`: gaap, non-gaap, operating, guidance or unknown")
}

func (f *filter) parse() error {
	switch f.basis {
	case "", "gaap", "non-gaap", "operating", "guidance", "unknown":
	default:
		return usage("--basis %q: want gaap, non-gaap, operating, guidance or unknown", f.basis)
	}
	if f.period == "" {
		return nil
	}
	var err error
	if f.when, err = fiscal.Parse(f.period); err != nil {
		return usage("period %q: want 2025Q3, 2025H1, 2025-9M, FY2025 or 2025-09-30", f.period)
	}
	return nil
}

// matches says that the filter chooses a figure.
func (f *filter) matches(x extract.Fact) bool {
	named := f.metric == "" || strings.EqualFold(string(x.Metric), f.metric) || strings.EqualFold(local(x.Metric), f.metric) ||
		extract.Fold(x.Label) == extract.Fold(f.metric)
	basis := f.basis == "" || string(x.Basis) == f.basis || f.basis == "unknown" && x.Basis == ""
	return named && basis && (!f.when.Known() || x.Period == f.when)
}

// about is matches as far as a subject can tell; nil where it chooses all.
func (f *filter) about() store.About {
	if f.metric == "" {
		return nil
	}
	return func(s store.Subject) bool {
		return strings.EqualFold(s.Name, f.metric) || strings.EqualFold(local(extract.Metric(s.Name)), f.metric) || slices.Contains(s.Labels, extract.Fold(f.metric))
	}
}

// local is a company's measure without its prefix.
func local(m extract.Metric) string {
	_, name, ok := strings.Cut(string(m), ":")
	if !ok {
		return string(m)
	}
	return name
}

func (a *app) factsCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "facts",
		Short: "The current figures, or what was known on a date",
		Long: "Print the figures that the store holds: of each the newest report, or the newest that was published by a date.\n\n" +
			"Exit status: 0 done, 1 failed, 2 wrong usage, 6 database in use, 130 interrupted.",
		Args: atMost(0),
	}
	output := outputFlag(c)
	var f filter
	f.flags(c)
	asOf := c.Flags().String("as-of", "", "what was known to the end of this `DATE`")
	gone := c.Flags().Bool("missing", false, "instead, measures that the newest release tells no more, tells under another name, tells for the first time, or defines otherwise")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := f.parse(); err != nil {
			return err
		}
		if *gone {
			return a.missing(c.Context(), *output, f.metric, *asOf)
		}
		var rows []render.FactJSON
		err := a.view(func(db *store.DB) error {
			id, err := a.only(db)
			if err != nil {
				return err
			}
			end, err := a.endOf(*asOf, id)
			if err != nil {
				return err
			}
			held, err := db.FactsAbout(id, end, f.about())
			for _, h := range held {
				if f.matches(h.Fact) {
					rows = append(rows, render.Fact(id, h.KnownAt, h.Fact))
				}
			}
			return err
		})
		if err != nil {
			return err
		}
		return print(a.out, *output, factListing(rows))
	}
	return c
}

// reportRow is one report of a figure.
type reportRow struct {
	Known    string          `json:"known_at"`
	Kind     string          `json:"kind"`
	Event    string          `json:"event"`
	Snapshot string          `json:"snapshot"`
	Rules    string          `json:"rules"`
	Before   string          `json:"before"`   // the value of the report before; empty for the first
	Original string          `json:"original"` // the value of the first report
	Change   string          `json:"change"`   // from the report before
	Fact     render.FactJSON `json:"fact"`
}

func reportOf(id string, v store.Version) reportRow {
	r := reportRow{Known: stamp(v.KnownAt), Kind: v.Kind, Event: v.Event.String(), Snapshot: v.Snapshot, Rules: v.Rules, Fact: render.Fact(id, v.KnownAt, v.Fact)}
	if v.Before != nil {
		r.Before, r.Original = v.Before.String(), v.Original.String()
		if d, ok := v.Value.Add(v.Before.Neg()); ok {
			r.Change = d.String()
		}
	}
	return r
}

func (a *app) historyCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "history METRIC [PERIOD]",
		Short: "One figure through time: first reported, later restated",
		Long: "Print every report of a figure, oldest first: which release said it, where, and whether it is the first, repeats the one before,\n" +
			"differs from it by rounding, restates it, is reclassified (the parts of a total moved, the total stayed), or is another reading of\n" +
			"the same documents by other rules. With --restated, print what of all figures was not simply repeated.\n\n" +
			"Exit status: 0 done, 1 failed, 2 wrong usage or no such figure, 6 database in use, 130 interrupted.",
	}
	restated := c.Flags().Bool("restated", false, "only reports that differ from the one before; of all figures where none is named")
	c.Args = func(c *cobra.Command, args []string) error {
		if *restated && len(args) == 0 {
			return nil
		}
		return metricAndPeriod(c, args)
	}
	output := outputFlag(c)
	var f filter
	f.basisFlag(c)
	c.RunE = func(_ *cobra.Command, args []string) error {
		if len(args) > 0 {
			if err := f.named(args); err != nil {
				return err
			}
		} else if err := f.parse(); err != nil {
			return err
		}
		var rows []reportRow
		err := a.view(func(db *store.DB) error {
			id, err := a.only(db)
			if err != nil {
				return err
			}
			all, err := db.History(id, f.about(), f.matches)
			for _, v := range all {
				if !*restated || v.Kind != store.First && v.Kind != store.Repeated {
					rows = append(rows, reportOf(id, v))
				}
			}
			return err
		})
		if err != nil {
			return err
		}
		if len(rows) == 0 && !*restated {
			return nothing(args)
		}
		return print(a.out, *output, historyListing(rows))
	}
	return c
}

func historyListing(rows []reportRow) listing[reportRow] {
	return listing[reportRow]{
		header: []string{"period", "known at", "event", "value", "change", "unit", "basis", "kind", "label", "place"}, right: []int{3, 4}, rows: rows,
		cells: func(r reportRow) []string {
			c := factCells(r.Fact)
			change := grouped(r.Change)
			if r.Kind == store.Repeated {
				change = ""
			}
			return []string{c[0], short(r.Known), r.Event, c[3], change, c[4], c[5], r.Kind, c[2], c[7]}
		},
		columns: slices.Concat([]string{"kind", "event", "snapshot", "rules", "before", "original", "change"}, factColumns),
		record: func(r reportRow) []string {
			return slices.Concat([]string{r.Kind, r.Event, r.Snapshot, r.Rules, r.Before, r.Original, r.Change}, factRecord(r.Fact))
		},
	}
}

func metricAndPeriod(_ *cobra.Command, args []string) error {
	if len(args) < 1 || len(args) > 2 {
		return usage("name a metric, and perhaps a period: Revenues 2025Q3")
	}
	return nil
}

// named reads METRIC [PERIOD].
func (f *filter) named(args []string) error {
	f.metric = args[0]
	if len(args) > 1 {
		f.period = args[1]
	}
	return f.parse()
}

func nothing(args []string) error {
	return usage("the store holds no %s; tickmark facts lists what it holds", strings.Join(args, " "))
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// short is a time to the minute in UTC, for tables.
func short(stamp string) string {
	t, err := time.Parse(time.RFC3339, stamp)
	if err != nil {
		return stamp
	}
	return t.Format("2006-01-02 15:04Z")
}

// byWorth puts whole figures before changes and shares of them.
func byWorth(a, b store.Held) int {
	return cmp.Compare(len(a.Dimensions), len(b.Dimensions))
}
