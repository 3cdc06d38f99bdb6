package canvas_test

import (
	"strings"
	"testing"
	"time"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
	"tickmark/pipeline/canvas"
	"tickmark/pipeline/canvas/canvastest"
)

// template asks for one figure in one block.
func template(l canvas.Line) canvas.Template {
	return canvas.Template{Name: "test", Blocks: []canvas.Plan{{Block: "Revenue Streams", Lines: []canvas.Line{l}}}}
}

// only is the single entry of a canvas of the kc fixture with one line.
func only(t *testing.T, in canvas.Input, l canvas.Line) canvas.Entry {
	t.Helper()
	in.Template = template(l)
	if wrong := in.Template.Check(); wrong != nil {
		t.Fatal(wrong)
	}
	entries := canvas.Build(in).Blocks[8].Entries
	if len(entries) != 1 {
		t.Fatalf("%d entries, want 1", len(entries))
	}
	return entries[0]
}

func marked(e canvas.Entry, m canvas.Mark) bool {
	for _, x := range e.Marks {
		if x == m {
			return true
		}
	}
	return false
}

var revenue = canvas.Line{Figure: "Revenues", Name: "total revenues"}

func TestBlocksStandInOrder(t *testing.T) {
	c := canvas.Build(canvas.Input{})
	for i, b := range c.Blocks {
		if b.Name != canvas.BlockNames[i] || len(b.Entries) != 0 {
			t.Errorf("block %d is %+v", i, b)
		}
	}
}

func TestStatedGrowthStandsBeforeDerived(t *testing.T) {
	in := canvastest.Read(t, "testdata/kc.facts.json")
	e := only(t, in, revenue)
	if e.OnYear == nil || e.OnYear.Growth.Derived() || len(e.OnYear.Growth.Sources) == 0 || !e.OnYear.From.Known() {
		t.Errorf("growth on the year is %+v", e.OnYear)
	}
	if len(e.Twins) != 1 || canvas.Words(e.Twins[0]) != "US$348.1 million" {
		t.Errorf("twins %+v", e.Twins)
	}
	if len(e.Trend) != 4 || e.Trend[3].Value != e.Value || e.Trend[0].Period.String() != "2024Q3" {
		t.Errorf("trend %+v", e.Trend)
	}
}

// A printed growth that the two figures contradict must not be repeated as if
// it were sound.
func TestStatedGrowthThatDoesNotFollow(t *testing.T) {
	in := canvastest.Read(t, "testdata/kc.facts.json")
	for i := range in.Facts {
		if f := &in.Facts[i]; f.Metric == "Revenues" && f.Dimensions[extract.DimChange] == "yoy" {
			f.Value = quantity.Amount{Coef: 214, Exp: -1}
		}
	}
	e := only(t, in, revenue)
	if !strings.Contains(e.Text, "31.4%") || strings.Contains(e.Text, "21.4%") || !marked(e, canvas.Contradicted) {
		t.Errorf("%q %v", e.Text, e.Marks)
	}
}

func TestTwoValuesAreShown(t *testing.T) {
	in := canvastest.Read(t, "testdata/kc.facts.json")
	in.AsOf = time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC)
	e := only(t, in, canvas.Line{Figure: "kc:IDCCosts", Name: "IDC costs"})
	if !marked(e, canvas.Contradicted) || len(e.Rivals) != 1 || !strings.Contains(e.Detail, "also printed as RMB 722.8 million") {
		t.Errorf("%q %q %v", e.Text, e.Detail, e.Marks)
	}
	if e.OnYear != nil && e.OnYear.Growth.Known() {
		t.Error("a contradicted figure has a growth")
	}
}

func TestLaterReleaseRestates(t *testing.T) {
	in := canvastest.Read(t, "testdata/kc.facts.json")
	for _, f := range in.Facts {
		if f.Metric == "Revenues" && f.Period.String() == "2025Q3" && f.Unit == quantity.CNY && f.Dimensions == nil {
			f.Value.Coef = 24700
			f.At = f.At.AddDate(0, 3, 0)
			in.Facts = append(in.Facts, f)
			break
		}
	}
	e := only(t, in, revenue)
	if e.Value.Coef != 24700 || !marked(e, canvas.Restated) || !strings.Contains(e.Detail, "first reported as RMB 2,478.0 million") {
		t.Errorf("%q %q %v", e.Text, e.Detail, e.Marks)
	}
}

func TestAsOfForgetsWhatCameLater(t *testing.T) {
	in := canvastest.Read(t, "testdata/kc.facts.json")
	in.AsOf = time.Date(2025, 9, 1, 0, 0, 0, 0, time.UTC)
	e := only(t, in, revenue)
	if e.Period.String() != "2025Q2" || marked(e, canvas.Stale) {
		t.Errorf("as of September the newest revenue is of %v, marks %v", e.Period, e.Marks)
	}
}

func TestStaleAndMissing(t *testing.T) {
	in := canvastest.Read(t, "testdata/kc.facts.json")
	e := only(t, in, canvas.Line{Figure: "AccountsReceivableNetCurrent", Name: "accounts receivable"})
	if !marked(e, canvas.Stale) || !marked(e, canvas.Unconfirmed) || !marked(e, canvas.Demo) {
		t.Errorf("marks %v", e.Marks)
	}
	in.Template = template(canvas.Line{Figure: "Goodwill", Name: "goodwill"})
	if b := canvas.Build(in).Blocks[8]; len(b.Entries) != 0 || len(b.Missing) != 1 || b.Missing[0].Name != "Goodwill" {
		t.Errorf("block %+v", b)
	}
}

