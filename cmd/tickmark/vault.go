package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"tickmark/extract"
	"tickmark/extract/reader"
	"tickmark/pipeline"
	"tickmark/pipeline/canvas"
	"tickmark/pipeline/issuer"
	"tickmark/store"
)

// vault is the store that the command line names.
func (a *app) vault() pipeline.Vault { return pipeline.Vault{Path: a.db} }

// read opens the store, does one thing and closes it.
func (a *app) view(do func(*store.DB) error) error { return told(a.vault().Read(do)) }

// told gives errors of the store their exit status and a hint.
func told(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, store.ErrInUse):
		return exit{statusInUse, err}
	case errors.Is(err, store.ErrNoStore):
		return fmt.Errorf("%w; make one with tickmark refresh, tickmark extract --save, or tickmark demo", err)
	}
	return err
}

// only gives the issuer that --issuer names, or the only one that the store
// holds.
func (a *app) only(db *store.DB) (string, error) {
	held, err := db.Issuers()
	if err != nil {
		return "", err
	}
	if a.issuer != "" {
		id := a.issuer
		if p, ok := issuer.Lookup(a.profiles(), id); ok {
			id = p.ID
		}
		for _, h := range held {
			if h == id {
				return id, nil
			}
		}
		return "", usage("the database holds nothing of %s; it holds %s", id, orNothing(held))
	}
	switch len(held) {
	case 0:
		return "", errors.New("the database holds no snapshots yet")
	case 1:
		return held[0], nil
	}
	return "", usage("the database holds several issuers: name one with --issuer (%s)", strings.Join(held, ", "))
}

func orNothing(list []string) string {
	if len(list) == 0 {
		return "nothing"
	}
	return strings.Join(list, ", ")
}

// zone is the time zone in which an issuer's dates are meant.
func (a *app) zone(id string) *time.Location {
	if p, ok := issuer.Lookup(a.profiles(), id); ok {
		return p.Zone()
	}
	return time.UTC
}

// endOf is the last moment of a day in an issuer's time zone; "" is the zero
// time.
func (a *app) endOf(day, id string) (time.Time, error) {
	if day == "" {
		return time.Time{}, nil
	}
	t, err := time.ParseInLocation(time.DateOnly, day, a.zone(id))
	if err != nil {
		return time.Time{}, usage("--as-of %q: want a date, as in 2025-11-19", day)
	}
	return t.AddDate(0, 0, 1).Add(-time.Nanosecond), nil
}

// readBytes is reader.Read, with PDFs decoded in the sandbox.
func (a *app) readBytes(ctx context.Context, data []byte, o reader.Options) (extract.Result, error) {
	o.PDF = a.pdf.Decode
	return reader.Read(ctx, data, o)
}

// runner does the whole job by the command line's settings.
func (a *app) runner() *pipeline.Runner {
	return &pipeline.Runner{
		Vault: a.vault(), Read: a.readBytes, Program: program(), Flag: flagOf, Log: a.log,
	}
}

// canvasOf builds the canvas of an issuer as it was known at a time.
func (a *app) canvasOf(ctx context.Context, id string, asOf time.Time) (canvas.Canvas, error) {
	p, ok := issuer.Lookup(a.profiles(), id)
	if !ok {
		p = issuer.Profile{ID: id, Currency: "CNY"}
	}
	return pipeline.Canvas(ctx, a.vault(), p, asOf, figureFlag, a.pdf.Decode)
}
