package irsite

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"tickmark/scrape"
)

// row is one release of a list.
type row struct {
	link, title string
	date        time.Time // zero if it cannot be read
}

// parse reads a list, page or feed.
func (r *run) parse(body []byte) ([]row, error) {
	head := bytes.TrimLeft(body, "\ufeff \t\r\n")
	for _, mark := range []string{"<?xml", "<rss", "<feed"} {
		if bytes.HasPrefix(head, []byte(mark)) && !bytes.Contains(head[:min(len(head), 512)], []byte("<html")) {
			return r.feed(head)
		}
	}
	if r.site.Row == "" {
		return nil, fmt.Errorf("it is no feed, and the source names no row of a page")
	}
	return r.lines(body)
}

// document parses a page in its own charset. The header is not asked: it lies
// more often than the page.
func document(body []byte) (*goquery.Document, error) {
	encoding, _, _ := charset.DetermineEncoding(body, "")
	return goquery.NewDocumentFromReader(encoding.NewDecoder().Reader(bytes.NewReader(body)))
}

func (r *run) lines(body []byte) (out []row, err error) {
	doc, err := document(body)
	if err != nil {
		return nil, err
	}
	if href, ok := doc.Find("base[href]").First().Attr("href"); ok {
		if u, err := r.at.Parse(href); err == nil {
			r.at = u
		}
	}
	doc.Find(r.site.Row).Each(func(_ int, s *goquery.Selection) {
		headline, a := r.headOf(s)
		href, _ := a.Attr("href")
		if link, ok := r.resolve(r.at, href); ok {
			out = append(out, row{link, r.titleOf(headline), r.dateOf(s)})
		}
	})
	return out, nil
}

// headOf finds the headline and the link of a row. The headline's own link goes
// before others, as those to a PDF; without a headline the link is it.
func (r *run) headOf(row *goquery.Selection) (headline, a *goquery.Selection) {
	if r.site.Headline != "" {
		headline = row.Find(r.site.Headline).First()
	}
	switch {
	case r.site.Link == "" && headline != nil && headline.Find("a[href]").Length() > 0:
		a = headline.Find("a[href]").First()
	case r.site.Link == "" && row.Is("a[href]"):
		a = row
	default:
		a = row.Find(cmp.Or(r.site.Link, "a[href]")).First()
	}
	if headline == nil || headline.Length() == 0 {
		headline = a
	}
	return headline, a
}

// titleOf is the text of a headline without the date, which a card that is one
// link holds too.
func (r *run) titleOf(a *goquery.Selection) string {
	a = a.Clone()
	if r.site.Date != "" {
		a.Find(r.site.Date).Remove()
	}
	return words(a.Text())
}

func (r *run) dateOf(s *goquery.Selection) time.Time {
	if r.site.Date == "" {
		return time.Time{}
	}
	d := s.Find(r.site.Date).First()
	for _, of := range []*goquery.Selection{d, d.Find("time[datetime]").First()} {
		if stamp, ok := of.Attr("datetime"); ok {
			if t := readDate(stamp, r.zone, r.site.Dates); !t.IsZero() {
				return t
			}
		}
	}
	return r.date(words(d.Text()))
}

// date reads a date, and says once where it cannot.
func (r *run) date(s string) time.Time {
	t := readDate(s, r.zone, r.site.Dates)
	if t.IsZero() && s != "" {
		r.warn("dates of the list are not read: the releases are known since they are fetched", "date", s)
	}
	return t
}

func words(s string) string { return strings.Join(strings.Fields(s), " ") }

// tells says that a page holds at least half of the words of a title, and of
// those that name a period each. A site under repair, and one that leads old
// addresses to its front page, answer with status 200 and a page of another
// kind. A PDF is not looked into.
func tells(body []byte, title string) bool {
	if bytes.HasPrefix(body, []byte("%PDF")) {
		return true
	}
	doc, err := document(body)
	if err != nil {
		return false
	}
	said := map[string]bool{}
	for _, text := range doc.Find("*").Contents().Nodes {
		if text.Type == html.TextNode {
			for _, w := range titleWords(text.Data) {
				said[w] = true
			}
		}
	}
	all, found := titleWords(title), 0
	for _, w := range all {
		switch {
		case said[w]:
			found++
		case periodWord.MatchString(w):
			return false
		}
	}
	return 2*found >= len(all)
}

// periodWord is a word of a title that says of when a release is.
var periodWord = regexp.MustCompile(`^(?:(?:19|20)\d\d|first|second|third|fourth|q[1-4]|half|interim|annual)$`)

// titleOfPage is what a page calls itself.
func titleOfPage(body []byte) string {
	doc, err := document(body)
	if err != nil {
		return ""
	}
	return words(doc.Find("title").First().Text())
}

// titleWords are the words of a title in lower case; of Chinese, the characters.
func titleWords(title string) (out []string) {
	for _, part := range strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if !strings.ContainsFunc(part, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			out = append(out, part)
			continue
		}
		for _, r := range part {
			out = append(out, string(r))
		}
	}
	return out
}

