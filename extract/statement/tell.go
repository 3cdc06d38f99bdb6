package statement

import (
	"slices"
	"strconv"
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
	"tickmark/extract/vocabulary"
)

var (
	headerNoise = pattern.New(`(?i)\(?\b(?:un)?audited\)?|\(?note \d+\)?|\b(?:for|the|as|of|at|and|ended|ending|months?|years?|quarters?|period|in|except|unless|otherwise|specified|stated|per|data|amounts?|figures|notes?)\b|` +
		`US\$|HK\$|\bRMB|\bUSD|\bHKD|\bCNY|\$|¥|['’‘′]?000|['’‘′]?\b(?:thousands?|millions?|billions?)\b|%|\bpercentages?\b|` +
		`人民幣|人民币|港元|美元|千元|百萬元|百万元|万元|元|千|百萬|未經審核|未经审核|未審核|經審核|经审计|未经审计|審核|金額|金额|餘額|余额|发生额|累计|附註|附注|` +
		`截至|止|年度|期間|期间|本期|上期|本年|上年|同期|期末|期初|年末|年初|月份?|个月|個月|於|于|[（）()\[\],.:：;/*–-]+|\b\d{1,2}\b`)
	totalName   = pattern.New(`(?i)^(?:grand )?(?:total|consolidated|group)(?: (?:total|company|amount))?$|^(?:合計|合计|總計|总计|總額|总额|綜合|综合|合并|合併|集團|集团|本集團|本集团|總計金額)$`)
	parentName  = pattern.New(`(?i)^(?:company|parent(?: company)?)$|^(?:本公司|公司|母公司)$`)
	restatedTag = pattern.New(`(?i)restated|經重列|经重列|重述|調整後|调整后`)
	formerTag   = pattern.New(`(?i)(?:previously|originally) (?:reported|stated)|調整前|调整前|原列`)
)

// nameOf is what the cells above a column say besides its period and units.
func nameOf(stack []string) string {
	var parts []string
	for _, text := range stack {
		if rest := unperioded(unexcepted(text)); rest != "" {
			parts = append(parts, rest)
		}
	}
	return strings.Join(parts, " ")
}

// unexcepted is text without what a line of units excepts: "(RMB in millions,
// except for percentages)" names no segment.
func unexcepted(text string) string {
	if main, _, ok := cutExcept(text); ok && parseUnitLine(main).scaled {
		return main
	}
	return text
}

// unperioded is text without periods, units and states of audit.
func unperioded(text string) string {
	var b strings.Builder
	at := 0
	for _, m := range fiscal.Scan(text) {
		b.WriteString(text[at:m.Start])
		b.WriteByte(' ')
		at = m.End
	}
	b.WriteString(text[at:])
	said := b.String()
	if headerNoise.MatchString(said) {
		if headerNoise.ReplaceAllString(said, "") == "" {
			return ""
		}
		said = headerNoise.ReplaceAllString(said, " ")
	}
	rest := strings.Join(strings.Fields(said), " ")
	if len(rest) < 2 {
		return ""
	}
	return rest
}

// segments gives the columns of a segment table, which name segments and no
// period, the one period of the caption.
func (r *reader) segments(s sheet, cols []column) {
	if s.caption.statement != vocabulary.Segment {
		return
	}
	for _, c := range cols {
		if c.period.Known() || c.kind == amounts && nameOf(c.stack) == "" {
			return
		}
	}
	m := s.caption.said.mention
	if !m.Date.Valid() || m.Months == 0 {
		return
	}
	for i := range cols {
		if cols[i].kind == amounts {
			cols[i].period = fiscal.Mention{Months: m.Months, Weeks: m.Weeks, Date: m.Date}.Resolve(r.context.Period, r.context.Calendar)
			cols[i].from.period = r.titleSource(s)
		}
	}
}

