package fiscal

import "testing"

func TestPeriodString(t *testing.T) {
	for _, c := range []struct {
		p    Period
		want string
	}{
		{Ended(3, Date{2025, 9, 30}), "2025Q3"},
		{Ended(6, Date{2025, 6, 30}), "2025H1"},
		{Ended(9, Date{2025, 9, 30}), "2025-9M"},
		{Ended(12, Date{2024, 12, 31}), "FY2024"},
		{Ended(12, Date{2025, 3, 31}), "2024-04-01/2025-03-31"},
		{Instant(Date{2024, 2, 29}), "2024-02-29"},
		{Ended(3, Date{2024, 2, 29}), "2023-12-01/2024-02-29"},
		{Period{}, ""},
	} {
		if got := c.p.String(); got != c.want {
			t.Errorf("%+v prints %q, want %q", c.p, got, c.want)
		}
		if c.want == "" {
			continue
		}
		if back, err := Parse(c.want); err != nil || back != c.p {
			t.Errorf("Parse(%q) = %+v, %v", c.want, back, err)
		}
	}
	for _, bad := range []string{"", "2025Q5", "2025Q3x", "Q3 2025", "2025-13-01", "2025-02-30", "FY25", "2025-03-31/2024-04-01"} {
		if p, err := Parse(bad); err == nil {
			t.Errorf("Parse(%q) = %v, want an error", bad, p)
		}
	}
}

func TestShift(t *testing.T) {
	q := Ended(3, Date{2024, 2, 29})
	if got := q.Shift(-12); got != Ended(3, Date{2023, 2, 28}) {
		t.Errorf("a year before %v is %v", q, got)
	}
	if got := Instant(Date{2025, 3, 31}).Shift(-3); got != Instant(Date{2024, 12, 31}) {
		t.Errorf("a quarter before 2025-03-31 is %v", got)
	}
	if got := Ended(3, Date{2025, 3, 31}); got.Start != (Date{2025, 1, 1}) || got.Months() != 3 {
		t.Errorf("first quarter is %+v, %d months", got, got.Months())
	}
}

func TestReported(t *testing.T) {
	for _, c := range []struct {
		p    Period
		want bool
	}{
		{Ended(1, Date{2025, 4, 30}), true},
		{Ended(3, Date{2024, 2, 29}), true},
		{Ended(12, Date{2025, 3, 31}), true},
		{Ended(18, Date{2025, 6, 30}), true},
		{Period{Date{2022, 10, 30}, Date{2023, 1, 28}}, true}, // 13 weeks
		{Period{Date{2022, 1, 30}, Date{2023, 1, 28}}, true},  // 52 weeks
		{Period{Date{2023, 1, 29}, Date{2024, 2, 3}}, true},   // 53 weeks
		{Ended(3, Date{2024, 2, 28}), false},                  // a leap year
		{Ended(3, Date{2023, 1, 28}), false},                  // a day more than 13 weeks
		{Ended(36, Date{2025, 6, 30}), false},
		{Period{Date{2023, 1, 2}, Date{2023, 4, 2}}, true},     // to the Sunday nearest to a month's end
		{Period{Date{2024, 12, 10}, Date{2025, 3, 10}}, false}, // 13 weeks to the day of a call
		{Period{Date{2024, 10, 9}, Date{2025, 4, 8}}, false},
		{Ended(3, Date{2025, 11, 19}), false},
		{Period{Date{2025, 9, 30}, Date{2025, 9, 1}}, false},
		{Instant(Date{2025, 9, 30}), false},
		{Period{}, false},
	} {
		if got := c.p.Reported(); got != c.want {
			t.Errorf("%v..%v of %d days: reported is %v, want %v", c.p.Start, c.p.End, c.p.Days(), got, c.want)
		}
	}
}
