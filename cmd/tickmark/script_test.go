package main

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
	"tickmark/pipeline"
	"tickmark/pipeline/issuer"
	"tickmark/pipeline/sandbox"
	"tickmark/scrape/replica"
	"tickmark/store"
	"tickmark/testdata"
)

func TestMain(m *testing.M) {
	sandbox.Child()
	testscript.Main(m, map[string]func(){"tickmark": main})
}

// TestScript runs every script of testdata/script. Scripts see the bundled
// filings under $FILINGS, and have a home of their own.
func TestScript(t *testing.T) {
	filings, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("FILINGS", filings)
			e.Setenv("XDG_DATA_HOME", e.Getenv("WORK")+"/data")
			e.Setenv("XDG_CONFIG_HOME", e.Getenv("WORK")+"/config")
			e.Setenv("NO_COLOR", "1")
			e.Values[served{}] = new(*replica.Server)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"replica": startReplica, "exchange": startExchange, "site": startSite, "publish": publish, "requests": requests, "exits": exits, "release": release, "tamper": tamper, "heal": heal, "spoil": spoil, "damage": damage, "olderrules": olderRules, "keptdb": keptDB,
		},
	})
}

// served is the key of the replica among the values of a script: scripts run
// side by side.
type served struct{}

func replicaOf(ts *testscript.TestScript) **replica.Server {
	return ts.Value(served{}).(**replica.Server)
}

// startReplica serves the filings up to an event, and writes a profile and a
// configuration that point at it: replica 2024Q2.
func startReplica(ts *testscript.TestScript, _ bool, args []string) {
	s, err := replica.EDGAR(replica.Options{Until: args[0]})
	ts.Check(err)
	p, _ := issuer.Lookup(issuer.BuiltIn(), "kc")
	p.Sources = p.Sources[:1]
	p.Sources[0].Bases = s.Bases()
	serve(ts, s, p)
}

// startExchange serves the announcements up to an event in the manner of the
// Hong Kong exchange: exchange 2025Q2.
func startExchange(ts *testscript.TestScript, _ bool, args []string) {
	s, err := replica.HKEX(args[0])
	ts.Check(err)
	p, _ := issuer.Lookup(issuer.BuiltIn(), "kc")
	p.Sources = []issuer.Source{{Kind: "hkexnews", ID: replica.StockCode, Bases: s.Bases()}}
	serve(ts, s, p)
}

// startSite serves the releases up to an event as an issuer's site does, and
// only says where: site 2025Q2.
func startSite(ts *testscript.TestScript, _ bool, args []string) {
	s, err := replica.IRSite(replica.Options{Until: args[0]})
	ts.Check(err)
	ts.Defer(func() { _ = s.Close() })
	*replicaOf(ts) = s
	ts.Setenv("REPLICA", s.URL)
}

// serve writes a profile and a configuration that point at a replica.
func serve(ts *testscript.TestScript, s *replica.Server, p issuer.Profile) {
	ts.Defer(func() { _ = s.Close() })
	*replicaOf(ts) = s
	text, err := p.YAML()
	ts.Check(err)
	home := ts.Getenv("XDG_CONFIG_HOME") + "/tickmark"
	ts.Check(os.MkdirAll(home+"/issuers", 0o700))
	ts.Check(os.WriteFile(home+"/issuers/kc.yaml", text, 0o600))
	ts.Check(os.WriteFile(home+"/config.yaml", []byte("contact: test tickmark-test@example.com\nallow_private: true\nrate: 500\n"), 0o600))
	ts.Setenv("REPLICA", s.URL)
}

// damage makes every seventh page of a file zero: damage FILE.
func damage(ts *testscript.TestScript, _ bool, args []string) {
	name := ts.MkAbs(args[0])
	data, err := os.ReadFile(name)
	ts.Check(err)
	page := os.Getpagesize()
	for at := 3 * page; at+page <= len(data); at += 7 * page {
		clear(data[at : at+page])
	}
	ts.Check(os.WriteFile(name, data, 0o600))
}

