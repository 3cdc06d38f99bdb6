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
// of its tables date them, three months ended June 30 make that quarter one of a
// calendar year, or what else it says of days. Of several days that fit the last
// counts.
func dated(t extract.Text, lead []string, cal fiscal.Calendar, said scans) (p fiscal.Period, others []fiscal.Period, found fiscal.Calendar) {
	_, parts := announcedParts(lead)
	if len(parts) == 0 {
		return p, nil, cal
	}
	part := slices.MinFunc(parts, func(a, b fiscal.Mention) int { return lengthOf(a) - lengthOf(b) })
	days := columnDays(t, lengthOf(part), said)
	for _, day := range days {
		c := fiscal.Calendar{YearEnd: yearEnd(day.Closes().Month, toItsEnd(part))}
		if q := part.Resolve(fiscal.Period{}, c); q.End == day && p.End.Before(day) && (cal.YearEnd == 0 || cal == c) {
			p, found = q, c
		}
	}
	w := witness{day: p.End}
	if !p.Known() {
		if w, found = unprinted(t, lead, part, cal, said); !w.day.Valid() {
			return p, nil, cal
		}
		p = w.ended(lengthOf(part))
	}
	if before := p.End.AddMonths(-12); w.weeks.Valid() || !monthEnds(p.End) || slices.ContainsFunc(days, func(d fiscal.Date) bool { return d != before && near(d, before) }) {
		found = fiscal.Calendar{} // of weeks: no month ends its quarters
	}
	for _, m := range parts {
		if n := lengthOf(m); n != lengthOf(part) && toItsEnd(m) == toItsEnd(part) {
			others = append(others, w.ended(n))
		}
	}
	return p, others, found
}

// monthEnds reports whether d is the last day of its month.
func monthEnds(d fiscal.Date) bool { return d == fiscal.MonthEnd(d.Year, d.Month) }

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
