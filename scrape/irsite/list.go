package irsite

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"time"

	"tickmark/scrape"
	"tickmark/scrape/fetch"
)

// recall takes up what earlier runs remembered of the list.
func (r *run) recall() (err error) {
	if all, _ := r.Memory.Validators(r.key("years")); all != "" {
		if r.query, err = url.ParseQuery(all); err != nil {
			return fmt.Errorf("irsite: memory of %s: %w", r.src.ID, err)
		}
	}
	since, newest := r.Memory.Validators(r.key("since"))
	r.whole, r.newest = since != "" && since <= r.since(), newest
	owed, _ := r.Memory.Validators(r.key("owed"))
	if owed == "" {
		return nil
	}
	var all []owedRow
	if err := json.Unmarshal([]byte(owed), &all); err != nil {
		return fmt.Errorf("irsite: memory of %s: %w", r.src.ID, err)
	}
	for _, x := range all {
		r.owed = append(r.owed, row{x.Link, x.Title, x.Date})
	}
	return nil
}

// owedRow is a row as it is remembered.
type owedRow struct {
	Link, Title string
	Date        time.Time
}

// settle remembers that the list was read to its end and what it showed that is
// to be had, before any of that is asked for: a run that is killed leaves the
// rest to the next, and one dead link does not make that read the list anew.
func (r *run) settle(found []row) error {
	if err := r.owe(found); err != nil {
		return err
	}
	if r.first.NotModified {
		return nil
	}
	return errors.Join(r.visit.Remember(r.key("since"), r.since(), r.newest, ""),
		r.visit.Remember(r.key("list"), r.first.ETag, r.first.LastModified, ""))
}

// owe remembers what is still to be had.
func (r *run) owe(left []row) error {
	if slices.Equal(left, r.owed) {
		return nil
	}
	r.owed = left
	if len(left) == 0 {
		return r.visit.Remember(r.key("owed"), "", "", "")
	}
	all := make([]owedRow, len(left))
	for i, x := range left {
		all[i] = owedRow{x.link, x.title, x.date}
	}
	text, err := json.Marshal(all)
	if err != nil {
		return err
	}
	return r.visit.Remember(r.key("owed"), string(text), "", "")
}

// list is the releases wanted, oldest first: those owed, and what the list shows
// that is new.
func (r *run) list(ctx context.Context) (found []row, err error) {
	for _, x := range r.owed {
		if r.wants(x) && !r.known(x.link) {
			found = append(found, x)
		}
	}
	for n := range maxPages {
		rows, err := r.page(ctx, n)
		if err != nil {
			return nil, err
		}
		if n == 0 {
			r.tellStale(rows)
		}
		met := false // a release that an earlier run saw
		for _, x := range rows {
			switch {
			case !r.wants(x) || contains(found, x) && !contains(r.owed, x):
			case r.known(x.link) || contains(r.owed, x):
				met = true
			default:
				found = append(found, x)
			}
		}
		if len(rows) == 0 || r.site.Page == "" || r.whole && met || r.past(rows) || !r.more(rows) {
			break
		}
		if n == maxPages-1 {
			r.warn("the list has more pages than are read: what is older is not seen", "pages", maxPages)
		}
	}
	slices.Reverse(found)
	slices.SortStableFunc(found, func(a, b row) int { return a.date.Compare(b.date) })
	return found, nil
}

func contains(rows []row, x row) bool {
	return slices.ContainsFunc(rows, func(y row) bool { return y.link == x.link })
}

// tellStale warns of a list whose newest line is old, seen now or the last time
// that the list changed.
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
	if !newest.IsZero() {
		r.newest = newest.UTC().Format(time.DateOnly)
	}
	if at, err := time.Parse(time.DateOnly, r.newest); err == nil && now.Sub(at) > stale {
		r.warn("the list says nothing new for long: has the issuer left it for another?", "newest", r.newest)
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
	r.at = r.base
	if u, err := url.Parse(resp.FinalURL); err == nil && resp.FinalURL != "" {
		r.at = u
	}
	if !r.belongs(r.at.String()) {
		return nil, resp.Refuse(q.URL, fmt.Errorf("it leads to another host: %s", resp.FinalURL))
	}
	if n == 0 && resp.Ends() {
		if again, err := r.everyYear(resp.Body); again || err != nil {
			return r.againOr(ctx, err)
		}
	}
	rows, err := r.rows(n, resp)
	if err != nil {
		return nil, resp.Refuse(q.URL, err)
	}
	return rows, nil
}

// rows reads what came of a page, which must be whole, and the list.
func (r *run) rows(n int, resp fetch.Response) ([]row, error) {
	rows, err := r.parse(resp.Body)
	switch {
	case err != nil:
		return nil, err
	case !resp.Ends() && (len(rows) > 0 || bytes.Contains(resp.Body, []byte("<html"))):
		return nil, cut
	case n == 0 && len(rows) == 0:
		return nil, errors.New("it lists no release: have its selectors, or the page, changed?")
	case n > 0 && len(rows) == 0 && !tells(resp.Body, titleOfPage(r.first.Body)):
		return nil, errors.New("it is no page of the list: it lacks the words of the first page's title")
	case len(rows) > 0 && !slices.ContainsFunc(rows, func(x row) bool { return x.title != "" }):
		return nil, errors.New("its rows have no titles: is the selector of the headline, or of the link, right?")
	}
	return rows, nil
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

// wants leaves out what is no candidate or too old.
func (r *run) wants(x row) bool {
	old := !x.date.IsZero() && x.date.Before(r.src.Since)
	return !old && r.title.MatchString(x.title)
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
