package pipeline

import (
	"tickmark/store"
)

// Memory is what earlier runs for an issuer have seen, for its collectors. It
// is read once; what is remembered is written at once.
type Memory struct {
	vault  Vault
	prefix string
	seen   map[string]store.Seen
	runner *Runner
	dry    bool // nothing is written
	asked  int  // pages for which there were validators
}

func (r *Runner) memory(issuer string) (*Memory, error) {
	m := &Memory{vault: r.Vault, prefix: issuer + "/", seen: map[string]store.Seen{}, runner: r}
	err := r.Vault.Write(func(db *store.DB) error {
		all, err := db.SeenAll(m.prefix)
		for k, s := range all {
			m.seen[k] = s
		}
		return err
	})
	return m, err
}

// Has is true of what Remember was called for.
func (m *Memory) Has(key string) bool {
	_, ok := m.seen[m.prefix+key]
	return ok
}

// Validators are what the server last said of a page, for a conditional
// request; empty where it said nothing.
func (m *Memory) Validators(url string) (etag, lastModified string) {
	s := m.seen[m.prefix+url]
	if s.ETag+s.LastModified != "" {
		m.asked++
	}
	return s.ETag, s.LastModified
}

// Remember keeps that key was dealt with.
func (m *Memory) Remember(key, etag, lastModified, hash string) error {
	return m.put(key, store.Seen{URL: key, ETag: etag, LastModified: lastModified, Hash: hash})
}

func (m *Memory) put(key string, s store.Seen) error {
	s.First, s.Last = m.runner.now(), m.runner.now()
	if before, ok := m.seen[m.prefix+key]; ok {
		s.First = before.First
	}
	m.seen[m.prefix+key] = s
	if m.dry {
		return nil
	}
	return m.vault.Write(func(db *store.DB) error { return db.PutSeen(m.prefix+key, s) })
}
