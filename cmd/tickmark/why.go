package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tickmark/extract"
	"tickmark/extract/quantity"
	"tickmark/extract/reader"
	"tickmark/pipeline/render"
	"tickmark/store"
	"tickmark/testdata"
)

// reason is the whole chain behind one figure.
type reason struct {
	Fact      render.FactJSON `json:"fact"`
	First     string          `json:"first_known_at"`
	Was       string          `json:"was,omitempty"`
	Flag      string          `json:"flag,omitempty"`
	Snapshot  snapshotRow     `json:"snapshot"`
	Documents []source        `json:"documents"`
	held      store.Held
}

var whyColumns = append(slices.Clone(factColumns), "checks", "snapshot")

// source is where a figure was read.
type source struct {
	Document string `json:"document"`
	Title    string `json:"title"`
	URL      string `json:"url"`
	KnownAt  string `json:"known_at"`
	KnownBy  string `json:"known_by"`
	Flag     string `json:"flag,omitempty"`
	Place    string `json:"place"`
	Excerpt  string `json:"excerpt"`
	Figure   string `json:"figure_flag,omitempty"` // made-up or unconfirmed, in this rounding
}

func (a *app) whyCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "why METRIC [PERIOD]",
		Short: "The whole chain behind one figure",
		Long: "Print why a figure is what it is: value, rounding and grade, each document and place that it was read from with the words\n" +
			"and the rule, the steps from the printed number to the value, the checks, and the snapshot. Without a period it is the newest.\n" +
			"The figure is marked in its sentence or row, in colour on a terminal; --html writes the same as a page with links.\n\n" +
			"Exit status: 0 done, 1 failed, 2 wrong usage or no such figure, 6 database in use, 130 interrupted.",
		Args: metricAndPeriod,
	}
	output := outputFlag(c)
	var f filter
	f.basisFlag(c)
	asOf := c.Flags().String("as-of", "", "what was known to the end of this `DATE`")
	page := c.Flags().String("html", "", "also write the chain as a page to this `FILE`")
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := f.named(args); err != nil {
			return err
		}
		reasons, err := a.reasons(c.Context(), f, *asOf)
		if err != nil {
			return err
		}
		if len(reasons) == 0 {
			return nothing(args)
		}
		if *page != "" {
			if err := os.WriteFile(*page, whyPage(reasons), 0o600); err != nil {
				return err
			}
		}
		if *output != "table" {
			return print(a.out, *output, listing[reason]{rows: reasons, columns: whyColumns, record: func(r reason) []string {
				return append(factRecord(r.Fact), strings.Join(checkTexts(r.Fact), "; "), r.Snapshot.ID)
			}})
		}
		for _, r := range reasons {
			a.tell(r)
		}
		return nil
	}
	return c
}

// reasons finds the figures of a filter; of a metric without a period those of
// the newest.
func (a *app) reasons(ctx context.Context, f filter, asOf string) (out []reason, err error) {
	documents := map[string]store.Document{}
	err = a.view(func(db *store.DB) error {
		id, err := a.only(db)
		if err != nil {
			return err
		}
		end, err := a.endOf(asOf, id)
		if err != nil {
			return err
		}
		held, err := db.FactsAbout(id, end, f.about())
		if err != nil {
			return err
		}
		for _, h := range chosen(held, f) {
			s, err := db.Resolve(id, h.Snapshot, a.zone(id))
			if err != nil {
				return err
			}
			r := reason{Fact: render.Fact(id, h.KnownAt, h.Fact), First: stamp(h.First), Flag: figureFlag(h.Fact), Snapshot: snapshotOf(s), held: h}
			if h.Was != nil {
				r.Was = h.Was.String()
			}
			for _, w := range h.Witnesses {
				if _, ok := documents[w.Document]; !ok {
					if documents[w.Document], err = db.Document(w.Document); err != nil {
						return err
					}
				}
			}
			out = append(out, r)
		}
		return nil
	})
	if err == nil {
		a.excerpts(ctx, out, documents)
	}
	return out, err
}

func chosen(held []store.Held, f filter) []store.Held {
	held = slices.DeleteFunc(held, func(h store.Held) bool { return !f.matches(h.Fact) })
	if !f.when.Known() && len(held) > 0 {
		newest := slices.MaxFunc(held, func(a, b store.Held) int {
			return cmp.Or(cmp.Compare(a.Period.End.String(), b.Period.End.String()), cmp.Compare(a.Period.Start.String(), b.Period.Start.String()))
		}).Period
		held = slices.DeleteFunc(held, func(h store.Held) bool { return h.Period != newest })
	}
	slices.SortStableFunc(held, byWorth)
	return held
}

// excerpts finds the words around each witness in its document, read again.
func (a *app) excerpts(ctx context.Context, reasons []reason, documents map[string]store.Document) {
	texts := map[string]extract.Text{}
	for id, d := range documents {
		if t, err := reader.Decode(ctx, d.Bytes, reader.Options{PDF: a.pdf.Decode}); err == nil {
			texts[id] = t
		}
	}
	for i := range reasons {
		for _, w := range reasons[i].held.Witnesses {
			d := documents[w.Document]
			reasons[i].Documents = append(reasons[i].Documents, source{
				Document: d.ID, Title: d.Title, URL: d.URL, KnownAt: stamp(d.KnownAt), KnownBy: d.KnownBy, Flag: d.Flag,
				Place: w.Place, Excerpt: excerpt(texts[w.Document], w), Figure: readingFlag(reasons[i].held.Fact, w),
			})
		}
	}
}

