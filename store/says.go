package store

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/fxamacker/cbor/v2"
	bolt "go.etcd.io/bbolt"

	"tickmark/extract"
)

// What a snapshot says is kept once: facts lie in chunks that are written in
// turn and never change, and a snapshot lists where its own lie. One that its
// parent says in the very same words costs nothing. Measured on 500 facts of
// which 5 % change, that is a tenth of a full compressed copy each time.

// chunkFacts is how many facts a chunk holds: enough to compress well, few
// enough that reading one fact of it stays cheap (some 40 µs).
const chunkFacts = 32

// maxChunkFacts is how many one ever held.
const maxChunkFacts = 64

// ref is where a fact lies.
type ref struct {
	Chunk uint64
	At    int
}

// maxSteps is how many lists may lean on one another before one is written in
// full.
const maxSteps = 20

// list is where the facts of a snapshot lie, in their order, told by the list
// of the snapshot before.
type list struct {
	_     struct{} `cbor:",toarray"`
	Base  uint64   // the list that it leans on; 0 is none
	Steps int      // from it to one in full
	Runs  []run
}

// run is facts that lie one after another: in a chunk, or in the base where
// Chunk is 0.
type run struct {
	_           struct{} `cbor:",toarray"`
	Chunk       uint64
	From, Count int
}

// listOf tells refs by a base.
func listOf(refs []ref, number uint64, base list, known []ref) list {
	out := list{Base: number, Steps: base.Steps + 1}
	if number == 0 || out.Steps > maxSteps {
		out, known = list{}, nil
	}
	at := make(map[ref]int, len(known))
	for i, r := range known {
		at[r] = i
	}
	for _, r := range refs {
		if i, ok := at[r]; ok {
			r = ref{0, i}
		}
		if n := len(out.Runs) - 1; n >= 0 && out.Runs[n].Chunk == r.Chunk && out.Runs[n].From+out.Runs[n].Count == r.At {
			out.Runs[n].Count++
			continue
		}
		out.Runs = append(out.Runs, run{Chunk: r.Chunk, From: r.At, Count: 1})
	}
	return out
}

// chunk is the forms of facts, one after another, and how long each is.
type chunk struct {
	_       struct{} `cbor:",toarray"`
	Lengths []int
	Forms   []byte
}

func (c *chunk) add(form []byte) {
	c.Lengths, c.Forms = append(c.Lengths, len(form)), append(c.Forms, form...)
}

// split gives the forms of a chunk. One whose lengths make no sense gives
// fewer.
func (c chunk) split() (out []cbor.RawMessage) {
	rest := c.Forms
	for _, n := range c.Lengths {
		if n < 0 || n > len(rest) {
			break
		}
		out, rest = append(out, rest[:n:n]), rest[n:]
	}
	return out
}

// archive reads facts in one transaction, each chunk once.
type archive struct {
	tx     *bolt.Tx
	chunks map[uint64][]cbor.RawMessage
}

func newArchive(tx *bolt.Tx) *archive { return &archive{tx, map[uint64][]cbor.RawMessage{}} }

// raw is the form of a fact.
func (a *archive) raw(r ref) (cbor.RawMessage, error) {
	forms, ok := a.chunks[r.Chunk]
	if !ok {
		c, err := readBy(a.tx.Bucket(chunkBucket), "chunks", numbered(r.Chunk), readChunk)
		if err != nil {
			return nil, err
		}
		forms = c.split()
		a.chunks[r.Chunk] = forms
	}
	if r.At < 0 || r.At >= len(forms) {
		return nil, damaged("chunks", numbered(r.Chunk), "it has no such fact")
	}
	return forms[r.At], nil
}

// fact reads one fact.
func (a *archive) fact(r ref) (f extract.Fact, err error) {
	form, err := a.raw(r)
	if err == nil {
		f, err = decodeFact(form)
	}
	return f, err
}

