package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// span splits "2025Q3" into year and quarter.
func span(quarter string) (year, q int) {
	year, _ = strconv.Atoi(quarter[:4])
	q, _ = strconv.Atoi(quarter[5:])
	return year, q
}

func previous(quarter string) string {
	year, q := span(quarter)
	if q == 1 {
		return fmt.Sprintf("%dQ4", year-1)
	}
	return fmt.Sprintf("%dQ%d", year, q-1)
}

func yearAgo(quarter string) string {
	year, q := span(quarter)
	return fmt.Sprintf("%dQ%d", year-1, q)
}

func quarterEnd(quarter string) string {
	year, q := span(quarter)
	return fmt.Sprintf("%d-%s", year, [...]string{"03-31", "06-30", "09-30", "12-31"}[q-1])
}

// yearToDate is the longer period that a release reports beside its quarter,
// and the words over its columns; a first quarter has none.
func yearToDate(quarter string) (period, heading string) {
	year, q := span(quarter)
	switch q {
	case 2:
		return fmt.Sprintf("%dH1", year), "Six Months Ended"
	case 3:
		return fmt.Sprintf("%d-9M", year), "Nine Months Ended"
	case 4:
		return fmt.Sprintf("FY%d", year), "Twelve Months Ended"
	}
	return "", ""
}

// headDate prints the date over a column as the company does: Sep 30, over
// 2025. It takes a quarter or a day.
func headDate(period string) string {
	day := period
	if len(period) == len("2025Q3") {
		day = quarterEnd(period)
	}
	months := map[string]string{"03": "Mar", "06": "Jun", "09": "Sep", "12": "Dec"}
	return fmt.Sprintf("%s&#160;%s,<BR>%s", months[day[5:7]], day[8:], day[:4])
}

// month prints the month of a day as a cover does: November&#160;2025.
func month(day string) (string, error) {
	t, err := time.Parse(time.DateOnly, day)
	return noBreak(t.Format("January 2006")), err
}

// longDate prints a day in full.
func longDate(day string) (string, error) {
	t, err := time.Parse(time.DateOnly, day)
	return noBreak(t.Format("January 2, 2006")), err
}

// noBreak ties a month to what follows it.
func noBreak(date string) string { return strings.Replace(date, " ", "&#160;", 1) }
