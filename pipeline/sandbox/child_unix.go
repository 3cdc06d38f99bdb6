//go:build linux || darwin

package sandbox

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"tickmark/extract"
)

// child is a running decoder.
type child struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *bufio.Reader
	errs   *tail
	killed sync.Once
	ended  chan struct{} // closed when it is gone and all it wrote is read
}

// start starts a child. Its environment is empty; it has a process group of
// its own, so that an interruption at the terminal reaches the parent alone,
// which then decides.
func start(o Options) (*child, error) {
	if !served {
		return nil, errors.New("sandbox: the program does not call Child first")
	}
	path, err := program()
	if err != nil {
		return nil, fmt.Errorf("start the PDF decoder: %w", err)
	}
	c := &child{errs: &tail{}, ended: make(chan struct{})}
	c.cmd = &exec.Cmd{
		Path: path, Args: []string{"tickmark", argument, strconv.FormatInt(o.Memory, 10)},
		Env: []string{}, Dir: "/", SysProcAttr: &syscall.SysProcAttr{Setpgid: true}, Stderr: c.errs,
	}
	if c.in, err = c.cmd.StdinPipe(); err != nil {
		return nil, fmt.Errorf("start the PDF decoder: %w", err)
	}
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("start the PDF decoder: %w", err)
	}
	if err := c.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start the PDF decoder: %w", err)
	}
	c.out = bufio.NewReaderSize(out, 64<<10)
	return c, nil
}

// kill ends the child at once and lets it be reaped. It may be called twice.
func (c *child) kill() {
	c.killed.Do(func() {
		_ = c.cmd.Process.Kill()
		c.reap()
	})
}

// reap waits for the child, which has ended or soon will.
func (c *child) reap() {
	_ = c.in.Close()
	go func() {
		defer close(c.ended)
		_ = c.cmd.Wait()
	}()
}

// ask has a document decoded. An error is of the pipes.
func (c *child) ask(data []byte) (answer, error) {
	if err := writeFrame(c.in, data); err != nil {
		return answer{}, err
	}
	frame, err := readFrame(c.out, maxAnswer)
	if err != nil {
		return answer{}, err
	}
	return decodeAnswer(frame)
}

func (d *Decoder) decode(ctx context.Context, data []byte) (extract.Text, error) {
	if err := ctx.Err(); err != nil {
		return extract.Text{}, err
	}
	if d.child == nil {
		c, err := start(d.options)
		if err != nil {
			return extract.Text{}, err
		}
		d.child = c
	}
	limited, cancel := context.WithTimeout(ctx, d.options.Time)
	defer cancel()
	stop := context.AfterFunc(limited, d.child.kill)
	a, err := d.child.ask(data)
	if !stop() || err != nil || a.last {
		defer d.drop()
	}
	switch {
	case ctx.Err() != nil:
		return extract.Text{}, context.Cause(ctx)
	case err != nil && limited.Err() != nil:
		return extract.Text{}, fmt.Errorf("%w: it was not done in %v", ErrTime, d.options.Time)
	case err != nil:
		return extract.Text{}, d.child.obituary(err)
	}
	return a.text, a.err()
}

// drop ends the child.
func (d *Decoder) drop() {
	if d.child != nil {
		d.child.kill()
		<-d.child.ended
		d.child = nil
	}
}

// obituary says what a child died of that broke off in the middle.
func (c *child) obituary(broken error) error {
	if !errors.Is(broken, io.EOF) && !errors.Is(broken, io.ErrUnexpectedEOF) && !errors.Is(broken, syscall.EPIPE) {
		c.kill()
		<-c.ended
		return fmt.Errorf("%w: its answer cannot be read: %w", ErrDied, broken)
	}
	c.killed.Do(c.reap)
	select {
	case <-c.ended:
	case <-time.After(farewell):
		_ = c.cmd.Process.Kill()
		<-c.ended
	}
	said := c.errs.String()
	switch state := c.cmd.ProcessState; {
	case state.ExitCode() == statusMemory || outOfMemory(said):
		return ErrMemory
	case said != "":
		return fmt.Errorf("%w: %s", ErrDied, said)
	default:
		return fmt.Errorf("%w: %s", ErrDied, state)
	}
}

// outOfMemory knows how the Go runtime ends where the system gives no more.
func outOfMemory(said string) bool {
	for _, s := range []string{"out of memory", "cannot allocate memory", "failed to reserve", "failed to allocate", "stack exceeds", "stack overflow"} {
		if strings.Contains(said, s) {
			return true
		}
	}
	return false
}

// tail keeps the beginning of what a child writes on stderr: the first line
// says why it dies, a thousand of stacks follow.
type tail struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text.Write(p[:min(len(p), maxStderr-t.text.Len())])
	return len(p), nil
}

// String is the first line that says something, fit to be printed.
func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	for line := range strings.Lines(t.text.String()) {
		if line = strings.TrimSpace(line); line != "" {
			return strings.ToValidUTF8(strings.Map(visible, line), "?")
		}
	}
	return ""
}

func visible(r rune) rune {
	if r < ' ' || r == 0x7f {
		return ' '
	}
	return r
}

// program is the running binary, even where another has taken its name since.
func program() (string, error) {
	if _, err := os.Stat("/proc/self/exe"); err == nil {
		return "/proc/self/exe", nil
	}
	return os.Executable()
}
