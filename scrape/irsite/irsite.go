// Package irsite collects releases from web sites that list them: an issuer's
// investor relations, and newswires.
//
// The list is a page, read by the CSS selectors of the source, or a feed (RSS or
// Atom). What its title calls results is fetched, with the further documents
// that its page links to, and handed over whole, oldest first. Whether it is a
// results release is decided by its text, not here.
package irsite

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"mime"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"

	"tickmark/scrape"
	"tickmark/scrape/fetch"
)

// maxPages bounds the pages of one list.
const maxPages = 100

// flaps is how often the feed of a newswire is asked for again where there is
// none: PR Newswire's answers a third of the time with a redirect to nowhere.
const flaps = 2

// resultsTitle is what titles of results releases say, in the words of the
// corpus and of the exchanges' headline categories.
var resultsTitle = regexp.MustCompile(`(?i)\bresults?\b|\bearnings\b|\b(?:annual|interim|quarterly) report\b|业绩|業績|(?:年度|季度|中期)(?:报告|報告)|年报|年報|季报|季報`)

// pause lies between two requests to one site, where the user sets no rate: the
// gateways before such sites take haste for an attack.
const pause = 5 * time.Second

// stale is how old the newest line of a list can be before it is told: who
// reports each half-year publishes oftener. A feed goes stale for ever when the
// issuer changes its newswire.
const stale = 200 * 24 * time.Hour

// Collector collects from such sites. Client and Memory must be set.
type Collector struct {
	Client *fetch.Client
	Memory scrape.Memory
	Log    *slog.Logger     // nil is silent
	Now    func() time.Time // nil is the clock
}

// Collect hands over each document of the source that it has not handed over
// before, in order of release. A document that cannot be had does not stop the
// others: the error joins every one, and the next run tries them again. What
// stops the run is an error of yield or of the list, a refusal of the whole
// site, and the end of ctx. A source that is off is not asked. A document is
// remembered once yield has returned nil for it.
func (c *Collector) Collect(ctx context.Context, src scrape.Source, yield func(scrape.Document) error) error {
	if src.Off() != "" {
		return nil
	}
	r, err := newRun(c, src, yield)
	if err != nil {
		return err
	}
	c.Client.Slow(src.ID, pause)
	for _, host := range r.site.Hosts {
		c.Client.Slow("https://"+host, pause)
	}
	found, err := r.list(ctx)
	if err == nil {
		err = r.settle(found)
	}
	if err != nil {
		return err
	}
	left, err := r.releases(ctx, found)
	return errors.Join(err, r.owe(left))
}

// refused is how many documents in a row a site may refuse before it is left
// for another day: bursts are answered with 403, and longer ones for longer.
const refused = 3

// releases hands over what was found, and gives what could not be had.
func (r *run) releases(ctx context.Context, found []row) (left []row, err error) {
	var failed []error
	denied := 0
	for i, x := range found {
		err := r.release(ctx, x)
		if failed = append(failed, err); err != nil {
			left = append(left, x)
		}
		if denied++; !errors.Is(err, scrape.ErrAccessDenied) {
			denied = 0
		}
		if fetch.Stops(err) || denied == refused {
			left = append(left, found[i+1:]...)
			break
		}
	}
	return left, errors.Join(failed...)
}

// run is one collection.
type run struct {
	*Collector
	src    scrape.Source
	site   scrape.Site
	title  *regexp.Regexp
	zone   *time.Location // of dates that name none; nil where nobody said
	base   *url.URL
	query  url.Values // of base, with what makes it show every year
	whole  bool       // an earlier run read the list to its end since src.Since
	owed   []row      // what earlier runs found and could not have
	newest string     // the newest date that the list showed
	filter bool       // every year was asked for in this run
	at     *url.URL   // of the page that is read; its links are relative to it
	first  fetch.Response
	visit  fetch.Visit
	listed map[string]bool
	warned map[string]bool
}

func newRun(c *Collector, src scrape.Source, yield func(scrape.Document) error) (*run, error) {
	site := src.Site.Whole()
	if wrong := site.Check(); len(wrong) > 0 {
		return nil, fmt.Errorf("irsite: source of %s: %s", src.Issuer, strings.Join(wrong, "; "))
	}
	base, err := url.Parse(src.ID)
	if err != nil {
		return nil, fmt.Errorf("irsite: source of %s: %w", src.Issuer, err)
	}
	r := &run{Collector: c, src: src, site: site, title: resultsTitle, base: base, query: base.Query(), at: base, listed: map[string]bool{}, warned: map[string]bool{}}
	if site.Title != "" {
		r.title = regexp.MustCompile(site.Title) // Check compiled it
	}
	if site.Zone != "" {
		if r.zone, err = time.LoadLocation(site.Zone); err != nil {
			return nil, fmt.Errorf("irsite: source of %s: %w", src.Issuer, err)
		}
	}
	r.visit = fetch.Visit{Client: c.Client, Memory: c.Memory, Yield: yield}
	return r, r.recall()
}

// key names what is remembered of the list besides its documents. Who reads the
// list otherwise, by another title or selector, has not seen it yet.
func (r *run) key(what string) string { return fmt.Sprintf("%s#%s,%+v", r.src.ID, what, r.site) }

// since is src.Since as it is remembered.
func (r *run) since() string { return r.src.Since.UTC().Format(time.RFC3339) }

// warn says a thing once in a run.
func (r *run) warn(what string, args ...any) {
	if !r.warned[what] {
		r.warned[what] = true
		r.log().Warn(what, append([]any{"url", r.src.ID}, args...)...)
	}
}

func (r *run) log() *slog.Logger {
	if r.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return r.Log
}

