package reader

import (
	"context"
	"testing"

	"tickmark/extract/fiscal"
)

// TestWeeksOf tells calendars of weeks from those of months by what documents
// name, and how they number their years.
func TestWeeksOf(t *testing.T) {
	for _, c := range []struct {
		why, text string
		weeks     bool
		want      string
		named     fiscal.Naming
	}{
		{"ends 53 weeks apart", "Corvid Chips Announces Results for First Quarter Fiscal 2022\n\nNet sales for the first quarter ended May 2, 2021 were $566.1 million, up from $308.0 million in the first quarter ended April 26, 2020.\n", true, "2021-02-01/2021-05-02", fiscal.ByEnd},
		{"a year called by its start", "Fernway Stores Reports First Quarter Fiscal 2023 Results\n\nNet sales for the 13 weeks ended April 29, 2023 were $566.1 million.\n", true, "2023-01-29/2023-04-29", fiscal.ByStart},
		{"a day without its like", "Corvid Chips Announces Results for First Quarter Fiscal 2022\n\nNet sales for the first quarter ended May 2, 2021 were $566.1 million.\n", false, "2021-02-03/2021-05-02", 0},
		{"a calendar year from its first day", "Fernway Stores Reports First Quarter 2023 Results\n\nNet sales for the three months ended March 31, 2023 were $566.1 million. The year ended January 1, 2023, the next year ends December 31, 2023.\n", false, "2023Q1", 0},
		{"months with a few odd days", "Fernway Stores Reports Third Quarter 2023 Results\n\nNet sales for the three months ended September 30, 2023 were $566.1 million, for the nine months ended September 30, 2023 $999.0 million, against three months ended September 30, 2022 and nine months ended September 30, 2022. A lease covers the year ended July 1, 2023, and before it the year ended July 2, 2022.\n", false, "2023Q3", 0},
	} {
		text, err := Decode(context.Background(), []byte(c.text), Options{})
		if err != nil {
			t.Fatal(err)
		}
		got, _ := Identify(text)
		w := got.Calendar.Weeks
		if (w != nil) != c.weeks || got.Period.String() != c.want {
			t.Errorf("%s: weeks %+v, period %s, want %v and %s", c.why, w, got.Period, c.weeks, c.want)
		}
		if w != nil && w.Named != c.named {
			t.Errorf("%s: years are named %d, want %d", c.why, w.Named, c.named)
		}
	}
}
