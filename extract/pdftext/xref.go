package pdftext

import (
	"bytes"
	"fmt"
)

// checkXref walks the chain of cross-reference sections before the library
// does, which would allocate whatever /Size says and follow a circle of /Prev
// for ever. It says what is wrong, so that the file is rebuilt instead.
func checkXref(data []byte) error {
	at, err := startXref(data)
	if err != nil {
		return err
	}
	seen := map[int]bool{}
	for at >= 0 {
		if seen[at] || len(seen) >= maxXrefSections || at >= len(data) {
			return fmt.Errorf("%w: cross-reference chain", ErrDamaged)
		}
		seen[at] = true
		if at, err = checkSection(&lexer{src: data, pos: at}); err != nil {
			return err
		}
	}
	return nil
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

// checkSection checks one section and gives the place of the previous one, -1
// where there is none.
func checkSection(l *lexer) (int, error) {
	t := l.next()
	if t.kind == tokWord && string(t.text) == "xref" {
		if err := checkTable(l); err != nil {
			return 0, err
		}
	} else {
		l.next() // generation
		if w := l.next(); t.kind != tokNumber || w.kind != tokWord || string(w.text) != "obj" {
			return 0, fmt.Errorf("%w: no cross-reference section at %d", ErrDamaged, l.pos)
		}
	}
	if l.next().kind != tokDictOpen {
		return 0, fmt.Errorf("%w: cross-reference section without dictionary", ErrDamaged)
	}
	return checkTrailer(l)
}

// checkTable reads the entries of a classic table up to its trailer.
func checkTable(l *lexer) error {
	for {
		t := l.next()
		if t.kind == tokWord && string(t.text) == "trailer" {
			return nil
		}
		n := l.next()
		if t.kind != tokNumber || n.kind != tokNumber || t.num < 0 || n.num < 0 || t.num+n.num > maxObjects {
			return fmt.Errorf("%w: cross-reference table", ErrDamaged)
		}
		for range int(n.num) {
			l.next()
			l.next()
			if w := l.next(); w.kind != tokWord || len(w.text) != 1 {
				return fmt.Errorf("%w: cross-reference entry", ErrDamaged)
			}
		}
	}
}

// checkTrailer checks the numbers of a trailer or of the dictionary of a
// cross-reference stream, and gives its /Prev.
func checkTrailer(l *lexer) (int, error) {
	prev := -1
	for {
		key := l.next()
		if key.kind != tokName {
			return prev, nil
		}
		value := l.next()
		bad := false
		switch string(key.text) {
		case "Size":
			bad = value.kind != tokNumber || value.num < 0 || value.num > maxObjects
		case "Prev":
			bad = value.kind != tokNumber || value.num < 0
			prev = int(value.num)
		case "W", "Index":
			if !smallNumbers(l) {
				return 0, fmt.Errorf("%w: /%s of the cross-reference section", ErrDamaged, key.text)
			}
			continue
		}
		if bad {
			return 0, fmt.Errorf("%w: /%s of the cross-reference section", ErrDamaged, key.text)
		}
		if value.kind == tokArrayOpen || value.kind == tokDictOpen {
			skipNested(l)
		} else if value.kind == tokNumber {
			restOfRef(l, value)
		}
		l.release()
	}
}

// smallNumbers reads an array just opened: pairs of object numbers, or widths.
func smallNumbers(l *lexer) bool {
	for {
		t := l.next()
		if t.kind == tokArrayClose {
			return true
		}
		if t.kind != tokNumber || t.num < 0 || t.num > maxObjects {
			return false
		}
	}
}
