package vocabulary

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/binary"
	"errors"
	"io/fs"
)

// Writing out all labels takes longer than reading a release. The index of the
// embedded data is therefore kept built, beside the data; the hash of the data
// stands at its head. An index of other data is not used: the labels are
// written out then, as for an issuer's own.
//
//go:generate go test -run TestBuilt$ -update .
//go:embed data/labels.bin
var built []byte

// digest names the state of the data files.
func digest(files fs.FS, names []string) ([]byte, error) {
	h := sha256.New()
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		h.Write([]byte(name))
		h.Write(text)
	}
	return h.Sum(nil), nil
}

// marshal writes the index as numbers: the words, for each node how it is
// reached, and which of all its candidates stand there.
func (x *index) marshal(digest []byte, all []entry) []byte {
	out := append([]byte(nil), digest...)
	words := make([]string, len(x.words))
	for w, id := range x.words {
		words[id] = w
	}
	out = binary.AppendUvarint(out, uint64(len(words)))
	for _, w := range words {
		out = append(binary.AppendUvarint(out, uint64(len(w))), w...)
	}
	into := make([]edge, len(x.ends))
	for e, node := range x.next {
		into[node] = e
	}
	out = binary.AppendUvarint(out, uint64(len(into)))
	for node, e := range into {
		comma := uint64(0)
		if node > 0 && x.comma[e] {
			comma = 1
		}
		out = binary.AppendUvarint(out, uint64(node)-uint64(e.node))
		out = binary.AppendUvarint(out, uint64(e.word)<<1|comma)
		out = binary.AppendUvarint(out, uint64(len(x.ends[node])))
		for _, c := range x.ends[node] {
			out = binary.AppendUvarint(out, uint64(ordinal(all, c)))
		}
	}
	return out
}

// ordinal is the first of all that says the same as c.
func ordinal(all []entry, c *candidate) int {
	for i := range all {
		if all[i].candidate.same(*c) {
			return i
		}
	}
	panic("vocabulary: a candidate of no label")
}

var errBuilt = errors.New("vocabulary: the built index is no index of its data")

// unmarshal reads what marshal wrote, of the data with the given digest.
func unmarshal(data, digest []byte, all []entry) (*index, error) {
	rest, ok := bytes.CutPrefix(data, digest)
	if !ok {
		return nil, errBuilt
	}
	r := numbers{rest: rest}
	words := r.words()
	nodes := r.next()
	if nodes < 1 || nodes > len(r.rest) {
		return nil, errBuilt
	}
	x := &index{words: words, next: make(map[edge]int32, nodes), comma: map[edge]bool{}, ends: make([][]*candidate, nodes)}
	for node := range nodes {
		r.node(x, int32(node), all)
	}
	return x, r.err
}

// node reads how a node is reached and what stands there.
func (r *numbers) node(x *index, node int32, all []entry) {
	up, word, ends := r.next(), r.next(), r.next()
	e := edge{node - int32(up), int32(word >> 1)}
	if node > 0 {
		x.next[e] = node
	}
	if word&1 != 0 {
		x.comma[e] = true
	}
	for range ends {
		n := r.next()
		if r.err != nil || n >= len(all) {
			r.err = errBuilt
			return
		}
		x.ends[node] = append(x.ends[node], &all[n].candidate)
	}
}

func (r *numbers) words() map[string]int32 {
	n := r.next()
	out := make(map[string]int32, min(n, len(r.rest)))
	for id := range n {
		size := r.next()
		if r.err != nil || size > len(r.rest) {
			r.err = errBuilt
			return out
		}
		out[string(r.rest[:size])] = int32(id)
		r.rest = r.rest[size:]
	}
	return out
}

// numbers reads them one by one; the first error stays.
type numbers struct {
	rest []byte
	err  error
}

func (r *numbers) next() int {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 {
		r.err, r.rest = errBuilt, nil
		return 0
	}
	r.rest = r.rest[n:]
	return int(v)
}
