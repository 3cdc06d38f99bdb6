package audit

import (
	"regexp"
	"strings"

	"tickmark/extract/quantity"
)

var (
	// an amount, or its currency alone, at the end of a line
	amountEnd = regexp.MustCompile(`(?:RMB|CNY|US\$|HK\$|\$|¥|￥|人民币|人民幣)\s?[-−]?(?:\d[\d,. '’]*)?\s*$`)
	digitsEnd = regexp.MustCompile(`\d\s*$`)
	// what a number that is cut goes on with, behind a separator or without
	restForm  = regexp.MustCompile(`^\d+(?:[.,]\d+)*$`)
	groupForm = regexp.MustCompile(`^\d{3}(?:[.,]\d+)*$`)
)

// maxMoved is how many words of the next line an amount can need.
const maxMoved = 3

// unwrap brings what belongs to an amount at the end of a line up from the next:
// the rest of its digits, and its scale. Half an amount is nobody's claim.
func unwrap(lines []Line) {
	for i := range lines {
		l := &lines[i]
		if l.Cells != nil || l.Head || len(l.Text) > maxLine {
			continue
		}
		for moved, j := 0, i+1; moved < maxMoved && j < len(lines) && lines[j].Cells == nil; moved++ {
			next := &lines[j]
			word, rest, _ := strings.Cut(strings.TrimLeft(next.Text, " \t"), " ")
			if word == "" || !goesOnWith(l.Text, word) {
				break
			}
			l.Text = strings.TrimRight(l.Text, " \t") + " " + word
			if next.Text = rest; rest == "" {
				j++
			}
		}
	}
}

// goesOnWith says that a word of the next line belongs to the amount that ends a
// line.
func goesOnWith(line, word string) bool {
	at := amountEnd.FindStringIndex(line)
	if at == nil {
		return false
	}
	bare := strings.TrimRight(word, ".,;:)")
	amount := strings.TrimRight(line[at[0]:], " \t")
	switch {
	case digitsEnd.MatchString(amount):
		return quantity.LikeScale(bare) || groupForm.MatchString(bare)
	case strings.HasSuffix(amount, ","):
		return groupForm.MatchString(bare)
	}
	return restForm.MatchString(bare)
}
