package issuer

import (
	"reflect"
	"testing"
)

// A profile that is printed reads back as itself.
func TestYAML(t *testing.T) {
	for _, p := range BuiltIn() {
		text, err := p.YAML()
		if err != nil {
			t.Fatal(err)
		}
		q, err := Parse(text)
		if err != nil {
			t.Errorf("%s: %v\n%s", p.ID, err, text)
			continue
		}
		p.Origin, q.Origin = "", ""
		if !reflect.DeepEqual(p, q) {
			t.Errorf("%s: read back %+v\nwant %+v", p.ID, q, p)
		}
	}
}
