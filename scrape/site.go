package scrape

import (
	"fmt"
	"regexp"
	"slices"
	"time"

	"github.com/andybalholm/cascadia"
)

// Site is how a web site lists its releases: on a page whose rows selectors
// find, or in a feed (RSS, Atom), which needs none of them.
type Site struct {
	Preset   string   `yaml:"preset"`   // gives what is left empty below; one of Presets
	Row      string   `yaml:"row"`      // CSS selector of one release in the list
	Link     string   `yaml:"link"`     // within a row: its link; a[href] if empty
	Headline string   `yaml:"headline"` // within a row: its title; the text of the link if empty, or not there
	Date     string   `yaml:"date"`     // within a row: its date; without one the time of release is unknown
	Years    string   `yaml:"years"`    // of the list's page: the choice of a year, in a form whose value _none shows all; the page as it comes if empty
	Files    string   `yaml:"files"`    // within the page of a release: links to further documents of it; none if empty
	Page     string   `yaml:"page"`     // the query parameter that counts the pages of the list; empty where it has one page
	First    int      `yaml:"first"`    // the number of its first page
	Title    string   `yaml:"title"`    // regular expression of the titles wanted; empty for any that speaks of results
	Zone     string   `yaml:"zone"`     // IANA name of the clock of dates that name none; if empty, that of the issuer
	Dates    string   `yaml:"dates"`    // the order of 5/6/2026: MonthFirst, DayFirst; if empty, such dates are not read
	Hosts    []string `yaml:"hosts"`    // further hosts on which its documents lie
	Terms    string   `yaml:"terms"`    // for a newswire: accepted, by whoever has read its terms of use
}

// Presets are the lists of common platforms.
//
// gcs-web is Notified's (Nasdaq IR, on Drupal): tables, articles or cards; pages
// are counted from 0; dates are those of the US East without saying so; some
// show the current year first. prnewswire is the page of an organisation there.
var Presets = map[string]Site{
	"gcs-web": {
		Row:      "table.nirtable tbody tr, article.node--type-nir-news, a.card-wrapper",
		Date:     ".nir-widget--news--date-time, time, .field--name-field-nir-news-date",
		Headline: ".nir-widget--news--headline, .card-title",
		Page:     "page", Zone: "America/New_York", Dates: MonthFirst,
		Years: `form select[name$="_year[value]"]`,
		Files: ".file-link a[href], .field--name-field-nir-document a[href]",
	},
	"prnewswire": {Row: "a.newsreleaseconsolidatelink", Headline: "h3", Date: "small", Page: "page", First: 1},
}

// The orders of dates with slashes.
const (
	MonthFirst = "month-first"
	DayFirst   = "day-first"
)

// Whole is a site with what its preset gives.
func (s Site) Whole() Site {
	p := Presets[s.Preset]
	for _, f := range []struct{ to, from *string }{
		{&s.Row, &p.Row}, {&s.Link, &p.Link}, {&s.Headline, &p.Headline}, {&s.Date, &p.Date}, {&s.Years, &p.Years}, {&s.Files, &p.Files}, {&s.Page, &p.Page}, {&s.Title, &p.Title}, {&s.Zone, &p.Zone}, {&s.Dates, &p.Dates},
	} {
		if *f.to == "" {
			*f.to = *f.from
		}
	}
	if s.First == 0 {
		s.First = p.First
	}
	return s
}

// Check lists what is wrong with a site, one sentence each.
func (s Site) Check() (wrong []string) {
	if _, ok := Presets[s.Preset]; s.Preset != "" && !ok {
		wrong = append(wrong, fmt.Sprintf("preset %q is none of gcs-web, prnewswire", s.Preset))
	}
	if _, err := regexp.Compile(s.Title); err != nil {
		wrong = append(wrong, fmt.Sprintf("title: %v", err))
	}
	if _, err := time.LoadLocation(s.Zone); err != nil {
		wrong = append(wrong, fmt.Sprintf("zone %q: %v", s.Zone, err))
	}
	for what, selector := range map[string]string{"row": s.Row, "link": s.Link, "headline": s.Headline, "date": s.Date, "years": s.Years, "files": s.Files} {
		if _, err := cascadia.ParseGroup(selector); selector != "" && err != nil {
			wrong = append(wrong, fmt.Sprintf("%s %q is no CSS selector: %v", what, selector, err))
		}
	}
	if s.Dates != "" && s.Dates != MonthFirst && s.Dates != DayFirst {
		wrong = append(wrong, fmt.Sprintf("dates %q: want %s or %s", s.Dates, MonthFirst, DayFirst))
	}
	if s.Terms != "" && s.Terms != Accepted {
		wrong = append(wrong, fmt.Sprintf("terms %q: want accepted, or nothing", s.Terms))
	}
	slices.Sort(wrong)
	return wrong
}

// Accepted is the word by which a profile says that a newswire's terms of use
// were read and allow what is done.
const Accepted = "accepted"
