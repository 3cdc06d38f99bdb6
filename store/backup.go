package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"
)

// Backup writes the database as it is into a new file. A writer waits
// meanwhile, as for any reader: a second for 250 MB. What is written is looked
// at before it gets its name; a file that is there already is not touched.
func (db *DB) Backup(to string) error {
	if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: there is a file already", to)
	}
	return replace(to, func(temporary string) error {
		return db.view(func(tx *bolt.Tx) error { return tx.CopyFile(temporary, 0o600) })
	})
}

// replace makes a database under a temporary name in the directory of path,
// checks it, and gives it its name.
func replace(path string, make func(temporary string) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".tickmark-*")
	if err != nil {
		return err
	}
	temporary := f.Name()
	defer os.Remove(temporary)
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Remove(temporary); err != nil { // an empty file is no database
		return err
	}
	if err := make(temporary); err != nil {
		return err
	}
	if err := verified(temporary); err != nil {
		return err
	}
	if err := os.Rename(temporary, path); err != nil {
		return err
	}
	return synced(filepath.Dir(path))
}

// verified refuses a database in which a check finds anything.
func verified(path string) error {
	db, err := Open(path, Options{ReadOnly: true, older: true})
	if err != nil {
		return err
	}
	var problems []Problem
	if db.format == format {
		problems, err = db.Check()
	}
	if err = errors.Join(err, db.Close()); err == nil && len(problems) > 0 {
		err = fmt.Errorf("%w: %s: %s", ErrDamaged, problems[0].Where, problems[0].What)
	}
	return err
}

// synced makes the names of a directory last.
func synced(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Restore puts a backup in the place of the database at path. It is checked
// first; the database that was there is kept beside it under the name that is
// given back, empty where there was none.
func Restore(backup, path string, o Options) (kept string, err error) {
	if err := verified(backup); err != nil {
		return "", fmt.Errorf("%s: %w", backup, err)
	}
	free, err := hold(path, o)
	if err != nil {
		return "", err
	}
	defer free()
	if _, err := os.Stat(path); err == nil {
		if kept, err = aside(path, "before-restore"); err != nil {
			return "", err
		}
	}
	return kept, replace(path, func(temporary string) error { return copied(backup, temporary) })
}

// hold keeps other tickmarks off the database at path, sound or not, until
// free is called.
func hold(path string, o Options) (free func(), err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	db, err := Open(path, Options{Timeout: o.Timeout, existing: true})
	switch {
	case err == nil:
		return func() { _ = db.Close() }, nil
	case errors.Is(err, ErrInUse):
		return nil, err
	}
	return func() {}, nil // none, or one that no tickmark can open
}

// aside gives a file a free name beside its own, by a second link: the name it
// has stays until another file takes it.
func aside(path, why string) (string, error) {
	for n := 1; ; n++ {
		name := fmt.Sprintf("%s.%s-%d", path, why, n)
		err := os.Link(path, name)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil { // a file system without links
			err = copied(path, name)
		}
		return name, err
	}
}

// copied copies a file and waits until it lasts.
func copied(from, to string) error {
	data, err := os.Open(from)
	if err != nil {
		return err
	}
	defer data.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = out.ReadFrom(data)
	return errors.Join(err, out.Sync(), out.Close())
}
