package replica

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"tickmark/testdata"
)

// perPage is how many releases a page of the list shows; the real ones show
// ten.
const perPage = 3

// news is one row of an issuer's list.
type news struct {
	at    time.Time
	title string
	slug  string
	path  string // of the release in testdata; empty for a decoy
}

// IRSite starts a replica of an issuer's site on the platform of Notified: the
// list at /news-releases in pages counted from 0, the feed at
// /rss/news-releases.xml, and the releases, with the decoys that stand between
// them. Close ends it.
func IRSite(o Options) (*Server, error) {
	s, err := holding(o)
	if err != nil {
		return nil, err
	}
	s.answer = s.ir
	return s, s.start()
}

// news lists what is published, newest first.
func (s *Server) news() (out []news) {
	for _, f := range s.published() {
		for _, d := range f.Documents {
			if !d.Release() {
				continue
			}
			quarter := f.Event
			title := "Kingsoft Cloud Announces Unaudited " + quarter + " Financial Results"
			before := accepted(f).AddDate(0, 0, -14)
			out = append(out,
				news{before, "Kingsoft Cloud to Hold a Customer Day before " + quarter, slug("customer-day", quarter, f.Accession), ""},
				news{accepted(f), title, slug("announces", quarter, f.Accession), d.Path})
		}
	}
	slices.SortStableFunc(out, func(a, b news) int { return b.at.Compare(a.at) })
	return out
}

func slug(what, event, accession string) string {
	return "kingsoft-cloud-" + what + "-" + strings.ToLower(event) + "-" + accession[len(accession)-3:]
}

const details = "/news-releases/news-release-details/"

func (s *Server) ir(w http.ResponseWriter, r *http.Request) {
	switch p := r.URL.Path; {
	case p == "/news-releases":
		s.newsPage(w, r)
	case p == "/rss/news-releases.xml":
		s.newsFeed(w, r)
	case strings.HasPrefix(p, details):
		s.newsDetail(w, r, strings.TrimPrefix(p, details))
	default:
		http.NotFound(w, r)
	}
}

func (s *Server) newsPage(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.URL.Query().Get("page"))
	all := s.news()
	from := min(max(n, 0)*perPage, len(all))
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="Generator" content="Drupal 10 (https://www.drupal.org)"><title>News</title></head><body>`)
	b.WriteString(`<a href="/rss/news-releases.xml">News RSS</a><table class="nirtable collapse-table news-table"><tbody>`)
	for _, x := range all[from:min(from+perPage, len(all))] {
		fmt.Fprintf(&b, `<tr><td><div class="nir-widget--field nir-widget--news--date-time">%s</div></td><td><div class="nir-widget--field nir-widget--news--headline"><a href="%s" hreflang="en">
 %s</a></div></td></tr>`, x.at.Format("01/02/06 - 3:04 PM MST"), details+x.slug, escape(x.title))
	}
	b.WriteString(`</tbody></table><ul class="pager__items js-pager__items"><li class="pager__item--last"></li></ul></body></html>`)
	serve(w, r, []byte(b.String()), "text/html; charset=UTF-8", time.Time{}, tagOf(b.String()))
}

func tagOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:8])
}

// flap counts what is asked of a feed, and answers when it is the turn of a
// redirect.
func (s *Server) flap(w http.ResponseWriter, r *http.Request) bool {
	if !s.options.Flaps || !strings.HasPrefix(r.URL.Path, "/rss/") || strings.HasSuffix(r.URL.Path, "/") {
		return false
	}
	s.mu.Lock()
	s.fed++
	turn := s.fed%3 == 1
	s.mu.Unlock()
	if turn {
		http.Redirect(w, r, r.URL.Path+"/", http.StatusMovedPermanently)
	}
	return turn
}

func (s *Server) newsFeed(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title><link>/news-releases</link>`)
	for _, x := range s.news() {
		fmt.Fprintf(&b, "<item><title>%s</title><link>%s</link><description>…</description><pubDate>%s</pubDate></item>",
			escape(x.title), s.URL+details+x.slug, x.at.UTC().Format("Mon, 02 Jan 2006 15:04")+" GMT")
	}
	b.WriteString("</channel></rss>")
	serve(w, r, []byte(b.String()), "application/rss+xml; charset=utf-8", time.Time{}, tagOf(b.String()))
}

func (s *Server) newsDetail(w http.ResponseWriter, r *http.Request, slug string) {
	for _, x := range s.news() {
		if x.slug != slug || x.path == "" {
			continue
		}
		data, err := fs.ReadFile(testdata.FS(), x.path)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		serve(w, r, data, "text/html; charset=UTF-8", x.at.UTC(), "")
		return
	}
	http.NotFound(w, r)
}
