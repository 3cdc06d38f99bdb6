package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/htmltext"
	"tickmark/extract/quantity"
	"tickmark/extract/reader"
	"tickmark/extract/sheettext"
	"tickmark/extract/vocabulary"
	"tickmark/pipeline/audit"
	"tickmark/pipeline/issuer"
	"tickmark/pipeline/render"
	"tickmark/store"
)

func (a *app) auditCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "audit FILE|URL|-",
		Short: "Check somebody else's canvas, memo or article against the store",
		Long: "Find the claims in a text (metric, period, value, unit, change) and hold each against the figures of the store, with rounding\n" +
			"in mind. A claim is confirmed, contradicted (with the right value and the likely slip), inconsistent with another claim of the\n" +
			"text, not a reported measure, stale, or unverifiable. HTML, PDF, XLSX, text and Markdown are read.\n\n" +
			"Exit status: 0 nothing is contradicted, 1 unreadable, 2 wrong usage, 5 contradicted figures found, 6 database in use, 130 interrupted.",
		Args: oneDocument,
	}
	output := outputFlag(c)
	page := c.Flags().String("html", "", "also write the text with its verdicts to this `FILE`")
	all := c.Flags().Bool("all", false, "in the table, list also what is unverifiable")
	c.RunE = func(c *cobra.Command, args []string) error {
		in, err := a.open(c.Context(), args[0])
		if err != nil {
			return err
		}
		text, err := a.auditText(c.Context(), in)
		if err != nil {
			return fmt.Errorf("%s: %w", in.name, err)
		}
		claims, who, err := a.audit(text)
		if err != nil {
			return err
		}
		if *page != "" {
			if err := os.WriteFile(*page, render.AuditHTML(in.name, text, claims), 0o600); err != nil {
				return err
			}
		}
		return a.printClaims(*output, *all, in.name, who, claims)
	}
	return c
}

// auditText is the lines of a document.
func (a *app) auditText(ctx context.Context, in input) (audit.Text, error) {
	if sheettext.Is(in.bytes) {
		t, err := sheettext.Decode(ctx, in.bytes)
		return audit.Blocks(t), err
	}
	switch reader.Sniff(in.bytes) {
	case extract.Plain, extract.Markdown:
		data, err := htmltext.UTF8(in.bytes)
		return audit.Plain(string(data)), err
	}
	t, err := reader.Decode(ctx, in.bytes, reader.Options{PDF: a.pdf.Decode})
	return audit.Blocks(t), err
}

// audit judges a text by the figures of the issuer that it speaks of.
func (a *app) audit(text audit.Text) ([]audit.Claim, issuer.Profile, error) {
	who, facts, err := a.spokenOf(text)
	if err != nil {
		return nil, who, err
	}
	words := vocabulary.Default()
	if who.Labels != "" {
		if words, err = who.Vocabulary(); err != nil {
			return nil, who, err
		}
	}
	o := audit.Options{Words: words, Currency: quantity.Unit(who.Currency), Names: names(who), Calendar: fiscal.Calendar{YearEnd: who.YearEnd}}
	return audit.Audit(text, facts, o), who, nil
}

// spokenOf finds the issuer of the store that a text names most often, and its
// figures. A text that names none has none.
func (a *app) spokenOf(text audit.Text) (best issuer.Profile, facts []audit.Fact, err error) {
	best.Currency, best.YearEnd = string(quantity.CNY), 12
	err = a.view(func(db *store.DB) error {
		held, err := db.Issuers()
		if err != nil {
			return err
		}
		if a.issuer != "" {
			id, err := a.only(db)
			if err != nil {
				return err
			}
			held = []string{id}
		}
		most := 0
		for _, id := range held {
			p, ok := issuer.Lookup(a.profiles(), id)
			if !ok {
				p = issuer.Profile{ID: id, Currency: string(quantity.CNY), YearEnd: 12}
			}
			if n := text.Count(names(p)); n > most || a.issuer != "" {
				best, most = p, n
			}
		}
		if best.ID == "" {
			return nil
		}
		known, err := db.Facts(best.ID, time.Time{})
		for _, h := range known {
			facts = append(facts, audit.Fact{Fact: h.Fact, Flag: figureFlag(h.Fact)})
		}
		return err
	})
	return best, facts, err
}

// names are what texts call an issuer.
func names(p issuer.Profile) (out []string) {
	for _, n := range append([]string{p.Names.En, p.Names.Hans, p.Names.Hant}, p.Short...) {
		if n != "" {
			out = append(out, n)
		}
	}
	return out
}

func (a *app) printClaims(format string, all bool, name string, who issuer.Profile, claims []audit.Claim) error {
	var rows, shown []render.ClaimJSON
	counts := map[audit.Verdict]int{}
	flagged := 0
	for _, c := range claims {
		row := render.Claim(c)
		counts[c.Verdict]++
		if c.Verdict == audit.Confirmed && len(c.Flags) > 0 {
			flagged++
		}
		rows = append(rows, row)
		if all || c.Verdict != audit.Unverifiable {
			shown = append(shown, row)
		}
	}
	if format == "table" {
		rows = shown
	}
	if err := print(a.out, format, claimListing(rows)); err != nil {
		return err
	}
	about := who.Name()
	if who.ID == "" {
		about = "no issuer that the store holds"
	}
	fmt.Fprintf(a.errs, "%s speaks of %s. %s: %s.\n", name, about, count(len(claims), "claim"), tally(counts, flagged))
	if n := counts[audit.Contradicted]; n > 0 {
		return exit{status: statusFound}
	}
	return nil
}

func tally(counts map[audit.Verdict]int, flagged int) string {
	var parts []string
	for _, v := range []audit.Verdict{audit.Confirmed, audit.Contradicted, audit.Inconsistent, audit.NotAMeasure, audit.Stale, audit.Unverifiable} {
		part := fmt.Sprintf("%d %s", counts[v], v)
		if v == audit.Confirmed && flagged > 0 {
			part += fmt.Sprintf(" (%d by figures that are unconfirmed)", flagged)
		}
		if counts[v] > 0 {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

func claimListing(rows []render.ClaimJSON) listing[render.ClaimJSON] {
	return listing[render.ClaimJSON]{
		header: []string{"line", "claim", "metric", "period", "verdict", "expected", "slip"}, right: []int{0}, rows: rows,
		cells: func(r render.ClaimJSON) []string {
			metric := r.Metric
			if d := dimensions(r.Dimensions); d != "" {
				metric += " (" + d + ")"
			}
			return []string{fmt.Sprint(r.Line), r.Text, metric, periodText(r.Period), r.Verdict, grouped(r.Expected), r.Slip}
		},
		columns: []string{"line", "where", "text", "metric", "basis", "dimensions", "start", "end", "value", "unit", "verdict", "expected", "slip", "flags"},
		record: func(r render.ClaimJSON) []string {
			return []string{fmt.Sprint(r.Line), r.Where, r.Text, r.Metric, r.Basis, dimensions(r.Dimensions), r.Period.Start, r.Period.End, r.Value, r.Unit,
				r.Verdict, r.Expected, r.Slip, strings.Join(r.Flags, "; ")}
		},
	}
}
