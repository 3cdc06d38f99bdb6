package fiscal

import (
	"slices"
	"testing"
)

// day reads a date of a test.
func day(t *testing.T, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// weekly is the calendar of an issuer that ends its years in a month, and its
// periods on the days given.
func weekly(t *testing.T, yearEnd int, ends ...string) Calendar {
	t.Helper()
	w := &Weeks{}
	for _, e := range ends {
		w.Ends = append(w.Ends, day(t, e))
	}
	return Calendar{YearEnd: yearEnd, Weeks: w}
}

// TestEndedWeeks tells quarters of 13 weeks from those of 14 by what a document
// names, and neither where that leaves it open.
func TestEndedWeeks(t *testing.T) {
	for _, c := range []struct {
		why     string
		yearEnd int
		ends    []string
		months  int
		end     string
		want    string
	}{
		{"a second quarter", 12, []string{"2023-07-02", "2022-07-03"}, 3, "2023-07-02", "2023-04-03/2023-07-02"},
		{"its year to date", 12, []string{"2023-07-02", "2022-07-03"}, 6, "2023-07-02", "2023-01-02/2023-07-02"},
		{"the year to date before it", 12, []string{"2023-07-02", "2022-07-03"}, 6, "2022-07-03", "2022-01-03/2022-07-03"},
		{"the year to date before one of 26 weeks or 27", 12, []string{"2023-07-01", "2022-07-02"}, 6, "2022-07-02", ""},
		{"a first quarter behind the last Sunday of January", 1, []string{"2021-05-02", "2020-04-26"}, 3, "2021-05-02", "2021-02-01/2021-05-02"},
		{"the one before it", 1, []string{"2021-05-02", "2020-04-26"}, 3, "2020-04-26", "2020-01-27/2020-04-26"},
		{"a first quarter whose balances say that it had 14", 12, []string{"2022-04-02", "2021-12-25"}, 3, "2022-04-02", "2021-12-26/2022-04-02"},
		{"one of either length", 12, []string{"2023-04-01", "2022-04-02"}, 3, "2022-04-02", ""},
		{"a year of 53 weeks", 1, []string{"2024-02-03", "2023-01-28"}, 12, "2024-02-03", "2023-01-29/2024-02-03"},
		{"its last quarter, or its first, had 14", 1, []string{"2024-02-03", "2023-01-28"}, 3, "2024-02-03", ""},
		{"the last quarter of 52 weeks", 1, []string{"2023-01-28", "2022-01-29"}, 3, "2023-01-28", "2022-10-30/2023-01-28"},
		{"a month's end that is no Saturday", 12, []string{"2023-07-01", "2022-07-02"}, 3, "2023-09-30", "2023-07-02/2023-09-30"},
		{"a month's end on another day", 12, []string{"2023-07-02", "2022-07-03"}, 3, "2023-06-30", "2023Q2"},
		{"another day of the week", 12, []string{"2023-07-02", "2022-07-03"}, 3, "2023-07-03", ""},
		{"an unknown year", 0, []string{"2023-07-02", "2021-06-27"}, 3, "2023-07-02", ""},
		{"52 weeks of an unknown year", 0, []string{"2023-07-02", "2022-07-03"}, 3, "2023-07-02", "2023-04-03/2023-07-02"},
	} {
		got := weekly(t, c.yearEnd, c.ends...).Ended(c.months, day(t, c.end))
		if got.String() != c.want {
			t.Errorf("%s: %d months to %s are %q, want %q", c.why, c.months, c.end, got, c.want)
		}
	}
}

// TestOtherWeeks leaves the quarters unknown of a calendar of 12 and 16 weeks.
func TestOtherWeeks(t *testing.T) {
	cal := weekly(t, 12, "2021-12-25", "2020-12-26")
	cal.Weeks.Other = true
	if got := cal.Ended(3, day(t, "2021-12-25")); got.Known() {
		t.Errorf("a quarter of 16 weeks is read as %v", got)
	}
	if got := cal.Ended(12, day(t, "2021-12-25")).String(); got != "2020-12-27/2021-12-25" {
		t.Errorf("its year is %s", got)
	}
}

// TestResolveWeeks resolves what texts say in a calendar of weeks.
func TestResolveWeeks(t *testing.T) {
	cal := weekly(t, 1, "2021-05-02", "2020-04-26")
	current := cal.Ended(3, Date{2021, 5, 2})
	named := weekly(t, 1, "2021-05-02", "2020-04-26")
	named.Weeks.Named = ByEnd
	started := weekly(t, 1, "2021-05-02", "2020-04-26")
	started.Weeks.Named = ByStart
	for _, c := range []struct {
		in   string
		cal  Calendar
		want string
	}{
		{"three months ended May 2, 2021", cal, "2021-02-01/2021-05-02"},
		{"thirteen weeks ended April 26, 2020", cal, "2020-01-27/2020-04-26"},
		{"14 weeks ended February 3, 2024", cal, "2023-10-29/2024-02-03"},
		{"fifty-three weeks ended February 3, 2024", cal, "2023-01-29/2024-02-03"},
		{"12 weeks ended June 17, 2023", cal, "2023-03-26/2023-06-17"},
		{"the thirteen weeks", cal, "2021-02-01/2021-05-02"},
		{"the fourteen weeks", cal, ""},
		{"the 52 or 53 weeks", cal, ""},
		{"a 52/53-week year", cal, ""},
		{"a year ago", cal, "2020-01-27/2020-04-26"},
		{"the preceding quarter", cal, ""},
		{"Q1 FY21", named, "2020-01-27/2020-04-26"},
		{"Q1 FY20", started, "2020-01-27/2020-04-26"},
		{"Q1 FY21", cal, ""},
		{"Q4 FY21", named, ""},
	} {
		ms := Scan(c.in)
		if len(ms) == 0 {
			t.Errorf("%q names nothing", c.in)
			continue
		}
		if got := ms[0].Resolve(current, c.cal).String(); got != c.want {
			t.Errorf("%q = %q, want %q (%+v)", c.in, got, c.want, ms)
		}
	}
}

// TestShifts finds the neighbours of weeks, of either length, and of months the
// one.
func TestShifts(t *testing.T) {
	for _, c := range []struct {
		p, before string
		months    int
		want      bool
	}{
		{"2023-04-03/2023-07-02", "2022-04-04/2022-07-03", -12, true},
		{"2021-02-01/2021-05-02", "2020-01-27/2020-04-26", -12, true}, // 53 weeks
		{"2023-10-29/2024-02-03", "2022-10-30/2023-01-28", -12, true}, // 14 weeks and 13
		{"2023-04-03/2023-07-02", "2023-01-02/2023-04-02", -3, true},
		{"2023-04-03/2023-07-02", "2022-04-03/2022-07-02", -12, false},
		{"2023Q3", "2022Q3", -12, true},
		{"2023Q3", "2022-07-03/2022-10-01", -12, false},
	} {
		p, err := Parse(c.p)
		q, err2 := Parse(c.before)
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		if got := slices.Contains(p.Shifts(c.months), q); got != c.want {
			t.Errorf("%s moved %d months may be %s: %v, want %v", c.p, c.months, c.before, got, c.want)
		}
	}
}

// TestYearOfWeeks parts a year into its quarters, whichever is the longer one.
func TestYearOfWeeks(t *testing.T) {
	for year, n := range map[string]int{"2022-01-30/2023-01-28": 1, "2023-01-29/2024-02-03": 4, "FY2023": 1, "2023Q1": 0} {
		p, err := Parse(year)
		if err != nil {
			t.Fatal(err)
		}
		all := p.Quarters()
		if len(all) != n {
			t.Errorf("%s has %d ways to part it, want %d", year, len(all), n)
		}
		for _, qs := range all {
			if len(qs) != 4 || qs[0].Start != p.Start || qs[3].End != p.End || qs[1].Start.Previous() != qs[0].End {
				t.Errorf("%s is parted into %v", year, qs)
			}
		}
	}
	p, err := Parse("2023-01-29/2024-02-03")
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Tails(3); !slices.Contains(got, WeeksEnded(13, p.End)) || !slices.Contains(got, WeeksEnded(14, p.End)) {
		t.Errorf("the last quarter of 53 weeks may be %v", got)
	}
}
