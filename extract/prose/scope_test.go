package prose

import (
	"testing"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/vocabulary"
)

// lastPeriod is the period of the last figure of a text of paragraphs, where a
// line that begins with # is a heading and one that is a number a page's end.
func lastPeriod(c extract.Context, lines []string) string {
	var text extract.Text
	for _, line := range lines {
		b := extract.Block{Words: line}
		switch {
		case line[0] == '#':
			b = extract.Block{Kind: extract.Heading, Words: line[1:]}
		case len(line) == 1:
			b.Kind = extract.Furniture
		}
		text.Blocks = append(text.Blocks, b)
	}
	text.Number()
	facts, _ := Read(text, c, vocabulary.Default())
	if len(facts) == 0 || facts[len(facts)-1].Witnesses[0].At.Block != len(lines)-1 {
		return ""
	}
	return facts[len(facts)-1].Period.String()
}

const (
	revenue   = "• Total revenues were RMB5.0 million."
	plain     = "Total revenues were RMB5.0 million."
	simple    = "营业收入为人民币500万元。"
	tradition = "總收入為人民幣500萬元。"
)

// TestLists: the items of a list are of the period that its lead-in names, and
// what follows the list is not.
func TestLists(t *testing.T) {
	year := document
	year.Period = fiscal.Ended(3, fiscal.Date{Year: 2024, Month: 3, Day: 31})
	year.Others = []fiscal.Period{fiscal.Ended(12, fiscal.Date{Year: 2024, Month: 3, Day: 31})}
	year.Calendar.YearEnd = 3
	for _, e := range []struct {
		lines []string
		want  string
	}{
		{[]string{"In the fiscal year ended March 31, 2024:", revenue}, "2023-04-01/2024-03-31"},
		{[]string{"In the fiscal year ended March 31, 2024:", "• We opened stores.", "1", revenue}, "2023-04-01/2024-03-31"},
		{[]string{"In the fiscal year ended March 31, 2024:", "• We opened stores.", "More of them opened abroad.", revenue}, "2023-04-01/2024-03-31"},
		{[]string{"In the fiscal year ended March 31, 2024:", revenue, plain}, "2024Q1"},
		{[]string{"In the fiscal year ended March 31, 2024:", revenue, "#Outlook", plain}, "2024Q1"},
		{[]string{"In the fiscal year ended March 31, 2024:", revenue, "In the quarter ended March 31, 2024:", revenue}, "2024Q1"},
		{[]string{"For the nine months ended December 31, 2023, the Company reported:", plain, plain}, "2023-04-01/2023-12-31"},
		{[]string{"In the fourth quarter of an earlier year ended June 31, 2021:", revenue}, ""},
		{[]string{"For the three and twelve months ended March 31, 2024:", revenue}, ""},
		{[]string{"The Company said:", revenue}, "2024Q1"},
		{[]string{"In the quarter ended March 31, 2024, compared with the year ended March 31, 2023:", revenue}, "2024Q1"},
		{[]string{"截至2024年3月31日止年度：", "（一）" + simple}, "2023-04-01/2024-03-31"},
		{[]string{"截至2024年3月31日止年度：", "• " + tradition}, "2023-04-01/2024-03-31"},
	} {
		if got := lastPeriod(year, e.lines); got != e.want {
			t.Errorf("%q: %q, want %q", e.lines, got, e.want)
		}
	}
}

// TestHeadings: a heading's period holds below it; one that is not understood
// leaves it unknown, and a sentence set as a heading is none.
func TestHeadings(t *testing.T) {
	for _, e := range []struct {
		lines []string
		want  string
	}{
		{[]string{"#Full Year 2024 Highlights", plain}, "FY2024"},
		{[]string{"#Full Year 2024 Highlights", "#Net Revenues", plain}, "FY2024"},
		{[]string{"#Full Year 2024 Highlights", "#Balance and Liquidity", plain}, ""},
		{[]string{"#Full Year 2024 Highlights", "#Business Overview", plain}, "2025Q3"},
		{[]string{"#Third Quarter and Full Year 2024 Highlights", plain}, ""},
		{[]string{"#Updates of October 2025", plain}, ""},
		{[]string{"#Quarter ended September 31, 2025", plain}, "2025Q3"}, // no date is named
		{[]string{"#Net income was RMB2.0 million in the third quarter of 2024", plain}, "2025Q3"},
		{[]string{"#2024年全年业绩摘要", simple}, "FY2024"},
		{[]string{"#2025年前三季度業績摘要", tradition}, "2025-9M"},
		{[]string{"#2025年前三季度業績摘要", "#總收入為人民幣600萬元，較去年同期的人民幣500萬元增長20%。", tradition}, "2025-9M"},
	} {
		if got := lastPeriod(document, e.lines); got != e.want {
			t.Errorf("%q: %q, want %q", e.lines, got, e.want)
		}
	}
}

// TestSentenceBefore: a figure without a period is of the one that the sentence
// before it names, before it is of the document's.
func TestSentenceBefore(t *testing.T) {
	both := document
	both.Others = []fiscal.Period{fiscal.Ended(9, fiscal.Date{Year: 2025, Month: 9, Day: 30})}
	both.Several = true
	for _, e := range []struct {
		context extract.Context
		line    string
		want    string
	}{
		{document, "In the first nine months of 2025, gross profit was RMB2.0 million. " + plain, "2025-9M"},
		{document, "Gross profit was RMB2.0 million in the second quarter of 2025. " + plain, "2025Q2"},
		{document, "Gross profit was RMB2.0 million, compared with RMB1.0 million in the second quarter of 2025. " + plain, "2025Q3"},
		{document, "Cash was RMB2.0 million as of June 30, 2025. " + plain, "2025Q3"},
		{both, plain, ""},
		{both, "In the third quarter, gross profit was RMB2.0 million. " + plain, "2025Q3"},
		{both, "For the nine months, gross profit was RMB2.0 million. " + plain, "2025-9M"},
		{both, "2025年第三季度，毛利为人民币200万元。" + simple, "2025Q3"},
		{both, "2025年前三季度，毛利為人民幣200萬元。" + tradition, "2025-9M"},
	} {
		if got := lastPeriod(e.context, []string{e.line}); got != e.want {
			t.Errorf("%q: %q, want %q", e.line, got, e.want)
		}
	}
}

// TestLength: a length names the document's other period that is so long, and
// the sentence behind goes on with it.
func TestLength(t *testing.T) {
	two := document
	two.Others = []fiscal.Period{fiscal.Ended(9, document.Period.End)}
	for _, line := range []string{
		"Selling expenses were RMB98.7 million for the nine months. Gross profit was RMB5.0 million.",
		"In the nine-month period, selling expenses were RMB98.7 million; gross profit was RMB5.0 million.",
	} {
		text := extract.Text{Blocks: []extract.Block{{Words: line}}}
		text.Number()
		facts, _ := Read(text, two, vocabulary.Default())
		if len(facts) != 2 {
			t.Fatalf("%s: %d facts, want 2", line, len(facts))
		}
		for _, f := range facts {
			if f.Period != two.Others[0] {
				t.Errorf("%s: %s of %s, want the nine months", line, f.Metric, f.Period)
			}
			if f.Metric == "" {
				t.Errorf("%s: no metric for %q", line, f.Label)
			}
		}
	}
}
