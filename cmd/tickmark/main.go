// Command tickmark reads the RMB figures of earnings releases, proves them
// against each other, keeps versioned snapshots and rebuilds the issuer's
// Business Model Canvas. See README.md.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime"
	"syscall"

	"tickmark/pipeline/sandbox"
)

// ballast is how much lies on the heap untouched, so that it grows to twice
// its size before the collector first runs: a release is read within that. The
// system gives no memory for it; the sandbox's child, whose memory is counted,
// has none.
const ballast = 32 << 20

func main() {
	sandbox.Child()
	untouched := make([]byte, ballast)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	runtime.KeepAlive(untouched)
	os.Exit(code)
}
