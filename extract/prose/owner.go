package prose

import (
	"strings"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
)

// owner is whose figures are spoken of: the group's, a segment's, or nobody
// knows whose. The zero value is what stands above.
type owner struct {
	segment string // its words, as printed
	entity  string // another company's name
	group   bool   // said to be the group's
	unsure  bool   // a part of the group is spoken of, and not clearly which
	other   bool   // what is spoken of is not the group as it reports
}

// said reports whether o is known, or known to be unknown.
func (o owner) said() bool { return o != owner{} }

// named reports whether o has a name.
func (o owner) named() bool { return o.segment != "" || o.entity != "" }

// partMetrics lists the metrics that segments have too. Balances, cash flows and
// figures per share are the group's.
var partMetrics = map[extract.Metric]bool{
	"Revenues": true, "CostOfRevenue": true, "GrossProfit": true, "GrossMargin": true, "OperatingIncomeLoss": true, "OperatingMargin": true,
	"ProfitLoss": true, "NetIncomeLoss": true, "AdjustedEBITDA": true, "AdjustedEBIT": true, "OperatingExpenses": true,
}

var (
	// labels that say themselves that they are the group's
	groupLabel = pattern.New(`(?i)\b(?:total|consolidated|attributable|group)\b|总|總|归属|歸屬|归母|合并|合併|综合|綜合`)
	// labels that the vocabulary does not know, of what segments have too
	partLabel = pattern.New(`(?i)\b(?:gross|operating) (?:profit|margin)\b|毛利|经营利润|經營利潤`)
)

// ofOwner is the dimensions of a figure of the subject; false where it may be of a
// part of the group and nobody says which.
func (s *sentence) ofOwner(dims extract.Dimensions) (extract.Dimensions, bool) {
	o := s.subject.owner
	if !o.said() {
		o = s.passage.owner
	}
	switch {
	case o.other:
		return dims, false
	case o.entity != "" && !s.namesIt(o.entity):
		return dims.With(extract.DimEntity, o.entity), true
	}
	part := s.subject.known && partMetrics[s.metric] || !s.subject.known && s.subject.owner.segment == "" && partLabel.MatchString(s.subject.label)
	if !part || groupLabel.MatchString(s.subject.label) {
		return dims, true
	}
	switch {
	case o.segment != "" && dims[extract.DimSegment] == "":
		return dims.With(extract.DimSegment, o.segment), true
	case o.unsure:
		return dims, false
	}
	return dims, true
}

const (
	partNoun  = `业务|業務|板块|板塊|分部|事业部|事業部|技术平台|技術平台|产品线|產品線|市场|市場|服务部|服務部`
	groupNoun = `本?公司|本?集[团團]|我们|我們`
)

