package statement

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
)

// unitLine is what a caption or a header says of units. Scale is a power of
// ten and counts only where scaled is set: "RMB" alone names no scale.
type unitLine struct {
	currency quantity.Unit
	scale    int
	scaled   bool
	percent  bool // the column holds percentages
	shares   bool // share counts are excepted from the scale
	money    bool // the scale is one of money: thousands of Renminbi, 千元
}

// What leads to the scale of a unit: words, as in "(in RMB ten thousand)", or
// digits, which say so only where they are all of a unit, "(RMB 10,000)".
const (
	money    = `(?:RMB|CNY|Renminbi|yuan|US\$|HK\$|\$|¥)`
	inWords  = `(?:\bin\s+(?:[^\s]+\s+){0,6}?|` + money + `['’‘′]?\s*(?:in\s+)?|\(|^\s*)`
	inDigits = `(?:(?:\(|^)\s*(?:amounts? |expressed |stated )*in\s+|\bunits?\s*[:：]\s*(?:in\s+)?)` + money + `\s*`
	alone    = `|^\s*\(?` + money + `\s*`
	unitEnd  = `(?:s|['’]s)?\s*(?:$|[);；）]|,\s*[a-z])`
	aloneEnd = `s?\)?\s*$`
)

// The scales by what is printed. The leftmost match counts.
var scales = []struct {
	form  *pattern.Pattern
	scale int
}{
	{pattern.New(`(?i)` + inWords + `tens?[\s-]+(?:of\s+)?thousands?\b|` + inDigits + `(?:10,?000|10 thousand)` + unitEnd + alone + `(?:10,?000|10 thousand)` + aloneEnd + `|['’‘′]\s*0,?000\b`), 4},
	{pattern.New(`(?i)` + inWords + `hundreds?[\s-]+(?:of\s+)?thousands?\b|` + inDigits + `(?:100,?000|100 thousand)` + unitEnd + alone + `(?:100,?000|100 thousand)` + aloneEnd + `|十[萬万]元`), 5},
	{pattern.New(`(?i)` + inWords + `tens?[\s-]+(?:of\s+)?millions?\b|` + inDigits + `(?:10,?000,?000|10 million)` + unitEnd + alone + `(?:10,?000,?000|10 million)` + aloneEnd), 7},
	{pattern.New(`(?i)` + inWords + `hundreds?[\s-]+(?:of\s+)?millions?\b|` + inDigits + `(?:100,?000,?000|100 million)` + unitEnd + alone + `(?:100,?000,?000|100 million)` + aloneEnd), 8},
	{pattern.New(`(?i)` + inDigits + `1,?000` + unitEnd + alone + `1,?000` + aloneEnd), 3},
	{pattern.New(`(?i)` + inDigits + `1,?000,?000` + unitEnd + alone + `1,?000,?000` + aloneEnd), 6},
	{pattern.New(`百[億亿]元`), 10},
	{pattern.New(`(?i)\bin\s+(?:[^\s]+\s+){0,6}?thousands?\b|(?:RMB|US\$|HK\$|\$|¥)['’‘′]?\s*(?:in\s+)?thousands?\b|\(thousands?\)|^\s*thousands?\b|['’‘′]\s*000\b`), 3},
	{pattern.New(`(?i)\bin\s+(?:[^\s]+\s+){0,6}?millions?\b|(?:RMB|US\$|HK\$|\$|¥)['’‘′]?\s*(?:in\s+)?(?:millions?|mn|m)\b|\(millions?\)|^\s*millions?\b|['’‘′]\s*000,?000\b|百萬|百万`), 6},
	{pattern.New(`(?i)\bin\s+(?:[^\s]+\s+){0,6}?billions?\b|(?:RMB|US\$|HK\$|\$|¥)['’‘′]?\s*(?:in\s+)?(?:billions?|bn)\b|\(billions?\)|^\s*billions?\b|十億|十亿`), 9},
	{pattern.New(`千萬|千万`), 7},
	{pattern.New(`[以按]千(?:[計计]|[为為][单單]位)|千元|千港元|千美元|千人民幣|人民幣千`), 3},
	{pattern.New(`億元|亿元|億港元|億美元|亿美元`), 8},
	{pattern.New(`萬元|万元|萬港元|萬美元|万美元`), 4},
	{pattern.New(`(?:單位|单位|金額單位|金额单位)[^\n千百萬万億亿]{0,12}?[:：]?\s*(?:人民幣|人民币)?元|^元$|人民幣元|人民币元|(?i:\bunits?\s*[:：]\s*(?:in\s+)?(?:RMB|CNY|yuan|renminbi(?: yuan)?)\s*[)）]?\s*$)`), 0},
}

var currencyForms = []struct {
	form *pattern.Pattern
	unit quantity.Unit
}{
	{pattern.New(`(?i)US\$|\bUSD\b|\bUS cents?\b|美仙|\bU\.?S\.? dollars?|美元`), quantity.USD},
	{pattern.New(`(?i)HK\$|\bHKD\b|\bHK cents?\b|港仙|\bHong Kong dollars?|港元|港幣|港币`), quantity.HKD},
	{pattern.New(`(?i)RMB|\bCNY\b|\bRenminbi|人民幣|人民币|¥|[(（]元(?: ?[/／] ?股)?[)）]|(?:單位|单位)\s*[:：]?\s*(?:千|百萬|百万|萬|万|億|亿)?元`), quantity.CNY},
}

