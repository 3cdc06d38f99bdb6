package fetch

import (
	"bytes"
	"html"
	"net/http"
	"regexp"
	"strings"

	"tickmark/scrape"
)

// maxBlockPage is how far into a page its title and heading are looked for. A
// page longer than this whose title says nothing is a document.
const maxBlockPage = 32 << 10

// refusals are phrases in the title or first heading of a page that is served
// in place of a document, whatever its status. The SEC's are those of its
// pages for undeclared tools, for its traffic limit and for missing files;
// the others are what the common gateways print.
var refusals = []struct {
	phrase string
	kind   error
}{
	{"undeclared automated tool", scrape.ErrUndeclaredTool},
	{"request rate threshold exceeded", scrape.ErrRateThreshold},
	{"exceeded the sec's traffic limit", scrape.ErrRateThreshold},
	{"too many requests", scrape.ErrTooManyRequests},
	{"sec.gov | file unavailable", scrape.ErrUnavailable},
	{"just a moment...", scrape.ErrChallenge},
	{"attention required! | cloudflare", scrape.ErrChallenge},
	{"pardon our interruption", scrape.ErrChallenge},
	{"access to this page has been denied", scrape.ErrChallenge},
	{"verify you are human", scrape.ErrChallenge},
	{"verifying you are human", scrape.ErrChallenge},
	{"human verification", scrape.ErrChallenge},
	{"are you a robot", scrape.ErrChallenge},
	{"access denied", scrape.ErrAccessDenied},
	{"403 forbidden", scrape.ErrAccessDenied},
	{"request rejected", scrape.ErrAccessDenied},
	{"404 not found", scrape.ErrNotFound},
	{"page not found", scrape.ErrNotFound},
}

var (
	titleRE = regexp.MustCompile(`(?is)<(?:title|h1)\b[^>]*>(.*?)</(?:title|h1)>`)
	tagRE   = regexp.MustCompile(`<[^>]*>`)
	errorRE = regexp.MustCompile(`(?s)^(?:<\?xml[^>]*\?>)?\s*<Error>\s*<Code>(\w+)</Code>`)
)

// blockPage recognises an answer that stands in place of the document, and
// gives its kind, or nil.
func blockPage(a answer) error {
	if a.header.Get("Cf-Mitigated") == "challenge" || a.header.Get("X-Amzn-Waf-Action") != "" {
		return scrape.ErrChallenge
	}
	head := bytes.TrimSpace(a.body[:min(len(a.body), maxBlockPage)])
	if len(head) == 0 || head[0] != '<' {
		return nil
	}
	if m := errorRE.FindSubmatch(head); m != nil {
		return objectError(string(m[1]), a.status)
	}
	for _, m := range titleRE.FindAllSubmatch(head, 2) {
		if kind := refusal(string(m[1])); kind != nil {
			return kind
		}
	}
	if len(a.body) < 4<<10 && bytes.Contains(head, []byte("_Incapsula_Resource")) {
		return scrape.ErrChallenge
	}
	return nil
}

// objectError reads the XML errors of the store behind the SEC's archive.
func objectError(code string, status int) error {
	switch code {
	case "AccessDenied":
		return scrape.ErrAccessDenied
	case "NoSuchKey":
		return scrape.ErrNotFound
	case "SlowDown":
		return scrape.ErrTooManyRequests
	}
	if status == http.StatusOK {
		return scrape.ErrWrongType
	}
	return nil
}

func refusal(title string) error {
	title = html.UnescapeString(tagRE.ReplaceAllString(title, " "))
	title = strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(title, "’", "'")), " "))
	for _, r := range refusals {
		if strings.Contains(title, r.phrase) {
			return r.kind
		}
	}
	return nil
}
