package edgar

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"tickmark/scrape"
	"tickmark/scrape/fetch"
)

// headed is a filing with what its header says.
type headed struct {
	filing
	header
	folder string
}

// day hands over the filings of one day in order of acceptance.
func (r *run) day(ctx context.Context, filings []filing) error {
	var failed []error
	var day []headed
	for _, f := range filings {
		h, err := r.head(ctx, f)
		if err == nil {
			day = append(day, h)
			continue
		}
		failed = append(failed, err)
		if fetch.Stops(err) {
			return errors.Join(failed...)
		}
	}
	slices.SortStableFunc(day, func(a, b headed) int { return a.accepted.Compare(b.accepted) })
	for _, h := range day {
		err := r.filing(ctx, h)
		failed = append(failed, err)
		if fetch.Stops(err) {
			break
		}
	}
	return errors.Join(failed...)
}

// head reads a filing's index-headers page.
func (r *run) head(ctx context.Context, f filing) (headed, error) {
	folder := fmt.Sprintf("%s/Archives/edgar/data/%d/%s/", r.www, r.cik, strings.ReplaceAll(f.accession, "-", ""))
	address := folder + f.accession + "-index-headers.html"
	resp, err := r.visit.Get(ctx, fetch.Request{URL: address, Accept: "text/html"})
	if err != nil {
		return headed{}, err
	}
	h, err := parseHeader(resp.Body)
	switch {
	case err != nil:
	case h.accession != f.accession:
		err = fmt.Errorf("it is of %s", h.accession)
	case h.form != f.form:
		err = fmt.Errorf("form %s, listed as %s", h.form, f.form)
	}
	if err != nil {
		return headed{}, resp.Refuse(address, err)
	}
	return headed{f, h, folder}, nil
}

// filing hands over the candidates of one filing and remembers it once all
// of them are.
func (r *run) filing(ctx context.Context, h headed) error {
	var failed []error
	for _, d := range h.documents {
		if !candidate(d, h.form()) || r.Memory.Has(h.folder+d.filename) {
			continue
		}
		err := r.document(ctx, h, d)
		if fetch.Stops(err) {
			return errors.Join(append(failed, err)...)
		}
		failed = append(failed, err)
	}
	if err := errors.Join(failed...); err != nil {
		return err
	}
	return r.visit.Remember(h.accession(), "", "", "")
}

func (h headed) accession() string { return h.filing.accession }

// mediaTypes are the kinds of files that a release may come in.
var mediaTypes = map[string]string{
	".htm": "text/html", ".html": "text/html", ".txt": "text/plain", ".pdf": "application/pdf",
}

// candidate tells whether a document may be a release: an exhibit 99, or the
// form itself. A 6-K now and then holds the text of a release, and a 20-F is
// the annual report.
func candidate(d document, form string) bool {
	kind := strings.ToUpper(d.kind)
	exhibit := kind == "EX-99" || strings.HasPrefix(kind, "EX-99.")
	itself := strings.TrimSuffix(kind, "/A") == strings.TrimSuffix(form, "/A")
	return (exhibit || itself) && mediaTypes[strings.ToLower(path.Ext(d.filename))] != ""
}

// document fetches one document and hands it over.
func (r *run) document(ctx context.Context, h headed, d document) error {
	address := h.folder + d.filename
	accept := mediaTypes[strings.ToLower(path.Ext(d.filename))]
	resp, err := r.visit.Get(ctx, fetch.Request{URL: address, Accept: accept})
	if err != nil {
		return err
	}
	if err := checkWrapper(resp.Body, d); err != nil {
		return resp.Refuse(address, err)
	}
	err = r.visit.HandOver(scrape.Document{
		URL: address, Title: d.description, Form: h.form(), Accession: h.accession(), Exhibit: d.kind, Filename: d.filename,
		Sequence: d.sequence, Published: h.accepted,
	}, resp)
	if err != nil {
		return err
	}
	r.log().Info("collected", "url", address, "bytes", len(resp.Body), "published", h.accepted)
	return nil
}

func (h headed) form() string { return h.filing.form }

// checkWrapper holds the SGML wrapper in which EDGAR serves what is neither a
// PDF nor inline XBRL against the header: it names the file, and it closes. A
// page without one is some other page.
func checkWrapper(body []byte, d document) *scrape.Error {
	if bytes.HasPrefix(body, []byte("<?xml")) || mediaTypes[strings.ToLower(path.Ext(d.filename))] == "application/pdf" {
		return nil
	}
	head, _, found := bytes.Cut(body[:min(len(body), maxWrapper)], []byte("<TEXT>"))
	if !found || !bytes.HasPrefix(head, []byte("<DOCUMENT>")) {
		return &scrape.Error{Kind: scrape.ErrWrongType, Err: errors.New("not a document of EDGAR: its wrapper is missing")}
	}
	if name := tagValue(string(head), "FILENAME"); name != d.filename {
		return &scrape.Error{Kind: scrape.ErrWrongType, Err: fmt.Errorf("the document names itself %q", name)}
	}
	if !bytes.HasSuffix(bytes.TrimSpace(body), []byte("</DOCUMENT>")) {
		return &scrape.Error{Kind: scrape.ErrTruncated, Err: errors.New("</DOCUMENT> is missing")}
	}
	return nil
}
