package replica

import (
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"slices"
	"strings"
	"time"

	"tickmark/testdata"
)

func escape(s string) string { return html.EscapeString(s) }

// columns are the parallel arrays of a list of filings.
type columns struct {
	Accession   []string `json:"accessionNumber"`
	FilingDate  []string `json:"filingDate"`
	ReportDate  []string `json:"reportDate"`
	Acceptance  []string `json:"acceptanceDateTime"`
	Act         []string `json:"act"`
	Form        []string `json:"form"`
	Items       []string `json:"items"`
	CoreType    []string `json:"core_type"`
	Size        []int    `json:"size"`
	XBRL        []int    `json:"isXBRL"`
	InlineXBRL  []int    `json:"isInlineXBRL"`
	Primary     []string `json:"primaryDocument"`
	Description []string `json:"primaryDocDescription"`
}

func (c *columns) add(f testdata.Filing, act string, size int) {
	c.Accession = append(c.Accession, f.Accession)
	c.FilingDate = append(c.FilingDate, f.FilingDate)
	c.ReportDate = append(c.ReportDate, f.FilingDate)
	c.Acceptance = append(c.Acceptance, stamp(f))
	c.Act = append(c.Act, act)
	c.Form = append(c.Form, f.Form)
	c.Items = append(c.Items, "")
	c.CoreType = append(c.CoreType, f.Form)
	c.Size = append(c.Size, size)
	c.XBRL = append(c.XBRL, 0)
	c.InlineXBRL = append(c.InlineXBRL, 0)
	c.Primary = append(c.Primary, f.Documents[0].Filename)
	c.Description = append(c.Description, f.Documents[0].Description)
}

// stamp writes the time of acceptance as the real list does: mostly by the
// Eastern clock with a false Z, now and then truly in UTC.
func stamp(f testdata.Filing) string {
	at := accepted(f)
	if strings.HasSuffix(f.Accession, "1") {
		at = at.UTC()
	}
	return at.Format("2006-01-02T15:04:05") + ".000Z"
}

// other is a filing by somebody else about the filer, which stands in its
// list too. Its folder does not exist here.
var other = testdata.Filing{
	Accession: "0001140361-25-900001", Form: "SCHEDULE 13G/A", FilingDate: "2025-02-14", Accepted: "20250214161616",
	Documents: []testdata.Document{{Filename: "primary_doc.xml"}},
}

