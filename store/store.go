// Package store keeps everything tickmark knows in one bbolt file: documents
// as served, immutable snapshots of the facts that they give, and what earlier
// runs have seen.
//
// Every value carries our own SHA-256 of its content, which is verified on each
// read: bbolt has no checksums of data, and a flipped bit would else read back
// as another figure.
//
// Caveats. One writer has the file for itself, and readers shut it out: open,
// do one thing, close. A DB is good for one goroutine at a time.
package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// Errors of this package.
var (
	ErrInUse     = errors.New("the database is in use by another tickmark")
	ErrDamaged   = errors.New("the database is damaged")
	ErrNoStore   = errors.New("there is no database yet")
	ErrForeign   = errors.New("the file is no database of tickmark")
	ErrOlder     = errors.New("the database was written by an older tickmark; the next refresh or extract --save brings it up to date")
	ErrMoved     = errors.New("the database was replaced while it was opened")
	ErrNewer     = errors.New("the database was written by a newer tickmark")
	ErrNotFound  = errors.New("not in the database")
	ErrAmbiguous = errors.New("the abbreviation fits several")
)

// format is the version of the file's layout. A file with a greater one is
// refused.
const format = 3

// readable is the oldest format that is read as it is: what format 3 added may
// be absent.
const readable = 2

// growth is by how much the file grows, in bytes, where it must.
const growth = 1 << 20

// defaultTimeout is how long Open waits for another tickmark.
const defaultTimeout = 2 * time.Second

// The buckets of the file.
var (
	metaBucket       = []byte("meta")
	documentBucket   = []byte("documents")   // id → Document without its bytes
	bytesBucket      = []byte("bytes")       // id → the document as served
	snapshotBucket   = []byte("snapshots")   // id → Snapshot
	factsBucket      = []byte("facts")       // id of a snapshot → where the facts lie that its documents say
	chunkBucket      = []byte("chunks")      // number → facts
	directoryBucket  = []byte("directories") // issuer → its subjects
	indexBucket      = []byte("index")       // issuer, 0, subject → where its facts lie, by version
	orderBucket      = []byte("order")       // issuer, 0, version → id of a snapshot
	seenBucket       = []byte("seen")
	runBucket        = []byte("runs")
	quarantineBucket = []byte("quarantine")

	buckets = [][]byte{metaBucket, documentBucket, bytesBucket, snapshotBucket, factsBucket, chunkBucket, directoryBucket, indexBucket, orderBucket,
		seenBucket, runBucket, quarantineBucket}
	formatKey = []byte("format")
)

// Options of Open.
type Options struct {
	ReadOnly bool
	Timeout  time.Duration // how long to wait for the lock; 0 is two seconds

	older    bool // take an older format as it is
	existing bool // do not make a file where there is none
}

// DB is an open database.
type DB struct {
	bolt   *bolt.DB
	path   string
	format int
}

// Open opens the database at path, and makes it where there is none and
// ReadOnly is not asked for. A file that is empty, damaged, foreign or newer
// than this program is refused and left as it is.
//
// A file that another takes the place of while its lock is waited for is
// opened anew.
func Open(path string, o Options) (*DB, error) {
	for range 3 {
		db, err := openOnce(path, o)
		if !errors.Is(err, ErrMoved) {
			return db, err
		}
	}
	return nil, fmt.Errorf("%s: %w", path, ErrInUse)
}

func openOnce(path string, o Options) (*DB, error) {
	if err := admissible(path, o); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if o.Timeout == 0 {
		o.Timeout = defaultTimeout
	}
	open, err := door(path, o)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	defer open()
	if !o.ReadOnly {
		if err := create(path); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	db := &DB{path: path}
	var file *os.File
	err = guard(func() (err error) {
		db.bolt, err = bolt.Open(path, 0o600, &bolt.Options{ReadOnly: o.ReadOnly, Timeout: o.Timeout, FreelistType: bolt.FreelistMapType,
			OpenFile: func(name string, flag int, mode os.FileMode) (f *os.File, err error) {
				file, err = os.OpenFile(name, flag, mode)
				return file, err
			}})
		return err
	})
	if err == nil {
		err = inPlace(file, path)
	}
	if err == nil {
		db.bolt.AllocSize = growth
		err = sound(path, o)
	}
	if err == nil {
		err = db.prepare(o)
	}
	if err != nil {
		if db.bolt != nil {
			_ = db.bolt.Close()
		}
		return nil, fmt.Errorf("%s: %w", path, named(err))
	}
	return db, nil
}

// admissible refuses what bbolt would take for a new database, and makes the
// directory of a new one.
func admissible(path string, o Options) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && (o.ReadOnly || o.existing):
		return ErrNoStore
	case errors.Is(err, fs.ErrNotExist):
		return os.MkdirAll(filepath.Dir(path), 0o700)
	case err != nil:
		return err
	case info.IsDir():
		return fmt.Errorf("%w: it is a directory", ErrForeign)
	case !info.Mode().IsRegular():
		return fmt.Errorf("%w: it is no regular file", ErrForeign)
	case info.Size() == 0:
		return fmt.Errorf("%w: the file is empty; restore a backup, or remove it to begin anew", ErrDamaged)
	}
	return nil
}

