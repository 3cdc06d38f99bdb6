package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
)

// Our own look at the pages of the file, before bbolt maps it. bbolt trusts its
// pages: a damaged one can send it round in circles or past the end of the
// map, in a goroutine of its own where nobody can recover it. Values are not
// read here; their hashes are verified as they are read.

// The layout of bbolt's pages: https://github.com/etcd-io/bbolt, package
// internal/common.
const (
	pageHeader    = 16
	element       = 16
	bucketHeader  = 16
	branchPage    = 0x01
	leafPage      = 0x02
	metaPage      = 0x04
	freelistPage  = 0x10
	bucketElement = 0x01
	metaSize      = 64
	boltMagic     = 0xED0CDAED
	manyFree      = 0xFFFF // the count of a freelist that is in its first entry
)

// maxDepth is the deepest tree that is taken for sound; a real one has four
// levels or so.
const maxDepth = 32

type meta struct {
	pageSize             uint32
	root, freelist, high uint64
	txid                 uint64
}

// pages walks a file's pages from its newest meta page.
type pages struct {
	file   io.ReaderAt
	meta   meta
	owner  []byte // by page: 0 nobody's, 'p' in a tree, 'f' free
	buffer [pageHeader]byte
	quick  bool // leave out the leaves of buckets, but for their headers
	found  []string
}

func (p *pages) wrong(format string, args ...any) {
	p.found = append(p.found, fmt.Sprintf(format, args...))
}

// checkPages lists what is wrong with the pages of a file. The quick form
// looks at what can lead a reader in circles or out of the file, which is
// every branch and the header of every leaf.
func checkPages(path string, quick bool) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	p := &pages{file: f, quick: quick}
	if p.meta, err = newest(f); err != nil {
		return []string{err.Error()}, nil
	}
	if p.meta.high > uint64(info.Size())/uint64(p.meta.pageSize) {
		return []string{"the file is cut short"}, nil
	}
	p.owner = make([]byte, p.meta.high)
	p.own(0, 1, 'p')
	p.metas()
	p.free()
	p.tree(p.meta.root, nil, nil, 0, false)
	for id, o := range p.owner {
		if o == 0 {
			p.wrong("page %d is neither used nor free", id)
		}
	}
	return p.found, nil
}

// newest is the valid meta page of the last transaction.
func newest(f io.ReaderAt) (meta, error) {
	a, err := readMeta(f, 0)
	if err == nil {
		b, err := readMeta(f, int64(a.pageSize))
		if err == nil && b.txid > a.txid {
			return b, nil
		}
		return a, nil
	}
	for size := int64(1024); size <= 1<<16; size *= 2 {
		if b, err := readMeta(f, size); err == nil && int64(b.pageSize) == size {
			return b, nil
		}
	}
	return meta{}, err
}

func readMeta(f io.ReaderAt, at int64) (meta, error) {
	b := make([]byte, metaSize)
	if _, err := f.ReadAt(b, at+pageHeader); err != nil {
		return meta{}, errors.New("the meta page is cut short")
	}
	sum := fnv.New64a()
	_, _ = sum.Write(b[:metaSize-8])
	e := binary.NativeEndian
	if e.Uint32(b) != boltMagic || e.Uint64(b[metaSize-8:]) != sum.Sum64() {
		return meta{}, errors.New("the meta page is damaged")
	}
	m := meta{pageSize: e.Uint32(b[8:]), root: e.Uint64(b[16:]), freelist: e.Uint64(b[32:]), high: e.Uint64(b[40:]), txid: e.Uint64(b[48:])}
	if m.pageSize < pageHeader+metaSize || m.pageSize > 1<<16 || m.high < 2 {
		return meta{}, errors.New("the meta page makes no sense")
	}
	return m, nil
}

// metas looks at the headers of the meta pages, which their checksums leave
// out.
func (p *pages) metas() {
	b := make([]byte, pageHeader)
	for id := range uint64(2) {
		_, err := p.file.ReadAt(b, int64(id)*int64(p.meta.pageSize))
		if e := binary.NativeEndian; err != nil || e.Uint64(b) != id || e.Uint16(b[8:]) != metaPage {
			p.wrong("the header of page %d is not that of a meta page", id)
		}
	}
}

// own notes whose pages these are. A page has one owner.
func (p *pages) own(id, last uint64, who byte) bool {
	if last < id || last >= p.meta.high {
		p.wrong("page %d lies outside the file", last)
		return false
	}
	for ; id <= last; id++ {
		if p.owner[id] != 0 {
			p.wrong("page %d has two owners", id)
			return false
		}
		p.owner[id] = who
	}
	return true
}

// header is what a page says of itself.
type header struct {
	id           uint64
	flags, count uint16
	overflow     uint64
}

