// Package testdata holds filings written for the tests and the demonstration,
// and the figures that stand in them.
//
// kc/figures.csv comes first: every figure of Kingsoft Cloud that the filings
// print, each in the rounding that was published and with where it is known
// from. The filings under kc/sec are written from it by
//
//	go run ./testdata/kc/make
//
// in the layout of the company's own filings and in our own words. What no
// source states is in none of them: their statements have the rows that are
// known. kc/printed.csv lists what each filing prints. The truth of a test is
// these tables, never what a reader returns. Announcements in the manner of
// the Hong Kong exchange, English and Chinese, lie under hkex with a list of
// their own.
//
// Tests that need statements with every row read those of Harbour Lantern
// Cloud Holdings, an issuer that does not exist, under harbour: its figures
// are invented so that every sum foots.
//
// The tool passes over directories of this name: name the package to check
// it, as in go test ./testdata.
package testdata

import (
	"embed"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

//go:embed kc/*.csv kc/*.json kc/sec hkex harbour
var files embed.FS

// FS holds the files below testdata; Document.Path names one of them.
func FS() fs.FS { return files }

// Unconfirmed flags a figure that secondary texts alone state.
const Unconfirmed = "unconfirmed"

// Issuer is one whose filings are here, named by its directory.
type Issuer string

// The issuers.
const (
	Kingsoft Issuer = "kc"      // Kingsoft Cloud, with figures that were published
	Harbour  Issuer = "harbour" // Harbour Lantern Cloud, which is invented, with whole statements
)

// Figure is one row of the table of figures. One key (period, metric, basis,
// dimensions, unit) has a row for each rounding in which it is known or
// printed; the rows agree within their rounding unless Source says why not.
type Figure struct {
	Period     string // 2025Q3, 2025H1, 2025-9M, FY2024; a day for an instant
	Metric     string // us-gaap element, or kc: and a name of ours
	Basis      string // gaap, non-gaap, operating, or empty
	Dimensions string // key=value, sorted, comma between; change and share_of
	Value      string // exact decimal in base units, signed as the element is
	Unit       string // CNY, USD, percent, pp, CNY/ADS, CNY/USD, shares, …
	Decimals   int    // XBRL decimals: -5 for millions with one decimal, -3 for thousands
	Qualifier  string // about, over, or empty
	Confidence string // primary, secondary, seed only, sum of quarters, or invented
	Flag       string // empty or Unconfirmed
	Release    string // the first release whose filing prints it in this rounding; empty if none does
	Source     string // URL, arithmetic, or a note
}

// Withheld tells a figure that no release prints because another row of its
// rounding contradicts it; it stands in the table as evidence.
func (f Figure) Withheld() bool { return strings.HasSuffix(f.Source, withheld) }

// withheld ends the source of such a figure.
const withheld = ": in no release)"

// Printed is one figure as one filing prints it.
type Printed struct {
	Release string // event: 2025Q3
	Path    string // of the document in FS
	Where   string // table or prose
	Label   string // of the table row; empty in prose
	Text    string // the number's characters, without sign, parentheses and unit; nil or a dash for zero
	Figure  Figure // without Qualifier, Confidence, Flag, Release and Source
}

// Filing is one submission to EDGAR.
type Filing struct {
	Accession  string     `json:"accession"`
	Form       string     `json:"form"`
	FilingDate string     `json:"filingDate"` // 2025-11-19
	Accepted   string     `json:"accepted"`   // header style, Eastern time: 20251119065400
	Event      string     `json:"event"`      // the results event that it belongs to: 2025Q3; empty for none
	Invented   []string   `json:"invented"`   // fields of this filing that are not the real ones
	Documents  []Document `json:"documents"`
}

// Document is one document of a filing.
type Document struct {
	Type        string `json:"type"` // 6-K, EX-99.1
	Sequence    int    `json:"sequence"`
	Filename    string `json:"filename"`
	Description string `json:"description"`
	Path        string `json:"path"`     // in FS
	Kind        string `json:"kind"`     // cover, release, announcement, or the decoys notice, return, transcript
	Template    string `json:"template"` // of kc/make
}

// Release tells whether d is a results release.
func (d Document) Release() bool { return d.Kind == "release" }

// Filings are the filings of Kingsoft Cloud that the demonstration serves,
// oldest first.
func Filings() ([]Filing, error) { return Kingsoft.Filings() }

// LaterFilings are those of Kingsoft Cloud that came after them.
func LaterFilings() ([]Filing, error) { return readFilings("kc/later.json") }

// Filings are the filings of an issuer, oldest first.
func (i Issuer) Filings() ([]Filing, error) { return readFilings(string(i) + "/filings.json") }

func readFilings(name string) ([]Filing, error) {
	data, err := files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var filings []Filing
	if err := json.Unmarshal(data, &filings); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return filings, nil
}

// Announcement is one document in the manner of the Hong Kong exchange, as
// HTML from which a PDF can be printed.
type Announcement struct {
	Event    string `json:"event"`    // the results event: 2025Q3
	Period   string `json:"period"`   // the period that it reports
	Language string `json:"language"` // en, zh-Hant
	Title    string `json:"title"`
	Released string `json:"released"` // invented, Hong Kong time: 2025-11-19 19:56
	Path     string `json:"path"`     // in FS
	Template string `json:"template"` // of kc/make
}

// Announcements are the announcements of Kingsoft Cloud in the manner of the
// Hong Kong exchange, oldest first.
func Announcements() ([]Announcement, error) { return readAnnouncements("hkex/announcements.json") }

// Announcements are the announcements of an issuer, oldest first; those of
// Harbour Lantern have no PDF.
func (i Issuer) Announcements() ([]Announcement, error) {
	if i == Kingsoft {
		return Announcements()
	}
	return readAnnouncements(string(i) + "/hkex/announcements.json")
}

func readAnnouncements(name string) ([]Announcement, error) {
	data, err := files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var list []Announcement
	if err := json.Unmarshal(data, &list); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return list, nil
}

// Figures is the table of figures of Kingsoft Cloud.
func Figures() ([]Figure, error) { return Kingsoft.Figures() }

// Figures is the table of figures of an issuer.
func (i Issuer) Figures() ([]Figure, error) { return ReadFigures(files, string(i)+"/figures.csv") }

// ReadFigures reads a table of figures from a file system.
func ReadFigures(fsys fs.FS, name string) ([]Figure, error) {
	rows, err := readTable(fsys, name)
	if err != nil {
		return nil, err
	}
	figures := make([]Figure, len(rows))
	for i, r := range rows {
		if figures[i], err = r.figure(); err != nil {
			return nil, fmt.Errorf("%s: row %d: %w", name, i+2, err)
		}
	}
	return figures, nil
}

// PrintedFigures lists every figure that the filings of Kingsoft Cloud print,
// in the order of the filings and of their text. Decoys are left out.
func PrintedFigures() ([]Printed, error) { return Kingsoft.PrintedFigures() }

// LaterFigures lists what its later filings print.
func LaterFigures() ([]Printed, error) { return readPrinted("kc/later-printed.csv") }

// PrintedFigures lists every figure that the filings of an issuer print.
func (i Issuer) PrintedFigures() ([]Printed, error) {
	return readPrinted(string(i) + "/printed.csv")
}

// AnnouncedFigures lists every figure that the announcements print.
func AnnouncedFigures() ([]Printed, error) { return readPrinted("hkex/printed.csv") }

func readPrinted(name string) ([]Printed, error) {
	rows, err := readTable(files, name)
	if err != nil {
		return nil, err
	}
	out := make([]Printed, len(rows))
	for i, r := range rows {
		f, err := r.figure()
		if err != nil {
			return nil, fmt.Errorf("%s: row %d: %w", name, i+2, err)
		}
		f.Release = ""
		out[i] = Printed{Release: r["release"], Path: r["path"], Where: r["where"], Label: r["label"], Text: r["printed"], Figure: f}
	}
	return out, nil
}

// record is one row by the names of its columns.
type record map[string]string

func (r record) figure() (Figure, error) {
	decimals, err := strconv.Atoi(r["decimals"])
	if err != nil {
		return Figure{}, fmt.Errorf("decimals %q: %w", r["decimals"], err)
	}
	return Figure{
		Period: r["period"], Metric: r["metric"], Basis: r["basis"], Dimensions: r["dimensions"],
		Value: r["value"], Unit: r["unit"], Decimals: decimals, Qualifier: r["qualifier"],
		Confidence: r["confidence"], Flag: r["flag"], Release: r["release"], Source: r["source"],
	}, nil
}

func readTable(fsys fs.FS, name string) ([]record, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(rows) < 2 {
		return nil, fmt.Errorf("%s: no rows", name)
	}
	out := make([]record, len(rows)-1)
	for i, row := range rows[1:] {
		out[i] = record{}
		for j, column := range rows[0] {
			out[i][column] = row[j]
		}
	}
	return out, nil
}
