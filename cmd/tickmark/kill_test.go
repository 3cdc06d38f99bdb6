package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tickmark/pipeline/issuer"
	"tickmark/scrape/replica"
	"tickmark/store"
)

// binary runs this test's binary as the program.
type binary struct {
	path string
	env  []string
}

func newBinary(t *testing.T) binary {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "tickmark")
	if err := os.Symlink(self, path); err != nil {
		t.Skipf("no link to the program can be made: %v", err)
	}
	return binary{path, append(os.Environ(), "NO_COLOR=1")}
}

func (p binary) command(args ...string) *exec.Cmd {
	c := exec.Command(p.path, args...)
	c.Env = p.env
	return c
}

func (p binary) run(t *testing.T, args ...string) string {
	t.Helper()
	c := p.command(args...)
	var errs bytes.Buffer
	c.Stderr = &errs
	out, err := c.Output()
	if err != nil {
		t.Fatalf("tickmark %s: %v: %s", strings.Join(args, " "), err, errs.String())
	}
	return string(out)
}

// configured writes a profile and a configuration that point at a replica.
func (p *binary) configured(t *testing.T, s *replica.Server) {
	t.Helper()
	k, _ := issuer.Lookup(issuer.BuiltIn(), "kc")
	k.Sources = k.Sources[:1]
	k.Sources[0].Bases = s.Bases()
	text, err := k.YAML()
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	dir := filepath.Join(home, "tickmark")
	for name, data := range map[string][]byte{"issuers/kc.yaml": text, "config.yaml": []byte("contact: test tickmark-test@example.com\nallow_private: true\nrate: 500\n")} {
		if err := os.MkdirAll(filepath.Join(dir, "issuers"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p.env = append(p.env, "XDG_CONFIG_HOME="+home)
}

// TestKillRefresh kills refresh at random moments: the database checks clean
// each time, no snapshot that was there is lost, and after the last run the
// figures are those of a run that nobody disturbed.
func TestKillRefresh(t *testing.T) {
	s, err := replica.EDGAR(replica.Options{Until: "2025Q3"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	p := newBinary(t)
	p.configured(t, s)
	whole := filepath.Join(t.TempDir(), "whole.db")
	start := time.Now()
	p.run(t, "--db", whole, "refresh", "kc")
	takes := time.Since(start)
	want := p.run(t, "--db", whole, "facts", "-o", "csv")
	kills := 10
	if testing.Short() {
		kills = 5
	}
	if os.Getenv("TICKMARK_SOAK") != "" {
		kills = 500
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d, a whole run takes %s", seed, takes)
	r := rand.New(rand.NewPCG(seed, 7))
	for killed := 0; killed < kills; {
		db := filepath.Join(t.TempDir(), fmt.Sprintf("%d.db", killed))
		had := 0
		for range 5 {
			c := p.command("--db", db, "refresh", "kc")
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Duration(r.Int64N(int64(takes))))
			_ = c.Process.Kill()
			_ = c.Wait()
			killed++
			had = soundAfter(t, db, had)
		}
		p.run(t, "--db", db, "refresh", "kc")
		if got := p.run(t, "--db", db, "facts", "-o", "csv"); got != want {
			t.Fatalf("seed %d, after %d kills: other figures than undisturbed:\n%s", seed, killed, differ(want, got))
		}
	}
}

// differ is the first line in which two texts differ.
func differ(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d of %d and %d\nwant %s\ngot  %s", i, len(a), len(b), a[i], b[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(b), len(a))
}

// soundAfter checks a database, and that it has at least the snapshots that it
// had.
func soundAfter(t *testing.T, path string, had int) int {
	t.Helper()
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) && had == 0 {
		return 0
	}
	db, err := store.Open(path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	problems, err := db.Check()
	all, err2 := db.Snapshots("kc")
	if closed := db.Close(); err != nil || err2 != nil || closed != nil || len(problems) > 0 || len(all) < had {
		t.Fatalf("%d snapshots after %d, %v, %v %v %v", len(all), had, problems, err, err2, closed)
	}
	return len(all)
}
