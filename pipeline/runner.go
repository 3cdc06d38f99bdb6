package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"tickmark/extract"
	"tickmark/extract/reader"
	"tickmark/extract/vocabulary"
	"tickmark/pipeline/issuer"
	"tickmark/scrape"
	"tickmark/store"
)

// Collector hands over every new document of a source.
type Collector interface {
	Collect(ctx context.Context, src scrape.Source, yield func(scrape.Document) error) error
}

// Runner does the whole job for an issuer.
type Runner struct {
	Vault   Vault
	Read    Reader
	Collect func(kind string, m *Memory) (Collector, error) // by the kind of a source
	Program string                                          // version of the program, for snapshots
	Flag    func(document string) string                    // what is to be said of a document: "demonstration"; may be nil
	Log     *slog.Logger                                    // nil is silent
	Now     func() time.Time                                // nil is the clock
	Step    func(issuer, what string)                       // progress; may be nil
}

// Outcome is what a run did for one issuer.
type Outcome struct {
	Issuer    string
	Documents int // new ones
	Snapshots []store.Snapshot
	Skipped   []Skip
	Failed    []error // what should have been read or fetched and was not
}

// Skip is a document that was passed over: it is no results release and no
// financial report; or, without a document, a source that is off. That is no
// failure.
type Skip struct {
	Document, URL, Reason string
}

func (r *Runner) now() time.Time {
	if r.Now != nil {
		return r.Now().UTC()
	}
	return time.Now().UTC()
}

func (r *Runner) log() *slog.Logger {
	if r.Log != nil {
		return r.Log
	}
	return slog.New(slog.DiscardHandler)
}

func (r *Runner) step(issuer, what string) {
	if r.Step != nil {
		r.Step(issuer, what)
	}
}

// Run collects the issuer's sources, keeps every document before anything can
// fail, reads those not yet read, and commits one snapshot for each results
// event in order of publication. What fails is in the outcome; the error is
// for what stops the run: the end of ctx, and the store.
func (r *Runner) Run(ctx context.Context, p issuer.Profile) (Outcome, error) {
	out := Outcome{Issuer: p.ID}
	m, err := r.memory(p.ID)
	if err != nil {
		return out, err
	}
	for _, src := range p.Sources {
		if err := r.collect(ctx, p, src, m, &out); err != nil {
			return out, err
		}
	}
	return out, r.digest(ctx, p, m, &out)
}

