package fiscal

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Scan finds the periods that a text names, in order. Pieces that belong
// together ("Three Months Ended" "March 31," "2025") make one Mention; a piece
// that is already said begins the next one. It takes linear time.
func Scan(text string) []Mention {
	f := fold(text)
	var out []Mention
	open := false
	for _, p := range pieces(f.text) {
		if open {
			m, between := &out[len(out)-1], f.text[out[len(out)-1].End:p.Start]
			if joins(between) && !announced(*m, p, between) && merge(m, p) {
				continue
			}
		}
		out = append(out, p)
		open = true
	}
	kept := out[:0]
	for _, m := range out {
		if m.says() {
			m.Start, m.End = f.from(m.Start), f.from(m.End)
			kept = append(kept, m)
		}
	}
	return kept
}

// says that a mention holds more than a lone "as of".
func (m Mention) says() bool {
	return m.Months != 0 || m.Weeks != 0 || m.Quarter != 0 || m.Half != 0 || m.Date != (Date{}) || m.Relation != 0
}

// folded is a text in which full-width characters, Chinese numerals of years
// and spaces between Chinese characters are brought to one form; at maps each
// byte of it to the byte it came from. It is nil where only what stands at the
// head was dropped.
type folded struct {
	text string
	at   []int
	head int
}

// from is the byte that byte i of f came from.
func (f folded) from(i int) int {
	if f.at == nil {
		return f.head + i
	}
	return f.at[i]
}

func fold(text string) folded {
	if head := leading(text); unchanged(text[head:]) {
		return folded{text: text[head:], head: head}
	}
	return rewritten(text)
}

// rewritten is fold for any text.
func rewritten(text string) folded {
	var b strings.Builder
	at := make([]int, 0, len(text)+1)
	var last rune
	for i, r := range text {
		if isSpace(r) {
			next, _ := utf8.DecodeRuneInString(strings.TrimLeft(text[i:], " \u00a0\u3000\u2003\t\r\n"))
			if han(last) && (han(next) || digit(next)) || digit(last) && han(next) || b.Len() == 0 || last == ' ' {
				continue
			}
			r = ' '
		}
		r = plain(r)
		n := b.Len()
		b.WriteRune(r)
		for range b.Len() - n {
			at = append(at, i)
		}
		last = r
	}
	return folded{text: b.String(), at: append(at, len(text))}
}

// leading is how many spaces text begins with.
func leading(text string) int { return len(text) - len(strings.TrimLeft(text, " ")) }

// unchanged says that folding leaves a text as it is, which does not begin with
// a space: English with single spaces and, of what lies outside ASCII, signs
// that mean nothing here (“, ’, •).
func unchanged(text string) bool {
	last := rune(0)
	for _, r := range text {
		if r < ' ' || r == ' ' && last == ' ' || r >= utf8.RuneSelf && (isSpace(r) || plain(r) != r || r >= 0x2e80 || r == utf8.RuneError) {
			return false
		}
		last = r
	}
	return true
}

func plain(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r == '–' || r == '—' || r == '－' || r == '〜' || r == '～':
		return '-'
	case r == '〇' || r == '○' || r == '０':
		return '零'
	}
	return r
}

func isSpace(r rune) bool {
	return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == 0xa0 || r == 0x3000 || r >= 0x2000 && r <= 0x200b
}

func han(r rune) bool   { return r >= 0x2e80 && r <= 0x9fff }
func digit(r rune) bool { return r >= '0' && r <= '9' }

// joinForm is what may stand between two pieces of one period.
var joinForm = regexp.MustCompile(`^(?i:[ ,./'’()\[\]:-]|\b(?:ended|ending|of|in|on|the|its|our|for|fiscal|financial|year|calendar)\b|止|的|之|度)*$`)

// maxJoin bounds the text between two pieces, in bytes.
const maxJoin = 28

// joins says that a text joins two pieces: no sentence ends in it.
func joins(between string) bool {
	if i := strings.Index(between, ". "); i >= 0 && strings.TrimLeft(between[i+1:], " ") != "" {
		return false // "as at 30 June 2025. For the third quarter"
	}
	return len(between) <= maxJoin && joinForm.MatchString(between)
}

