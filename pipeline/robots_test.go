package pipeline

import (
	"path/filepath"
	"testing"
	"time"

	"tickmark/store"
)

func TestRobots(t *testing.T) {
	v := Vault{Path: filepath.Join(t.TempDir(), "a.db")}
	first := &Robots{Vault: v}
	if _, _, ok := first.Recall("https://example.com"); ok {
		t.Error("known without a store")
	}
	at := time.Date(2025, 1, 2, 3, 4, 5, 6, time.UTC)
	for site, text := range map[string]string{"https://example.com": "User-agent: *\nDisallow: /x\n", "http://example.com:80": ""} {
		if err := first.Keep(site, []byte(text), at); err != nil {
			t.Fatal(err)
		}
		for _, r := range []*Robots{first, {Vault: v}} {
			got, read, ok := r.Recall(site)
			if !ok || string(got) != text || !read.Equal(at) {
				t.Errorf("%s: %q of %v, %v", site, got, read, ok)
			}
		}
	}
	if _, _, ok := (&Robots{Vault: v}).Recall("https://example.org"); ok {
		t.Error("another site is known")
	}
	err := v.Read(func(db *store.DB) error {
		ids, err := db.Issuers()
		if len(ids) > 0 {
			t.Errorf("issuers %q", ids)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
