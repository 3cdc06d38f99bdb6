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
	"tickmark/store"
)

// The verdicts of the doctor.
const (
	well    = "ok"
	warning = "warn" // worth a look
	ill     = "fail" // a refresh would not do its job
)

// minFree is how many bytes a season of releases needs, with room for a prune.
const minFree = 256 << 20

type finding struct {
	Verdict string `json:"verdict"`
	Check   string `json:"check"`
	Detail  string `json:"detail"`
}

func (a *app) doctorCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "doctor",
		Short: "Look whether refresh can do its job here",
		Long: "Look at the database, the configuration, the contact, the profiles, the clock, the disk and the record of each source.\n" +
			"Nobody is asked unless --online is given: then each source is asked for its lists, and for one document at most.\n\n" +
			"Exit status: 0 nothing fails (warnings may stand), 1 something does, 2 wrong usage or configuration, 6 database in use,\n" +
			"130 interrupted.",
		Args: atMost(0),
	}
	output := outputFlag(c)
	online := c.Flags().Bool("online", false, "ask the sources too")
	c.RunE = func(c *cobra.Command, _ []string) error {
		all := []finding{a.checkDatabase(), a.checkConfiguration(), a.checkContact(), a.checkProfiles(), a.checkClock(time.Now()), a.checkDisk()}
		sources, err := a.checkSources(c.Context(), *online)
		if err != nil {
			return err
		}
		all = append(all, sources...)
		if err := a.printFindings(*output, all); err != nil {
			return err
		}
		return verdictOf(all)
	}
	return c
}

// printFindings prints details whole, in lines where a table would cut them.
func (a *app) printFindings(format string, all []finding) error {
	if format == "table" {
		for _, f := range all {
			fmt.Fprintf(a.out, "%-4s  %-24s  %s\n", f.Verdict, printable(f.Check), printable(f.Detail))
		}
		return nil
	}
	return print(a.out, format, listing[finding]{
		rows: all, columns: []string{"verdict", "check", "detail"},
		record: func(f finding) []string { return []string{f.Verdict, f.Check, f.Detail} },
	})
}

func verdictOf(all []finding) error {
	n := 0
	for _, f := range all {
		if f.Verdict == ill {
			n++
		}
	}
	if n > 0 {
		return exit{statusFailed, fmt.Errorf("%s", count(n, "check")+" failed")}
	}
	return nil
}

func (a *app) checkDatabase() finding {
	var problems []store.Problem
	var issuers []string
	err := a.vault().Read(func(db *store.DB) (err error) {
		if problems, err = db.Check(); err == nil {
			issuers, err = db.Issuers()
		}
		return err
	})
	switch {
	case errors.Is(err, store.ErrNoStore):
		return finding{warning, "database", a.db + " is not there yet: refresh makes it"}
	case err != nil:
		return finding{ill, "database", err.Error()}
	case len(problems) > 0:
		return finding{ill, "database", fmt.Sprintf("%s: %s; tickmark snapshots repair saves the rest", a.db, count(len(problems), "damaged place"))}
	}
	return finding{well, "database", a.db + " is sound and holds " + orNothing(issuers)}
}

// checkConfiguration: one that is wrong has ended the command before.
func (a *app) checkConfiguration() finding {
	if _, err := os.Stat(a.configPath()); err != nil {
		return finding{warning, "configuration", a.configPath() + " is not there; all of it is optional"}
	}
	return finding{well, "configuration", a.configPath() + ": issuers " + orNothing(a.settings.Issuers)}
}

func (a *app) checkContact() finding {
	if a.client().HasContact() {
		return finding{well, "contact", "sources that ask who we are are told"}
	}
	serves, err := a.refreshed(nil)
	if err == nil && !slices.ContainsFunc(serves, asksForContact) {
		return finding{warning, "contact", "none with a mail address; no source of the issuers that refresh serves insists on one"}
	}
	return finding{ill, "contact", "none with a mail address: put contact: Example Research, research@example.com into " + a.configPath()}
}

func (a *app) checkProfiles() finding {
	all, err := issuer.Load(profileDir())
	if err != nil {
		return finding{ill, "profiles", err.Error()}
	}
	return finding{well, "profiles", fmt.Sprintf("%d, your own in %s", len(all), profileDir())}
}

// checkClock: what was recorded lies in the past.
func (a *app) checkClock(now time.Time) finding {
	var newest time.Time
	err := a.vault().Read(func(db *store.DB) error {
		all, err := db.Snapshots("")
		for _, s := range all {
			if s.Recorded.After(newest) {
				newest = s.Recorded
			}
		}
		return err
	})
	if err == nil && newest.After(now) {
		return finding{ill, "clock", fmt.Sprintf("it is %s here, and a snapshot was recorded %s", stamp(now), stamp(newest))}
	}
	return finding{well, "clock", stamp(now)}
}

func (a *app) checkDisk() finding {
	dir := filepath.Dir(a.db)
	for { // the directory that the database would be made in
		if info, err := os.Stat(dir); err == nil && info.IsDir() || dir == filepath.Dir(dir) {
			break
		}
		dir = filepath.Dir(dir)
	}
	f, err := os.CreateTemp(dir, ".tickmark-*")
	if err != nil {
		return finding{ill, "disk", fmt.Sprintf("nothing can be written: %v", err)}
	}
	_ = f.Close()
	_ = os.Remove(f.Name())
	n, ok := free(dir)
	switch {
	case !ok:
		return finding{well, "disk", dir + " can be written"}
	case n < minFree:
		return finding{warning, "disk", fmt.Sprintf("%d MB are free in %s", n>>20, dir)}
	}
	return finding{well, "disk", fmt.Sprintf("%d MB are free in %s", n>>20, dir)}
}

// checkSources tells the record of each source of the issuers that refresh
// serves, or what a look at it finds now.
func (a *app) checkSources(ctx context.Context, online bool) ([]finding, error) {
	profiles, err := a.refreshed(nil)
	if err != nil {
		return []finding{{warning, "sources", "refresh serves nobody yet: set issuers in the configuration, or tickmark refresh kc"}}, nil
	}
	var out []finding
	if online {
		rows, _, err := a.probe(ctx, profiles, true)
		for _, r := range rows {
			out = append(out, finding{map[bool]string{true: well, false: ill}[r.Error == ""], "source " + r.Issuer + " " + r.Source, r.found()})
		}
		return out, err
	}
	for _, p := range profiles {
		known, err := a.runner().Health(p)
		if err != nil {
			return out, told(err)
		}
		for _, h := range known {
			out = append(out, finding{record(h), "source " + p.ID + " " + h.Source.Kind, recorded(h)})
		}
	}
	return out, nil
}

func record(h pipeline.Health) string {
	if h.Off != "" {
		return well
	}
	if h.Success.IsZero() || h.Failure.After(h.Success) {
		return warning
	}
	return well
}

func recorded(h pipeline.Health) string {
	if h.Off != "" {
		return h.Off
	}
	s := "last success " + orNever(stamp(h.Success)) + ", last failure " + orNever(stamp(h.Failure))
	if h.Failure.After(h.Success) {
		s += ": " + h.Why
	}
	return s
}
