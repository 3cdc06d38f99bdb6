package statement

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tickmark/extract"
	"tickmark/extract/pattern"
	"tickmark/extract/vocabulary"
)

// line is a data row with what stands to its left and above it.
type line struct {
	row     int // index in the table
	label   string
	section string // the nearest heading row above
	heading int    // the row of that heading, -1 where it is none
	generic bool   // "basic" or "diluted", which say nothing alone
	bridge  bool   // leads from segments to the group: "Less: unallocated costs" and what follows
	total   bool   // a row without a label that its section adds up to
	cells   []int  // for each column the index of its cell in the row, -1 where it has none
	moved   []int  // the same as the decoder had it, where arithmetic moved a figure
}

// rowSources is where a row has its label and its basis from.
type rowSources struct {
	label, basis extract.Source
	ratio        extract.Source // of the heading by which it is a percentage
}

// generic labels say nothing without their section: "Basic" under "Net loss
// per ADS".
var genericForm = pattern.New(`(?i)^[—–\-• ]*(?:basic|diluted|basic and diluted|basic/diluted|-?\s*basic and diluted|基本|稀釋|稀释|攤薄|摊薄|基本及攤薄|基本及摊薄|基本和稀释)(?: ?[（(][^()（）]*[)）])?[:：]?$`)

// totalForm is the row that ends a section.
var totalForm = pattern.New(`(?i)^(?:total\b|gross (?:profit|loss|\()|(?:operating|(?:loss|income|profit)[^a-z]*(?:/[a-z() ]+)? from operations|income|loss|profit) ?(?:\(?(?:loss|profit|income)\)?)?$)|(?:合计|合計|总计|總計|总额|總額)$|^(?:营业利润|毛利|經營(?:溢利|虧損|利潤))`)

// sharersForm is a heading over those who share what the row above says.
var sharersForm = pattern.New(`(?i)^attributable to ?[:：]?$|^(?:由?[以下]*列?(?:人士|各方|者|各項|各项)?)?[應应][佔占] ?[:：]?$|^(?:歸屬於|归属于) ?[:：]?$`)

// bridgeForm begins the rows that lead from the sum of segments to the group's
// figure.
var bridgeForm = pattern.New(`(?i)^(?:less|add|add back|minus|plus)\s*[:：]|^(?:減|减|加)\s*[:：]|^(?:加回|扣除)`)

// label gathers the data rows of a band. A row with a label and no figure is
// a section for the rows below it.
func label(t *extract.Table, b band, cols []column) []line {
	var lines []line
	section, heading := headSection(t, b)
	parent, above, bridge := section, heading, false
	open := dangling(section) // a heading stands right above
	per := ""                 // the last heading that speaks of amounts per share
	parts := 0                // rows with a dash since the last without
	for i := b.body; i < b.end; i++ {
		row := t.Rows[i]
		name, sub := "", false
		if c, ok := row.Label(); ok {
			name, sub = cutDash(clean(extract.Unmarked(c.Text, c.Marks)))
		}
		switch {
		case sub:
			parts++
		case name != "": // a row without a label may be the total of the parts
			if parts > 0 && parent == section {
				section, heading = "", -1 // the parts of a heading are at their end
			}
			parent, above, parts = name, i, 0
		}
		cells := cellsOf(row, cols)
		if !anyCell(cells, cols) {
			if name != "" && lone(row, cells) {
				if open && dangling(section) {
					name = section + " " + name
				}
				if n := len(lines); n > 0 && sharersForm.MatchString(name) {
					name = lines[n-1].label + " " + name
				}
				section, heading, open = name, i, true
				switch {
				case vocabulary.PerUnit(name) != "":
					per = name
				case countForm.MatchString(name) || countADSForm.MatchString(name):
					per = "" // what follows counts shares
				}
			}
			continue
		}
		bridge = bridge || bridgeForm.MatchString(name)
		l := line{row: i, label: name, section: section, heading: heading, cells: cells, bridge: bridge}
		if open {
			l.label, name = broken(t, i, section, name)
		}
		open = false
		if sub && parent != "" {
			l.section, l.heading = parent, above
		}
		if genericForm.MatchString(name) && l.section != "" {
			l.label, l.generic = strings.TrimRight(l.section, ":：")+", "+lowerFirst(name), true
			if per != "" && vocabulary.PerUnit(l.section) == "" {
				l.label = strings.TrimRight(per, ":：") + ", " + l.label
			}
		} else if !sub {
			per = ""
		}
		lines = append(lines, l)
		if totalForm.MatchString(name) {
			section, heading = "", -1
		}
	}
	subtotals(t, lines, cols)
	shifts(t, lines, cols)
	return lines
}

// broken is the label of a row below a heading, mended where the heading is its
// first part, or all of it; second is what the row itself is to be taken for.
func broken(t *extract.Table, i int, above, name string) (label, second string) {
	switch {
	case parenthesised(name):
		return above + " " + name, name
	case name != "" && (dangling(above) || goesOnForm.MatchString(name) && !strings.HasSuffix(above, ":")):
		return above + " " + name, above + " " + name
	case dangling(above) && i+1 < len(t.Rows):
		if c, ok := t.Rows[i+1].Label(); ok && len(t.Rows[i+1].Cells) == 1 {
			label = above + " " + clean(extract.Unmarked(c.Text, c.Marks))
			return label, label
		}
	case name == "" && strings.HasSuffix(above, ":"):
		return strings.TrimSpace(strings.TrimSuffix(above, ":")), ""
	}
	return name, name
}

