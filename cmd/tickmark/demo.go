package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"tickmark/pipeline/issuer"
	"tickmark/scrape/fetch"
	"tickmark/scrape/replica"
	"tickmark/store"
	"tickmark/testdata"
)

// demoIssuer is whom the bundled releases are of.
const demoIssuer = "kc"

func (a *app) demoCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "demo [DIR]",
		Short: "The whole job on bundled releases: collect, read, prove, snapshot, canvas",
		Long: "Start replicas of EDGAR and HKEXnews on loopback over bundled releases in HTML and PDF, run the real refresh against\n" +
			"them, and write the canvas and a database of its own into DIR (default ./tickmark-demo). Needs no network and no set-up.\n" +
			"The releases were written for this program: their figures are published ones, their words are not the issuer's.\n\n" +
			"With --serve nothing is collected: replicas of EDGAR, HKEXnews, an issuer's site and a newswire answer on loopback until\n" +
			"interrupted, which is its end and no failure, for a profile of your own to be tried on. They are asked only where\n" +
			"config.yaml says allow_private: true.\n\n" +
			"Exit status: 0 done, 1 failed, 2 wrong usage, 3 done in part, 6 database in use, 130 interrupted.",
		Args: atMost(1),
	}
	serve := c.Flags().Bool("serve", false, "serve the replicas until interrupted, and say where")
	c.RunE = func(c *cobra.Command, args []string) error {
		if *serve {
			return a.serveDemo(c.Context())
		}
		dir := nameOr(args, 0, "tickmark-demo")
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		a.db = filepath.Join(dir, "tickmark.db")
		if a.logLevel == "info" {
			a.log = slog.New(slog.DiscardHandler)
		}
		sources, stop, err := demoSources()
		if err != nil {
			return err
		}
		defer stop()
		p, err := a.profile(demoIssuer)
		if err != nil {
			return err
		}
		p.Sources = sources
		client := fetch.New(fetch.Options{UserAgent: "tickmark/demo", Contact: "tickmark demonstration, demo@example.com", Rate: 500, AllowPrivate: true, Log: a.log})
		r, err := a.refreshOne(c.Context(), p, client, dir, "canvas")
		if err != nil {
			return told(err)
		}
		a.sayReport(r)
		if err := a.sayDemo(dir); err != nil {
			return err
		}
		if len(r.Errors) > 0 {
			return exit{statusPartly, fmt.Errorf("%s failed", count(len(r.Errors), "thing"))}
		}
		return nil
	}
	return c
}

// demoSources starts the replicas that serve the bundled releases; stop ends
// them.
func demoSources() (sources []issuer.Source, stop func(), err error) {
	sec, err := replica.EDGAR(replica.Options{})
	if err != nil {
		return nil, nil, err
	}
	exchange, err := replica.HKEX("")
	if err != nil {
		return nil, nil, errors.Join(err, sec.Close())
	}
	sources = []issuer.Source{
		{Kind: "edgar", ID: replica.CIK, Forms: []string{"6-K"}, Bases: sec.Bases()},
		{Kind: "hkexnews", ID: replica.StockCode, Bases: exchange.Bases()},
	}
	return sources, func() { sec.Close(); exchange.Close() }, nil
}

// serveDemo serves a replica of each kind of source until ctx ends, and prints
// what a profile says to collect from it.
func (a *app) serveDemo(ctx context.Context) error {
	sources, stop, err := demoSources()
	if err != nil {
		return err
	}
	defer stop()
	for _, s := range sources {
		fmt.Fprintf(a.out, "  - {kind: %s, id: %q%s, bases: {data: %q, www: %q}}\n", s.Kind, s.ID,
			map[bool]string{true: ", forms: [6-K]"}[s.Kind == "edgar"], s.Bases["data"], s.Bases["www"])
	}
	site, err := replica.IRSite(replica.Options{ThisYear: true})
	if err != nil {
		return err
	}
	defer site.Close()
	wire, err := replica.Wire(replica.Options{Flaps: true})
	if err != nil {
		return err
	}
	defer wire.Close()
	fmt.Fprintf(a.out, "  - {kind: irsite, id: %q, site: {preset: gcs-web}}\n", site.URL+"/news-releases")
	fmt.Fprintf(a.out, "  - {kind: newswire, id: %q, site: {terms: accepted}}\n", wire.URL+replica.WireFeed)
	fmt.Fprintln(a.errs, "serving these sources of Kingsoft Cloud, as a profile names them, until interrupted")
	<-ctx.Done()
	return nil
}

// sayDemo ends the demonstration: what the figures are, and what to try.
func (a *app) sayDemo(dir string) error {
	db := filepath.Join(dir, "tickmark.db")
	var unconfirmed, all int
	err := a.view(func(db *store.DB) error {
		held, err := db.Facts(demoIssuer, time.Time{})
		for _, h := range held {
			all++
			if figureFlag(h.Fact) == testdata.Unconfirmed {
				unconfirmed++
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "\nThe texts are demonstration, written for this program; their figures are published ones. Of %d figures %d are known\n"+
		"from secondary texts only: why and the canvas mark them unconfirmed.\n"+
		"Open %s, and try:\n", all, unconfirmed, filepath.Join(dir, "canvas.html"))
	for _, command := range []string{"snapshots list", "snapshots diff", "facts --period 2025Q3", "why Revenues 2025Q3", "canvas"} {
		fmt.Fprintf(a.out, "  tickmark --db %s %s\n", db, command)
	}
	return nil
}
