package main

import (
	"context"
	"fmt"
	"time"

	"tickmark/store"
)

// save reads a document, keeps it, and commits its figures.
func (a *app) save(ctx context.Context, in input, g given, published, format string) error {
	p, err := a.profile(a.issuer)
	if err != nil {
		return err
	}
	d := store.Document{ID: in.id, URL: in.url, Issuer: p.ID, Fetched: time.Now().UTC(), KnownBy: "first fetched", Bytes: in.bytes, Flag: flagOf(in.id),
		Given: g.when, Forced: g.force}
	d.KnownAt = d.Fetched
	if published != "" {
		if d.KnownAt, err = a.moment(published, p.ID); err != nil {
			return err
		}
		d.KnownBy = "published"
	}
	saved, err := a.runner().Save(ctx, p, d)
	if err != nil {
		return told(unread(in, err))
	}
	if saved.Result.Class == "" {
		return exit{statusNoResults, fmt.Errorf("%w; nothing was saved", noResults(in, g, saved.Result))}
	}
	if err := a.printResult(format, saved.Result); err != nil {
		return err
	}
	a.summary(in, g, saved.Result)
	if !saved.New {
		fmt.Fprintf(a.errs, "Nothing new: snapshot %.12s of %s holds this document.\n", saved.Snapshot.ID, saved.Snapshot.Event)
		return nil
	}
	fmt.Fprintf(a.errs, "Saved as version %d of %s, snapshot %.12s: %s, %d of them new, %d changed. See tickmark snapshots diff.\n",
		saved.Snapshot.Version, p.ID, saved.Snapshot.ID, count(saved.Snapshot.Facts, "figure"), saved.Snapshot.Added, saved.Snapshot.Changed)
	return nil
}

// moment reads a time, or a day: that is its end in the issuer's time zone, as
// everywhere on the command line.
func (a *app) moment(s, id string) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.UTC(), nil
	}
	if t, err := time.ParseInLocation(time.DateOnly, s, a.zone(id)); err == nil {
		return t.AddDate(0, 0, 1).Add(-time.Second).UTC(), nil
	}
	return time.Time{}, usage("--published %q: want a time as in 2025-11-19T06:54:00-05:00, or a date", s)
}