// decodeFact decodes the form of a fact. Rules before version 14 wrote checks
// as texts; such a check is kept as its text.
func decodeFact(form cbor.RawMessage) (extract.Fact, error) {
	var recorded struct {
		extract.Fact
		Proofs []string
	}
	err := decoding.Unmarshal(form, &recorded)
	f := recorded.Fact
	for _, text := range recorded.Proofs {
		f.Checks = append(f.Checks, extract.Check{Kind: extract.Recorded, Closed: f.Grade == extract.Proven, Operands: []extract.Operand{{Label: text}}})
	}
	return f, err
}

// refs lists where the facts of a snapshot lie.
func (a *archive) refs(s Snapshot) ([]ref, error) {
	_, out, err := a.list(s.Said, 0)
	return out, err
}

func (a *archive) list(number uint64, depth int) (l list, out []ref, err error) {
	if l, err = readBy(a.tx.Bucket(factsBucket), "facts", numbered(number), readList); err != nil {
		return l, nil, err
	}
	var base []ref
	if l.Base != 0 {
		if depth > maxSteps {
			return l, nil, damaged("facts", numbered(number), "it leans on too many")
		}
		if _, base, err = a.list(l.Base, depth+1); err != nil {
			return l, nil, err
		}
	}
	for _, r := range l.Runs {
		if r.Chunk == 0 && (r.From < 0 || r.Count < 0 || r.From+r.Count > len(base)) || r.Count > maxChunkFacts && r.Chunk != 0 {
			return l, nil, damaged("facts", numbered(number), "it names facts that are not there")
		}
		for i := range r.Count {
			if r.Chunk == 0 {
				out = append(out, base[r.From+i])
				continue
			}
			out = append(out, ref{r.Chunk, r.From + i})
		}
	}
	return l, out, nil
}

// facts reads what a snapshot says.
func (a *archive) facts(s Snapshot) ([]extract.Fact, error) {
	_, facts, err := a.forms(s)
	return facts, err
}

// forms reads what a snapshot says, and how it is encoded.
func (a *archive) forms(s Snapshot) ([]cbor.RawMessage, []extract.Fact, error) {
	refs, err := a.refs(s)
	if err != nil {
		return nil, nil, err
	}
	forms, facts := make([]cbor.RawMessage, len(refs)), make([]extract.Fact, len(refs))
	for i, r := range refs {
		if forms[i], err = a.raw(r); err == nil {
			facts[i], err = a.fact(r)
		}
		if err != nil {
			return nil, nil, err
		}
	}
	return forms, facts, nil
}

// numbered is the key of the nth value of a bucket that only grows.
func numbered(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// grow appends a value to a bucket of numbered keys, whose pages are filled to
// the brim: nothing is ever put between them.
func grow(b *bolt.Bucket, v any) (uint64, error) {
	b.FillPercent = 1
	n, err := b.NextSequence()
	if err != nil {
		return 0, err
	}
	return n, put(b, numbered(n), v)
}

// formsOf encodes facts one by one.
func formsOf(facts []extract.Fact) ([]cbor.RawMessage, error) {
	out := make([]cbor.RawMessage, len(facts))
	for i, f := range facts {
		form, err := encode(f)
		if err != nil {
			return nil, fmt.Errorf("store: encode facts: %w", err)
		}
		out[i] = form
	}
	return out, nil
}

// contentOf is the hash of what a snapshot says.
func contentOf(forms []cbor.RawMessage) (string, error) {
	form, err := encode(forms)
	if err != nil {
		return "", fmt.Errorf("store: encode facts: %w", err)
	}
	sum := sha256.Sum256(form)
	return hex.EncodeToString(sum[:]), nil
}

// place finds where facts lie: those of known where they are, the others in
// new chunks.
func place(tx *bolt.Tx, forms []cbor.RawMessage, known map[string]ref) ([]ref, error) {
	out := make([]ref, len(forms))
	var fresh []int
	for i, form := range forms {
		r, ok := known[string(form)]
		if !ok {
			fresh = append(fresh, i)
			continue
		}
		out[i] = r
	}
	for part := range slices.Chunk(fresh, chunkFacts) {
		var c chunk
		for _, i := range part {
			c.add(forms[i])
		}
		n, err := grow(tx.Bucket(chunkBucket), c)
		if err != nil {
			return nil, err
		}
		for k, i := range part {
			out[i] = ref{n, k}
		}
	}
	return out, nil
}
