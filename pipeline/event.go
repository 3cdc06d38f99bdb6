package pipeline

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"tickmark/extract"
	"tickmark/extract/proof"
	"tickmark/extract/reader"
	"tickmark/extract/vocabulary"
	"tickmark/pipeline/issuer"
	"tickmark/store"
)

// Reader takes one document from bytes to graded facts: reader.Read, or the
// same behind a sandbox.
type Reader func(ctx context.Context, data []byte, o reader.Options) (extract.Result, error)

// Saved is what became of a document.
type Saved struct {
	Result   extract.Result
	Snapshot store.Snapshot
	New      bool // false: the store held it all before
}

// read reads a document by the issuer's own words and names it in every
// witness.
func (r *Runner) read(ctx context.Context, words *vocabulary.Vocabulary, d store.Document) (extract.Result, error) {
	return r.readWith(ctx, d, Again(d, words))
}

// Again returns the options for reading a stored document again. What an analyst
// gave for it stands, whatever today's rules make of it.
func Again(d store.Document, words *vocabulary.Vocabulary) reader.Options {
	return reader.Options{Words: words, Period: d.Given, Force: d.Forced || d.Given.Known()}
}

func (r *Runner) readWith(ctx context.Context, d store.Document, o reader.Options) (extract.Result, error) {
	res, err := r.Read(ctx, d.Bytes, o)
	if err != nil {
		return extract.Result{}, err
	}
	Cite(res.Facts, d.ID, d.URL)
	return res, nil
}

// Cite names a document in every witness of its facts.
func Cite(facts []extract.Fact, document, url string) {
	for i := range facts {
		for j := range facts[i].Witnesses {
			facts[i].Witnesses[j].Document, facts[i].Witnesses[j].URL = document, url
		}
	}
}

// Save reads one document and commits it: to the results event that it reports
// on, together with the documents which that event has already. The ledger is
// with its result.
func (r *Runner) Save(ctx context.Context, p issuer.Profile, d store.Document) (Saved, error) {
	words, err := p.Vocabulary()
	if err != nil {
		return Saved{}, fmt.Errorf("profile %s: %w", p.ID, err)
	}
	o := reader.Options{Words: words, Period: d.Given, Force: d.Forced}
	if before, ok := r.before(d.ID); ok && !d.Given.Known() {
		d.Given, d.Forced = before.Given, d.Forced || before.Forced
		o = Again(d, words)
	}
	o.Ledger = true
	res, err := r.readWith(ctx, d, o)
	if err != nil || res.Class == "" {
		return Saved{Result: res}, err
	}
	d.Event, d.Title = res.Period, res.Title
	s, isNew, err := r.commit(ctx, p, words, []read{{d, res}})
	return Saved{res, s, isNew}, err
}

// before is a document as the store holds it already, and whether it does.
func (r *Runner) before(id string) (d store.Document, ok bool) {
	err := r.Vault.Read(func(db *store.DB) (err error) {
		d, err = db.Document(id)
		return err
	})
	return d, err == nil // a store that cannot be read fails when it is written
}

// read is a document and what it says.
type read struct {
	document store.Document
	result   extract.Result
}

// commit makes a snapshot of the event that the documents given belong to: of
// them and of those that the store holds of it.
func (r *Runner) commit(ctx context.Context, p issuer.Profile, words *vocabulary.Vocabulary, fresh []read) (store.Snapshot, bool, error) {
	if !fresh[0].document.Event.Known() {
		return store.Snapshot{}, false, fmt.Errorf("the document names no period that it reports on, so it belongs to no results event")
	}
	earlier, err := r.held(p.ID, fresh)
	if err != nil {
		return store.Snapshot{}, false, err
	}
	all := slices.Clone(fresh)
	for _, d := range earlier {
		res, err := r.read(ctx, words, d)
		if err != nil {
			return store.Snapshot{}, false, fmt.Errorf("document %.12s: %w", d.ID, err)
		}
		all = append(all, read{d, res})
	}
	slices.SortStableFunc(all, func(a, b read) int { return a.document.KnownAt.Compare(b.document.KnownAt) })
	d, _ := draft(p, all, r.now(), r.Program)
	if err := r.compare(&d); err != nil {
		return store.Snapshot{}, false, err
	}
	return r.write(d, fresh)
}