// announced says that p is the day or the month in which the results of m's
// quarter come: "the second quarter on August 28, 2025".
func announced(m, p Mention, between string) bool {
	if m.Quarter+m.Half == 0 || p.Date.Month == 0 || strings.Contains(strings.ToLower(between), "end") {
		return false
	}
	return p.Month || p.Date.Day != 0 && strings.HasSuffix(between, " on ")
}

// merge adds what p says to m, or refuses where m says it already.
func merge(m *Mention, p Mention) bool {
	if p.From.Month != 0 && p.Months == m.Months {
		p.Months = 0 // three months from July 1 to September 30
	}
	if clash(m.Months, p.Months) || clash(m.Weeks, p.Weeks) || clash(m.Quarter, p.Quarter) || clash(m.Half, p.Half) || clash(m.Date.Year, p.Date.Year) ||
		clash(m.Date.Month, p.Date.Month) || m.Relation != 0 && p.Relation != 0 || p.Instant && m.says() ||
		m.Relation != 0 && m.Relation != YearEarlier && p.Date != (Date{}) || m.Quarter*p.Half != 0 || m.Half*p.Quarter != 0 {
		return false
	}
	m.Months, m.Quarter, m.Half = m.Months+p.Months, m.Quarter+p.Quarter, m.Half+p.Half
	m.Weeks += p.Weeks
	m.Date.Year += p.Date.Year
	if p.Date.Month != 0 {
		m.Date.Month, m.Date.Day, m.Month, m.From = p.Date.Month, p.Date.Day, p.Month, p.From
	}
	m.ToDate = m.ToDate || p.ToDate
	m.Fiscal, m.Instant, m.Relation = m.Fiscal || p.Fiscal, m.Instant || p.Instant, max(m.Relation, p.Relation)
	m.Close, m.YearEnd, m.Trailing = m.Close || p.Close, m.YearEnd || p.YearEnd, m.Trailing || p.Trailing
	m.End = p.End
	return true
}

func clash(a, b int) bool { return a != 0 && b != 0 }

const (
	monthNames = `Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?`
	hanDigits  = `[零一二三四五六七八九]`
	hanNumber  = `[一二三四五六七八九十廿卅]{1,3}|\d{1,2}`
	hanYear    = `(?:19|20)\d\d|[一二]` + hanDigits + `{3}`
)