func TestPeriodsOfEqualLengthOnly(t *testing.T) {
	in := canvastest.Read(t, "testdata/xpev.facts.json")
	e := only(t, in, canvas.Line{Figure: "ProfitLoss", Name: "net profit", Loss: "net loss"})
	if e.OnYear != nil || e.OnQuarter != nil {
		t.Errorf("a quarter is compared with a year: %q", e.Text)
	}
}

func TestChangesAgainstThePrevious(t *testing.T) {
	in := canvastest.Read(t, "testdata/kc.facts.json")
	in.Template = canvas.Template{Blocks: []canvas.Plan{{Block: "Revenue Streams", Lines: []canvas.Line{revenue, {Figure: "kc:AIGrossBilling", Name: "AI gross billing"}}}}}
	now := canvas.Build(in)
	in.Previous = &now
	if c := canvas.Build(in); c.Changes != nil {
		t.Errorf("the same facts changed: %q", c.Changes)
	}
	in.AsOf = time.Date(2025, 3, 1, 0, 0, 0, 0, time.UTC)
	old := canvas.Build(in)
	if old.Blocks[8].Entries[0].Changed != "changed" || len(old.Changes) != 2 || !strings.Contains(old.Changes[1], "no longer stated") {
		t.Errorf("changes %q", old.Changes)
	}
}

func TestOrderOfFactsDoesNotMatter(t *testing.T) {
	in := canvastest.Read(t, "testdata/kc.facts.json")
	first := only(t, in, revenue)
	for i, j := 0, len(in.Facts)-1; i < j; i, j = i+1, j-1 {
		in.Facts[i], in.Facts[j] = in.Facts[j], in.Facts[i]
	}
	if again := only(t, in, revenue); again.Text != first.Text || again.Detail != first.Detail {
		t.Errorf("%q, then %q", first.Text, again.Text)
	}
}

// Costs that a statement prints in parentheses are no negative costs: their
// section is read by the sign of its total.
func TestCostsInParentheses(t *testing.T) {
	p, _ := fiscal.Parse("2025Q1")
	was, _ := fiscal.Parse("2024Q1")
	fact := func(label, metric string, dims extract.Dimensions, p fiscal.Period, v int64) canvas.Known {
		return canvas.Known{Fact: extract.Fact{
			Metric: extract.Metric(metric), Label: label, Dimensions: dims, Basis: extract.GAAP, Period: p, Value: quantity.Amount{Coef: v, Exp: 0}, Unit: quantity.CNY,
		}}
	}
	section := extract.Dimensions{extract.DimSection: "Cost of sales"}
	in := canvas.Input{Facts: []canvas.Known{
		fact("Total cost of sales", "CostOfRevenue", nil, p, 100000), fact("Vehicles", "", section, p, -80000), fact("Services", "", section, p, -20000),
		fact("Vehicles", "", section, was, -40000),
		fact("Vehicles", "", extract.Dimensions{extract.DimSection: "Revenues"}, p, 130000),
	}}
	growth := fact("Vehicles", "", extract.Dimensions{extract.DimChange: "yoy"}, p, 159) // of the revenues
	growth.Unit = quantity.Percent
	in.Facts = append(in.Facts, growth)
	in.Template = canvas.Template{Blocks: []canvas.Plan{{Block: "Cost Structure", Lines: []canvas.Line{
		{Each: &canvas.Each{Sections: []string{"cost of sales"}}, Name: "cost, {}", ShareOf: "CostOfRevenue", ShareName: "costs"},
	}}}}
	for _, b := range canvas.Build(in).Blocks {
		for i, e := range b.Entries {
			if want := []string{"Cost, Vehicles rose 100.0% on the year to RMB 80,000", "Cost, Services came to RMB 20,000"}[i]; !strings.HasPrefix(e.Text, want) {
				t.Errorf("%q, want %q", e.Text, want)
			}
			if marked(e, canvas.Contradicted) {
				t.Errorf("%q takes another section's growth for its own", e.Text)
			}
		}
	}
}

// Of two values of one time the one with weaker evidence is not shown, not even
// as a rival; of equals both are.
func TestNoFigureWhoseRivalStands(t *testing.T) {
	source := func(how extract.How) extract.Evidence {
		s := extract.Source{How: how}
		return extract.Evidence{Period: s, Unit: s, Scale: s, Label: s}
	}
	for _, c := range []struct {
		name       string
		own, other extract.How
		value      int64
		rivals     int
	}{
		{"a weaker one", extract.Stated, extract.Scoped, 24780, 0},
		{"a stronger one", extract.Scoped, extract.Stated, 99999, 0},
		{"equals", extract.Stated, extract.Stated, 24780, 1},
	} {
		in := canvastest.Read(t, "testdata/kc.facts.json")
		for i := range in.Facts {
			if f := &in.Facts[i]; f.Metric == "Revenues" && f.Period.String() == "2025Q3" && f.Unit == quantity.CNY && f.Dimensions == nil {
				f.Evidence = source(c.own)
				other := *f
				other.Value.Coef, other.Evidence = 99999, source(c.other)
				in.Facts = append(in.Facts, other)
				break
			}
		}
		e := only(t, in, revenue)
		if e.Value.Coef != c.value || len(e.Rivals) != c.rivals || c.rivals > 0 && (!marked(e, canvas.Contradicted) || len(e.Contested()) == 0) {
			t.Errorf("%s: %d with %d rivals, marks %v", c.name, e.Value.Coef, len(e.Rivals), e.Marks)
		}
	}
}
