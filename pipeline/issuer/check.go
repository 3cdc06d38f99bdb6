package issuer

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"
	_ "time/tzdata" // time zones of issuers must be known on any machine

	"tickmark/extract/vocabulary"
)

var (
	idForm       = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,31}$`)
	currencyForm = regexp.MustCompile(`^[A-Z]{3}$`)
	hkexForm     = regexp.MustCompile(`^[0-9]{5}$`)
	cikForm      = regexp.MustCompile(`^0{0,9}[1-9][0-9]{0,9}$`)
)

// maxCIK is the largest number that SEC EDGAR's ten digits hold.
const maxCIK = 9_999_999_999

// Check lists what is wrong with p, one sentence each; none means usable. It
// asks no network whether an identifier is anybody's.
func (p Profile) Check() []string {
	var wrong []string
	add := func(bad bool, format string, args ...any) {
		if bad {
			wrong = append(wrong, fmt.Sprintf(format, args...))
		}
	}
	add(!idForm.MatchString(p.ID), "id %q: want letters a-z, digits and hyphens, at most 32", p.ID)
	add(p.Names == Names{}, "names: want one at least")
	add(p.CIK < 0 || p.CIK > maxCIK, "cik %d: want at most ten digits", p.CIK)
	add(p.HKEX != "" && !hkexForm.MatchString(p.HKEX), "hkex %q: want five digits", p.HKEX)
	add(p.Currency != "" && !currencyForm.MatchString(p.Currency), "currency %q: want three letters as in CNY", p.Currency)
	add(p.YearEnd < 0 || p.YearEnd > 12, "year_end %d: want a month, 1 to 12", p.YearEnd)
	if _, err := time.LoadLocation(p.TimeZone); p.TimeZone != "" && err != nil {
		add(true, "time_zone %q: %v", p.TimeZone, err)
	}
	for i, t := range p.Tickers {
		add(t.Exchange == "" || t.Symbol == "", "tickers, entry %d: want exchange and symbol", i+1)
	}
	for i, s := range p.Sources {
		for _, w := range s.check() {
			add(true, "sources, entry %d: %s", i+1, w)
		}
	}
	if _, err := p.Vocabulary(); err != nil {
		add(true, "labels: %v", err)
	}
	if p.Canvas != nil {
		for _, w := range p.Canvas.Check() {
			add(true, "canvas: %s", w)
		}
	}
	return wrong
}

func (s Source) check() []string {
	var wrong []string
	add := func(bad bool, format string, args ...any) {
		if bad {
			wrong = append(wrong, fmt.Sprintf(format, args...))
		}
	}
	switch s.Kind {
	case "edgar":
		add(!cikForm.MatchString(s.ID), "id %q: want a CIK", s.ID)
		add(len(s.Forms) == 0, "forms: want one at least, as in [6-K]")
	case "hkexnews":
		add(!hkexForm.MatchString(s.ID), "id %q: want a stock code of five digits", s.ID)
	case "irsite", "newswire":
		add(!webAddress(s.ID), "id %q: want the address of a page or of a feed", s.ID)
		for _, w := range s.Site.Check() {
			add(true, "site: %s", w)
		}
	default:
		add(true, "kind %q is none of edgar, hkexnews, irsite, newswire", s.Kind)
	}
	for what, base := range s.Bases {
		add(!webAddress(base), "bases, %s: %q is no address", what, base)
	}
	return wrong
}

// Vocabulary is the built-in vocabulary with the issuer's own measures, labels
// and names. Errors name the line of the labels.
func (p Profile) Vocabulary() (*vocabulary.Vocabulary, error) {
	var b strings.Builder
	for _, name := range append([]string{p.Names.En, p.Names.Hans, p.Names.Hant}, p.Short...) {
		if name != "" {
			b.WriteString("name " + name + "\n")
		}
	}
	return vocabulary.Default().With([]byte(p.Labels + "\n" + b.String()))
}

func webAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}
