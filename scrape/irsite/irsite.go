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
	"maps"
	"mime"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
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
// site, and the end of ctx. A source that is off is not asked. A document is remembered once yield has returned nil
// for it.
func (c *Collector) Collect(ctx context.Context, src scrape.Source, yield func(scrape.Document) error) error {
	if src.Off() != "" {
		return nil
	}
	r, err := newRun(c, src, yield)
	if err != nil {
		return err
	}
	c.Client.Slow(src.ID, pause)
	found, err := r.list(ctx)
	if err != nil {
		return err
	}
	var failed []error
	for _, x := range found {
		err := r.release(ctx, x)
		failed = append(failed, err)
		if fetch.Stops(err) {
			break
		}
	}
	err = errors.Join(failed...)
	return errors.Join(err, r.settle(err == nil))
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
	whole  bool       // an earlier run had all that the list shows since src.Since
	first  fetch.Response
	visit  fetch.Visit
	listed map[string]bool
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
	r := &run{Collector: c, src: src, site: site, title: resultsTitle, base: base, query: base.Query(), listed: map[string]bool{}}
	if site.Title != "" {
		r.title = regexp.MustCompile(site.Title) // Check compiled it
	}
	if site.Zone != "" {
		if r.zone, err = time.LoadLocation(site.Zone); err != nil {
			return nil, fmt.Errorf("irsite: source of %s: %w", src.Issuer, err)
		}
	}
	r.visit = fetch.Visit{Client: c.Client, Memory: c.Memory, Yield: yield}
	if all, _ := c.Memory.Validators(r.key("years")); all != "" {
		r.query, err = url.ParseQuery(all)
	}
	since, _ := c.Memory.Validators(r.key("since"))
	r.whole = since != "" && since <= r.since()
	return r, err
}

// key names what is remembered of the list besides its documents. Who reads the
// list otherwise, by another title or selector, has not seen it yet.
func (r *run) key(what string) string { return fmt.Sprintf("%s#%s,%+v", r.src.ID, what, r.site) }

// since is src.Since as it is remembered, where nothing stands for a run that
// did not have all.
func (r *run) since() string { return r.src.Since.UTC().Format(time.RFC3339) }

func (r *run) log() *slog.Logger {
	if r.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return r.Log
}

// settle remembers whether all that the list shows was had, so that the next
// run asks for its first page only, and only if that changed.
func (r *run) settle(all bool) error {
	since, etag, modified := "", "", ""
	switch {
	case all && r.first.NotModified:
		return nil
	case all:
		since, etag, modified = r.since(), r.first.ETag, r.first.LastModified
	}
	return errors.Join(r.visit.Remember(r.key("since"), since, "", ""), r.visit.Remember(r.key("list"), etag, modified, ""))
}

// list is the releases wanted, oldest first.
func (r *run) list(ctx context.Context) (found []row, err error) {
	for n := range maxPages {
		rows, err := r.page(ctx, n)
		if err != nil {
			return nil, err
		}
		if n == 0 {
			r.tellStale(rows)
		}
		fresh := r.wanted(rows)
		found = append(found, fresh...)
		if len(rows) == 0 || r.site.Page == "" || r.whole && len(fresh) == 0 || r.past(rows) || !r.more(rows) {
			break
		}
	}
	slices.Reverse(found)
	slices.SortStableFunc(found, func(a, b row) int { return a.date.Compare(b.date) })
	return found, nil
}

// tellStale warns of a list whose newest line is old.
func (r *run) tellStale(rows []row) {
	newest, now := time.Time{}, time.Now()
	if r.Now != nil {
		now = r.Now()
	}
	for _, x := range rows {
		if x.date.After(newest) {
			newest = x.date
		}
	}
	if !newest.IsZero() && now.Sub(newest) > stale {
		r.log().Warn("the list says nothing new for long: has the issuer left it for another?", "url", r.src.ID, "newest", newest.Format(time.DateOnly))
	}
}

