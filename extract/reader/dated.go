package reader

import (
	"slices"

	"tickmark/extract"
	"tickmark/extract/fiscal"
)

// headRows is how many rows of a table may be its header, and headLines how
// many short blocks above it its title.
const (
	headRows  = 6
	headLines = 4
	headBytes = 260
)

// dated finds the periods of a document whose first lines number them and
// print no date, as "Second Quarter and First Half of 2025" does. The columns
// of its tables have to date them: three months ended June 30 make that quarter
// one of a calendar year. Of several days that fit the last counts.
func dated(t extract.Text, lead []string, cal fiscal.Calendar, said scans) (p fiscal.Period, others []fiscal.Period, found fiscal.Calendar) {
	var parts []fiscal.Mention
	for i := 0; i < len(lead) && len(parts) == 0; i++ {
		if resultsForm.MatchString(lead[i]) {
			parts = partsOf(lead[i], said)
		}
	}
	if len(parts) == 0 {
		return p, nil, cal
	}
	part := slices.MinFunc(parts, func(a, b fiscal.Mention) int { return lengthOf(a) - lengthOf(b) })
	for _, day := range columnDays(t, lengthOf(part), said) {
		c := fiscal.Calendar{YearEnd: yearEnd(day.Closes().Month, toItsEnd(part))}
		if q := part.Resolve(fiscal.Period{}, c); q.End == day && p.End.Before(day) && (cal.YearEnd == 0 || cal == c) {
			p, found = q, c
		}
	}
	if !p.Known() {
		return p, nil, cal
	}
	for _, m := range parts {
		if q := m.Resolve(p, found); q.End == p.End && q != p && !q.IsInstant() {
			others = append(others, q)
		}
	}
	return p, others, found
}

// partsOf is the numbered parts of one year, or the year, that a line names.
func partsOf(line string, said scans) []fiscal.Mention {
	var parts []fiscal.Mention
	year := 0
	for _, m := range said.in(line) {
		if m.Date.Month != 0 {
			continue // the day of the announcement
		}
		if m.Date.Year != 0 {
			if year != 0 && year != m.Date.Year {
				return nil
			}
			year = m.Date.Year
		}
		if m.Relation == 0 && !m.Trailing && (m.Quarter+m.Half > 0 || m.Months == 12) {
			parts = append(parts, m)
		}
	}
	if year == 0 {
		return nil
	}
	for i := range parts {
		parts[i].Date.Year = year
	}
	return parts
}

// lengthOf is the length of a part, in months.
func lengthOf(m fiscal.Mention) int {
	switch {
	case m.Quarter > 0:
		return 3
	case m.Half > 0:
		return 6
	}
	return m.Months
}

// toItsEnd is the months of the fiscal year up to the end of a part.
func toItsEnd(m fiscal.Mention) int {
	if m.Quarter+m.Half > 0 {
		return 3*m.Quarter + 6*m.Half
	}
	return 12
}

// columnDays lists the days on which columns of the given length may end: those
// in the headers and titles of tables that name that length.
func columnDays(t extract.Text, months int, said scans) []fiscal.Date {
	var days []fiscal.Date
	for i, b := range t.Blocks {
		if b.Kind != extract.Grid {
			continue
		}
		h := headOf(t, i, said)
		if !h.lengths[months] {
			continue
		}
		days = append(days, h.dated()...)
	}
	return days
}

// dated lists the days of a head, each in every year that may be its own.
func (h head) dated() []fiscal.Date {
	var days []fiscal.Date
	for _, d := range h.days {
		years := h.years
		if d.Year != 0 {
			years = []int{d.Year}
		}
		for _, y := range years {
			days = append(days, fiscal.Date{Year: y, Month: d.Month, Day: d.Day})
		}
	}
	return days
}

// head is what the title and the header of a table name of periods, whatever
// stands over which column.
type head struct {
	lengths map[int]bool
	weeks   []int         // of the lengths that are counted in weeks
	days    []fiscal.Date // the year may be unsaid
	years   []int
}

func headOf(t extract.Text, block int, said scans) head {
	h := head{lengths: map[int]bool{}}
	for j := block - 1; j >= 0 && block-j <= headLines && t.Blocks[j].Kind != extract.Grid; j-- {
		if b := t.Blocks[j]; b.Kind != extract.Furniture && len(b.Words) <= headBytes {
			h.add(b.Words, said)
		}
	}
	h.years = nil // a title may name the year whose results these are
	rows := t.Blocks[block].Table.Rows
	for _, row := range rows[:min(headRows, len(rows))] {
		for _, c := range row.Cells {
			h.add(c.Text, said)
		}
	}
	return h
}

func (h *head) add(text string, said scans) {
	for _, m := range said.in(text) {
		if m.Instant || m.Trailing {
			continue
		}
		h.lengths[m.Months] = true
		if m.Weeks > 0 && !slices.Contains(h.weeks, m.Weeks) {
			h.weeks = append(h.weeks, m.Weeks)
		}
		switch {
		case m.Date.Month != 0:
			h.days = append(h.days, m.Date)
		case m.Date.Year != 0 && m.Quarter+m.Half == 0:
			h.years = append(h.years, m.Date.Year)
		}
	}
}
