//go:build !unix

package store

import (
	"context"
	"time"
)

// Turn does nothing where files know no such lock: refreshes share the
// database commit by commit.
func Turn(context.Context, string, time.Duration) (done func(), err error) {
	return func() {}, nil
}
