// Command make writes the filings of testdata/kc from figures.csv,
// filings.json and the templates beside it, and printed.csv, the list of what
// each document prints; and likewise the announcements of testdata/hkex. Run it from the root of the module:
//
//	go run ./testdata/kc/make
//
// A figure that the table does not hold cannot be printed: the run fails and
// names it.
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

//go:embed templates/*.tmpl
var templates embed.FS

// root is where the filings lie, seen from the root of the module.
const root = "testdata/kc"

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "make:", err)
		os.Exit(1)
	}
}

func run() error {
	figures, err := testdata.ReadFigures(os.DirFS(root), "figures.csv")
	if err != nil {
		return err
	}
	filings, err := readFilings(filepath.Join(root, "filings.json"))
	if err != nil {
		return err
	}
	book := newBook(figures)
	for _, f := range filings {
		for _, d := range f.Documents {
			if err := writeDocument(book, f, d); err != nil {
				return fmt.Errorf("%s: %w", d.Path, err)
			}
		}
	}
	if err := book.writePrinted(filepath.Join(root, "printed.csv")); err != nil {
		return err
	}
	return writeAnnouncements(newBook(figures))
}

// writeAnnouncements writes the documents under testdata/hkex and the list of
// what they print.
func writeAnnouncements(book *book) error {
	data, err := os.ReadFile("testdata/hkex/announcements.json")
	if err != nil {
		return err
	}
	var list []testdata.Announcement
	if err := json.Unmarshal(data, &list); err != nil {
		return err
	}
	for _, a := range list {
		p := &page{book: book, release: a.Event, path: a.Path, language: a.Language}
		text, err := p.execute(a.Template, newData(testdata.Filing{Event: a.Event}, testdata.Document{}))
		if err != nil {
			return fmt.Errorf("%s: %w", a.Path, err)
		}
		if err := os.WriteFile(filepath.Join("testdata", filepath.FromSlash(a.Path)), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return book.writePrinted("testdata/hkex/printed.csv")
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
func writeDocument(book *book, f testdata.Filing, d testdata.Document) error {
	p := &page{book: book, release: f.Event, path: d.Path}
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
	t, err := template.New("").Funcs(p.funcs()).ParseFS(templates, "templates/*.tmpl")
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
