//go:build linux || darwin

package sandbox

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strconv"
	"time"

	"golang.org/x/sys/unix"

	"tickmark/extract/pdftext"
)

const (
	argument     = "--decode-pdf-in-sandbox" // what makes a process a child
	statusMemory = 77                        // its exit status where memory ran out
	watchEvery   = 20 * time.Millisecond     // how often a child looks at its memory
)

// served says that Child was called, so that a child of this binary is one. A
// binary that does not call it would start itself, all over again.
var served bool

// Child serves as the decoder and never returns, where the process was started
// as one. Elsewhere it does nothing. Call it before anything else in main, and
// in TestMain.
func Child() { childOf(pdftext.Decode) }

func childOf(decode Decode) {
	served = true
	if len(os.Args) != 3 || os.Args[1] != argument {
		return
	}
	memory, err := strconv.ParseInt(os.Args[2], 10, 64)
	if err != nil {
		os.Exit(2)
	}
	confine(memory)
	serve(os.Stdin, os.Stdout, decode)
	os.Exit(0)
}

// confine takes from the process what it does not need. The system's limit is
// the one that holds; the watch is for systems that have none, and gives the
// better word. The collector is lazy while there is little to collect: most
// documents fit in.
func confine(memory int64) {
	debug.SetGCPercent(lazyGC)
	debug.SetMemoryLimit(eagerAbove)
	debug.SetMaxStack(maxStack)
	none := unix.Rlimit{}
	_ = unix.Setrlimit(unix.RLIMIT_CORE, &none)
	_ = unix.Setrlimit(unix.RLIMIT_FSIZE, &none)
	limitData(memory)
	go watch(memory)
}

// Up to eagerAbove bytes the collector waits until the heap has grown by
// lazyGC percent; above, it works for every byte that can be freed, but never
// for more than half of the time.
const (
	lazyGC     = 400
	eagerAbove = 44 << 20
)

// watch ends the process where it holds more memory than it may.
func watch(memory int64) {
	sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	for range time.Tick(watchEvery) {
		metrics.Read(sample)
		if held := sample[0].Value.Uint64() - sample[1].Value.Uint64(); held > uint64(memory) {
			os.Exit(statusMemory)
		}
	}
}

// serve answers each document that comes in until none can: the end of in ends
// the process, in the middle of a document too, for then the parent is gone.
func serve(in io.Reader, out io.Writer, decode Decode) {
	documents := make(chan []byte)
	go func() {
		for {
			data, err := readFrame(in, maxRequest)
			if err != nil {
				os.Exit(0)
			}
			documents <- data
		}
	}()
	quiet := runtime.NumGoroutine()
	for data := range documents {
		a := try(decode, data)
		a.last = a.last || busy(quiet)
		if writeFrame(out, encodeAnswer(a)) != nil || a.last {
			return
		}
	}
}

// try decodes a document. After a panic nothing in the process is to be
// trusted: the answer is its last.
func try(decode Decode, data []byte) (a answer) {
	defer func() {
		if x := recover(); x != nil {
			a = answer{message: fmt.Sprintf("%v: panic: %v", ErrDied, x), kinds: kindsOf(ErrDied), last: true}
		}
	}()
	text, err := decode(context.Background(), data)
	if err != nil {
		return answer{message: err.Error(), kinds: kindsOf(err)}
	}
	return answer{text: text}
}

// busy says that a document left something running: what gave up on it could
// not stop it.
func busy(quiet int) bool {
	for range 10 {
		if runtime.NumGoroutine() <= quiet {
			return false
		}
		time.Sleep(time.Millisecond)
	}
	return true
}
