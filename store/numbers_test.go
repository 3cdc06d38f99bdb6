package store

import (
	"bytes"
	"reflect"
	"slices"
	"testing"
)

func samePosting(a, b posting) bool {
	return a.Version == b.Version && slices.Equal(a.Places, b.Places)
}

// FuzzPostings: what encode writes of any postings reads back as they are, and
// bytes that are read say what the general decoder reads from them.
func FuzzPostings(f *testing.F) {
	for _, list := range [][]posting{
		nil, {}, {{Version: 1}}, {{Version: 1, Places: []placed{{Chunk: 1 << 40, At: 63, Key: 1<<32 - 1}, {}}}, {Version: 300, Places: []placed{}}},
	} {
		form, err := encode(list)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(form)
	}
	f.Add([]byte{0x81, 0x82, 0x01, 0x9f, 0xff})
	f.Fuzz(func(t *testing.T, form []byte) {
		got, ok := readPostings(form)
		if !ok {
			return
		}
		var want []posting
		if err := decoding.Unmarshal(form, &want); err != nil {
			t.Fatalf("% x reads as %v, and by the general decoder: %v", form, got, err)
		}
		if !slices.EqualFunc(got, want, samePosting) {
			t.Errorf("% x reads as %v, want %v", form, got, want)
		}
		again, err := encode(got)
		if back, ok := readPostings(again); err != nil || !ok || !slices.EqualFunc(back, got, samePosting) {
			t.Errorf("%v, %v: %v was written as % x and read as %v", err, ok, got, again, back)
		}
		if !bytes.Contains(form, []byte{0xf6}) && len(again) > len(form) {
			t.Errorf("the canonical form of % x is longer: % x", form, again)
		}
	})
}

// TestNumbers: what encode writes of chunks and lists reads back as it is, and
// nothing that is cut or longer reads at all.
func TestNumbers(t *testing.T) {
	c := chunk{Lengths: []int{1, 300, 0}, Forms: bytes.Repeat([]byte("x"), 301)}
	l := list{Base: 1 << 33, Steps: 20, Runs: []run{{Chunk: 7, From: 24, Count: 64}, {From: 1, Count: 70_000}}}
	for name, v := range map[string]any{"chunk": c, "empty chunk": chunk{}, "list": l, "empty list": list{}} {
		form, err := encode(v)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := readAs(v, form)
		if !ok || !reflect.DeepEqual(got, v) {
			t.Errorf("%s: read %+v, %v; want %+v", name, got, ok, v)
		}
		for n := range form {
			if _, ok := readAs(v, form[:n]); ok {
				t.Errorf("%s: its first %d bytes of %d are read", name, n, len(form))
			}
		}
		if _, ok := readAs(v, append(form, 0)); ok {
			t.Errorf("%s: a byte too many is read", name)
		}
	}
}

func readAs(kind any, form []byte) (any, bool) {
	if _, ok := kind.(chunk); ok {
		return readChunk(form)
	}
	return readList(form)
}
