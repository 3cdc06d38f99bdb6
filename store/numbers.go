package store

import (
	"encoding/binary"
	"math"
)

// Postings, chunks and lists are nearly all of what a commit and a question
// decode, and they hold arrays of numbers and bytes only; the general decoder
// takes several times as long for them. It writes them all the same: this reads
// its form.

// numbers reads CBOR's unsigned integers, byte strings and array heads one after
// another (RFC 8949, major types 0, 2 and 4). After the first that is another
// than asked for, or that the bytes end in, bad is set and all that follow are 0.
type numbers struct {
	rest []byte
	bad  bool
}

// The major types that are read.
const (
	majorUnsigned = 0
	majorBytes    = 2
	majorArray    = 4
)

func (n *numbers) next(major byte) uint64 {
	if n.bad || len(n.rest) == 0 || n.rest[0]>>5 != major {
		n.bad = true
		return 0
	}
	info := n.rest[0] & 31
	n.rest = n.rest[1:]
	if info < 24 {
		return uint64(info)
	}
	size := 1 << (info - 24)
	if info > 27 || len(n.rest) < size {
		n.bad = true
		return 0
	}
	value := n.rest[:size]
	n.rest = n.rest[size:]
	switch size {
	case 1:
		return uint64(value[0])
	case 2:
		return uint64(binary.BigEndian.Uint16(value))
	case 4:
		return uint64(binary.BigEndian.Uint32(value))
	}
	return binary.BigEndian.Uint64(value)
}

func (n *numbers) unsigned() uint64 { return n.next(majorUnsigned) }

// array is the length of an array, of which each element takes a byte at
// least.
func (n *numbers) array() int {
	length := n.next(majorArray)
	if length > uint64(len(n.rest)) {
		n.bad = true
		return 0
	}
	return int(length)
}

// count is an unsigned integer that an int holds.
func (n *numbers) count() int {
	v := n.unsigned()
	if v > math.MaxInt {
		n.bad = true
		return 0
	}
	return int(v)
}

// bytes is a byte string, which stays where it is.
func (n *numbers) bytes() []byte {
	length := n.next(majorBytes)
	if length > uint64(len(n.rest)) {
		n.bad = true
		return nil
	}
	out := n.rest[:length:length]
	n.rest = n.rest[length:]
	return out
}

// done says that all was read, and nothing else was there.
func (n *numbers) done() bool { return !n.bad && len(n.rest) == 0 }

// tuple wants an array of so many.
func (n *numbers) tuple(length int) {
	if n.array() != length {
		n.bad = true
	}
}

// null takes the one byte of a nil list.
func (n *numbers) null() bool {
	if len(n.rest) == 0 || n.rest[0] != 0xf6 {
		return false
	}
	n.rest = n.rest[1:]
	return true
}

// readPostings reads a list of postings.
func readPostings(form []byte) (out []posting, ok bool) {
	n := numbers{rest: form}
	if n.null() {
		return nil, len(n.rest) == 0
	}
	out = make([]posting, n.array())
	places := make([]placed, 0, len(form)/8)
	for i := range out {
		n.tuple(2)
		out[i].Version = n.count()
		from := len(places)
		places = n.places(places)
		out[i].Places = places[from:len(places):len(places)]
		if n.bad {
			return nil, false
		}
	}
	return out, n.done()
}

// places appends a list of places.
func (n *numbers) places(to []placed) []placed {
	if n.null() {
		return to
	}
	for range n.array() {
		n.tuple(3)
		p := placed{Chunk: n.unsigned(), At: n.count()}
		key := n.unsigned()
		if p.Key = uint32(key); uint64(p.Key) != key {
			n.bad = true
		}
		if n.bad {
			break
		}
		to = append(to, p)
	}
	return to
}

// readChunk reads a chunk, whose forms stay in the bytes given.
func readChunk(form []byte) (c chunk, ok bool) {
	n := numbers{rest: form}
	n.tuple(2)
	if !n.null() {
		c.Lengths = make([]int, n.array())
	}
	for i := range c.Lengths {
		c.Lengths[i] = n.count()
	}
	if !n.null() {
		c.Forms = n.bytes()
	}
	return c, n.done()
}

// readList reads where the facts of a snapshot lie.
func readList(form []byte) (l list, ok bool) {
	n := numbers{rest: form}
	n.tuple(3)
	l.Base, l.Steps = n.unsigned(), n.count()
	if !n.null() {
		l.Runs = make([]run, n.array())
	}
	for i := range l.Runs {
		n.tuple(3)
		l.Runs[i] = run{Chunk: n.unsigned(), From: n.count(), Count: n.count()}
		if n.bad {
			return list{}, false
		}
	}
	return l, n.done()
}
