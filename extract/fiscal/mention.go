package fiscal

// Calendar is an issuer's fiscal calendar. The zero value is unknown.
type Calendar struct {
	YearEnd int    // the month in which the fiscal year ends, 1 to 12
	Weeks   *Weeks // nil where fiscal years are twelve months
}

// Relation is how a mention without a date of its own stands to the current
// period. The zero value is none.
type Relation uint8

// The relations.
const (
	Current      Relation = iota + 1 // this quarter, the period, 本報告期
	YearEarlier                      // the same quarter last year, 上年同期, 去年同期
	Previous                         // last quarter, the preceding quarter, 上季度
	PreviousYear                     // last year, the prior year, 上年
)

// Mention is a period named in a text, with what is printed of it and no
// more: whatever is unsaid is zero.
type Mention struct {
	Start, End int      // half-open byte range in the text
	Months     int      // length, where said: three months ended, year ended, first half
	Weeks      int      // length, where weeks are counted: thirteen weeks ended
	Quarter    int      // 1 to 4 where a quarter is numbered: first quarter, Q3, 2025Q3, 第三季度
	Half       int      // 1 or 2 where a half is numbered
	Date       Date     // what is printed of a date; Year alone in "the third quarter of 2024"
	From       Date     // the first day, where a range names it: July 1 to September 30
	ToDate     bool     // the months begin with the fiscal year: first nine months, 前九個月
	Fiscal     bool     // the year is called fiscal: FY2024, fiscal year 2024, 2025財年
	Instant    bool     // as of, as at, 於
	Close      bool     // the end of what is named: 年末, 期末
	Month      bool     // the date is the last day of a month that is named whole: October 2025
	YearEnd    bool     // a year ends on the date: year ended, 止年度
	Trailing   bool     // twelve months up to the end of what is named: TTM, trailing twelve months
	Relation   Relation // relative to the current period
}
