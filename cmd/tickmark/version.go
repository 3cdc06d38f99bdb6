package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"

	"tickmark/extract/reader"
)

// program is the version of the program, from the module or the commit that
// it was built of.
func program() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	version := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 && (version == "" || version == "(devel)") {
			version = "devel-" + s.Value[:12]
		}
	}
	return version
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Print the versions of the program and of its rules",
		Long: "Print the versions of the program and of its rules.\n\nExit status: 0 done, 2 wrong usage.",
		Args: atMost(0),
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(a.out, "tickmark %s, rules %s\n", program(), reader.Version)
			return err
		},
	}
}
