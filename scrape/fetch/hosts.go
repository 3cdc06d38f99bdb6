package fetch

import (
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"tickmark/scrape"
)

// The budget of tries beyond the first, for a host: so many at once, then one
// in each interval. A host that is down costs no more than that.
const (
	retryBurst    = 10
	retryInterval = 20 * time.Second
)

// host is what is known of one host while the client lives.
type host struct {
	pace    *rate.Limiter // every attempt, robots.txt included
	retries *rate.Limiter

	mu     sync.Mutex
	closed time.Time // no request before
	why    *scrape.Error
}

// host finds the state of a URL's host. The hosts of the SEC share one, since
// they are counted together.
func (t *transport) host(u *url.URL) *host {
	key, pace := strings.ToLower(u.Host), float64(otherRate)
	if t.rate > 0 {
		pace = t.rate
	}
	if isSEC(u.Hostname()) {
		key = "sec.gov"
		if t.rate <= 0 || t.rate > secRate {
			pace = secRate
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	h := t.hosts[key]
	if h == nil {
		h = &host{
			pace:    rate.NewLimiter(rate.Limit(pace), 1),
			retries: rate.NewLimiter(rate.Every(retryInterval), retryBurst),
		}
		t.hosts[key] = h
	}
	return h
}

// Slow has the host of an address asked once in an interval at most, where
// nobody set a rate for this client.
func (c *Client) Slow(address string, interval time.Duration) {
	u, err := url.Parse(address)
	if err != nil || c.transport.rate > 0 {
		return
	}
	if h, slow := c.transport.host(u), rate.Every(interval); slow < h.pace.Limit() {
		h.pace.SetLimit(slow)
	}
}

// shut keeps further requests from a host that said to stay away.
func (h *host) shut(why *scrape.Error, until time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if until.After(h.closed) {
		h.closed, h.why = until, why
	}
}

// open is an error while the host is shut.
func (h *host) open(address string, now time.Time) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !now.Before(h.closed) {
		return nil
	}
	return &scrape.Error{URL: address, Kind: h.why.Kind, Err: fmt.Errorf("not asked: %s said so, not before %s",
		h.why.URL, h.closed.UTC().Format(time.RFC3339))}
}