// kinds are tried as one alternation; earlier ones win where two begin at the
// same place.
var kinds = []struct {
	form string
	n    int // groups
	say  func(g []string) Mention
}{
	// Ranges of days
	{hanRange, 6, func(g []string) Mention {
		return between(Date{year(g[0]), number(g[1]), number(g[2])}, Date{year(g[3]), number(g[4]), number(g[5])})
	}},
	{isoRange, 6, func(g []string) Mention {
		return between(Date{number(g[0]), number(g[1]), number(g[2])}, Date{number(g[3]), number(g[4]), number(g[5])})
	}},
	{englishRange, 6, func(g []string) Mention {
		return between(Date{year(g[2]), month(g[0]), number(g[1])}, Date{year(g[5]), month(g[3]), number(g[4])})
	}},
	{rangeEnglish, 6, func(g []string) Mention {
		return between(Date{year(g[2]), month(g[1]), number(g[0])}, Date{year(g[5]), month(g[4]), number(g[3])})
	}},
	// Chinese
	{`(` + hanYear + `)年(` + hanNumber + `)(?:月份?)?[-至到](` + hanNumber + `)月份?`, 3, func(g []string) Mention {
		from, to := number(g[1]), number(g[2])
		return Mention{Months: max(to-from+1, 0), Date: monthEnd(year(g[0]), to)}
	}},
	{`(?:(` + hanYear + `)年)?第([一二三四1-4])季度[末底]`, 2, func(g []string) Mention {
		return Mention{Quarter: number(g[1]), Date: Date{Year: year(g[0])}, Close: true}
	}},
	{`(` + hanYear + `)年[末底]`, 1, func(g []string) Mention { return Mention{Date: Date{Year: year(g[0])}, Close: true} }},
	{`本(?:季度|報告期|报告期)[末底]|(?:報告|报告)期[末底]`, 0, func([]string) Mention { return Mention{Relation: Current, Close: true} }},
	{`本(?:財政|财政)?年度`, 0, func([]string) Mention { return Mention{Months: 12} }},
	{`([上下])半年`, 1, func(g []string) Mention { return Mention{Half: half(g[0])} }},
	{`(?:(` + hanYear + `)年)?第?([一二三四1-4])季度?(?:[(]\d{1,2}-\d{1,2}月份?[)])?`, 2, func(g []string) Mention {
		return Mention{Quarter: number(g[1]), Date: Date{Year: year(g[0])}}
	}},
	{`(` + hanYear + `)年([上下])半年度?`, 2, func(g []string) Mention {
		return Mention{Half: half(g[1]), Date: Date{Year: year(g[0])}}
	}},
	{`(` + hanYear + `)年半年度`, 1, func(g []string) Mention { return Mention{Half: 1, Date: Date{Year: year(g[0])}} }},
	{`(` + hanYear + `)年(` + hanNumber + `)月(` + hanNumber + `)日`, 3, func(g []string) Mention {
		return Mention{Date: Date{year(g[0]), number(g[1]), number(g[2])}}
	}},
	{`(` + hanYear + `)年(` + hanNumber + `)月份?([末底])?`, 3, func(g []string) Mention {
		return Mention{Date: monthEnd(year(g[0]), number(g[1])), Month: true, Instant: g[2] != ""}
	}},
	{`(` + hanNumber + `)月(` + hanNumber + `)日`, 2, func(g []string) Mention { return Mention{Date: Date{0, number(g[0]), number(g[1])}} }},
	{`(?:前|首)(三|六|九|3|6|9)[個个]月`, 1, func(g []string) Mention { return Mention{Months: number(g[0]), ToDate: true} }},
	{`(?:前|首)([二三])[個个]?季度?`, 1, func(g []string) Mention { return Mention{Months: 3 * number(g[0]), ToDate: true} }},
	{`(?:过去|過去|滚动|滾動|最近|近)(?:十二|12)[個个]月`, 0, func([]string) Mention { return Mention{Months: 12, Trailing: true} }},
	{`止?(三|六|九|十二|3|6|9|12)[個个]月`, 1, func(g []string) Mention { return Mention{Months: number(g[0])} }},
	{`止(年度|年|全年|財政年度|财政年度)`, 1, func([]string) Mention { return Mention{Months: 12, YearEnd: true} }},
	{`止(季度)`, 1, func([]string) Mention { return Mention{Months: 3} }},
	{`止(半年度|半年)`, 1, func([]string) Mention { return Mention{Months: 6} }},
	{`(` + hanYear + `)(財年|财年|財政年度|财政年度|年度)`, 2, func(g []string) Mention {
		return Mention{Months: 12, Date: Date{Year: year(g[0])}, Fiscal: g[1] != "年度"}
	}},
	{`(` + hanYear + `)年度`, 1, func(g []string) Mention { return Mention{Months: 12, Date: Date{Year: year(g[0])}} }},
	{`(` + hanYear + `)年`, 1, func(g []string) Mention { return Mention{Date: Date{Year: year(g[0])}} }},
	{`(上年同期|去年同期|上年同季|去年同季|同期)`, 1, func([]string) Mention { return Mention{Relation: YearEarlier} }},
	{`(上一?季度?|上個季度|上个季度)`, 1, func([]string) Mention { return Mention{Relation: Previous} }},
	{`(上年度|上一?年|去年)`, 1, func([]string) Mention { return Mention{Relation: PreviousYear} }},
	{`(本報告期|本报告期|報告期內|报告期内|本期間|本期间|本期|本季度)`, 1, func([]string) Mention { return Mention{Relation: Current} }},
	{`(於|于)`, 1, func([]string) Mention { return Mention{Instant: true} }},
	// English
	{`(?i)\b(?:52|fifty[- ]two)(?:[- ]weeks?)?-? ?(?:or|to|/|-) ?(?:a )?(?:53|fifty[- ]three)[- ]weeks?\b`, 0, func([]string) Mention { return Mention{Months: 12} }},
	{`(?i)\bfirst (three|six|nine|3|6|9) months\b`, 1, func(g []string) Mention { return Mention{Months: number(g[0]), ToDate: true} }},
	{`(?i)\bfirst (two|three) quarters\b`, 1, func(g []string) Mention { return Mention{Months: 3 * number(g[0]), ToDate: true} }},
	{`(?i)\b(?:trailing|rolling|last)[ -](?:twelve|12)[ -]months?\b|\b(?:TTM|LTM)\b`, 0, func([]string) Mention { return Mention{Months: 12, Trailing: true} }},
	{`(?i)\b(three|six|nine|twelve|3|6|9|12)[- ]?months?(?: period)?\b`, 1, func(g []string) Mention { return Mention{Months: number(g[0])} }},
	{`(?i)\b(` + weekNumbers + `)[- ]weeks?\b`, 1, func(g []string) Mention {
		n := weeks[hyphened(g[0])]
		return Mention{Months: WeeksEnded(n, Date{2023, 12, 31}).inWeeks(), Weeks: n}
	}},
	{`(?i)\b(` + oddWeeks + `)[- ]weeks? end(?:ed|ing)\b`, 1, func(g []string) Mention { return Mention{Weeks: weeks[hyphened(g[0])]} }},
	{`(?i)\b(quarters?|quarterly period) end(?:ed|ing)\b`, 1, func([]string) Mention { return Mention{Months: 3} }},
	{`(?i)\b(half[- ]years?|six[- ]month period) end(?:ed|ing)\b`, 1, func([]string) Mention { return Mention{Months: 6} }},
	{`(?i)\b(?:(fiscal|financial) )?(?:full[- ])?years? end(?:ed|ing)\b`, 1, func(g []string) Mention { return Mention{Months: 12, Fiscal: g[0] != "", YearEnd: true} }},
	{`(?i)\b(first|second|third|fourth|1st|2nd|3rd|4th) (?:fiscal |calendar )?quarters?\b`, 1, func(g []string) Mention { return Mention{Quarter: number(g[0])} }},
	{`(?i)\b(first|second) (?:fiscal )?half\b`, 1, func(g []string) Mention { return Mention{Half: number(g[0])} }},
	{`\b((?:19|20)\d\d) ?[-/]? ?Q([1-4])\b`, 2, func(g []string) Mention { return Mention{Quarter: number(g[1]), Date: Date{Year: year(g[0])}} }},
	{`\bQ([1-4])(?: ?FY)?(?:[ -]?'?((?:19|20)\d\d|\d\d)\b)?`, 2, func(g []string) Mention { return Mention{Quarter: number(g[0]), Date: Date{Year: year(g[1])}} }},
	{`\b([1-4])Q(?:[ -]?'?((?:19|20)\d\d|\d\d))?\b`, 2, func(g []string) Mention { return Mention{Quarter: number(g[0]), Date: Date{Year: year(g[1])}} }},
	{`\b((?:19|20)\d\d) ?H([12])\b`, 2, func(g []string) Mention { return Mention{Half: number(g[1]), Date: Date{Year: year(g[0])}} }},
	{`\bH([12])(?:[ -]?'?((?:19|20)\d\d|\d\d)\b)?`, 2, func(g []string) Mention { return Mention{Half: number(g[0]), Date: Date{Year: year(g[1])}} }},
	{`\b([12])H(?:[ -]?'?((?:19|20)\d\d|\d\d))?\b`, 2, func(g []string) Mention { return Mention{Half: number(g[0]), Date: Date{Year: year(g[1])}} }},
	{`\bFY ?'?((?:19|20)\d\d|\d\d)\b`, 1, func(g []string) Mention { return Mention{Months: 12, Date: Date{Year: year(g[0])}, Fiscal: true} }},
	{`(?i)\b(?:fiscal|financial) years?(?: of)? ((?:19|20)\d\d)\b`, 1, func(g []string) Mention { return Mention{Months: 12, Date: Date{Year: year(g[0])}, Fiscal: true} }},
	{`(?i)\b(?:full[- ]year|calendar year)(?: of)? ((?:19|20)\d\d)\b`, 1, func(g []string) Mention { return Mention{Months: 12, Date: Date{Year: year(g[0])}} }},
	{`(?i)\b(March|June|September|December) ((?:19|20)\d\d) quarter\b`, 2, func(g []string) Mention { return Mention{Months: 3, Date: monthEnd(year(g[1]), month(g[0]))} }},
	{`(?i)\b(?:the )?end of (` + monthNames + `),? ((?:19|20)\d\d)\b`, 2, func(g []string) Mention { return Mention{Instant: true, Date: monthEnd(year(g[1]), month(g[0]))} }},
	{`(?i)\b(March|June|September|December) quarter\b`, 1, func(g []string) Mention { return Mention{Months: 3, Date: monthEnd(0, month(g[0]))} }},
	{`(?i)\bquarter(?:s)? of (March|June|September|December)\b`, 1, func(g []string) Mention { return Mention{Months: 3, Date: monthEnd(0, month(g[0]))} }},
	{`\b((?:19|20)\d\d)[-/](0?[1-9]|1[0-2])[-/](0?[1-9]|[12]\d|3[01])\b`, 3, func(g []string) Mention { return Mention{Date: Date{number(g[0]), number(g[1]), number(g[2])}} }},
	{`(?i)\b(` + monthNames + `) ?(?:to|through|-) ?(` + monthNames + `),? ((?:19|20)\d\d)\b`, 3, func(g []string) Mention {
		from, to := month(g[0]), month(g[1])
		if to < from {
			return Mention{Date: monthEnd(year(g[2]), to)}
		}
		return Mention{Months: to - from + 1, Date: monthEnd(year(g[2]), to)}
	}},
	{`(?i)\b(` + monthNames + `) (\d{1,2})(?:st|nd|rd|th)?(?:, ?| )((?:19|20)\d\d)\b`, 3, func(g []string) Mention { return Mention{Date: Date{number(g[2]), month(g[0]), number(g[1])}} }},
	{`(?i)\b(` + monthNames + `),? ((?:19|20)\d\d)\b`, 2, func(g []string) Mention { return Mention{Date: monthEnd(year(g[1]), month(g[0])), Month: true} }},
	{`(?i)\b(` + monthNames + `) ?(\d{1,2})\b`, 2, func(g []string) Mention { return Mention{Date: Date{0, month(g[0]), number(g[1])}} }},
	{`(?i)\b(\d{1,2})(?:st|nd|rd|th)? (` + monthNames + `),? ((?:19|20)\d\d)\b`, 3, func(g []string) Mention { return Mention{Date: Date{number(g[2]), month(g[1]), number(g[0])}} }},
	{`(?i)\b(\d{1,2})(?:st|nd|rd|th)? (` + monthNames + `)\b`, 2, func(g []string) Mention { return Mention{Date: Date{0, month(g[1]), number(g[0])}} }},
	{`(?i)\b(?:same|corresponding|comparable) (quarter|period|half)(?: of| in)?(?: the)?(?: last year| (?:prior|previous|preceding) year)?|\b(?:year-ago|prior[- ]year|corresponding) (?:quarter|period)|\b(?:the )?(?:same|corresponding) time last year|\b(?:a|one) year (?:ago|earlier|before)\b`, 1, func([]string) Mention { return Mention{Relation: YearEarlier} }},
	{`(?i)\b(previous|preceding|last|prior) (?:fiscal )?quarter\b`, 1, func([]string) Mention { return Mention{Relation: Previous} }},
	{`(?i)\b(previous|preceding|last|prior) (?:fiscal |financial )?year\b`, 1, func([]string) Mention { return Mention{Relation: PreviousYear} }},
	{`(?i)\b(this|current) (?:fiscal )?(?:quarter|period)\b|\b(?:reporting period|period under review)\b`, 1, func([]string) Mention { return Mention{Relation: Current} }},
	{`(?i)\b(as (?:of|at)|at)\b`, 1, func([]string) Mention { return Mention{Instant: true} }},
	{`\b((?:19|20)\d\d)\b`, 1, func(g []string) Mention { return Mention{Date: Date{Year: year(g[0])}} }},
}

