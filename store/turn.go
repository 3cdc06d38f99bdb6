//go:build unix

package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// turnStep is how long one who waits for his turn waits before the next try.
const turnStep = 50 * time.Millisecond

// Turn lets one refresh of a database run at a time, while everybody may go on
// reading it: a lock on an empty file beside it, which the system takes back
// from a process that dies. Who does not get it within wait gets ErrInUse; the
// end of ctx ends the waiting. The turn lasts until done is called.
func Turn(ctx context.Context, path string, wait time.Duration) (done func(), err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path+".refresh", os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	for start := time.Now(); ; {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		switch {
		case err == nil:
			return func() { _ = f.Close() }, nil
		case !errors.Is(err, syscall.EWOULDBLOCK) && !errors.Is(err, syscall.EINTR):
		case time.Since(start) >= wait:
			err = fmt.Errorf("%s: %w, which refreshes it", path, ErrInUse)
		default:
			err = sleep(ctx, turnStep)
		}
		if err != nil {
			_ = f.Close()
			return nil, err
		}
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
