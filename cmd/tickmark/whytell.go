package main

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"

	"tickmark/extract"
	"tickmark/extract/quantity"
	"tickmark/extract/reader"
	"tickmark/store"
)

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
	w("  grade     %s%s", f.Grade, gradedBy(r.held))
	for _, text := range checkTexts(r.held.Fact) {
		w("            %s", text)
	}
	for i, c := range r.clues {
		w("  %-8s  %s", [2]string{"evidence", ""}[min(i, 1)], c)
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
		fmt.Fprintln(a.out, "  read      "+a.highlighted(d.shown))
		w("            printed %q%s → %s %s, by %s, at %s%s", wit.Printed, steps(wit), grouped(wit.Value.String()), f.Unit, wit.Rule, d.Place, flagNote(d.Figure))
		w("            %s", documentLine(d))
	}
	w("  snapshot  %.12s, version %d, event %s, rules %s", r.Snapshot.ID, r.Snapshot.Version, r.Snapshot.Event, r.Snapshot.Rules)
	fmt.Fprintln(a.out)
}

// checkTexts is the checks of a figure, each with what it fixes.
func checkTexts(f extract.Fact) []string {
	out := make([]string, len(f.Checks))
	for i, c := range f.Checks {
		out[i] = c.String()
		for j, a := range c.Fixes {
			out[i] += [2]string{", fixes ", ", "}[min(j, 1)] + string(a)
		}
	}
	return out
}

// gradedBy says by which rules a figure was graded, where today's grade by
// others.
func gradedBy(h store.Held) string {
	if h.Rules == reader.Version {
		return ""
	}
	return ", by rules " + h.Rules + "; today's are " + reader.Version
}

// highlighted shows the figure of an excerpt in bold reverse, and the words
// behind its attributes underlined, where colours are allowed.
func (a *app) highlighted(e excerpt) string {
	if a.noColor || !terminal(a.out) {
		return printable(e.String())
	}
	var b strings.Builder
	for _, p := range e {
		switch p.Mark {
		case "":
			b.WriteString(printable(p.Text))
		case figureMark:
			b.WriteString("\x1b[1;7m" + printable(p.Text) + "\x1b[0m")
		default:
			b.WriteString("\x1b[4m" + printable(p.Text) + "\x1b[0m")
		}
	}
	return b.String()
}

// flagNote says what is to be known of one reading.
func flagNote(flag string) string {
	if flag == "" {
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
	for _, x := range []string{d.Title, d.URL, d.KnownBy + " " + short(d.KnownAt), d.Flag, d.Given} {
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
