package pdftext

import (
	"bytes"
	"fmt"
)

// entry tells where an object is: at an offset of the file, or within an object
// stream. The zero entry is of no object.
type entry struct {
	offset int
	gen    int
	stream int // number of the object stream, 0 for an object at an offset
}

// xref is a file's cross-reference table as this package read it. The library's
// reading of the table follows circles of /Prev for ever, allocates whatever
// /Size says, and unpacks an object stream for every object anew.
type xref struct {
	src     []byte
	entries []entry // by number
	trailer rawDict
	packed  []int // numbers of the object streams
}

// readXref reads the chain of cross-reference sections, newest first.
func readXref(src []byte) (*xref, error) {
	at, err := startXref(src)
	if err != nil {
		return nil, err
	}
	x := &xref{src: src}
	seen := map[int]bool{}
	for queue := []int{at}; len(queue) > 0; {
		at, queue = queue[0], queue[1:]
		if seen[at] || len(seen) >= maxXrefSections || at >= len(src) {
			return nil, fmt.Errorf("%w: cross-reference chain", ErrDamaged)
		}
		seen[at] = true
		trailer, err := x.section(&lexer{src: src, pos: at})
		if err != nil {
			return nil, err
		}
		if x.trailer == nil {
			x.trailer = trailer
		}
		for _, key := range []string{"XRefStm", "Prev"} {
			if n, ok := trailer.number(key); ok {
				queue = append(queue, n)
			}
		}
	}
	return x, nil
}

func startXref(data []byte) (int, error) {
	i := bytes.LastIndex(data, []byte("startxref"))
	if i < 0 {
		return 0, fmt.Errorf("%w: no startxref", ErrDamaged)
	}
	l := lexer{src: data, pos: i + len("startxref")}
	t := l.next()
	if t.kind != tokNumber || t.num < 0 || t.num >= float64(len(data)) {
		return 0, fmt.Errorf("%w: startxref", ErrDamaged)
	}
	return int(t.num), nil
}

// section reads one section, a table or a stream, and gives its trailer.
func (x *xref) section(l *lexer) (rawDict, error) {
	at := l.pos
	if t := l.next(); t.kind == tokWord && string(t.text) == "xref" {
		if err := x.table(l); err != nil {
			return nil, err
		}
		if l.next().kind != tokDictOpen {
			return nil, fmt.Errorf("%w: cross-reference table without trailer", ErrDamaged)
		}
		return readRawDict(l), nil
	}
	o, ok := objectAt(x.src, at)
	if !ok || o.dict["Type"] == nil || o.body < 0 {
		return nil, fmt.Errorf("%w: no cross-reference section at %d", ErrDamaged, at)
	}
	return o.dict, x.stream(o)
}

// table reads the entries of a classic table up to its trailer.
func (x *xref) table(l *lexer) error {
	for {
		t := l.next()
		if t.kind == tokWord && string(t.text) == "trailer" {
			return nil
		}
		n := l.next()
		if t.kind != tokNumber || n.kind != tokNumber || t.num < 0 || n.num < 0 || t.num+n.num > maxObjects {
			return fmt.Errorf("%w: cross-reference table", ErrDamaged)
		}
		for i := range int(n.num) {
			offset, gen, w := l.next(), l.next(), l.next()
			if w.kind != tokWord || len(w.text) != 1 {
				return fmt.Errorf("%w: cross-reference entry", ErrDamaged)
			}
			e := entry{offset: int(offset.num), gen: int(gen.num)}
			if w.text[0] != 'n' {
				e = free
			}
			x.put(int(t.num)+i, e)
		}
	}
}

// free marks an object that a newer section deleted.
var free = entry{offset: -1}

// put keeps an entry unless a newer section has one.
func (x *xref) put(number int, e entry) {
	if number >= len(x.entries) {
		x.entries = append(x.entries, make([]entry, number+1-len(x.entries))...)
	}
	if x.entries[number] == (entry{}) {
		x.entries[number] = e
	}
}

// stream reads the entries of a cross-reference stream: ISO 32000-1 7.5.8.
func (x *xref) stream(o object) error {
	bad := func(what string) error { return fmt.Errorf("%w: %s of a cross-reference stream", ErrDamaged, what) }
	size, ok := o.dict.number("Size")
	w := numbers(o.dict["W"])
	index := numbers(o.dict["Index"])
	if len(index) == 0 {
		index = []int{0, size}
	}
	if !ok || size > maxObjects || len(w) < 3 || max(w[0], w[1], w[2]) > 8 || len(index)%2 != 0 {
		return bad("numbers")
	}
	data, err := x.body(o, maxStream)
	if err != nil {
		return fmt.Errorf("%w: %w", bad("data"), err)
	}
	width := w[0] + w[1] + w[2]
	for i := 0; i < len(index); i += 2 {
		first, n := index[i], index[i+1]
		if first+n > maxObjects || width == 0 {
			return bad("index")
		}
		for k := 0; k < n && len(data) >= width; k++ {
			x.put(first+k, streamEntry(data, w))
			data = data[width:]
		}
	}
	return nil
}

func streamEntry(b []byte, w []int) entry {
	kind := bigEndian(b[:w[0]])
	if w[0] == 0 {
		kind = 1
	}
	b = b[w[0]:]
	second, third := bigEndian(b[:w[1]]), bigEndian(b[w[1]:w[1]+w[2]])
	switch kind {
	case 1:
		return entry{offset: second, gen: third}
	case 2:
		return entry{stream: second}
	}
	return free
}

func bigEndian(b []byte) int {
	n := 0
	for _, c := range b {
		n = n<<8 | int(c)
	}
	return n & (1<<62 - 1)
}