// olderRules writes the database anew as if older rules had read it: each
// snapshot says so, and the newest revenues were read as 7.
func olderRules(ts *testscript.TestScript, _ bool, _ []string) {
	path := ts.Getenv("XDG_DATA_HOME") + "/tickmark/tickmark.db"
	var drafts []store.Draft
	var documents []store.Document
	ts.Check(pipeline.Vault{Path: path}.Read(func(db *store.DB) error {
		all, err := db.Snapshots("kc")
		for _, s := range all {
			facts, err := db.Read(s.ID)
			ts.Check(err)
			drafts = append(drafts, store.Draft{Issuer: s.Issuer, Event: s.Event, KnownAt: s.KnownAt, Recorded: s.Recorded, KnownBy: s.KnownBy, Rules: "0",
				Program: s.Program, Documents: s.Documents, Facts: misread(facts, s.Event)})
		}
		list, err2 := db.Documents("kc")
		for _, d := range list {
			whole, err := db.Document(d.ID)
			ts.Check(err)
			documents = append(documents, whole)
		}
		return errors.Join(err, err2)
	}))
	seen := map[string]store.Seen{}
	ts.Check(pipeline.Vault{Path: path}.Read(func(db *store.DB) (err error) { seen, err = db.SeenAll(""); return err }))
	ts.Check(os.Remove(path))
	ts.Check(pipeline.Vault{Path: path}.Write(func(db *store.DB) error {
		for _, d := range documents {
			_, err := db.AddDocument(d)
			ts.Check(err)
		}
		for _, d := range drafts {
			_, _, err := db.Commit(d)
			ts.Check(err)
		}
		for k, s := range seen {
			ts.Check(db.PutSeen(k, s))
		}
		return nil
	}))
}

// keptDB unpacks a database that an older program wrote: keptdb FILE.
func keptDB(ts *testscript.TestScript, _ bool, args []string) {
	f, err := os.Open(filepath.Join(ts.Getenv("FILINGS"), "../store/testdata/format2.db.gz"))
	ts.Check(err)
	defer f.Close()
	z, err := gzip.NewReader(f)
	ts.Check(err)
	data, err := io.ReadAll(z)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o600))
}

// misread is what older rules made of the revenues of an event.
func misread(facts []extract.Fact, event fiscal.Period) []extract.Fact {
	for i := range facts {
		f := &facts[i]
		if f.Metric != "Revenues" || f.Period != event || len(f.Dimensions) > 0 || f.Unit != quantity.CNY || event.String() != "2025Q2" {
			continue
		}
		f.Value = quantity.Amount{Coef: 7}
		f.Witnesses = slices.Clone(f.Witnesses[:1])
		f.Witnesses[0].Value, f.Witnesses[0].Rule = f.Value, "statement/amount@1"
	}
	return facts
}

func publish(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check((*replicaOf(ts)).Publish(args[0]))
}

// spoil NAME has the replica serve, under the name of a document, one that
// holds no text: as EDGAR wraps it, so that the collector takes it.
func spoil(ts *testscript.TestScript, _ bool, args []string) {
	(*replicaOf(ts)).Fail(replica.Fault{Path: args[0], Mode: replica.Text, Body: "<DOCUMENT>\n<TYPE>EX-99.1\n<SEQUENCE>2\n<FILENAME>" + args[0] +
		"\n<DESCRIPTION>EXHIBIT 99.1\n<TEXT>\n<html><body></body></html>\n</TEXT>\n</DOCUMENT>\n"})
}

// tamper MODE PATH has the replica fail on paths with that end, in that way,
// until heal: tamper wrong-type ex99-1.htm.
func tamper(ts *testscript.TestScript, _ bool, args []string) {
	(*replicaOf(ts)).Fail(replica.Fault{Path: args[1], Mode: replica.Mode(strings.ReplaceAll(args[0], "-", " "))})
}

func heal(ts *testscript.TestScript, _ bool, _ []string) { (*replicaOf(ts)).Heal() }

// requests N fails when the replica saw more since the last asking.
func requests(ts *testscript.TestScript, _ bool, args []string) {
	most, err := strconv.Atoi(args[0])
	ts.Check(err)
	n := len((*replicaOf(ts)).Requests())
	(*replicaOf(ts)).Forget()
	if n > most {
		ts.Fatalf("%d requests, at most %d wanted", n, most)
	}
}

// exits N runs a command and wants that exit status: exits 4 tickmark …
func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if err != nil {
		if _, scanErr := fmt.Sscanf(err.Error(), "exit status %d", &got); scanErr != nil {
			ts.Fatalf("%v", err)
		}
	}
	if got != want {
		ts.Fatalf("status %d, want %d", got, want)
	}
}

// release EVENT sets $RELEASE to the path of that quarter's release.
func release(ts *testscript.TestScript, _ bool, args []string) {
	filings, err := testdata.Filings()
	ts.Check(err)
	for _, f := range filings {
		for _, d := range f.Documents {
			if f.Event == args[0] && d.Release() {
				ts.Setenv("RELEASE", filepath.Join(ts.Getenv("FILINGS"), d.Path))
			}
		}
	}
}
