package statement

import (
	"slices"

	"tickmark/extract"
	"tickmark/extract/pattern"
)

// A document that reports under two frameworks prints its statements twice, the
// second time under a heading that says so: "(四) 按照国际财务报告准则编制之季度合并
// 财务报表". Figures below it have the dimension framework; the first set has none.

// maxFramework is the longest heading that names a framework, in bytes.
const maxFramework = 160

var frameworks = []struct {
	name string
	form *pattern.Pattern
}{
	{"ifrs", pattern.New(`(?i)(?:statements?|accounts|information)\b.*\b(?:under|in accordance with|prepared under) (?:the )?(?:IFRSs?\b|international financial reporting standards)|(?:按照?|依照?|根[据據]|[采採]用)《?[国國][际際][财財][务務][报報]告[准準][则則]》?[编編][制製].*(?:[报報]表|[资資]料)`)},
	{"hkfrs", pattern.New(`(?i)(?:statements?|accounts|information)\b.*\b(?:under|in accordance with|prepared under) (?:the )?(?:HKFRSs?\b|hong kong financial reporting standards)|(?:按照?|依照?|根[据據]|[采採]用)《?香港[财財][务務][报報]告[准準][则則]》?[编編][制製].*(?:[报報]表|[资資]料)`)},
	{"us-gaap", pattern.New(`(?i)(?:statements?|accounts|information)\b.*\b(?:under|in accordance with|prepared under) (?:U\.?S\.? GAAP)\b|(?:按照?|依照?|根[据據]|[采採]用)(?:美[国國])(?:公[认認][会會][计計]原[则則]|[会會][计計][准準][则則])[编編][制製].*(?:[报報]表|[资資]料)`)},
	{"prc", pattern.New(`(?i)(?:statements?|accounts|information)\b.*\b(?:under|in accordance with|prepared under) (?:PRC GAAP|ASBE|(?:the )?(?:PRC|China) accounting standards)|(?:按照?|依照?|根[据據]|[采採]用)(?:中[国國])?《?(?:企[业業]|中[国國])[会會][计計][准準][则則]》?[编編][制製].*(?:[报報]表|[资資]料)`)},
}

// sectionForm begins a numbered part of a document, which ends the one before.
var sectionForm = pattern.New(`^[(（]?[一二三四五六七八九十]{1,3}[)）、]`)

// framed notes the framework that a heading gives to the statements below it.
func (r *reader) framed(b extract.Block) {
	if b.Kind == extract.Furniture || len(b.Words) > maxFramework {
		return
	}
	for _, f := range frameworks {
		if f.form.MatchString(b.Words) {
			r.framework = f.name
			return
		}
	}
	if sectionForm.MatchString(b.Words) {
		r.framework = ""
	}
}

// oneFramework takes the dimension from the figures of a document whose
// statements are all under one heading: nothing is there to be told apart.
func (r *reader) oneFramework() {
	second := func(f extract.Fact) bool { return f.Dimensions[extract.DimFramework] != "" }
	if !slices.ContainsFunc(r.facts, second) || slices.ContainsFunc(r.facts, func(f extract.Fact) bool { return f.Metric != "" && !second(f) }) {
		return
	}
	for i, f := range r.facts {
		r.facts[i].Dimensions = f.Dimensions.Without(extract.DimFramework)
	}
}
