package prose

import (
	"testing"

	"tickmark/extract/fiscal"
)

// TestMentionsOfTwoLengths finds both lengths that a text gives up to one day,
// in months and in weeks.
func TestMentionsOfTwoLengths(t *testing.T) {
	for text, want := range map[string][2]string{
		"the three and nine months ended September 30, 2025":        {"2025Q3", "2025-9M"},
		"the six and twelve months ended December 31, 2025":         {"2025H2", "FY2025"},
		"the thirteen and thirty-nine weeks ended October 1, 2023":  {"2023-07-03/2023-10-01", "2023-01-02/2023-10-01"},
		"the 14 and 53 weeks ended February 3, 2024":                {"2023-10-29/2024-02-03", "2023-01-29/2024-02-03"},
		"the twenty-seven and 53 weeks ended February 3, 2024, too": {"2023-07-30/2024-02-03", "2023-01-29/2024-02-03"},
	} {
		ms := mentionsOf(text)
		if len(ms) != 2 {
			t.Errorf("%q names %+v", text, ms)
			continue
		}
		for i, m := range ms {
			if got := m.Resolve(fiscal.Period{}, fiscal.Calendar{}).String(); got != want[i] {
				t.Errorf("%q names %q, want %q", text, got, want[i])
			}
		}
	}
}
