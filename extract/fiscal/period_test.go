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
