package canvas

import (
	"strings"

	"tickmark/extract"
	"tickmark/extract/quantity"
)

// A year, a quarter and so on ago, as sentences put it.
const (
	onYear  = "on the year"
	yearAgo = "a year earlier"
)

// sentence is the line of e: what it is, how it moved, how much it is, when.
// Verbs are such as fit one and many.
func (b *book) sentence(e Entry, loss string) string {
	period := when(e.Period, b.yearEnd)
	switch {
	case e.High != nil:
		return e.Name + " between " + Words(e.Figure) + " and " + Words(*e.High) + " " + period + "."
	case e.Basis == extract.Guidance:
		return e.Name + " of " + Words(e.Figure) + " " + period + "."
	case e.Value.Sign() < 0:
		return b.negative(e, loss, period)
	case e.OnYear != nil && e.OnYear.From.Known() && e.OnYear.From.Value.Sign() < 0:
		return e.Name + " turned positive " + period + " at " + Words(e.Figure) + ", from " + Words(e.OnYear.From) + " " + yearAgo + "."
	case e.Unit == quantity.Percent:
		return e.Name + " stood at " + Words(e.Figure) + " " + period + b.moves(e) + "."
	case e.Period.IsInstant():
		return e.Name + " stood at " + Words(e.Figure) + " " + period + b.moves(e) + "."
	}
	return b.flow(e, period)
}

// flow is the sentence of a positive amount of a duration.
func (b *book) flow(e Entry, period string) string {
	year, quarter := grown(e.OnYear), grown(e.OnQuarter)
	back := b.quarterWords(e)
	switch {
	case year == 0 && quarter == 0:
		held := ""
		if e.OnYear.moved() {
			held = ", level with " + yearAgo
		}
		return e.Name + " came to " + Words(e.Figure) + " " + period + held + "."
	case year == 0:
		return e.Name + " " + verb(quarter) + " " + size(e.OnQuarter) + " " + back + " to " + Words(e.Figure) + " " + period + "."
	case quarter == year:
		return e.Name + " " + verb(year) + " " + size(e.OnYear) + " " + onYear + " and " + size(e.OnQuarter) + " " + back + " to " + Words(e.Figure) + " " + period + "."
	case quarter != 0:
		return e.Name + " " + verb(year) + " " + size(e.OnYear) + " " + onYear + " to " + Words(e.Figure) + " " + period + ", but " + verb(quarter) + " " + size(e.OnQuarter) + " " + back + "."
	}
	return e.Name + " " + verb(year) + " " + size(e.OnYear) + " " + onYear + " to " + Words(e.Figure) + " " + period + "."
}

// moves is the tail ", down 27.6% on the quarter and up 12.0% on the year".
func (b *book) moves(e Entry) string {
	var parts []string
	add := func(c *Change, span string) {
		switch n := grown(c); {
		case n > 0:
			parts = append(parts, "up "+size(c)+" "+span)
		case n < 0:
			parts = append(parts, "down "+size(c)+" "+span)
		case c.moved():
			parts = append(parts, "unchanged "+span)
		}
	}
	add(e.OnYear, onYear)
	add(e.OnQuarter, b.quarterWords(e))
	if e.Since != nil {
		add(e.Since, "since "+PeriodWords(e.Since.From.Period, b.yearEnd))
	}
	if len(parts) == 0 {
		return ""
	}
	return ", " + strings.Join(parts, " and ")
}

// quarterWords names the span of OnQuarter, which is that of the period.
func (b *book) quarterWords(e Entry) string {
	if e.Period.Months() == 6 {
		return "on the half-year before"
	}
	if m := e.Period.Months(); m > 0 && m != 3 {
		return "on the period before"
	}
	return "on the quarter"
}

// negative is the sentence of a loss, an outflow or another negative value.
func (b *book) negative(e Entry, loss, period string) string {
	name, value := e.Name, e.Figure
	if loss != "" {
		name = capital(loss)
	}
	if loss != "" || lossName(name) {
		value = without(value)
	}
	if e.OnYear == nil || !e.OnYear.From.Known() {
		verb := " came to "
		if e.Unit == quantity.Percent || e.Period.IsInstant() {
			verb = " stood at "
		}
		return name + verb + Words(value) + " " + period + "."
	}
	old := e.OnYear.From
	switch c := e.Value.Abs().Cmp(old.Value.Abs()); {
	case old.Value.Sign() > 0:
		return e.Name + " turned negative " + period + " at " + Words(e.Figure) + ", from " + Words(old) + " " + yearAgo + "."
	case c == 0:
		return name + " held at " + Words(value) + " " + period + ", level with " + yearAgo + "."
	case value.Value.Sign() < 0:
		return name + " stood at " + Words(value) + " " + period + ", from " + Words(old) + " " + yearAgo + "."
	case c < 0:
		return name + " narrowed to " + Words(value) + " " + period + " from " + Words(without(old)) + " " + yearAgo + "."
	}
	return name + " widened to " + Words(value) + " " + period + " from " + Words(without(old)) + " " + yearAgo + "."
}

// grown is the sign of a change as its words print it; 0 where unknown.
func grown(c *Change) int {
	if c == nil || !c.Growth.Known() {
		return 0
	}
	return round(c.Growth.Value, -1).Sign()
}

// moved says that c knows a growth, if only that it is nil.
func (c *Change) moved() bool { return c != nil && c.Growth.Known() }

func verb(sign int) string {
	if sign < 0 {
		return "fell"
	}
	return "rose"
}

func size(c *Change) string { return Words(without(c.Growth)) }