// create makes the file where there is none: laid out under another name, so
// that one who is killed meanwhile leaves no half of it.
func create(path string) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".tickmark-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	b, err := bolt.Open(f.Name(), 0o600, &bolt.Options{FreelistType: bolt.FreelistMapType})
	if err == nil {
		err = errors.Join(b.Update(layOut), b.Close())
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	return synced(filepath.Dir(path))
}

// door is what a reader waits at and a writer closes until he is in.
func door(path string, o Options) (open func(), err error) {
	if o.ReadOnly {
		return func() {}, throughDoor(path, o.Timeout)
	}
	return closeDoor(path, o.Timeout)
}

// inPlace says ErrMoved where a file does not have its name any more.
func inPlace(file *os.File, path string) error {
	opened, err := file.Stat()
	if err != nil {
		return err
	}
	if named, err := os.Stat(path); err != nil || !os.SameFile(opened, named) {
		return ErrMoved
	}
	return nil
}

// sound refuses a file whose pages would lead bbolt astray. Before anything is
// written every page is looked at.
func sound(path string, o Options) error {
	found, err := checkPages(path, o.ReadOnly)
	if err == nil && len(found) > 0 {
		err = fmt.Errorf("%w: %s", ErrDamaged, found[0])
	}
	return err
}

// named gives bbolt's errors our names.
func named(err error) error {
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return ErrInUse
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrVersionMismatch):
		return fmt.Errorf("%w (%v)", ErrForeign, err)
	case strings.HasPrefix(err.Error(), "file size too small"): // bbolt gives it no name
		return fmt.Errorf("%w (%v)", ErrForeign, err)
	case errors.Is(err, bolterrors.ErrChecksum):
		return fmt.Errorf("%w (%v)", ErrDamaged, err)
	}
	return err
}

// guard turns panics, and faults of the mapped file, into ErrDamaged: bbolt
// panics on pages that make no sense.
func guard(do func() error) (err error) {
	before := debug.SetPanicOnFault(true)
	defer debug.SetPanicOnFault(before)
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	return do()
}

// prepare checks the format, brings an older one up to date, and lays out a
// new file.
func (db *DB) prepare(o Options) error {
	fresh, err := db.readFormat(o)
	switch {
	case err != nil:
		return err
	case fresh:
		db.format = format
		return db.update(layOut)
	case db.format > format:
		return fmt.Errorf("%w: its format is %d, this program knows %d", ErrNewer, db.format, format)
	case db.format == format || o.older || o.ReadOnly && db.format >= readable:
		return nil
	case o.ReadOnly:
		return ErrOlder
	}
	if err := db.migrate(db.format); err != nil {
		return err
	}
	db.format = format
	return nil
}

// readFormat reads the format of the file, or says that it is a new one.
func (db *DB) readFormat(o Options) (fresh bool, err error) {
	err = db.view(func(tx *bolt.Tx) error {
		meta := tx.Bucket(metaBucket)
		if meta == nil {
			first, _ := tx.Cursor().First()
			if fresh = first == nil && !o.ReadOnly; fresh {
				return nil
			}
			return ErrForeign
		}
		err := get(meta, "meta", formatKey, &db.format)
		if errors.Is(err, ErrDamaged) { // format 1 sealed it without its key
			if plain, err1 := unsealed1("meta", formatKey, meta.Get(formatKey)); err1 == nil {
				return decoding.Unmarshal(plain, &db.format)
			}
		}
		return err
	})
	return fresh, err
}

func layOut(tx *bolt.Tx) error {
	for _, name := range buckets {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	return put(tx.Bucket(metaBucket), formatKey, format)
}

func (db *DB) view(do func(*bolt.Tx) error) error {
	return guard(func() error { return db.bolt.View(do) })
}

// update commits, and then commits nothing: bbolt keeps two meta pages, and
// takes the older where the newer is damaged. Now both stand for the same
// content, and a flipped bit in one cannot bring back what was before.
func (db *DB) update(do func(*bolt.Tx) error) error {
	return guard(func() error {
		if err := db.bolt.Update(do); err != nil {
			return err
		}
		return db.bolt.Update(func(*bolt.Tx) error { return nil })
	})
}

// Close closes the file and frees its lock.
func (db *DB) Close() error {
	if err := guard(db.bolt.Close); err != nil {
		return fmt.Errorf("%s: %w", db.path, err)
	}
	return nil
}