// excerpt is the sentence around a figure, or its table row.
func excerpt(t extract.Text, w extract.Witness) string {
	if w.At.Block >= len(t.Blocks) {
		return w.Quote
	}
	b := t.Blocks[w.At.Block]
	if b.Table == nil {
		return around(b.Words, w.Quote)
	}
	if w.At.Row < 0 || w.At.Row >= len(b.Table.Rows) {
		return w.Quote
	}
	var cells []string
	for i, c := range b.Table.Rows[w.At.Row].Cells {
		text := c.Text
		if i == w.At.Cell {
			text = "»" + text + "«"
		}
		cells = append(cells, text)
	}
	return strings.Join(cells, " | ")
}

// aside is how much of a paragraph is shown on each side of a quote, in bytes.
const aside = 160

func around(words, quote string) string {
	at := strings.Index(words, quote)
	if at < 0 {
		return quote
	}
	start, end := at, at+len(quote)
	before, after := words[:start], words[end:]
	if len(before) > aside {
		before = "…" + strings.ToValidUTF8(before[len(before)-aside:], "")
	}
	if len(after) > aside {
		after = strings.ToValidUTF8(after[:aside], "") + "…"
	}
	return before + "»" + quote + "«" + after
}

// tell prints a reason for people.
func (a *app) tell(r reason) {
	w := func(format string, args ...any) { fmt.Fprintln(a.out, printable(fmt.Sprintf(format, args...))) }
	f := r.Fact
	name := cmp.Or(f.Metric, f.Label)
	w("%s, %s: %s %s", name, periodText(f.Period), qualified(f), f.Unit)
	if d := dimensions(f.Dimensions); d != "" {
		w("  %s", d)
	}
	w("  label     %s", f.Label)
	w("  basis     %s", cmp.Or(f.Basis, "unknown"))
	w("  rounding  %s", rounding(r.held))
	w("  grade     %s", f.Grade)
	for _, text := range checkTexts(f) {
		w("            %s", text)
	}
	if r.Flag != "" {
		w("  flag      %s: the bundled texts say so of this figure", r.Flag)
	}
	if r.Was != "" {
		w("  restated  it was %s before", grouped(r.Was))
	}
	w("  known     %s, first %s", short(f.KnownAt), short(r.First))
	for i, d := range r.Documents {
		wit := r.held.Witnesses[i]
		fmt.Fprintln(a.out, "  read      "+a.highlighted(d.Excerpt))
		w("            printed %q%s → %s %s, by %s, at %s%s", wit.Printed, steps(wit), grouped(wit.Value.String()), f.Unit, wit.Rule, d.Place, flagNote(d.Figure))
		w("            %s", documentLine(d))
	}
	w("  snapshot  %.12s, version %d, event %s, rules %s", r.Snapshot.ID, r.Snapshot.Version, r.Snapshot.Event, r.Snapshot.Rules)
	fmt.Fprintln(a.out)
}

// checkTexts is the arithmetic of the checks of a figure, each with what it
// fixes.
func checkTexts(f render.FactJSON) []string {
	out := make([]string, len(f.Checks))
	for i, c := range f.Checks {
		out[i] = c.Text
		if len(c.Fixes) > 0 {
			out[i] += ", fixes " + strings.Join(c.Fixes, ", ")
		}
	}
	return out
}

// highlighted shows the figure of an excerpt, between its guillemets, in bold
// reverse where colours are allowed.
func (a *app) highlighted(excerpt string) string {
	text := printable(excerpt)
	if a.noColor || !terminal(a.out) {
		return text
	}
	return strings.NewReplacer("»", "\x1b[1;7m", "«", "\x1b[0m").Replace(text)
}

// flagNote says what is to be known of one reading.
func flagNote(flag string) string {
	switch flag {
	case testdata.MadeUp:
		return "; made-up digits"
	case "":
		return ""
	}
	return "; " + flag
}

var digitsForm = regexp.MustCompile(`[0-9][0-9,]*(?:\.[0-9]+)?`)

// steps says how the printed number became the value: its scale, and its sign
// where that is not the printed one.
func steps(w extract.Witness) string {
	printed, err := quantity.Parse(digitsForm.FindString(w.Printed))
	if err != nil || printed.Coef != max(w.Value.Coef, -w.Value.Coef) {
		return ""
	}
	var out string
	switch scale := w.Value.Exp - printed.Exp; {
	case scale > 0:
		out = " × " + grouped("1"+strings.Repeat("0", int(scale)))
	case scale < 0:
		out = " ÷ " + grouped("1"+strings.Repeat("0", int(-scale)))
	}
	below := strings.ContainsAny(w.Printed, "(-−–（")
	switch {
	case w.Value.Sign() < 0 && !below:
		return out + ", below zero by its words"
	case w.Value.Sign() > 0 && below:
		return out + ", above zero as its metric counts"
	}
	return out
}

func documentLine(d source) string {
	s := fmt.Sprintf("in %.12s", d.Document)
	for _, x := range []string{d.Title, d.URL, d.KnownBy + " " + short(d.KnownAt), d.Flag} {
		if strings.TrimSpace(x) != "" {
			s += ", " + x
		}
	}
	return s
}

// rounding says how a figure was rounded.
func rounding(h store.Held) string {
	switch n := int(h.Value.Exp); {
	case n > 0:
		return fmt.Sprintf("to 10^%d (decimals %d)", n, -n)
	case n == 0:
		return "to the unit"
	default:
		return count(-n, "decimal")
	}
}
