package issuer

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestBuiltInProfiles(t *testing.T) {
	all := BuiltIn()
	if len(all) == 0 {
		t.Fatal("no profile is built in")
	}
	for _, p := range all {
		if wrong := p.Check(); len(wrong) > 0 {
			t.Errorf("%s: %q", p.ID, wrong)
		}
		if p.Origin != builtIn {
			t.Errorf("%s comes from %q", p.ID, p.Origin)
		}
	}
}

func TestLookup(t *testing.T) {
	all := BuiltIn()
	for _, name := range []string{"kc", "KC", "3896", "03896", "1795589", "0001795589"} {
		if p, ok := Lookup(all, name); !ok || p.ID != "kc" {
			t.Errorf("%q finds %q, %v", name, p.ID, ok)
		}
	}
	for _, name := range []string{"", "0", "00000", "k", "nobody"} {
		if p, ok := Lookup(all, name); ok {
			t.Errorf("%q finds %q", name, p.ID)
		}
	}
}

func TestLoadUserProfiles(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("own.yaml", "id: own\nnames: {en: Own Limited}\nyear_end: 3\n")
	write("mine.yaml", "id: kc\nnames: {en: Mine in place of the built-in one}\n")
	write("twice.yaml", "id: own\nnames: {en: Again}\n")
	write("bad.yaml", "id: bad\nnames:\n  en: Bad\n  fr: Mauvais\n")
	all, err := Load(dir)
	if p, ok := Lookup(all, "own"); !ok || p.YearEnd != 3 || p.Origin != filepath.Join(dir, "own.yaml") || p.Template().Name != "generic" {
		t.Errorf("own profile is %+v", p)
	}
	if p, _ := Lookup(all, "kc"); p.Origin == builtIn {
		t.Error("the built-in profile stands before the user's")
	}
	for _, want := range []string{"bad.yaml", "[4:3]", "fr: Mauvais", "twice.yaml", "is that of"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q in it", err, want)
		}
	}
	if all, err := Load(filepath.Join(dir, "none")); err != nil || len(all) != len(BuiltIn()) {
		t.Errorf("without a directory: %d profiles, %v", len(all), err)
	}
}

func TestCheckNamesEveryProblem(t *testing.T) {
	text := "id: Not An Id\ncik: -1\nhkex: \"3896\"\ncurrency: yuan\nyear_end: 13\ntime_zone: Mars/Olympus\n" +
		"tickers: [{exchange: NASDAQ}]\nsources: [{kind: ftp}, {kind: edgar, id: abc}, {kind: irsite, id: \"javascript:x\"}]\n" +
		"canvas: {name: x, blocks: [{block: Nowhere}]}\n"
	_, err := Parse([]byte(text))
	if err == nil {
		t.Fatal("accepted")
	}
	for _, want := range []string{"id \"Not An Id\"", "names:", "cik -1", "hkex \"3896\"", "currency", "year_end 13", "time_zone", "tickers, entry 1", "kind \"ftp\"", "want a CIK", "forms", "entry 3", "none of the nine"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in %v", want, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"id: a\nnames: {en: A}\n", "id: [", "{}", "a: &a [*a]", "id: a\nid: b\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := Parse(text)
		if err == nil && len(p.Check()) > 0 {
			t.Fatalf("accepted with %q", p.Check())
		}
	})
}