// feed is RSS 2.0 or Atom.
type feed struct {
	Items []struct {
		Titles []element `xml:"title"`
		Links  []element `xml:"link"`
		GUID   struct {
			Permanent string `xml:"isPermaLink,attr"`
			Text      string `xml:",chardata"`
		} `xml:"guid"`
		Date   string    `xml:"pubDate"`
		Others []element `xml:"date"` // of Dublin Core
	} `xml:"channel>item"`
	Entries []struct {
		Title string `xml:"title"`
		Links []struct {
			Href string `xml:"href,attr"`
			Rel  string `xml:"rel,attr"`
		} `xml:"link"`
		Published string `xml:"published"`
		Updated   string `xml:"updated"`
	} `xml:"entry"`
}

// element is an element of a feed, which others of the same name but from
// another namespace may stand beside: media:title, atom:link.
type element struct {
	XMLName xml.Name
	Text    string `xml:",chardata"`
}

// own is the text of the element that is the feed's own, else of any.
func own(all []element) string {
	for _, e := range all {
		if e.XMLName.Space == "" && strings.TrimSpace(e.Text) != "" {
			return e.Text
		}
	}
	if len(all) > 0 {
		return all[0].Text
	}
	return ""
}

func (r *run) feed(body []byte) (out []row, err error) {
	var f feed
	d := xml.NewDecoder(bytes.NewReader(body))
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) { return charset.NewReaderLabel(label, in) }
	if err := d.Decode(&f); err != nil {
		return nil, fmt.Errorf("feed: %w", err)
	}
	add := func(title, href, date string) {
		if link, ok := r.resolve(r.at, href); ok {
			out = append(out, row{link, words(title), r.date(words(date))})
		}
	}
	for _, x := range f.Items {
		link := own(x.Links)
		if strings.TrimSpace(link) == "" && x.GUID.Permanent != "false" {
			link = x.GUID.Text
		}
		add(own(x.Titles), link, cmp.Or(x.Date, own(x.Others)))
	}
	for _, x := range f.Entries {
		for _, l := range x.Links {
			if l.Rel == "" || l.Rel == "alternate" {
				add(x.Title, l.Href, cmp.Or(x.Published, x.Updated))
				break
			}
		}
	}
	return out, nil
}

// zoned are the dates of lists and feeds that name their zone, some of which
// leave out seconds, against RFC 822; local those that do not; slashed those in
// which the order of day and month is a custom.
var (
	zoned = []string{time.RFC3339, "2006-01-02T15:04Z07:00", "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04 -0700", "2 Jan 2006 15:04:05 -0700",
		"Jan 2, 2006, 15:04 -0700", "Jan 2, 2006 15:04 -0700", "January 2, 2006 3:04 PM -0700"}
	local = []string{
		"2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04", time.DateOnly, "2006/01/02", "2006.01.02", "2006年1月2日",
		"Jan 2, 2006, 15:04", "Jan 2, 2006 15:04", "January 2, 2006 3:04 PM", "Jan 2, 2006", "January 2, 2006", "Monday, January 2, 2006", "2 Jan 2006", "2 January 2006",
	}
	slashed = map[string][]string{
		scrape.MonthFirst: {"1/2/06 - 3:04 PM -0700", "1/2/06 - 3:04 PM", "1/2/06", "1/2/2006"},
		scrape.DayFirst:   {"2/1/06", "2/1/2006", "2.1.2006"},
	}
)

// zoneName is the abbreviation at the end of a date.
var zoneName = regexp.MustCompile(` ([A-Z]{2,4})$`)

// zones are abbreviations that mean one thing wherever releases are dated. A
// date with any other is not read.
var zones = map[string]int{"GMT": 0, "UTC": 0, "UT": 0, "EST": -5, "EDT": -4, "PST": -8, "PDT": -7, "HKT": 8}

// readDate reads a date, by the clock of zone where it names none; the zero
// time where it is none that we know, nobody said by which clock it is, or
// which of day and month goes first.
func readDate(s string, zone *time.Location, order string) time.Time {
	s = strings.Replace(strings.Replace(s, "Sept. ", "Sep ", 1), ". ", " ", 1)
	if m := zoneName.FindStringSubmatch(s); m != nil {
		if m[1] == "ET" { // of the US East, in summer and winter
			zone, _ = time.LoadLocation("America/New_York")
			s = strings.TrimSuffix(s, " ET")
		}
		if hours, ok := zones[m[1]]; ok {
			s = strings.TrimSuffix(s, m[1]) + fmt.Sprintf("%+03d00", hours)
		}
	}
	for _, layout := range slices.Concat(zoned, slashed[order]) {
		if t, err := time.Parse(layout, s); err == nil && strings.Contains(layout, "07") {
			return t
		}
	}
	for _, layout := range slices.Concat(local, slashed[order]) {
		if t, err := time.Parse(layout, s); err == nil && zone != nil {
			return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, zone)
		}
	}
	return time.Time{}
}
