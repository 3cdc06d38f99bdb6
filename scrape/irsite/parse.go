package irsite

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"
	"unicode"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html/charset"
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
	return r.html(body)
}

// document parses a page in its own charset. The header is not asked: it lies
// more often than the page.
func document(body []byte) (*goquery.Document, error) {
	encoding, _, _ := charset.DetermineEncoding(body, "")
	return goquery.NewDocumentFromReader(encoding.NewDecoder().Reader(bytes.NewReader(body)))
}

func (r *run) html(body []byte) (out []row, err error) {
	doc, err := document(body)
	if err != nil {
		return nil, err
	}
	doc.Find(r.site.Row).Each(func(_ int, s *goquery.Selection) {
		a := s.Find(cmp.Or(r.site.Link, "a[href]")).First()
		if a.Length() == 0 && s.Is("a[href]") {
			a = s
		}
		href, _ := a.Attr("href")
		if link, ok := r.resolve(r.base, href); ok {
			out = append(out, row{link, r.titleOf(s, a), r.dateOf(s)})
		}
	})
	return out, nil
}

// titleOf is the headline of a row, or the text of its link, without the date,
// which a card that is one link holds too.
func (r *run) titleOf(row, a *goquery.Selection) string {
	if r.site.Headline != "" {
		if h := row.Find(r.site.Headline).First(); h.Length() > 0 {
			a = h
		}
	}
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
			if t := readDate(stamp, r.zone); !t.IsZero() {
				return t
			}
		}
	}
	return readDate(words(d.Text()), r.zone)
}

func words(s string) string { return strings.Join(strings.Fields(s), " ") }

// tells says that a page holds at least half of the words of a title. A site
// under repair, and one that leads old addresses to its front page, answer with
// status 200 and a page of another kind. A PDF is not looked into.
func tells(body []byte, title string) bool {
	if bytes.HasPrefix(body, []byte("%PDF")) {
		return true
	}
	doc, err := document(body)
	if err != nil {
		return false
	}
	text, all := strings.ToLower(doc.Text()), titleWords(title)
	found := 0
	for _, w := range all {
		if strings.Contains(text, w) {
			found++
		}
	}
	return 2*found >= len(all)
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
		Title string `xml:"title"`
		Link  string `xml:"link"`
		Date  string `xml:"pubDate"`
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

func (r *run) feed(body []byte) (out []row, err error) {
	var f feed
	d := xml.NewDecoder(bytes.NewReader(body))
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) { return charset.NewReaderLabel(label, in) }
	if err := d.Decode(&f); err != nil {
		return nil, fmt.Errorf("feed: %w", err)
	}
	add := func(title, href, date string) {
		if link, ok := r.resolve(r.base, href); ok {
			out = append(out, row{link, words(title), readDate(words(date), r.zone)})
		}
	}
	for _, x := range f.Items {
		add(x.Title, x.Link, x.Date)
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
// leave out seconds, against RFC 822; local those that do not.
var (
	zoned = []string{time.RFC3339, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04 -0700", "1/2/06 - 3:04 PM -0700"}
	local = []string{
		"2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04", time.DateOnly, "2006/01/02", "2006.01.02", "2006年1月2日",
		"Jan 2, 2006, 15:04", "1/2/06 - 3:04 PM", "1/2/06", "1/2/2006", "Jan 2, 2006", "January 2, 2006", "Jan. 2, 2006", "2 Jan 2006", "2 January 2006",
	}
)

// zoneName is the abbreviation at the end of a date.
var zoneName = regexp.MustCompile(` ([A-Z]{2,4})$`)

// zones are abbreviations that mean one thing wherever releases are dated. A
// date with any other is not read.
var zones = map[string]int{"GMT": 0, "UTC": 0, "UT": 0, "EST": -5, "EDT": -4, "HKT": 8}

// readDate reads a date, by the clock of zone where it names none; the zero
// time where it is none that we know, or nobody said by which clock it is.
func readDate(s string, zone *time.Location) time.Time {
	if m := zoneName.FindStringSubmatch(s); m != nil {
		if m[1] == "ET" { // of the US East, in summer and winter
			zone, _ = time.LoadLocation("America/New_York")
			s = strings.TrimSuffix(s, " ET")
		}
		if hours, ok := zones[m[1]]; ok {
			s = strings.TrimSuffix(s, m[1]) + fmt.Sprintf("%+03d00", hours)
		}
	}
	for _, layout := range zoned {
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	for _, layout := range local {
		if t, err := time.Parse(layout, s); err == nil && zone != nil {
			return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, zone)
		}
	}
	return time.Time{}
}
