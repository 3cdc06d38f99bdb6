package store

import (
	"fmt"
	"slices"
	"time"
)

// Policy says what a pruning keeps. The newest snapshot of an issuer always
// stays, and so does each whose figures stand in one that stays: what goes is
// what later snapshots of the same event have replaced.
type Policy struct {
	Last      int   // so many of each issuer
	Within    Span  // those known so long before the newest
	Quarterly int   // the last of each of so many calendar quarters
	Uncited   bool  // give up documents that no snapshot cites
	Held      Span  // give up what was in quarantine so long before Now; the zero Span keeps all
	HeldBytes int64 // and the oldest above so many bytes; 0 keeps all
	Now       time.Time
}

// Span is a length of time as a calendar counts it.
type Span struct{ Years, Months, Days, Hours int }

func (s Span) before(t time.Time) time.Time {
	return t.AddDate(-s.Years, -s.Months, -s.Days).Add(-time.Duration(s.Hours) * time.Hour)
}

// ParseSpan reads 2y, 18m, 90d, 12h and what is made of them, as 1y6m.
func ParseSpan(text string) (s Span, err error) {
	n, digits := 0, false
	for _, r := range text {
		to := map[rune]*int{'y': &s.Years, 'm': &s.Months, 'd': &s.Days, 'h': &s.Hours}[r]
		switch {
		case r >= '0' && r <= '9' && n < 100_000:
			n, digits = n*10+int(r-'0'), true
		case to != nil && digits && *to == 0:
			*to, n, digits = n, 0, false
		default:
			return Span{}, fmt.Errorf("%q: want a length of time as 2y, 18m, 90d, 12h or 1y6m", text)
		}
	}
	if text == "" || digits {
		return Span{}, fmt.Errorf("%q: want a length of time as 2y, 18m, 90d, 12h or 1y6m", text)
	}
	return s, nil
}

// Verdict is what becomes of a snapshot, and why.
type Verdict struct {
	Snapshot
	Keep bool
	Why  string
}

// Plan judges the snapshots of one issuer, oldest first. It is pure.
func (p Policy) Plan(all []Snapshot) []Verdict {
	out := make([]Verdict, len(all))
	quarters := map[string]bool{}
	for i := len(all) - 1; i >= 0; i-- {
		out[i] = Verdict{Snapshot: all[i]}
		out[i].Keep, out[i].Why = p.keeps(all, i, quarters)
	}
	for i := range out {
		if by := stands(out, i); !out[i].Keep && by > 0 {
			out[i].Keep, out[i].Why = true, fmt.Sprintf("its figures stand in version %d", by)
		}
	}
	for i := range out {
		if !out[i].Keep {
			out[i].Why = fmt.Sprintf("version %d replaced it", replacedBy(all, i))
		}
	}
	return out
}

// keeps says whether the policy itself asks for a snapshot.
func (p Policy) keeps(all []Snapshot, i int, quarters map[string]bool) (bool, string) {
	newest, s := all[len(all)-1], all[i]
	switch {
	case s.Gone != "":
		return true, "it is gone already: " + s.Gone
	case i == len(all)-1:
		return true, "it is the newest"
	case len(all)-i <= p.Last:
		return true, fmt.Sprintf("it is one of the last %d", p.Last)
	case p.Within != (Span{}) && !s.KnownAt.Before(p.Within.before(newest.KnownAt)):
		return true, "it is recent enough"
	}
	quarter := fmt.Sprintf("%d-Q%d", s.KnownAt.Year(), (int(s.KnownAt.Month())+2)/3)
	if len(quarters) < p.Quarterly && !quarters[quarter] {
		quarters[quarter] = true
		return true, "it is the last of " + quarter
	}
	return false, ""
}

// stands is a version that stays and that the figures of a snapshot count for,
// or 0: no later snapshot of its event lies between them.
func stands(all []Verdict, i int) int {
	for _, v := range all[i+1:] {
		if v.Event == all[i].Event && v.Gone == "" {
			return 0
		}
		if v.Keep && v.Gone == "" {
			return v.Version
		}
	}
	return 0
}