// maxPiece bounds one piece of a period, in bytes.
const maxPiece = 96

// pieces finds the pieces of a folded text. Start and End are of that text.
func pieces(text string) []Mention {
	var out []Mention
	last := rune(' ')
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if wordRune(last) && wordRune(r) {
			last, i = r, i+size
			continue
		}
		m, ok := pieceAt(text, i, r)
		if !ok {
			last, i = r, i+size
			continue
		}
		if sane(m) {
			out = append(out, m)
		}
		last, _ = utf8.DecodeLastRuneInString(text[:m.End])
		i = m.End
	}
	return out
}

// pieceAt tries the kinds that can begin with r at i.
func pieceAt(text string, i int, r rune) (Mention, bool) {
	window := text[i:min(len(text), i+maxPiece)]
	for _, f := range beginning(r, window) {
		if m := f.at.FindStringSubmatchIndex(window); m != nil && m[1] > 0 {
			p := f.say(texts(window, m[2:]))
			p.Start, p.End = i, i+m[1]
			return p, true
		}
	}
	return Mention{}, false
}

func wordRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_'
}

func texts(text string, spans []int) []string {
	out := make([]string, len(spans)/2)
	for i := range out {
		if spans[2*i] >= 0 {
			out[i] = text[spans[2*i]:spans[2*i+1]]
		}
	}
	return out
}

