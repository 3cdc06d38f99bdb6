package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"tickmark/extract"
	"tickmark/extract/quantity"
	"tickmark/pipeline/audit"
)

// demoStore is a database as the demonstration makes it.
func demoStore(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "demo")
	var out bytes.Buffer
	if code := run(t.Context(), []string{"demo", dir}, nil, &out, &out); code != 0 {
		t.Fatalf("demo: status %d: %s", code, out.String())
	}
	return filepath.Join(dir, "tickmark.db")
}

// called are the names that texts use.
var called = map[extract.Metric][]string{
	"Revenues": {"total revenues", "revenue", "total revenue"}, "CostOfRevenue": {"cost of revenues", "the cost of revenue"},
	"GrossProfit": {"gross profit"}, "kc:PublicCloudRevenue": {"revenues from public cloud services", "public cloud services revenue"},
	"kc:EnterpriseCloudRevenue":     {"revenues from enterprise cloud services", "enterprise cloud revenue"},
	"ResearchAndDevelopmentExpense": {"research and development expenses"}, "SellingAndMarketingExpense": {"selling and marketing expenses"},
	"GeneralAndAdministrativeExpense": {"general and administrative expenses"}, "kc:AIGrossBilling": {"gross billing of the AI business", "AI gross billing"},
	"CashAndCashEquivalentsAtCarryingValue": {"cash and cash equivalents"}, "kc:EcosystemRevenue": {"ecosystem revenue"},
	"OperatingExpenses": {"total operating expenses"},
}

// memo is a text with its claims, of which some are damaged.
type memo struct {
	text    strings.Builder
	damaged map[string]string // "line text" → how
	claims  map[string]bool
	lines   int
}

func (m *memo) write(line string) { m.text.WriteString(line + "\n"); m.lines++ }

// said is what a claim says.
type said struct {
	name, when, unit string
	value            float64 // in millions
}

func (s said) amount() string { return fmt.Sprintf("%s%.1f million", s.unit, s.value) }

// damage changes what a claim says, and gives how.
func (s said) damage(r *rand.Rand, facts []extract.Fact, f extract.Fact) (said, string) {
	kind := r.IntN(5)
	if f.Period.IsInstant() && kind == 3 {
		kind = 0 // there is one balance only
	}
	switch kind {
	case 0:
		text := []byte(fmt.Sprintf("%.1f", s.value))
		for {
			if i := r.IntN(len(text)); text[i] != '.' {
				d := byte('1' + r.IntN(9))
				if d == text[i] {
					continue
				}
				text[i] = d
				break
			}
		}
		_, _ = fmt.Sscanf(string(text), "%f", &s.value)
		return s, "digit"
	case 1:
		s.value *= []float64{10, 0.1, 100}[r.IntN(3)]
		return s, "scale"
	case 2:
		s.unit = "US$"
		return s, "unit"
	case 3:
		other := facts[r.IntN(len(facts))]
		for other.Metric == f.Metric || other.Period.IsInstant() != f.Period.IsInstant() {
			other = facts[r.IntN(len(facts))]
		}
		s.name = called[other.Metric][0]
		return s, "metric"
	}
	for {
		other := facts[r.IntN(len(facts))]
		if other.Period != f.Period && other.Period.IsInstant() == f.Period.IsInstant() {
			s.when = when(other)
			return s, "period"
		}
	}
}

func when(f extract.Fact) string {
	if f.Period.IsInstant() {
		return "as of " + time.Date(f.Period.End.Year, time.Month(f.Period.End.Month), f.Period.End.Day, 0, 0, 0, 0, time.UTC).Format("January 2, 2006")
	}
	p := f.Period.String()
	return map[int]string{3: "in Q" + p[len(p)-1:] + " " + p[:4], 6: "in the first half of " + p[:4], 12: "in fiscal year " + p[2:]}[f.Period.Months()]
}

// forms are the sentences of a memo; the claim is %[2]s.
var forms = []string{
	"%[1]s reached %[2]s %[3]s, which the sell side had seen coming.",
	"• %[1]s: %[2]s %[3]s.",
	"Look at %[1]s, which came to %[2]s %[3]s.",
	"%[4]s, %[1]s stood at %[2]s.",
	"The company booked %[2]s in %[1]s %[3]s.",
}

// tell writes claims about figures of the store, some of them damaged.
func tell(r *rand.Rand, facts []extract.Fact, n int) *memo {
	m := &memo{damaged: map[string]string{}, claims: map[string]bool{}}
	m.write("# Kingsoft Cloud: notes for the committee")
	for m.lines < 2*n {
		f := facts[r.IntN(len(facts))]
		names := called[f.Metric]
		v, _ := f.Value.Rat().Float64()
		s := said{names[r.IntN(len(names))], when(f), "RMB", v / 1e6}
		how := ""
		if r.IntN(3) == 0 {
			if s, how = s.damage(r, facts, f); !answered(s, facts) {
				continue
			}
			if isTrue(s, facts) {
				how = ""
			}
		}
		m.write("")
		m.write(fmt.Sprintf(forms[r.IntN(len(forms))], s.name, s.amount(), s.when, strings.ToUpper(s.when[:1])+s.when[1:]))
		key := fmt.Sprint(m.lines)
		m.claims[key] = true
		if how != "" {
			m.damaged[key] = how
		}
	}
	return m
}

// isTrue says that what is told is a figure of the store all the same.
func isTrue(s said, facts []extract.Fact) bool {
	return slices.ContainsFunc(facts, func(f extract.Fact) bool {
		v, _ := f.Value.Rat().Float64()
		return s.unit == "RMB" && when(f) == s.when && slices.Contains(called[f.Metric], s.name) && fmt.Sprintf("%.1f", v/1e6) == fmt.Sprintf("%.1f", s.value)
	})
}

