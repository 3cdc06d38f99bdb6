package prose

import (
	"tickmark/extract"
	"tickmark/extract/quantity"
)

// malformed reports the amounts that cannot be read to their end.
func (s *sentence) malformed() {
	for _, n := range s.room.malformed {
		span := extract.Span{Start: s.offset + n.Start, End: s.offset + n.End}
		s.misses = append(s.misses, extract.Miss{Place: s.source.SpanPlace(span), Quote: span.Of(s.source.Words), Reason: quantity.NotWhole})
	}
}
