package replica

import (
	"bytes"
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
	event string
	says  string // what a decoy says
}

// IRSite starts a replica of an issuer's site on the platform of Notified: the
// list at /news-releases in pages counted from 0, in one of the three markups,
// the feed at /rss/news-releases.xml, the releases with their PDFs under
// /static-files, and the decoys that stand between them. It answers bursts with
// 403. Close ends it.
func IRSite(o Options) (*Server, error) {
	s, err := holding(o)
	if err != nil {
		return nil, err
	}
	if s.pdfs, err = announced(true, func(a testdata.Announcement) string { return a.Event }); err != nil {
		return nil, err
	}
	s.answer = s.ir
	return s, s.start()
}

// announced are the exchange's announcements in one language, by what they are
// known by.
func announced(english bool, by func(testdata.Announcement) string) (map[string]testdata.Announcement, error) {
	list, err := testdata.Announcements()
	if err != nil {
		return nil, fmt.Errorf("replica: %w", err)
	}
	out := map[string]testdata.Announcement{}
	for _, a := range list {
		if english == (a.Language == "en") {
			out[by(a)] = a
		}
	}
	return out, nil
}

// news lists what is published, newest first. Two weeks before each release
// stand a notice of its day, whose title speaks of results too, and a decoy.
func (s *Server) news() (out []news) {
	for _, f := range s.published() {
		for _, d := range f.Documents {
			if !d.Release() {
				continue
			}
			at, event := accepted(f), f.Event
			before := at.AddDate(0, 0, -14)
			day := "Kingsoft Cloud to Report " + event + " Financial Results on " + at.Format("January 2, 2006")
			out = append(out,
				news{before, "Kingsoft Cloud to Hold a Customer Day before " + event, slug("customer-day", event, f.Accession), "", event, "Customers meet in Beijing."},
				news{before, day, slug("to-report", event, f.Accession), "", event, "The management will hold a call at 8:15 a.m., Beijing time, on the day of the release."},
				news{at, "Kingsoft Cloud Announces Unaudited " + event + " Financial Results", slug("announces", event, f.Accession), d.Path, event, ""})
		}
	}
	slices.SortStableFunc(out, func(a, b news) int { return b.at.Compare(a.at) })
	return out
}

func slug(what, event, accession string) string {
	return "kingsoft-cloud-" + what + "-" + strings.ToLower(event) + "-" + accession[len(accession)-3:]
}

const (
	details = "/news-releases/news-release-details/"
	statics = "/static-files/"
)

func (s *Server) ir(w http.ResponseWriter, r *http.Request) {
	if s.tooFast(time.Now()) {
		burst(w, r)
		return
	}
	switch p := r.URL.Path; {
	case p == "/news-releases":
		s.newsPage(w, r)
	case p == "/rss/news-releases.xml":
		s.newsFeed(w, r)
	case strings.HasPrefix(p, details):
		s.newsDetail(w, r, strings.TrimPrefix(p, details))
	case strings.HasPrefix(p, statics):
		s.staticFile(w, r, strings.TrimPrefix(p, statics))
	default:
		http.NotFound(w, r)
	}
}

// burst is what the gateway before such sites answers to haste.
func burst(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(http.StatusForbidden)
	fmt.Fprintf(w, "<HTML><HEAD>\n<TITLE>Access Denied</TITLE>\n</HEAD><BODY>\n<H1>Access Denied</H1>\n \nNo permission for %s on this server.<P>\nReference&#32;&#35;18&#46;0\n</BODY>\n</HTML>\n", escape(r.URL.Path))
}

// yearBlock is the prefix of the fields of the filter by year: on the platform
// one of each block.
const yearBlock = "1f0e3dad99908345f7439f8ffabdffc4"

