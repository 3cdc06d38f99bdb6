package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"tickmark/pipeline"
	"tickmark/pipeline/issuer"
	"tickmark/scrape/edgar"
	"tickmark/scrape/fetch"
	"tickmark/scrape/hkexnews"
	"tickmark/scrape/irsite"
	"tickmark/store"
)

func (a *app) refreshCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "refresh [ISSUER...]",
		Short: "The cron job: collect, read, check, snapshot, rebuild the canvas",
		Long: "Collect what the issuers' sources have published since the last run, read it, prove it, commit one snapshot for each\n" +
			"results event, and rebuild the canvas. Nothing new makes no snapshot. Without arguments it serves the issuers of the\n" +
			"configuration, else those that the database holds. One refresh of a database runs at a time: the second leaves with\n" +
			"status 6, or waits with --wait.\n\n" +
			"Exit status: 0 done, also when nothing was new; 1 failed; 2 wrong usage or configuration; 3 done in part, the rest is\n" +
			"saved; 6 database in use; 130 interrupted.",
	}
	output := outputFlag(c)
	dir := c.Flags().String("canvas", "", "write canvases into this `DIR` (default: canvas beside the database)")
	dry := c.Flags().Bool("dry-run", false, "keep nothing: ask each source what it lists, and tell its health and the first document that is new")
	wait := c.Flags().Duration("wait", 0, "how long to wait where another refresh of the database runs, as 10m (default: leave at once, with status 6)")
	c.RunE = func(c *cobra.Command, args []string) error {
		profiles, err := a.refreshed(args)
		if err != nil {
			return err
		}
		client := a.clientThat(&pipeline.Robots{Vault: a.vault()})
		if !client.HasContact() && slices.ContainsFunc(profiles, asksForContact) {
			return exit{statusUsage, fmt.Errorf("the source wants to know who asks, so nobody was asked: put a line like\n  contact: Example Research, research@example.com\n"+
				"into %s, or set TICKMARK_CONTACT", a.configPath())}
		}
		if *dry {
			return a.dryRun(c.Context(), profiles, *output)
		}
		done, err := store.Turn(c.Context(), a.db, *wait)
		if err != nil {
			return told(err)
		}
		defer done()
		reports, err := a.refresh(c.Context(), profiles, client, a.canvasDir(*dir))
		if perr := a.printReports(*output, reports); perr != nil {
			return perr
		}
		return err
	}
	return c
}

func (a *app) canvasDir(flag string) string {
	switch {
	case flag != "":
		return flag
	case a.settings.Canvas != "":
		return a.settings.Canvas
	}
	return filepath.Join(filepath.Dir(a.db), "canvas")
}

// refreshed are the issuers to serve: the ones named, else configured, else
// held.
func (a *app) refreshed(names []string) ([]issuer.Profile, error) {
	if len(names) == 0 && a.issuer != "" {
		names = []string{a.issuer}
	}
	if len(names) == 0 {
		names = a.settings.Issuers
	}
	if len(names) == 0 {
		err := a.vault().Read(func(db *store.DB) (err error) {
			names, err = db.Issuers()
			return err
		})
		if err != nil && !errors.Is(err, store.ErrNoStore) {
			return nil, told(err)
		}
	}
	if len(names) == 0 {
		return nil, usage("name an issuer: tickmark refresh kc, or set issuers in the configuration; tickmark issuers list shows them")
	}
	return a.chosen(names)
}

// report is what refresh did for one issuer.
type report struct {
	Issuer    string        `json:"issuer"`
	Documents int           `json:"documents"`
	Snapshots []snapshotRow `json:"snapshots"`
	Skipped   []skipRow     `json:"skipped"`
	Errors    []string      `json:"errors"`
	Canvas    []string      `json:"canvas"`
	Seconds   float64       `json:"seconds"`
}

type skipRow struct {
	Document string `json:"document"`
	URL      string `json:"url"`
	Reason   string `json:"reason"`
}

// refresh serves the issuers one after another. What fails for one stops no
// other, but for a store that fails and an interruption.
func (a *app) refresh(ctx context.Context, profiles []issuer.Profile, client *fetch.Client, dir string) ([]report, error) {
	run := store.Run{Started: time.Now().UTC()}
	var reports []report
	var stop error
	for _, p := range profiles {
		r, err := a.refreshOne(ctx, p, client, dir, p.ID)
		reports = append(reports, r)
		run.Issuers = append(run.Issuers, p.ID)
		run.Documents += r.Documents
		run.Snapshots += len(r.Snapshots)
		run.Skipped += len(r.Skipped)
		run.Errors = append(run.Errors, r.Errors...)
		if err != nil {
			stop = err
			break
		}
	}
	if stop == nil && run.Documents+run.Snapshots+len(run.Errors) > 0 {
		run.Ended = time.Now().UTC()
		stop = a.vault().Write(func(db *store.DB) error { return db.PutRun(run) })
	}
	switch {
	case stop != nil:
		return reports, told(stop)
	case len(run.Errors) > 0:
		return reports, exit{statusPartly, fmt.Errorf("%s; the rest is saved", count(len(run.Errors), "thing failed"))}
	}
	return reports, nil
}

