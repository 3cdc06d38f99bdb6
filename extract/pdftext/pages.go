package pdftext

import (
	"fmt"
	"math"
	"strings"

	"github.com/ledongthuc/pdf"
)

// page is a leaf of the page tree with what it inherits.
type page struct {
	dict   pdf.Value
	res    pdf.Value
	box    box // visible part
	rotate int
	err    error // why it cannot be read
}

// inherited is what a node of the page tree hands down.
type inherited struct {
	res, media, crop pdf.Value
	rotate           pdf.Value
}

// pages walks the page tree. The library's Page and NumPage are not used: they
// trust /Count, follow circles, and start at the root for every page.
func (d *document) pages() (all []page, err error) {
	defer recovered(&err)
	w := treeWalk{seen: map[string]bool{}}
	root := d.reader.Trailer().Key("Root").Key("Pages")
	if err := w.visit(root, inherited{}, 0); err != nil {
		return nil, err
	}
	if len(w.pages) == 0 {
		return nil, fmt.Errorf("%w: no pages found", ErrDamaged)
	}
	return w.pages, nil
}

type treeWalk struct {
	pages []page
	nodes int
	seen  map[string]bool // references on the way, so that a circle ends
}

func (w *treeWalk) visit(v pdf.Value, in inherited, depth int) error {
	w.nodes++
	if w.nodes > maxTreeNodes || len(w.pages) >= maxPages || depth > maxTreeDepth {
		return fmt.Errorf("page tree: %w", ErrLimit)
	}
	in = in.with(v)
	kids := v.Key("Kids")
	if kids.Kind() != pdf.Array {
		if v.Kind() == pdf.Dict {
			w.pages = append(w.pages, in.page(v))
		}
		return nil
	}
	refs := arrayRefs(kids)
	for i := range kids.Len() {
		if i < len(refs) && refs[i] != "" {
			if w.seen[refs[i]] {
				continue
			}
			w.seen[refs[i]] = true
		}
		if err := w.kid(kids, i, in, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// kid visits one kid. One that cannot be read counts as a page, which it
// mostly is.
func (w *treeWalk) kid(kids pdf.Value, i int, in inherited, depth int) error {
	v, err := index(kids, i)
	if err == nil && v.Kind() != pdf.Dict {
		err = fmt.Errorf("%w: page is missing", ErrDamaged)
	}
	if err != nil {
		w.pages = append(w.pages, page{err: err, box: letter})
		return nil
	}
	return w.visit(v, in, depth)
}

func index(v pdf.Value, i int) (e pdf.Value, err error) {
	defer recovered(&err)
	return v.Index(i), nil
}

func (in inherited) with(v pdf.Value) inherited {
	take := func(to *pdf.Value, key string) {
		if k := v.Key(key); !k.IsNull() {
			*to = k
		}
	}
	take(&in.res, "Resources")
	take(&in.media, "MediaBox")
	take(&in.crop, "CropBox")
	take(&in.rotate, "Rotate")
	return in
}

var letter = box{0, 0, 612, 792} // what viewers take where a page has no size

func (in inherited) page(v pdf.Value) page {
	media := readBox(in.media)
	if media.empty() {
		media = letter
	}
	visible := media
	if crop := readBox(in.crop); !crop.empty() && !crop.meet(media).empty() {
		visible = crop.meet(media)
	}
	return page{dict: v, res: in.res, box: visible, rotate: int(in.rotate.Int64() % 360)}
}

func readBox(v pdf.Value) box {
	n := func(i int) float64 {
		f := v.Index(i).Float64()
		if math.Abs(f) > 1e6 {
			return 0
		}
		return f
	}
	return box{math.Min(n(0), n(2)), math.Min(n(1), n(3)), math.Max(n(0), n(2)), math.Max(n(1), n(3))}
}

// arrayRefs lists the references of an array, "" for an element that is none.
// The library resolves references as it hands out values, and shows them only
// in an array's String.
func arrayRefs(v pdf.Value) []string {
	l := lexer{src: []byte(v.String())}
	l.next()
	var refs []string
	for {
		t := l.next()
		if t.kind != tokNumber {
			return refs
		}
		ref, ok := restOfRef(&l, t)
		if !ok {
			return refs
		}
		refs = append(refs, ref)
	}
}

// dictRefs maps the keys of a dictionary on the references that are their
// values. Keys with other values are left out.
func dictRefs(v pdf.Value) map[string]string {
	if v.Kind() != pdf.Dict {
		return nil
	}
	l := lexer{src: []byte(v.String())}
	l.next()
	refs := map[string]string{}
	for {
		key := l.next()
		if key.kind != tokName {
			return refs
		}
		value := l.next()
		if value.kind == tokDictOpen || value.kind == tokArrayOpen {
			skipNested(&l)
			continue
		}
		if value.kind != tokNumber {
			continue
		}
		if ref, ok := restOfRef(&l, value); ok {
			refs[string(key.text)] = ref
		}
	}
}

// restOfRef reads the rest of "12 0 R" after its first number.
func restOfRef(l *lexer, first token) (string, bool) {
	at := l.pos
	gen := l.next()
	if gen.kind == tokNumber {
		if r := l.next(); r.kind == tokWord && string(r.text) == "R" {
			return fmt.Sprint(int(first.num), " ", int(gen.num)), true
		}
	}
	l.pos = at
	return "", false
}

// skipNested reads to the end of the array or dictionary just opened.
func skipNested(l *lexer) {
	for depth := 1; depth > 0; {
		switch l.next().kind {
		case tokDictOpen, tokArrayOpen:
			depth++
		case tokDictClose, tokArrayClose:
			depth--
		case tokEOF:
			return
		}
	}
}

// content joins the content streams of a page. A separator keeps the last
// operator of one from growing together with the first operand of the next.
func (d *document) content(p page) ([]byte, error) {
	contents := p.dict.Key("Contents")
	if contents.Kind() != pdf.Array {
		return d.stream(contents, maxPageContent)
	}
	var joined []byte
	var problems []string
	for i := range min(contents.Len(), maxPages) {
		part, err := d.stream(contents.Index(i), maxStream)
		if err != nil {
			problems = append(problems, err.Error())
			continue
		}
		if joined = append(append(joined, part...), '\n'); len(joined) > maxPageContent {
			return nil, fmt.Errorf("page content of over %d bytes: %w", maxPageContent, ErrLimit)
		}
	}
	if len(joined) == 0 && problems != nil {
		return nil, fmt.Errorf("page content: %s", strings.Join(problems, "; "))
	}
	return joined, nil
}
