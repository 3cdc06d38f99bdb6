package replica

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"tickmark/testdata"
)

// WireFeed is the address of the issuer's feed at the replica of a newswire,
// WireHub that of its list as a page.
const (
	WireFeed = "/RssFeed/organization/S2luZ3NvZnQ=/feedTitle/Kingsoft"
	WireHub  = "/news/kingsoft-cloud-holdings-limited/"
)

// Wire starts a replica of a newswire in the manners of the two that issuers of
// RMB figures use: a feed of one organisation, whose dates have no seconds and
// which lists a Chinese edition of a release beside the English, and the hub of
// the issuer, a list in pages counted from 1. Close ends it.
func Wire(o Options) (*Server, error) {
	s, err := holding(o)
	if err != nil {
		return nil, err
	}
	if s.chinese, err = announced(false, func(a testdata.Announcement) string { return a.Period }); err != nil {
		return nil, err
	}
	s.answer = s.wire
	return s, s.start()
}

// story is one release on the wire.
type story struct {
	news
	language string
}

// stories are what is published, newest first; a Chinese edition goes out ten
// minutes after the English.
func (s *Server) stories() (out []story) {
	for _, x := range s.news() {
		if a, ok := s.chinese[x.event]; ok && x.path != "" {
			out = append(out, story{news{x.at.Add(10 * time.Minute), a.Title, x.slug + "-zh", a.Path, x.event, ""}, "zh-hant"})
		}
		out = append(out, story{x, "en"})
	}
	slices.SortStableFunc(out, func(a, b story) int { return cmp.Or(b.at.Compare(a.at), strings.Compare(a.slug, b.slug)) })
	return out
}

func (x story) link() string {
	return "/news-release/" + x.at.Format("2006/01/02") + "/0/" + x.language + "/" + x.slug + ".html"
}

func (s *Server) wire(w http.ResponseWriter, r *http.Request) {
	switch p := r.URL.Path; {
	case p == WireFeed:
		s.wireFeed(w, r)
	case p == WireHub:
		s.wireHub(w, r)
	case strings.HasPrefix(p, "/news-release/"):
		s.wireStory(w, r)
	default:
		http.NotFound(w, r)
	}
}

// flap counts what is asked of a feed, and answers when it is the turn of a
// redirect.
func (s *Server) flap(w http.ResponseWriter, r *http.Request) bool {
	if !s.options.Flaps || !strings.HasPrefix(r.URL.Path, "/RssFeed/") || strings.HasSuffix(r.URL.Path, "/") {
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

func (s *Server) wireFeed(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://dublincore.org/documents/dcmi-namespace/"><channel><title>Kingsoft</title><link>/</link>`)
	for _, x := range s.stories() {
		fmt.Fprintf(&b, `<item><guid isPermaLink="true">%s</guid><link>%[1]s</link><category domain="/rss/stock">Nasdaq:KC</category><title>%s</title><description><![CDATA[…]]></description><pubDate>%s GMT</pubDate><dc:language>%s</dc:language></item>`,
			s.URL+x.link(), escape(x.title), x.at.UTC().Format("Mon, 02 Jan 2006 15:04"), x.language)
	}
	b.WriteString("</channel></rss>")
	serve(w, r, []byte(b.String()), "application/rss+xml; charset=utf-8", time.Time{}, tagOf(b.String()))
}

// wireHub is the issuer's list, each release one link that holds its date, its
// headline and the beginning of its text.
func (s *Server) wireHub(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(cmp.Or(r.URL.Query().Get("page"), "1"))
	all := s.stories()
	from := min(max(n-1, 0)*perPage, len(all))
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html><head><meta charset="utf-8"><title>News from Kingsoft Cloud</title></head><body>`)
	for _, x := range all[from:min(from+perPage, len(all))] {
		fmt.Fprintf(&b, `<div class="row newsCards" lang="%s"><div class="col-sm-12 card"><a class="newsreleaseconsolidatelink display-outline w-100" href="%s"><h3 class="no-top-margin remove-outline"><small>%s ET</small> %s</h3><p class="remove-outline">BEIJING, results and more …</p></a></div></div>`,
			x.language, x.link(), x.at.Format("Jan 02, 2006, 15:04"), escape(x.title))
	}
	b.WriteString("</body></html>")
	serve(w, r, []byte(b.String()), "text/html; charset=utf-8", time.Time{}, tagOf(b.String()))
}

func (s *Server) wireStory(w http.ResponseWriter, r *http.Request) {
	rows := s.stories()
	at := slices.IndexFunc(rows, func(x story) bool { return x.link() == r.URL.Path })
	if at < 0 {
		http.NotFound(w, r)
		return
	}
	x := rows[at]
	body, err := inner(x.news)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	page := fmt.Sprintf(`<!DOCTYPE html><html lang="%s"><head><meta charset="utf-8"><title>%s</title></head><body><h1>%[2]s</h1><time datetime="%s"></time><div class="main-body-container article-body" id="main-body-container">
%s
</div></body></html>
`, x.language, escape(x.title), x.at.Format(time.RFC3339), body)
	serve(w, r, []byte(page), "text/html; charset=utf-8", x.at.UTC(), "")
}