func (s *Server) newsPage(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	n, _ := strconv.Atoi(q.Get("page"))
	all := s.news()
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="Generator" content="Drupal 10 (https://www.drupal.org)"><title>News</title></head><body class="nir-node">`)
	b.WriteString(`<a href="/rss/news-releases.xml">News RSS</a>`)
	if s.options.ThisYear {
		year := all[0].at.Year()
		if q.Get(yearBlock+"_year[value]") != "_none" {
			all = slices.DeleteFunc(all, func(x news) bool { return x.at.Year() != year })
			yearForm(&b, strconv.Itoa(year))
		} else {
			yearForm(&b, "_none")
		}
	}
	from := min(max(n, 0)*perPage, len(all))
	s.newsRows(&b, all[from:min(from+perPage, len(all))])
	b.WriteString(`<ul class="pager__items js-pager__items"><li class="pager__item--last"></li></ul></body></html>`)
	serve(w, r, []byte(b.String()), "text/html; charset=UTF-8", time.Time{}, tagOf(b.String()))
}

// yearForm is the filter of the list by year.
func yearForm(b *strings.Builder, chosen string) {
	fmt.Fprintf(b, `<form id="widget-form-base" action="/news-releases" method="get" accept-charset="UTF-8"><select name="%s_year[value]"><option value="_none">All</option>`, yearBlock)
	for _, year := range []string{"2026", "2025", "2024"} {
		fmt.Fprintf(b, `<option value="%s">%[1]s</option>`, year)
	}
	fmt.Fprintf(b, `</select><input type="hidden" name="%s_widget_id" value="%[1]s"><input type="submit" name="op" value="Filter" class="form-submit"><input type="hidden" name="form_build_id" value="form-x"><input type="hidden" name="form_id" value="widget_form_base"></form>`, yearBlock)
	text := strings.Replace(b.String(), `value="`+chosen+`"`, `value="`+chosen+`" selected="selected"`, 1)
	b.Reset()
	b.WriteString(text)
}

// newsRows writes the rows in the markup of the site. Tables name the zone of
// their dates, the others do not.
func (s *Server) newsRows(b *strings.Builder, rows []news) {
	open, row, end := `<table class="nirtable collapse-table news-table"><tbody>`, tableRow, `</tbody></table>`
	switch s.options.Markup {
	case "article":
		open, row, end = `<div class="nir-widget--list">`, articleRow, `</div>`
	case "card":
		open, row, end = `<div class="cards">`, cardRow, `</div>`
	}
	b.WriteString(open)
	for _, x := range rows {
		row(b, x)
	}
	b.WriteString(end)
}

func tableRow(b *strings.Builder, x news) {
	fmt.Fprintf(b, `<tr><td><div class="nir-widget--field nir-widget--news--date-time">%s</div></td><td><div class="nir-widget--field nir-widget--news--headline"><a href="%s" hreflang="en">
 %s</a></div></td></tr>`, x.at.Format("01/02/06 - 3:04 PM MST"), details+x.slug, escape(x.title))
}

func articleRow(b *strings.Builder, x news) {
	fmt.Fprintf(b, `<article class="node--nir-news--nir-widget-list node--type-nir-news"><div class="nir-widget--field nir-widget--news--date-time">
 %s </div><div class="nir-widget--field nir-widget--news--headline"><a href="%s" hreflang="en">%s</a></div></article>`, x.at.Format("Jan 02, 2006"), details+x.slug, escape(x.title))
}

func cardRow(b *strings.Builder, x news) {
	fmt.Fprintf(b, `<a class="card-wrapper" href="%s"><div class="card-body"><time datetime="%s">%s</time><h5 class="card-title">%s</h5><p>Read more</p></div></a>`,
		details+x.slug, x.at.Format("2006-01-02T15:04:05"), x.at.Format("January 2, 2006"), escape(x.title))
}

func tagOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:8])
}

func (s *Server) newsFeed(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title><link>/news-releases</link>`)
	for _, x := range s.news() {
		fmt.Fprintf(&b, "<item><title>%s</title><link>%s</link><description>…</description><pubDate>%s</pubDate></item>",
			escape(x.title), s.URL+details+x.slug, x.at.UTC().Format("Mon, 02 Jan 2006 15:04:05")+" GMT")
	}
	b.WriteString("</channel></rss>")
	serve(w, r, []byte(b.String()), "application/rss+xml; charset=utf-8", time.Time{}, tagOf(b.String()))
}

// newsDetail is the page of one release: the text of the exhibit within the
// site's own, and a link to the announcement's PDF where there is one.
func (s *Server) newsDetail(w http.ResponseWriter, r *http.Request, slug string) {
	rows := s.news()
	at := slices.IndexFunc(rows, func(x news) bool { return x.slug == slug })
	if at < 0 {
		http.NotFound(w, r)
		return
	}
	x := rows[at]
	body, err := inner(x)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>%s | Kingsoft Cloud</title></head><body class="nir-node nir-node--type-nir-news"><nav><a href="/">Home</a></nav>
<article class="node--nir-news--full"><div class="field--name-field-nir-news-title">%[1]s</div><div class="field--name-field-nir-news-date">%s</div><div class="node__content">
%s
`, escape(x.title), x.at.Format("Jan 02, 2006"), body)
	if _, ok := s.pdfs[x.event]; ok && x.path != "" {
		fmt.Fprintf(&b, `<div class="file-link"><a href="%s">PDF Version</a></div>`, statics+uuid(x.event))
	}
	b.WriteString("</div></article></body></html>\n")
	serve(w, r, b.Bytes(), "text/html; charset=UTF-8", x.at.UTC(), "")
}

// inner is what a release says, without the page around it.
func inner(x news) ([]byte, error) {
	if x.path == "" {
		return []byte("<p>" + escape(x.title) + ".</p><p>" + escape(x.says) + "</p>"), nil
	}
	data, err := fs.ReadFile(testdata.FS(), x.path)
	if err != nil {
		return nil, err
	}
	lower := bytes.ToLower(data)
	from, to := bytes.Index(lower, []byte("<body")), bytes.LastIndex(lower, []byte("</body>"))
	if from < 0 || to < from {
		return nil, fmt.Errorf("replica: %s has no body", x.path)
	}
	from += bytes.IndexByte(data[from:], '>') + 1
	return data[from:to], nil
}

// uuid is the address of an event's PDF, which says nothing of what it is.
func uuid(event string) string {
	t := tagOf(event) + tagOf(event+"+")
	return t[:8] + "-" + t[8:12] + "-" + t[12:16] + "-" + t[16:20] + "-" + t[20:32]
}

// staticFile is a PDF without a name in its address.
func (s *Server) staticFile(w http.ResponseWriter, r *http.Request, name string) {
	for event, a := range s.pdfs {
		if uuid(event) != name {
			continue
		}
		data, err := fs.ReadFile(testdata.FS(), strings.TrimSuffix(a.Path, ".html")+".pdf")
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Disposition", `inline; filename="`+strings.ToLower(event)+`-results.pdf"`)
		serve(w, r, data, "application/pdf", time.Time{}, tagOf(event))
		return
	}
	http.NotFound(w, r)
}