// head reads the header of a page and takes the page with its overflow for its
// owner.
func (p *pages) head(id uint64) (h header, ok bool) {
	if id >= p.meta.high {
		p.wrong("page %d lies outside the file", id)
		return h, false
	}
	b := p.buffer[:pageHeader]
	if _, err := p.file.ReadAt(b, int64(id)*int64(p.meta.pageSize)); err != nil {
		p.wrong("page %d: %v", id, err)
		return h, false
	}
	e := binary.NativeEndian
	h = header{e.Uint64(b), e.Uint16(b[8:]), e.Uint16(b[10:]), uint64(e.Uint32(b[12:]))}
	if h.id != id {
		p.wrong("page %d says that it is page %d", id, h.id)
		return h, false
	}
	return h, p.own(id, id+h.overflow, 'p')
}

// body reads a page with its overflow.
func (p *pages) body(h header) []byte {
	data := make([]byte, (h.overflow+1)*uint64(p.meta.pageSize))
	if _, err := p.file.ReadAt(data, int64(h.id)*int64(p.meta.pageSize)); err != nil {
		p.wrong("page %d: %v", h.id, err)
		return nil
	}
	return data
}

// free reads the list of free pages.
func (p *pages) free() {
	h, ok := p.head(p.meta.freelist)
	if !ok {
		return
	}
	if h.flags != freelistPage {
		p.wrong("page %d is no freelist", p.meta.freelist)
		return
	}
	data := p.body(h)
	if data == nil {
		return
	}
	data = data[pageHeader:]
	n := uint64(h.count)
	if h.count == manyFree {
		n, data = binary.NativeEndian.Uint64(data), data[8:]
	}
	if n > uint64(len(data))/8 {
		p.wrong("the freelist is longer than its pages")
		return
	}
	for i := range n {
		id := binary.NativeEndian.Uint64(data[8*i:])
		p.own(id, id, 'f')
	}
}

// tree walks the pages under id, whose keys lie from low up to high.
func (p *pages) tree(id uint64, low, high []byte, depth int, inBucket bool) {
	if depth > maxDepth {
		p.wrong("page %d: the tree is too deep", id)
		return
	}
	h, ok := p.head(id)
	if !ok || p.quick && inBucket && h.flags == leafPage {
		return
	}
	if data := p.body(h); data != nil {
		p.node(fmt.Sprintf("page %d", id), h.flags, h.count, data, low, high, depth, inBucket)
	}
}

// node walks the elements of a branch or a leaf.
func (p *pages) node(name string, flags, count uint16, data, low, high []byte, depth int, inBucket bool) {
	if flags != branchPage && flags != leafPage || flags == branchPage && count == 0 {
		p.wrong("%s is neither branch nor leaf", name)
		return
	}
	keys := make([][]byte, count)
	rest := make([][]byte, count)
	for i := range keys {
		var ok bool
		if keys[i], rest[i], ok = entry(data, i, flags); !ok {
			p.wrong("%s: entry %d lies outside", name, i)
			return
		}
		if i > 0 && bytes.Compare(keys[i-1], keys[i]) >= 0 || i == 0 && bytes.Compare(keys[i], low) < 0 || high != nil && bytes.Compare(keys[i], high) >= 0 {
			p.wrong("%s: the key of entry %d is out of order", name, i)
			return
		}
	}
	for i := range keys {
		switch {
		case flags == branchPage && i+1 < len(keys):
			p.tree(pageOf(data, i), keys[i], keys[i+1], depth+1, inBucket)
		case flags == branchPage:
			p.tree(pageOf(data, i), keys[i], high, depth+1, inBucket)
		case binary.NativeEndian.Uint32(data[pageHeader+element*i:])&bucketElement != 0:
			p.bucket(fmt.Sprintf("bucket %s", printable(keys[i])), rest[i], depth)
		}
	}
}

// entry gives the key and the value of an element, where both lie inside the
// page.
func entry(data []byte, i int, flags uint16) (key, value []byte, ok bool) {
	at := pageHeader + element*i
	if at+element > len(data) {
		return nil, nil, false
	}
	e := binary.NativeEndian
	pos, ksize, vsize := e.Uint32(data[at:]), e.Uint32(data[at+4:]), uint32(0)
	if flags == leafPage {
		pos, ksize, vsize = e.Uint32(data[at+4:]), e.Uint32(data[at+8:]), e.Uint32(data[at+12:])
	}
	start := uint64(at) + uint64(pos)
	end := start + uint64(ksize) + uint64(vsize)
	if end > uint64(len(data)) {
		return nil, nil, false
	}
	return data[start : start+uint64(ksize)], data[start+uint64(ksize) : end], true
}

func pageOf(data []byte, i int) uint64 {
	return binary.NativeEndian.Uint64(data[pageHeader+element*i+8:])
}

// bucket walks the tree of a bucket, or the page inside its value where it is
// small.
func (p *pages) bucket(name string, value []byte, depth int) {
	if len(value) < bucketHeader {
		p.wrong("%s is cut short", name)
		return
	}
	if root := binary.NativeEndian.Uint64(value); root != 0 {
		p.tree(root, nil, nil, depth+1, true)
		return
	}
	inside := value[bucketHeader:]
	if len(inside) < pageHeader {
		p.wrong("%s is cut short", name)
		return
	}
	e := binary.NativeEndian
	p.node(name, e.Uint16(inside[8:]), e.Uint16(inside[10:]), inside, nil, nil, depth+1, true)
}