// parseUnitLine reads "(All amounts in thousands, except for share data)",
// "RMB'000", "人民幣千元", "in RMB billions, except percentages". A line that
// names several currencies names none: columns do.
func parseUnitLine(text string) unitLine {
	text = narrow(text)
	var u unitLine
	found := 0
	for _, c := range currencyForms {
		if c.form.MatchString(text) {
			u.currency = c.unit
			found++
		}
	}
	if found > 1 {
		u.currency = ""
	}
	main, except, _ := cutExcept(text)
	if u.scale, u.scaled = scaleOf(main); unreadScale(main, u) {
		u.scale, u.scaled = unclearScale, true
	}
	u.shares = sharesExcepted(except)
	u.money = u.scaled && moneyScale.MatchString(main)
	if centsForm.MatchString(main) {
		u.scale, u.scaled = -2, true
	}
	return u
}

// narrow is text with full-width forms brought to ASCII.
func narrow(text string) string {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return width.Narrow.String(text)
		}
	}
	return text
}

// centsForm names hundredths of a currency.
var centsForm = pattern.New(`(?i)\b(?:RMB|HK|US) (?:cents?|fen)\b|港仙|美仙|人民[幣币]分`)

// moneyScale is a scale that counts money alone, not shares.
var moneyScale = pattern.New(`(?i)\b(?:thousands?|millions?|billions?) of (?:U\.?S|United States|RMB|Renminbi|CNY|HK|Hong Kong|Canadian)|[千萬万億亿](?:港|美)?元|百[萬万](?:港|美)?元|人民[幣币]千`)

var shareScales = []struct {
	form  *pattern.Pattern
	scale int
}{
	{pattern.New(`(?i)千股|['’]000 shares|\bthousands?(?: of)? shares|shares[^()]*\((?:in )?thousands?\)`), 3},
	{pattern.New(`百萬股|百万股|(?i:\bmillions?(?: of)? shares|shares[^()]*\((?:in )?millions?\))`), 6},
	{pattern.New(`萬股|万股`), 4},
}

// shareScale is the scale of share counts that a label names.
func shareScale(label string) (int, bool) {
	for _, s := range shareScales {
		if s.form.MatchString(label) {
			return s.scale, true
		}
	}
	return 0, false
}

// scaleHint is in every text that names a scale: the words, and signs of
// currencies, for an m may follow them.
var scaleHint = pattern.New(`(?i)thousand|million|billion|000|RMB|\$|¥|[千百十萬万億亿元]|\bunits?\b`)

// numbered says that a scale belongs to a number: "in a US$50 million program",
// 5,110.2百萬元.
func numbered(text string, from, to int) bool {
	if strings.ContainsAny(strings.ReplaceAll(text[from:to], "000", ""), "0123456789") {
		return true
	}
	return numberEnd.MatchString(text[:from]) && !yearEnd.MatchString(text[:from])
}

var (
	numberEnd = pattern.New(`\d[十百千萬万億亿]*$`)
	yearEnd   = pattern.New(`(?:^|[^\d.,])(?:19|20)\d\d$`) // 2024千元
)

// lastPower is the last of the scales whose digits are their own: 10,000.
const lastPower = 5

func scaleOf(text string) (int, bool) {
	if !scaleHint.MatchString(text) {
		return 0, false
	}
	best, at := -1, len(text)+1
	for i, s := range scales {
		if m := s.form.FindStringIndex(text); m != nil && m[0] < at && (i <= lastPower || !numbered(text, m[0], m[1])) {
			best, at = i, m[0]
		}
	}
	if best < 0 {
		return 0, false
	}
	return scales[best].scale, true
}

var exceptForm = pattern.New(`(?i)\b(?:except|excluding|other than|unless)\b|除.{0,20}外`)

// cutExcept parts a unit line from its exceptions.
func cutExcept(text string) (main, except string, ok bool) {
	m := exceptForm.FindStringIndex(text)
	switch {
	case m == nil:
		return text, "", false
	case strings.HasPrefix(text[m[0]:], "除"): // 除每股數據外，以人民幣千元列示
		return text[:m[0]] + text[m[1]:], text[m[0]:m[1]], true
	}
	return text[:m[0]], text[m[0]:], true
}

var (
	shareWord    = pattern.New(`(?i)\b(?:shares?|ADSs?)\b|股份|股[數数]|^股$`)
	perShareWord = pattern.New(`(?i)\bper[\s-]+(?:[a-z]+[\s-]+)?(?:shares?|ADSs?)(?:\s*/\s*ADSs?)?|per ADS/ordinary share|每股[數数據据資资料盈利收益虧损損]*`)
)

// sharesExcepted says that the exceptions name share counts, not only amounts
// per share.
func sharesExcepted(except string) bool {
	return except != "" && shareWord.MatchString(perShareWord.ReplaceAllString(except, " "))
}
