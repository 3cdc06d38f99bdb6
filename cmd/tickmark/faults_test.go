package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tickmark/extract"
	"tickmark/extract/reader"
	"tickmark/pipeline"
	"tickmark/pipeline/issuer"
	"tickmark/scrape"
	"tickmark/scrape/fetch"
	"tickmark/scrape/replica"
	"tickmark/store"
)

// fromTwo are a runner, and an issuer with a source at each replica. What a
// document says does not matter here, so that nothing is read.
type fromTwo struct {
	sites   map[string]*replica.Server // by kind of source
	profile issuer.Profile
	vault   pipeline.Vault
	good    map[string]bool // the documents, by their hash, that come in good order
}

func newFromTwo(t *testing.T, kinds ...string) fromTwo {
	t.Helper()
	f := fromTwo{sites: map[string]*replica.Server{}, profile: issuer.Profile{ID: "kc"}, vault: pipeline.Vault{Path: filepath.Join(t.TempDir(), "a.db")}}
	for _, kind := range kinds {
		s, err := map[string]func() (*replica.Server, error){
			"edgar":    func() (*replica.Server, error) { return replica.EDGAR(replica.Options{}) },
			"hkexnews": func() (*replica.Server, error) { return replica.HKEX("") },
			"irsite":   func() (*replica.Server, error) { return replica.IRSite(replica.Options{}) },
			"newswire": func() (*replica.Server, error) { return replica.Wire(replica.Options{}) },
		}[kind]()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		f.sites[kind] = s
		f.profile.Sources = append(f.profile.Sources, map[string]issuer.Source{
			"edgar":    {Kind: kind, ID: replica.CIK, Forms: []string{"6-K"}, Bases: s.Bases()},
			"hkexnews": {Kind: kind, ID: replica.StockCode, Bases: s.Bases()},
			"irsite":   {Kind: kind, ID: s.URL + "/news-releases", Site: scrape.Site{Preset: "gcs-web"}},
			"newswire": {Kind: kind, ID: s.URL + replica.WireHub, Site: scrape.Site{Preset: "prnewswire", Terms: scrape.Accepted}},
		}[kind])
	}
	return f
}

// run refreshes once, with a client of its own.
func (f fromTwo) run(t *testing.T) pipeline.Outcome {
	t.Helper()
	a := &app{}
	client := fetch.New(fetch.Options{
		Contact: "test tickmark-test@example.com", AllowPrivate: true, Rate: 10_000, Backoff: time.Millisecond, Patience: time.Millisecond,
		MaxBytes: 8 << 20, Timeout: 20 * time.Second,
	})
	r := &pipeline.Runner{
		Vault: f.vault, Program: "test", Collect: a.collector(client),
		Read: func(context.Context, []byte, reader.Options) (extract.Result, error) {
			return extract.Result{Reason: "not asked"}, nil
		},
	}
	out, err := r.Run(t.Context(), f.profile)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// held are the documents in the store by source. Each must be one that the
// sources serve in good order, byte for byte: its name is the hash of what came.
func (f fromTwo) held(t *testing.T) (documents map[string]int, quarantined []store.Quarantined) {
	t.Helper()
	documents = map[string]int{}
	err := f.vault.Read(func(db *store.DB) error {
		all, err := db.Documents("kc")
		if err != nil {
			return err
		}
		for _, d := range all {
			documents[d.Source]++
			if !f.good[d.ID] {
				t.Errorf("%s is in the store and was never published", d.URL)
			}
		}
		quarantined, err = db.QuarantinedAll()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return documents, quarantined
}

// inGoodOrder are the documents that sources serve without faults.
func inGoodOrder(t *testing.T, kinds ...string) map[string]bool {
	t.Helper()
	f, ids := newFromTwo(t, kinds...), map[string]bool{}
	if out := f.run(t); len(out.Failed) > 0 {
		t.Fatal(out.Failed)
	}
	err := f.vault.Read(func(db *store.DB) error {
		all, err := db.Documents("kc")
		for _, d := range all {
			ids[d.ID] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// looked are the faults that bring something in place of what was asked for,
// which is kept for a look.
var looked = map[replica.Mode]bool{
	replica.Undeclared: true, replica.Threshold: true, replica.BlockPage: true, replica.WrongType: true, replica.Malformed: true,
	replica.Truncated: true, replica.Endless: true, replica.Bomb: true, replica.Text: true,
}

// TestFaultsOfSources: whatever one source does with its list, or with
// documents, nothing that was not published is kept as a document, the other
// source is collected whole, the failure is told, and the run after it brings
// the rest.
func TestFaultsOfSources(t *testing.T) {
	whole := map[string]int{"edgar": 25, "hkexnews": 4, "irsite": 16, "newswire": 15}
	good := inGoodOrder(t, "edgar", "hkexnews", "irsite", "newswire")
	ends := map[string][]string{
		"edgar": {"/submissions/CIK0001795589.json", "ex99-1.htm"}, "hkexnews": {"/search/titleSearchServlet.do", "90001_c.pdf"},
		"irsite": {"/news-releases", "announces-2025q3-842"}, "newswire": {replica.WireHub, "announces-2025q3-842.html"},
	}
	for kind, paths := range ends {
		other := map[string]string{"edgar": "hkexnews", "hkexnews": "edgar", "irsite": "edgar", "newswire": "edgar"}[kind]
		if testing.Short() {
			paths = paths[:1] // the list alone
		}
		for _, path := range paths {
			for _, mode := range []replica.Mode{
				replica.Truncated, replica.Malformed, replica.Reset, replica.Loop, replica.Unchanged, replica.Undeclared, replica.Threshold,
				replica.AccessDenied, replica.Missing, replica.TooMany, replica.Failing, replica.BlockPage, replica.WrongType,
				replica.Bomb, replica.Endless, replica.Text,
			} {
				t.Run(kind+" "+path[strings.LastIndex(path, "/")+1:]+" "+string(mode), func(t *testing.T) {
					t.Parallel()
					f := newFromTwo(t, kind, other)
					f.good = good
					f.sites[kind].Fail(replica.Fault{Path: path, Mode: mode, Body: "<html><body><p>Maintenance.</p></body></html>", RetryAfter: "60"})
					out := f.run(t)
					documents, apart := f.held(t)
					if len(out.Failed) != 1 || documents[kind] >= whole[kind] || documents[other] != whole[other] {
						t.Errorf("failed %v, documents %v", out.Failed, documents)
					}
					for _, q := range apart {
						if q.Reason == "" || q.URL == "" || len(q.Bytes) == 0 {
							t.Errorf("apart without a reason: %+v", q)
						}
					}
					if looked[mode] != (len(apart) > 0) {
						t.Errorf("%d lie apart", len(apart))
					}
					f.sites[kind].Heal()
					if out = f.run(t); len(out.Failed) > 0 {
						t.Errorf("then failed %v", out.Failed)
					}
					if documents, _ = f.held(t); documents[kind] != whole[kind] || documents[other] != whole[other] {
						t.Errorf("then documents %v", documents)
					}
				})
			}
		}
	}
}
