package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tickmark/extract/fiscal"
	"tickmark/pipeline/render"
	"tickmark/store"
)

func (a *app) snapshotsCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "snapshots",
		Short: "Inspect and check the versions of what is known",
		Long: "A snapshot is an issuer's figures after one results event. It never changes; a later release adds the next.\n" +
			"Snapshots are named by version (3), abbreviated id, results event (2025Q3), date (2025-11-19), latest, latest~1.\n\n" +
			"Exit status: see each command; 5 where check finds damage.",
		Args: noCommand,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.snapshotsList(), a.snapshotsShow(), a.snapshotsDiff(), a.snapshotsCheck(),
		a.snapshotsExport(), a.snapshotsRepair(), a.snapshotsQuarantine(), a.snapshotsPrune(), a.snapshotsBackup(), a.snapshotsRestore())
	return c
}

// storeStatus is what commands that read the database end with.
const storeStatus = "Exit status: 0 done, 1 failed, 2 wrong usage, 6 database in use, 130 interrupted."

type snapshotRow struct {
	ID        string   `json:"id"`
	Issuer    string   `json:"issuer"`
	Version   int      `json:"version"`
	Parent    string   `json:"parent"`
	Event     string   `json:"event"`
	KnownAt   string   `json:"known_at"`
	KnownBy   string   `json:"known_by"`
	Recorded  string   `json:"recorded"`
	Rules     string   `json:"rules"`
	Program   string   `json:"program"`
	Mark      string   `json:"mark,omitempty"`
	Documents []string `json:"documents"`
	Facts     int      `json:"facts"`
	Added     int      `json:"added"`
	Changed   int      `json:"changed"`
	Bytes     int      `json:"bytes"`          // of its documents
	Gone      string   `json:"gone,omitempty"` // why its figures are not there any more
}

func snapshotOf(s store.Snapshot) snapshotRow {
	return snapshotRow{s.ID, s.Issuer, s.Version, s.Parent, s.Event.String(), stamp(s.KnownAt), s.KnownBy, stamp(s.Recorded), s.Rules, s.Program, s.Mark,
		append([]string{}, s.Documents...), s.Facts, s.Added, s.Changed, 0, s.Gone}
}

// span chooses snapshots by their event and by when they were known.
type span struct {
	period, since, until string
}

func (f *span) flags(c *cobra.Command) {
	c.Flags().StringVar(&f.period, "period", "", "only events of this `PERIOD`, as in 2025Q3")
	c.Flags().StringVar(&f.since, "since", "", "only what was known on this `DATE` or later")
	c.Flags().StringVar(&f.until, "until", "", "only what was known to the end of this `DATE`")
}

// rows lists the snapshots chosen, with the sizes of their documents.
func (a *app) rows(db *store.DB, f span) (out []snapshotRow, err error) {
	all, err := db.Snapshots(a.issuer)
	if err != nil {
		return nil, err
	}
	for _, s := range all {
		ok, err := a.within(f, s)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		row := snapshotOf(s)
		for _, id := range s.Documents {
			d, err := db.Document(id)
			if err != nil {
				return nil, err
			}
			row.Bytes += len(d.Bytes)
		}
		out = append(out, row)
	}
	return out, nil
}

func (a *app) within(f span, s store.Snapshot) (bool, error) {
	since, err := a.endOf(f.since, s.Issuer)
	if err != nil {
		return false, usage("--since %q: want a date, as in 2025-11-19", f.since)
	}
	until, err := a.endOf(f.until, s.Issuer)
	if err != nil {
		return false, usage("--until %q: want a date, as in 2025-11-19", f.until)
	}
	var period fiscal.Period
	if f.period != "" {
		if period, err = fiscal.Parse(f.period); err != nil {
			return false, usage("--period %q: want 2025Q3, 2025H1, 2025-9M, FY2025 or 2025-09-30", f.period)
		}
	}
	return (f.period == "" || s.Event == period) && (f.since == "" || s.KnownAt.After(since.AddDate(0, 0, -1))) && (f.until == "" || !s.KnownAt.After(until)), nil
}

