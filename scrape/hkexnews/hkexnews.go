// Package hkexnews collects an issuer's announcements from HKEXnews, the site
// of the Hong Kong exchange.
//
// The stock's id is looked up by its code, and the headline categories by
// which the exchange names results are read at run time: neither is fixed.
// The title search then lists what the issuer published, once in English and
// once in Chinese; an announcement has a document in each. Documents of the
// results categories, and those whose title speaks of results, are handed over
// whole, oldest first. Whether one is a results release is decided by its
// text, not here.
package hkexnews

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"tickmark/scrape"
	"tickmark/scrape/fetch"
)

const wwwBase = "https://www1.hkexnews.hk"

// firstDay is since when announcements have headline categories.
const firstDay = "20070625"

// The search gives the first rows of a list and no others: to see more one
// asks for more.
const (
	firstRows = 100
	maxRows   = 6400
)

// hongKong is the clock of the exchange, which has no summer time.
var hongKong = time.FixedZone("HKT", 8*60*60)

// languages are the editions that are searched, with the names by which the
// taxonomy and the search know them.
var languages = []struct{ search, taxonomy string }{{"E", "e"}, {"ZH", "c"}}

// Collector collects from HKEXnews. Client and Memory must be set.
type Collector struct {
	Client *fetch.Client
	Memory scrape.Memory
	Log    *slog.Logger     // nil is silent
	Now    func() time.Time // nil is time.Now
}

// Collect hands over each document of the source that it has not handed over
// before, in order of release. src.ID is the stock code, with or without
// leading zeros. A document that cannot be had does not stop the others: the
// error joins every one, and the next run tries them again. What stops the run
// is an error of yield, a refusal of the whole site, and the end of ctx. A
// document is remembered once yield has returned nil for it.
func (c *Collector) Collect(ctx context.Context, src scrape.Source, yield func(scrape.Document) error) error {
	r, err := newRun(c, src, yield)
	if err != nil {
		return err
	}
	stock, err := r.stock(ctx)
	if err != nil {
		return err
	}
	var found []row
	var failed []error
	for _, l := range languages {
		categories, refused := r.categories(ctx, l.taxonomy)
		rows, err := r.search(ctx, stock, l.search, categories)
		err = errors.Join(refused, err)
		found, failed = append(found, rows...), append(failed, err)
		if fetch.Stops(err) {
			return errors.Join(failed...)
		}
	}
	slices.SortStableFunc(found, func(a, b row) int { return cmp.Or(a.released.Compare(b.released), cmp.Compare(a.link, b.link)) })
	for _, x := range found {
		err := r.document(ctx, x)
		failed = append(failed, err)
		if fetch.Stops(err) {
			break
		}
	}
	return errors.Join(failed...)
}

// run is one collection.
type run struct {
	*Collector
	src   scrape.Source
	code  string // five digits
	www   string
	visit fetch.Visit
}

func newRun(c *Collector, src scrape.Source, yield func(scrape.Document) error) (*run, error) {
	code, err := strconv.Atoi(src.ID)
	if err != nil || code <= 0 || code > 99_999 {
		return nil, fmt.Errorf("hkexnews: source of %s: stock code %q is no number of at most five digits", src.Issuer, src.ID)
	}
	r := &run{Collector: c, src: src, code: fmt.Sprintf("%05d", code), www: strings.TrimSuffix(cmp.Or(src.Bases["www"], wwwBase), "/")}
	r.visit = fetch.Visit{Client: c.Client, Memory: c.Memory, Yield: yield}
	return r, nil
}

func (r *run) log() *slog.Logger {
	if r.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return r.Log
}

func (r *run) now() time.Time {
	if r.Now == nil {
		return time.Now()
	}
	return r.Now()
}

