package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// layers lists every package with its height: a package imports only packages
// that stand lower. Packages of one height do not import one another.
var layers = map[string]int{
	"testdata": 0, "testdata/kc/make": 1, "scrape": 0, "extract/quantity": 0, "extract/fiscal": 0, "extract/pattern": 0,
	"extract":            1,
	"extract/vocabulary": 2, "extract/htmltext": 2, "extract/layout": 2,
	"extract/pdftext": 3, "extract/plaintext": 3, "extract/sheettext": 3,
	"extract/statement": 4, "extract/prose": 4, "extract/proof": 4,
	"extract/reader":   5,
	"store":            6,
	"pipeline/sandbox": 6, "pipeline/canvas": 6, "pipeline/audit": 6, "pipeline/canvas/canvastest": 7,
	"pipeline/render": 8, "pipeline/issuer": 8,
	"pipeline":     9,
	"scrape/fetch": 1, "scrape/replica": 1,
	"scrape/conform": 2,
	"scrape/edgar":   3, "scrape/hkexnews": 3, "scrape/irsite": 3,
	"cmd/tickmark": 10,
}

// owners names the packages that may import a third-party module. Modules
// below golang.org/x are free.
var owners = map[string][]string{
	"github.com/spf13/cobra":            {"cmd/tickmark"},
	"github.com/jedib0t/go-pretty/v6":   {"cmd/tickmark"},
	"github.com/rogpeppe/go-internal":   {"cmd/tickmark"},
	"github.com/PuerkitoBio/goquery":    {"extract/htmltext", "scrape/irsite"},
	"github.com/andybalholm/cascadia":   {"scrape"},
	"github.com/yuin/goldmark":          {"extract/plaintext"},
	"github.com/ledongthuc/pdf":         {"extract/pdftext"},
	"github.com/pdfcpu/pdfcpu":          {"extract/pdftext"},
	"github.com/gocolly/colly/v2":       {"scrape/fetch"},
	"github.com/temoto/robotstxt":       {"scrape/fetch"},
	"go.etcd.io/bbolt":                  {"store"},
	"github.com/fxamacker/cbor/v2":      {"store"},
	"github.com/klauspost/compress":     {"store", "extract/pdftext"},
	"github.com/goccy/go-yaml":          {"extract/vocabulary", "pipeline/issuer", "pipeline/canvas", "cmd/tickmark"},
	"github.com/xuri/excelize/v2":       {"pipeline/render", "extract/sheettext"},
	"github.com/schollz/progressbar/v3": {"cmd/tickmark"},
}

func TestLayers(t *testing.T) {
	files := 0
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && strings.HasPrefix(name, ".") && name != ".." || d.IsDir() && name == "testdata" && path != "../../testdata" {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		files++
		checkFile(t, path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 10 {
		t.Fatalf("only %d source files found", files)
	}
}

func checkFile(t *testing.T, path string) {
	f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly|parser.ParseComments)
	if err != nil {
		t.Error(err)
		return
	}
	pkg, err := filepath.Rel("../..", filepath.Dir(path))
	if err != nil {
		t.Error(err)
		return
	}
	test := strings.HasSuffix(path, "_test.go")
	for _, c := range f.Comments {
		if c.List[0].Text == "//go:build ignore" {
			return
		}
	}
	for _, spec := range f.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Error(err)
			continue
		}
		checkImport(t, filepath.ToSlash(pkg), imported, test)
	}
}

func checkImport(t *testing.T, pkg, imported string, test bool) {
	height, known := layers[pkg]
	if !known {
		t.Errorf("%s is not in the list of layers", pkg)
		return
	}
	if own, ok := strings.CutPrefix(imported, "tickmark/"); ok {
		if below, ok := layers[own]; !ok || below >= height && !(test && (own == pkg || strings.HasPrefix(own, pkg+"/"))) {
			t.Errorf("%s (height %d) imports %s (height %d, listed %v)", pkg, height, own, below, ok)
		}
		return
	}
	if !strings.Contains(strings.SplitN(imported, "/", 2)[0], ".") || strings.HasPrefix(imported, "golang.org/x/") {
		return
	}
	for module, may := range owners {
		if imported == module || strings.HasPrefix(imported, module+"/") {
			if !contains(may, pkg) {
				t.Errorf("%s imports %s, which belongs to %v", pkg, module, may)
			}
			return
		}
	}
	t.Errorf("%s imports %s, which no package owns", pkg, imported)
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
