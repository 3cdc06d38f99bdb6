//go:build unix

package main

import "golang.org/x/sys/unix"

// free tells how many bytes are free where a path lies; false where the system
// does not say.
func free(dir string) (uint64, bool) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return 0, false
	}
	return uint64(s.Bavail) * uint64(s.Bsize), true
}
