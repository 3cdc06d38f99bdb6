package pipeline

import (
	"errors"
	"fmt"
	"time"

	"tickmark/extract"
	"tickmark/extract/quantity"
	"tickmark/pipeline/canvas"
	"tickmark/pipeline/issuer"
	"tickmark/store"
)

// Flagger says what is to be known of a figure that a document prints:
// "made-up" or "unconfirmed" in bundled texts, else nothing.
type Flagger func(f extract.Fact) string

// Canvas builds an issuer's canvas of what was known at a time; the zero time
// is now. An issuer without snapshots has none.
func Canvas(v Vault, p issuer.Profile, asOf time.Time, flag Flagger) (canvas.Canvas, error) {
	in := canvas.Input{
		Issuer:   canvas.Issuer{ID: p.ID, Name: p.Name(), Currency: quantity.Unit(p.Currency), YearEnd: p.YearEnd},
		Template: p.Template(), Documents: map[string]canvas.Document{}, AsOf: asOf,
	}
	err := v.Read(func(db *store.DB) error { return gather(db, p, asOf, flag, &in) })
	if err != nil {
		return canvas.Canvas{}, err
	}
	if len(in.Facts) == 0 {
		return canvas.Canvas{}, fmt.Errorf("%w: figures of %s", store.ErrNotFound, p.ID)
	}
	return canvas.Build(in), nil
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
