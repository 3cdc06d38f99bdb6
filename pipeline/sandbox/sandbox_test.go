//go:build linux || darwin

package sandbox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"tickmark/extract"
	"tickmark/extract/pdftext"
)

// TestMain makes the test's own binary the child, which does what a document
// tells it.
func TestMain(m *testing.M) {
	childOf(hostile)
	if len(os.Args) == 2 && os.Args[1] == "be-the-parent" {
		beTheParent()
	}
	os.Exit(m.Run())
}

var sink [][]byte

// hostile decodes PDFs, and obeys other documents.
func hostile(ctx context.Context, data []byte) (extract.Text, error) {
	switch what := string(data); what {
	case "allocate":
		for {
			sink = append(sink, bytes.Repeat([]byte{1}, 1<<20))
		}
	case "allocate at once":
		n := 137 << 30
		sink = append(sink, make([]byte, n))
	case "recurse":
		return extract.Text{}, fmt.Errorf("depth %d", recurse(1))
	case "loop":
		for i := 0; ; i++ {
			i &= 1023
		}
	case "panic":
		panic("index out of range in a font")
	case "panic elsewhere":
		go func() { panic("index out of range in a page") }()
		select {}
	case "exit":
		os.Exit(3)
	case "leave something running":
		go func() { select {} }()
	case "environment":
		return extract.Text{Notes: append(os.Environ(), strconv.Itoa(os.Getpid()))}, nil
	case "write a file":
		return extract.Text{}, os.WriteFile(filepath.Join(os.TempDir(), "tickmark-sandbox-test"), data, 0o600)
	}
	if bytes.Contains(data, []byte("%PDF")) {
		return pdftext.Decode(ctx, data)
	}
	return extract.Text{Blocks: []extract.Block{{Words: string(data)}}}, nil
}

// recurse does not end before the stack does.
func recurse(n int) int {
	if n < 0 {
		return 0
	}
	return n + recurse(n+1)
}

// TestHostile has each document answered by its error, and the next one read.
func TestHostile(t *testing.T) {
	tests := []struct {
		document string
		want     error
		says     string
	}{
		{"allocate", ErrMemory, "the PDF decoder ran out of memory on it"},
		{"allocate at once", ErrMemory, ""},
		{"recurse", ErrMemory, ""},
		{"loop", ErrTime, "it was not done in 1.5s"},
		{"panic", ErrDied, "panic: index out of range in a font"},
		{"panic elsewhere", ErrDied, "panic: index out of range in a page"},
		{"exit", ErrDied, "exit status 3"},
	}
	for _, test := range tests {
		t.Run(test.document, func(t *testing.T) {
			limits := Options{Memory: 128 << 20, Time: 30 * time.Second} // memory must run out first, on a busy machine too
			if test.want == ErrTime {
				limits.Time = 1500 * time.Millisecond
			}
			d := New(limits)
			defer d.Close()
			_, err := d.Decode(t.Context(), []byte(test.document))
			if !errors.Is(err, test.want) || !strings.Contains(fmt.Sprint(err), test.says) {
				t.Errorf("error %v, want %v with %q", err, test.want, test.says)
			}
			wantHarmless(t, d)
		})
	}
}

func wantHarmless(t *testing.T, d *Decoder) {
	t.Helper()
	text, err := d.Decode(t.Context(), []byte("harmless"))
	if err != nil || len(text.Blocks) != 1 || text.Blocks[0].Words != "harmless" {
		t.Errorf("the next document: %v, %v", text, err)
	}
}

// TestSameAsHere decodes good and broken files on both sides of the border.
func TestSameAsHere(t *testing.T) {
	var files []string
	for _, pattern := range []string{"../../testdata/hkex/*.pdf", "../../extract/pdftext/testdata/*/*.pdf"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("no files %s: %v", pattern, err)
		}
		files = append(files, found...)
	}
	d := New(Options{})
	defer d.Close()
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		want, wantErr := pdftext.Decode(t.Context(), data)
		got, err := d.Decode(t.Context(), data)
		if fmt.Sprint(err) != fmt.Sprint(wantErr) || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: differs: %v, here %v", name, err, wantErr)
		}
		for _, s := range sentinels {
			if errors.Is(err, s) != errors.Is(wantErr, s) {
				t.Errorf("%s: %v is %v: %v", name, err, s, errors.Is(err, s))
			}
		}
	}
}

func TestOneChildServesMany(t *testing.T) {
	d := New(Options{})
	defer d.Close()
	first, err := d.Decode(t.Context(), []byte("environment"))
	if err != nil || len(first.Notes) != 1 {
		t.Fatalf("environment %v, %v", first.Notes, err)
	}
	second, err := d.Decode(t.Context(), []byte("environment"))
	if err != nil || !reflect.DeepEqual(first, second) {
		t.Errorf("two children: %v and %v, %v", first.Notes, second.Notes, err)
	}
	if _, err := d.Decode(t.Context(), []byte("leave something running")); err != nil {
		t.Error(err)
	}
	third, err := d.Decode(t.Context(), []byte("environment"))
	if err != nil || reflect.DeepEqual(first, third) {
		t.Errorf("a child with something running served on: %v, %v", third.Notes, err)
	}
	if _, err := d.Decode(t.Context(), []byte("write a file")); err == nil {
		t.Error("the child wrote a file")
	}
	wantHarmless(t, d)
}

// TestCancel stops a document that hangs, and one that waits for its turn.
func TestCancel(t *testing.T) {
	d := New(Options{})
	defer d.Close()
	wantHarmless(t, d)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	for _, document := range []string{"loop", "harmless"} {
		go func() {
			_, err := d.Decode(ctx, []byte(document))
			ended <- err
		}()
		time.Sleep(50 * time.Millisecond)
	}
	start := time.Now()
	cancel()
	for range 2 {
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}
	if took := time.Since(start); took > 100*time.Millisecond {
		t.Errorf("cancelling took %v", took)
	}
	wantHarmless(t, d)
}

// beTheParent starts a child that hangs, says its id, and waits to be killed.
func beTheParent() {
	d := New(Options{})
	text, err := d.Decode(context.Background(), []byte("environment"))
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(text.Notes[0])
	_, err = d.Decode(context.Background(), []byte("loop"))
	fmt.Println(err)
	os.Exit(1)
}

// TestNoOrphan kills a parent and looks for its child.
func TestNoOrphan(t *testing.T) {
	parent := exec.Command(os.Args[0], "be-the-parent")
	out, err := parent.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	var pid int
	if _, err := fmt.Fscan(out, &pid); err != nil || pid == 0 {
		t.Fatalf("child %d: %v", pid, err)
	}
	time.Sleep(100 * time.Millisecond)
	if err := syscall.Kill(pid, 0); err != nil {
		t.Fatalf("the child does not run: %v", err)
	}
	if err := parent.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = parent.Wait()
	for range 100 {
		if !runs(pid) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("child %d outlives its parent", pid)
}

// runs says that a process runs; one that has ended and waits to be reaped by
// whoever inherits it does not.
func runs(pid int) bool {
	if syscall.Kill(pid, 0) != nil {
		return false
	}
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err != nil || !strings.Contains(string(stat), ") Z ")
}

func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		d := New(Options{})
		if _, err := d.Decode(b.Context(), []byte("harmless")); err != nil {
			b.Fatal(err)
		}
		d.Close()
	}
}
