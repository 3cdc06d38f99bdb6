package sandbox

import (
	"bytes"
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// headroom is what the runtime maps beside the memory that it counts: arenas
// are mapped 64 MB at a time, and each thread has a stack.
const headroom = 256 << 20

// limitData bounds the private memory that the process can map, counted from
// what it has mapped already. RLIMIT_AS would count the address space which
// the runtime only reserves.
func limitData(memory int64) {
	limit := uint64(mapped() + memory + headroom)
	_ = unix.Setrlimit(unix.RLIMIT_DATA, &unix.Rlimit{Cur: limit, Max: limit})
}

// mapped is the private writable memory of the process, in bytes; 0 where the
// system does not say.
func mapped() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range bytes.Lines(status) {
		var kilobytes int64
		if n, _ := fmt.Sscanf(string(line), "VmData: %d kB", &kilobytes); n == 1 {
			return kilobytes << 10
		}
	}
	return 0
}
