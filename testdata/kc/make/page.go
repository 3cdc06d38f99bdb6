package main

import (
	"fmt"
	"strings"
	"text/template"

	"tickmark/testdata"
)

// page prints figures into one document and notes each of them.
type page struct {
	edition  edition
	book     *book
	release  string
	path     string
	language string // of an announcement: en or zh-Hant
}

// data is what a template sees.
type data struct {
	Filing   testdata.Filing
	Document testdata.Document
	C, P, Y  string // the quarter, the one before, the one a year ago
	End      string // the last day of the quarter
	Titles   map[string]string
}

// titles are what the cover calls the exhibits.
var titles = map[string]string{
	"release":      "Earnings Release",
	"announcement": "Announcement to The Stock Exchange of Hong Kong Limited",
	"notice":       "Date of Board Meeting",
	"return":       "Monthly Return",
	"transcript":   "Transcript of the Earnings Call",
}

func newData(f testdata.Filing, d testdata.Document) data {
	out := data{Filing: f, Document: d, C: f.Event, Titles: titles}
	if len(f.Event) != len("2025Q3") {
		return out
	}
	out.P, out.Y, out.End = previous(f.Event), yearAgo(f.Event), quarterEnd(f.Event)
	return out
}

func (p *page) funcs() template.FuncMap {
	return template.FuncMap{
		"rmb":       p.rmb,
		"rmbIn":     p.rmbIn,
		"loss":      p.loss,
		"lossIn":    p.lossIn,
		"minus":     p.minus,
		"usd":       p.usd,
		"usdLoss":   p.usdLoss,
		"moved":     p.moved,
		"movedIn":   p.movedIn,
		"percent":   p.percent,
		"month":     month,
		"longDate":  longDate,
		"exhibit":   func(kind string) string { return strings.TrimPrefix(kind, "EX-") },
		"points":    p.points,
		"slipped":   p.slipped,
		"margin":    p.margin,
		"nought":    p.nought,
		"rate":      p.rate,
		"zhRate":    p.bareRate,
		"perShare":  p.perShare,
		"income":    p.income,
		"gross":     p.gross,
		"reconcile": p.reconcile,
		"balance":   p.balance,
		"selected":  p.selected,
		"cashflow":  p.cashflow,
		"yuan":      p.yuan,
		"yuanLoss":  p.yuanLoss,
		"dollar":    p.dollar,
		"grew":      p.grew,
		"hkex":      p.hkex,
		"statement": p.statement,
		"split":     p.split,
		"percentIn": p.percentIn,
		"line":      p.line,
		"result":    p.result,
		"costs":     p.costs,
		"ratio":     p.ratio,
		"cash":      p.cash,
		"perADS":    p.lossPerADS,
		"annual":    p.annual,
	}
}

// rmb prints a positive amount as the prose does: millions with one decimal
// where the table has them, else millions, else billions.
func (p *page) rmb(name, period string) (string, error) {
	return p.amount(name, period, 1, -5, -6, -7, -8)
}

// rmbIn is rmb at one rounding.
func (p *page) rmbIn(name, period string, decimals int) (string, error) {
	return p.amount(name, period, 1, decimals)
}

// loss prints the size of a negative amount; the sentence says loss, negative
// or outflow.
func (p *page) loss(name, period string) (string, error) {
	return p.amount(name, period, -1, -5, -6, -7, -8)
}

// lossIn is loss at one rounding.
func (p *page) lossIn(name, period string, decimals int) (string, error) {
	return p.amount(name, period, -1, decimals)
}

// minus prints a negative amount with its sign after the currency:
// RMB-27.7 million.
func (p *page) minus(name, period string) (string, error) {
	s, err := p.loss(name, period)
	return strings.Replace(s, "RMB", "RMB-", 1), err
}

func (p *page) amount(name, period string, sign int, decimals ...int) (string, error) {
	f, err := p.book.find(period, name, "", "CNY", decimals...)
	if err != nil {
		return "", err
	}
	if err := wantSign(f, sign); err != nil {
		return "", err
	}
	if f.Decimals <= -7 {
		return "RMB" + p.number(f, 9) + " billion", nil
	}
	return "RMB" + p.number(f, 6) + " million", nil
}

// usd prints the US$ twin of a positive amount, without its "million": a note
// mark may follow the number.
func (p *page) usd(name, period string) (string, error) { return p.dollars(name, period, 1) }

