package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/fxamacker/cbor/v2"
	bolt "go.etcd.io/bbolt"
)

// Repair saves what is sound in a damaged database into a new file at to, and
// lists what is lost. The damaged file is only read. Documents without their
// bytes and snapshots without their figures are marked as lost, and the new
// file checks clean.
func Repair(damaged, to string) ([]Problem, error) {
	if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: there is a file already", to)
	}
	saved := to + ".saving"
	defer os.Remove(saved)
	lost, err := salvage(damaged, saved)
	if err != nil {
		return nil, err
	}
	db, err := Open(saved, Options{})
	if err != nil {
		return nil, err
	}
	defer db.Close()
	r := &rebuilt{lost: lost}
	err = replace(to, func(temporary string) error { return r.into(db, temporary) })
	return r.lost, err
}

// salvage copies each value whose seal holds into a new database.
func salvage(damaged, to string) ([]Problem, error) {
	f, err := os.Open(damaged)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	db, err := Open(to, Options{})
	if err != nil {
		return nil, err
	}
	defer db.Close()
	var lost []Problem
	err = db.update(func(tx *bolt.Tx) error {
		s := &salvager{lose: func(where, what string) { lost = append(lost, Problem{where, what}) }}
		s.keep = func(bucket string, key, value []byte) {
			if b := tx.Bucket([]byte(bucket)); b != nil && bucket != string(metaBucket) {
				s.sound(b, bucket, key, value)
			}
		}
		return s.walk(f)
	})
	return lost, err
}

// salvager visits every value that is still in a file, whatever its pages say
// of themselves: the seals tell what is sound.
type salvager struct {
	pages
	keep func(bucket string, key, value []byte)
	lose func(where, what string)
}

// sound keeps a value that is what was written.
func (s *salvager) sound(b *bolt.Bucket, bucket string, key, value []byte) {
	if b.Get(key) != nil {
		return // a page that nothing leads to may hold what it was before
	}
	var form cbor.RawMessage
	err := unseal(value, bucket, key, &form)
	if err == nil {
		err = b.Put(bytes.Clone(key), bytes.Clone(value))
	}
	if err != nil {
		s.lose(fmt.Sprintf("%s %s", bucket, printable(key)), reason(err))
	}
}

func (s *salvager) walk(f *os.File) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	m, err := newest(f)
	if err != nil {
		s.lose("meta", err.Error())
		m.pageSize, m.root = uint32(os.Getpagesize()), 0
	}
	m.high = uint64(info.Size()) / uint64(m.pageSize)
	s.pages = pages{file: f, meta: m, owner: make([]byte, m.high)}
	if m.root != 0 {
		s.page(m.root, "")
	}
	for id := range m.high { // what nothing leads to any more, free pages among it
		if s.owner[id] == 0 {
			s.orphan(id)
		}
	}
	return nil
}

// read takes a page once.
func (s *salvager) read(id uint64) (h header, data []byte) {
	if id >= s.meta.high || s.owner[id] != 0 {
		return h, nil
	}
	b := make([]byte, pageHeader)
	if _, err := s.file.ReadAt(b, int64(id)*int64(s.meta.pageSize)); err != nil {
		return h, nil
	}
	e := binary.NativeEndian
	h = header{id, e.Uint16(b[8:]), e.Uint16(b[10:]), min(uint64(e.Uint32(b[12:])), s.meta.high-id-1)}
	s.owner[id] = 'p'
	return h, s.body(h)
}

func (s *salvager) page(id uint64, bucket string) {
	h, data := s.read(id)
	switch {
	case data == nil:
		s.lose(fmt.Sprintf("page %d", id), "it lies outside the file or was read before")
	case h.flags != branchPage && h.flags != leafPage:
		s.lose(fmt.Sprintf("page %d", id), "it is neither branch nor leaf")
	default:
		s.entries(bucket, h, data)
	}
}

func (s *salvager) entries(bucket string, h header, data []byte) {
	for i := range int(h.count) {
		key, value, ok := entry(data, i, h.flags)
		switch {
		case !ok:
			s.lose(fmt.Sprintf("page %d", h.id), fmt.Sprintf("entry %d lies outside", i))
		case h.flags == branchPage:
			s.page(pageOf(data, i), bucket)
		case bucket != "":
			s.keep(bucket, key, value)
		default:
			s.inside(string(key), value)
		}
	}
}

// inside visits the values of a bucket.
func (s *salvager) inside(bucket string, value []byte) {
	if len(value) < bucketHeader {
		s.lose("bucket "+bucket, "it is cut short")
		return
	}
	e := binary.NativeEndian
	if root := e.Uint64(value); root != 0 {
		s.page(root, bucket)
		return
	}
	if in := value[bucketHeader:]; len(in) >= pageHeader {
		s.entries(bucket, header{flags: e.Uint16(in[8:]), count: e.Uint16(in[10:])}, in)
	}
}

// orphan keeps what is sound on a leaf that nothing leads to. Its bucket shows
// in what its values are.
func (s *salvager) orphan(id uint64) {
	h, data := s.read(id)
	if data == nil || h.flags != leafPage {
		return
	}
	for i := range int(h.count) {
		key, value, ok := entry(data, i, h.flags)
		if !ok {
			return
		}
		if bucket := bucketOf(key, value); bucket != nil {
			s.keep(string(bucket), key, value)
		}
	}
}

// bucketOf tells the bucket of a sound value that a rebuilding needs.
func bucketOf(key, value []byte) []byte {
	var d Document
	var n Snapshot
	var data []byte
	var c chunk
	var l list
	is := func(v any) bool { return unseal(value, "", key, v) == nil }
	switch {
	case len(key) == 64 && is(&data) && sha256Hex(data) == string(key):
		return bytesBucket
	case len(key) == 64 && is(&n) && n.ID == string(key) && n.Issuer != "" && n.Version > 0:
		return snapshotBucket
	case len(key) == 64 && is(&d) && d.ID == string(key):
		return documentBucket
	case len(key) == 8 && is(&c):
		return chunkBucket
	case len(key) == 8 && is(&l):
		return factsBucket
	}
	return nil
}

func sha256Hex(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
