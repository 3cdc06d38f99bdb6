package main

import (
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"tickmark/pipeline/issuer"
	"tickmark/scrape/replica"
)

// The price of a refresh that finds nothing new, robots.txt, which is
// remembered for a day, included.
const (
	maxRequests = 3                      // of an issuer, over both sources: one list, and one in two languages
	maxCPU      = 150 * time.Millisecond // of the process; measured 75 ms on the machine of the floors
)

// TestNothingNew counts, at the servers, what a refresh asks that finds
// nothing new at EDGAR and at HKEXnews, and the time that it computes. A
// process is measured several times, for the machine is shared: the least is
// what the program needs.
func TestNothingNew(t *testing.T) {
	sec, err := replica.EDGAR(replica.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer sec.Close()
	exchange, err := replica.HKEX("")
	if err != nil {
		t.Fatal(err)
	}
	defer exchange.Close()
	p := newBinary(t)
	p.configured(t, sec)
	two, _ := issuer.Lookup(issuer.BuiltIn(), "kc")
	two.Sources = []issuer.Source{
		{Kind: "edgar", ID: replica.CIK, Forms: []string{"6-K"}, Bases: sec.Bases()}, {Kind: "hkexnews", ID: replica.StockCode, Bases: exchange.Bases()},
	}
	text, err := two.YAML()
	if err != nil {
		t.Fatal(err)
	}
	home := strings.TrimPrefix(p.env[len(p.env)-1], "XDG_CONFIG_HOME=")
	if err := os.WriteFile(filepath.Join(home, "tickmark", "issuers", "kc.yaml"), text, 0o600); err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(t.TempDir(), "a.db")
	p.run(t, "--db", db, "refresh", "kc")
	least := time.Hour
	for range 5 {
		sec.Forget()
		exchange.Forget()
		c := p.command("--db", db, "refresh", "kc")
		out, err := c.Output()
		if err != nil || !strings.Contains(string(out), "kc: nothing new") {
			t.Fatalf("%v: %s", err, out)
		}
		if n := len(sec.Requests()) + len(exchange.Requests()); n > maxRequests {
			t.Errorf("%d requests, at most %d wanted", n, maxRequests)
		}
		least = min(least, c.ProcessState.UserTime()+c.ProcessState.SystemTime())
	}
	if least >= maxCPU && !slowed() {
		t.Errorf("%s of CPU, less than %s wanted", least, maxCPU)
	}
	t.Logf("%d requests, %s of CPU, slowed %v", len(sec.Requests())+len(exchange.Requests()), least, slowed())
}

// slowed tells a program that the race detector or the measuring of coverage
// makes slower than the one that people run.
func slowed() bool {
	info, ok := debug.ReadBuildInfo()
	return !ok || slices.ContainsFunc(info.Settings, func(s debug.BuildSetting) bool {
		return (s.Key == "-race" || s.Key == "-cover") && s.Value == "true"
	}) || testing.CoverMode() != ""
}
