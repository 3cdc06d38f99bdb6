package pdftext

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// onePage writes a file of one page with the given content.
func onePage(content string) []byte {
	var b strings.Builder
	b.WriteString("%PDF-1.4\n")
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 600 800]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F <</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
		fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(content), content),
	}
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	b.WriteString("xref\n0 5\n0000000000 65535 f \n")
	for _, a := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&b, "trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", start)
	return []byte(b.String())
}

// TestCancel ends the context while one long page is read.
func TestCancel(t *testing.T) {
	data := onePage("BT /F 1 Tf " + strings.Repeat("1 0 0 1 700 0 Tm (x) Tj\n", 1<<20))
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	start := time.Now()
	_, err := Decode(ctx, data)
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Decode gives %v, want the context's error", err)
	}
	if d := time.Since(start); d > 500*time.Millisecond {
		t.Errorf("Decode ended %v after the start of 20 ms", d)
	}
}

// TestPatiently ends what cannot be stopped.
func TestPatiently(t *testing.T) {
	never := make(chan struct{})
	defer close(never)
	_, err := patiently(t.Context(), 10*time.Millisecond, "wait", func(context.Context) (int, error) {
		<-never
		return 0, nil
	})
	if !errors.Is(err, ErrLimit) {
		t.Errorf("an endless loop gives %v, want ErrLimit", err)
	}
	_, err = patiently(t.Context(), time.Minute, "fail", func(context.Context) (int, error) { panic("boom") })
	if !errors.Is(err, ErrDamaged) {
		t.Errorf("a panic gives %v, want ErrDamaged", err)
	}
}

// TestLimits asks for more than a page may have: an error, or a note where part
// of the page was read.
func TestLimits(t *testing.T) {
	tests := []struct{ name, content string }{
		{"glyphs in one string", "BT /F 1 Tf 0 Tz (" + strings.Repeat("x", 3*maxGlyphs) + ") Tj ET"},
		{"glyphs in many strings", "BT /F 1 Tf 0 Tz " + strings.Repeat("1 0 0 1 9 9 Tm (xyzxyzxyzxyz) Tj\n", maxGlyphs/10) + "ET"},
		{"operators", strings.Repeat("q Q\n", maxOperators)},
	}
	for _, tt := range tests {
		_, notes, err := Lines(t.Context(), onePage(tt.content))
		if !errors.Is(err, ErrLimit) && !strings.Contains(strings.Join(notes, ";"), ErrLimit.Error()) {
			t.Errorf("%s: Lines gives %v and the notes %q, want ErrLimit", tt.name, err, notes)
		}
	}
}

// goodFiles are files of every kind that the package reads.
func goodFiles(t testing.TB) [][]byte {
	var all [][]byte
	for _, pattern := range []string{"testdata/cases/*.pdf", "../../testdata/hkex/*.pdf"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no files (%v)", pattern, err)
		}
		for _, f := range files {
			all = append(all, readFile(t, f))
		}
	}
	return all
}

// TestMutants damages good files at random: each gives an answer or a clear
// error, soon. TICKMARK_SOAK=1 tries more of them.
func TestMutants(t *testing.T) {
	n := 60
	if os.Getenv("TICKMARK_SOAK") != "" {
		n = 600
	}
	good := goodFiles(t)
	answers := 0
	for seed := range n {
		r := rand.New(rand.NewPCG(uint64(seed), 1))
		data := mutate(r, good[r.IntN(len(good))])
		start := time.Now()
		_, err := Decode(t.Context(), data)
		if err == nil {
			answers++
		} else if !isOurs(err) {
			t.Errorf("mutant %d: %v matches no error of this package", seed, err)
		}
		if d := time.Since(start); d > 10*time.Second {
			t.Errorf("mutant %d: took %v", seed, d)
		}
	}
	t.Logf("%d mutants, %d answers, %d clear errors", n, answers, n-answers)
}

// mutate changes a copy of a file in one to three places.
func mutate(r *rand.Rand, good []byte) []byte {
	data := append([]byte(nil), good...)
	for range 1 + r.IntN(3) {
		if len(data) < 16 {
			return data
		}
		at := r.IntN(len(data) - 8)
		end := min(len(data), at+1+r.IntN(200))
		switch r.IntN(6) {
		case 0:
			data[at] = byte(r.IntN(256))
		case 1:
			data = append(data[:at], data[end:]...)
		case 2:
			data = append(data[:end:end], data[at:]...)
		case 3:
			data = data[:len(data)-r.IntN(len(data)/4)]
		case 4: // another number
			for i := at; i < len(data); i++ {
				if data[i] >= '0' && data[i] <= '9' {
					data[i] = byte('0' + r.IntN(10))
					break
				}
			}
		case 5:
			r.Shuffle(end-at, func(i, j int) { data[at+i], data[at+j] = data[at+j], data[at+i] })
		}
	}
	return data
}
