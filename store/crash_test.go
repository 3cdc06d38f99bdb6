package store

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"tickmark/extract"
)

// TestMain lets the test's own binary be the writer that TestKill kills.
func TestMain(m *testing.M) {
	if path := os.Getenv("STORE_TEST_WRITER"); path != "" {
		writer(path)
		return
	}
	os.Exit(m.Run())
}

// writer commits release after release and says so, until it is killed.
func writer(path string) {
	for n := 1; ; n++ {
		db, err := Open(path, Options{})
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		d := document(fmt.Sprint("release ", n))
		_, err = db.AddDocument(d)
		if err == nil {
			_, _, err = db.Commit(Draft{Issuer: "kc", Event: quarter(n), KnownAt: day(n), Documents: []string{d.ID}, Facts: []extract.Fact{fact("Revenues", quarter(n), int64(n), d.ID)}})
		}
		if err := errors.Join(err, db.Close()); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println("committed", n)
	}
}

// TestKill kills a writer at random moments: the file stays sound and holds
// every snapshot that was acknowledged.
func TestKill(t *testing.T) {
	rounds := 10
	if soak() {
		rounds = 500
	}
	for range rounds {
		path := filepath.Join(t.TempDir(), "a.db")
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "STORE_TEST_WRITER="+path)
		var said bytes.Buffer
		cmd.Stdout = &said
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(30+rand.IntN(150)) * time.Millisecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		acknowledged := strings.Count(said.String(), "committed")
		if acknowledged == 0 {
			continue
		}
		all, err := open(t, path).Snapshots("kc")
		if err != nil || len(all) < acknowledged {
			t.Errorf("%d snapshots of %d acknowledged, %v", len(all), acknowledged, err)
		}
	}
}

// TestFullDisk fills a small file system: the error says so, what was there is
// there still, and once there is room writing goes on.
func TestFullDisk(t *testing.T) {
	dir := smallDisk(t, 2)
	path := filepath.Join(dir, "a.db")
	db, closed := opened(t, path)
	release(t, db, 1, 100, 99)
	want := summary(t, db)
	ballast := filepath.Join(dir, "ballast")
	fill(t, ballast)
	var err error
	for n := 0; err == nil && n < 100; n++ {
		d := document(strings.Repeat(fmt.Sprint("x", n, rand.Uint64()), 10_000) + fmt.Sprint(rand.Perm(20_000)))
		_, err = db.AddDocument(d)
	}
	if err == nil || !strings.Contains(err.Error(), "no space left") {
		t.Errorf("a full disk: %v", err)
	}
	if got := summary(t, db); got != want {
		t.Errorf("on a full disk %s, before %s", got, want)
	}
	if err := db.Backup(filepath.Join(dir, "backup.db")); err == nil {
		t.Error("a backup onto a full disk")
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".tickmark-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	release(t, db, 2, 101, 100)
	closed()
}

// fill writes a file until its disk is full.
func fill(t *testing.T, name string) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, err = f.Write(make([]byte, 4096))
	}
	if err := f.Close(); err != nil {
		t.Log(err)
	}
}

// smallDisk is a file system of some megabytes.
func smallDisk(t *testing.T, megabytes int) string {
	t.Helper()
	dir := t.TempDir()
	if runtime.GOOS != "linux" || os.Getuid() != 0 {
		t.Skip("a small file system needs Linux and root")
	}
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", fmt.Sprintf("size=%dm", megabytes), "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("no small file system can be mounted: %v: %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
			t.Errorf("umount: %v: %s", err, out)
		}
	})
	return dir
}

// TestClockBack: a clock that was set back changes neither the order of
// versions nor what is known.
func TestClockBack(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "a.db"))
	release(t, db, 1, 100, 99)
	d := document("later, by an earlier clock")
	if _, err := db.AddDocument(d); err != nil {
		t.Fatal(err)
	}
	s, isNew, err := db.Commit(Draft{Issuer: "kc", Event: quarter(2), KnownAt: day(180), KnownBy: "published", Recorded: day(-5000), Rules: "1", Program: "test",
		Documents: []string{d.ID}, Facts: []extract.Fact{fact("Revenues", quarter(1), 95, d.ID)}})
	if err != nil || !isNew || s.Version != 2 {
		t.Fatal(s, isNew, err)
	}
	facts, err := db.Facts("kc", time.Time{})
	if err != nil || facts[0].Value.Coef != 95 {
		t.Errorf("%+v, %v", facts, err)
	}
}

// TestReadersAndWriter: readers that come and go while a writer commits see
// whole snapshots only, and nobody waits longer than his patience.
func TestReadersAndWriter(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	db, closed := opened(t, path)
	release(t, db, 1, 100, 99)
	closed()
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for last := 0; ; {
				select {
				case <-stop:
					return
				default:
				}
				n, err := seenBy(path)
				if err != nil || n < last {
					t.Errorf("%d snapshots after %d, %v", n, last, err)
					return
				}
				last = n
			}
		})
	}
	for n := 2; n < 12; n++ {
		db, err := Open(path, Options{Timeout: 20 * time.Second})
		if err != nil {
			t.Fatal(err)
		}
		release(t, db, n, int64(n), int64(n))
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	close(stop)
	readers.Wait()
}

// seenBy counts the snapshots, each of which must have its two figures.
func seenBy(path string) (int, error) {
	db, err := Open(path, Options{ReadOnly: true, Timeout: 20 * time.Second})
	if err != nil {
		return 0, err
	}
	all, err := db.Snapshots("kc")
	for _, s := range all {
		facts, e := db.Read(s.ID)
		if err == nil && (e != nil || len(facts) != 2) {
			err = fmt.Errorf("version %d has %d figures: %w", s.Version, len(facts), e)
		}
	}
	return len(all), errors.Join(err, db.Close())
}

// TestReadOnlyDirectory: the error names the place.
func TestReadOnlyDirectory(t *testing.T) {
	dir := smallDisk(t, 1)
	if out, err := exec.Command("mount", "-o", "remount,ro", dir).CombinedOutput(); err != nil {
		t.Skipf("no file system can be made read-only: %v: %s", err, out)
	}
	path := filepath.Join(dir, "deep", "a.db")
	if _, err := Open(path, Options{}); err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "read-only") {
		t.Error(err)
	}
}
