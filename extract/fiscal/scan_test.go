package fiscal

import (
	"slices"
	"testing"
	"unicode/utf8"
)

func TestScanResolve(t *testing.T) {
	current := Ended(3, Date{2025, 3, 31})
	cal := Calendar{YearEnd: 12}
	for _, c := range []struct{ in, want string }{
		{"Three Months Ended March 31, 2025 RMB", "2025Q1"},
		{"For the year ended December 31, 2024", "FY2024"},
		{"2025Q1", "2025Q1"},
		{"1Q25", "2025Q1"},
		{"Q3 2025", "2025Q3"},
		{"As of December 31, 2024", "2024-12-31"},
		{"as at June 30, 2025. For the third quarter of 2025, it grew", "2025-06-30"},
		{"As at 31 March 2025", "2025-03-31"},
		{"Six Months Ended June 30, 2025", "2025H1"},
		{"Thirteen weeks ended March 30, 2024", "2023-12-31/2024-03-30"},
		{"third quarter of 2025", "2025Q3"},
		{"the same quarter last year", "2024Q1"},
		{"the same period of 2024", "2024Q1"},
		{"the corresponding period of last year", "2024Q1"},
		{"the preceding quarter", "2024Q4"},
		{"FY2024", "FY2024"},
		{"first half of 2025", "2025H1"},
		{"截至2025年3月31日止三個月", "2025Q1"},
		{"截 至 二 零 二 五 年 三 月 三 十 一 日 止 年 度", "2024-04-01/2025-03-31"},
		{"二零二四年十二月三十一日", "2024-12-31"},
		{"２０２４年１２月３１日", "2024-12-31"},
		{"2025年1-6月", "2025H1"},
		{"2024年第三季度", "2024Q3"},
		{"上年同期", "2024Q1"},
		{"本報告期", "2025Q1"},
		{"2024年末", "2024-12-31"},
		{"本报告期末", "2025-03-31"},
		{"2025年第一季度末", "2025-03-31"},
		{"本期间", "2025Q1"},
		{"a year ago", "2024Q1"},
		{"the March quarter", "2025Q1"},
		{"the June quarter", ""},
		{"March 31,", ""},
		{"2024", ""},
		{"RMB1,970.0 million", ""},
		{"the third quarter of the fiscal year ending March 31, 2026", "2025Q4"},
		{"the third quarter ended December 31, 2025", "2025Q4"},
		{"the second quarter of fiscal year 2024", "2024Q2"},
		{"the first half of the year ending June 30, 2025", "2024H2"},
		{"the second quarter of its fiscal year ending March 31, 2025", "2024Q3"},
		{"in October 2025", "2025-10-01/2025-10-31"},
		{"Oct. 2025", "2025-10-01/2025-10-31"},
		{"as of October 2025", "2025-10-31"},
		{"the end of October, 2025", "2025-10-31"},
		{"three months ended March 2025", "2025Q1"},
		{"the June 2025 quarter", "2025Q2"},
		{"the quarter ended June 2025", "2025Q2"},
		{"July to September 2025", "2025Q3"},
		{"2025年10月", "2025-10-01/2025-10-31"},
		{"二零二五年十月份", "2025-10-01/2025-10-31"},
		{"2025年10月底", "2025-10-31"},
		{"截至2025年3月止三個月", "2025Q1"},
		{"2025年7-9月", "2025Q3"},
		{"二零二五年七月至九月", "2025Q3"},
		{"Q4 2024 TTM", "FY2024"},
		{"Trailing twelve months ended December 31, 2024", "FY2024"},
		{"LTM", "2024-04-01/2025-03-31"},
		{"the last twelve months", "2024-04-01/2025-03-31"},
		{"过去十二个月", "2024-04-01/2025-03-31"},
		{"截至2025年3月31日止過去12個月", "2024-04-01/2025-03-31"},
		{"trailing twelve months March 31", ""},
		{"July 1 to September 30, 2024", "2024Q3"},
		{"July 1, 2024 – September 30, 2024", "2024Q3"},
		{"Jan 1–Sep 30, 2024", "2024-9M"},
		{"Period from 1 January 2024 to 30 September 2024", "2024-9M"},
		{"October 1, 2023 to March 31, 2024", "2023-10-01/2024-03-31"},
		{"three months from January 1 to March 31, 2025", "2025Q1"},
		{"2024-07-01 to 2024-09-30", "2024Q3"},
		{"2024年7月1日至9月30日", "2024Q3"},
		{"自2024年1月1日起至2024年9月30日止期間", "2024-9M"},
		{"June 30, 2024 to September 28, 2024", "2024-06-30/2024-09-28"},
		{"August 15 to September 30, 2024", ""},
		{"July 1 to September 30", ""},
	} {
		got := ""
		if ms := Scan(c.in); len(ms) > 0 {
			got = ms[0].Resolve(current, cal).String()
			if ms[0].Start < 0 || ms[0].End > len(c.in) || ms[0].Start >= ms[0].End {
				t.Errorf("%q: span %d:%d", c.in, ms[0].Start, ms[0].End)
			}
		}
		if got != c.want {
			t.Errorf("%q = %q, want %q (%+v)", c.in, got, c.want, Scan(c.in))
		}
	}
}

