package pdftext

import (
	"bytes"
	"compress/flate"
	"embed"
	"encoding/binary"
	"fmt"
	"io"
	"sync"
)

//go:embed data/*.bin data/LICENSE.adobe
var data embed.FS

// collection is one of Adobe's character collections: the character of each
// CID, 0 where it has none.
type collection struct {
	runes []rune
	cids  func() map[rune]int // the other way, made when first asked for
}

// rune gives the character of a CID, 0 where there is none. A nil collection
// has none.
func (c *collection) rune(cid int) rune {
	if c == nil || cid < 0 || cid >= len(c.runes) {
		return 0
	}
	return c.runes[cid]
}

// cid gives the CID of a character, -1 where there is none.
func (c *collection) cid(r rune) int {
	if c == nil {
		return -1
	}
	if cid, ok := c.cids()[r]; ok {
		return cid
	}
	return -1
}

var collections = map[string]func() *collection{
	"GB1":    sync.OnceValue(func() *collection { return load("gb1") }),
	"CNS1":   sync.OnceValue(func() *collection { return load("cns1") }),
	"Japan1": sync.OnceValue(func() *collection { return load("japan1") }),
}

// ordered gives the collection of an /Ordering, nil for one that is not Adobe's
// or that tickmark does not carry.
func ordered(ordering string) *collection {
	if f, ok := collections[ordering]; ok {
		return f()
	}
	return nil
}

// unpack reads an embedded file. The files are part of the program: one that
// does not read is a broken build.
func unpack(name string) []byte {
	packed, err := data.ReadFile("data/" + name + ".bin")
	if err != nil {
		panic(err)
	}
	raw, err := io.ReadAll(flate.NewReader(bytes.NewReader(packed)))
	if err != nil {
		panic(fmt.Errorf("data/%s.bin: %w", name, err))
	}
	return raw
}

// load reads a table that gen_data.go packed: the difference of each CID's
// character to the one before.
func load(name string) *collection {
	raw := unpack(name)
	c := &collection{}
	var r int64
	for len(raw) > 0 {
		d, n := binary.Varint(raw)
		r += d
		raw = raw[n:]
		c.runes = append(c.runes, rune(r))
	}
	c.cids = sync.OnceValue(c.invert)
	return c
}

// invert makes the table from character to CID; the lowest CID wins.
func (c *collection) invert() map[rune]int {
	m := make(map[rune]int, len(c.runes))
	for cid, r := range c.runes {
		if _, ok := m[r]; r != 0 && !ok {
			m[r] = cid
		}
	}
	return m
}
