package reader

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"tickmark/extract"
	"tickmark/extract/quantity"
)

// wholePages are releases that say one amount, at %: the revenue of a quarter.
var wholePages = map[string]string{
	"html": `<html><body><h1>Lanmei Data Limited Announces Third Quarter 2025 Results</h1>
<p>Lanmei Data Limited today announced its unaudited results for the third quarter ended September 30, 2025.</p>
<p>Total revenues were % in the third quarter of 2025. Operating loss was RMB41.5 million in the third quarter of 2025. Net loss was
RMB39.2 million in the third quarter of 2025. Gross profit was RMB80.3 million in the third quarter of 2025.</p></body></html>`,
	"text": `          Lanmei Data Limited Announces Third Quarter 2025 Results

Lanmei Data Limited today announced its unaudited results for the third quarter
ended September 30, 2025.

Total revenues were % in the third quarter of 2025.
Operating loss was RMB41.5 million in the third quarter of 2025. Net loss was
RMB39.2 million in the third quarter of 2025. Gross profit was RMB80.3 million in the third quarter of 2025.
`,
	"markdown": `# Lanmei Data Limited Announces Third Quarter 2025 Results

Lanmei Data Limited today announced its unaudited results for the third quarter ended September 30, 2025.

Total revenues were % in the third quarter of 2025.
Operating loss was RMB41.5 million in the third quarter of 2025. Net loss was RMB39.2 million in the third quarter of 2025. Gross profit was RMB80.3 million in the third quarter of 2025.
`,
	"unit": `<html><body><h1>Lanmei Data Limited Announces Third Quarter 2025 Results</h1>
<p>Lanmei Data Limited today announced its unaudited results for the third quarter ended September 30, 2025.</p>
<p>UNAUDITED STATEMENTS OF OPERATIONS<br>%</p>
<table><tr><td></td><td>Three months ended September 30, 2025</td><td>Three months ended September 30, 2024</td></tr>
<tr><td>Total revenues</td><td>306.1</td><td>287.4</td></tr><tr><td>Gross profit</td><td>80.3</td><td>75.9</td></tr>
<tr><td>Operating loss</td><td>(41.5)</td><td>(52.8)</td></tr><tr><td>Net loss</td><td>(39.2)</td><td>(50.1)</td></tr></table></body></html>`,
	"head": `<html><body><h1>Lanmei Data Limited Announces Third Quarter 2025 Results</h1>
<p>Lanmei Data Limited today announced its unaudited results for the third quarter ended September 30, 2025.</p>
<p>UNAUDITED STATEMENTS OF OPERATIONS<br>(in RMB millions)</p>
<table><tr><td></td><td>Three months ended September 30, 2025</td><td>Three months ended September 30, 2024</td></tr>
<tr><td></td><td>%</td><td>%</td></tr>
<tr><td>Total revenues</td><td>306.1</td><td>287.4</td></tr><tr><td>Gross profit</td><td>80.3</td><td>75.9</td></tr>
<tr><td>Operating loss</td><td>(41.5)</td><td>(52.8)</td></tr><tr><td>Net loss</td><td>(39.2)</td><td>(50.1)</td></tr></table></body></html>`,
	"cell": `<html><body><h1>Lanmei Data Limited Announces Third Quarter 2025 Results</h1>
<p>Lanmei Data Limited today announced its unaudited results for the third quarter ended September 30, 2025.</p>
<p>UNAUDITED STATEMENTS OF OPERATIONS<br>(RMB in millions)</p>
<table><tr><td></td><td>Three months ended September 30, 2025</td><td>Three months ended September 30, 2024</td></tr>
<tr><td>Total revenues</td><td>%</td><td>%</td></tr>
<tr><td>Operating loss</td><td>(41.5)</td><td>(52.8)</td></tr><tr><td>Gross profit</td><td>80.3</td><td>75.9</td></tr><tr><td>Net loss</td><td>(39.2)</td><td>(50.1)</td></tr></table></body></html>`,
}

// TestWhole: an amount is read to its end, or is a miss that says why.
func TestWhole(t *testing.T) {
	data, err := os.ReadFile("testdata/whole.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for _, line := range strings.Split(string(data), "\n") {
		given, want, ok := strings.Cut(line, " => ")
		medium, printed, _ := strings.Cut(given, ": ")
		if !ok || wholePages[medium] == "" {
			continue
		}
		cases++
		page := strings.ReplaceAll(wholePages[medium], "%", strings.ReplaceAll(printed, `\n`, "\n"))
		res, err := Read(context.Background(), []byte(page), Options{})
		if err != nil {
			t.Fatal(line, err)
		}
		if got := revenues(res); got != want {
			t.Errorf("%s: read %s", line, got)
		}
	}
	if cases < 60 {
		t.Fatalf("only %d cases", cases)
	}
}

// revenues are the values read, "none" where an amount is no well-formed number, "no
// scale" where its unit is not understood.
func revenues(res extract.Result) string {
	var out []string
	for _, f := range res.Facts {
		if f.Metric == "Revenues" && f.Period.String() == "2025Q3" {
			out = append(out, f.Value.Rat().FloatString(0))
		}
	}
	if slices.ContainsFunc(res.Misses, func(m extract.Miss) bool { return m.Reason == quantity.NotWhole }) {
		out = append(out, "none")
	}
	if slices.ContainsFunc(res.Misses, func(m extract.Miss) bool { return m.Reason == "no scale" }) {
		out = append(out, "no scale")
	}
	return strings.Join(out, " ")
}
