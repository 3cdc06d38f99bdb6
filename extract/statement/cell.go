package statement

import (
	"strings"
	"unicode/utf8"

	"tickmark/extract"
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
)

// figure is what one cell prints.
type figure struct {
	value   quantity.Amount // as printed, without scale; 0 for nil
	unit    quantity.Unit   // printed in the cell: a currency, percent, pp; else unknown
	nil     bool            // a dash or the word nil
	wrapped bool            // negative by parentheses or a minus sign
	printed string          // the number's characters, signs included
}

// figureForm is a number with the signs, currency and percent marks that a
// statement cell may carry, after width folding.
var figureForm = pattern.New(`^(RMB|CNY|US\$|HK\$|USD|HKD|\$|¥)? ?` + // 1 currency
	`(\()? ?([-−–])? ?(RMB|US\$|HK\$|\$|¥)? ?` + // 2 parenthesis, 3 minus, 4 currency inside
	`(\d[\d,]*(?:\.\d+)?|\d{1,3}(?:\x{202f}\d{3})+(?:\.\d+)?|\d{1,3}(?:['’‘′]\d{3})+(?:\.\d+)?)` + // 5 digits
	` ?(%|pts?|ppts?|pp|個百分點|个百分点)? ?(\)*) ?(%|pts?|ppts?|pp|個百分點|个百分点)?$`) // 6, 8 percent; 7 parentheses

var nilForm = pattern.New(`(?i)^(RMB|US\$|HK\$|\$|¥)? ?([-−–—―─一]+|nil|無|无)$`)

// parseFigure reads a cell that holds one figure and nothing else.
func parseFigure(c extract.Cell) (figure, bool) {
	if !plausible(c.Text) {
		return figure{}, false
	}
	if f, ok := plain(c.Text); ok && len(c.Marks) == 0 {
		return f, true
	}
	text := quantity.Unnoted(strings.TrimSpace(narrow(unmarked(c))))
	if nilForm.MatchString(text) {
		return figure{nil: true, printed: text}, true
	}
	m := figureForm.FindStringSubmatch(text)
	if m == nil || (m[2] == "") != (m[7] == "") {
		return figure{}, false
	}
	a, err := quantity.Parse(m[5])
	if err != nil {
		return figure{}, false
	}
	if m[1]+m[4] != "" && m[6]+m[8] != "" {
		return figure{}, false // no money is counted in percent
	}
	f := figure{value: a, wrapped: m[2] != "" || m[3] != "", unit: cellUnit(m[1]+m[4], m[6]+m[8])}
	if f.wrapped {
		f.value = a.Neg()
	}
	f.printed = printedForm.FindString(c.Text)
	return f, f.printed != ""
}

// unmarked is a cell without its marks, the blanks that part thousands kept. No
// mark stands before those.
func unmarked(c extract.Cell) string {
	at := strings.LastIndex(c.Text, thousandsBlank)
	if at < 0 {
		return extract.Unmarked(c.Text, c.Marks)
	}
	marks := make([]extract.Span, len(c.Marks))
	for i, m := range c.Marks {
		marks[i] = extract.Span{Start: m.Start - at - len(thousandsBlank), End: m.End - at - len(thousandsBlank)}
	}
	return c.Text[:at+len(thousandsBlank)] + extract.Unmarked(c.Text[at+len(thousandsBlank):], marks)
}

// thousandsBlank parts thousands, as decoders write it.
const thousandsBlank = "\u202f"

// maxFigure is the longest cell that can be a figure, in bytes: full-width
// digits take three each.
const maxFigure = 120

// malformed reports the cells of a band that are meant for a figure and hold none. A
// row of them stands above what is taken for the first row of data.
func (r *reader) malformed(s sheet, b band) {
	for i := b.head; i < b.end; i++ {
		for j, c := range s.table.Rows[i].Cells {
			if c.Col == 0 || !plausible(c.Text) {
				continue
			}
			if _, ok := parseFigure(c); !ok && !dayForm.MatchString(c.Text) && quantity.NotNumber(unmarked(c)) {
				r.misses = append(r.misses, extract.Miss{
					Place: r.text.Blocks[s.block].CellPlace(i, j), Quote: c.Text, Reason: quantity.NotWhole,
				})
			}
		}
	}
}

// dayForm is the end of a date in a column's head: "30,2025".
var dayForm = pattern.New(`^\s*\d{1,2}\s?,\s?(?:19|20)\d\d\s*$`)

// plausible rules out, at once, cells that begin like no figure.
func plausible(text string) bool {
	if len(text) > maxFigure {
		return false
	}
	for _, r := range text {
		switch {
		case r == ' ' || r == '\u00a0' || r == '\u3000':
			continue
		case r < utf8.RuneSelf:
			return r >= '0' && r <= '9' || strings.ContainsRune("(-$RUHCrchunN", r)
		}
		return true
	}
	return false
}

// plain reads the most common cells, (1,234.5) and 1,234, without a pattern.
func plain(text string) (figure, bool) {
	digits := text
	wrapped := len(text) > 2 && text[0] == '(' && text[len(text)-1] == ')'
	if wrapped {
		digits = text[1 : len(text)-1]
	}
	if digits == "" || digits[0] < '0' || digits[0] > '9' {
		return figure{}, false
	}
	for i := range len(digits) {
		if c := digits[i]; (c < '0' || c > '9') && c != ',' && (c != '.' || i+1 == len(digits)) {
			return figure{}, false
		}
	}
	a, err := quantity.Parse(digits)
	if err != nil {
		return figure{}, false
	}
	if wrapped {
		a = a.Neg()
	}
	return figure{value: a, wrapped: wrapped, printed: text}, true
}

// printedForm finds the number with its signs in the cell's own characters.
var printedForm = pattern.New(`[(（]? ?[-−–－]? ?(?:RMB|US\$|HK\$|\$|¥)? ?[0-9０-９][0-9０-９,，\x{202f}'’‘′]*(?:[.．][0-9０-９]+)?(?: ?%)?[)）]?`)

func cellUnit(currency, percent string) quantity.Unit {
	switch {
	case percent == "%":
		return quantity.Percent
	case percent != "":
		return quantity.Points
	}
	return currencies[currency]
}

// currencies maps printed marks to ISO 4217. A bare $ is not here: it names
// no currency until the document does.
var currencies = map[string]quantity.Unit{
	"RMB": quantity.CNY, "CNY": quantity.CNY, "¥": quantity.CNY,
	"US$": quantity.USD, "USD": quantity.USD,
	"HK$": quantity.HKD, "HKD": quantity.HKD,
}

var yearForm = pattern.New(`^(?:19|20)\d\d ?[*年]?$`)

// isYear says that a cell is a bare year, as headers print it.
func isYear(text string) bool { return yearForm.MatchString(strings.TrimSpace(text)) }

// notedYear is a year with the mark of a footnote: 2025(2), 2024*.
var notedYear = pattern.New(`^((?:19|20)\d\d) ?(?:[(（\[](?:\d{1,2}|[a-z])[)）\]]|[¹²³⁴⁵⁶⁷⁸⁹⁰†‡§#]+)$`)

// unnoted is what a cell says as a head: without its marks, and of a year without
// the footnote that follows it.
func unnoted(c extract.Cell) string {
	text := strings.TrimSpace(extract.Unmarked(c.Text, c.Marks))
	if m := notedYear.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return text
}
