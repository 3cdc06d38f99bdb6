package main

import (
	"cmp"
	"context"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tickmark/extract"
	"tickmark/extract/reader"
	"tickmark/pipeline/render"
	"tickmark/store"
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
	clues     []clue
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
	Figure   string `json:"figure_flag,omitempty"` // unconfirmed, or nothing
	Given    string `json:"given,omitempty"`       // by hand, of the document
	shown    excerpt
	text     *extract.Text // nil where the document cannot be decoded
	at       extract.Found
}

func (a *app) whyCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "why METRIC [PERIOD]",
		Short: "The whole chain behind one figure",
		Long: "Print why a figure is what it is: value, rounding and grade, each document and place that it was read from with the words\n" +
			"and the rule, the steps from the printed number to the value, the checks with what they fix, and the snapshot. Evidence is\n" +
			"of each attribute the words that gave it: stated with the figure, inherited from a wider scope, fixed by a check, or given\n" +
			"by hand. Without a period it is the newest.\n" +
			"The figure is marked in its sentence or row, in colour on a terminal; --html writes the same as a page with links, where\n" +
			"the words behind its period and unit are marked too.\n\n" +
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
				return append(factRecord(r.Fact), strings.Join(checkTexts(r.held.Fact), "; "), r.Snapshot.ID)
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

// excerpts finds the words around each witness in its document, read again, and
// those that gave a figure its attributes.
func (a *app) excerpts(ctx context.Context, reasons []reason, documents map[string]store.Document) {
	texts := map[string]extract.Text{}
	for id, d := range documents {
		if t, err := reader.Decode(ctx, d.Bytes, reader.Options{PDF: a.pdf.Decode}); err == nil {
			texts[id] = t
		}
	}
	for i := range reasons {
		r := &reasons[i]
		r.clues = clues(r.held.Fact, texts)
		for _, w := range r.held.Witnesses {
			d := documents[w.Document]
			s := source{
				Document: d.ID, Title: d.Title, URL: d.URL, KnownAt: stamp(d.KnownAt), KnownBy: d.KnownBy, Flag: d.Flag,
				Place: w.Place, Figure: readingFlag(r.held.Fact, w), Given: givenOf(d),
			}
			s.look(texts, w, r.clues)
			r.Documents = append(r.Documents, s)
		}
	}
}

// look shows a witness in its document, with the clues beside it.
func (s *source) look(texts map[string]extract.Text, w extract.Witness, all []clue) {
	s.shown = excerpt{{w.Quote, figureMark}}
	if t, ok := texts[w.Document]; ok {
		if at, ok := placeOf(t, w); ok {
			s.text, s.at = &t, at
			marks := []marked{{at, figureMark}}
			for _, c := range all {
				if c.document == w.Document && beside(c.found.At, at.At) {
					marks = append(marks, marked{c.found, c.Names()})
				}
			}
			s.shown = excerptOf(t, marks)
		}
	}
	s.Excerpt = s.shown.String()
}

// givenOf says what was given by hand of a document.
func givenOf(d store.Document) string {
	switch {
	case d.Forced && d.Given.Known():
		return "read by hand as a release for " + d.Given.String()
	case d.Forced:
		return "read by hand as a release"
	case d.Given.Known():
		return "read by hand for " + d.Given.String()
	}
	return ""
}
