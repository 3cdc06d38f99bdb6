// Command tickmark reads the RMB figures of earnings releases, proves them
// against each other, keeps versioned snapshots and rebuilds the issuer's
// Business Model Canvas. See README.md.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"tickmark/pipeline/sandbox"
)

func main() {
	sandbox.Child()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
