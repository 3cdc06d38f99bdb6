package reader

import (
	"fmt"
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
)

// numberForm is a number as the ledger counts them: digits with separators
// and a decimal part, in either width.
var numberForm = pattern.New(`[0-9０-９]+(?:[,，'’\x{202f}][0-9０-９]{3})*(?:[.．][0-9０-９]+)?`)

// ledger accounts for every number of a document, in reading order: what fact
// it is, or which rule says that it is none.
func ledger(t extract.Text, facts []extract.Fact, misses []extract.Miss) []extract.Entry {
	l := accounts{claims: claims(facts), missed: map[extract.At][]extract.Miss{}}
	for _, m := range misses {
		l.missed[m.At] = append(l.missed[m.At], m)
	}
	for i, b := range t.Blocks {
		if b.Kind != extract.Grid {
			l.text(b, i, -1, -1, b.Words, b.Marks)
			continue
		}
		notes := noteColumns(b.Table)
		for r, row := range b.Table.Rows {
			for c, cell := range row.Cells {
				l.noted = notes[cell.Col] && len(cell.Text) <= maxNoteNumber
				l.text(b, i, r, c, cell.Text, cell.Marks)
			}
		}
	}
	return l.entries
}

// claim says that a witness of a fact covers a span of a place.
type claim struct {
	span  extract.Span // in prose; cells are claimed whole
	ref   string
	first bool // the fact's first witness; others are duplicates
}

type accounts struct {
	claims  map[extract.At][]claim
	missed  map[extract.At][]extract.Miss
	noted   bool // the cell at hand stands in a column of note numbers
	entries []extract.Entry
}

func claims(facts []extract.Fact) map[extract.At][]claim {
	out := map[extract.At][]claim{}
	for _, f := range facts {
		ref := refOf(f)
		for i, w := range f.Witnesses {
			out[w.At] = append(out[w.At], claim{w.Span, ref, i == 0})
		}
	}
	return out
}

func refOf(f extract.Fact) string {
	name := string(f.Metric)
	if name == "" {
		name = f.Label
	}
	ref := name + " " + f.Period.String()
	if d := f.Dimensions.String(); d != "" {
		ref += " " + d
	}
	if f.Basis != "" {
		ref += " " + string(f.Basis)
	}
	return ref
}

func (l *accounts) text(b extract.Block, block, row, cell int, words string, marks []extract.Span) {
	where := circumstance{block: b, words: words, marks: marks, dates: dateSpans(words)}
	for _, m := range numberForm.FindAllStringIndex(words, -1) {
		s := extract.Span{Start: m[0], End: m[1]}
		if thousands(words, s) {
			continue
		}
		place := b.SpanPlace(s)
		if row >= 0 {
			place = b.CellPlace(row, cell)
		}
		at := extract.At{Block: block, Row: row, Cell: cell}
		kind, ref := l.claimed(at, s)
		if kind == "" {
			kind, ref = where.explain(s)
		}
		if kind == "unexplained" && l.noted {
			kind, ref = "note", "ledger/column"
		}
		if kind == "unexplained" {
			kind, ref = l.reason(at, s)
		}
		l.entries = append(l.entries, extract.Entry{Place: place, Printed: s.Of(words), Kind: kind, Ref: ref})
	}
}

// thousands says that the digits are the name of a scale, RMB'000.
func thousands(words string, s extract.Span) bool {
	before := words[:s.Start]
	return strings.Trim(s.Of(words), "0,") == "" && (strings.HasSuffix(before, "'") || strings.HasSuffix(before, "’") || strings.HasSuffix(before, "‘"))
}

// noteHeader stands over a column of note numbers.
var noteHeader = pattern.New(`(?i)^\W*(?:notes?|附註|附注|註釋?|注释?)\W*$`)

// maxNoteNumber is the longest reference to a note: 14(b), 七、12.
const maxNoteNumber = 12

// noteColumns are the grid columns of a table that a header calls notes.
func noteColumns(t *extract.Table) map[int]bool {
	var out map[int]bool
	for _, row := range t.Rows {
		for _, c := range row.Cells {
			if c.Col > 0 && c.Span == 1 && noteHeader.MatchString(c.Text) {
				if out == nil {
					out = map[int]bool{}
				}
				out[c.Col] = true
			}
		}
	}
	return out
}

func (l *accounts) claimed(at extract.At, s extract.Span) (kind, ref string) {
	for _, c := range l.claims[at] {
		if at.Row < 0 && !c.span.Overlaps(s) {
			continue
		}
		if c.first {
			return "fact", c.ref
		}
		kind, ref = "duplicate", c.ref
	}
	return kind, ref
}

// reason is why a number was missed, where a reader said so. A disputed figure
// was read.
func (l *accounts) reason(at extract.At, s extract.Span) (kind, ref string) {
	for _, m := range l.missed[at] {
		switch {
		case at.Row < 0 && !m.Span.Overlaps(s):
		case m.Rival != nil:
			return extract.Disputed, m.Rival.Value.String() + " at " + m.Rival.Place
		default:
			return "unexplained", m.Reason
		}
	}
	return "unexplained", ""
}

func dateSpans(words string) []extract.Span {
	var out []extract.Span
	for _, m := range fiscal.Scan(words) {
		out = append(out, extract.Span{Start: m.Start, End: m.End})
	}
	return out
}