// answered says that the store has what is told of.
func answered(s said, facts []extract.Fact) bool {
	return slices.ContainsFunc(facts, func(f extract.Fact) bool { return when(f) == s.when && slices.Contains(called[f.Metric], s.name) })
}

// TestAuditDamaged damages one claim of three at random: of what is found to
// be wrong, and of what is wrong, at least 95 % is the other too.
func TestAuditDamaged(t *testing.T) {
	a := &app{db: demoStore(t), issuer: "kc"}
	_, known, err := a.spokenOf(audit.Text{})
	if err != nil {
		t.Fatal(err)
	}
	var facts []extract.Fact
	for _, f := range known {
		if called[f.Metric] != nil && f.Unit == quantity.CNY && len(f.Dimensions) == 0 && f.Basis != extract.NonGAAP && f.Period.Months() != 9 {
			facts = append(facts, f.Fact)
		}
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d, %d figures", seed, len(facts))
	r := rand.New(rand.NewPCG(seed, 8))
	var found, wrong, both, told int
	rounds := 20
	if testing.Short() {
		rounds = 5
	}
	for range rounds {
		m := tell(r, facts, 60)
		claims, _, err := a.audit(audit.Plain(m.text.String()))
		if err != nil {
			t.Fatal(err)
		}
		told += len(m.claims)
		wrong += len(m.damaged)
		for _, c := range claims {
			key := fmt.Sprint(c.Line)
			accused := c.Verdict != audit.Confirmed && c.Verdict != audit.Unverifiable
			_, isWrong := m.damaged[key]
			switch {
			case accused && isWrong:
				both++
			case accused || isWrong || c.Verdict != audit.Confirmed:
				line := strings.Split(m.text.String(), "\n")[c.Line-1]
				t.Logf("%s %s (%s): %s, as %s %s", c.Verdict, m.damaged[key], c.Slip, line, c.Metric, c.Period)
			}
			if accused {
				found++
			}
		}
	}
	precision, recall := float64(both)/float64(found), float64(both)/float64(wrong)
	t.Logf("%d claims, %d damaged, %d accused: precision %.3f, recall %.3f", told, wrong, found, precision, recall)
	if precision < 0.95 || recall < 0.95 {
		t.Errorf("seed %d: precision %.3f, recall %.3f", seed, precision, recall)
	}
}

// TestAuditSeed audits a page of somebody else's, and copies of it in which
// one confirmed figure each has another digit.
func TestAuditSeed(t *testing.T) {
	if testing.Short() {
		t.Skip("left out of the short form")
	}
	shared := os.Getenv("TICKMARK_SHARED")
	if shared == "" {
		t.Skip("$TICKMARK_SHARED does not say where the page lies")
	}
	data, err := os.ReadFile(filepath.Join(shared, "seed", "kc-canvas-dec-2025.txt"))
	if err != nil {
		t.Fatal(err)
	}
	a := &app{db: demoStore(t)}
	text := audit.Plain(string(data))
	claims, _, err := a.audit(text)
	if err != nil {
		t.Fatal(err)
	}
	listed := map[audit.Verdict]int{}
	for _, c := range claims {
		listed[c.Verdict]++
		if c.Verdict != audit.Confirmed && c.Verdict != audit.Unverifiable {
			t.Logf("line %d, %s: %s, %s %s: %s", c.Line, c.Text, c.Verdict, c.Metric, c.Period, c.Slip)
		}
	}
	numbers := regexp.MustCompile(`(?:RMB|HK\$) ?[\d,.]*\d|\d[\d,.]*%`).FindAllStringIndex(string(data), -1)
	t.Logf("%v of %d amounts and percentages", listed, len(numbers))
	if len(claims)*100 < len(numbers)*95 || listed[audit.Confirmed] < 175 || listed[audit.Contradicted] < 3 {
		t.Error("too few")
	}
	seed := uint64(time.Now().UnixNano())
	r := rand.New(rand.NewPCG(seed, 9))
	tried, accused := 0, 0
	for range 60 {
		c := claims[r.IntN(len(claims))]
		if c.Verdict != audit.Confirmed {
			continue
		}
		altered, ok := otherDigit(r, text, c)
		if !ok {
			continue
		}
		tried++
		again, _, err := a.audit(altered)
		if err != nil {
			t.Fatal(err)
		}
		if wrong(again, c) {
			accused++
		} else {
			t.Logf("not accused: %s, once %s", altered.Lines[c.Line-1].Text[max(0, c.Start-60):min(c.End+40, len(altered.Lines[c.Line-1].Text))], c.Text)
		}
	}
	t.Logf("seed %d: %d of %d altered figures accused", seed, accused, tried)
	if accused*100 < tried*80 && tried > 20 {
		t.Error("too few")
	}
}

// otherDigit changes the first digit of a claim.
func otherDigit(r *rand.Rand, text audit.Text, c audit.Claim) (audit.Text, bool) {
	lines := slices.Clone(text.Lines)
	l := &lines[c.Line-1]
	i := strings.IndexAny(l.Text[c.Start:c.End], "123456789")
	if i < 0 {
		return text, false
	}
	at := c.Start + i
	digit := byte('1' + r.IntN(9))
	if digit == l.Text[at] {
		return text, false
	}
	l.Text = l.Text[:at] + string(digit) + l.Text[at+1:]
	return audit.Text{Lines: lines}, true
}

// wrong says that a figure is accused where a claim stood.
func wrong(claims []audit.Claim, was audit.Claim) bool {
	return slices.ContainsFunc(claims, func(c audit.Claim) bool {
		return c.Line == was.Line && c.Start == was.Start && c.Verdict != audit.Confirmed && c.Verdict != audit.Unverifiable
	})
}
