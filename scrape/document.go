// Package scrape names what is collected: sources of releases, the documents
// they serve, and why one could not be had.
//
// A collector (scrape/edgar and its neighbours) takes a Source and hands over
// Documents, each with its bytes exactly as served. What stops it is an Error
// whose Kind is one of the errors of this package, so that a caller asks with
// errors.Is and a user reads what to do. What else a collector must do, the
// suite in scrape/conform says by testing it.
package scrape

import (
	"crypto/sha256"
	"encoding/hex"
	"time"
)

// Source is a place where an issuer publishes.
type Source struct {
	Kind   string            // edgar, hkexnews, irsite, newswire
	Issuer string            // id of the issuer's profile
	ID     string            // CIK, stock code or the address of a list
	Site   Site              // for irsite and newswire: how it lists its releases
	Forms  []string          // for edgar: the forms wanted, amendments included; empty for 6-K
	Bases  map[string]string // addresses in place of the real ones, by what they serve: data, www
	Since  time.Time         // nothing older is collected; zero for all that the source lists
}

// Off says why a source is not asked at all; empty where it is.
func (s Source) Off() string {
	if s.Kind != "newswire" || s.Site.Terms == Accepted {
		return ""
	}
	return "newswire is off: many forbid programs in their terms of use; where they allow it, set terms: accepted"
}

// Document is one document as a source served it.
type Document struct {
	ID        string // SHA-256 of Bytes, in hexadecimal
	URL       string // as listed by the source
	FinalURL  string // after redirects
	MediaType string // the Content-Type header as served
	Title     string // as the source describes it; empty if it does not
	Form      string // for EDGAR: 6-K, 6-K/A
	Accession string // for EDGAR: 0001104659-25-113842
	Exhibit   string // for EDGAR, the type of the document: EX-99.1, 6-K
	Filename  string
	Sequence  int       // within its filing, from 1; 0 if unknown
	Published time.Time // UTC, by the source's own clock; zero if unknown
	Fetched   time.Time // UTC
	Bytes     []byte    // as served, decompressed; no change of charset
}

// Memory is what a collector knows from earlier runs. Keys are addresses, and
// names that a source gives to what it publishes. Has is true of what Remember
// was called for.
type Memory interface {
	Has(key string) bool
	Validators(key string) (etag, lastModified string)
	Remember(key, etag, lastModified, hash string) error
}

// ID names a document by its content: the SHA-256 in hexadecimal.
func ID(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