// asksForContact tells an issuer that cannot be served whole without a contact.
func asksForContact(p issuer.Profile) bool {
	return slices.ContainsFunc(p.Sources, func(s issuer.Source) bool { return s.Kind == "edgar" })
}

func (a *app) refreshOne(ctx context.Context, p issuer.Profile, client *fetch.Client, dir, name string) (report, error) {
	start := time.Now()
	r := report{Issuer: p.ID, Snapshots: []snapshotRow{}, Skipped: []skipRow{}, Errors: []string{}, Canvas: []string{}}
	bar := a.progress(p.ID)
	runner := a.runner()
	runner.Collect, runner.Step = a.collector(client), bar.step
	out, err := runner.Run(ctx, p)
	bar.end()
	r.Documents = out.Documents
	for _, s := range out.Snapshots {
		r.Snapshots = append(r.Snapshots, snapshotOf(s))
	}
	for _, s := range out.Skipped {
		r.Skipped = append(r.Skipped, skipRow{s.Document, s.URL, s.Reason})
	}
	for _, e := range out.Failed {
		r.Errors = append(r.Errors, e.Error())
	}
	if err == nil && (len(out.Snapshots) > 0 || !written(dir, name)) {
		r.Canvas, err = a.writeCanvas(ctx, p, dir, name)
		if errors.Is(err, store.ErrNotFound) {
			err = nil
		}
	}
	if err == nil {
		err = a.sayDue(p.ID)
	}
	r.Seconds = time.Since(start).Seconds()
	return r, err
}

// collector makes the collector for a kind of source.
func (a *app) collector(client *fetch.Client) func(string, *pipeline.Memory) (pipeline.Collector, error) {
	return func(kind string, m *pipeline.Memory) (pipeline.Collector, error) {
		switch kind {
		case "edgar":
			return &edgar.Collector{Client: client, Memory: m, Log: a.log}, nil
		case "hkexnews":
			return &hkexnews.Collector{Client: client, Memory: m, Log: a.log}, nil
		case "irsite", "newswire":
			return &irsite.Collector{Client: client, Memory: m, Log: a.log}, nil
		}
		return nil, fmt.Errorf("no collector for sources of kind %s yet", kind)
	}
}

func written(dir, name string) bool {
	_, err := os.Stat(filepath.Join(dir, name+".html"))
	return err == nil
}

// writeCanvas builds an issuer's canvas and writes it in each format as
// dir/name.*.
func (a *app) writeCanvas(ctx context.Context, p issuer.Profile, dir, name string) ([]string, error) {
	made, err := pipeline.Canvas(ctx, a.vault(), p, time.Time{}, figureFlag, a.pdf.Decode)
	if err != nil {
		return []string{}, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return []string{}, err
	}
	paths := []string{}
	for _, format := range []string{"html", "md", "xlsx", "json"} {
		path := filepath.Join(dir, name+"."+format)
		if err := writeFormat(path, format, made); err != nil {
			return paths, err
		}
		paths = append(paths, path)
	}
	return paths, nil
}

func (a *app) printReports(format string, reports []report) error {
	if format == "table" {
		for _, r := range reports {
			a.sayReport(r)
		}
		return nil
	}
	return print(a.out, format, listing[report]{
		header: []string{"issuer", "documents", "snapshots", "skipped", "errors"}, rows: reports,
		cells: func(r report) []string {
			return []string{r.Issuer, fmt.Sprint(r.Documents), fmt.Sprint(len(r.Snapshots)), fmt.Sprint(len(r.Skipped)), fmt.Sprint(len(r.Errors))}
		},
	})
}

func (a *app) sayReport(r report) {
	w := func(format string, args ...any) { fmt.Fprintln(a.out, printable(fmt.Sprintf(format, args...))) }
	if len(r.Snapshots) == 0 && len(r.Errors) == 0 && r.Documents == 0 {
		w("%s: nothing new.", r.Issuer)
		for _, s := range r.Skipped {
			w("  passed over %s: %s", s.URL, s.Reason)
		}
		return
	}
	w("%s: %s, %s, %d passed over, %.1f s.", r.Issuer, count(r.Documents, "new document"), count(len(r.Snapshots), "new snapshot"), len(r.Skipped), r.Seconds)
	for _, s := range r.Snapshots {
		w("  %s  %s  version %d, %s, %d new, %d changed", s.Event, s.ID[:12], s.Version, count(s.Facts, "figure"), s.Added, s.Changed)
	}
	for _, s := range r.Skipped {
		w("  passed over %s: %s", s.URL, s.Reason)
	}
	for _, e := range r.Errors {
		w("  failed: %s", e)
	}
	for _, c := range r.Canvas {
		w("  canvas %s", c)
	}
}
