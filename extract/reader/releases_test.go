package reader

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tickmark/testdata"
)

// releases gives our own releases, and real ones where they are at hand.
func releases(t testing.TB) map[string][]byte {
	t.Helper()
	out := ownReleases(t)
	real, reason := realReleases(t)
	if reason != "" {
		t.Logf("our own documents only: %s", reason)
	}
	maps.Copy(out, real)
	return out
}

func ownReleases(t testing.TB) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for path, d := range documents(t) {
		if d.Release() {
			out[path] = page(t, path)
		}
	}
	for _, i := range []testdata.Issuer{testdata.Kingsoft, testdata.Harbour} {
		list, err := i.Announcements()
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range list {
			out[a.Path] = page(t, a.Path)
		}
	}
	return out
}

// wholeReleases gives those of our own releases whose statements have every
// row, and real ones where they are at hand.
func wholeReleases(t testing.TB) map[string][]byte {
	t.Helper()
	out := releases(t)
	maps.DeleteFunc(out, func(path string, _ []byte) bool {
		return strings.HasPrefix(path, "kc/") || strings.HasPrefix(path, "hkex/")
	})
	return out
}

// whole is the largest of them.
const whole = "harbour/sec/000999000025000009/hlcx-release-2025Q3.htm"

// realReleases gives releases of three issuers, which the tests do not hold,
// or the reason why there are none. TICKMARK_SHARED says where a collection of
// documents lies.
func realReleases(t testing.TB) (out map[string][]byte, reason string) {
	t.Helper()
	dir := os.Getenv("TICKMARK_SHARED")
	switch {
	case testing.Short():
		return nil, "real ones are left out of the short form"
	case dir == "":
		return nil, "TICKMARK_SHARED does not say where real ones lie"
	}
	out = map[string][]byte{}
	for _, pattern := range []string{"xpeng/*.html", "netease/*.txt", "alibaba/*.txt"} {
		paths, err := filepath.Glob(filepath.Join(dir, "corpus", "docs", pattern))
		if err != nil || len(paths) == 0 {
			t.Fatalf("no documents %s in %s (%v)", pattern, dir, err)
		}
		for _, path := range paths {
			if strings.Contains(path, "not-results") {
				continue
			}
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			out[filepath.Base(filepath.Dir(path))+"/"+filepath.Base(path)] = data
		}
	}
	return out, ""
}
