package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/temoto/robotstxt"
	"golang.org/x/time/rate"

	"tickmark/scrape"
)

// robotsAgent is the name under which robots.txt may speak of us.
const robotsAgent = "tickmark"

// rules is the robots.txt of one scheme, host and port.
type rules struct {
	data  *robotstxt.RobotsData
	err   error // it could not be read, which forbids everything
	until time.Time
}

// allowed asks robots.txt, and fetches it first where it is not known.
func (t *transport) allowed(req *http.Request) error {
	r, err := t.robots(req.Context(), req.URL)
	if err != nil {
		return err
	}
	address := req.URL.String()
	if r.err != nil {
		return &scrape.Error{URL: address, Kind: scrape.ErrRobots, Err: fmt.Errorf("robots.txt cannot be read: %w", r.err)}
	}
	if !r.data.TestAgent(req.URL.RequestURI(), robotsAgent) {
		return &scrape.Error{URL: address, Kind: scrape.ErrRobots}
	}
	return nil
}

// robots gives the rules for a URL. One goroutine reads them; the others of
// the same host wait, no longer than their context.
func (t *transport) robots(ctx context.Context, u *url.URL) (*rules, error) {
	slot := t.robotsSlot(u)
	var r *rules
	select {
	case r = <-slot:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if r == nil || !t.now().Before(r.until) {
		fresh, err := t.readRobots(ctx, u)
		if err != nil {
			slot <- r
			return nil, err
		}
		r = fresh
		t.slowDown(u, r)
	}
	slot <- r
	return r, nil
}

// robotsSlot: www.sec.gov and data.sec.gov share a pace but not a robots.txt.
func (t *transport) robotsSlot(u *url.URL) chan *rules {
	key := u.Scheme + "://" + strings.ToLower(u.Host)
	t.mu.Lock()
	defer t.mu.Unlock()
	slot := t.robotsTxt[key]
	if slot == nil {
		slot = make(chan *rules, 1)
		slot <- nil
		t.robotsTxt[key] = slot
	}
	return slot
}

// readRobots fetches robots.txt. What it may not forbid is an error: the
// context's end, a host that blocks us or cannot be reached at all.
func (t *transport) readRobots(ctx context.Context, u *url.URL) (*rules, error) {
	address := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	a, err := t.follow(ctx, address)
	now := t.now()
	r := &rules{until: now.Add(robotsFor)}
	switch {
	case err == nil && look(a.body) == lookMarkup:
		// A site that answers every address with its front page has no rules.
		r.data, r.err = robotstxt.FromStatusAndBytes(http.StatusNotFound, nil)
	case err == nil:
		r.data, r.err = robotstxt.FromBytes(a.body)
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, scrape.ErrUnavailable) || errors.Is(err, scrape.ErrRedirect) ||
		errors.Is(err, scrape.ErrTooLarge) || errors.Is(err, scrape.ErrTruncated):
		r.err, r.until = err, now.Add(noRobotsFor)
	case errors.Is(err, scrape.ErrNotFound), errors.Is(err, scrape.ErrAccessDenied), isRefusal(err):
		// RFC 9309, 2.3.1.3: a client error is the absence of rules.
		r.data, r.err = robotstxt.FromStatusAndBytes(http.StatusNotFound, nil)
	default:
		return nil, err
	}
	return r, nil
}

// isRefusal is a client error without a page that says more.
func isRefusal(err error) bool {
	var e *scrape.Error
	return errors.As(err, &e) && e.Kind == scrape.ErrBlocked
}

// follow fetches robots.txt over at most maxRedirects hops.
func (t *transport) follow(ctx context.Context, u *url.URL) (answer, error) {
	first := u.String()
	for range maxRedirects + 1 {
		if err := t.admissible(u.String(), false); err != nil {
			return answer{}, err
		}
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
		if err != nil {
			return answer{}, err
		}
		req.Header.Set("User-Agent", t.userAgent)
		a, err := t.exchange(req, maxRobots)
		if err != nil || a.status == http.StatusOK {
			return a, err
		}
		next, err := u.Parse(a.header.Get("Location"))
		if err != nil || u.Scheme == "https" && next.Scheme != "https" {
			return answer{}, &scrape.Error{URL: first, Kind: scrape.ErrRedirect, Err: err}
		}
		u = next
	}
	return answer{}, &scrape.Error{URL: first, Kind: scrape.ErrRedirect, Err: fmt.Errorf("more than %d hops", maxRedirects)}
}

// slowDown takes over a Crawl-delay where it is slower than our own pace.
func (t *transport) slowDown(u *url.URL, r *rules) {
	if r.data == nil {
		return
	}
	delay := min(r.data.FindGroup(robotsAgent).CrawlDelay, maxCrawlDelay)
	h := t.host(u)
	if slow := rate.Every(delay); delay > 0 && slow < h.pace.Limit() {
		h.pace.SetLimit(slow)
	}
}
