package prose

import (
	"strings"
	"unicode"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/pattern"
)

// What the figures below a heading or behind some words are of, where that is
// no part of the group's own reported figures.
var (
	otherHeading  = pattern.New(`(?i)\bpro[- ]forma\b|\bdiscontinued\b|\bconstant[- ](?:currency|exchange)\b|\b(?:associates?|joint ventures?|investees?|acquisitions?|acquired|acquirees?|target company|subsidiaries|peers?|competitors?)\b|备考|備考|模拟|模擬|终止经营|終止經營|固定[汇匯]率|[联聯][营營]|合[营營]|[参參]股|收[购購]|标的公司|標的公司|^附[属屬]公司`)
	parentHeading = pattern.New(`(?i)^(?:the )?parent(?: company)?(?: only)?$|^母公司$`)
	companyForm   = pattern.New(`(?i)\b(?:inc|ltd|limited|corp|corporation|plc|co|llc|gmbh)\b\.?$|(?:有限公司|股份公司)$`)
	fromHeading   = pattern.New(`(?i)^(?:total |net )*(?:revenues?|sales|turnover|gross profit|gross margin|operating (?:profit|income|loss)) (?:from|of|in|by) (?:the |our )?([^,]+)$`)

	nameHeading = pattern.New(`^[A-Z][A-Za-z&’'-]+(?: (?:[A-Z][A-Za-z&’'-]+|and|of|&)){0,4}$`)
	plainWords  = pattern.New(`(?i)\b(?:about|additional|administrative|analysis|appendix|assets?|auditors?|balance|board|borrowings?|business|capital|cash|certain|chairman|changes?|commitments?|company|conclusion|contacts?|contents|corporate|currency|dear|debts?|declaration|definitions?|directors?|dividends?|employees?|environmental|equity|ESG|events?|exchange|executive|expenditures?|factors|financial|flows?|forward|gaap|general|governance|group|guidance|information|interest|introduction|investments?|investors?|items?|key|letter|liabilities|liquidity|litigation|loans?|management|media|measures?|meeting|news|notes?|notice|number|officers?|operating|operational|operations|other|position|presentation|program|ratios?|reconciliations?|recent|related|relations|remarks|remuneration|repurchases?|research|resources|restructuring|risks?|safe|securities|selected|selling|shareholders?|shares?|solvency|special|statements?|stock|strategy|strategic|subsequent|supplementary|sustainability|tables?|text|total|treasury|use|webcast|working)\b`)

	asIfForm  = pattern.New(`(?i)\b(?:constant[- ](?:currency|exchange rates?)|pro[- ]forma|like[- ]for[- ]like)\b[^,]{0,30},|(?:固定|不[变變]|恒定)的?[汇匯]率|备考|備考`)
	forForm   = pattern.New(`^\s*(?:[A-Z][a-z]+ [^,]{3,60}, )?(?i:for|within|at|in|across|among|outside) (?:(?:the|our) )?((?:[A-Z][\w&’'-]*)(?: (?:[A-Z][\w&’'-]*|and|of|&)){0,5}), (?:(?:the|our) )?$`)
	noPart    = pattern.New(`(?i)\b(?:quarter|half|year|month|period|fiscal|RMB|Renminbi|US|dollars?|company|group|total|January|February|March|April|May|June|July|August|September|October|November|December|addition|particular|summary|fact|contrast|comparison|reference)\b`)
	grewForm  = pattern.New(`(?:^|, )\s*((?:[A-Z][\w&’'-]*)(?: (?:[A-Z][\w&’'-]*|of|and|&)){0,5})(?: [a-z]+){1,4}: (?:(?:the|its) )?$`)
	theirForm = pattern.New(`^\s*Its (?:own )?(?:\w+ )?$`)
	groupOpen = pattern.New(`(?i)^\s*(?:(?:in|for|during) [^,]{3,60}, )?(?:the |our )?(?:company|group|we|our|total|consolidated)\b|^\s*(?:本?公司|本?集[团團]|我们|我們)`)
	nameOpen  = pattern.New(`^\s*(?:[A-Z][a-z]+ the [^,]{3,60}, )?((?:[A-Z][\w&.’'-]*)(?: (?:[A-Z][\w&.’'-]*))*)`)
)