// cut is a page without its end.
var cut = &scrape.Error{Kind: scrape.ErrTruncated, Err: errors.New("the end of the page is missing")}

// get fetches a document that has its end.
func (r *run) get(ctx context.Context, link, accept string) (fetch.Response, error) {
	resp, err := r.visit.Get(ctx, fetch.Request{URL: link, Accept: accept})
	switch {
	case err != nil:
	case !resp.Ends():
		err = resp.Refuse(link, cut)
	case !r.belongs(resp.FinalURL):
		err = resp.Refuse(link, fmt.Errorf("it leads to another host: %s; name that under hosts if it is the issuer's", resp.FinalURL))
	}
	return resp, err
}

// release hands over one release: its page, then the further documents that it
// links to. Where one of these cannot be had the page is asked for again, and
// not handed over again.
func (r *run) release(ctx context.Context, x row) error {
	resp, err := r.get(ctx, x.link, accept(x.link))
	if err != nil {
		return err
	}
	if r.isList(resp.FinalURL) || !tells(resp.Body, x.title) {
		return resp.Refuse(x.link, errors.New("the page is not what the list calls it: it lacks the words of its title"))
	}
	if !r.Memory.Has(x.link) {
		if err := r.handOver(x, x.link, resp); err != nil {
			return err
		}
	}
	if r.site.Files == "" {
		return nil
	}
	var failed []error
	for _, link := range r.files(x.link, resp) {
		err := r.file(ctx, x, link)
		failed = append(failed, err)
		if fetch.Stops(err) {
			break
		}
	}
	if err := errors.Join(failed...); err != nil {
		return err
	}
	return r.visit.Remember(x.link+withFiles, "", "", "")
}

// isList says that an address is the list's, or the site's front page: where
// sites lead addresses that they have given up.
func (r *run) isList(address string) bool {
	u, err := url.Parse(address)
	front := err == nil && (u.Path == "" || u.Path == "/") && u.RawQuery == ""
	return front || err == nil && u.Path == r.base.Path && u.RawQuery == r.base.RawQuery
}

func (r *run) file(ctx context.Context, x row, link string) error {
	if r.Memory.Has(link) {
		return nil
	}
	resp, err := r.get(ctx, link, "")
	if err != nil {
		return err
	}
	if head := bytes.TrimLeft(resp.Body, "\ufeff \t\r\n"); !bytes.HasPrefix(head, []byte("%PDF")) && !bytes.HasPrefix(head, []byte("<")) {
		r.log().Info("passed over: neither a page nor a PDF", "url", link)
		return r.visit.Remember(link, "", "", "")
	}
	return r.handOver(x, link, resp)
}

func (r *run) handOver(x row, link string, resp fetch.Response) error {
	err := r.visit.HandOver(scrape.Document{URL: link, Title: x.title, Filename: filename(link, resp), Published: x.date.UTC()}, resp)
	if err == nil {
		r.log().Info("collected", "url", link, "bytes", len(resp.Body), "published", x.date)
	}
	return err
}

// accept is what the link of a release promises to be.
func accept(link string) string {
	u, err := url.Parse(link)
	switch {
	case err != nil:
		return ""
	case strings.EqualFold(path.Ext(u.Path), ".pdf"):
		return "application/pdf"
	case strings.Contains(u.Path, "/static-files/"), strings.HasSuffix(u.Path, "/pdf"): // of any type, which the header names
		return ""
	}
	return "text/html"
}

// filename is the name that the server gives, else the end of the address,
// which on some platforms is a number without meaning.
func filename(link string, resp fetch.Response) string {
	if _, given, err := mime.ParseMediaType(resp.Header.Get("Content-Disposition")); err == nil && given["filename"] != "" {
		return path.Base(given["filename"])
	}
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	return path.Base(u.Path)
}

// files are the links of a release's page to further documents of it.
func (r *run) files(page string, resp fetch.Response) (out []string) {
	base, err := url.Parse(cmp.Or(resp.FinalURL, page))
	if r.site.Files == "" || err != nil || bytes.HasPrefix(resp.Body, []byte("%PDF")) {
		return nil
	}
	doc, err := document(resp.Body)
	if err != nil {
		return nil
	}
	doc.Find(r.site.Files).Each(func(_ int, a *goquery.Selection) {
		href, _ := a.Attr("href")
		if link, ok := r.resolve(base, href); ok && !slices.Contains(out, link) {
			out = append(out, link)
		}
	})
	return out
}

// resolve makes a link whole. Those to other hosts are not followed, but for
// those that the source names.
func (r *run) resolve(base *url.URL, href string) (string, bool) {
	ref, err := url.Parse(strings.TrimSpace(href))
	if err != nil || href == "" {
		return "", false
	}
	u := base.ResolveReference(ref)
	u.Fragment = ""
	if u.Scheme != "http" && u.Scheme != "https" {
		return "", false
	}
	if !r.belongs(u.String()) {
		r.warn("links to another host are not followed; name it under hosts if it is the issuer's", "host", u.Hostname())
		return "", false
	}
	if sameHost(u, r.base) {
		u.Scheme = r.base.Scheme // older lines of some feeds have http where all else is https
	}
	return u.String(), true
}

// belongs says that an address is on the list's host, or on one that the source
// names.
func (r *run) belongs(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (sameHost(u, r.base) || slices.ContainsFunc(r.site.Hosts, func(h string) bool { return strings.EqualFold(h, u.Hostname()) }))
}

// sameHost compares hosts and ports, where www. and the scheme's own port mean
// nothing.
func sameHost(a, b *url.URL) bool { return plainHost(a) == plainHost(b) }

func plainHost(u *url.URL) string {
	host, port := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www."), u.Port()
	if port == "80" || port == "443" {
		port = ""
	}
	return host + ":" + port
}
