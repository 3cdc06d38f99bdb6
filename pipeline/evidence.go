package pipeline

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tickmark/extract"
	"tickmark/extract/prose"
	"tickmark/extract/reader"
	"tickmark/pipeline/canvas"
	"tickmark/store"
)

// What an issuer says of itself in words goes onto the canvas as it was said:
// whole sentences of its newest documents that a theme of the template finds,
// with their place. Nothing is shortened and nothing said in other words.

// Bounds of a quotation, in bytes: shorter ones say nothing, longer ones are
// lists that lost their marks.
const (
	minQuote = 40
	maxQuote = 420
)

// notSaid are sentences that speak of the document, of the future or of the
// law, not of the business.
var notSaid = regexp.MustCompile(`(?i)forward-looking|safe harbou?r|conference call|webcast|investor relations|exchange rate|convenience|no representation|unaudited|Hong Kong Exchanges|securities act|increase|decrease|attributable|non-GAAP|\bGAAP\b|share-based|fair value|deposits|amorti[sz]ation|前瞻性|電話會議|电话会议|不发表任何声明|不發表任何聲明`)

// amounts are what figures say, in lines of their own.
var amounts = regexp.MustCompile(`(?:RMB|US\$|HK\$|¥|人民币|人民幣)\s?\(?[\d]|\d\s?[%％]|\d\s?(?:元|万|萬|亿|億)`)

// quoted is a sentence that a theme finds.
type quoted struct {
	canvas.Evidence
	score int
}

// evidence finds the sentences of documents that the themes of a template ask
// for; of each theme the best, first those of the first documents.
func evidence(ctx context.Context, t canvas.Template, documents []store.Document, decode reader.Decoder) []canvas.Evidence {
	var texts []extract.Text
	var ids []string
	for _, d := range documents {
		text, err := reader.Decode(ctx, d.Bytes, reader.Options{PDF: decode})
		if err != nil {
			continue // what cannot be decoded is on record since it was read
		}
		texts, ids = append(texts, text), append(ids, d.ID)
	}
	var out []canvas.Evidence
	said := map[string]bool{}
	for _, plan := range t.Blocks {
		for _, theme := range plan.Quotes {
			found := themed(plan.Block, theme, texts, ids)
			for _, q := range found {
				if n := count(out, plan.Block, theme.Theme); n < max(1, theme.Most) && !said[q.Quote] {
					said[q.Quote] = true
					out = append(out, q.Evidence)
				}
			}
		}
	}
	return out
}

func count(all []canvas.Evidence, block, theme string) (n int) {
	for _, e := range all {
		if e.Block == block && e.Theme == theme {
			n++
		}
	}
	return n
}

// themed are the sentences that a theme finds, the best first.
func themed(block string, theme canvas.Theme, texts []extract.Text, ids []string) []quoted {
	var out []quoted
	for i, t := range texts {
		for n, b := range t.Blocks {
			if b.Kind != extract.Paragraph {
				continue
			}
			for _, s := range prose.Sentences(b.Words) {
				quote := strings.TrimSpace(b.Words[s[0]:s[1]])
				score := scored(quote, theme.Any)
				if score == 0 {
					continue
				}
				at := s[0] + len(b.Words[s[0]:s[1]]) - len(strings.TrimLeftFunc(b.Words[s[0]:s[1]], unicode.IsSpace))
				span := extract.Span{Start: at, End: at + len(quote)}
				out = append(out, quoted{canvas.Evidence{Block: block, Theme: theme.Theme, Quote: quote, Source: canvas.Source{Document: ids[i], Witness: extract.Witness{
					Document: ids[i], Place: b.SpanPlace(span), Quote: quote, Printed: quote, Rule: "theme/" + theme.Theme,
					At: extract.At{Block: n, Row: -1, Cell: -1}, Span: span}}}, score})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b quoted) int { return cmp.Compare(b.score, a.score) })
	return out
}

// scored counts the words of a theme in a sentence that can stand by itself.
func scored(quote string, any []string) (n int) {
	last, _ := utf8.DecodeLastRuneInString(quote)
	first, _ := utf8.DecodeRuneInString(quote)
	if unicode.IsLower(first) || strings.Count(quote, "“") != strings.Count(quote, "”") || amounts.MatchString(quote) || len(quote) < minQuote || len(quote) > maxQuote || !strings.ContainsRune(".。!！”\"", last) || notSaid.MatchString(quote) {
		return 0
	}
	low := strings.ToLower(quote)
	for _, w := range any {
		if strings.Contains(low, strings.ToLower(w)) {
			n++
		}
	}
	return n
}
