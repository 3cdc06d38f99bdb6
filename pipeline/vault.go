// Package pipeline runs the whole line from a source to a snapshot: collect,
// keep, read, join what belongs to one results event, grade, commit. It names
// the interfaces of what it uses; the command line brings the collectors.
package pipeline

import (
	"errors"
	"time"

	"tickmark/store"
)

// Vault opens the store for one read or one commit at a time, and closes it:
// nobody sits on the database while the network, a printer or a person is
// slow.
type Vault struct {
	Path    string
	Timeout time.Duration // how long to wait for another tickmark; 0 is the store's default
}

// Read opens the store for reading, or says that there is none.
func (v Vault) Read(do func(*store.DB) error) error { return v.open(true, do) }

// Write opens the store for writing and makes it where there is none.
func (v Vault) Write(do func(*store.DB) error) error { return v.open(false, do) }

func (v Vault) open(readOnly bool, do func(*store.DB) error) error {
	db, err := store.Open(v.Path, store.Options{ReadOnly: readOnly, Timeout: v.Timeout})
	if err != nil {
		return err
	}
	return errors.Join(do(db), db.Close())
}
