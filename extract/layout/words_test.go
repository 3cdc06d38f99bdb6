package layout

import (
	"reflect"
	"testing"

	"tickmark/extract"
)

func TestJoinWords(t *testing.T) {
	tests := []struct {
		name  string
		words []Word
		want  string
		marks []extract.Span
	}{
		{"plain", []Word{{Text: "total", X1: 20, Size: 10}, {Text: "revenues", X0: 23, X1: 60, Size: 10}}, "total revenues", nil},
		{"Chinese", []Word{{Text: "總收", X1: 20, Size: 10}, {Text: "入", X0: 23, X1: 33, Size: 10}}, "總收入", nil},
		{"Chinese and figures", []Word{{Text: "為", X1: 10, Size: 10}, {Text: "305.8", X0: 13, X1: 30, Size: 10}}, "為 305.8", nil},
		{"footnote mark", []Word{{Text: "US$305.8", X1: 40, Size: 10}, {Text: "1", X0: 40, X1: 43, Size: 6, Mark: true}}, "US$305.81", []extract.Span{{Start: 8, End: 9}}},
		{"ordinal", []Word{{Text: "30", X1: 12, Size: 10}, {Text: "th", X0: 12, X1: 18, Size: 6, Mark: true}}, "30th", nil},
	}
	for _, tt := range tests {
		got, marks := joinWords(tt.words)
		if got != tt.want || !reflect.DeepEqual(marks, tt.marks) {
			t.Errorf("%s: joinWords = %q %v, want %q %v", tt.name, got, marks, tt.want, tt.marks)
		}
	}
}