// sane drops what is no date: May 45, 13月.
func sane(m Mention) bool {
	d := m.Date
	if d.Month == 0 && d.Day == 0 {
		return true
	}
	y := first(d.Year, 2024)
	return Date{y, d.Month, d.Day}.Valid()
}

func first(a, b int) int {
	if a != 0 {
		return a
	}
	return b
}

func monthEnd(year, month int) Date {
	if month < 1 || month > 12 {
		return Date{year, month, 0}
	}
	d := MonthEnd(first(year, 2023), month)
	d.Year = year
	return d
}

// hyphened is a number in words with the hyphen that it may lack.
func hyphened(s string) string { return strings.ReplaceAll(strings.ToLower(s), " ", "-") }

// The numbers of weeks of quarters, and of the periods of other calendars.
const (
	weekNumbers = `thirteen|13|fourteen|14|twenty[- ]six|26|twenty[- ]seven|27|thirty[- ]nine|39|forty|40|fifty[- ]two|52|fifty[- ]three|53`
	oddWeeks    = `twelve|12|sixteen|16|seventeen|17|twenty[- ]four|24|twenty[- ]eight|28|thirty[- ]six|36`
)

var weeks = map[string]int{
	"thirteen": 13, "13": 13, "fourteen": 14, "14": 14, "twenty-six": 26, "26": 26, "twenty-seven": 27, "27": 27, "thirty-nine": 39, "39": 39,
	"forty": 40, "40": 40, "fifty-two": 52, "52": 52, "fifty-three": 53, "53": 53, "twelve": 12, "12": 12, "sixteen": 16, "16": 16,
	"seventeen": 17, "17": 17, "twenty-four": 24, "24": 24, "twenty-eight": 28, "28": 28, "thirty-six": 36, "36": 36,
}

var words = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
	"two": 2, "three": 3, "six": 6, "nine": 9, "twelve": 12,
	"零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "廿": 20, "卅": 30,
}

// number reads a small number in digits, English or Chinese; 0 where it is
// none.
func number(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	if n, ok := words[strings.ToLower(s)]; ok {
		return n
	}
	n := 0
	for _, r := range s {
		v, ok := words[string(r)]
		switch {
		case !ok:
			return 0
		case r == '十':
			n = max(n, 1) * 10
		default:
			n += v
		}
	}
	return n
}

// year reads a year in digits, two or four, or in Chinese digits.
func year(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		if n < 100 && s != "" {
			n += 2000
		}
		return n
	}
	n := 0
	for _, r := range s {
		n = n*10 + words[string(r)]
	}
	return n
}

func half(s string) int {
	if s == "下" {
		return 2
	}
	return 1
}

func month(name string) int {
	const order = "janfebmaraprmayjunjulaugsepoctnovdec"
	return strings.Index(order, strings.ToLower(name[:3]))/3 + 1
}
