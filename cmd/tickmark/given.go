package main

import (
	"github.com/spf13/cobra"

	"tickmark/extract/fiscal"
)

// given is what an analyst says of a document in its place.
type given struct {
	period string
	when   fiscal.Period
	force  bool
}

func (g *given) flags(c *cobra.Command) {
	c.Flags().StringVar(&g.period, "period", "", "the `PERIOD` that the document reports on, as in 2025Q4, where it names none")
	c.Flags().BoolVar(&g.force, "force", false, "read the document even if it is neither a results release nor a financial report, or names another period than --period")
}

func (g *given) parse() error {
	if g.period == "" {
		return nil
	}
	var err error
	if g.when, err = fiscal.Parse(g.period); err != nil || g.when.IsInstant() {
		return usage("--period %q: want a period that is reported on, as in 2025Q3, 2025H1, 2025-9M or FY2025", g.period)
	}
	return nil
}

// String is the flags that say the same, each behind a space.
func (g given) String() string {
	s := ""
	if g.period != "" {
		s += " --period " + g.period
	}
	if g.force {
		s += " --force"
	}
	return s
}
