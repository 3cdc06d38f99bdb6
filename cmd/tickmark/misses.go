package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"tickmark/pipeline"
	"tickmark/pipeline/render"
	"tickmark/store"
)

func (a *app) missesCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "misses [SNAPSHOT]",
		Short: "What could not be read in a snapshot's documents (default: the latest)",
		Long: "Read the archived documents of a snapshot and print the numbers that no rule could read to the end: the place, the words, the\n" +
			"reason, and the readings that could be, with the checks that each would close.\n\n" + storeStatus,
		Args: atMost(1),
	}
	output := outputFlag(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		var id string
		var documents []store.Document
		err := a.view(func(db *store.DB) error {
			var err error
			if id, err = a.only(db); err != nil {
				return err
			}
			s, err := db.Resolve(id, nameOr(args, 0, "latest"), a.zone(id))
			for _, name := range s.Documents {
				if err != nil {
					return err
				}
				var d store.Document
				if d, err = db.Document(name); err == nil {
					documents = append(documents, d)
				}
			}
			return err
		})
		if err != nil {
			return err
		}
		rows, err := a.misses(c.Context(), id, documents)
		if err != nil {
			return err
		}
		return print(a.out, *output, missListing(rows))
	}
	return c
}

// missRow is a miss of one of several documents.
type missRow struct {
	Document string `json:"document"`
	render.MissJSON
}

// reason is why a number was missed; of a disputed one, with its rival.
func (r missRow) reason() string {
	if r.Rival == nil {
		return r.Reason
	}
	return fmt.Sprintf("%s by %s at %s", r.Reason, grouped(r.Rival.Value), r.Rival.Place)
}

func (a *app) misses(ctx context.Context, id string, documents []store.Document) ([]missRow, error) {
	p, err := a.profile(id)
	if err != nil {
		return nil, err
	}
	words, err := p.Vocabulary()
	if err != nil {
		return nil, err
	}
	rows := []missRow{}
	for _, d := range documents {
		res, err := a.readBytes(ctx, d.Bytes, pipeline.Again(d, words))
		if err != nil {
			return nil, fmt.Errorf("document %.12s (%s): %w", d.ID, d.URL, err)
		}
		for _, m := range res.Misses {
			rows = append(rows, missRow{d.ID, render.Miss(m)})
		}
	}
	return rows, nil
}

func missListing(rows []missRow) listing[missRow] {
	return listing[missRow]{
		header: []string{"document", "place", "words", "reason", "could be"}, rows: rows,
		cells: func(r missRow) []string {
			return []string{r.Document[:12], r.Place, r.Quote, r.reason(), couldBe(r.Readings)}
		},
		columns: []string{"document", "place", "quote", "reason", "readings"},
		record: func(r missRow) []string {
			return []string{r.Document, r.Place, r.Quote, r.reason(), couldBe(r.Readings)}
		},
	}
}

// couldBe says the readings of a miss in a few words.
func couldBe(readings []render.ReadingJSON) string {
	var out []string
	for _, r := range readings {
		s := strings.TrimSpace(fmt.Sprintf("%s × 10^%d", r.Unit, r.Scale))
		if r.Period != nil {
			s += " of " + periodText(*r.Period)
		}
		if len(r.Closes) > 0 {
			s += ", closes " + strings.Join(r.Closes, "; ")
		}
		out = append(out, s)
	}
	return strings.Join(out, " | ")
}
