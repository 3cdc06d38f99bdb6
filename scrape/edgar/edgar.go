// Package edgar collects an issuer's filings from the SEC's EDGAR.
//
// The list of filings (submissions) says which there are; each filing's
// index-headers page, the smallest that does, says when it was accepted and
// what its documents are. Which of them is a results release is not decided
// here, for nothing but the text tells: the order of exhibits changes from
// filing to filing and descriptions say "EXHIBIT 99.1". Every exhibit 99 and
// every cover is handed over whole.
package edgar

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"strings"

	"tickmark/scrape"
	"tickmark/scrape/fetch"
)

// Where the SEC publishes.
const (
	dataBase = "https://data.sec.gov"
	wwwBase  = "https://www.sec.gov"
)

// Collector collects from EDGAR. Client and Memory must be set.
type Collector struct {
	Client *fetch.Client
	Memory scrape.Memory
	Log    *slog.Logger // nil is silent
}

// Collect hands over each document of the source that it has not handed over
// before, filings in order of acceptance and documents in their order within
// a filing. A document that cannot be had does not stop the others: the error
// joins every one, and the next run tries them again. What stops the run is an
// error of yield, which is returned, a refusal of the whole site, and the end
// of ctx.
//
// A document is remembered once yield has returned nil for it, and a filing
// once all its documents are: yield must have stored the bytes.
func (c *Collector) Collect(ctx context.Context, src scrape.Source, yield func(scrape.Document) error) error {
	r, err := newRun(c, src, yield)
	if err != nil {
		return err
	}
	list, err := r.list(ctx)
	if err != nil || list.unchanged {
		return err
	}
	failed := []error{list.failed}
	if fetch.Stops(list.failed) {
		return list.failed
	}
	for _, day := range byDay(list.filings) {
		err := r.day(ctx, day)
		failed = append(failed, err)
		if fetch.Stops(err) {
			return errors.Join(failed...)
		}
	}
	if err := errors.Join(failed...); err != nil {
		return err
	}
	// Only now: an unchanged list is not read again, so that all it names
	// must have been handed over.
	for _, p := range list.pages {
		if err := p.remember(&r.visit); err != nil {
			return err
		}
	}
	return nil
}

// run is one collection.
type run struct {
	*Collector
	src       scrape.Source
	cik       int
	data, www string
	visit     fetch.Visit
}

func newRun(c *Collector, src scrape.Source, yield func(scrape.Document) error) (*run, error) {
	cik, err := strconv.Atoi(src.ID)
	if err != nil || cik <= 0 || cik > 9_999_999_999 {
		return nil, fmt.Errorf("edgar: source of %s: CIK %q is no number of at most ten digits", src.Issuer, src.ID)
	}
	r := &run{Collector: c, src: src, cik: cik}
	r.visit = fetch.Visit{Client: c.Client, Memory: c.Memory, Yield: yield, NeedContact: true}
	r.data = strings.TrimSuffix(cmp.Or(src.Bases["data"], dataBase), "/")
	r.www = strings.TrimSuffix(cmp.Or(src.Bases["www"], wwwBase), "/")
	return r, nil
}

func (r *run) log() *slog.Logger {
	if r.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return r.Log
}

// listing is what the list of filings brought.
type listing struct {
	filings   []filing
	unchanged bool // since a run that handed over everything
	pages     []page
	failed    error // an older page could not be had
}

// page is a file of the list, to be remembered with its validators.
type page struct {
	key, etag, lastModified, hash string
}

func (p page) remember(v *fetch.Visit) error {
	return v.Remember(p.key, p.etag, p.lastModified, p.hash)
}

// listKey remembers a list as one read for certain forms since a certain day:
// who then wants more must read it again, changed or not.
func (r *run) listKey(address string) string {
	return fmt.Sprintf("%s#%s,%s", address, strings.Join(r.forms(), ","), r.since())
}

// list reads the list of filings, and its older pages as far back as the
// source asks. One that cannot be had does not keep the others back.
func (r *run) list(ctx context.Context) (*listing, error) {
	address := fmt.Sprintf("%s/submissions/CIK%010d.json", r.data, r.cik)
	resp, err := r.page(ctx, address)
	if err != nil {
		return nil, err
	}
	if resp.NotModified {
		return &listing{unchanged: true}, nil
	}
	s, err := parseSubmissions(resp.Body)
	if err == nil && s.cik != r.cik {
		err = fmt.Errorf("it is of CIK %d", s.cik)
	}
	if err != nil {
		return nil, resp.Refuse(address, err)
	}
	l := &listing{filings: s.filings, pages: []page{{r.listKey(address), resp.ETag, resp.LastModified, scrape.ID(resp.Body)}}}
	for _, p := range s.pages {
		err := r.older(ctx, p, l)
		l.failed = errors.Join(l.failed, err)
		if fetch.Stops(err) {
			break
		}
	}
	l.filings = r.wanted(l.filings)
	return l, nil
}

// older adds the filings of an older page, unless it is too old or was read to
// its end before. Such a page carries no validators, but the list says how far
// it reaches: that is remembered in the place of an ETag.
func (r *run) older(ctx context.Context, p olderPage, l *listing) error {
	address, reach := r.data+"/submissions/"+p.name, fmt.Sprintf("%s,%d", p.to, p.count)
	if known, _ := r.Memory.Validators(r.listKey(address)); known == reach || p.to < r.since() {
		return nil
	}
	resp, err := r.visit.Get(ctx, fetch.Request{URL: address, Accept: "application/json"})
	if err != nil {
		return err
	}
	more, err := parsePage(resp.Body)
	if err != nil {
		return resp.Refuse(address, err)
	}
	l.filings = append(l.filings, more...)
	l.pages = append(l.pages, page{r.listKey(address), reach, "", scrape.ID(resp.Body)})
	return nil
}

// page asks for the list with the validators of a run that was complete. The
// real service gives none.
func (r *run) page(ctx context.Context, address string) (fetch.Response, error) {
	etag, modified := r.Memory.Validators(r.listKey(address))
	return r.visit.Get(ctx, fetch.Request{URL: address, ETag: etag, LastModified: modified, Accept: "application/json"})
}

// forms are those wanted; amendments come with each.
func (r *run) forms() []string {
	if len(r.src.Forms) == 0 {
		return []string{"6-K"}
	}
	return r.src.Forms
}

// since is the first day wanted, by the clock of EDGAR.
func (r *run) since() string {
	if r.src.Since.IsZero() {
		return ""
	}
	return r.src.Since.In(eastern).Format("2006-01-02")
}

// wanted leaves out other forms, what is too old and what is known, and puts
// the rest in order of filing.
func (r *run) wanted(filings []filing) []filing {
	var out []filing
	known := map[string]bool{}
	for _, f := range filings {
		isWanted := slices.ContainsFunc(r.forms(), func(form string) bool { return f.form == form || f.form == form+"/A" })
		if !isWanted || f.date < r.since() || known[f.accession] || r.Memory.Has(f.accession) {
			continue
		}
		known[f.accession] = true
		out = append(out, f)
	}
	slices.SortFunc(out, func(a, b filing) int {
		return cmp.Or(cmp.Compare(a.date, b.date), cmp.Compare(a.accession, b.accession))
	})
	return out
}

// byDay splits filings in order of filing. Within a day only their headers
// tell which came first.
func byDay(filings []filing) [][]filing {
	var days [][]filing
	for i, f := range filings {
		if i == 0 || f.date != filings[i-1].date {
			days = append(days, nil)
		}
		last := len(days) - 1
		days[last] = append(days[last], f)
	}
	return days
}
