// Command make writes the filings of testdata/kc and testdata/harbour, each
// from the figures.csv and filings.json there and the templates beside it, and
// printed.csv, the list of what each document prints; and likewise the
// announcements of testdata/hkex. Run it from the root of the module:
//
//	go run ./testdata/kc/make
//
// A sentence with a figure that the table does not hold cannot be printed: the
// run fails and names the figure. Paragraphs that are put together by line,
// costs and their kind, and the statements of Kingsoft Cloud, leave out what
// the table does not hold.
package main

import (
	"embed"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/template"

	"tickmark/testdata"
)

//go:embed templates
var templates embed.FS

// edition is a list of filings of one issuer.
type edition struct {
	root      string // where its tables lie, seen from the root of the module
	filings   string // the list of its filings there
	printed   string // the list of what they print
	templates string // their directory
	name      string // of the issuer
	exchange  string // where its announcements lie
	full      bool   // its table holds every row of every statement, in thousands
}

var (
	kingsoft = edition{"testdata/kc", "filings.json", "printed.csv", "kc", "Kingsoft Cloud Holdings Limited", "testdata/hkex", false}
	later    = edition{"testdata/kc", "later.json", "later-printed.csv", "kc", "Kingsoft Cloud Holdings Limited", "testdata/hkex", false}
	harbour  = edition{"testdata/harbour", "filings.json", "printed.csv", "harbour", "Harbour Lantern Cloud Holdings Limited", "testdata/harbour/hkex", true}
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "make:", err)
		os.Exit(1)
	}
}

func run() error {
	for _, e := range []edition{kingsoft, later, harbour} {
		if err := e.writeFilings(); err != nil {
			return err
		}
	}
	for _, e := range []edition{kingsoft, harbour} {
		if err := e.writeAnnouncements(); err != nil {
			return err
		}
	}
	return nil
}

func (e edition) book() (*book, error) {
	figures, err := testdata.ReadFigures(os.DirFS(e.root), "figures.csv")
	return newBook(figures), err
}

func (e edition) writeFilings() error {
	book, err := e.book()
	if err != nil {
		return err
	}
	filings, err := readFilings(filepath.Join(e.root, e.filings))
	if err != nil {
		return err
	}
	for _, f := range filings {
		for _, d := range f.Documents {
			if err := e.writeDocument(book, f, d); err != nil {
				return fmt.Errorf("%s: %w", d.Path, err)
			}
		}
	}
	return book.writePrinted(filepath.Join(e.root, e.printed))
}

// writeAnnouncements writes the documents in the manner of the exchange and the
// list of what they print.
func (e edition) writeAnnouncements() error {
	book, err := e.book()
	if err != nil {
		return err
	}
	data, err := os.ReadFile(filepath.Join(e.exchange, "announcements.json"))
	if err != nil {
		return err
	}
	var list []testdata.Announcement
	if err := json.Unmarshal(data, &list); err != nil {
		return err
	}
	for _, a := range list {
		p := &page{edition: e, book: book, release: a.Event, path: a.Path, language: a.Language}
		text, err := p.execute(a.Template, newData(testdata.Filing{Event: a.Event}, testdata.Document{}))
		if err != nil {
			return fmt.Errorf("%s: %w", a.Path, err)
		}
		if err := os.WriteFile(filepath.Join("testdata", filepath.FromSlash(a.Path)), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return book.writePrinted(filepath.Join(e.exchange, "printed.csv"))
}

func readFilings(name string) ([]testdata.Filing, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var filings []testdata.Filing
	return filings, json.Unmarshal(data, &filings)
}

// writeDocument runs the template that d.Template names and wraps the result
// as EDGAR serves it.
func (e edition) writeDocument(book *book, f testdata.Filing, d testdata.Document) error {
	p := &page{edition: e, book: book, release: f.Event, path: d.Path}
	body, err := p.execute(d.Template, newData(f, d))
	if err != nil {
		return err
	}
	name := filepath.Join("testdata", filepath.FromSlash(d.Path))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(wrap(d, body)), 0o644)
}

// execute runs one template.
func (p *page) execute(name string, d data) (string, error) {
	t, err := template.New("").Funcs(p.funcs()).ParseFS(templates, "templates/"+p.edition.templates+"/*.tmpl")
	if err != nil {
		return "", err
	}
	var out strings.Builder
	err = t.ExecuteTemplate(&out, name+".tmpl", d)
	return out.String(), err
}

// wrap puts the SGML lines of a full submission around a document.
func wrap(d testdata.Document, body string) string {
	return fmt.Sprintf("<DOCUMENT>\n<TYPE>%s\n<SEQUENCE>%d\n<FILENAME>%s\n<DESCRIPTION>%s\n<TEXT>\n%s\n</TEXT>\n</DOCUMENT>\n",
		d.Type, d.Sequence, d.Filename, d.Description, strings.TrimSpace(body))
}