// stock is the exchange's id of the stock. It never changes, so it is looked
// up once; it is remembered in the place of an ETag.
func (r *run) stock(ctx context.Context) (string, error) {
	q := url.Values{"callback": {"callback"}, "lang": {"EN"}, "type": {"A"}, "name": {r.code}, "market": {"SEHK"}}
	address := r.www + "/search/prefix.do?" + q.Encode()
	if id, _ := r.Memory.Validators(address); id != "" {
		return id, nil
	}
	resp, err := r.visit.Get(ctx, fetch.Request{URL: address})
	if err != nil {
		return "", err
	}
	id, err := parseStock(resp.Body, r.code)
	if err != nil {
		return "", resp.Refuse(address, err)
	}
	return id, r.visit.Remember(address, id, "", "")
}

// categories are the names of the headline categories of results. Where the
// taxonomy cannot be had, titles alone must tell; one that is not what it was
// is an error besides, for somebody should look at it.
func (r *run) categories(ctx context.Context, language string) ([]string, error) {
	address := r.www + "/ncms/script/eds/tiertwo_" + language + ".json"
	if names, _ := r.Memory.Validators(address); names != "" {
		return strings.Split(names, "\n"), nil
	}
	resp, err := r.visit.Get(ctx, fetch.Request{URL: address})
	if err != nil {
		r.log().Warn("headline categories not read, titles must tell", "url", address, "error", err)
		return nil, nil
	}
	names, err := parseCategories(resp.Body)
	if err != nil {
		return nil, resp.Refuse(address, err)
	}
	return names, r.visit.Remember(address, strings.Join(names, "\n"), "", "")
}

// search lists the documents of one language that may be results.
func (r *run) search(ctx context.Context, stock, language string, categories []string) ([]row, error) {
	for rows := firstRows; ; rows *= 2 {
		address := r.www + "/search/titleSearchServlet.do?" + r.query(stock, language, rows).Encode()
		resp, err := r.visit.Get(ctx, fetch.Request{URL: address})
		if err != nil {
			return nil, err
		}
		list, more, err := parseSearch(resp.Body)
		if err == nil && more && rows >= maxRows {
			err = fmt.Errorf("more than %d rows", maxRows)
		}
		if err != nil {
			return nil, resp.Refuse(address, err)
		}
		if !more {
			return r.wanted(list, categories), nil
		}
	}
}

func (r *run) query(stock, language string, rows int) url.Values {
	from := firstDay
	if !r.src.Since.IsZero() {
		from = r.src.Since.In(hongKong).Format("20060102")
	}
	return url.Values{
		"sortDir": {"0"}, "sortByOptions": {"DateTime"}, "category": {"0"}, "market": {"SEHK"}, "stockId": {stock}, "documentType": {"-1"},
		"fromDate": {from}, "toDate": {r.now().In(hongKong).Format("20060102")}, "title": {""}, "searchType": {"0"},
		"t1code": {"-2"}, "t2Gcode": {"-2"}, "t2code": {"-2"}, "rowRange": {strconv.Itoa(rows)}, "lang": {language},
	}
}

// wanted leaves out what is no candidate, what is known and what is listed
// twice.
func (r *run) wanted(list []row, categories []string) []row {
	var out []row
	seen := map[string]bool{}
	for _, x := range list {
		if seen[x.link] || !x.of(r.code) || !x.candidate(categories) || r.Memory.Has(r.www+x.link) {
			continue
		}
		seen[x.link] = true
		out = append(out, x)
	}
	return out
}

// document fetches one document and hands it over.
func (r *run) document(ctx context.Context, x row) error {
	address := r.www + x.link
	resp, err := r.visit.Get(ctx, fetch.Request{URL: address, Accept: x.media})
	if err != nil {
		return err
	}
	err = r.visit.HandOver(scrape.Document{
		URL: address, Title: x.title, Accession: x.announcement(), Filename: x.filename(), Published: x.released.UTC(),
	}, resp)
	if err == nil {
		r.log().Info("collected", "url", address, "bytes", len(resp.Body), "published", x.released)
	}
	return err
}
