package issuer

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tickmark/extract"
	"tickmark/extract/vocabulary"
	"tickmark/pipeline/canvas"
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

// The example is a profile, with and without what it comments out.
func TestExample(t *testing.T) {
	if p, err := Parse(Example()); err != nil || p.ID != "acme" || len(p.Sources) != 1 {
		t.Errorf("%+v %v", p, err)
	}
	with := strings.ReplaceAll(string(Example()), "    # bases:", "    bases:")
	with = strings.ReplaceAll(with, "# tickers:\n#   -", "tickers:\n  -")
	with = strings.ReplaceAll(with, "# unverified:\n#   -", "unverified:\n  -")
	if p, err := Parse([]byte(with)); err != nil || len(p.Sources[0].Bases) != 2 || len(p.Tickers) != 1 || len(p.Unverified) != 1 {
		t.Errorf("%+v %v", p, err)
	}
}

// A metric that the vocabulary does not know can never be found.
func TestTemplatesAskForKnownMetrics(t *testing.T) {
	for _, p := range append(BuiltIn(), Profile{ID: "generic"}) {
		words, err := p.Vocabulary()
		if err != nil {
			t.Fatalf("%s: %v", p.ID, err)
		}
		for _, m := range metrics(p.Template()) {
			if _, ok := words.Metric(m); !ok {
				t.Errorf("%s asks for %s, which the vocabulary does not know", p.ID, m)
			}
		}
	}
}

func metrics(t canvas.Template) []extract.Metric {
	var out []extract.Metric
	for _, b := range t.Blocks {
		for _, l := range b.Lines {
			out = append(append(out, l.Figure, l.Of, l.To, l.ShareOf), l.Or...)
			if l.Each != nil {
				out = append(append(out, l.Each.Segment), l.Each.Except...)
			}
		}
	}
	return slices.DeleteFunc(out, func(m extract.Metric) bool { return m == "" })
}

// The profile's labels must name what the company's filings print.
func TestKingsoftCloudLabels(t *testing.T) {
	p, _ := Lookup(BuiltIn(), "kc")
	words, err := p.Vocabulary()
	if err != nil {
		t.Fatal(err)
	}
	for label, want := range map[string]extract.Metric{
		"Revenues from public cloud services":            "kc:PublicCloudRevenue",
		"Revenues from enterprise cloud services":        "kc:EnterpriseCloudRevenue",
		"Gross billing of AI business":                   "kc:AIGrossBilling",
		"Revenue from the Xiaomi and Kingsoft ecosystem": "kc:EcosystemRevenue",
		"IDC costs":                               "kc:IDCCosts",
		"Depreciation and amortization costs":     "kc:DepreciationAndAmortizationCosts",
		"Solution development and services costs": "kc:SolutionDevelopmentAndServicesCosts",
		"Fulfillment costs":                       "kc:FulfillmentCosts",
		"Other revenues":                          "kc:OtherRevenue",
		"公有雲服務收入":                                 "kc:PublicCloudRevenue",
		"行業雲服務收入":                                 "kc:EnterpriseCloudRevenue",
		"互聯網數據中心成本":                               "kc:IDCCosts",
		"折舊及攤銷成本":                                 "kc:DepreciationAndAmortizationCosts",
		"解決方案開發及服務成本":                             "kc:SolutionDevelopmentAndServicesCosts",
	} {
		m, ok := words.Match(label, vocabulary.Context{Statement: vocabulary.Income, Unit: "CNY"})
		if !ok || m.Metric != want {
			t.Errorf("%q is read as %q, want %s", label, m.Metric, want)
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