// page reads one page of the list. The first must list something.
func (r *run) page(ctx context.Context, n int) ([]row, error) {
	q := fetch.Request{URL: r.pageURL(n)}
	if n == 0 && r.whole {
		q.ETag, q.LastModified = r.Memory.Validators(r.key("list"))
	}
	resp, err := r.visit.Get(ctx, q)
	for range flaps {
		if r.src.Kind == "newswire" && n == 0 && errors.Is(err, scrape.ErrNotFound) {
			resp, err = r.visit.Get(ctx, q)
		}
	}
	if n > 0 && errors.Is(err, scrape.ErrNotFound) { // behind the last page
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if n == 0 {
		r.first = resp
	}
	if resp.NotModified {
		return nil, nil
	}
	if n == 0 {
		if again, err := r.everyYear(resp.Body); again || err != nil {
			return r.againOr(ctx, err)
		}
	}
	rows, err := r.parse(resp.Body)
	switch {
	case err != nil:
	case !resp.Ends() && (len(rows) > 0 || bytes.Contains(resp.Body, []byte("<html"))):
		err = cut
	case n == 0 && len(rows) == 0:
		err = errors.New("it lists no release: have its selectors, or the page, changed?")
	}
	if err != nil {
		return nil, resp.Refuse(q.URL, err)
	}
	return rows, nil
}

// cut is a page without its end.
var cut = &scrape.Error{Kind: scrape.ErrTruncated, Err: errors.New("the end of the page is missing")}

// get fetches a document that has its end.
func (r *run) get(ctx context.Context, link, accept string) (fetch.Response, error) {
	resp, err := r.visit.Get(ctx, fetch.Request{URL: link, Accept: accept})
	if err == nil && !resp.Ends() {
		err = resp.Refuse(link, cut)
	}
	return resp, err
}

func (r *run) pageURL(n int) string {
	u, q := *r.base, maps.Clone(r.query)
	if n > 0 {
		q.Set(r.site.Page, strconv.Itoa(r.site.First+n))
	}
	if text := q.Encode(); text != r.base.Query().Encode() {
		u.RawQuery = text
	}
	return u.String()
}

// wanted leaves out what is no candidate, too old, or known.
func (r *run) wanted(rows []row) (out []row) {
	for _, x := range rows {
		old := !x.date.IsZero() && x.date.Before(r.src.Since)
		if !old && r.title.MatchString(x.title) && !r.listed[x.link] && !r.known(x.link) {
			out = append(out, x)
		}
	}
	return out
}

// known says that a release was had with its further documents.
func (r *run) known(link string) bool {
	return r.Memory.Has(link) && (r.site.Files == "" || r.Memory.Has(link+withFiles))
}

// withFiles marks, in the memory, a release whose further documents were had.
const withFiles = "#files"

// past says that all of a page is older than what is wanted.
func (r *run) past(rows []row) bool {
	return !slices.ContainsFunc(rows, func(x row) bool { return x.date.IsZero() || !x.date.Before(r.src.Since) })
}

// more notes what a page lists, and says that some of it is new: a site that
// does not know the parameter gives the first page again and again.
func (r *run) more(rows []row) bool {
	before := len(r.listed)
	for _, x := range rows {
		r.listed[x.link] = true
	}
	return len(r.listed) > before
}

// release hands over one release: its page, then the further documents that it
// links to. Where one of these cannot be had the page is asked for again, and
// not handed over again.
func (r *run) release(ctx context.Context, x row) error {
	resp, err := r.get(ctx, x.link, accept(x.link))
	if err != nil {
		return err
	}
	if !tells(resp.Body, x.title) {
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
	for _, link := range r.files(x.link, resp) {
		if err := r.file(ctx, x, link); err != nil {
			return err
		}
	}
	return r.visit.Remember(x.link+withFiles, "", "", "")
}

func (r *run) file(ctx context.Context, x row, link string) error {
	if r.Memory.Has(link) {
		return nil
	}
	resp, err := r.get(ctx, link, accept(link))
	if err != nil {
		return err
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

// accept is what a link promises to be.
func accept(link string) string {
	u, err := url.Parse(link)
	switch {
	case err != nil:
		return ""
	case strings.EqualFold(path.Ext(u.Path), ".pdf"):
		return "application/pdf"
	case strings.Contains(u.Path, "/static-files/"): // of any type, which its header names
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
	if u.Host == r.base.Host {
		u.Scheme = r.base.Scheme // older lines of some feeds have http where all else is https
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host != r.base.Host && !slices.Contains(r.site.Hosts, u.Hostname()) {
		return "", false
	}
	return u.String(), true
}
