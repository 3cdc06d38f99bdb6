package fetch

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"tickmark/scrape"
)

func tooLarge(limit int64) error {
	return &scrape.Error{Kind: scrape.ErrTooLarge, Err: fmt.Errorf("over %d bytes", limit)}
}

// readBody reads a body whole, decompressed, or fails: limit bounds it before
// and after decompression, the declared length must hold, and stalled is
// called once nothing comes for the time of stall. An error that another
// attempt cannot mend is a *scrape.Error without an address. What was read
// until then comes with the error: it may be the beginning of a refusal.
func readBody(resp *http.Response, limit int64, stall time.Duration, stalled func()) ([]byte, error) {
	if resp.ContentLength > limit {
		return nil, tooLarge(limit)
	}
	wire := &counter{r: resp.Body, limit: limit, stall: stall, timer: time.AfterFunc(stall, stalled)}
	defer wire.timer.Stop()
	body, err := decompressed(resp, wire, limit)
	if err != nil {
		return body, err
	}
	if resp.ContentLength >= 0 && wire.n != resp.ContentLength && resp.StatusCode != http.StatusNotModified {
		return body, fmt.Errorf("%d bytes of %d: %w", wire.n, resp.ContentLength, io.ErrUnexpectedEOF)
	}
	// Without a length, chunks or a checksum the end of the connection is the
	// only end, and an early one looks the same.
	endless := resp.ContentLength < 0 && len(resp.TransferEncoding) == 0 && resp.ProtoMajor == 1
	if endless && resp.Header.Get("Content-Encoding") == "" && !ends(body) {
		return body, fmt.Errorf("no end in sight: %w", io.ErrUnexpectedEOF)
	}
	return body, nil
}

func decompressed(resp *http.Response, wire io.Reader, limit int64) ([]byte, error) {
	if resp.StatusCode == http.StatusNotModified {
		return nil, nil
	}
	switch encoding := strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding"))); encoding {
	case "", "identity":
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(wire)
		if err != nil {
			return nil, err
		}
		wire = z
	default:
		return nil, &scrape.Error{Kind: scrape.ErrWrongType, Err: fmt.Errorf("compressed as %s", encoding)}
	}
	body, err := io.ReadAll(io.LimitReader(wire, limit+1))
	if err == nil && int64(len(body)) > limit {
		err = tooLarge(limit)
	}
	return body, err
}

// counter counts and bounds what comes over the wire and holds the stall
// timer off.
type counter struct {
	r     io.Reader
	n     int64
	limit int64
	stall time.Duration
	timer *time.Timer
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	if n > 0 {
		c.timer.Reset(c.stall)
	}
	if c.n > c.limit {
		return n, tooLarge(c.limit)
	}
	return n, err
}

// ends tells whether a body has the end that its format asks for. Text has
// none.
func ends(body []byte) bool {
	tail := bytes.ToLower(body[max(0, len(body)-2048):])
	switch look(body) {
	case lookPDF:
		return bytes.Contains(tail, []byte("%%eof"))
	case lookJSON:
		return json.Valid(body)
	case lookMarkup:
		return bytes.Contains(tail, []byte("</html")) || bytes.Contains(tail, []byte("</document>")) || endsElement(body)
	}
	return true
}

// endsElement: XML ends with the tag that closes it.
func endsElement(body []byte) bool {
	body = bytes.TrimSpace(body)
	return bytes.HasSuffix(body, []byte(">")) && bytes.LastIndex(body, []byte("</")) > bytes.LastIndexByte(body[:len(body)-1], '>')
}

// What a body looks like; the header of a server often says otherwise.
const (
	lookPDF    = "PDF"
	lookJSON   = "JSON"
	lookMarkup = "HTML or XML"
	lookText   = "text"
	lookBinary = "binary"
)

func look(body []byte) string {
	head := bytes.TrimPrefix(body[:min(len(body), 1024)], []byte("\xef\xbb\xbf"))
	trimmed := bytes.TrimLeft(head, " \t\r\n")
	switch {
	case bytes.Contains(head, []byte("%PDF-")):
		return lookPDF
	case len(trimmed) > 0 && trimmed[0] == '<':
		return lookMarkup
	case len(trimmed) > 0 && (trimmed[0] == '{' || trimmed[0] == '['):
		return lookJSON
	case bytes.IndexByte(head, 0) >= 0:
		return lookBinary
	}
	return lookText
}

// fits tells whether a body looks like one of the media types asked for.
func fits(accept string, body []byte) bool {
	if accept == "" {
		return true
	}
	is := look(body)
	for kind := range strings.SplitSeq(accept, ",") {
		kind, _, _ = strings.Cut(kind, ";")
		switch strings.TrimSpace(strings.ToLower(kind)) {
		case "*/*":
			return true
		case "application/json":
			if is == lookJSON {
				return true
			}
		case "application/pdf":
			if is == lookPDF {
				return true
			}
		case "text/html", "application/xhtml+xml", "application/xml":
			if is == lookMarkup {
				return true
			}
		case "text/plain":
			if is == lookText || is == lookMarkup || is == lookJSON {
				return true
			}
		}
	}
	return false
}

// etags is a validator as the server gave it and as it would have been
// without compression: servers that add -gzip compare without it.
func etags(tag string) string {
	if bare, ok := strings.CutSuffix(tag, `-gzip"`); ok {
		return tag + ", " + bare + `"`
	}
	return tag
}
