package main

import (
	"context"
	"fmt"
	"slices"

	"tickmark/pipeline/canvas"
	"tickmark/store"
)

// moved says what moved from one snapshot to another as the canvas says it:
// each line that reads differently, with its growth and margins.
func (a *app) moved(ctx context.Context, from, to store.Snapshot) []string {
	now, err := a.canvasOf(ctx, to.Issuer, to.KnownAt)
	if err != nil {
		return nil // the list of figures says it all
	}
	var before canvas.Canvas
	if from.ID != "" {
		if before, err = a.canvasOf(ctx, from.Issuer, from.KnownAt); err != nil {
			return nil
		}
	}
	return movedLines(before, now)
}

// movedLines are the lines of now that before does not have, each once:
// revenues and costs first.
func movedLines(before, now canvas.Canvas) []string {
	said := map[string]bool{}
	for _, b := range before.Blocks {
		for _, e := range b.Entries {
			said[e.Text] = true
		}
	}
	var out []string
	for _, b := range slices.Backward(now.Blocks[:]) {
		for _, e := range b.Entries {
			if !said[e.Text] {
				said[e.Text] = true
				out = append(out, e.Text+marks(e.Marks))
			}
		}
	}
	return out
}

// marks tells what a reader must know of a line.
func marks(all []canvas.Mark) string {
	s := ""
	for _, m := range all {
		switch m {
		case canvas.Contradicted, canvas.Unconfirmed:
			s += fmt.Sprintf(" (%s)", m)
		}
	}
	return s
}

// sayMoved prints the lines that moved, then each figure that changed. New
// figures are counted, for the lines tell of those that matter; all lists
// them.
func (a *app) sayMoved(lines []string, rows []changeRow, all bool) {
	for _, s := range lines {
		fmt.Fprintln(a.out, " ", printable(s))
	}
	fresh := 0
	for _, r := range rows {
		if r.Kind == string(store.Added) && !all && len(lines) > 0 {
			fresh++
			continue
		}
		fmt.Fprintln(a.out, " ", printable(r.Say))
	}
	if fresh > 0 {
		fmt.Fprintf(a.out, "  %s in all; --all lists them.\n", count(fresh, "new figure"))
	}
}
