package sandbox

import (
	"bytes"
	"reflect"
	"testing"

	"tickmark/extract"
)

// fill sets every field of a value, so that one which the wire forgets shows.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.String:
		v.SetString("數 " + string(rune('a'+*n%26)))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Uint8, reflect.Uint64:
		v.SetUint(uint64(*n % 200))
	default:
		v.SetInt(int64(*n - 40))
	}
}

func filled() answer {
	n := 0
	var t extract.Text
	fill(reflect.ValueOf(&t).Elem(), &n)
	return answer{last: true, message: "why", kinds: 5, text: t}
}

func TestWireKeepsEverything(t *testing.T) {
	for _, want := range []answer{{}, {text: extract.Text{Notes: []string{}}}, filled()} {
		got, err := decodeAnswer(encodeAnswer(want))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, %v\nwant %+v", got, err, want)
		}
	}
}

func TestWireRefusesWhatIsNotWhole(t *testing.T) {
	whole := encodeAnswer(filled())
	for n := range whole {
		if _, err := decodeAnswer(whole[:n]); err == nil {
			t.Errorf("%d of %d bytes were read", n, len(whole))
		}
	}
	if _, err := readFrame(bytes.NewReader([]byte{0xff, 0, 0, 0}), maxAnswer); err == nil {
		t.Error("a frame beyond the bound was read")
	}
}

func FuzzWire(f *testing.F) {
	f.Add(encodeAnswer(filled()))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := decodeAnswer(bytes.Clone(data))
		if err != nil {
			return
		}
		again, err := decodeAnswer(encodeAnswer(a))
		if err != nil || !reflect.DeepEqual(a, again) {
			t.Errorf("%+v came back as %+v, %v", a, again, err)
		}
	})
}
