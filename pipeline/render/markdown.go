package render

import (
	"fmt"
	"io"
	"strings"
	"time"

	"tickmark/extract"
	"tickmark/pipeline/canvas"
)

// Markdown writes c as a document to be read: the nine blocks, what is
// missing, how derived values were computed, and the sources.
func Markdown(w io.Writer, c canvas.Canvas) error {
	var b strings.Builder
	books := cite(c)
	fmt.Fprintf(&b, "# %s: business model canvas\n\n%s\n\n%s\n", plain(title(c)), plain(summary(c)), legend)
	for _, block := range c.Blocks {
		markdownBlock(&b, block, books)
	}
	markdownList(&b, "Changed since the last canvas", c.Changes)
	markdownList(&b, "Arithmetic of derived values", arithmetic(c))
	b.WriteString("\n## Sources\n\n")
	for _, d := range books.list {
		b.WriteString(markdownSource(d))
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("render: write Markdown: %w", err)
	}
	return nil
}

const legend = "✓ proven by an independent check · ! contradicted · Numbers in brackets name the sources below."

// title names the issuer, by its id where it has no name.
func title(c canvas.Canvas) string {
	if c.Issuer.Name != "" {
		return c.Issuer.Name
	}
	return c.Issuer.ID
}

// summary is one line on how new and how sure a canvas is.
func summary(c canvas.Canvas) string {
	lines, proven, stale := 0, 0, 0
	for _, b := range c.Blocks {
		for _, e := range b.Entries {
			lines++
			if e.Grade == extract.Proven {
				proven++
			}
			if has(e, canvas.Stale) {
				stale++
			}
		}
	}
	out := fmt.Sprintf("%d lines, %d proven, %d stale.", lines, proven, stale)
	if c.Period.Known() {
		out = "Newest period: " + canvas.PeriodWords(c.Period, c.Issuer.YearEnd) + published(c.Known, c.Fetched) + ". " + out
	}
	if !c.AsOf.IsZero() {
		out = "As known on " + day(c.AsOf) + ". " + out
	}
	if demo(c) {
		out += " " + demoNotice
	}
	return out
}

const demoNotice = "Lines marked demo cite texts written for demonstration, not the issuer's own documents."

func published(t time.Time, fetched bool) string {
	if t.IsZero() {
		return ""
	}
	return ", " + dated(t, fetched)
}

// dated says when a document was published, or first fetched where nobody
// says when it was published.
func dated(t time.Time, fetched bool) string {
	if fetched {
		return "first fetched " + day(t)
	}
	return "published " + day(t)
}

func day(t time.Time) string { return t.Format("2 January 2006") }

// demo says that a line of c cites a demonstration text.
func demo(c canvas.Canvas) bool {
	for _, b := range c.Blocks {
		for _, e := range b.Entries {
			if has(e, canvas.Demo) {
				return true
			}
		}
	}
	return false
}

func has(e canvas.Entry, m canvas.Mark) bool {
	for _, x := range e.Marks {
		if x == m {
			return true
		}
	}
	return false
}

func markdownBlock(b *strings.Builder, block canvas.Block, books *bibliography) {
	fmt.Fprintf(b, "\n## %s\n\n", block.Name)
	for _, e := range block.Entries {
		detail := ""
		if e.Detail != "" {
			detail = "\\\n  " + plain(e.Detail)
		}
		fmt.Fprintf(b, "- %s%s%s%s%s\n", plain(e.Text), signs(e), brackets(books.numbers(e)), detail, markdownRivals(e, books))
	}
	for _, e := range block.Evidence {
		fmt.Fprintf(b, "- “%s”%s\n", plain(e.Quote), brackets([]int{books.number(e.Source)}))
	}
	if len(block.Entries)+len(block.Evidence) == 0 {
		b.WriteString("No figure supports a line here.\n")
	}
	if len(block.Missing) > 0 {
		names := each(block.Missing, missingWords)
		fmt.Fprintf(b, "\n*Missing: %s.*\n", strings.Join(names, "; "))
	}
}

// markdownRivals are the other values of the figures of a line, with the place
// and the words of each.
func markdownRivals(e canvas.Entry, books *bibliography) string {
	out := ""
	for _, f := range e.Contested() {
		for _, r := range f.Rivals {
			for _, s := range r.Sources {
				out += fmt.Sprintf("\\\n  %s is also printed as %s: “%s”, %s%s", plain(canvas.Words(f)), plain(canvas.Words(r)), plain(s.Witness.Quote), plain(s.Witness.Place), brackets([]int{books.number(s)}))
			}
		}
	}
	return out
}

func missingWords(m canvas.Missing) string {
	if m.Why == "" || m.Why == "no fact" {
		return plain(m.Name)
	}
	return plain(m.Name + " (" + m.Why + ")")
}

// signs are the grade and marks of a line in a few characters.
func signs(e canvas.Entry) string {
	out := ""
	if e.Grade == extract.Proven {
		out = " ✓"
	}
	for _, m := range e.Marks {
		if m == canvas.Contradicted {
			out += " **! contradicted**"
		} else {
			out += " *" + string(m) + "*"
		}
	}
	if e.Changed != "" {
		out += " *" + e.Changed + "*"
	}
	return out
}

func brackets(numbers []int) string {
	out := ""
	for _, n := range numbers {
		out += fmt.Sprintf("[%d]", n)
	}
	if out != "" {
		return " " + out
	}
	return ""
}

// arithmetic lists how the derived values of c were computed.
func arithmetic(c canvas.Canvas) []string {
	var out []string
	seen := map[string]bool{}
	add := func(what string, f canvas.Figure) {
		line := what + ": " + f.Formula + " = " + canvas.Words(f)
		if f.Derived() && !seen[line] {
			seen[line] = true
			out = append(out, line)
		}
	}
	for _, b := range c.Blocks {
		for _, e := range b.Entries {
			add(e.Name, e.Figure)
			for _, x := range []struct {
				what   string
				change *canvas.Change
			}{{"on the year", e.OnYear}, {"on the quarter", e.OnQuarter}, {"since the last balance", e.Since}} {
				if x.change != nil {
					add(e.Name+", "+x.what, x.change.Growth)
				}
			}
			if e.Share != nil {
				add(e.Name+", share of "+e.ShareOf, *e.Share)
			}
		}
	}
	return out
}

func markdownList(b *strings.Builder, heading string, lines []string) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(b, "\n## %s\n\n", heading)
	for _, l := range lines {
		fmt.Fprintf(b, "- %s\n", plain(l))
	}
}

func markdownSource(d cited) string {
	name := d.Title
	if name == "" {
		name = "document " + short(d.ID)
	}
	out := fmt.Sprintf("%d. %s%s", d.Number, plain(name), published(d.Published, d.Fetched))
	if u, ok := webURL(d.URL); ok {
		out += ", <" + strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20").Replace(u) + ">"
	}
	if d.Demo {
		out += " *demo*"
	}
	return out + "\n"
}

// short abbreviates a hash as people read it.
func short(id string) string {
	const shown = 12
	if len(id) > shown {
		return id[:shown]
	}
	return id
}

// plain is s as Markdown that shows exactly s: one line, no markup.
func plain(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	var b strings.Builder
	for i, r := range s {
		if strings.ContainsRune("\\`*_[]<>|~&", r) || i == 0 && strings.ContainsRune("#+-=", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