// circumstance is what a number stands in.
type circumstance struct {
	block extract.Block
	words string
	marks []extract.Span
	dates []extract.Span
}

// explain names the rule that says a number is no figure.
func (c circumstance) explain(s extract.Span) (kind, ref string) {
	switch {
	case within(s, c.marks):
		return "note", "ledger/mark"
	case c.block.Kind == extract.Furniture:
		return "page", "ledger/furniture"
	case within(s, c.dates):
		return "date", "ledger/period"
	}
	for _, r := range ignorable {
		for _, m := range r.form.FindAllStringIndex(c.words, -1) {
			if s.Start >= m[0] && s.End <= m[1] {
				return r.kind, fmt.Sprintf("ledger/%s", r.name)
			}
		}
	}
	if before := c.words[:s.Start]; codeForm.MatchString(before) && !currencyForm.MatchString(before) {
		return "ticker", "ledger/code"
	}
	return "unexplained", ""
}

// What stands before digits that are part of a name or a code, E3, HG146, but
// not of an amount, RMB5.
var (
	codeForm     = pattern.New(`[A-Za-z]$`)
	currencyForm = pattern.New(`(?i)(?:RMB|CNY|USD?|HKD?|EUR|GBP|JPY|SGD|TWD)$`)
)

func within(s extract.Span, spans []extract.Span) bool {
	for _, x := range spans {
		if x.Start <= s.Start && s.End <= x.End {
			return true
		}
	}
	return false
}

// ignorable lists what a number may belong to without being a figure.
var ignorable = []struct {
	name, kind string
	form       *pattern.Pattern
}{
	{"time", "date", pattern.New(`(?i)\b\d{1,2}[:：]\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?)?|\b\d{1,2}\s?[ap]\.?m\.?\b`)},
	{"year", "date", pattern.New(`\b(?:19|20)\d\d\b`)},
	{"phone", "phone", pattern.New(`\+?\(?\d{1,4}\)?[- ]\(?\d{1,4}\)?(?:- |[- ])\d{3,4}(?:[- ]?\d{2,4})*|\+\d[\d ()-]{6,}|(?i:(?:code|passcode|id|pin)(?: is| are)?\s*[:：]?\s*#?\d{5,})`)},
	{"lead", "date", pattern.New(`(?i)\b\d{1,3}(?:[-–]\d{1,3})? (?:minutes|hours) (?:prior|before|after)\b`)},
	{"term", "date", pattern.New(`(?i)\b\d{1,3} (?:months|years|days|hours) (?:from|beginning|commencing|after|following)\b|\bfor \d{1,3} days\b`)},
	{"street", "address", pattern.New(`\b(?:Shops?|Rooms?|Units?|Suites?|Flats?) \d+(?: ?[-–] ?\d+)?|\b\d+(?:st|nd|rd|th) Floor\b|\b\d+[A-Z]? (?:[A-Z][a-z’']+ ){1,3}(?:Road|Street|Avenue|Lane)\b`)},
	{"web", "address", pattern.New(`(?i)https?://\S+|\bwww\.\S+|\S+@\S+|\S+\.(?:htm|html|jpg|png|pdf)\b`)},
	{"exhibit", "section", pattern.New(`(?i)\bexhibit\s+\d+(?:\.\d+)?|\bEX-\d+(?:\.\d+)?`)},
	{"form", "law", pattern.New(`(?i)\bform\s+\d+-[a-z]\b|\b\d+-[KFQ]\b`)},
	{"law", "law", pattern.New(`(?i)\b(?:section|rule|act of|ASC|ASU|IFRS|IAS|HKFRS|HKAS|chapter|regulation|topic|No\.)\s*(?:No\.\s*)?\d+[A-Z]?(?:[-.]\d+)*(?:\([a-z0-9]+\))*|第\s?\d+\s?[號号條条章]`)},
	{"standard", "law", pattern.New(`(?i)\b(?:subtopic|(?:international standards?|hong kong standards?) on [a-z]+(?: [a-z]+)?) \d{3,4}(?:-\d+)*|\bHKEX-GL\d+-\d+`)},
	{"rule", "law", pattern.New(`\b10b\d?-\d+\b`)},
	{"publication", "law", pattern.New(`\bH\.\s?10\b`)},
	{"counter", "ticker", pattern.New(`\b\d{4,5} ?[(（](?:HKD|RMB|港[幣币]|人民[幣币]) ?(?:Counter|[櫃柜][台臺])`)},
	{"ticker", "ticker", pattern.New(`(?i)\b(?:HKEX|SEHK)\s*[:：]?\s*\d{4,6}(?:\.HK)?|(?:stock code|股份代號|股份代号|证券代码|股票代码)\s*[:：]?\s*\d{1,6}\b|\b\d{4,6}\.(?:HK|SH|SZ)\b`)},
	{"note", "note", pattern.New(`(?i)\bnotes?\s*[:：]?\s*\d+(?:\([a-z]\))?|附註\s?\d+|附注\s?\d+|[\[(（]\d{1,2}[\])）]|^\d{1,2}[.、)]\s`)},
	{"section", "section", pattern.New(`^(?:\d{1,2}\.)+\d{0,2}\s|^[（(]?\d{1,2}[)）.、]`)},
}
