package scrape

import (
	"errors"
	"io"
	"testing"
)

func TestError(t *testing.T) {
	err := error(&Error{URL: "https://www.sec.gov/x", Status: 403, Kind: ErrRateThreshold, Err: io.ErrUnexpectedEOF})
	for _, is := range []error{ErrRateThreshold, ErrBlocked, io.ErrUnexpectedEOF} {
		if !errors.Is(err, is) {
			t.Errorf("%v is not %v", err, is)
		}
	}
	for _, not := range []error{ErrUndeclaredTool, ErrNotFound} {
		if errors.Is(err, not) {
			t.Errorf("%v is %v", err, not)
		}
	}
	const want = "https://www.sec.gov/x: status 403: too many requests from this address: " +
		"wait ten minutes, and run one tickmark at a time (unexpected EOF)"
	if err.Error() != want {
		t.Errorf("got  %s\nwant %s", err, want)
	}
	bare := error(&Error{URL: "u", Kind: ErrNotFound})
	if !errors.Is(bare, ErrNotFound) || errors.Is(bare, ErrBlocked) || bare.Error() != "u: "+ErrNotFound.Error() {
		t.Errorf("bare error: %v", bare)
	}
}

func TestID(t *testing.T) {
	// FIPS 180-2, appendix B.1.
	const want = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	if got := ID([]byte("abc")); got != want {
		t.Errorf("ID = %s, want %s", got, want)
	}
}