// letterhead is what a document says of itself before it says anything else:
// its title, and the paragraph that announces it.
func letterhead(t extract.Text) string {
	var out strings.Builder
	for i, b := range t.Blocks {
		if i == maxLetterhead {
			break
		}
		out.WriteString(strings.ToLower(b.Words) + "\n")
		if b.Kind == extract.Paragraph && announceForm.MatchString(b.Words) {
			return out.String()
		}
	}
	return ""
}

const maxLetterhead = 40

var announceForm = pattern.New(`(?i)\b(?:announced|announces|reported|reports)\b|欣然|[谨謹]此|公[布佈]`)

// issuer reports whether a name is the issuer's, as far as the letterhead
// tells.
func (r *reader) issuer(name string) bool {
	return r.opening == "" || strings.Contains(r.opening, strings.ToLower(strings.TrimSpace(name)))
}

// elsewhere is whose figures stand below a heading that names no segment by
// such a word: another company's, figures as if, or those of what a name says
// that nobody knows. The second result is false where it says none of that.
func (r *reader) elsewhere(words string) (owner, bool) {
	from := fromHeading.FindStringSubmatch(words)
	switch {
	case parentHeading.MatchString(words):
		return owner{entity: "parent"}, true
	case companyForm.MatchString(words):
		return owner{entity: words}, !r.issuer(words)
	case from != nil && r.unknownName(from[1]):
		return owner{segment: from[1]}, true
	case measureForm.MatchString(words) || len(r.words.Find(words)) > 0:
	case otherHeading.MatchString(words):
		return owner{other: true}, true
	case r.unknownName(words):
		return owner{segment: words}, true
	}
	return owner{}, false
}

// unknownName reports whether a heading is a name and nothing else.
func (r *reader) unknownName(words string) bool {
	return nameHeading.MatchString(words) && strings.ToUpper(words) != words && !topicForm.MatchString(words) && !plainWords.MatchString(words) && !cornerWords.MatchString(words) &&
		!measureForm.MatchString(words) && !issuerTitle.MatchString(words) && len(r.words.Find(words)) == 0 && len(fiscal.Scan(words)) == 0 &&
		!(r.opening != "" && r.issuer(words))
}

// ownedBy is the owner that the words before a label name: "For Service Robots, ",
// "At constant currency, ", "Acme Motors grew: ", "Its ".
func (s *sentence) ownedBy(before string) owner {
	if asIfForm.MatchString(before) {
		return owner{other: true}
	}
	if m := forForm.FindStringSubmatch(before); m != nil && !noPart.MatchString(m[1]) && !(s.opening != "" && s.issuer(m[1])) {
		return owner{segment: m[1]}
	}
	if m := grewForm.FindStringSubmatch(before); m != nil && !topicForm.MatchString(m[1]) && !measureForm.MatchString(m[1]) && !noPart.MatchString(m[1]) && !s.issuer(m[1]) {
		return owner{other: true}
	}
	return owner{other: theirForm.MatchString(before) && s.stranger}
}

// strange reports whether a sentence begins with the name of somebody who is
// not the issuer.
func (r *reader) strange(text string) bool {
	if groupOpen.MatchString(text) {
		return false
	}
	m := nameOpen.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	name := strings.TrimRight(m[1], ".")
	return strings.IndexFunc(name, unicode.IsSpace) > 0 && !r.issuer(name) && !measureForm.MatchString(name) && len(r.words.Find(name)) == 0
}

// namesIt reports whether a label that the vocabulary does not know names the
// company itself: it says whose the figure is.
func (s *sentence) namesIt(company string) bool {
	first, _, _ := strings.Cut(company, " ")
	return !s.subject.known && strings.Contains(s.subject.label, first)
}

// runIn is the part of the group that a heading names which runs into its
// paragraph: "Industrial Arms. Revenues were …".
func (r *reader) runIn(first string) owner {
	name, ok := strings.CutSuffix(strings.TrimSpace(first), ".")
	if !ok || !strings.Contains(name, " ") || len(name) > maxPart || !r.unknownName(name) {
		return owner{}
	}
	return owner{segment: name}
}
