//go:build !unix

package main

func free(string) (uint64, bool) { return 0, false }
