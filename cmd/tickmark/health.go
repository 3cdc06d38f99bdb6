package main

import (
	"context"
	"errors"
	"fmt"

	"tickmark/pipeline"
	"tickmark/pipeline/issuer"
	"tickmark/scrape"
)

// sourceRow is the health of a source, and what a look at it found.
type sourceRow struct {
	Issuer     string `json:"issuer"`
	Source     string `json:"source"`
	ID         string `json:"id"`
	Success    string `json:"last_success"`
	Failure    string `json:"last_failure"`
	Why        string `json:"last_failure_reason"`
	Robots     string `json:"robots"`     // allows, forbids, or empty where it was not reached
	Validators int    `json:"validators"` // pages asked for conditionally
	New        string `json:"new"`        // address of the first document that is new
	Published  string `json:"published"`
	Error      string `json:"error"`
	Off        string `json:"off"` // why the source is not asked at all
}

func sourceRowOf(id string, p pipeline.Probe) sourceRow {
	r := sourceRow{
		Issuer: id, Source: p.Source.Kind, ID: p.Source.ID, Success: stamp(p.Success), Failure: stamp(p.Failure), Why: p.Why,
		Robots: "allows", Validators: p.Validators, Off: p.Off,
	}
	if p.New != nil {
		r.New, r.Published = p.New.URL, stamp(p.New.Published)
	}
	if p.Err != nil {
		r.Error, r.Robots = p.Err.Error(), ""
	}
	if p.Off != "" {
		r.Robots = ""
	}
	if errors.Is(p.Err, scrape.ErrRobots) {
		r.Robots = "forbids"
	}
	return r
}

// found says in a few words what a look found.
func (r sourceRow) found() string {
	switch {
	case r.Error != "":
		return "failed: " + r.Error
	case r.Off != "":
		return r.Off
	case r.New != "":
		return "new: " + r.New
	}
	return "nothing new"
}

// probe looks at the sources of issuers. Where known is false every document
// counts as new.
func (a *app) probe(ctx context.Context, profiles []issuer.Profile, known bool) (rows []sourceRow, failed int, err error) {
	runner := a.runner()
	runner.Collect = a.collector(a.client())
	for _, p := range profiles {
		bar := a.progress(p.ID)
		bar.step(p.ID, "looking at its sources")
		found, err := runner.Probe(ctx, p, known)
		bar.end()
		if err != nil {
			return rows, failed, told(err)
		}
		for _, f := range found {
			if f.Err != nil {
				failed++
			}
			rows = append(rows, sourceRowOf(p.ID, f))
		}
	}
	return rows, failed, nil
}

func (a *app) dryRun(ctx context.Context, profiles []issuer.Profile, format string) error {
	rows, failed, err := a.probe(ctx, profiles, true)
	if err == nil {
		err = a.printSources(format, rows)
	}
	if err == nil && failed > 0 {
		err = exit{statusPartly, fmt.Errorf("%s", count(failed, "source failed"))}
	}
	return err
}

func (a *app) printSources(format string, rows []sourceRow) error {
	return print(a.out, format, listing[sourceRow]{
		header: []string{"issuer", "source", "id", "last success", "last failure", "robots", "validators", "now"}, right: []int{6}, rows: rows,
		cells: func(r sourceRow) []string {
			return []string{r.Issuer, r.Source, r.ID, orNever(r.Success), orNever(r.Failure), r.Robots, fmt.Sprint(r.Validators), r.found()}
		},
		columns: []string{"issuer", "source", "id", "last_success", "last_failure", "last_failure_reason", "robots", "validators", "new", "published", "error", "off"},
		record: func(r sourceRow) []string {
			return []string{r.Issuer, r.Source, r.ID, r.Success, r.Failure, r.Why, r.Robots, fmt.Sprint(r.Validators), r.New, r.Published, r.Error, r.Off}
		},
	})
}

func orNever(stamp string) string {
	if stamp == "" {
		return "never"
	}
	return short(stamp)
}