// goesOnForm begins the second part of a label: "of ordinary shares".
var goesOnForm = pattern.New(`^(?:of|to|attributable|per|and|for|from) [a-zA-Z]`)

// dangles are the words on which a label goes on in the next row.
var dangles = map[string]bool{"to": true, "of": true, "and": true, "for": true, "from": true, "by": true, "in": true, "or": true, "with": true, "attributable": true}

// dangling says that a label goes on in the next row: "Net income attributable
// to". So it does behind a dash after a word, and behind "of the" and "to the".
func dangling(label string) bool {
	if strings.HasSuffix(label, "-") || strings.HasSuffix(label, "–") || strings.HasSuffix(label, "—") {
		return dashedForm.MatchString(label)
	}
	rest, last := cutLast(label)
	if strings.EqualFold(last, "the") && strings.HasSuffix(rest, " ") {
		_, last = cutLast(rest[:len(rest)-1])
		return strings.EqualFold(last, "to") || strings.EqualFold(last, "of")
	}
	return dangles[strings.ToLower(last)]
}

var dashedForm = pattern.New(`(?i)[a-z] ?[–—-]$`)

// cutLast parts the word that ends a label from what stands before it.
func cutLast(label string) (rest, last string) {
	at := len(label)
	for at > 0 && wordByte(label[at-1]) {
		at--
	}
	return label[:at], label[at:]
}

func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
}

// parenthesised says that a label is the end of the one in the row above:
// "(RMB/share)" under "Basic earnings per share".
func parenthesised(name string) bool {
	return strings.HasPrefix(name, "(") && strings.HasSuffix(name, ")") || strings.HasPrefix(name, "（") && strings.HasSuffix(name, "）")
}

// cutDash takes the dash off a label that is one of the parts of the row above
// them: "– Continuing operations" under "Basic net income per share".
func cutDash(name string) (string, bool) {
	rest := strings.TrimLeft(name, "-−–—－ ")
	return rest, rest != name && hasWords(rest)
}

// headSection is the heading that stands in the label column directly above
// the first data row, as "Revenues" often does beside an empty header row, and
// the row where it begins.
func headSection(t *extract.Table, b band) (string, int) {
	for i := b.body - 1; i >= b.head; i-- {
		name := headLabel(t.Rows[i])
		if name == "" {
			continue
		}
		for ; i > b.head && dangling(headLabel(t.Rows[i-1])); i-- {
			name = headLabel(t.Rows[i-1]) + " " + name
		}
		return name, i
	}
	return "", -1
}

// itemForm is over the labels of a table and names none of them.
var itemForm = pattern.New(`(?i)^\s*(?:[项項]\s*目|科\s*目|[类類]\s*[别別]|items?|particulars)\s*$`)

// headLabel is the label of a header row that holds nothing else; beside units,
// "RMB cents", only one that speaks of amounts per share is a heading.
func headLabel(row extract.Row) string {
	if c, ok := row.Label(); ok && !itemForm.MatchString(c.Text) && (len(row.Cells) == 1 || vocabulary.PerUnit(c.Text) != "") && !parseUnitLine(c.Text).scaled {
		return clean(extract.Unmarked(c.Text, c.Marks))
	}
	return ""
}

func cellsOf(row extract.Row, cols []column) []int {
	cells := make([]int, len(cols))
	for i, col := range cols {
		cells[i] = -1
		for j, c := range row.Cells {
			if c.Col == 0 || c.Col >= col.right || col.left >= c.Col+c.Span {
				continue
			}
			if _, ok := parseFigure(c); ok {
				cells[i] = j
			}
		}
	}
	return cells
}

// anyCell says that a row holds a figure, a note number apart.
func anyCell(cells []int, cols []column) bool {
	for i, c := range cells {
		if c >= 0 && cols[i].kind != notes {
			return true
		}
	}
	return false
}

// lone says that a row holds its label and at most a note number.
func lone(row extract.Row, cells []int) bool {
	n := len(row.Cells)
	for _, c := range cells {
		if c >= 0 {
			n--
		}
	}
	return n == 1
}

var (
	leaderForm   = pattern.New(`[.．·…_]{3,}\s*$`)
	trailingMark = pattern.New(`\s*(?:\[\w{1,2}\]|[*†‡]+)$`)
)

// noteMarks are the numbers of notes behind a label, "(4)(5)", or what is left of
// one whose number was raised.
var noteMarks = pattern.New(`(?: ?[(（]\d{1,2}[)）])+$| ?[(（]$`)

// clean is a label without dot leaders and trailing footnote marks.
func clean(label string) string {
	label = leaderForm.ReplaceAllString(label, "")
	label = trailingMark.ReplaceAllString(label, "")
	label = noteMarks.ReplaceAllString(label, "")
	return once(strings.Join(strings.Fields(label), " "))
}

// once is a label without what is printed again over it to make it bold, as far
// as Chinese has it: 流動負債流動負債.
func once(label string) string {
	for size := leastOnce; size <= len(label)/2; size++ {
		if len(label)%size == 0 && label[:len(label)-size] == label[size:] && hanForm.MatchString(label[:size]) {
			return label[:size]
		}
	}
	return label
}

// leastOnce is two Chinese characters, in bytes.
const leastOnce = 6

func lowerFirst(s string) string {
	s = strings.TrimLeft(s, "—–-• ")
	if s == "" {
		return ""
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}
