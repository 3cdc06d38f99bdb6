package pattern

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// expressions of the shapes that readers use.
var expressions = []string{
	`(?i)\bannounce[sd]?\b|results?|業績|业绩`,
	`(?i)^(?:total\b|gross (?:profit|loss|\())|(?:合计|合計)$`,
	`^(?:(?:RMB|US\$)? ?)?[(（]?\d[\d,]*%?$|^-+$`,
	`(?i)ks`, `(?i)[a-z]k`, `k|s`, `(?i)straße|é`, `[□√]`, `[^\p{L}]`, `^[^\p{L}]*$`,
	`\d`, `x{0,3}y{2,}z`, `(?:ab)*`, `^$`, `a|`, `(?m)^total$`, `[\x{fffd}]`, `\x{fffd}x`, `(?i)(?:人|n)民`, `[^a]`, `^[^a]`, `a.b`, `(?s)a.b`,
	`(?i)(?:a|b)?k (?:ab|yy?)[ -]total`, `(?:x|yz?)(?:ab|)[ab]?`, `(?i)^gross |合计$`, `^total\b|a$|^k`, `(?i)(?:人|s)k?民`,
	`^\s*'?000\b`, `^.{0,3}K`, `[0-9０-９]元`, `(?i)^ſt`, `^[\x{d000}-\x{e001}]`,
}

var pieces = []string{
	"Announces", "RESULTS", "total", "Gross ", "profit", "(", "（", ")", "RMB", "US$", "1,234", "%", "-", " ", "\n", "業績", "业绩", "合计", "合", "k", "K", "\u212a", "s", "ſ", "S",
	"straSSe", "É", "é", "□", "x", "yy", "yz", "ab", "a", "b", "\xff", "\u00a0", "\ufffd", "人", "民", "N", "０", "元", "000", "'", "\xe6\xa5", "\ue000", "\ud7ff", "t",
}

func texts(n int) []string {
	r := rand.New(rand.NewPCG(1, 2))
	out := []string{""}
	for range n {
		var b strings.Builder
		for range r.IntN(6) + 1 {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		out = append(out, b.String())
	}
	return out
}

// TestSameAsRegexp: a pattern says what its expression does.
func TestSameAsRegexp(t *testing.T) {
	all := texts(4000)
	for _, expr := range expressions {
		p, re := New(expr), regexp.MustCompile(expr)
		for _, text := range all {
			same(t, p, re, text)
		}
	}
}

func same(t *testing.T, p *Pattern, re *regexp.Regexp, text string) {
	t.Helper()
	if p.MatchString(text) != re.MatchString(text) || p.FindString(text) != re.FindString(text) ||
		!slices.Equal(p.FindStringIndex(text), re.FindStringIndex(text)) ||
		!slices.Equal(p.FindStringSubmatch(text), re.FindStringSubmatch(text)) ||
		!slices.Equal(p.FindStringSubmatchIndex(text), re.FindStringSubmatchIndex(text)) ||
		!slices.EqualFunc(p.FindAllStringIndex(text, -1), re.FindAllStringIndex(text, -1), slices.Equal) ||
		p.ReplaceAllString(text, "<$0>") != re.ReplaceAllString(text, "<$0>") {
		t.Errorf("%q on %q: the pattern differs from its expression", p.expr, text)
	}
}

func FuzzSameAsRegexp(f *testing.F) {
	for i, text := range texts(len(expressions)) {
		f.Add(expressions[i%len(expressions)], text)
	}
	f.Fuzz(func(t *testing.T, expr, text string) {
		if re, err := regexp.Compile(expr); err == nil && len(expr) < 200 && len(text) < 200 {
			same(t, New(expr), re, text)
		}
	})
}

// TestTurnsAway: the point of a pattern is what it does not run.
func TestTurnsAway(t *testing.T) {
	for expr, text := range map[string]string{
		`(?i)\b(?:weighted[- ]average|number of)\b.*\bshares?\b`: "Selling and marketing expenses",
		`^(?:19|20)\d\d$`:                                          "Total",
		`年度報告|年度报告|年报`:                                             "Cost of revenues",
		`(?i)% of|as a percentage|比重`:                              "Three months ended September 30,",
		`(?:股份|股)數目`:                                               "收入總額",
		`(?i)(three|six)(?:[- ]months?)? and (six|nine) months?\b`: "the three months and the year ended",
		`(?i)^total\b|合计$`:                                         "Net total",
	} {
		if gateOf(expr).admits(text) {
			t.Errorf("%q is tried on %q", expr, text)
		}
	}
}

func TestCheck(t *testing.T) {
	before := all
	defer func() { all = before }()
	all = nil
	New(`a|b`)
	if err := Check(); err != nil {
		t.Error(err)
	}
	New(`(a`)
	if err := Check(); err == nil {
		t.Error("no error for an expression that is none")
	}
}
