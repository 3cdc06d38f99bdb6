package vocabulary

import (
	"bytes"
	"io/fs"
	"os"
	"reflect"
	"testing"
)

// TestBuilt: the built index is that of the data as it stands. go generate
// brings it up to date.
func TestBuilt(t *testing.T) {
	v, err := load(data, nil)
	if err != nil {
		t.Fatal(err)
	}
	names, err := fs.Glob(data, "data/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	sum, err := digest(data, names)
	if err != nil {
		t.Fatal(err)
	}
	want := v.index.marshal(sum, v.entries())
	if *update {
		if err := os.WriteFile("data/labels.bin", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(built, want) {
		t.Fatal("data/labels.bin is not of this data: run go generate ./extract/vocabulary")
	}
	x, err := unmarshal(built, sum, v.entries())
	if err != nil || !reflect.DeepEqual(x, v.index) {
		t.Errorf("the built index reads otherwise: %v", err)
	}
}

// TestBuiltDamaged: what is no index of the data is not used.
func TestBuiltDamaged(t *testing.T) {
	v := Default()
	sum := built[:32]
	for n := 0; n < len(built); n += 997 {
		if _, err := unmarshal(built[:n], sum, v.entries()); err == nil {
			t.Errorf("%d of %d bytes are taken for the index", n, len(built))
		}
	}
	other := bytes.Clone(built)
	other[3]++
	if _, err := unmarshal(other, sum, v.entries()); err == nil {
		t.Error("the index of other data is taken")
	}
}
