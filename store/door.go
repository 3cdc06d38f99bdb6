//go:build unix

package store

import (
	"errors"
	"os"
	"syscall"
	"time"
)

// The lock of a bbolt file is given to whoever finds it free, so that readers
// who come and go could keep a writer out for ever. Beside the database lies a
// door, an empty file: a writer closes it while he waits for the readers that
// are inside, and readers wait at it before they enter.

// doorStep is how long one who finds a door closed waits before the next try.
const doorStep = 2 * time.Millisecond

// throughDoor waits until no writer waits. A reader of a directory in which no
// door can be made goes in without.
func throughDoor(path string, timeout time.Duration) error {
	f, err := os.OpenFile(path+".door", os.O_RDONLY, 0)
	if err != nil {
		return nil
	}
	defer f.Close()
	return lockDoor(f, syscall.LOCK_SH, timeout)
}

// closeDoor keeps new readers out until open is called.
func closeDoor(path string, timeout time.Duration) (open func(), err error) {
	f, err := os.OpenFile(path+".door", os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := lockDoor(f, syscall.LOCK_EX, timeout); err != nil {
		_ = f.Close()
		return nil, err
	}
	return func() { _ = f.Close() }, nil
}

func lockDoor(f *os.File, how int, timeout time.Duration) error {
	for start := time.Now(); ; time.Sleep(doorStep) {
		err := syscall.Flock(int(f.Fd()), how|syscall.LOCK_NB)
		switch {
		case err == nil:
			return nil
		case !errors.Is(err, syscall.EWOULDBLOCK) && !errors.Is(err, syscall.EINTR):
			return err
		case time.Since(start) > timeout:
			return ErrInUse
		}
	}
}
