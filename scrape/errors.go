package scrape

import (
	"fmt"
	"strings"
)

// reason is one answer to why a document could not be had, with what to do.
// A narrower reason is also the wider one to errors.Is.
type reason struct {
	text  string
	wider error
}

func (r *reason) Error() string { return r.text }
func (r *reason) Unwrap() error { return r.wider }

// Why a document could not be had.
var (
	// ErrBlocked is any refusal of the client by the server: the four below.
	ErrBlocked error = &reason{text: "the server refuses us"}
	// ErrUndeclaredTool: the SEC asks for a User-Agent with a mail address.
	ErrUndeclaredTool error = &reason{"the server takes us for an undeclared tool: set a contact with your own mail address", ErrBlocked}
	// ErrRateThreshold: the SEC counts ten requests a second for a user over
	// all machines, and each further request lengthens the ten minutes.
	ErrRateThreshold error = &reason{"too many requests from this address: wait ten minutes, and run one tickmark at a time", ErrBlocked}
	// ErrAccessDenied is a refusal of one address, which may not exist (yet).
	ErrAccessDenied error = &reason{"access denied: the address may not exist, or not be open to programs", ErrBlocked}
	// ErrChallenge is a page that asks for a person.
	ErrChallenge error = &reason{"the server wants a person (a challenge page): fetch the document with a browser and read the file", ErrBlocked}

	ErrNotFound        error = &reason{text: "no such document: check the address"}
	ErrTooLarge        error = &reason{text: "larger than the limit: fetch it by other means and read the file"}
	ErrTruncated       error = &reason{text: "the transfer ended early: try again"}
	ErrRobots          error = &reason{text: "robots.txt does not allow it: fetch the document with a browser and read the file"}
	ErrWrongType       error = &reason{text: "the server sent something else than asked for"}
	ErrPrivateAddress  error = &reason{text: "the address is of a private network: allow private addresses if that is meant"}
	ErrNoContact       error = &reason{text: "no contact with a mail address is set: the source asks every program for one, so set contact in the configuration"}
	ErrTooManyRequests error = &reason{text: "the server asks for fewer requests: try again later"}
	ErrUnavailable     error = &reason{text: "the server fails: try again later"}
	ErrUnreachable     error = &reason{text: "no connection to the server: check the network and the address"}
	ErrTimeout         error = &reason{text: "the server is too slow: try again later"}
	ErrBadURL          error = &reason{text: "only http and https addresses with a host can be fetched"}
	ErrRedirect        error = &reason{text: "the redirection is not followed"}
)

// Error says that a fetch failed, where and why.
type Error struct {
	URL    string
	Status int   // of HTTP; 0 where no answer came
	Kind   error // one of the errors above
	Err    error // the cause in detail; may be nil

	// Body is what came in place of the document, or its beginning, of at most
	// a few hundred kilobytes: for the quarantine, never for the documents. Nil
	// where nothing came that is worth a look.
	Body []byte
}

func (e *Error) Error() string { return e.URL + ": " + e.Reason() }

// Reason is the error without its address.
func (e *Error) Reason() string {
	var b strings.Builder
	if e.Status != 0 {
		fmt.Fprintf(&b, "status %d: ", e.Status)
	}
	b.WriteString(e.Kind.Error())
	if e.Err != nil {
		b.WriteString(" (" + e.Err.Error() + ")")
	}
	return b.String()
}

// Bodies lists every Error below err that holds what came, in the order in
// which they were joined.
func Bodies(err error) (out []*Error) {
	if e, ok := err.(*Error); ok && e.Body != nil {
		out = append(out, e)
	}
	switch e := err.(type) {
	case interface{ Unwrap() []error }:
		for _, below := range e.Unwrap() {
			out = append(out, Bodies(below)...)
		}
	case interface{ Unwrap() error }:
		out = append(out, Bodies(e.Unwrap())...)
	}
	return out
}

// Unwrap gives the kind and the cause to errors.Is and errors.As.
func (e *Error) Unwrap() []error {
	if e.Err == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Err}
}
