package statement

import (
	"tickmark/extract"
	"tickmark/extract/pattern"
)

var (
	// actualName is over what the group reports, beside a plan or a measure reckoned
	// otherwise.
	actualName = pattern.New(`(?i)^(?:actuals?|achieved|(?:as )?reported|actual results?)$|^(?:实际|實際)(?:数|數|值|完成)?$`)
	// expectedForm is over what is planned, or measured at other than the rates of
	// the period.
	expectedForm = pattern.New(`(?i)\b(?:targets?|constant[- ](?:currency|exchange(?: rates?)?))\b|目[标標][数數值]?$`)
	guidanceForm = pattern.New(`(?i)\bguidance\b|业绩指引|業績指引`)
)

// expected finds columns that hold no figures of the group's: plans, and measures
// reckoned as if. Those of guidance have that basis.
func expected(cols []column) {
	for i := range cols {
		switch c := &cols[i]; {
		case c.kind != amounts:
		case guidanceForm.MatchString(c.header):
			c.basis = extract.Guidance
		case planForm.MatchString(c.header), expectedForm.MatchString(c.header):
			c.kind = planned
		}
	}
}

// guided tells columns of guidance from those of results for the same period.
func guided(c column) string {
	if c.basis == extract.Guidance {
		return string(c.basis)
	}
	return ""
}
