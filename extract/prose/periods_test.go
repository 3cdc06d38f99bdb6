package prose

import "testing"

// TestPeriods: hyphens and what stands behind a year tell its part.
func TestPeriods(t *testing.T) {
	for text, want := range map[string][3]int{ // months, quarter, half
		"Second-Quarter 2023 revenues": {0, 2, 0}, "2023 First-Quarter sales": {0, 1, 0}, "first-half 2024": {0, 0, 1},
		"its 2023 annual results": {12, 0, 0}, "2024 Interim Results": {0, 0, 1}, "2024年中期業績": {0, 0, 1}, "2024年全年": {12, 0, 0},
		"In 2024, interim dividends": {0, 0, 0}, "2024 revenue": {0, 0, 0},
	} {
		got := Periods(text)
		if len(got) != 1 || [3]int{got[0].Months, got[0].Quarter, got[0].Half} != want || got[0].Date.Year == 0 {
			t.Errorf("Periods(%q) = %+v, want %v", text, got, want)
		}
	}
}
