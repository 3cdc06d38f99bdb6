package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"tickmark/scrape"
)

// maxDark is how many requests in a row may go unanswered before the rest of
// a collection is left for another day.
const maxDark = 5

// Visit is one collection from one source. It tells what is about one
// document from what is about the site: after a refusal of the whole site, or
// where nothing answers any more, there is no point in going on.
type Visit struct {
	Client      *Client
	Memory      scrape.Memory
	Yield       func(scrape.Document) error // stores the bytes
	NeedContact bool                        // see Request
	dark        int                         // requests without an answer, in a row
}

// Get is Client.Get, with errors that Stops can tell apart.
func (v *Visit) Get(ctx context.Context, q Request) (Response, error) {
	q.NeedContact = q.NeedContact || v.NeedContact
	resp, err := v.Client.Get(ctx, q)
	switch {
	case ctx.Err() != nil && err != nil:
		err = Stop(err)
	case errors.Is(err, scrape.ErrUnreachable), errors.Is(err, scrape.ErrUnavailable), errors.Is(err, scrape.ErrTimeout):
		if v.dark++; v.dark == maxDark {
			err = Stop(err)
		}
	default:
		v.dark = 0
	}
	return resp, err
}

// HandOver completes a document with what came, yields it, and remembers its
// address once it is stored.
func (v *Visit) HandOver(doc scrape.Document, resp Response) error {
	doc.ID, doc.FinalURL, doc.MediaType = scrape.ID(resp.Body), resp.FinalURL, resp.Header.Get("Content-Type")
	doc.Fetched, doc.Bytes = resp.Fetched, resp.Body
	if err := v.Yield(doc); err != nil {
		return Stop(err)
	}
	return v.Remember(doc.URL, resp.ETag, resp.LastModified, doc.ID)
}

// Ends tells whether the body has the end that its format asks for: the closing
// tag, or the mark of a PDF. A server can have cut what it then serves whole.
func (r Response) Ends() bool { return ends(r.Body) }

// Refuse is the error of an answer that came well and says what it should
// not. What came goes with it, for a look. The kind is that of err where it
// has one, else ErrWrongType.
func (r Response) Refuse(address string, err error) *scrape.Error {
	why := &scrape.Error{Kind: scrape.ErrWrongType, Err: err}
	var known *scrape.Error
	if errors.As(err, &known) {
		why.Kind, why.Err = known.Kind, known.Err
	}
	why.URL, why.Status = address, r.Status
	why.Body = bytes.Clone(r.Body[:min(len(r.Body), maxSuspect)])
	return why
}

// Remember is Memory.Remember, whose failure ends the visit.
func (v *Visit) Remember(key, etag, lastModified, hash string) error {
	if err := v.Memory.Remember(key, etag, lastModified, hash); err != nil {
		return Stop(fmt.Errorf("remember %s: %w", key, err))
	}
	return nil
}

// stopped is an error that ends a visit.
type stopped struct{ error }

func (s stopped) Unwrap() error { return s.error }

// Stop marks an error as one that ends a visit.
func Stop(err error) error { return stopped{err} }

// Stops tells whether an error is about more than one document.
func Stops(err error) bool {
	var s stopped
	if errors.As(err, &s) {
		return true
	}
	for _, kind := range []error{
		scrape.ErrUndeclaredTool, scrape.ErrRateThreshold, scrape.ErrChallenge, scrape.ErrTooManyRequests, scrape.ErrNoContact,
	} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return false
}
