package render

import (
	"regexp"
	"strings"
	"testing"

	"tickmark/extract"
	"tickmark/pipeline/canvas"
)

func TestHTMLGolden(t *testing.T) {
	golden(t, "canvas.html", written(t, HTML, fixture(t)))
}

// What a page must hold whatever the golden says: the nine blocks in order,
// a card for every figure, and nothing that a document could run or fetch.
func TestHTMLHolds(t *testing.T) {
	c := fixture(t)
	text := string(written(t, HTML, c))
	at := 0
	for i, name := range canvas.BlockNames {
		next := strings.Index(text, `<h2 id="`+areas[i]+`">`+name+`</h2>`)
		if next < at {
			t.Errorf("block %s is missing or out of order", name)
		}
		at = next
	}
	for _, m := range regexp.MustCompile(`popovertarget="([^"]+)"`).FindAllStringSubmatch(text, -1) {
		if !strings.Contains(text, `id="`+m[1]+`" popover`) {
			t.Errorf("no card %s", m[1])
		}
	}
	for _, bad := range []string{"<script", "<img", "<link", "<iframe", "@import", "url(", "ZgotmplZ", "<b>everyone"} {
		if strings.Contains(text, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	for _, m := range regexp.MustCompile(`href="([^"]*)"`).FindAllStringSubmatch(text, -1) {
		if !strings.HasPrefix(m[1], "http://") && !strings.HasPrefix(m[1], "https://") {
			t.Errorf("link to %s", m[1])
		}
	}
	if on := regexp.MustCompile(`<[a-z]+[^>"]*(?:"[^"]*"[^>"]*)*\son\w+\s*=`).FindString(text); on != "" {
		t.Errorf("an event handler: %s", on)
	}
}

func TestLink(t *testing.T) {
	for _, c := range []struct {
		media               extract.Media
		url, quote, printed string
		page                int
		want                string
	}{
		{extract.HTML, "https://issuer.example/r.htm#top", "RMB2,478.0 million", "2,478.0", 0, "https://issuer.example/r.htm#:~:text=RMB2%2C478.0%20million"},
		{extract.HTML, "https://issuer.example/r.htm", "year-over-year & more", "1", 0, "https://issuer.example/r.htm#:~:text=year%2Dover%2Dyear%20%26%20more"},
		{extract.PDF, "https://issuer.example/r.pdf", "2,478.0", "2,478.0", 12, "https://issuer.example/r.pdf#page=12"},
		{extract.PDF, "https://issuer.example/r.pdf", "2,478.0", "2,478.0", 0, "https://issuer.example/r.pdf"},
		{extract.HTML, "javascript:alert(1)", "x", "x", 0, ""},
		{extract.HTML, "file:///etc/passwd", "x", "x", 0, ""},
		{extract.HTML, "", "x", "x", 0, ""},
		{extract.HTML, "https:relative", "x", "x", 0, ""},
	} {
		s := canvas.Source{About: canvas.Document{URL: c.url, Media: c.media}, Witness: extract.Witness{Quote: c.quote, Printed: c.printed}, Page: c.page}
		if got := Link(s); got != c.want {
			t.Errorf("%s: link %q, want %q", c.url, got, c.want)
		}
	}
}
