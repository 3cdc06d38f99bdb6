package main

import (
	"strings"

	"tickmark/extract/fiscal"
	"tickmark/pipeline/render"
)

// grouped sets commas between the thousands of a plain decimal.
func grouped(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, frac, point := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if point {
		return sign + whole + "." + frac
	}
	return sign + whole
}

// periodText prints a period as the command line writes it.
func periodText(p render.PeriodJSON) string {
	end, err := fiscal.ParseDate(p.End)
	if err != nil {
		return ""
	}
	if p.Type == "instant" {
		return fiscal.Instant(end).String()
	}
	start, err := fiscal.ParseDate(p.Start)
	if err != nil {
		return ""
	}
	return fiscal.Period{Start: start, End: end}.String()
}