func (a *app) snapshotsList() *cobra.Command {
	c := &cobra.Command{Use: "list", Short: "List the snapshots, oldest first",
		Long: "List the snapshots of --issuer or of all, oldest first, with the size of their documents.\n\n" + storeStatus, Args: atMost(0)}
	output := outputFlag(c)
	var f span
	f.flags(c)
	c.RunE = func(*cobra.Command, []string) error {
		var rows []snapshotRow
		err := a.view(func(db *store.DB) (err error) {
			rows, err = a.rows(db, f)
			return err
		})
		if err != nil {
			return err
		}
		return print(a.out, *output, listing[snapshotRow]{
			header: []string{"issuer", "version", "id", "event", "known at", "by", "recorded", "documents", "size", "figures", "new", "changed", "rules", ""},
			right:  []int{1, 7, 8, 9, 10, 11}, rows: rows,
			cells: func(r snapshotRow) []string {
				return []string{r.Issuer, fmt.Sprint(r.Version), r.ID[:min(12, len(r.ID))], r.Event, short(r.KnownAt), r.KnownBy, short(r.Recorded),
					fmt.Sprint(len(r.Documents)), fmt.Sprintf("%d kB", (r.Bytes+1023)/1024), fmt.Sprint(r.Facts), fmt.Sprint(r.Added), fmt.Sprint(r.Changed), r.Rules, cmp.Or(r.Gone, r.Mark)}
			},
			columns: []string{"issuer", "version", "id", "parent", "event", "known_at", "known_by", "recorded", "rules", "program", "mark", "documents", "bytes", "facts", "added", "changed", "gone"},
			record: func(r snapshotRow) []string {
				return []string{r.Issuer, fmt.Sprint(r.Version), r.ID, r.Parent, r.Event, r.KnownAt, r.KnownBy, r.Recorded, r.Rules, r.Program, r.Mark,
					strings.Join(r.Documents, " "), fmt.Sprint(r.Bytes), fmt.Sprint(r.Facts), fmt.Sprint(r.Added), fmt.Sprint(r.Changed), r.Gone}
			},
		})
	}
	return c
}

func (a *app) snapshotsExport() *cobra.Command {
	c := &cobra.Command{
		Use: "export [SNAPSHOT]", Short: "All figures as a snapshot left them, as data (default: the latest)",
		Long: "Print every figure that was known after a snapshot: its own on top of its parents'.\n\n" + storeStatus,
		Args: atMost(1),
	}
	form := formatFlag("jsonl")
	c.Flags().VarP(&form, "output", "o", "json, jsonl, csv or table")
	c.RunE = func(_ *cobra.Command, args []string) error {
		var rows []render.FactJSON
		err := a.view(func(db *store.DB) error {
			id, err := a.only(db)
			if err != nil {
				return err
			}
			s, err := db.Resolve(id, nameOr(args, 0, "latest"), a.zone(id))
			if err != nil {
				return err
			}
			held, err := db.FactsOf(s)
			for _, h := range held {
				rows = append(rows, render.Fact(id, h.KnownAt, h.Fact))
			}
			return err
		})
		if err != nil {
			return err
		}
		return print(a.out, string(form), factListing(rows))
	}
	return c
}

func (a *app) snapshotsShow() *cobra.Command {
	c := &cobra.Command{
		Use: "show [SNAPSHOT]", Short: "What a snapshot's documents say (default: the latest)",
		Long: "Print what a snapshot is, and the figures that its documents say.\n\n" + storeStatus,
		Args: atMost(1),
	}
	output := outputFlag(c)
	c.RunE = func(_ *cobra.Command, args []string) error {
		var s store.Snapshot
		var rows []render.FactJSON
		var sources []store.Document
		err := a.view(func(db *store.DB) error {
			id, err := a.only(db)
			if err != nil {
				return err
			}
			if s, err = db.Resolve(id, nameOr(args, 0, "latest"), a.zone(id)); err != nil {
				return err
			}
			facts, err := db.Read(s.ID)
			for _, f := range facts {
				rows = append(rows, render.Fact(id, s.KnownAt, f))
			}
			for _, d := range s.Documents {
				doc, err := db.Document(d)
				if err != nil {
					return err
				}
				sources = append(sources, doc)
			}
			return err
		})
		if err != nil {
			return err
		}
		if *output == "table" {
			a.header(s, sources)
		}
		return print(a.out, *output, factListing(rows))
	}
	return c
}

// header prints what a snapshot is, before its figures.
func (a *app) header(s store.Snapshot, sources []store.Document) {
	w := func(format string, args ...any) { fmt.Fprintln(a.out, printable(fmt.Sprintf(format, args...))) }
	w("snapshot %s", s.ID)
	w("issuer   %s, version %d", s.Issuer, s.Version)
	w("event    %s, %s %s, recorded %s", s.Event, s.KnownBy, short(stamp(s.KnownAt)), short(stamp(s.Recorded)))
	w("rules    %s, program %s%s", s.Rules, s.Program, mark(s.Mark))
	for _, d := range sources {
		w("document %.12s  %s  %s", d.ID, d.Title, d.URL)
		w("         %s", arrival(d, sources))
	}
	w("figures  %d, %d of them new, %d changed\n", s.Facts, s.Added, s.Changed)
}