var (
	clauseForm = pattern.New(`[，,。；;：:]`)
	markForm   = pattern.New(`^[\s•●\-–*「“"]*(?:[(（]?[0-9一二三四五六七八九十]{1,3}[)）.、])?\s*`)
	spaceForm  = pattern.New(`(\p{Han}) +(\p{Han})`) // where a line broke
	timeForm   = pattern.New(`^(?:其中|同时|同時|此外|另外|截至|报告期内?|報告期內?|本报告期|期内|期內|本季度|本年度|年内|年內)\s*`)
	entityForm = pattern.New(`^(?:本?公司|本?集[团團])?(?:的)?(?:全[资資]|控股|[参參]股|重要|主要|其)?(?:子公司|附[属屬]公司|[联聯][营營]公司|合[营營]公司|[联聯][营營]企[业業])\s*(\S{2,40}?(?:公司|集[团團]))?`)
	groupForm  = pattern.New(`^(?:` + groupNoun + `)\s*`)
	nameForm   = pattern.New(`^([^的，,]{1,40}?(?:` + partNoun + `))(?:\s*[(（][^)）]*[)）])?(?:[^的量额額额]|$)`)
	partsForm  = pattern.New(partNoun + `|项目|項目|子公司|附[属屬]公司`)
	actForm    = pattern.New(`^(?:作为|作為|依托|持续|持續|推动|推動|推进|推進|受益|受|由|因|随着|隨著|凭借|憑藉|围绕|圍繞|通过|通過|加强|加強|聚焦|深耕|在|对|對|以|与|與|及|和|并|並|不断|不斷|积极|積極|主营|主營|各|全部|所有|整体|整體|公司|交付|新增|拓展|开拓|開拓|发展|發展|提升|优化|優化)`)

	englishName = pattern.New(`(?i)^\s*[•*-]?\s*(?:and |while |in turn |(?:in|for|during) [^,]{3,60}, )?(?:the |our |its )?((?:[\w&’'-]+ ){1,6}?(?:business|segment|division|unit|subsidiary|operations))(?:[’']s?)?\s+(?:achieved|recorded|generated|had|reported|posted|delivered|realized|contributed|brought|net|adjusted|total|revenues?|sales|operating|gross)?\b`)
	englishPart = pattern.New(`(?i)\b(?:segment|business|division|subsidiary|projects?|operations|brands?)\b[^.;]*\bwith\s+(?:\w+\s+)?$`)
	englishIn   = pattern.New(`(?i)^\s*[•*-]?\s*(?:in|for|within) (?:the |our )?((?:[\w&’'-]+ ){0,5}?(?:segment|business|division|region|(?:North|South|Latin) America|Europe|Asia(?: Pacific)?|Mainland China|overseas markets))\b(?:,| net| adjusted| total| revenues?| sales| operating| gross)`)
)

// ownerAt is who the label at byte start of the sentence is of, by the words
// before it.
func (s *sentence) ownerAt(start int) owner {
	before := s.text[:start]
	if at := strings.LastIndexAny(before, ";"); at >= 0 {
		before = before[at+1:]
	}
	o := s.ownedBy(before)
	if o.said() {
		return o
	}
	if !ideographs(s.text) {
		return english(before)
	}
	for _, clause := range clauses(before) {
		if of := chinese(clause); of.said() {
			o = of
		}
	}
	return o
}

// english is the owner that begins an English clause.
func english(before string) owner {
	for _, form := range []*pattern.Pattern{englishIn, englishName} {
		if m := form.FindStringSubmatch(before); m != nil && !issuerForm.MatchString(m[1]) {
			return owner{segment: m[1]}
		}
	}
	return owner{unsure: englishPart.MatchString(before)}
}

// clauses are the parts of a text between commas.
func clauses(text string) []string {
	var out []string
	for text != "" {
		m := clauseForm.FindStringIndex(text)
		if m == nil {
			return append(out, text)
		}
		out, text = append(out, text[:m[0]]), text[m[1]:]
	}
	return out
}

// chinese is the owner that a Chinese clause speaks of: "公司小分子业务", "(1)化学
// 业务". Words of a part that are not its subject leave it open.
func chinese(clause string) owner {
	clause = clause[len(markForm.FindString(clause)):]
	if periods := fiscal.Scan(clause); len(periods) > 0 && periods[0].Start <= len("截至") {
		clause = clause[periods[0].End:]
	}
	clause = strings.TrimSpace(clause)
	for timeForm.MatchString(clause) {
		clause = strings.TrimSpace(clause[len(timeForm.FindString(clause)):])
	}
	if m := entityForm.FindStringSubmatch(clause); m != nil {
		return owner{entity: strings.TrimSpace(m[1]), unsure: m[1] == ""}
	}
	group := groupForm.FindString(clause)
	clause = clause[len(group):]
	if m := nameForm.FindStringSubmatch(clause); m != nil && !actForm.MatchString(m[1]) {
		return owner{segment: spaceForm.ReplaceAllString(strings.TrimSpace(m[1]), "$1$2")}
	}
	if group != "" {
		return owner{group: true}
	}
	return owner{unsure: partsForm.MatchString(clause)}
}