// collect keeps what a source serves. A source that fails is on record and
// stops no other.
func (r *Runner) collect(ctx context.Context, p issuer.Profile, src issuer.Source, m *Memory, out *Outcome) error {
	if off := sourceOf(p, src).Off(); off != "" {
		out.Skipped = append(out.Skipped, Skip{URL: src.ID, Reason: off})
		return nil
	}
	r.step(p.ID, "collecting from "+src.Kind)
	c, err := r.Collect(src.Kind, m)
	if err == nil {
		err = c.Collect(ctx, sourceOf(p, src), func(d scrape.Document) error {
			return r.keep(p, src.Kind, d, out)
		})
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var kept *keepError
	if errors.As(err, &kept) {
		return kept.err
	}
	if noted := m.note(src, err); noted != nil {
		return noted
	}
	if err != nil {
		out.Failed = append(out.Failed, fmt.Errorf("source %s: %w", src.Kind, err))
		r.log().Error("source failed", "issuer", p.ID, "source", src.Kind, "error", err)
		return r.quarantine(p.ID, err)
	}
	return nil
}

// quarantine keeps what came in place of documents apart from them. Nothing
// reads a figure from it.
func (r *Runner) quarantine(issuer string, err error) error {
	held := scrape.Bodies(err)
	if len(held) == 0 {
		return nil
	}
	return r.Vault.Write(func(db *store.DB) error {
		for _, e := range held {
			q := store.Quarantined{Issuer: issuer, URL: e.URL, Reason: e.Reason(), At: r.now(), Bytes: e.Body}
			if err := db.PutQuarantined(q); err != nil {
				return err
			}
		}
		return nil
	})
}

// keepError is a failure of the store, which stops the run.
type keepError struct{ err error }

func (e *keepError) Error() string { return e.err.Error() }
func (e *keepError) Unwrap() error { return e.err }

func (r *Runner) keep(p issuer.Profile, source string, d scrape.Document, out *Outcome) error {
	doc := store.Document{
		ID: d.ID, URL: cmp.Or(d.FinalURL, d.URL), Media: d.MediaType, Title: d.Title, Form: d.Form, Issuer: p.ID, Source: source,
		KnownAt: d.Published, KnownBy: "published", Fetched: d.Fetched, Bytes: d.Bytes,
	}
	if d.Published.IsZero() {
		doc.KnownAt, doc.KnownBy = d.Fetched, "first fetched"
	}
	if r.Flag != nil {
		doc.Flag = r.Flag(d.ID)
	}
	err := r.Vault.Write(func(db *store.DB) error {
		added, err := db.AddDocument(doc)
		if added {
			out.Documents++
			r.log().Info("document kept", "issuer", p.ID, "document", d.ID[:12], "url", doc.URL)
		}
		return err
	})
	if err != nil {
		return &keepError{err}
	}
	return nil
}

// digest reads the documents that no run has read by today's rules, and
// commits their events.
func (r *Runner) digest(ctx context.Context, p issuer.Profile, m *Memory, out *Outcome) error {
	pending, err := r.pending(p.ID, m)
	if err != nil || len(pending) == 0 {
		return err
	}
	words, err := p.Vocabulary()
	if err != nil {
		return fmt.Errorf("profile %s: %w", p.ID, err)
	}
	var reads []read
	for i, d := range pending {
		if err := ctx.Err(); err != nil {
			return err
		}
		r.step(p.ID, fmt.Sprintf("reading document %d of %d", i+1, len(pending)))
		res, err := r.read(ctx, words, d)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := r.verdict(m, d, res, err, out); err != nil {
			return err
		}
		if err == nil && res.Class != "" && res.Period.Known() {
			d.Event, d.Title = res.Period, cmp.Or(res.Title, d.Title)
			reads = append(reads, read{d, res})
		}
	}
	for _, g := range groups(reads, p.Zone()) {
		if err := r.settle(ctx, p, words, m, g, out); err != nil {
			return err
		}
	}
	return nil
}

// settle commits what was published of one event on one day, and remembers
// its documents.
func (r *Runner) settle(ctx context.Context, p issuer.Profile, words *vocabulary.Vocabulary, m *Memory, g []read, out *Outcome) error {
	s, isNew, err := r.commit(ctx, p, words, g)
	if err != nil {
		return fmt.Errorf("event %s: %w", g[0].document.Event, err)
	}
	if isNew {
		out.Snapshots = append(out.Snapshots, s)
		r.log().Info("snapshot", "issuer", p.ID, "event", s.Event.String(), "snapshot", s.ID[:12], "facts", s.Facts)
	}
	for _, x := range g {
		if err := m.Remember(readKey(x.document.ID), "", "", string(x.result.Class)); err != nil {
			return err
		}
	}
	return nil
}

// verdict puts a document that gives no facts on record: a decoy is passed
// over, what could not be read is a failure. Both are remembered, for the same
// bytes and rules end the same way: new rules try again.
func (r *Runner) verdict(m *Memory, d store.Document, res extract.Result, err error, out *Outcome) error {
	switch {
	case err != nil:
		out.Failed = append(out.Failed, fmt.Errorf("document %.12s (%s): %w", d.ID, d.URL, err))
		r.log().Error("not read", "document", d.ID[:12], "url", d.URL, "error", err)
		return m.Remember(readKey(d.ID), "", "", "")
	case res.Class == "":
		out.Skipped = append(out.Skipped, Skip{d.ID, d.URL, res.Reason})
		r.log().Info("passed over", "document", d.ID[:12], "url", d.URL, "reason", res.Reason)
		return m.Remember(readKey(d.ID), "", "", "")
	case !res.Period.Known():
		out.Failed = append(out.Failed, fmt.Errorf("document %.12s (%s): it names no period that it reports on", d.ID, d.URL))
		return m.Remember(readKey(d.ID), "", "", "")
	}
	return nil
}

func readKey(document string) string { return "read/" + reader.Version + "/" + document }

// pending gives the documents that today's rules have not read, by the time
// they were published.
func (r *Runner) pending(issuer string, m *Memory) ([]store.Document, error) {
	var out []store.Document
	err := r.Vault.Write(func(db *store.DB) error {
		list, err := db.Documents(issuer)
		if err != nil {
			return err
		}
		for _, d := range list {
			if m.Has(readKey(d.ID)) || d.Event.Known() {
				continue
			}
			whole, err := db.Document(d.ID)
			if err != nil {
				return err
			}
			out = append(out, whole)
		}
		return nil
	})
	slices.SortStableFunc(out, func(a, b store.Document) int { return a.KnownAt.Compare(b.KnownAt) })
	return out, err
}

// groups puts together what was published of one results event on one day. An
// event is the period that a document reports on by its own headline, end and
// length: the 6-K exhibit, the announcement in English and in Chinese and the
// page of one quarter make one snapshot. The release of the second quarter and
// the announcement of the first half end on one day and are often published on
// one, and are two: each is complete by itself, has its own auditor's review,
// its own amendments and comparatives, and a figure that only the second says
// must not seem to have been in the first. A report weeks later adds a version,
// so that what was known between is still known. Groups are in the order of
// their first document; documents come in the order of publication.
func groups(reads []read, zone *time.Location) [][]read {
	var out [][]read
	at := map[string]int{}
	for _, x := range reads {
		key := x.document.Event.String() + x.document.KnownAt.In(zone).Format(" 2006-01-02")
		i, seen := at[key]
		if !seen {
			i = len(out)
			at[key], out = i, append(out, nil)
		}
		out[i] = append(out[i], x)
	}
	return out
}