// arrival says where a document came from, when it was published, how long
// after the first of its event, and when it was first seen here.
func arrival(d store.Document, all []store.Document) string {
	first := slices.MinFunc(all, func(a, b store.Document) int { return a.KnownAt.Compare(b.KnownAt) })
	s := cmp.Or(d.Source, "by hand") + ", " + d.KnownBy + " " + short(stamp(d.KnownAt))
	if lag := d.KnownAt.Sub(first.KnownAt); lag > 0 {
		s += fmt.Sprintf(" (%s after the first)", lag.Round(time.Minute))
	}
	if !d.Fetched.IsZero() && d.KnownBy == "published" {
		s += ", first seen here " + short(stamp(d.Fetched))
	}
	return s
}

func mark(m string) string {
	if m == "" {
		return ""
	}
	return ", " + m
}

func nameOr(args []string, i int, otherwise string) string {
	if i < len(args) {
		return args[i]
	}
	return otherwise
}

// changeRow is one figure that differs.
type changeRow struct {
	Kind string           `json:"kind"`
	Say  string           `json:"say"`
	Old  *render.FactJSON `json:"old"`
	New  *render.FactJSON `json:"new"`
}

func (a *app) snapshotsDiff() *cobra.Command {
	c := &cobra.Command{
		Use: "diff [OLD [NEW]]", Short: "What changed from one snapshot to another (default: the last two)",
		Long: "Print the figures that are new, restated, refined or gone. Without arguments the last snapshot is compared with the one\n" +
			"before it; the release of a quarter and the announcement of the half year, published on one day, are two snapshots, and\n" +
			"are compared together with the one before both. The table leaves out new comparatives of periods before the\n" +
			"newer snapshot's; the other forms list them.\n\n" + storeStatus,
		Args: atMost(2),
	}
	output := outputFlag(c)
	stat := c.Flags().Bool("stat", false, "only count")
	all := c.Flags().Bool("all", false, "each figure: new ones one by one, and those that only gained sources or a grade")
	c.RunE = func(c *cobra.Command, args []string) error {
		var from, to store.Snapshot
		var rows []changeRow
		err := a.view(func(db *store.DB) error {
			id, err := a.only(db)
			if err != nil {
				return err
			}
			if from, to, err = a.two(db, id, args); err != nil {
				return err
			}
			old, now, err := db.Between(from, to)
			if err != nil {
				return err
			}
			rows = changes(id, old, now)
			return nil
		})
		if err != nil {
			return err
		}
		return a.printChanges(c.Context(), *output, *stat, *all, from, to, rows)
	}
	return c
}

// two resolves the snapshots to compare.
func (a *app) two(db *store.DB, id string, args []string) (from, to store.Snapshot, err error) {
	if to, err = db.Resolve(id, nameOr(args, 1, "latest"), a.zone(id)); err != nil {
		return from, to, err
	}
	if len(args) == 0 {
		all, err := db.Snapshots(id)
		return before(all, a.zone(id)), to, err
	}
	from, err = db.Resolve(id, args[0], a.zone(id))
	return from, to, err
}

// before is the snapshot that the last of all is compared with: the one before
// it, or before its twin. The release of a quarter and the announcement of the
// half year that ends with it are two events; published on one day, they are
// compared together with what was known before that day. The first snapshot of
// an issuer is compared with nothing.
func before(all []store.Snapshot, zone *time.Location) store.Snapshot {
	last := all[len(all)-1]
	day := func(s store.Snapshot) string { return s.KnownAt.In(zone).Format(time.DateOnly) }
	for _, s := range slices.Backward(all[:len(all)-1]) {
		twin := s.Event.End == last.Event.End && s.Event != last.Event && day(s) == day(last)
		if !twin {
			return s
		}
	}
	return store.Snapshot{}
}

func changes(issuer string, old, now []store.Held) []changeRow {
	var rows []changeRow
	for _, c := range store.Diff(old, now) {
		r := changeRow{Kind: string(c.Kind)}
		if c.Old != nil {
			f := render.Fact(issuer, c.Old.KnownAt, c.Old.Fact)
			r.Old = &f
		}
		if c.New != nil {
			f := render.Fact(issuer, c.New.KnownAt, c.New.Fact)
			r.New = &f
		}
		r.Say = sentence(r)
		rows = append(rows, r)
	}
	return rows
}