// submissions serves the list of filings, newest first, and its older page.
func (s *Server) submissions(w http.ResponseWriter, r *http.Request, name string) {
	const page = "CIK000" + CIK + "-submissions-001.json"
	filings := newestFirst(s.published())
	recent, older := filings, filings[:0]
	if n := s.options.Paged; n > 0 && n < len(filings) {
		recent, older = filings[:n], filings[n:]
	}
	var body any
	switch {
	case name == "CIK000"+CIK+".json":
		body = submissions(recent, older, page)
	case name == page && len(older) > 0:
		body = table(older)
	default:
		noSuchKey(w, "submissions/"+name)
		return
	}
	data, err := json.Marshal(body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Cache-Control", "max-age=0, no-cache, no-store")
	tag := ""
	if s.options.Validators {
		sum := md5.Sum(data)
		tag = hex.EncodeToString(sum[:])
	}
	serve(w, r, data, "application/json", time.Time{}, tag)
}

func newestFirst(filings []testdata.Filing) []testdata.Filing {
	out := append([]testdata.Filing{other}, filings...)
	slices.SortStableFunc(out, func(a, b testdata.Filing) int { return strings.Compare(b.Accepted, a.Accepted) })
	return out
}

func table(filings []testdata.Filing) *columns {
	c := &columns{}
	for _, f := range filings {
		c.add(f, "34", 100_000*len(f.Documents))
	}
	return c
}

func submissions(recent, older []testdata.Filing, page string) any {
	files := []any{}
	if len(older) > 0 {
		files = append(files, map[string]any{
			"name": page, "filingCount": len(older), "filingFrom": older[len(older)-1].FilingDate, "filingTo": older[0].FilingDate,
		})
	}
	return map[string]any{
		"cik": "000" + CIK, "entityType": "operating", "sic": "7372", "sicDescription": "Services-Prepackaged Software",
		"name": "Kingsoft Cloud Holdings Ltd", "tickers": []string{"KC"}, "exchanges": []string{"Nasdaq"}, "ein": nil, "lei": nil,
		"category": "Large accelerated filer<br>", "fiscalYearEnd": "1231", "stateOfIncorporation": "E9", "formerNames": []any{},
		"filings": map[string]any{"recent": table(recent), "files": files},
	}
}

// headersPage is the smallest page that names each document's type: the
// header in a comment, again as text, and the documents.
func headersPage(f testdata.Filing) []byte {
	var b strings.Builder
	date := strings.ReplaceAll(f.FilingDate, "-", "")
	fmt.Fprintf(&b, "<HTML><HEAD><TITLE>SEC EDGAR Submission %s</TITLE>\n<!--\n<SEC-HEADER>%[1]s.hdr.sgml : %s\n", f.Accession, date)
	fmt.Fprintf(&b, "<ACCEPTANCE-DATETIME>%s\n<ACCESSION-NUMBER>%s\n<TYPE>%s\n<PUBLIC-DOCUMENT-COUNT>%d\n<PERIOD>%s\n<FILING-DATE>%[5]s\n",
		f.Accepted, f.Accession, f.Form, len(f.Documents), date)
	fmt.Fprintf(&b, "<FILER>\n<COMPANY-DATA>\n<CONFORMED-NAME>Kingsoft Cloud Holdings Ltd\n<CIK>000%s\n</COMPANY-DATA>\n</FILER>\n</SEC-HEADER>\n-->\n</HEAD><BODY>\n", CIK)
	var text strings.Builder
	fmt.Fprintf(&text, "<SEC-DOCUMENT>%s-index.html : %s\n<SEC-HEADER>%[1]s.hdr.sgml : %[2]s\n<ACCEPTANCE-DATETIME>%s\n", f.Accession, date, f.Accepted)
	fmt.Fprintf(&text, "ACCESSION NUMBER:\t\t%s\nCONFORMED SUBMISSION TYPE:\t%s\nPUBLIC DOCUMENT COUNT:\t\t%d\n\nFILER:\n\n\tCOMPANY DATA:\t\n\t\tCENTRAL INDEX KEY:\t\t\t000%s\n</SEC-HEADER>\n",
		f.Accession, f.Form, len(f.Documents), CIK)
	b.WriteString("<PRE>" + escape(text.String()))
	for _, d := range f.Documents {
		b.WriteString(escape(fmt.Sprintf("<DOCUMENT>\n<TYPE>%s\n<SEQUENCE>%d\n<FILENAME>%s\n<DESCRIPTION>%s\n<TEXT>\n", d.Type, d.Sequence, d.Filename, d.Description)))
		fmt.Fprintf(&b, "<a href=\"%s\">Document %d - file: %[1]s</a><br>\n", escape(d.Filename), d.Sequence)
		b.WriteString(escape("</DOCUMENT>\n"))
	}
	b.WriteString(escape("</SEC-DOCUMENT>") + "</PRE></BODY></HTML>\n")
	return []byte(b.String())
}

// indexPage is the page that a person sees.
func indexPage(f testdata.Filing) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "<html><head><title>EDGAR Filing Documents for %s</title></head><body>\n<div id=\"formHeader\"><div id=\"formName\"><strong>Form %s</strong></div></div>\n", f.Accession, f.Form)
	fmt.Fprintf(&b, "<div class=\"formGrouping\"><div class=\"infoHead\">Filing Date</div><div class=\"info\">%s</div><div class=\"infoHead\">Accepted</div><div class=\"info\">%s</div></div>\n",
		f.FilingDate, accepted(f).Format("2006-01-02 15:04:05"))
	b.WriteString("<table class=\"tableFile\" summary=\"Document Format Files\"><tr><th>Seq</th><th>Description</th><th>Document</th><th>Type</th></tr>\n")
	for _, d := range f.Documents {
		fmt.Fprintf(&b, "<tr><td>%d</td><td>%s</td><td><a href=\"/Archives/edgar/data/%s/%s/%s\">%[5]s</a></td><td>%s</td></tr>\n",
			d.Sequence, escape(d.Description), CIK, bare(f), escape(d.Filename), escape(d.Type))
	}
	b.WriteString("</table></body></html>\n")
	return []byte(b.String())
}
