package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tickmark/store"
)

// The commands that keep the database itself: copies of it, what to give up,
// and what to save when it is damaged.

func (a *app) snapshotsBackup() *cobra.Command {
	c := &cobra.Command{
		Use: "backup FILE", Short: "Copy the database as it is now",
		Long: "Write a copy of the database to FILE, which must not exist. It is checked before it gets its name. A refresh that wants to\n" +
			"write meanwhile waits, a second for some 250 MB.\n\n" + storeStatus,
		Args: exactly(1, "name the file to write"),
	}
	c.RunE = func(_ *cobra.Command, args []string) error {
		if err := a.view(func(db *store.DB) error { return db.Backup(args[0]) }); err != nil {
			return err
		}
		fmt.Fprintf(a.errs, "%s holds a copy of %s.\n", args[0], a.db)
		return nil
	}
	return c
}

func (a *app) snapshotsRestore() *cobra.Command {
	c := &cobra.Command{
		Use: "restore FILE", Short: "Put a backup in the place of the database",
		Long: "Check FILE and put it in the place of the database. The database that was there is kept beside it.\n\n" + storeStatus,
		Args: exactly(1, "name the backup to restore"),
	}
	c.RunE = func(_ *cobra.Command, args []string) error {
		kept, err := store.Restore(args[0], a.db, store.Options{})
		if err != nil {
			return told(err)
		}
		fmt.Fprintf(a.errs, "%s is what %s holds.\n", a.db, args[0])
		if kept != "" {
			fmt.Fprintf(a.errs, "What it was before is in %s.\n", kept)
		}
		return nil
	}
	return c
}

func (a *app) snapshotsRepair() *cobra.Command {
	c := &cobra.Command{
		Use: "repair FILE", Short: "Save what is sound in a damaged database into a new file",
		Long: "Write all that is sound in the database to FILE, which must not exist, and list what is lost. The damaged database is only\n" +
			"read; snapshots restore FILE then puts the new one in its place.\n\n" +
			"Exit status: 0 all is saved, 1 failed, 2 wrong usage, 5 something is lost.",
		Args: exactly(1, "name the file to write"),
	}
	output := outputFlag(c)
	c.RunE = func(_ *cobra.Command, args []string) error {
		problems, err := store.Repair(a.db, args[0])
		if err != nil {
			return told(err)
		}
		fmt.Fprintf(a.errs, "%s holds what is sound in %s.\n", args[0], a.db)
		if err := a.printProblems(*output, problems); err != nil || len(problems) == 0 {
			return err
		}
		return exit{statusFound, fmt.Errorf("%s: %s lost", a.db, count(len(problems), "place"))}
	}
	return c
}

// printProblems lists damage.
func (a *app) printProblems(format string, problems []store.Problem) error {
	var rows []problemRow
	for _, p := range problems {
		rows = append(rows, problemRow{p.Where, p.What})
	}
	if format == "table" && len(rows) == 0 {
		return nil
	}
	return print(a.out, format, listing[problemRow]{header: []string{"where", "what"}, rows: rows,
		cells: func(r problemRow) []string { return []string{r.Where, r.What} }})
}

// spanFlag is a length of time as 2y, 18m, 90d or 12h.
type spanFlag store.Span

func (f *spanFlag) String() string { return "" }
func (f *spanFlag) Type() string   { return "TIME" }
func (f *spanFlag) Set(text string) error {
	s, err := store.ParseSpan(text)
	*f = spanFlag(s)
	return err
}

// pruneRow is one thing that is kept or given up.
type pruneRow struct {
	Keep   bool   `json:"keep"`
	Kind   string `json:"kind"` // snapshot, document or quarantined
	Issuer string `json:"issuer,omitempty"`
	Name   string `json:"name"`
	Event  string `json:"event,omitempty"`
	Why    string `json:"why"`
}

func (a *app) snapshotsPrune() *cobra.Command {
	c := &cobra.Command{
		Use: "prune", Short: "Give up snapshots that later ones of the same event replaced",
		Long: "Give up snapshots by a policy. The newest always stays, and so does each whose figures stand in one that stays: what goes is\n" +
			"what a later snapshot of the same event replaced, as an amendment or a replay does. Their ids stay in the chain. What stays\n" +
			"is written into a new file, which is checked and takes the place of the old one.\n\n" + storeStatus,
		Args: atMost(0),
	}
	output := outputFlag(c)
	var p store.Policy
	c.Flags().IntVar(&p.Last, "keep-last", 0, "keep the last `N` of each issuer")
	c.Flags().Var((*spanFlag)(&p.Within), "keep-within", "keep those known within this time before the newest, as 2y, 18m, 90d")
	c.Flags().IntVar(&p.Quarterly, "keep-quarterly", 0, "keep the last of each of the last `N` calendar quarters that have one")
	c.Flags().BoolVar(&p.Uncited, "documents", false, "give up documents that no snapshot cites; replay cannot read them again")
	c.Flags().Var((*spanFlag)(&p.Held), "quarantine-older", "give up what has been in quarantine longer than this time")
	c.Flags().Int64Var(&p.HeldBytes, "quarantine-bytes", 0, "give up the oldest in quarantine above so many `BYTES`")
	dry := c.Flags().BoolP("dry-run", "n", false, "say what would go and why, and do nothing")
	c.RunE = func(*cobra.Command, []string) error {
		if p.Last < 0 || p.Quarterly < 0 || p.HeldBytes < 0 {
			return usage("a count below zero keeps nothing")
		}
		if p == (store.Policy{}) {
			return usage("name a policy: --keep-last, --keep-within, --keep-quarterly, --documents, --quarantine-older or --quarantine-bytes")
		}
		p.Now = time.Now()
		pruned, err := a.prune(p, *dry)
		if err != nil {
			return err
		}
		return a.printPruned(*output, pruned, *dry)
	}
	return c
}

func (a *app) prune(p store.Policy, dry bool) (pruned store.Pruned, err error) {
	if !dry {
		pruned, err = store.Prune(a.db, p, store.Options{})
		return pruned, told(err)
	}
	err = a.view(func(db *store.DB) error {
		pruned, err = db.PlanPrune(p)
		return err
	})
	return pruned, err
}

func (a *app) printPruned(format string, pruned store.Pruned, dry bool) error {
	var rows []pruneRow
	gone := 0
	for _, v := range pruned.Snapshots {
		rows = append(rows, pruneRow{v.Keep, "snapshot", v.Issuer, fmt.Sprintf("%d %.12s", v.Version, v.ID), v.Event.String(), v.Why})
	}
	for _, d := range pruned.Documents {
		rows = append(rows, pruneRow{false, "document", d.Issuer, fmt.Sprintf("%.12s", d.ID), d.Event.String(), "no snapshot that stays cites it"})
	}
	for _, q := range pruned.Quarantined {
		rows = append(rows, pruneRow{false, "quarantined", "", q.URL, "", "since " + short(stamp(q.At)) + ": " + q.Reason})
	}
	for _, r := range rows {
		if !r.Keep {
			gone++
		}
	}
	err := print(a.out, format, listing[pruneRow]{
		header: []string{"", "what", "issuer", "name", "event", "why"}, rows: rows,
		cells: func(r pruneRow) []string {
			return []string{map[bool]string{true: "keep", false: "drop"}[r.Keep], r.Kind, r.Issuer, r.Name, r.Event, r.Why}
		},
	})
	words := "given up"
	if dry {
		words = "would be given up"
	}
	fmt.Fprintf(a.errs, "%d of %d %s.\n", gone, len(rows), strings.TrimSpace(words))
	return err
}
