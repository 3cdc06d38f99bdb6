package main

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"tickmark/pipeline"
	"tickmark/pipeline/canvas"
	"tickmark/pipeline/render"
	"tickmark/store"
)

func (a *app) canvasDiff() *cobra.Command {
	c := &cobra.Command{
		Use: "diff [OLD [NEW]]", Short: "What the canvas says differently, in sentences (default: the last two snapshots)",
		Long: "Build the canvas of two snapshots (versions, ids, events, dates, latest~1) and print each line that is new, reads differently or\n" +
			"is gone. --html writes the newer canvas with the differences marked.\n\n" + storeStatus,
		Args: atMost(2),
	}
	page := c.Flags().String("html", "", "also write the newer canvas, marked, to this `FILE`")
	c.RunE = func(c *cobra.Command, args []string) error {
		var from, to store.Snapshot
		err := a.view(func(db *store.DB) error {
			id, err := a.only(db)
			if err == nil {
				from, to, err = a.two(db, id, args)
			}
			return err
		})
		if err != nil {
			return err
		}
		p, err := a.profile(to.Issuer)
		if err != nil {
			return err
		}
		made, err := pipeline.Compared(c.Context(), a.vault(), p, from.KnownAt, to.KnownAt, figureFlag, a.pdf.Decode)
		if err != nil {
			return told(err)
		}
		if *page != "" {
			if err := writeHTML(*page, made); err != nil {
				return err
			}
		}
		for _, s := range differences(made, from.KnownAt) {
			fmt.Fprintln(a.out, printable(s))
		}
		fmt.Fprintf(a.errs, "%s → %s: %s.\n", described(from), described(to), count(len(made.Changes), "difference"))
		return nil
	}
	return c
}

// differences are what a canvas says unlike an earlier one; without one every
// line is new.
func differences(made canvas.Canvas, since time.Time) []string {
	if !since.IsZero() {
		return made.Changes
	}
	var out []string
	for _, b := range made.Blocks {
		for _, e := range b.Entries {
			out = append(out, b.Name+": new: "+e.Text)
		}
	}
	return out
}

func writeHTML(path string, made canvas.Canvas) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := render.HTML(f, made); err != nil {
		_ = f.Close()
		return err
	}
	return f.Close()
}
