package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"tickmark/extract"
	"tickmark/pipeline/render"
)

func (a *app) explainCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "explain FILE|URL|-",
		Short: "Account for every number of a document",
		Long: "Print the coverage ledger: every number in the document, and what became of it.\n\n" +
			"Exit status: 0 done, 1 unreadable, 2 wrong usage, 130 interrupted.",
		Args: oneDocument,
	}
	output := outputFlag(c)
	var g given
	g.flags(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := g.parse(); err != nil {
			return err
		}
		in, err := a.open(c.Context(), args[0])
		if err != nil {
			return err
		}
		res, err := a.read(c.Context(), in, g)
		if err != nil {
			return err
		}
		if err := print(a.out, *output, ledgerListing(res.Ledger)); err != nil {
			return err
		}
		a.ledgerSummary(in, res)
		return nil
	}
	return c
}

func ledgerListing(entries []extract.Entry) listing[render.LedgerJSON] {
	rows := make([]render.LedgerJSON, len(entries))
	for i, e := range entries {
		rows[i] = render.LedgerRow(e)
	}
	return listing[render.LedgerJSON]{
		header: []string{"place", "printed", "kind", "ref"},
		right:  []int{1},
		rows:   rows,
		cells:  func(r render.LedgerJSON) []string { return []string{r.Place, r.Printed, r.Kind, r.Ref} },
	}
}

func (a *app) ledgerSummary(in input, res extract.Result) {
	became := kinds(res.Ledger)
	class := string(res.Class)
	if class == "" {
		class = "no results release and no financial report (" + res.Reason + ")"
	}
	fmt.Fprintf(a.errs, "%s: %s. %s, %d unexplained%s.\n", in.name, class, count(len(res.Ledger), "number"), became["unexplained"], disputes(became))
}
