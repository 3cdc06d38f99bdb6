package store

import (
	"bytes"
	"cmp"
	"slices"

	bolt "go.etcd.io/bbolt"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
)

// The kinds of report that a figure can have.
const (
	First        = "first"
	Repeated     = "repeated"     // the value before, within its rounding
	Rounding     = "rounding"     // off by one unit of the coarser place: added up from other roundings
	RestatedAs   = "restated"     // another value
	Reclassified = "reclassified" // another value, while the parts of one total moved and the total stayed
	RuleChange   = "rule change"  // the same documents, read by other rules
)

// Version is one report of a figure.
type Version struct {
	Held
	Event    fiscal.Period    // of the snapshot
	Kind     string           // first, repeated, rounding, restated, reclassified, rule change
	Before   *quantity.Amount // the value of the report before; nil for the first
	Original *quantity.Amount // the value of the first report; nil for the first
}

// History lists every report of the figures that match and of whose subjects
// about is true, oldest first. It reads no other subjects; a nil about is all.
// A replay reports what it changed, and nothing else.
func (db *DB) History(issuer string, about About, matches func(extract.Fact) bool) (out []Version, err error) {
	err = db.view(func(tx *bolt.Tx) error {
		all, err := snapshots(tx, issuer)
		if err != nil || !whole(all) {
			return err
		}
		lists, err := chosen(tx, issuer, about)
		if err != nil {
			return err
		}
		h := &historian{archive: newArchive(tx), known: newBook(), first: map[extract.Key]quantity.Amount{}}
		for _, s := range reported(all) {
			if err := h.snapshot(s, lists, matches); err != nil {
				return err
			}
		}
		out = h.out
		return nil
	})
	return out, err
}

// reported lists the snapshots that report something: all that are there, in
// the order in which they were known.
func reported(all []Snapshot) []Snapshot {
	out := slices.DeleteFunc(slices.Clone(all), func(s Snapshot) bool { return s.Gone != "" })
	slices.SortStableFunc(out, func(a, b Snapshot) int {
		return cmp.Or(a.KnownAt.Compare(b.KnownAt), cmp.Compare(a.Version, b.Version))
	})
	return out
}

// historian goes through an issuer's snapshots.
type historian struct {
	archive *archive
	known   book
	first   map[extract.Key]quantity.Amount
	out     []Version
}

func (h *historian) snapshot(s Snapshot, lists [][]posting, matches func(extract.Fact) bool) error {
	from := len(h.out)
	var said []extract.Fact
	for _, list := range lists {
		facts, err := h.archive.placed(saidIn(list, s.Version), nil)
		if err != nil {
			return err
		}
		for _, f := range facts {
			if matches(f) {
				said = append(said, f)
				h.report(s, f)
			}
		}
	}
	h.known.add(s, said)
	return h.reclassify(s, h.out[from:])
}

// report is what a snapshot says of a figure, held against what was known.
func (h *historian) report(s Snapshot, f extract.Fact) {
	k := f.Key()
	v := Version{Held: Held{Fact: f, Snapshot: s.ID, KnownAt: s.KnownAt, First: s.KnownAt, Rules: s.Rules}, Event: s.Event, Kind: First}
	before := h.known.at(k)
	if len(before) == 0 {
		if _, ok := h.first[k]; !ok {
			h.first[k] = f.Value
		}
		h.out = append(h.out, v)
		return
	}
	was, first := before[0].Value, h.first[k]
	v.Before, v.Original = &was, &first
	v.Kind = kindOf(before, f)
	if v.Kind == Repeated {
		v.First = before[0].First
	}
	switch {
	case s.Mark == Replayed && v.Kind == Repeated:
		return
	case s.Mark == Replayed:
		v.Kind = RuleChange
	}
	h.out = append(h.out, v)
}

// Replayed is the mark of a snapshot that today's rules made of old documents.
const Replayed = "replay"

// kindOf holds a figure against what was known of it.
func kindOf(before []Held, f extract.Fact) string {
	switch {
	case repeats(before, f):
		return Repeated
	case byRounding(before[0].Value, f.Value):
		return Rounding
	}
	return RestatedAs
}