// reach is how many earlier events the comparatives of one are held against:
// the releases of two years, with the announcements beside them.
const reach = 12

// compare holds the figures of an event against what was known of them when it
// was published. Events are committed in order of publication, so that the same
// documents find the same.
func (r *Runner) compare(d *store.Draft) error {
	var earlier []extract.Fact
	err := r.Vault.Read(func(db *store.DB) error {
		all, err := db.Snapshots(d.Issuer)
		if err != nil {
			return err
		}
		before := slices.DeleteFunc(store.Counting(all, d.KnownAt), func(s store.Snapshot) bool { return s.Event == d.Event })
		for _, s := range before[max(0, len(before)-reach):] {
			facts, err := db.Read(s.ID)
			if err != nil { // a check less; the figures themselves are not to wait for a repair
				r.log().Warn("an earlier event cannot be read to compare with", "snapshot", s.ID[:12], "error", err)
				continue
			}
			earlier = append(earlier, facts...)
		}
		return nil
	})
	if err == nil {
		proof.Earlier(d.Facts, earlier)
	}
	return err
}

// held gives the documents that the store holds already of the event of those
// given.
func (r *Runner) held(issuer string, but []read) ([]store.Document, error) {
	var out []store.Document
	err := r.Vault.Write(func(db *store.DB) error {
		list, err := db.Documents(issuer)
		if err != nil {
			return err
		}
		for _, d := range list {
			if d.Event != but[0].document.Event || slices.ContainsFunc(but, func(x read) bool { return x.document.ID == d.ID }) {
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
	return out, err
}

// draft joins what the documents of an event say, and lists what of it is
// missed. Its clock is the last document's.
func draft(p issuer.Profile, all []read, now time.Time, program string) (store.Draft, []extract.Miss) {
	d := store.Draft{Issuer: p.ID, Event: all[0].document.Event, Recorded: now, Rules: reader.Version, Program: program}
	var observations []extract.Fact
	var missed []extract.Miss
	chinese := map[string]bool{}
	for _, x := range all {
		chinese[x.document.ID] = proof.InChinese(x.result.Facts)
		d.Documents = append(d.Documents, x.document.ID)
		if amends(x.document) {
			observations = superseded(observations, x.result.Facts)
		}
		if !x.document.KnownAt.Before(d.KnownAt) {
			d.KnownAt, d.KnownBy = x.document.KnownAt, x.document.KnownBy
		}
		observations = append(observations, x.result.Facts...)
		missed = append(missed, x.result.Misses...)
	}
	facts, disputed := proof.Resolve(extract.Join(observations))
	d.Facts = facts
	proof.Editions(d.Facts, func(document string) bool { return chinese[document] })
	return d, append(disputed, missed...)
}

// amendment is in the title of what corrects an earlier document.
var amendment = regexp.MustCompile(`(?i)\b(?:clarification|amend(?:ed|ment)|corrigendum|correction|erratum)\b|澄清|更正|修訂|修订`)

// amends says that a document corrects an earlier one of its event.
func amends(d store.Document) bool {
	return strings.HasSuffix(d.Form, "/A") || amendment.MatchString(d.Title)
}

// superseded are the observations of earlier documents without those which an
// amendment contradicts: from its publication on they are not what is known.
// The snapshot before still says them.
func superseded(earlier, amended []extract.Fact) []extract.Fact {
	now := map[extract.Key]extract.Fact{}
	for _, f := range amended {
		now[f.Key()] = f
	}
	return slices.DeleteFunc(earlier, func(f extract.Fact) bool {
		a, ok := now[f.Key()]
		return ok && !a.Value.Consistent(f.Value)
	})
}

func (r *Runner) write(d store.Draft, fresh []read) (s store.Snapshot, isNew bool, err error) {
	for _, x := range fresh { // what a document reports on is known once its figures are kept, not before
		d.Add = append(d.Add, x.document)
	}
	err = r.Vault.Write(func(db *store.DB) error {
		s, isNew, err = db.Commit(d)
		return err
	})
	return s, isNew, err
}
