package main

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestHelp: the help of every command says how it ends.
func TestHelp(t *testing.T) {
	var each func(c *cobra.Command)
	each = func(c *cobra.Command) {
		if c.Name() == "help" {
			return
		}
		if !strings.Contains(c.Long, "Exit status: ") {
			t.Errorf("%s --help prints no exit statuses", c.CommandPath())
		}
		for _, sub := range c.Commands() {
			each(sub)
		}
	}
	each((&app{}).root())
}

// TestCompletion: the scripts are printed, the forms of output are offered,
// and an unknown shell is wrong usage.
func TestCompletion(t *testing.T) {
	for _, c := range []struct {
		args string
		want string
		code int
	}{
		{"completion bash", "__start_tickmark", 0},
		{"completion zsh", "#compdef tickmark", 0},
		{"completion fish", "complete -c tickmark", 0},
		{"completion cmd", "", statusUsage},
		{"__complete extract -o ", "jsonl\ncsv\n", 0},
		{"__complete snapshots d", "diff\t", 0},
	} {
		var out, errs bytes.Buffer
		args := strings.Split(c.args, " ")
		if code := run(context.Background(), args, strings.NewReader(""), &out, &errs); code != c.code || !strings.Contains(out.String(), c.want) {
			t.Errorf("%s: status %d, %s%s", c.args, code, &out, &errs)
		}
	}
}
