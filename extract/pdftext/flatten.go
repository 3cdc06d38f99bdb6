package pdftext

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
)

// flatten makes what has to follow the file for the library to read it: what
// stands in object streams as objects of their own, and one plain
// cross-reference table of all objects. An encrypted file with object streams,
// which only the library can decrypt, is to be read as it is.
func (x *xref) flatten() ([]byte, error) {
	if x.trailer["Root"] == nil {
		return nil, fmt.Errorf("%w: no /Root", ErrDamaged)
	}
	packed, err := x.packedStreams()
	if err != nil {
		return nil, err
	}
	if x.trailer["Encrypt"] != nil && len(packed) > 0 {
		return nil, x.checkPacked(packed)
	}
	tail := []byte{'\n'}
	for _, n := range packed {
		if tail, err = x.unpackStream(tail, n); err != nil {
			return nil, err
		}
	}
	return x.appendTable(tail), nil
}

// packedStreams lists the object streams, each of which must itself be an
// object at an offset.
func (x *xref) packedStreams() ([]int, error) {
	var all []int
	for _, e := range x.entries {
		if e.stream > 0 {
			all = append(all, e.stream)
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	for _, n := range all {
		if n >= len(x.entries) || x.entries[n].stream > 0 {
			return nil, fmt.Errorf("%w: object stream %d", ErrDamaged, n)
		}
	}
	return all, nil
}

// checkPacked looks whether the library can read object streams without
// chasing its own tail or counting for ever.
func (x *xref) checkPacked(streams []int) error {
	for _, n := range streams {
		seen := map[int]bool{}
		for next := n; next > 0; {
			o, ok := x.direct(next)
			if !ok || seen[next] || len(seen) > maxXrefSections || !x.plainlyPacked(o) {
				return fmt.Errorf("%w: object stream %d", ErrDamaged, n)
			}
			seen[next] = true
			next = o.dict.ref("Extends")
		}
	}
	return nil
}

// direct reads an object at an offset.
func (x *xref) direct(number int) (object, bool) {
	if number >= len(x.entries) || x.entries[number].stream > 0 {
		return object{}, false
	}
	o, ok := objectAt(x.src, x.entries[number].offset)
	return o, ok && o.number == number
}

func (x *xref) plainlyPacked(o object) bool {
	count, ok1 := o.dict.number("N")
	first, ok2 := o.dict.number("First")
	return ok1 && ok2 && count <= maxObjects && first <= maxStream && x.length(o) >= 0 &&
		(o.dict["Filter"] == nil || o.dict.is("Filter", "FlateDecode"))
}

// unpackStream appends the objects of an object stream: ISO 32000-1 7.5.7. What
// the table seeks elsewhere is left out.
func (x *xref) unpackStream(out []byte, stream int) ([]byte, error) {
	o, ok := x.direct(stream)
	if !ok {
		return nil, fmt.Errorf("%w: object stream %d is not where it should be", ErrDamaged, stream)
	}
	data, err := x.body(o, maxStream)
	if err != nil {
		return nil, fmt.Errorf("%w: object stream %d: %w", ErrDamaged, stream, err)
	}
	for _, p := range packedObjects(o.dict, data) {
		if p.number >= len(x.entries) || x.entries[p.number].stream != stream {
			continue
		}
		x.entries[p.number] = entry{offset: len(x.src) + len(out)}
		out = append(strconv.AppendInt(out, int64(p.number), 10), " 0 obj\n"...)
		out = append(append(out, data[p.from:p.to]...), "\nendobj\n"...)
		if len(out) > maxUnpacked {
			return nil, fmt.Errorf("object streams of over %d bytes: %w", maxUnpacked, ErrLimit)
		}
	}
	return out, nil
}

// packedObject is an object within the data of an object stream.
type packedObject struct{ number, from, to int }

func packedObjects(dict rawDict, data []byte) []packedObject {
	n, _ := dict.number("N")
	first, _ := dict.number("First")
	if first > len(data) {
		return nil
	}
	var all []packedObject
	l := lexer{src: data[:first]}
	for range n {
		number, offset := l.next(), l.next()
		if offset.kind != tokNumber || number.kind != tokNumber {
			break
		}
		from := float64(first) + offset.num
		if offset.num >= 0 && from <= float64(len(data)) && number.num > 0 && number.num <= maxObjects {
			all = append(all, packedObject{number: int(number.num), from: int(from)})
		}
	}
	slices.SortStableFunc(all, func(a, b packedObject) int { return cmp.Compare(a.from, b.from) })
	for i := range all {
		all[i].to = len(data)
		if i+1 < len(all) {
			all[i].to = all[i+1].from
		}
	}
	return all
}

// trailerKeys are the entries of a trailer that say what a file holds.
var trailerKeys = []string{"Root", "Encrypt", "ID"}

// appendTable appends the table and a trailer.
func (x *xref) appendTable(out []byte) []byte {
	at := len(x.src) + len(out)
	out = fmt.Appendf(out, "xref\n0 %d\n", len(x.entries))
	for _, e := range x.entries {
		if e.offset > 0 && e.offset < at && e.stream == 0 && e.gen >= 0 {
			out = fmt.Appendf(out, "%010d %05d n \n", e.offset, e.gen)
		} else {
			out = append(out, "0000000000 65535 f \n"...)
		}
	}
	out = fmt.Appendf(out, "trailer\n<</Size %d", len(x.entries))
	for _, key := range trailerKeys {
		if v := x.trailer[key]; v != nil {
			out = fmt.Appendf(out, " /%s %s", key, v)
		}
	}
	return fmt.Appendf(out, ">>\nstartxref\n%d\n%%%%EOF\n", at)
}

// scan finds the objects of a file whose cross-reference table is broken, by
// looking for them. Of two objects of one number the later one counts.
func scan(src []byte) *xref {
	x := &xref{src: src, trailer: rawDict{}}
	catalog := ""
	for at := 0; ; {
		i := bytes.Index(src[at:], []byte("obj"))
		if i < 0 {
			break
		}
		start := objectStart(src, at+i)
		at += i + len("obj")
		o, ok := objectAt(src, start)
		if !ok || start < 0 || o.number == 0 {
			continue
		}
		x.found(o, start)
		if o.dict.is("Type", "Catalog") {
			catalog = fmt.Sprintf("%d %d R", o.number, o.gen)
		}
		if at = max(at, o.end); o.body > 0 {
			at = o.body + len(cutStream(src[o.body:], x.length(o)))
		}
	}
	x.trailers()
	if x.trailer["Root"] == nil && catalog != "" {
		x.trailer["Root"] = []byte(catalog)
	}
	x.unlisted()
	return x
}

// objectStart goes back from the word obj over the two numbers before it, -1
// where none stand there.
func objectStart(src []byte, at int) int {
	for range 2 {
		end := at
		for at > 0 && class[src[at-1]] == space {
			at--
		}
		digits := at
		for at > 0 && src[at-1] >= '0' && src[at-1] <= '9' {
			at--
		}
		if digits == end || at == digits {
			return -1
		}
	}
	return at
}

// found keeps an object that the scan met.
func (x *xref) found(o object, at int) {
	x.put(o.number, entry{})
	x.entries[o.number] = entry{offset: at, gen: o.gen}
	switch {
	case o.dict.is("Type", "ObjStm"):
		x.packed = append(x.packed, o.number)
	case o.dict.is("Type", "XRef"):
		for _, key := range trailerKeys {
			if v := o.dict[key]; v != nil {
				x.trailer[key] = v
			}
		}
	}
}

// trailers takes what the file's trailers say, the last of them first.
func (x *xref) trailers() {
	word := []byte("trailer")
	for end := len(x.src); ; {
		i := bytes.LastIndex(x.src[:end], word)
		if i < 0 {
			return
		}
		l := lexer{src: x.src, pos: i + len(word)}
		if l.next().kind == tokDictOpen {
			x.take(readRawDict(&l))
		}
		end = i
	}
}

func (x *xref) take(d rawDict) {
	for _, key := range trailerKeys {
		if v := d[key]; v != nil && x.trailer[key] == nil {
			x.trailer[key] = v
		}
	}
}

// unlisted lists the objects of the object streams that the scan met.
func (x *xref) unlisted() {
	if x.trailer["Encrypt"] != nil {
		return
	}
	for _, n := range x.packed {
		o, ok := x.direct(n)
		if !ok {
			continue
		}
		data, err := x.body(o, maxStream)
		if err != nil {
			continue
		}
		for _, p := range packedObjects(o.dict, data) {
			x.put(p.number, entry{stream: n})
		}
	}
}