// byRounding says that two values are one unit of the coarser place apart.
func byRounding(a, b quantity.Amount) bool {
	d, ok := a.Add(b.Neg())
	if !ok {
		return false
	}
	unit := quantity.Amount{Coef: 1, Exp: max(a.Exp, b.Exp)}
	return d.Abs().Cmp(unit) <= 0 && a.Exp != b.Exp
}

// moves is by how much the figures of one sum of a snapshot moved together.
type moves struct {
	sum          extract.Check
	form         []byte // of its operands, as facts are encoded
	period       fiscal.Period
	by           quantity.Amount
	parts, still int // how many moved, how many did not
}

// reclassify calls restated figures of a snapshot reclassified where they stand
// in a sum of it whose total repeats what was known, and whose restated parts
// moved by nothing together.
func (h *historian) reclassify(s Snapshot, reports []Version) error {
	sums, err := sumsOf(reports)
	if err != nil || len(sums) == 0 {
		return err
	}
	if err := h.moved(s, sums); err != nil {
		return err
	}
	for i := range reports {
		for _, m := range sums {
			if m.in(reports[i]) && m.parts > 1 && m.still > 0 && m.by.Sign() == 0 {
				reports[i].Kind = Reclassified
			}
		}
	}
	return nil
}

// sumsOf are the sums in which restated figures stand.
func sumsOf(reports []Version) (out []*moves, err error) {
	for _, v := range reports {
		for _, c := range v.Checks {
			m := &moves{sum: c, period: v.Period}
			if !m.in(v) || slices.ContainsFunc(out, func(o *moves) bool { return o.period == v.Period && o.sum.Equal(c) }) {
				continue
			}
			if m.form, err = encode(c.Operands); err != nil {
				return nil, err
			}
			out = append(out, m)
		}
	}
	return out, nil
}

// in reports whether a restated figure stands in the sum.
func (m *moves) in(v Version) bool { return v.Kind == RestatedAs && m.of(v.Fact) }

// of reports whether a figure stands in the sum.
func (m *moves) of(f extract.Fact) bool {
	return m.sum.Kind == extract.Sum && f.Period == m.period && slices.ContainsFunc(f.Checks, m.sum.Equal)
}

// moved adds up how the figures of sums moved. A form is decoded only where the
// operands of a sum stand in it: a snapshot has a thousand facts, a sum a handful.
func (h *historian) moved(s Snapshot, sums []*moves) error {
	refs, err := h.archive.refs(s)
	if err != nil {
		return err
	}
	for _, r := range refs {
		form, err := h.archive.raw(r)
		if err != nil {
			return err
		}
		for _, m := range sums {
			if !bytes.Contains(form, m.form) {
				continue
			}
			f, err := h.archive.fact(r)
			if err == nil && m.of(f) {
				err = h.move(s, m, f)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (h *historian) move(s Snapshot, m *moves, f extract.Fact) error {
	was, ok, err := h.archive.valueBefore(s, f.Key())
	if err != nil || !ok {
		return err
	}
	if was.Consistent(f.Value) {
		m.still++
		return nil
	}
	if d, ok := f.Value.Add(was.Neg()); ok {
		m.by, _ = m.by.Add(d)
		m.parts++
	}
	return nil
}

// valueBefore is what the newest report before a snapshot says of a key.
func (a *archive) valueBefore(s Snapshot, k extract.Key) (quantity.Amount, bool, error) {
	d, err := readDirectory(a.tx, s.Issuer, true)
	if err != nil {
		return quantity.Amount{}, false, err
	}
	list, err := postings(a.tx, s.Issuer, d.at[k.Name])
	if err != nil {
		return quantity.Amount{}, false, err
	}
	for _, p := range slices.Backward(list) {
		if p.Version >= s.Version {
			continue
		}
		facts, err := a.placed(p.Places, map[uint32]bool{keyHash(k): true})
		if err != nil {
			return quantity.Amount{}, false, err
		}
		for _, f := range facts {
			if f.Key() == k {
				return f.Value, true, nil
			}
		}
	}
	return quantity.Amount{}, false, nil
}