// usdLoss is usd for the size of a negative amount.
func (p *page) usdLoss(name, period string) (string, error) { return p.dollars(name, period, -1) }

func (p *page) dollars(name, period string, sign int) (string, error) {
	f, err := p.book.find(period, name, "", "USD", -5)
	if err != nil {
		return "", err
	}
	return "US$" + p.number(f, 6), wantSign(f, sign)
}

// moved prints a growth rate with its verb: increased by 31.4%.
func (p *page) moved(name, period, change string) (string, error) {
	return p.change(name, period, change, 1, 0)
}

// movedIn is moved at one rounding.
func (p *page) movedIn(name, period, change string, decimals int) (string, error) {
	return p.change(name, period, change, decimals)
}

func (p *page) change(name, period, change string, decimals ...int) (string, error) {
	f, err := p.book.find(period, name, "change="+change, "percent", decimals...)
	if err != nil {
		return "", err
	}
	verb := "increased"
	if strings.HasPrefix(f.Value, "-") {
		verb = "decreased"
	}
	return verb + " by " + p.number(f, 0) + "%", nil
}

// percent prints the size of a percentage with the given dimensions.
func (p *page) percent(name, period, dims string) (string, error) {
	f, err := p.book.find(period, name, dims, "percent", 1, 0)
	if err != nil {
		return "", err
	}
	return p.number(f, 0) + "%", nil
}

// percentIn is percent at one rounding.
func (p *page) percentIn(name, period, dims string, decimals int) (string, error) {
	f, err := p.book.find(period, name, dims, "percent", decimals)
	if err != nil {
		return "", err
	}
	return p.number(f, 0) + "%", nil
}

// points prints the change of a margin, without its unit.
func (p *page) points(name, period string) (string, error) {
	f, err := p.book.find(period, name, "change=yoy,share_of=Revenues", "pp", 1)
	if err != nil {
		return "", err
	}
	return p.number(f, 0), nil
}

// margin prints a share of revenues, signed, without its percent sign.
func (p *page) margin(name, period string) (string, error) {
	f, err := p.book.find(period, name, "share_of=Revenues", "percent", 1, 0)
	if err != nil {
		return "", err
	}
	s := p.number(f, 0)
	if strings.HasPrefix(f.Value, "-") {
		s = "-" + s
	}
	return s, nil
}

// slipped is margin with the slip of the keyboard that published releases
// have: a space behind the decimal point.
func (p *page) slipped(name, period string) (string, error) {
	f, err := p.book.find(period, name, "share_of=Revenues", "percent", 1)
	if err != nil {
		return "", err
	}
	s := strings.Replace(digits(f, 0), ".", ". ", 1)
	p.note("prose", "", s, f)
	return s, nil
}

// nought prints a zero as the prose does.
func (p *page) nought(name, period string) (string, error) {
	f, err := p.book.find(period, name, "", "CNY", -6, -5, -3)
	if err != nil {
		return "", err
	}
	if f.Value != "0" {
		return "", fmt.Errorf("%s %s is %s, not nil", period, name, f.Value)
	}
	p.note("prose", "", "nil", f)
	return "nil", nil
}

// rate prints the convenience rate of a day: RMB7.1190.
func (p *page) rate(day string) (string, error) {
	s, err := p.bareRate(day)
	return "RMB" + s, err
}

// bareRate is rate without its currency.
func (p *page) bareRate(day string) (string, error) {
	f, err := p.book.find(day, "ForeignCurrencyExchangeRateTranslation1/", "", "CNY/USD", 4)
	if err != nil {
		return "", err
	}
	return p.number(f, 0), nil
}

// perShare prints a loss per share or per ADS (unit is CNY/shares, USD/ADS, …).
func (p *page) perShare(period, unit string) (string, error) {
	f, err := p.book.find(period, "EarningsPerShareBasicAndDiluted", "", unit, 2)
	if err != nil {
		return "", err
	}
	return p.number(f, 0), nil
}

// note records a printed figure; what a decoy prints is no truth.
func (p *page) note(where, label, printed string, f testdata.Figure) {
	if p.release != "" {
		p.book.note(p.release, p.path, where, label, printed, f)
	}
}

// number prints the size of f divided by 10^scale and notes it as prose.
func (p *page) number(f testdata.Figure, scale int) string {
	s := digits(f, scale)
	p.note("prose", "", s, f)
	return s
}