// sentence says a change as a person would.
func sentence(r changeRow) string {
	f := r.New
	if f == nil {
		f = r.Old
	}
	name := f.Label
	if d := dimensions(f.Dimensions); d != "" {
		name += " (" + d + ")"
	}
	if f.Basis == "non-gaap" && !strings.Contains(strings.ToLower(name), "non-gaap") && !strings.Contains(strings.ToLower(name), "adjusted") {
		name += " (non-GAAP)"
	}
	when := periodText(f.Period)
	amount := func(f *render.FactJSON) string { return qualified(*f) + " " + f.Unit }
	switch store.Kind(r.Kind) {
	case store.Added:
		return fmt.Sprintf("%s for %s is new: %s.", name, when, amount(r.New))
	case store.Removed:
		return fmt.Sprintf("%s for %s is gone; it was %s.", name, when, amount(r.Old))
	case store.Restated:
		return fmt.Sprintf("%s for %s was restated from %s to %s.", name, when, amount(r.Old), amount(r.New))
	case store.Refined:
		return fmt.Sprintf("%s for %s is now given as %s; it was %s.", name, when, amount(r.New), amount(r.Old))
	case store.Regraded:
		return fmt.Sprintf("%s for %s, %s, is now %s; it was %s.", name, when, amount(r.New), r.New.Grade, r.Old.Grade)
	}
	return fmt.Sprintf("%s for %s, %s, has further sources.", name, when, amount(r.New))
}

func (a *app) printChanges(ctx context.Context, format string, stat, all bool, from, to store.Snapshot, rows []changeRow) error {
	counts := map[string]int{}
	var shown []changeRow
	for _, r := range rows {
		counts[r.Kind]++
		if all || r.Kind != string(store.Sourced) && r.Kind != string(store.Regraded) {
			shown = append(shown, r)
		}
	}
	if format != "table" {
		return print(a.out, format, listing[changeRow]{rows: shown, columns: append([]string{"kind", "was"}, factColumns...), record: changeRecord})
	}
	fmt.Fprintf(a.out, "%s → %s: %s\n", described(from), described(to), counted(counts))
	if stat {
		return nil
	}
	a.sayMoved(a.moved(ctx, from, to), shown, all)
	return nil
}

// changeRecord is the figure as it is now, or was where it is gone, after what
// happened to it and its value before.
func changeRecord(r changeRow) []string {
	was, f := "", r.New
	if r.Old != nil {
		was = r.Old.Value
	}
	if f == nil {
		f = r.Old
	}
	return append([]string{r.Kind, was}, factRecord(*f)...)
}

func described(s store.Snapshot) string {
	if s.ID == "" {
		return "nothing"
	}
	return fmt.Sprintf("%.12s (%s)", s.ID, s.Event)
}

func counted(counts map[string]int) string {
	var parts []string
	for _, k := range []store.Kind{store.Added, store.Restated, store.Refined, store.Removed, store.Regraded, store.Sourced} {
		if n := counts[string(k)]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, map[store.Kind]string{store.Added: "new", store.Sourced: "with further sources"}[k]+wordOf(k)))
		}
	}
	if len(parts) == 0 {
		return "no figure differs"
	}
	return strings.Join(parts, ", ")
}

func wordOf(k store.Kind) string {
	if k == store.Added || k == store.Sourced {
		return ""
	}
	return string(k)
}

type problemRow struct {
	Where string `json:"where"`
	What  string `json:"what"`
}

func (a *app) snapshotsCheck() *cobra.Command {
	c := &cobra.Command{
		Use: "check", Short: "Verify every page, value, document and seal of the database",
		Long: "Verify the database: its pages, every value against its hash, every document against its name, each snapshot's seal down the chain.\n\n" +
			"Exit status: 0 sound, 1 failed, 2 wrong usage, 5 damage found, 6 database in use.",
		Args: atMost(0),
	}
	output := outputFlag(c)
	c.RunE = func(*cobra.Command, []string) error {
		var problems []store.Problem
		err := a.view(func(db *store.DB) (err error) {
			problems, err = db.Check()
			return err
		})
		if errors.Is(err, store.ErrDamaged) { // so badly that it does not open
			problems, err = []store.Problem{{Where: a.db, What: strings.TrimPrefix(err.Error(), a.db+": ")}}, nil
		}
		if err == nil {
			err = a.printProblems(*output, problems)
		}
		if err != nil {
			return err
		}
		if len(problems) > 0 {
			return exit{statusFound, fmt.Errorf("%s: %s found; tickmark snapshots repair saves the rest", a.db, count(len(problems), "damaged place"))}
		}
		fmt.Fprintf(a.errs, "%s is sound.\n", a.db)
		return nil
	}
	return c
}
