package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/fxamacker/cbor/v2"
	"github.com/klauspost/compress/zstd"
	bolt "go.etcd.io/bbolt"
)

// maxValue bounds a value after decompression, in bytes.
const maxValue = 256 << 20

var (
	encoding = must(encodingOptions().EncMode())
	packer   = must(zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1)))
	unpacker = must(zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxValue)))
	decoding = must(cbor.DecOptions{MaxArrayElements: 1 << 24, MaxMapPairs: 1 << 24}.DecMode())
)

// encodingOptions: keys sorted, so that one value has one form, and times as
// RFC 3339, which keeps them exact and readable.
func encodingOptions() cbor.EncOptions {
	o := cbor.CoreDetEncOptions()
	o.Time = cbor.TimeRFC3339NanoUTC
	return o
}

func must[T any](v T, err error) T {
	if err != nil {
		panic("store: " + err.Error())
	}
	return v
}

// encode is the one form of a value: CBOR with sorted keys.
func encode(v any) ([]byte, error) { return encoding.Marshal(v) }

// put seals v under key: the SHA-256 of key and form, then the form
// compressed. With the key in it, a value cannot be taken for another's.
func put(b *bolt.Bucket, key []byte, v any) error {
	plain, err := encode(v)
	if err != nil {
		return fmt.Errorf("store: encode: %w", err)
	}
	return b.Put(key, packer.EncodeAll(plain, sealOf(key, plain)))
}

func sealOf(key, plain []byte) []byte {
	h := sha256.New()
	_, _ = h.Write(binary.BigEndian.AppendUint32(nil, uint32(len(key))))
	_, _ = h.Write(key)
	_, _ = h.Write(plain)
	return h.Sum(make([]byte, 0, sha256.Size))
}

// get reads what put sealed. A value that is not what it was is ErrDamaged,
// one that is not there ErrNotFound.
func get(b *bolt.Bucket, bucket string, key []byte, v any) error {
	sealed := b.Get(key)
	if sealed == nil {
		return fmt.Errorf("%w: %s %q", ErrNotFound, bucket, key)
	}
	return unseal(sealed, bucket, key, v)
}

// readBy reads what must be there, and whose form a function of its own decodes.
func readBy[T any](b *bolt.Bucket, bucket string, key []byte, decode func([]byte) (T, bool)) (v T, err error) {
	sealed := b.Get(key)
	if sealed == nil {
		return v, damaged(bucket, key, "it is missing")
	}
	plain, err := plainOf(sealed, bucket, key)
	if err != nil {
		return v, err
	}
	v, ok := decode(plain)
	if !ok {
		return v, damaged(bucket, key, "its form is another than was written")
	}
	return v, nil
}

func unseal(sealed []byte, bucket string, key []byte, v any) error {
	plain, err := plainOf(sealed, bucket, key)
	if err != nil {
		return err
	}
	if err := decoding.Unmarshal(plain, v); err != nil {
		return damaged(bucket, key, err.Error())
	}
	return nil
}

// plainOf is the form under a seal that holds.
func plainOf(sealed []byte, bucket string, key []byte) ([]byte, error) {
	if len(sealed) < sha256.Size {
		return nil, damaged(bucket, key, "too short")
	}
	plain, err := unpacker.DecodeAll(sealed[sha256.Size:], nil)
	if err != nil {
		return nil, damaged(bucket, key, err.Error())
	}
	if !bytes.Equal(sealOf(key, plain), sealed[:sha256.Size]) {
		return nil, damaged(bucket, key, "its content is not what was written")
	}
	return plain, nil
}

func damaged(bucket string, key []byte, why string) error {
	return flaw{bucket, printable(key), why}
}

// flaw is one damaged value.
type flaw struct{ bucket, key, why string }

func (f flaw) Error() string {
	return fmt.Sprintf("%v: %s %s: %s; see tickmark snapshots check", ErrDamaged, f.bucket, f.key, f.why)
}

func (f flaw) Unwrap() error { return ErrDamaged }

// reason is what is wrong, for a list that says what it lists.
func reason(err error) string {
	var f flaw
	if errors.As(err, &f) {
		return f.why
	}
	return err.Error()
}

func printable(key []byte) string { return fmt.Sprintf("%.80q", key) }
