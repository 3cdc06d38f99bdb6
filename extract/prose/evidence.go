package prose

import (
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/quantity"
)

// when is a period, and how a sentence has it.
type when struct {
	fiscal.Period
	source extract.Source
}

// inherited is the source of what a document says of itself: where no place is
// known for it, it is scoped all the same.
func inherited(known bool, source extract.Source) extract.Source {
	if known && source.How == "" {
		source.How = extract.Scoped
	}
	return source
}

// stated is the source that a span of a block's words is, spaces aside.
func stated(b extract.Block, start, end int) extract.Source {
	for start < end && b.Words[start] == ' ' {
		start++
	}
	for start < end && b.Words[end-1] == ' ' {
		end--
	}
	span := extract.Span{Start: start, End: end}
	return extract.Source{How: extract.Stated, Quote: span.Of(b.Words), Place: b.SpanPlace(span)}
}

// scoped is stated for what lies below the span.
func scoped(b extract.Block, start, end int) extract.Source {
	source := stated(b, start, end)
	source.How = extract.Scoped
	return source
}

// printed is the source that a span of the sentence is.
func (s *sentence) printed(start, end int) extract.Source {
	return stated(s.source, s.offset+start, s.offset+end)
}

// dated is the period that token i names, seen from the given one. What leans
// on that for more than its year is no surer than it.
func (s *sentence) dated(i int, from when) when {
	t := s.tokens[i]
	w := when{s.resolve(t.period, from.Period), s.printed(t.start, t.end)}
	switch {
	case !w.Known() || !s.asLong(t, w.Period):
		return when{}
	case from.source.How == extract.Scoped && !s.own(t.period, w.Period):
		w.source.How = extract.Scoped
	}
	return w
}

// outer is the period of what stands above the sentence: of the sentence
// before, or of the section.
func (s *sentence) outer() when {
	if s.before.Known() && !s.before.IsInstant() {
		return s.before
	}
	return s.current
}

// passing is the period that token i names, seen from what stands above the
// sentence, or from the document where the mention has a number of its own.
func (s *sentence) passing(i int) when {
	p := s.dated(i, s.outer())
	if t := s.tokens[i]; !p.Known() && t.period.Relation == 0 {
		if q := s.reader.resolve(t.period); q.Known() && (s.context.Several || t.period.Quarter+t.period.Half > 0 || t.period.Months > 0 && len(s.context.Others) > 0) {
			return when{q, s.printed(t.start, t.end)}
		}
	}
	return p
}

// asLong reports whether a period is as long as its words say: in the release
// of a year "the current quarter" is not the year.
func (s *sentence) asLong(t token, p fiscal.Period) bool {
	if t.period.Relation == 0 || p.IsInstant() {
		return true
	}
	words := strings.ToLower(s.text[t.start:t.end])
	return p.Months() == 3 || !strings.Contains(words, "quarter") && !strings.Contains(words, "季")
}

// own reports whether a mention names p by itself, or by a number that p has.
func (s *sentence) own(m fiscal.Mention, p fiscal.Period) bool {
	return m.Relation == 0 && m.Quarter+m.Half > 0 || s.resolve(m, fiscal.Period{}) == p
}

// inherited is w for another sentence.
func (w when) inherited() when {
	w.source.How = extract.Scoped
	return w
}

// shift moves w by months, as a comparison does that names no period.
func (s *sentence) shift(w when, months int) when {
	return when{s.context.Calendar.Shift(w.Period, months), w.source}
}

// evidence says how the figure n of a token has its attributes.
func (s *sentence) evidence(t token, n quantity.Number, p when) extract.Evidence {
	number := s.printed(n.Start, n.End)
	e := extract.Evidence{Period: p.source, Unit: number, Scale: s.scaleSource(n), Basis: s.basisSource(), Label: s.subject.from}
	switch {
	case t.kind == 'C': // what is counted
		e.Unit = s.subject.from
	case t.kind == 'N' || t.kind == 'M' && n.Unit == "":
		e.Unit = s.context.CurrencySource
	}
	return e
}

// basisSource is how the subject has its basis.
func (s *sentence) basisSource() extract.Source {
	switch {
	case s.subject.match.Basis != "" && s.subject.basis.How != "":
		return s.subject.basis
	case s.subject.match.Basis != "":
		return s.subject.from
	case s.subject.known:
		return s.context.BasisSource
	}
	return extract.Source{}
}