// tell looks for columns that say the same of period and currency. What else
// stands over them tells them apart: segments, the parent company, figures
// before a restatement. Columns that nothing tells apart are unclear.
func (r *reader) tell(cols []column) {
	groups := map[string][]int{}
	expected(cols)
	for i, c := range cols {
		if c.kind == amounts && c.period.Known() {
			k := c.period.String() + string(c.unit.currency) + guided(c)
			groups[k] = append(groups[k], i)
		}
	}
	for _, g := range groups {
		if len(g) < 2 || bridged(cols, g) {
			continue
		}
		adjusted(cols, g)
		seen := map[string]bool{}
		n := 0
		for _, i := range g {
			if cols[i].kind == amounts {
				cols[i].dims = dimsOf(cols[i])
				if m, ok := r.words.Match(cols[i].dims[extract.DimSegment], vocabulary.Context{}); ok {
					cols[i].measure, cols[i].dims = m, nil
				}
				seen[cols[i].dims.String()+string(cols[i].measure.Metric)+strconv.FormatBool(cols[i].unit.percent)] = true
				n++
			}
		}
		if len(seen) == n {
			continue
		}
		for _, i := range g {
			cols[i].kind = unclear
		}
	}
}

var (
	reportedName = pattern.New(`(?i)^(?:reported|(?:U\.?S\.? ?)?GAAP|(?:HK)?IFRS|HKFRS)(?: measures?)?$|^(?:已報告|已呈報|如報告所示|按報告)$`)
	named        = pattern.New(`GAAP|IFRS`)
	adjustedName = pattern.New(`(?i)^(?:adjusted|non ?(?:GAAP|IFRS|HKFRS)(?: measures?)?)$|^(?:經調整|经调整|非國際財務報告準則|非国际财务报告准则|非公認會計原則|非公认会计准则)$`)
)

// bridged tells the columns of a bridge apart, which leads from what is
// reported over adjustments to the non-GAAP measure, each in a column: the
// first and the last are figures of the row, those between are not. Where the
// columns are no bridge it is false.
func bridged(cols []column, group []int) bool {
	from, to := -1, -1
	for _, i := range group {
		switch name := nameOf(cols[i].stack); {
		case from < 0 && reportedName.MatchString(name):
			from = i
		case adjustedName.MatchString(name):
			to = i
		}
	}
	if from < 0 || to <= from {
		return false
	}
	for _, i := range group {
		switch i {
		case from:
			if named.MatchString(cols[i].header) {
				cols[i].basis = extract.GAAP
			}
		case to:
			cols[i].basis = extract.NonGAAP
		default:
			cols[i].kind = between
		}
	}
	return true
}

// adjusted is of columns among which one is of a non-GAAP measure, but that are no
// bridge that can be read: only the first may be what is reported.
func adjusted(cols []column, group []int) {
	marked := 0
	for _, i := range group {
		if slices.ContainsFunc(cols[i].stack, marks) {
			marked++
		}
	}
	if marked == 0 || marked == len(group) || slices.ContainsFunc(group, func(i int) bool { return formerTag.MatchString(cols[i].header) }) {
		return // before and after a restatement are one measure
	}
	for n, i := range group {
		if name := nameOf(cols[i].stack); n > 0 || name != "" && !reportedName.MatchString(name) && !totalName.MatchString(name) {
			cols[i].kind = between
		}
	}
}

// marks says that a cell over a column makes it one of a non-GAAP measure, which
// the title of a reconciliation does not.
func marks(text string) bool {
	return vocabulary.NonGAAPMark(text) && !reconcileForm.MatchString(text)
}

var reconcileForm = pattern.New(`(?i)\breconcil|\bmeasures$|調節|调节|對賬|对账`)

// formerly is of comparatives before they were adjusted.
var formerly = extract.Dimensions{extract.DimVersion: "before_adjustment"}

func dimsOf(c column) extract.Dimensions {
	switch name := nameOf(c.stack); {
	case formerTag.MatchString(c.header):
		return formerly
	case parentName.MatchString(name):
		return extract.Dimensions{extract.DimEntity: "parent"}
	case name == "" || totalName.MatchString(name) || actualName.MatchString(name) || restatedTag.MatchString(c.header):
		return nil
	default:
		return extract.Dimensions{extract.DimSegment: name}
	}
}
