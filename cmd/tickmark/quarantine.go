package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"tickmark/store"
)

type quarantineRow struct {
	ID     string `json:"id"`
	Issuer string `json:"issuer"`
	At     string `json:"at"`
	URL    string `json:"url"`
	Reason string `json:"reason"`
	Bytes  int    `json:"bytes"`
}

func (a *app) snapshotsQuarantine() *cobra.Command {
	c := &cobra.Command{
		Use: "quarantine [ID]", Short: "What sources sent in place of documents, and why it was refused",
		Long: "List what was fetched and is not what it claims to be: bodies cut short or too large, pages that refuse us or ask for a\n" +
			"person, other types than asked for. They lie apart from the documents and no figure comes from them; the oldest go above\n" +
			"200 of them or 16 MiB. With an ID, which may be abbreviated, print the beginning of one as text.\n\n" + storeStatus,
		Args: atMost(1),
	}
	output := outputFlag(c)
	c.RunE = func(_ *cobra.Command, args []string) error {
		var held []store.Quarantined
		err := a.view(func(db *store.DB) (err error) {
			held, err = db.QuarantinedAll()
			return err
		})
		if err != nil {
			return err
		}
		if len(args) == 1 {
			return a.showQuarantined(held, args[0])
		}
		return a.listQuarantined(*output, held)
	}
	return c
}

func (a *app) listQuarantined(format string, held []store.Quarantined) error {
	rows := []quarantineRow{}
	for _, q := range held {
		if a.issuer == "" || a.issuer == q.Issuer {
			rows = append(rows, quarantineRow{q.ID(), q.Issuer, stamp(q.At), q.URL, q.Reason, len(q.Bytes)})
		}
	}
	return print(a.out, format, listing[quarantineRow]{
		header: []string{"id", "issuer", "at", "reason", "bytes", "url"}, right: []int{4}, rows: rows,
		cells: func(r quarantineRow) []string {
			return []string{r.ID[:12], r.Issuer, short(r.At), r.Reason, fmt.Sprint(r.Bytes), r.URL}
		},
		columns: []string{"id", "issuer", "at", "url", "reason", "bytes"},
		record: func(r quarantineRow) []string {
			return []string{r.ID, r.Issuer, r.At, r.URL, r.Reason, fmt.Sprint(r.Bytes)}
		},
	})
}

// showQuarantined prints one, with nothing in it that moves a terminal.
func (a *app) showQuarantined(held []store.Quarantined, id string) error {
	for _, q := range held {
		if !strings.HasPrefix(q.ID(), id) {
			continue
		}
		for line := range strings.Lines(string(q.Bytes)) {
			if _, err := fmt.Fprintln(a.out, printable(line)); err != nil {
				return err
			}
		}
		return nil
	}
	return usage("nothing in quarantine has the id %q", id)
}
