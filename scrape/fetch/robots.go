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

// RobotsMemory keeps between runs what robots.txt of a site said: its text, or
// none where the site has no such file. A site is a scheme, a host and a port,
// as https://www.sec.gov. What is older than a day is not used (RFC 9309,
// 2.4). Both may be called by several goroutines.
type RobotsMemory interface {
	Recall(site string) (text []byte, read time.Time, ok bool)
	Keep(site string, text []byte, read time.Time) error
}

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
		fresh, err := t.knownRobots(ctx, u)
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
	key := site(u)
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

func site(u *url.URL) string { return u.Scheme + "://" + strings.ToLower(u.Host) }

// knownRobots gives the rules of an earlier run that still hold, else those
// that the site has now.
func (t *transport) knownRobots(ctx context.Context, u *url.URL) (*rules, error) {
	if t.robotsMem != nil {
		text, read, ok := t.robotsMem.Recall(site(u))
		if age := t.now().Sub(read); ok && age >= 0 && age < robotsFor {
			data, err := robotstxt.FromBytes(text)
			return &rules{data: data, err: err, until: read.Add(robotsFor)}, nil
		}
	}
	return t.readRobots(ctx, u)
}

// keepRobots remembers the rules for later runs. Where that fails they are
// asked for again, which does no harm.
func (t *transport) keepRobots(u *url.URL, text []byte, read time.Time) {
	if t.robotsMem == nil {
		return
	}
	if err := t.robotsMem.Keep(site(u), text, read); err != nil {
		t.log.Warn("robots.txt not remembered", "site", site(u), "error", err)
	}
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
		t.keepRobots(u, nil, now)
	case err == nil:
		if r.data, r.err = robotstxt.FromBytes(a.body); r.err == nil {
			t.keepRobots(u, a.body, now)
		}
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, scrape.ErrUnavailable) || errors.Is(err, scrape.ErrRedirect) ||
		errors.Is(err, scrape.ErrTooLarge) || errors.Is(err, scrape.ErrTruncated):
		r.err, r.until = err, now.Add(noRobotsFor)
	case errors.Is(err, scrape.ErrNotFound), errors.Is(err, scrape.ErrAccessDenied), isRefusal(err):
		// RFC 9309, 2.3.1.3: a client error is the absence of rules. Only a
		// file that is not there is so tomorrow; a refusal may pass.
		r.data, r.err = robotstxt.FromStatusAndBytes(http.StatusNotFound, nil)
		if errors.Is(err, scrape.ErrNotFound) {
			t.keepRobots(u, nil, now)
		}
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
