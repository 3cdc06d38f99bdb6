package main

import (
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tickmark/scrape/replica"
)

// TestOverlap: while one process refreshes, a second leaves with status 6 and
// asks nobody, a third that may wait serves after the first is gone, and
// reading goes on. The first hangs on a source that does not answer.
func TestOverlap(t *testing.T) {
	s, err := replica.EDGAR(replica.Options{Until: "2024Q1"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	s.Fail(replica.Fault{Path: ".json", Mode: replica.Slow, Times: 1})
	p := newBinary(t)
	p.configured(t, s)
	db := filepath.Join(t.TempDir(), "a.db")
	first := p.command("--db", db, "refresh", "kc")
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	defer first.Process.Kill()
	for start := time.Now(); len(s.Requests()) < 2; time.Sleep(10 * time.Millisecond) { // robots.txt, and the list that hangs
		if time.Since(start) > time.Minute {
			t.Fatal("the first refresh asks for nothing")
		}
	}
	asked := len(s.Requests())
	text, err := p.command("--db", db, "refresh", "kc").CombinedOutput()
	var ended *exec.ExitError
	if !errors.As(err, &ended) || ended.ExitCode() != statusInUse || !strings.Contains(string(text), "in use by another tickmark") {
		t.Errorf("the second: %v: %s", err, text)
	}
	if n := len(s.Requests()); n != asked {
		t.Errorf("the second asked for %d things", n-asked)
	}
	p.run(t, "--db", db, "snapshots", "list")
	third := p.command("--db", db, "refresh", "--wait", "1m", "kc")
	out := &strings.Builder{}
	third.Stdout = out
	if err := third.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(200 * time.Millisecond)
	if n := len(s.Requests()); n != asked {
		t.Errorf("the third did not wait")
	}
	_ = first.Process.Kill()
	_ = first.Wait()
	if err := third.Wait(); err != nil || !strings.Contains(out.String(), "1 new snapshot") {
		t.Errorf("the third: %v: %s", err, out)
	}
}
