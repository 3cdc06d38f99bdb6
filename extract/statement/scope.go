package statement

import (
	"slices"
	"strings"
	"unicode"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

// scope is what the line over a table makes of its figures where they are not the
// group's: the name of a segment or of an entity, or a plan.
type scope struct {
	dimension, name string
	plan            bool
}

var (
	// planForm is over what is planned, or reckoned as if something were so.
	planForm = pattern.New(`(?i)\bpro[- ]?forma\b|\bbudget(?:s|ed)?\b|\bforecasts?\b|\btargets?$|备考|備考|模拟合并|模擬合併|预算|預算|盈利预测|盈利預測|^目[标標](?:[数數值])?$|计划数|計劃數`)
	// otherForm is over the figures of what is not in the group's own, or of a part
	// of it.
	otherForm = pattern.New(`(?i)\b(?:target company|acquiree|acquired (?:company|business)|associates?|associated compan(?:y|ies)|joint ventures?|equity[- ]method investees?|investees?|VIEs?|(?:consolidated )?variable interest entit(?:y|ies)|(?:principal|major|main|material) subsidiar(?:y|ies)|agreed to acquire|to be acquired)\b|标的(?:公司|资产)|標的(?:公司|資產)|被收[购購]方|被投[资資][单單]位|[联聯][营營](?:企[业業]|公司)|合[营營](?:企[业業]|公司)|主要(?:控股)?(?:子公司|附[属屬]公司)|可[变變]利益[实實][体體]`)
	// companyForm ends the name of a company.
	companyForm = pattern.New(`(?i)\b(?:Co\.?, ?Ltd|Limited|Ltd|Inc|LLC|GmbH|Corporation|Corp|PLC)\b\.?:?$|有限(?:责任|責任)?公司[:：]?$`)
	// groupForm is in a line that is about the group as a whole, whatever else it
	// names.
	groupForm = pattern.New(`(?i)\band (?:its |our |the )?(?:consolidated )?(?:subsidiaries|VIEs|variable interest entities)\b|\bconsolidated (?:financial|results|statements?|balance|income)\b|及其?(?:附[属屬]公司|子公司)|[集][团團]`)
	// shareOf begins what the group itself has in others.
	shareOf = pattern.New(`(?i)^(?:share (?:of|in)|(?:investments?|interests?) in|amounts? due|due (?:from|to))\b|^[对對][^，。]*(?:投[资資]|[权權]益)|投[资資](?:收益)?$|[期长長]股[权權]投[资資]`)
	// endedForm is what the group no longer carries on.
	endedForm = pattern.New(`(?i)\bdiscontinued (?:operations?|business)|终止经营|終止經營|已終止經營`)
	goesOnAs  = pattern.New(`(?i)\bcontinuing\b|持续经营|持續經營`)
	// segmentForm names one segment; of its groups the one that is there is the name.
	segmentForm = pattern.New(`(?i)^segment (?:results|information|data)\s*[:–—-]\s*(.{2,50}?)[:：]?$|^(.{2,50}?) segment(?: results)?[:：]?$|\bresults of (?:our|the|its) (.{2,40}?) (?:business|segment|division|unit)\b|^(.{2,24}?)(?:业务分部|業務分部|分部|业务|業務|板块|板塊)(?:业绩|業績)?[:：]?$`)
	noSegment   = pattern.New(`(?i)\bby\b|\breconcil|\b(?:reportable|reporting|operating|by|per|each|business|geographic(?:al)?|all|and|of|other)$|[按各分][^部]*$|^(?:经营|經營|报告|報告|可报告|可呈報|业务|業務|地区|地區|主要|主营|主營|其他|公司|本公司|集团|集團|营运|營運)$`)
)

// maxScope is the longest line that may tell whose figures a table holds, in
// bytes.
const maxScope = 160

// scopeOf is what the nearest line over the table that says anything besides
// units and periods tells of whose figures they are.
func (r *reader) scopeOf(c caption) scope {
	for i := len(c.lines) - 1; i >= 0; i-- {
		line := strings.TrimSpace(c.lines[i])
		if r.silent(line) || c.at[i].row >= 0 && !r.tops(c.at[i]) {
			continue
		}
		if len(line) > maxScope || sentence(line) {
			return scope{}
		}
		return r.scopeIn(line, c)
	}
	return scope{}
}

// tops reports whether a row stands over all the heads of its table: below them
// it heads no more than the rows that follow.
func (r *reader) tops(at where) bool {
	rows := r.text.Blocks[at.block].Table.Rows
	for _, row := range rows[:at.row+1] {
		if len(row.Cells) > 1 {
			return false
		}
	}
	return at.row+1 < len(rows) && !isData(rows[at.row+1])
}

// sectionScope is what the heading over a row within the table tells of whose
// figures it holds. The sections of the primary statements are the group's.
func (r *reader) sectionScope(s sheet, l line, m meaning) scope {
	if l.section == "" || l.heading < 0 || !m.known || !r.money(m.match.Metric) || s.caption.statement.Primary() || len(l.section) > maxScope || endedForm.MatchString(l.label) {
		return scope{}
	}
	return r.scopeIn(l.section, s.caption)
}

// leadForm is in a sentence that leads to a table.
var leadForm = pattern.New(`(?i)\b(?:below|as follows|following|sets? (?:forth|out))\b|如下|下表`)

// sentence reports whether a line is one, and leads to no table.
func sentence(line string) bool {
	return (strings.HasSuffix(line, ".") && !companyForm.MatchString(line) || strings.HasSuffix(line, "。")) && !leadForm.MatchString(line)
}

// preparedBy names who prepared a statement: the issuer.
var preparedBy = pattern.New(`^(?:编制单位|編製單位|編制單位|公司名称|公司名稱|公司简称|证券(?:代码|简称))`)

// silent reports whether a line over a table says nothing but its unit, its
// period or the state of its audit.
func (r *reader) silent(line string) bool {
	said, known := r.silence[line]
	if !known {
		said = r.saysNothing(line)
		if r.silence == nil {
			r.silence = map[string]bool{}
		}
		r.silence[line] = said
	}
	return said
}

func (r *reader) saysNothing(line string) bool {
	if line == "" || preparedBy.MatchString(line) || auditForm.MatchString(line) || unperioded(line) == "" {
		return true
	}
	u := parseUnitLine(line)
	return (u.scaled || u.currency != "") && !planForm.MatchString(line)
}

func (r *reader) scopeIn(line string, c caption) scope {
	name := heading(listNumber.ReplaceAllString(line, ""))
	switch {
	case planForm.MatchString(line):
		return scope{plan: true}
	case groupForm.MatchString(line) || shareOf.MatchString(name):
		return scope{}
	case endedForm.MatchString(line) && !goesOnAs.MatchString(line):
		return scope{dimension: extract.DimSegment, name: name}
	case otherForm.MatchString(line):
		return scope{dimension: extract.DimEntity, name: name}
	case companyForm.MatchString(line):
		if r.own(line) || c.lists(groupWords) {
			return scope{}
		}
		return scope{dimension: extract.DimEntity, name: name}
	}
	if part := segmentIn(name); part != "" {
		return scope{dimension: extract.DimSegment, name: part}
	}
	if !r.primary(c) && r.unknownName(name) && !r.entitles(name) {
		return scope{dimension: extract.DimSegment, name: name}
	}
	return scope{}
}

// segmentIn is the one segment that a line names as such.
func segmentIn(line string) string {
	m := segmentForm.FindStringSubmatch(line)
	if m == nil {
		return ""
	}
	for _, part := range m[1:] {
		if part = strings.TrimSpace(part); part != "" && !noSegment.MatchString(part) && !totalName.MatchString(part) {
			return part
		}
	}
	return ""
}

// topicForm are words of ordinary headings, which name no part of a group.
var topicForm = pattern.New(`(?i)\b(?:results?|highlights?|overview|performance|reviews?|statements?|summary|metrics|reconciliations?|notes?|information|data|balances?|cash|revenues?|sales|income|profit|loss(?:es)?|earnings|assets?|liabilit(?:y|ies)|equity|expens(?:es?|iture)|costs?|margins?|financials?|figures|indicators?|operating|operations?|operational|financ(?:e|ing)|invest(?:ing|ments?)|activities|quarters?|quarterly|year|annual|months?|half|period|fiscal|selected|key|consolidated|condensed|unaudited|audited|GAAP|IFRS|HKFRS|non|adjusted|EBITDA?|measures?|tables?|items?|details?|supplement(?:al|ary)|appendix|annex|exhibit|schedules?|disclosures?|guidance|outlook|conference|call|contacts?|about|forward|safe|harbor|dividends?|shares?|stock|capital|segments?|group|company|business|total|comparison|analysis|discussion|management|breakdown|composition|changes?|growth|trend|report|announcement|release|news|update|position|liquidity|resources|compensation|tax(?:es|ation)?|debt|loans?|borrowings?|deliver(?:y|ies)|users?|customers?|volume|the|our|following|as|is|are|were|was|continued|page|unit|currency|exchange|rates?|abbreviations?|definitions?|receivables?|payables?|inventor(?:y|ies)|depreciation|amortization|amortisation|impairment|provisions?|ageing|aging|maturity|credit|risk|fair|value|related|part(?:y|ies)|commitments?|contingenc(?:y|ies)|goodwill|property|equipment|geograph\w*|adjust\w*|reclassif\w*|numerator|denominator|weighted|average|approximate\w*|percentage|points?|plus|less|add|gains?|restructuring|functions?|term|others?|increase|decrease|January|February|March|April|May|June|July|August|September|October|November|December|nominees|infrastructure|attributable|nature|function|current|deposits?|bonds?|accounts?|accounting|policies|ratios?|return|dates?|events?|remuneration|directors?|employees?|staff|headcount|stores?|members?|memberships?)\b`)

// unknownName reports whether a heading is a name that no rule understands: a few
// words in capitals that name neither a statement, nor a measure, nor a topic.
func (r *reader) unknownName(line string) bool {
	words := strings.Fields(line)
	if len(line) > maxName || len(words) == 0 || len(words) > 5 || hanForm.MatchString(line) || !hasWords(line) {
		return false
	}
	if topicForm.MatchString(line) || len(fiscal.Scan(line)) > 0 || vocabulary.NonGAAPMark(line) || strings.ContainsAny(line, "0123456789:;.,%()$") {
		return false
	}
	for _, w := range words {
		if first := []rune(w)[0]; !unicode.IsUpper(first) && w != "and" && w != "of" && w != "&" {
			return false
		}
	}
	if _, ok := r.words.Match(line, vocabulary.Context{}); ok || vocabulary.PerUnit(line) != "" || parseUnitLine(line).currency != quantity.Unit("") {
		return false
	}
	_, _, titled := r.words.StatementOf(line)
	return !titled && len(r.words.Find(line)) == 0
}

// primary reports whether a line over a table is the title of a primary statement.
func (r *reader) primary(c caption) bool {
	return slices.ContainsFunc(c.lines, func(line string) bool {
		st, _, ok := r.words.StatementOf(line)
		return ok && st.Primary()
	})
}

// introBlocks is how many blocks at the head of a document name its issuer.
const introBlocks = 12

// own reports whether a name is the document's own: its first blocks have it, or
// it stands over more than one of its tables.
func (r *reader) own(name string) bool {
	name = extract.Fold(name)
	n := 0
	for i, b := range r.text.Blocks {
		if b.Kind == extract.Grid {
			continue
		}
		words := extract.Fold(b.Words)
		if i < introBlocks && words != name && strings.Contains(words, name) {
			return true
		}
		if words == name {
			n++
		}
	}
	return n > 1
}

// entitles reports whether a name is part of a title of the document.
func (r *reader) entitles(name string) bool {
	name = extract.Fold(name)
	for i, b := range r.text.Blocks[:min(introBlocks, len(r.text.Blocks))] {
		if words := extract.Fold(b.Words); (i < 2 || b.Kind == extract.Heading) && words != name && strings.Contains(words, name) {
			return true
		}
	}
	return false
}

// scoped gives the figures of a table, from the given one on, what the line over
// it says of whose they are. A table that tells segments apart itself is about no
// single one.
func (r *reader) scoped(c scope, from int) {
	if c.name == "" || slices.ContainsFunc(r.facts[from:], func(f extract.Fact) bool { return f.Dimensions[c.dimension] != "" }) {
		return
	}
	for i := from; i < len(r.facts); i++ {
		r.facts[i].Dimensions = r.facts[i].Dimensions.With(c.dimension, c.name)
	}
}

// plan makes of columns what is planned.
func plan(cols []column) {
	for i := range cols {
		if cols[i].kind != notes {
			cols[i].kind = planned
		}
	}
}
