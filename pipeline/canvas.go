package pipeline

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"tickmark/extract"
	"tickmark/extract/quantity"
	"tickmark/extract/reader"
	"tickmark/pipeline/canvas"
	"tickmark/pipeline/issuer"
	"tickmark/store"
)

// Flagger says what is to be known of a figure that a document prints:
// "unconfirmed" in bundled texts, else nothing.
type Flagger func(f extract.Fact) string

// Canvas builds an issuer's canvas of what was known at a time; the zero time
// is now. An issuer without snapshots has none. What changed since the event
// before is marked. PDFs are decoded by decode; nil is in this process.
func Canvas(ctx context.Context, v Vault, p issuer.Profile, asOf time.Time, flag Flagger, decode reader.Decoder) (canvas.Canvas, error) {
	var past []store.Snapshot
	err := v.Read(func(db *store.DB) error {
		all, err := db.Snapshots(p.ID)
		past = store.Counting(all, asOf)
		return err
	})
	if err != nil {
		return canvas.Canvas{}, err
	}
	since := time.Time{}
	if n := len(past); n > 1 && past[n-2].KnownAt.Before(past[n-1].KnownAt) {
		since = past[n-2].KnownAt
	}
	return Compared(ctx, v, p, since, asOf, flag, decode)
}

// Compared is the canvas of what was known at one time, marked where it differs
// from that of an earlier one; the zero time since compares with nothing.
func Compared(ctx context.Context, v Vault, p issuer.Profile, since, asOf time.Time, flag Flagger, decode reader.Decoder) (canvas.Canvas, error) {
	in, err := input(ctx, v, p, asOf, flag, decode)
	if err != nil {
		return canvas.Canvas{}, err
	}
	if since.IsZero() {
		return canvas.Build(in), nil
	}
	before, err := input(ctx, v, p, since, flag, decode)
	if err != nil {
		return canvas.Canvas{}, err
	}
	made := canvas.Build(before)
	in.Previous = &made
	return canvas.Build(in), nil
}

// input is all that a canvas is built from.
func input(ctx context.Context, v Vault, p issuer.Profile, asOf time.Time, flag Flagger, decode reader.Decoder) (canvas.Input, error) {
	in := canvas.Input{
		Issuer:   canvas.Issuer{ID: p.ID, Name: p.Name(), Currency: quantity.Unit(p.Currency), YearEnd: p.YearEnd},
		Template: p.Template(), Documents: map[string]canvas.Document{}, AsOf: asOf,
	}
	var newest []store.Document
	err := v.Read(func(db *store.DB) (err error) {
		if err := gather(db, p, asOf, flag, &in); err != nil {
			return err
		}
		newest, err = newestDocuments(db, p.ID, asOf)
		return err
	})
	if err != nil {
		return in, err
	}
	if len(in.Facts) == 0 {
		return in, fmt.Errorf("%w: figures of %s", store.ErrNotFound, p.ID)
	}
	in.Evidence = evidence(ctx, in.Template, newest, decode)
	for i := range in.Evidence {
		s := &in.Evidence[i].Source
		s.About = in.Documents[s.Document]
		s.Known = s.About.Published
	}
	return in, nil
}

// quotedEvents is of how many events, the newest first, the documents are
// quoted.
const quotedEvents = 2

// newestDocuments are those of the newest events, the newest first.
func newestDocuments(db *store.DB, id string, asOf time.Time) (out []store.Document, err error) {
	all, err := db.Snapshots(id)
	if err != nil {
		return nil, err
	}
	counting := store.Counting(all, asOf)
	for _, s := range slices.Backward(counting[max(0, len(counting)-quotedEvents):]) {
		for _, name := range slices.Backward(s.Documents) {
			d, err := db.Document(name)
			if err != nil {
				return nil, err
			}
			if !d.Lost {
				out = append(out, d)
			}
		}
	}
	return out, nil
}

// gather reads what each snapshot says, and the documents that it cites.
func gather(db *store.DB, p issuer.Profile, asOf time.Time, flag Flagger, in *canvas.Input) error {
	id, zone := p.ID, p.Zone()
	all, err := db.Snapshots(id)
	if err != nil {
		return err
	}
	for _, s := range store.Counting(all, asOf) {
		facts, err := db.Read(s.ID)
		if err != nil {
			return err
		}
		for _, f := range facts {
			k := canvas.Known{Fact: f, Snapshot: s.ID, At: s.KnownAt.In(zone)}
			if flag != nil {
				k.Flag = flag(f)
			}
			in.Facts = append(in.Facts, k)
		}
	}
	list, err := db.Documents(id)
	for _, d := range list {
		in.Documents[d.ID] = canvas.Document{Title: d.Title, URL: d.URL, Published: d.KnownAt.In(zone), Fetched: d.KnownBy != "published", Media: extract.HTML, Demo: d.Flag == Demonstration}
	}
	return errors.Join(err)
}

// Demonstration is the flag of a document that was written for this program
// and not by the issuer.
const Demonstration = "demonstration"
