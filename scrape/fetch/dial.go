package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"

	"golang.org/x/net/http/httpproxy"

	"tickmark/scrape"
)

// dialler sends requests over the network: directly, where each address is
// checked after its name was resolved, or over the proxy of the environment,
// which may well stand at a private address and resolves names itself.
type dialler struct {
	direct, proxied *http.Transport
	proxy           func(*url.URL) (*url.URL, error)
	private         bool
}

func newDialler(private bool) *dialler {
	d := &dialler{proxy: httpproxy.FromEnvironment().ProxyFunc(), private: private}
	guarded := net.Dialer{Timeout: connectTimeout}
	if !private {
		guarded.ControlContext = refusePrivate
	}
	d.direct = newHTTP(&guarded)
	d.proxied = newHTTP(&net.Dialer{Timeout: connectTimeout})
	d.proxied.Proxy = func(r *http.Request) (*url.URL, error) { return d.proxy(r.URL) }
	return d
}

func newHTTP(dial *net.Dialer) *http.Transport {
	return &http.Transport{
		DialContext: dial.DialContext, TLSHandshakeTimeout: connectTimeout, ResponseHeaderTimeout: headerTimeout,
		DisableCompression: true, ForceAttemptHTTP2: true, MaxIdleConnsPerHost: 2, IdleConnTimeout: connectTimeout,
		MaxResponseHeaderBytes: 64 << 10,
	}
}

// RoundTrip implements http.RoundTripper.
func (d *dialler) RoundTrip(req *http.Request) (*http.Response, error) {
	proxy, err := d.proxy(req.URL)
	if err != nil {
		return nil, fmt.Errorf("proxy of the environment: %w", err)
	}
	if proxy == nil {
		return d.direct.RoundTrip(req)
	}
	if !d.private && privateName(req.URL.Hostname()) {
		return nil, scrape.ErrPrivateAddress
	}
	return d.proxied.RoundTrip(req)
}

// privateName: behind a proxy only what the name itself says can be checked.
func privateName(name string) bool {
	name = strings.ToLower(strings.TrimSuffix(name, "."))
	if ip, err := netip.ParseAddr(name); err == nil {
		return !public(ip)
	}
	return name == "localhost" || strings.HasSuffix(name, ".localhost") || !strings.Contains(name, ".")
}

// refusePrivate is called with the resolved address, before the connection.
func refusePrivate(_ context.Context, _, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return errors.Join(scrape.ErrPrivateAddress, err)
	}
	if !public(at.Addr()) {
		return scrape.ErrPrivateAddress
	}
	return nil
}

// reserved are the ranges of the IANA special-purpose registries that are not
// globally reachable, or that embed another address, beyond those net/netip
// names.
var reserved = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),
	netip.MustParsePrefix("100.64.0.0/10"),
	netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("198.51.100.0/24"),
	netip.MustParsePrefix("203.0.113.0/24"),
	netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("64:ff9b::/96"),
	netip.MustParsePrefix("64:ff9b:1::/48"),
	netip.MustParsePrefix("100::/64"),
	netip.MustParsePrefix("2001::/23"),
	netip.MustParsePrefix("2001:db8::/32"),
	netip.MustParsePrefix("2002::/16"),
}

// public tells whether an address is one of the open Internet.
func public(ip netip.Addr) bool {
	ip = ip.Unmap().WithZone("")
	if !ip.IsGlobalUnicast() || ip.IsPrivate() {
		return false
	}
	for _, p := range reserved {
		if p.Contains(ip) {
			return false
		}
	}
	return true
}
