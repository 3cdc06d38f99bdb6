//go:build !unix

package store

import "time"

// Without flock there is no door: the lock of the database alone decides.

func throughDoor(string, time.Duration) error { return nil }

func closeDoor(string, time.Duration) (open func(), err error) { return func() {}, nil }
