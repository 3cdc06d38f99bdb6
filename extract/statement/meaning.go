package statement

import (
	"strings"

	"tickmark/extract"
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

// meaning is what the words left of a row say of its figures.
type meaning struct {
	match      vocabulary.Match
	known      bool
	basis      extract.Basis
	loss       bool
	dimensions extract.Dimensions
	unit       unitLine
	per        quantity.Unit // shares or ADS for amounts per share
	count      quantity.Unit // shares, ADS or count for rows that count
	percent    bool
	itself     bool // the label ends in a percent sign
	open       bool // basic or diluted, and not said of what
	ownScale   int  // of share counts, where own: the label names it
	own        bool
	bare       bool     // its own scale stands in brackets, without a currency
	days       bool     // it counts days, and no unit of ours does
	pieces     bool     // it says that it counts: "(units)"
	things     bool     // it is named after things that are counted
	printed    printing // of counts of shares: what arithmetic says of their scale
	together   bool     // it names what all shares get
	number     bool     // it says that it is the number of things
	whole      bool     // the amounts around it are printed without decimals
	money      bool     // a row of the table is one of money, by the vocabulary
	shared     bool     // another row of the table would have the metric too
	plan       bool     // it stands under a heading over what is planned
	from       rowSources
	part       string // what the row is a part of, where its section takes its usual meaning away
}

var (
	countADSForm = pattern.New(`(?i)\b(?:weighted|number of|shares used|outstanding)\b.*\bADSs?\b|^ADSs?\b`)
	countForm    = pattern.New(`(?i)\b(?:weighted[- ]average|number of)\b.*\bshares?\b|\bshares?\b.*\b(?:used in|outstanding)\b|^(?:ordinary )?shares$|加權平均|加权平均.*股|股份數目|股数|每股.{0,20}[的之](?:普通股|股份)(?:總數|总数|數目|数目|數|数)?(?:[,，].*)?$`)
	percentForm  = pattern.New(`(?i)\bmargin\b|\(%\)|（%）|%$|收益率|利润率|利潤率|毛利率|\brate\b.*%`)
)

// meaning looks the label up, first alone and then with its section, and
// finds the units that the row itself names.
func (r *reader) meaning(s sheet, l line) meaning {
	m := meaning{unit: parseUnitLine(l.label)}
	if l.section == "" {
		l.section = s.caption.title
	}
	ctx := vocabulary.Context{Statement: s.caption.statement, Section: l.section, Instant: r.mostlyInstant(s)}
	name := l.label
	if parForm.MatchString(name) {
		name = beforePar(name)
	}
	name = ratioForm.ReplaceAllString(name, "")
	m.match, m.known = r.words.Match(name, ctx)
	if l.total {
		if match, ok := r.words.Match(l.label+" "+totalWord(l.label), ctx); ok {
			m.match, m.known = match, true
		}
	}
	if s.caption.statement != vocabulary.Balance && l.section != "" {
		plain, other := r.words.Match(l.label, vocabulary.Context{Statement: ctx.Statement, Instant: ctx.Instant})
		if other && plain.Metric != m.match.Metric {
			m.part = l.section
		}
	}
	if s.caption.note != "" {
		m.known, m.match, m.part = false, vocabulary.Match{Basis: m.match.Basis, Loss: m.match.Loss}, s.caption.note
	}
	r.segment(s, l, &m)
	if s.caption.statement == vocabulary.Reconciliation && m.known && m.part == "" && takenBack(l.label, m.match) {
		m.known, m.match, m.part = false, vocabulary.Match{Basis: m.match.Basis}, reconciling
		return r.rest(s, l, m)
	}
	m.loss = m.match.Loss || !m.known && vocabulary.LossNoun(l.label)
	return r.rest(s, l, m)
}

// rest finds what the row says of its units, its basis and its entity.
func (r *reader) rest(s sheet, l line, m meaning) meaning {
	words := l.label + " " + l.section
	named, counts := counted(l.label)
	switch {
	case m.known && r.money(m.match.Metric):
	case parForm.MatchString(l.label):
		m.unit = parseUnitLine(beforePar(l.label)) // an amount of capital, whatever it says of shares
	case counts:
		m.count = named
	case countADSForm.MatchString(l.label) && vocabulary.PerUnit(l.label) != quantity.ADS || countADSForm.MatchString(l.section) && vocabulary.PerUnit(l.label) == "":
		m.count = quantity.ADS
	case countForm.MatchString(l.label) || countForm.MatchString(l.section) && vocabulary.PerUnit(l.label) == "":
		m.count = quantity.Shares
	default:
		m.per = vocabulary.PerUnit(words)
		if vocabulary.PerUnit(l.label) == "" && usedFor.MatchString(l.section) {
			m.per = "" // the profit that amounts per share are computed from
		}
	}
	m.percent = percentForm.MatchString(l.label) || !m.known && percentSection.MatchString(l.section)
	m.itself = m.percent && percentEnd.MatchString(l.label)
	m.together = togetherForm.MatchString(l.label)
	m.number = numberOf.MatchString(l.label)
	m.pieces, m.things = piecesForm.MatchString(l.label), thingsForm.MatchString(l.label) || usersForm.MatchString(l.label) && !ofUsers.MatchString(l.label)
	m.bare, m.days = bareScale.MatchString(l.label), daysForm.MatchString(l.label)
	m.open = l.generic && m.per == "" && m.count == "" && !m.known
	m.ownScale, m.own = shareScale(l.label)
	if ownUnit.MatchString(l.label) && !m.unit.scaled {
		m.unit.scale, m.unit.scaled = 0, true
	}
	m.basis = r.basis(s, l, m)
	if s.caption.parent {
		m.dimensions = m.dimensions.With(extract.DimEntity, "parent")
	}
	return m
}

// parForm is what a line of share capital says of the shares themselves.
var parForm = pattern.New(`(?i)\bpar value\b|\bnominal value\b|面值`)

// beforePar is the name of such a line.
func beforePar(label string) string {
	if i := strings.IndexAny(label, "(（,，;；"); i > 0 {
		return label[:i]
	}
	return ""
}

// ratioForm is what a label says of how many shares an ADS is, and of its unit.
var ratioForm = pattern.New(`(?i) ?[(（](?:[^()（）]*\b(?:represent(?:s|ing)?|equals?)\b[^()（）]*|(?:in |expressed in )?(?:(?:RMB|HK|US) (?:cents?|fen)|人民[幣币]分|港仙)|以?每股[^()（）]{0,8}|(?:以?人民[幣币])?(?:百[萬万]|千|[萬万億亿])?元計?)[)）]`)

// numberForm begins a label that counts shares, whatever amount per share it
// goes on to say that they are for; group 1 names them.
var numberForm = pattern.New(`(?i)^(?:basic|diluted)?[ :–-]*((?:weighted[- ]average|average|number of|(?:ordinary )?shares used|ADSs? used).*)`)

// counted is what such a label counts.
func counted(label string) (quantity.Unit, bool) {
	m := numberForm.FindStringSubmatch(label)
	if m == nil {
		return "", false
	}
	name := forForm.FindString(m[1])
	switch {
	case adsNoun.MatchString(name) && !sharesNoun.MatchString(name):
		return quantity.ADS, true
	case sharesNoun.MatchString(name) && !adsNoun.MatchString(name):
		return quantity.Shares, true
	}
	return "", false
}

var (
	forForm    = pattern.New(`(?i)^.*?(?:\bused\b|\bin (?:computing|calculating)\b|\bper\b|\bfor\b|$)`)
	adsNoun    = pattern.New(`(?i)\bADSs?\b|American depositary shares?`)
	sharesNoun = pattern.New(`(?i)\b(?:ordinary|common|class [A-Z])?\s*shares?\b`)
)

// reconciling is the section of the adjustments in a reconciliation.
const reconciling = "reconciliation"

// usedFor is a heading over what amounts per share are computed from.
var usedFor = pattern.New(`(?i)\bused (?:in|for)\b|\bfor (?:the )?(?:computing|calculating|purposes? of)\b|\b(?:computation|calculation)\b|用作計算|用于计算|用於計算|計算每股|计算每股`)

// piecesForm ends a label that says that it counts; thingsForm is one made of the
// name of what is counted, of which no currency is said.
var (
	piecesForm = pattern.New(`(?i)[(（](?:in )?(?:units?|vehicles?|number|persons?|people|stores?|辆|輛|台|家|人|個|个|間|间)[)）]$`)
	thingsForm = pattern.New(`(?i)^(?:(?:total|average|number of|new|active|paying|registered|monthly|daily|annual|cumulative|company-operated|franchised|physical|retail) )*(?:vehicle |unit |store |sales |service |delivery )?(?:deliveries|vehicles|outlets|stores|restaurants|hotels|shops|headcount|employees|users|customers|members|subscribers|merchants|orders|stations|cities|MAUs?|DAUs?|parcels)(?: *[(（].*)?$|(?:[賬账帳]戶|[賬账帳]户|用[戶户]|[會会][員员]|客[戶户]|[門门]店|[僱雇][員员]|[員员]工|[訂订][單单])(?:總?數目?|总?数量?)?$`)
)

// usersForm names users of some kind, whatever else the label says of them; ofUsers
// what is measured of users and not their number.
var (
	usersForm = pattern.New(`(?i)\b(?:MAUs?|DAUs?)\b|\b(?:active|paying|registered|monthly|daily) (?:users|subscribers|members|customers|buyers|merchants)\b`)
	ofUsers   = pattern.New(`(?i)\bper\b|\bARPP?U\b|\b(?:revenues?|income|fees?|costs?|expenses?|spend(?:ing)?|GMV|billings?|deposits?|payables?|receivables?|advances?|from|to|time|minutes|hours|rate|ratio)\b`)
)

// togetherForm names a sum for all shares beside words on one of them.
var togetherForm = pattern.New(`(?i)\bdividends?\b|\bnet (?:income|loss|profit)\b.*\bfor (?:computing|calculating|the (?:computation|calculation))\b|股息|股利|派息`)

// percentSection is a heading over ratios: "Profitability (%)".
var percentSection = pattern.New(`[(（]%[)）]$`)

// numberOf begins a label that counts whatever it goes on to name.
var numberOf = pattern.New(`(?i)^(?:(?:total|average|cumulative|aggregate) )?(?:numbers?|no\.) of [a-z]`)

// bareScale ends a label that names a scale and no currency; daysForm one of
// days.
var (
	bareScale = pattern.New(`(?i)[(（](?:in )?(?:thousands?|millions?|billions?|百萬|百万|千|萬|万|億|亿)[)）]$`)
	daysForm  = pattern.New(`(?i)\b(?:turnover|payable|receivable|inventory|sales outstanding) days\b|\(days?\)|\(in days\)|周转天数|週轉天數|周轉天數|[周週][转轉]期|时长|時長|[(（](?:天|日|分[鐘钟])[)）]`)
)

// ownUnit ends a label that names the unit of its row: no scale of the table
// applies to it.
var ownUnit = pattern.New(`[(（](?:港元|人民幣元|人民币元|元|美元|元 ?/ ?股|港元 ?/ ?股|RMB|HK\$|US\$)[)）]$`)

// takenBack says that a row of a reconciliation is an adjustment and not the
// element that its words name: "Add: share-based compensation" is net of what
// noncontrolling interests bear where the measure is.
func takenBack(label string, m vocabulary.Match) bool {
	return bridgeForm.MatchString(label) || !m.Positive && adjustmentForm.MatchString(label)
}

// adjustmentForm names the rows of a reconciliation that take something back:
// their printed sign is that of the adjustment, not of the element.
var adjustmentForm = pattern.New(`(?i)\binterest\b|investment|fair value|share of (?:results|profit|loss|income)|equity[- ]method|exchange|other (?:income|expense|gain|loss|\()|\bgain|disposal|impairment|income tax|tax effect|` +
	`利息|投資|投资|公允|公平值|匯兌|汇兑|減值|减值|所得稅|所得税|其他收益|聯營|联营`)

func (r *reader) mostlyInstant(s sheet) bool {
	n := 0
	for _, c := range s.columns {
		if c.period.IsInstant() {
			n++
		}
	}
	return n*2 > len(s.columns)
}

// basis: a mark in label or section is non-GAAP. The framework that the document
// names is that of its primary statements and their notes, of known metrics
// without a mark, and of what is allocated, or added and taken off, between a
// measure of the framework and another. Anything else stays unknown.
func (r *reader) basis(s sheet, l line, m meaning) extract.Basis {
	switch {
	case m.match.Basis != "":
		return m.match.Basis
	case r.words.NonGAAPMark(l.label) || r.words.NonGAAPMark(l.section):
		return extract.NonGAAP
	case compensationForm.MatchString(l.label) && !compensates(l.label):
		return "" // a measure without it is none of the framework's
	case s.caption.statement.Primary() || m.known || s.caption.note != "" || m.part == reconciling,
		s.caption.statement == vocabulary.Segment && r.notes,
		s.caption.compensation, compensates(l.label), compensates(l.section),
		s.caption.statement == vocabulary.Reconciliation && (bridgeForm.MatchString(l.label) || s.caption.lists(exceptionalForm)):
		return r.context.Basis
	}
	return ""
}

// exceptionalForm is the title of the list of what PRC reports take off a profit:
// its items are the framework's, whatever the profit without them is.
var exceptionalForm = pattern.New(`非经常性损益(?:的?项目|明细)`)

// compensates says that words name share-based compensation itself, and not a
// measure without it.
func compensates(words string) bool {
	return compensationForm.MatchString(words) && !movement.MatchString(words)
}

// money says that a metric is counted in money and in nothing else.
func (r *reader) money(id extract.Metric) bool {
	m, ok := r.words.Metric(id)
	return ok && len(m.Units) == 1 && m.Units[0] == vocabulary.Money
}

// name is what tells a row's figures apart from others: its metric, else its
// label.
func (m meaning) name(l line) string {
	if m.match.Metric != "" {
		return string(m.match.Metric) + "/" + string(m.basis) + "/" + string(m.per) + "/" + m.dimensions[extract.DimSegment]
	}
	return extract.Fold(l.label)
}