func replacedBy(all []Snapshot, i int) int {
	for _, s := range all[i+1:] {
		if s.Event == all[i].Event && s.Gone == "" {
			return s.Version
		}
	}
	return 0
}

// Pruned is what a pruning did or would do.
type Pruned struct {
	Snapshots   []Verdict
	Documents   []Document    // given up
	Quarantined []Quarantined // given up, without their bytes
}

// PlanPrune says what Prune would do, and touches nothing.
func (db *DB) PlanPrune(p Policy) (Pruned, error) {
	all, err := db.Snapshots("")
	if err != nil {
		return Pruned{}, err
	}
	var out Pruned
	for len(all) > 0 {
		n := slices.IndexFunc(all, func(s Snapshot) bool { return s.Issuer != all[0].Issuer })
		if n < 0 {
			n = len(all)
		}
		out.Snapshots = append(out.Snapshots, p.Plan(all[:n])...)
		all = all[n:]
	}
	if p.Uncited {
		if out.Documents, err = db.uncited(out.Snapshots); err != nil {
			return out, err
		}
	}
	held, err := db.QuarantinedAll()
	out.Quarantined = p.expired(held)
	return out, err
}

// uncited lists the documents that no snapshot cites which stays.
func (db *DB) uncited(verdicts []Verdict) ([]Document, error) {
	cited := map[string]bool{}
	for _, v := range verdicts {
		for _, id := range v.Documents {
			cited[id] = cited[id] || v.Keep
		}
	}
	all, err := db.Documents("")
	return slices.DeleteFunc(all, func(d Document) bool { return cited[d.ID] }), err
}

// expired lists what is in quarantine too long, and the oldest of what is too
// much.
func (p Policy) expired(held []Quarantined) (out []Quarantined) {
	slices.SortStableFunc(held, func(a, b Quarantined) int { return b.At.Compare(a.At) })
	var bytes int64
	for _, q := range held {
		bytes += int64(len(q.Bytes))
		if p.Held != (Span{}) && q.At.Before(p.Held.before(p.Now)) || p.HeldBytes > 0 && bytes > p.HeldBytes {
			out = append(out, q)
		}
	}
	return out
}

// Prune gives up what the policy does not keep: it writes what stays into a
// new file, checks it, and lets it take the place of the old one. The records
// of snapshots that go stay in the chain, without their figures.
func Prune(path string, p Policy, o Options) (Pruned, error) {
	o.ReadOnly, o.existing = false, true
	db, err := Open(path, o)
	if err != nil {
		return Pruned{}, err
	}
	defer db.Close()
	if problems, err := db.Check(); err != nil || len(problems) > 0 {
		return Pruned{}, fmt.Errorf("%s: %w: nothing is pruned; see tickmark snapshots check", path, ErrDamaged)
	}
	plan, err := db.PlanPrune(p)
	if err != nil {
		return plan, err
	}
	r := &rebuilt{gone: plan.gone(p.Now), leave: plan.leave()}
	return plan, replace(path, func(temporary string) error { return r.into(db, temporary) })
}

func (p Pruned) gone(now time.Time) func(Snapshot) string {
	drop := map[string]string{}
	for _, v := range p.Snapshots {
		if !v.Keep {
			drop[v.ID] = fmt.Sprintf("pruned on %s: %s", now.UTC().Format(time.DateOnly), v.Why)
		}
	}
	return func(s Snapshot) string { return drop[s.ID] }
}

func (p Pruned) leave() func(bucket string, key []byte) bool {
	drop := map[string]bool{}
	for _, d := range p.Documents {
		drop[string(documentBucket)+d.ID], drop[string(bytesBucket)+d.ID] = true, true
	}
	for _, q := range p.Quarantined {
		drop[string(quarantineBucket)+string(quarantineKey(q))] = true
	}
	return func(bucket string, key []byte) bool { return drop[bucket+string(key)] }
}
