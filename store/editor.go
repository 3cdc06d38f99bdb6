package store

import (
	"slices"

	"github.com/fxamacker/cbor/v2"
	bolt "go.etcd.io/bbolt"

	"tickmark/extract"
)

// editor adds one snapshot's facts to an issuer's chain, and sees what they
// change.
type editor struct {
	tx       *bolt.Tx
	issuer   string
	archive  *archive
	subjects *directory
	old      int               // how many subjects there were
	parent   Snapshot          // the zero value where there is none
	base     list              // of what the parent says
	refs     []ref             // where it lies
	known    map[string]ref    // and its forms
	lists    map[int][]posting // what the index held of a subject
}

func newEditor(tx *bolt.Tx, issuer string, before []Snapshot) (*editor, error) {
	subjects, err := readDirectory(tx, issuer, whole(before))
	if err != nil {
		return nil, err
	}
	e := &editor{tx: tx, issuer: issuer, archive: newArchive(tx), subjects: subjects, old: len(subjects.Subjects), known: map[string]ref{}, lists: map[int][]posting{}}
	for _, s := range slices.Backward(before) {
		if s.Gone == "" {
			e.parent = s
			break
		}
	}
	if e.parent.ID == "" {
		return e, nil
	}
	e.base, e.refs, err = e.archive.list(e.parent.Said, 0)
	for _, r := range e.refs {
		form, err := e.archive.raw(r)
		if err != nil {
			return nil, err
		}
		e.known[string(form)] = r
	}
	return e, err
}

// whole says that a chain has a snapshot with its facts.
func whole(all []Snapshot) bool {
	return slices.ContainsFunc(all, func(s Snapshot) bool { return s.Gone == "" })
}

// add keeps the facts of a snapshot, and counts those that are new and those
// whose value is another one than in the report before.
func (e *editor) add(s *Snapshot, facts []extract.Fact, forms []cbor.RawMessage) error {
	refs, err := place(e.tx, forms, e.known)
	if err != nil {
		return err
	}
	if s.Said, err = grow(e.tx.Bucket(factsBucket), listOf(refs, e.parent.Said, e.base, e.refs)); err != nil {
		return err
	}
	now := spread(e.subjects, facts, refs)
	if err := e.read(now); err != nil {
		return err
	}
	s.Facts = len(facts)
	if s.Added, s.Changed, err = e.count(facts, forms); err != nil {
		return err
	}
	if err := e.post(s.Version, now); err != nil {
		return err
	}
	return e.subjects.write(e.tx, e.issuer)
}

// read takes the index of the subjects of a snapshot, and of those that its
// parent speaks of and it does not.
func (e *editor) read(now map[int][]placed) error {
	seen := 0
	for _, subject := range sorted(now) {
		if err := e.take(subject); err != nil {
			return err
		}
		seen += len(saidIn(e.lists[subject], e.parent.Version))
	}
	if seen == len(e.known) {
		return nil
	}
	for subject := range e.old {
		if err := e.take(subject); err != nil {
			return err
		}
		if _, ok := now[subject]; !ok && len(saidIn(e.lists[subject], e.parent.Version)) > 0 {
			now[subject] = nil
		}
	}
	return nil
}

func (e *editor) take(subject int) (err error) {
	if _, ok := e.lists[subject]; !ok && subject < e.old {
		e.lists[subject], err = postings(e.tx, e.issuer, subject)
	}
	return err
}

// count holds the facts that the parent does not say against the report
// before.
func (e *editor) count(facts []extract.Fact, forms []cbor.RawMessage) (added, changed int, err error) {
	for i, f := range facts {
		if _, same := e.known[string(forms[i])]; same {
			continue
		}
		held, err := e.last(f.Key())
		switch {
		case err != nil:
			return 0, 0, err
		case len(held) == 0:
			added++
		case !repeats(held, f):
			changed++
		}
	}
	return added, changed, nil
}

// last is what the newest report says of a key.
func (e *editor) last(k extract.Key) (out []Held, err error) {
	hash := keyHash(k)
	for _, p := range slices.Backward(e.lists[e.subjects.at[k.Name]]) {
		facts, err := e.archive.placed(p.Places, map[uint32]bool{hash: true})
		if err != nil {
			return nil, err
		}
		for _, f := range facts {
			if f.Key() == k {
				out = append(out, Held{Fact: f})
			}
		}
		if len(out) > 0 {
			break
		}
	}
	return out, nil
}

// post adds a version to the index where it says something else than the one
// before.
func (e *editor) post(version int, now map[int][]placed) error {
	for _, subject := range sorted(now) {
		list, places := e.lists[subject], now[subject]
		if subject < e.old && slices.Equal(saidIn(list, version), places) {
			continue
		}
		list = append(list, posting{Version: version, Places: places})
		if err := put(e.tx.Bucket(indexBucket), postingKey(e.issuer, subject), list); err != nil {
			return err
		}
	}
	return nil
}
