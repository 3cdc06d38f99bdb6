package pipeline

import (
	"context"
	"fmt"
	"slices"
	"time"

	"tickmark/extract"
	"tickmark/extract/reader"
	"tickmark/pipeline/issuer"
	"tickmark/store"
)

// Replayed is what today's rules make of an event that others have read.
type Replayed struct {
	Old   store.Snapshot
	New   store.Snapshot // the zero value in a dry run
	Moves []reader.Move
}

// Due lists the events of an issuer that other rules than today's have read:
// their last snapshots, in the order in which they were known.
func Due(db *store.DB, issuer string) ([]store.Snapshot, error) {
	all, err := db.Snapshots(issuer)
	out := store.Counting(all, time.Time{})
	return slices.DeleteFunc(out, func(s store.Snapshot) bool { return s.Rules == reader.Version }), err
}

// Replay reads the archived documents of each due event again, with no
// network, and commits what today's rules make of them as snapshots marked so.
// A dry run commits nothing. What cannot be read any more stops nothing and is
// in the error.
func (r *Runner) Replay(ctx context.Context, p issuer.Profile, dry bool) (out []Replayed, failed []error, err error) {
	var due []store.Snapshot
	err = r.Vault.Read(func(db *store.DB) (err error) {
		due, err = Due(db, p.ID)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	for i, s := range due {
		if ctx.Err() != nil {
			return out, failed, ctx.Err()
		}
		r.step(p.ID, fmt.Sprintf("reading event %d of %d again", i+1, len(due)))
		one, err := r.again(ctx, p, s, dry)
		if err != nil {
			failed = append(failed, fmt.Errorf("event %s (version %d): %w", s.Event, s.Version, err))
			continue
		}
		out = append(out, one)
	}
	return out, failed, nil
}

// again reads one event again.
func (r *Runner) again(ctx context.Context, p issuer.Profile, s store.Snapshot, dry bool) (Replayed, error) {
	words, err := p.Vocabulary()
	if err != nil {
		return Replayed{}, fmt.Errorf("profile %s: %w", p.ID, err)
	}
	documents, facts, err := r.archived(s)
	if err != nil {
		return Replayed{}, err
	}
	var all []read
	for _, d := range documents {
		res, err := r.read(ctx, words, d)
		if err != nil {
			return Replayed{}, fmt.Errorf("document %.12s: %w", d.ID, err)
		}
		all = append(all, read{d, res})
	}
	d, missed := draft(p, all, r.now(), r.Program)
	d.Event, d.KnownAt, d.KnownBy, d.Mark = s.Event, s.KnownAt, s.KnownBy, store.Replayed
	if err := r.compare(&d); err != nil {
		return Replayed{}, err
	}
	out := Replayed{Old: s, Moves: reader.Compare(extract.Result{Facts: facts}, extract.Result{Facts: d.Facts, Misses: missed})}
	if !dry {
		out.New, _, err = r.write(d, nil)
	}
	return out, err
}

// archived gives the documents of a snapshot, and what it says of them.
func (r *Runner) archived(s store.Snapshot) (documents []store.Document, facts []extract.Fact, err error) {
	err = r.Vault.Read(func(db *store.DB) error {
		for _, id := range s.Documents {
			d, err := db.Document(id)
			if err != nil {
				return err
			}
			if d.Lost {
				return fmt.Errorf("%w: the bytes of document %.12s", store.ErrNotFound, id)
			}
			documents = append(documents, d)
		}
		facts, err = db.Read(s.ID)
		return err
	})
	return documents, facts, err
}
