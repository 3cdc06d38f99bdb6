package pipeline

import (
	"cmp"
	"context"
	"errors"
	"time"

	"tickmark/pipeline/issuer"
	"tickmark/scrape"
	"tickmark/store"
)

// Health is what is known of a source from earlier runs. Times are zero where
// nothing is.
type Health struct {
	Source  issuer.Source
	Success time.Time // it was last read to its end
	Failure time.Time // it last failed
	Why     string    // it failed then
	Off     string    // why it is not asked at all; empty where it is
}

// Probe is what a look at a source found: its lists, and one document at most.
type Probe struct {
	Health
	New        *scrape.Document // the first that was not seen before; nil where nothing is new
	Validators int              // pages that were asked for conditionally
	Err        error
}

func sourceOf(p issuer.Profile, src issuer.Source) scrape.Source {
	site := src.Site.Whole()
	site.Zone = cmp.Or(site.Zone, p.TimeZone)
	return scrape.Source{Kind: src.Kind, Issuer: p.ID, ID: src.ID, Forms: src.Forms, Bases: src.Bases, Site: site}
}

func sourceKey(src issuer.Source, end string) string {
	return "source/" + src.Kind + "/" + src.ID + end
}

// note remembers how a source ended.
func (m *Memory) note(src issuer.Source, err error) error {
	end, why := "#success", ""
	if err != nil {
		end, why = "#failure", err.Error()
	}
	return m.put(sourceKey(src, end), store.Seen{URL: src.ID, Note: why[:min(len(why), 1000)]})
}

func (m *Memory) health(p issuer.Profile, src issuer.Source) Health {
	failed := m.seen[m.prefix+sourceKey(src, "#failure")]
	return Health{src, m.seen[m.prefix+sourceKey(src, "#success")].Last, failed.Last, failed.Note, sourceOf(p, src).Off()}
}

// recall is a memory that writes nothing. Where there is no store, or nothing
// is to be taken for known, it is empty.
func (r *Runner) recall(issuer string, known bool) (*Memory, error) {
	m := &Memory{vault: r.Vault, prefix: issuer + "/", seen: map[string]store.Seen{}, runner: r, dry: true}
	if !known {
		return m, nil
	}
	err := r.Vault.Read(func(db *store.DB) (err error) {
		m.seen, err = db.SeenAll(m.prefix)
		return err
	})
	if errors.Is(err, store.ErrNoStore) {
		m.seen, err = map[string]store.Seen{}, nil
	}
	return m, err
}

// Health tells what earlier runs know of the sources of an issuer. It asks
// nobody.
func (r *Runner) Health(p issuer.Profile) ([]Health, error) {
	m, err := r.recall(p.ID, true)
	if err != nil {
		return nil, err
	}
	var out []Health
	for _, src := range p.Sources {
		out = append(out, m.health(p, src))
	}
	return out, nil
}

// errEnough ends a probe.
var errEnough = errors.New("enough is known")

// Probe looks at every source of an issuer as a refresh would, and stops at
// the first document that is new; where known is false each is. It keeps and
// remembers nothing.
func (r *Runner) Probe(ctx context.Context, p issuer.Profile, known bool) ([]Probe, error) {
	var out []Probe
	for _, src := range p.Sources {
		m, err := r.recall(p.ID, known)
		if err != nil {
			return out, err
		}
		one := Probe{Health: m.health(p, src)}
		one.New, one.Err = r.look(ctx, p, src, m)
		if ctx.Err() != nil {
			return out, ctx.Err()
		}
		one.Validators = m.asked
		out = append(out, one)
	}
	return out, nil
}

func (r *Runner) look(ctx context.Context, p issuer.Profile, src issuer.Source, m *Memory) (first *scrape.Document, err error) {
	c, err := r.Collect(src.Kind, m)
	if err != nil {
		return nil, err
	}
	err = c.Collect(ctx, sourceOf(p, src), func(d scrape.Document) error {
		first = &d
		return errEnough
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return first, err
}
