package vocabulary

// Memo reads by a vocabulary and remembers what it read: the tables of a
// document repeat a few hundred labels, headings and titles. It is for one
// document, and for one goroutine.
type Memo struct {
	*Vocabulary
	labels   map[string]readLabel
	sections map[string]string
	titles   map[string]readTitle
	marks    map[string]bool
}

// readLabel is a label in common form and all that it may mean.
type readLabel struct {
	phrase
	all []*candidate
}

type readTitle struct {
	statement  Statement
	parent, ok bool
}

// Memo begins one.
func (v *Vocabulary) Memo() *Memo {
	return &Memo{v, map[string]readLabel{}, map[string]string{}, map[string]readTitle{}, map[string]bool{}}
}

// Match is Vocabulary.Match.
func (m *Memo) Match(label string, c Context) (Match, bool) {
	read, ok := m.labels[label]
	if !ok {
		read = m.read(label)
		m.labels[label] = read
	}
	if len(read.all) == 0 {
		return Match{}, false
	}
	section, ok := m.sections[c.Section]
	if !ok {
		section = Normalize(c.Section)
		m.sections[c.Section] = section
	}
	return m.match(read, c.place(section))
}

// StatementOf is the function of that name.
func (m *Memo) StatementOf(title string) (s Statement, parent bool, ok bool) {
	read, known := m.titles[title]
	if !known {
		read.statement, read.parent, read.ok = StatementOf(title)
		m.titles[title] = read
	}
	return read.statement, read.parent, read.ok
}

// NonGAAPMark is the function of that name.
func (m *Memo) NonGAAPMark(label string) bool {
	marked, known := m.marks[label]
	if !known {
		marked = NonGAAPMark(label)
		m.marks[label] = marked
	}
	return marked
}
