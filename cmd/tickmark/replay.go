package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tickmark/extract"
	"tickmark/extract/reader"
	"tickmark/pipeline"
	"tickmark/pipeline/render"
	"tickmark/store"
)

func (a *app) replayCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "replay",
		Short: "Read archived documents again with today's rules",
		Long: "Read the documents of every results event again that other rules than today's have read, with no network. List each figure\n" +
			"that moved and the rule to blame; of one that is missed or no longer proven, why. Keep the results as snapshots marked replay;\n" +
			"what the older rules read stays.\n\n" +
			"Exit status: 0 done, also when nothing is due; 1 failed; 2 wrong usage; 3 some documents could not be read; 6 database in\n" +
			"use; 130 interrupted.",
		Args: atMost(0),
	}
	output := outputFlag(c)
	dry := c.Flags().BoolP("dry-run", "n", false, "list what would move, and keep nothing")
	c.RunE = func(c *cobra.Command, _ []string) error {
		var id string
		err := a.view(func(db *store.DB) (err error) {
			id, err = a.only(db)
			return err
		})
		if err != nil {
			return err
		}
		p, err := a.profile(id)
		if err != nil {
			return err
		}
		done, failed, err := a.runner().Replay(c.Context(), p, *dry)
		if perr := a.printReplay(*output, id, done, *dry); err == nil {
			err = perr
		}
		if err == nil && len(failed) > 0 {
			err = exit{statusPartly, errors.Join(failed...)}
		}
		return told(err)
	}
	return c
}

// moveRow is one figure that today's rules read differently.
type moveRow struct {
	Event string           `json:"event"`
	What  []string         `json:"what"`
	Rules []string         `json:"rules"`
	Why   string           `json:"why,omitempty"`
	Old   *render.FactJSON `json:"old"`
	New   *render.FactJSON `json:"new"`
}

func moveOf(id string, r pipeline.Replayed, m reader.Move) moveRow {
	row := moveRow{Event: r.Old.Event.String(), What: m.What, Rules: append([]string{}, m.Rules...), Why: m.Why}
	form := func(f *extract.Fact) *render.FactJSON {
		if f == nil {
			return nil
		}
		out := render.Fact(id, r.Old.KnownAt, *f)
		return &out
	}
	row.Old, row.New = form(m.Old), form(m.New)
	return row
}

func (a *app) printReplay(format, id string, done []pipeline.Replayed, dry bool) error {
	rows := []moveRow{}
	for _, r := range done {
		for _, m := range r.Moves {
			rows = append(rows, moveOf(id, r, m))
		}
	}
	err := print(a.out, format, listing[moveRow]{
		header: []string{"event", "what", "figure", "period", "was", "is", "unit", "rule", "why"}, right: []int{4, 5}, rows: rows,
		cells:   moveCells,
		columns: []string{"event", "what", "metric", "label", "period", "was", "is", "unit", "rules", "why"},
		record: func(r moveRow) []string {
			c := moveCells(r)
			f := cmp.Or(r.New, r.Old)
			return []string{r.Event, strings.Join(r.What, ", "), f.Metric, f.Label, c[3], valueOf(r.Old), valueOf(r.New), f.Unit, strings.Join(r.Rules, "; "), r.Why}
		},
	})
	verb := "read again"
	if dry {
		verb = "would be read again"
	}
	fell := ""
	if n := fallen(rows); n > 0 {
		fell = fmt.Sprintf(", %d of them no longer proven", n)
	}
	fmt.Fprintf(a.errs, "%s %s by rules %s: %s moved%s.\n", count(len(done), "event"), verb, reader.Version, count(len(rows), "figure"), fell)
	return err
}

// fallen counts the figures that were proven and still stand, but are not.
func fallen(rows []moveRow) (n int) {
	for _, r := range rows {
		if r.Old != nil && r.New != nil && r.Old.Grade == string(extract.Proven) && r.New.Grade != string(extract.Proven) {
			n++
		}
	}
	return n
}

func moveCells(r moveRow) []string {
	f := cmp.Or(r.New, r.Old)
	name := cmp.Or(f.Metric, f.Label)
	if d := dimensions(f.Dimensions); d != "" {
		name += " (" + d + ")"
	}
	return []string{r.Event, whatOf(r), name, periodText(f.Period), grouped(valueOf(r.Old)), grouped(valueOf(r.New)), f.Unit, strings.Join(r.Rules, "; "), r.Why}
}

// whatOf says what moved; of a grade, from which to which.
func whatOf(r moveRow) string {
	out := slices.Clone(r.What)
	for i, w := range out {
		if w == "grade" {
			out[i] += " " + r.Old.Grade + " → " + r.New.Grade
		}
	}
	return strings.Join(out, ", ")
}

func valueOf(f *render.FactJSON) string {
	if f == nil {
		return ""
	}
	return f.Value
}

// sayDue says in one line that events of an issuer were read by other rules.
func (a *app) sayDue(id string) error {
	return a.view(func(db *store.DB) error {
		due, err := pipeline.Due(db, id)
		if len(due) > 0 {
			fmt.Fprintf(a.errs, "%s: %s read by other rules than today's (%s); tickmark replay --issuer %s reads them again.\n", id, were(len(due)), reader.Version, id)
		}
		return err
	})
}

func were(n int) string {
	if n == 1 {
		return "1 event was"
	}
	return fmt.Sprintf("%d events were", n)
}