func TestScanSeparates(t *testing.T) {
	for in, want := range map[string]int{
		"March 31, 2025 and 2024":                                       2,
		"the third quarter and nine months ended September 30, 2025":    2,
		"three months ended June 30, 2024 and six months ended June 30": 2,
		"fourth quarter and fiscal year ended December 31, 2024":        2,
		"December 31, 2024 December 31, 2025":                           2,
		"the first quarter in May 2025":                                 2,
		"the second quarter on August 28, 2025":                         2,
		"the second quarter ended on June 30, 2025":                     1,
		"the second quarter ended June 2025":                            1,
	} {
		if got := Scan(in); len(got) != want {
			t.Errorf("%q gives %d mentions: %+v", in, len(got), got)
		}
	}
}

func FuzzScan(f *testing.F) {
	for _, s := range []string{"Three Months Ended March 31, 2025", "截至二零二五年三月三十一日止年度", "1Q25 vs 1Q24", "May 45", "２０２５年"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		chosen(t, s)
		last := 0
		for _, m := range Scan(s) {
			if m.Start < last || m.End <= m.Start || m.End > len(s) {
				t.Fatalf("%q: span %d:%d after %d", s, m.Start, m.End, last)
			}
			last = m.End
			m.Resolve(Ended(3, Date{2025, 3, 31}), Calendar{YearEnd: 12})
		}
	})
}

// chosen: no kind that matches somewhere in a text is left out there.
func chosen(t *testing.T, s string) {
	for i, r := range s {
		window := s[i:min(len(s), i+maxPiece)]
		try := beginning(r, window)
		for _, f := range forms()[r] {
			if f.at.MatchString(window) && !slices.ContainsFunc(try, func(g form) bool { return g.at == f.at }) {
				t.Fatalf("%q at %d: %s is not tried", s, i, f.at)
			}
		}
	}
}

// TestFoldUnchanged: a text that folding leaves as it is reads the same as if
// it had been rewritten.
func TestFoldUnchanged(t *testing.T) {
	for _, text := range []string{
		"", " ", "  Three months ended March 31, 2025", "as of “June 30”, 2024 ", "a  b", "Q1\t2025", "2024年 12月", "May 5\u2013June 6", "\xff 2024", "\u00a02024",
	} {
		a, b := fold(text), rewritten(text)
		if a.text != b.text {
			t.Errorf("%q: %q, rewritten %q", text, a.text, b.text)
			continue
		}
		for i := range len(a.text) + 1 {
			if within := i < len(a.text) && !utf8.RuneStart(a.text[i]); !within && a.from(i) != b.from(i) {
				t.Errorf("%q: byte %d is from %d, rewritten from %d", text, i, a.from(i), b.from(i))
			}
		}
	}
}
