package pipeline

import (
	"sync"
	"time"

	"tickmark/store"
)

// robotsPrefix is of no issuer, whose id has no point.
const robotsPrefix = "robots.txt/"

// Robots keeps in the store what robots.txt of each site said. It is read
// once. It implements fetch.RobotsMemory.
type Robots struct {
	Vault Vault

	mu   sync.Mutex
	seen map[string]store.Seen // nil before it is read
}

// Recall gives what a site said, and when. A store that cannot be read knows
// of none.
func (r *Robots) Recall(site string) (text []byte, read time.Time, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.seen == nil {
		r.seen = r.load()
	}
	s, ok := r.seen[robotsPrefix+site]
	return s.Body, s.Last, ok
}

func (r *Robots) load() map[string]store.Seen {
	seen := map[string]store.Seen{}
	err := r.Vault.Read(func(db *store.DB) (err error) {
		seen, err = db.SeenAll(robotsPrefix)
		return err
	})
	if err != nil || seen == nil {
		return map[string]store.Seen{}
	}
	return seen
}

// Keep remembers what a site said.
func (r *Robots) Keep(site string, text []byte, read time.Time) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.seen == nil {
		r.seen = r.load()
	}
	s := store.Seen{URL: site + "/robots.txt", Body: text, First: read.UTC(), Last: read.UTC()}
	if before, ok := r.seen[robotsPrefix+site]; ok {
		s.First = before.First
	}
	r.seen[robotsPrefix+site] = s
	return r.Vault.Write(func(db *store.DB) error { return db.PutSeen(robotsPrefix+site, s) })
}
