package fetch

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"tickmark/scrape"
)

// failure is an attempt that brought no document.
type failure struct {
	why   *scrape.Error
	again bool          // another attempt may do better
	after time.Duration // not sooner, as the server asks
}

// exchange sends a request until it is answered, within the budget for
// failures of its host.
func (t *transport) exchange(req *http.Request, limit int64) (answer, error) {
	h, ctx := t.host(req.URL), req.Context()
	for try := 1; ; try++ {
		if err := h.open(req.URL.String(), t.now()); err != nil {
			return answer{}, err
		}
		if err := h.pace.Wait(ctx); err != nil {
			return answer{}, t.ended(req, err)
		}
		a, f := t.attempt(req, limit)
		if f == nil {
			return a, nil
		}
		if ctx.Err() != nil {
			return answer{}, ctx.Err()
		}
		if !f.again || try == maxTries || f.after > t.patience || !h.retries.Allow() {
			t.keepAway(h, f)
			return answer{}, f.why
		}
		pause := f.after + rand.N(t.backoff<<(try-1)) // full jitter
		t.log.Info("trying again", "url", req.URL.String(), "status", f.why.Status, "why", f.why.Kind, "try", try, "pause", pause)
		if err := sleep(ctx, pause); err != nil {
			return answer{}, err
		}
	}
}

