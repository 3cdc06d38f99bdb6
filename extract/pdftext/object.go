package pdftext

import (
	"bytes"
	"fmt"
)

// rawDict is a dictionary whose values are left as they stand in the file.
type rawDict map[string][]byte

// readRawDict reads a dictionary just opened, up to its end.
func readRawDict(l *lexer) rawDict {
	d := rawDict{}
	for {
		key := l.next()
		if key.kind != tokName {
			return d
		}
		name := string(key.text)
		l.skipSpace()
		start := l.pos
		switch value := l.next(); value.kind {
		case tokArrayOpen, tokDictOpen:
			skipNested(l)
		case tokNumber:
			restOfRef(l, value)
		case tokDictClose, tokEOF:
			return d
		}
		d[name] = l.src[start:l.pos]
		l.release()
	}
}

// number gives a value that is a plain number from 0.
func (d rawDict) number(key string) (int, bool) {
	l := lexer{src: d[key]}
	t := l.next()
	if t.kind != tokNumber || t.num < 0 || t.num > maxFileSize || l.next().kind != tokEOF {
		return 0, false
	}
	return int(t.num), true
}

// ref gives the number of the object that a value refers to, 0 for no reference.
func (d rawDict) ref(key string) int {
	l := lexer{src: d[key]}
	t := l.next()
	if _, ok := restOfRef(&l, t); t.kind != tokNumber || !ok || t.num < 1 || t.num > maxObjects {
		return 0
	}
	return int(t.num)
}

// is says that a value is the given name.
func (d rawDict) is(key, name string) bool {
	l := lexer{src: d[key]}
	t := l.next()
	return t.kind == tokName && string(t.text) == name
}

// numbers reads an array of numbers from 0; nil where it holds anything else.
func numbers(raw []byte) []int {
	l := lexer{src: raw}
	if l.next().kind != tokArrayOpen {
		return nil
	}
	var all []int
	for t := l.next(); t.kind == tokNumber && t.num >= 0 && t.num <= maxObjects; t = l.next() {
		all = append(all, int(t.num))
	}
	return all
}

// object is an indirect object that is a dictionary or a stream.
type object struct {
	number, gen int
	dict        rawDict // nil for another object
	body        int     // where the bytes of the stream start, -1 for no stream
	end         int     // where the reading stopped
}

// objectAt reads the object at an offset.
func objectAt(src []byte, at int) (object, bool) {
	if at < 0 || at >= len(src) {
		return object{}, false
	}
	l := lexer{src: src, pos: at}
	n, g, w := l.next(), l.next(), l.next()
	if n.kind != tokNumber || g.kind != tokNumber || w.kind != tokWord || string(w.text) != "obj" ||
		n.num < 0 || n.num > maxObjects || g.num < 0 || g.num > 65535 {
		return object{}, false
	}
	o := object{number: int(n.num), gen: int(g.num), body: -1, end: l.pos}
	if l.next().kind != tokDictOpen {
		return o, true
	}
	o.dict = readRawDict(&l)
	o.end = l.pos
	if w := l.next(); w.kind == tokWord && string(w.text) == "stream" {
		l.accept('\r')
		l.accept('\n')
		o.body = l.pos
	}
	return o, true
}

// body decodes an object's stream.
func (x *xref) body(o object, limit int) ([]byte, error) {
	if o.body < 0 {
		return nil, fmt.Errorf("object %d is no stream", o.number)
	}
	out := cutStream(x.src[o.body:], x.length(o))
	names, params := rawFilters(o.dict)
	var err error
	for i, name := range names {
		if out, err = decodeFilter(out, name, params[i], limit); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// length gives a stream's /Length, -1 where it is unknown.
func (x *xref) length(o object) int {
	if n, ok := o.dict.number("Length"); ok {
		return n
	}
	if v, ok := x.direct(o.dict.ref("Length")); ok {
		l := lexer{src: x.src, pos: v.end}
		if t := l.next(); t.kind == tokNumber && t.num >= 0 && t.num < maxFileSize {
			return int(t.num)
		}
	}
	return -1
}

// cutStream cuts off what follows the stream at the start of rest. A wrong
// length is put right by the endstream that should follow.
func cutStream(rest []byte, length int) []byte {
	if length >= 0 && length <= len(rest) && endsStream(rest[length:]) {
		return rest[:length]
	}
	if i := bytes.Index(rest, []byte("endstream")); i >= 0 {
		return rest[:i]
	}
	return rest
}

// rawFilters lists the filters of a stream with their parameters.
func rawFilters(d rawDict) (names []string, params []filterParams) {
	l := lexer{src: d["Filter"]}
	for t := l.next(); t.kind != tokEOF && len(names) < maxFilters; t = l.next() {
		if t.kind == tokName {
			names = append(names, string(t.text))
		}
	}
	params = make([]filterParams, len(names))
	p := lexer{src: d["DecodeParms"]}
	for i := 0; i < len(params); {
		switch t := p.next(); {
		case t.kind == tokDictOpen:
			params[i] = rawParams(readRawDict(&p))
			i++
		case t.kind == tokWord: // null
			i++
		case t.kind == tokEOF:
			return names, params
		}
	}
	return names, params
}

func rawParams(d rawDict) filterParams {
	n := func(key string) int64 {
		v, _ := d.number(key)
		return int64(v)
	}
	early, given := d.number("EarlyChange")
	return filterParams{
		predictor: n("Predictor"), columns: n("Columns"), colors: n("Colors"), bits: n("BitsPerComponent"),
		lateChange: given && early == 0,
	}
}
