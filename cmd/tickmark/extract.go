package main

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tickmark/extract"
	"tickmark/pipeline/render"
)

func (a *app) extractCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "extract FILE|URL|-",
		Short: "Read one document and print its figures",
		Long: "Read one document (HTML, PDF, text or Markdown; the type is sniffed) and print its figures.\n" +
			"How many were read and proven, and how many numbers nothing explains, stands on stderr.\n\n" +
			"What the document does not say can be given by hand: --period where it names no period that it reports on, --force\n" +
			"where it is not taken for a release. Figures that have their period so say \"given by hand\", and with --save the store\n" +
			"keeps what was given for every later reading.\n\n" +
			"Exit status: 0 done, 1 unreadable, 2 wrong usage, 4 no results release and no financial report,\n" +
			"6 database in use, 130 interrupted.",
		Args: oneDocument,
	}
	output := outputFlag(c)
	var g given
	g.flags(c)
	save := c.Flags().Bool("save", false, "keep the document and its figures in a snapshot of --issuer")
	published := c.Flags().String("published", "", "with --save: when the document was published, as `2025-11-19T06:54:00-05:00` or a date (default: now, marked as first fetched)")
	c.RunE = func(c *cobra.Command, args []string) error {
		if *save && a.issuer == "" {
			return usage("--save needs --issuer: whose figures are they?")
		}
		if err := g.parse(); err != nil {
			return err
		}
		in, err := a.open(c.Context(), args[0])
		if err != nil {
			return err
		}
		if *save {
			return a.save(c.Context(), in, g, *published, *output)
		}
		res, err := a.read(c.Context(), in, g)
		if err != nil {
			return err
		}
		if res.Class == "" {
			return noResults(in, g, res)
		}
		if err := a.printResult(*output, res); err != nil {
			return err
		}
		a.summary(in, g, res)
		return nil
	}
	return c
}

// noResults says why a document is none to read, and with what it would be.
func noResults(in input, g given, res extract.Result) error {
	hint := "; --force reads it all the same"
	if !res.Period.Known() {
		hint = "; --period says what it reports on, --force reads it all the same"
		if g.force {
			hint = "; --period says what it reports on"
		}
	}
	return exit{statusNoResults, fmt.Errorf("%s: no results release and no financial report: %s%s", in.name, res.Reason, hint)}
}

func oneDocument(_ *cobra.Command, args []string) error {
	if len(args) != 1 {
		return usage("name one document: a file, a URL, or - for standard input")
	}
	return nil
}

// resultJSON is what -o json prints for one document.
type resultJSON struct {
	Class  string            `json:"class"`
	Reason string            `json:"reason"`
	Title  string            `json:"title"`
	Period render.PeriodJSON `json:"period"`
	Facts  []render.FactJSON `json:"facts"`
	Misses []render.MissJSON `json:"misses"`
}

func (a *app) printResult(format string, res extract.Result) error {
	facts := factsJSON(a.issuer, time.Time{}, res.Facts)
	if format == "json" {
		out := resultJSON{string(res.Class), res.Reason, res.Title, render.Period(res.Period), facts, []render.MissJSON{}}
		for _, m := range res.Misses {
			out.Misses = append(out.Misses, render.Miss(m))
		}
		return render.JSON(a.out, out)
	}
	return print(a.out, format, factListing(facts))
}

func factsJSON(issuer string, known time.Time, facts []extract.Fact) []render.FactJSON {
	out := make([]render.FactJSON, len(facts))
	for i, f := range facts {
		out[i] = render.Fact(issuer, known, f)
	}
	return out
}

// factListing is the table of facts that every command prints.
func factListing(facts []render.FactJSON) listing[render.FactJSON] {
	return listing[render.FactJSON]{
		header: []string{"period", "metric", "label", "value", "unit", "basis", "grade", "place"},
		right:  []int{3},
		rows:   facts,
		cells:  factCells,

		columns: factColumns,
		record:  factRecord,
	}
}

var factColumns = []string{
	"issuer", "metric", "label", "dimensions", "basis", "period", "start", "end", "value", "unit", "decimals", "qualifier", "grade", "known_at",
	"document", "place", "printed",
}

// factRecord is a fact for programs: exact, and of its witnesses the first.
func factRecord(f render.FactJSON) []string {
	var w render.WitnessJSON
	if len(f.Witnesses) > 0 {
		w = f.Witnesses[0]
	}
	return []string{
		f.Issuer, f.Metric, f.Label, dimensions(f.Dimensions), f.Basis, periodText(f.Period), f.Period.Start, f.Period.End, f.Value, f.Unit,
		strconv.Itoa(f.Decimals), f.Qualifier, f.Grade, f.KnownAt, w.Document, w.Place, w.Printed,
	}
}

func factCells(f render.FactJSON) []string {
	label := f.Label
	if d := dimensions(f.Dimensions); d != "" {
		label += " [" + d + "]"
	}
	place := ""
	if len(f.Witnesses) > 0 {
		place = f.Witnesses[0].Place
	}
	return []string{periodText(f.Period), f.Metric, label, qualified(f), f.Unit, f.Basis, f.Grade, place}
}

func qualified(f render.FactJSON) string {
	return strings.TrimSpace(f.Qualifier + " " + grouped(f.Value))
}

func dimensions(d map[string]string) string {
	parts := make([]string, 0, len(d))
	for k, v := range d {
		parts = append(parts, k+": "+v)
	}
	sort.Strings(parts)
	return strings.Join(parts, ", ")
}

// summary ends an extraction on stderr: what was read, what was not, and
// where to look.
func (a *app) summary(in input, g given, res extract.Result) {
	grades, became := map[extract.Grade]int{}, kinds(res.Ledger)
	for _, f := range res.Facts {
		grades[f.Grade]++
	}
	fmt.Fprintf(a.errs, "%s: %s", in.name, res.Class)
	if res.Period.Known() {
		fmt.Fprintf(a.errs, " for %s", res.Period)
	}
	if slices.ContainsFunc(res.Facts, func(f extract.Fact) bool { return f.Evidence.Period.How == extract.Given }) {
		fmt.Fprint(a.errs, " (period given by hand)")
	}
	fmt.Fprintf(a.errs, ", %s.\n%s read: %d proven, %d alone, %d contradicted. %s not explained%s", res.Reason, count(len(res.Facts), "figure"),
		grades[extract.Proven], grades[extract.Alone], grades[extract.Contradicted], count(became["unexplained"], "number"), disputes(became))
	if became["unexplained"]+became[extract.Disputed] > 0 {
		fmt.Fprintf(a.errs, "; see tickmark explain%s %s", g, in.name)
	}
	fmt.Fprintln(a.errs, ".")
	for _, n := range res.Notes {
		fmt.Fprintln(a.errs, "note:", n)
	}
}

// kinds counts the numbers of a ledger by what became of them.
func kinds(ledger []extract.Entry) map[string]int {
	out := map[string]int{}
	for _, e := range ledger {
		out[e.Kind]++
	}
	return out
}

// disputes tells of the disputed numbers of a ledger, where there are any.
func disputes(became map[string]int) string {
	if n := became[extract.Disputed]; n > 0 {
		return fmt.Sprintf(", %d disputed", n)
	}
	return ""
}