// ended turns the limiter's refusal to wait past a deadline into the reason.
func (t *transport) ended(req *http.Request, err error) error {
	if cause := req.Context().Err(); cause != nil {
		return cause
	}
	return &scrape.Error{URL: req.URL.String(), Kind: scrape.ErrTimeout, Err: err}
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

// keepAway shuts a host whose refusal is of us and not of one document.
func (t *transport) keepAway(h *host, f *failure) {
	var stay time.Duration
	if f.after > t.patience {
		stay = f.after
	}
	switch f.why.Kind {
	case scrape.ErrUndeclaredTool, scrape.ErrRateThreshold, scrape.ErrChallenge:
		stay = max(stay, blockedFor)
	case scrape.ErrTooManyRequests:
		stay = max(stay, time.Minute)
	}
	if stay > 0 {
		t.log.Warn("host left alone", "url", f.why.URL, "why", f.why.Kind, "for", stay)
		h.shut(f.why, t.now().Add(stay))
	}
}

// attempt sends a request once and reads the whole answer.
func (t *transport) attempt(req *http.Request, limit int64) (answer, *failure) {
	ctx, cancel := context.WithTimeoutCause(req.Context(), t.timeout, errSlow)
	defer cancel()
	ctx, stall := context.WithCancelCause(ctx)
	defer stall(nil)
	req = req.Clone(ctx)
	// Asked for by hand, so that net/http leaves the body and its length as
	// they came and both can be checked.
	req.Header.Set("Accept-Encoding", "gzip")
	began := t.now()
	resp, err := t.dial.RoundTrip(req)
	if err != nil {
		return answer{}, unreachable(ctx, req, err)
	}
	defer resp.Body.Close()
	body, err := readBody(resp, limit, t.stall, func() { stall(errSlow) })
	t.log.Debug("fetched", "url", req.URL.String(), "status", resp.StatusCode, "bytes", len(body), "took", t.now().Sub(began))
	a := answer{resp.StatusCode, resp.Header, body}
	if f := t.judge(req, a, err); f != nil {
		if errors.Is(context.Cause(ctx), errSlow) && f.again {
			f.why.Kind = scrape.ErrTimeout
		}
		f.why.Body = suspect(f.why.Kind, a)
		return answer{}, f
	}
	return a, nil
}

// suspect is the beginning of what was served as the document and is not it,
// or of a page that refuses us. A plain status tells all by itself.
func suspect(kind error, a answer) []byte {
	served := a.status == http.StatusOK || a.status == http.StatusNonAuthoritativeInfo
	refusal := kind == scrape.ErrUndeclaredTool || kind == scrape.ErrRateThreshold || kind == scrape.ErrChallenge
	if len(a.body) == 0 || !served && !refusal {
		return nil
	}
	return bytes.Clone(a.body[:min(len(a.body), maxSuspect)])
}

// errSlow ends an attempt that takes too long.
var errSlow = errors.New("too slow")

// unreachable is the failure of a request that got no answer.
func unreachable(ctx context.Context, req *http.Request, err error) *failure {
	why := &scrape.Error{URL: req.URL.String(), Kind: scrape.ErrUnreachable, Err: err}
	var certificate *tls.CertificateVerificationError
	var name *net.DNSError
	var slow net.Error
	switch {
	case errors.Is(err, scrape.ErrPrivateAddress):
		why.Kind, why.Err = scrape.ErrPrivateAddress, nil
		return &failure{why: why}
	case errors.As(err, &certificate), errors.As(err, &name) && name.IsNotFound:
		return &failure{why: why}
	case errors.Is(context.Cause(ctx), errSlow), errors.As(err, &slow) && slow.Timeout():
		why.Kind = scrape.ErrTimeout
	}
	return &failure{why: why, again: true}
}

// judge decides whether an answer is one that may be handed on. readErr is
// what went wrong with the body.
func (t *transport) judge(req *http.Request, a answer, readErr error) *failure {
	why := &scrape.Error{URL: req.URL.String(), Status: a.status}
	if why.Kind = blockPage(a); why.Kind != nil {
		return &failure{why: why, again: why.Kind == scrape.ErrUnavailable}
	}
	switch {
	case a.status == http.StatusOK || a.status == http.StatusNonAuthoritativeInfo:
		return t.judgeBody(req, a, why, readErr)
	case a.status == http.StatusNotModified:
		if req.Header.Get("If-None-Match") != "" || req.Header.Get("If-Modified-Since") != "" {
			return nil
		}
		why.Kind, why.Err = scrape.ErrWrongType, errors.New("not modified, without having been asked")
	case isRedirect(a.status) && a.header.Get("Location") != "":
		return nil
	default:
		why.Kind = statusKind(a.status)
	}
	again := why.Kind == scrape.ErrUnavailable || why.Kind == scrape.ErrTooManyRequests
	f := &failure{why: why, again: again}
	if again {
		if f.after = retryAfter(a.header.Get("Retry-After"), t.now()); f.after > t.patience {
			why.Err = fmt.Errorf("in %s, it says", f.after.Round(time.Second))
		}
	}
	return f
}

func (t *transport) judgeBody(req *http.Request, a answer, why *scrape.Error, readErr error) *failure {
	accept := req.Header.Get("Accept")
	var bad *scrape.Error
	switch {
	case errors.As(readErr, &bad):
		why.Kind, why.Err = bad.Kind, bad.Err
		return &failure{why: why}
	case readErr != nil:
		why.Kind, why.Err = scrape.ErrTruncated, readErr
		return &failure{why: why, again: true}
	case len(a.body) == 0 && accept != "": // an empty robots.txt is one
		why.Kind, why.Err = scrape.ErrTruncated, errors.New("empty body")
		return &failure{why: why, again: true}
	case !fits(accept, a.body):
		why.Kind, why.Err = scrape.ErrWrongType, fmt.Errorf("%s, asked for %s", look(a.body), accept)
		return &failure{why: why}
	case strings.Contains(accept, "application/pdf") && look(a.body) == lookPDF && !ends(a.body): // cut on its way to the server that declares the length
		why.Kind, why.Err = scrape.ErrTruncated, errors.New("the end of the PDF is missing")
		return &failure{why: why, again: true}
	}
	return nil
}

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// statusKind is the meaning of a status that brings no document.
func statusKind(status int) error {
	switch {
	case status == http.StatusNotFound || status == http.StatusGone:
		return scrape.ErrNotFound
	case status == http.StatusTooManyRequests:
		return scrape.ErrTooManyRequests
	case status == http.StatusUnauthorized || status == http.StatusForbidden || status == http.StatusUnavailableForLegalReasons:
		return scrape.ErrAccessDenied
	case status >= 500 || status == http.StatusRequestTimeout || status == http.StatusAccepted:
		return scrape.ErrUnavailable
	case status >= 400:
		return scrape.ErrBlocked
	case status >= 300:
		return scrape.ErrRedirect
	}
	return scrape.ErrWrongType
}

// retryAfter reads the header of that name: seconds or a date (RFC 9110,
// 10.2.3). Anything else asks for nothing.
func retryAfter(value string, now time.Time) time.Duration {
	const most = 24 * time.Hour
	if seconds, err := strconv.Atoi(value); err == nil {
		return min(max(time.Duration(min(seconds, int(most/time.Second)))*time.Second, 0), most)
	}
	if at, err := http.ParseTime(value); err == nil {
		return min(max(at.Sub(now), 0), most)
	}
	return 0
}
