package htmltext

import (
	"bytes"
	"errors"
	"strings"
)

// ErrCut says that the end of the page is missing. A parser would close what
// is open and give the rest for the whole.
var ErrCut = errors.New("the page is cut short: it ends inside a table or a tag")

// whole refuses a page that announces itself as one, has no end, and stops
// inside a table or a tag. One that only has no end may be sloppy: that is
// noted.
func whole(data []byte) (notes []string, err error) {
	if !hasTag(data, "html") || hasTag(data, "/html") {
		return nil, nil
	}
	page := bytes.ToLower(data)
	if bytes.Count(page, []byte("<table")) > bytes.Count(page, []byte("</table")) || inTag(page) {
		return nil, ErrCut
	}
	return []string{"the page has no end tag; it may be cut short"}, nil
}

// inTag says that the last tag of a page is not closed.
func inTag(page []byte) bool {
	at := bytes.LastIndexByte(page, '<')
	if at < 0 || bytes.IndexByte(page[at:], '>') >= 0 {
		return false
	}
	rest := page[at+1:]
	return len(rest) == 0 || rest[0] == '/' || rest[0] == '!' || rest[0] >= 'a' && rest[0] <= 'z'
}

// hasTag says that a tag whose name begins with name opens somewhere.
func hasTag(page []byte, name string) bool {
	if bytes.Contains(page, []byte("<"+name)) {
		return true // in lower case, as nearly all are
	}
	for {
		at := bytes.IndexByte(page, '<')
		if at < 0 {
			return false
		}
		page = page[at+1:]
		if len(page) >= len(name) && strings.EqualFold(string(page[:len(name)]), name) {
			return true
		}
	}
}
