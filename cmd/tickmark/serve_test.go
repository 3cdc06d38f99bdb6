package main

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestServe: whoever writes a profile from what demo --serve prints gets the
// releases of all four sources.
func TestServe(t *testing.T) {
	p := newBinary(t)
	c := p.command("demo", "--serve")
	pipe, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	text, lines := "id: acme\nnames: {en: Kingsoft Cloud Holdings Limited}\ntime_zone: Asia/Shanghai\ncurrency: CNY\nyear_end: 12\nsources:\n", bufio.NewScanner(pipe)
	for range 4 {
		if !lines.Scan() {
			t.Fatal("it serves fewer than four sources")
		}
		text += lines.Text() + "\n"
	}
	config := t.TempDir()
	p.env = append(p.env, "XDG_CONFIG_HOME="+config)
	home := filepath.Join(config, "tickmark")
	if err := os.MkdirAll(filepath.Join(home, "issuers"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"issuers/acme.yaml": text, "config.yaml": "contact: test tickmark-test@example.com\nallow_private: true\nrate: 500\n"} {
		if err := os.WriteFile(filepath.Join(home, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	db := filepath.Join(t.TempDir(), "a.db")
	out := p.run(t, "--db", db, "refresh", "acme")
	for _, from := range []string{"/Archives/edgar/data/", "/listedco/", "/news-releases/", "/news-release/2025/"} {
		if docs := p.run(t, "--db", db, "facts", "-o", "jsonl"); !strings.Contains(docs, from) {
			t.Errorf("no fact from %s:\n%s", from, out)
		}
	}
	if err := c.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait()
	if code := c.ProcessState.ExitCode(); code != 0 {
		t.Errorf("interrupted, it ends with status %d", code)
	}
}
