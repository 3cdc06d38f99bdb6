package prose

import (
	"strings"
	"testing"

	"tickmark/extract"
	"tickmark/extract/vocabulary"
)

// TestOwners: a sentence whose subject is a part of the group gives no figure
// of the group; where a part is spoken of and not clearly which, none at all.
func TestOwners(t *testing.T) {
	for _, e := range []struct{ line, want string }{
		{"（1）化工业务实现收入人民币288.4亿元，同比增长10.4%。", "Revenues/化工业务 Revenues/化工业务"},
		{"报告期内，公司化工业务在需求转弱的情况下，依托研发平台，实现收入45.7亿元。", "Revenues/化工业务"},
		{"公司持续推进业务发展，实现营业收入100亿元。", "Revenues/"},
		{"公司2025年第三季度实现营业收入100亿元，毛利率为30.1%。", "Revenues/ GrossMargin/"},
		{"报告期交付项目48个，实现收入28.0亿元。", ""},
		{"渠道业务稳定增长，实现收入19.9亿元；其中，海外市场增长较快，收入达5.0亿元。", "Revenues/渠道业务 Revenues/海外市场"},
		{"（2）测试业务实现收入48.5亿元。毛利率为38.6%。公司净利润为5.0亿元。", "Revenues/测试业务 GrossMargin/测试业务 ProfitLoss/"},
		{"（2）測試業務實現收入人民幣48.5億元，毛利率為38.6%。", "Revenues/測試業務 GrossMargin/測試業務"},
		{"受惠於雲業務增長，本公司收入為人民幣48.5億元。", "Revenues/"},
		{"云业务增长较快，公司经营活动产生的现金流量净额为5.0亿元。", "NetCashProvidedByUsedInOperatingActivities/"},
		{"子公司明德染料有限公司实现净利润人民币5.0亿元。", "ProfitLoss/明德染料有限公司"},
		{"報告期內，控股子公司明德染料有限公司淨利潤為人民幣5.0億元。", "/"}, // the label says whose
		{"报告期内，子公司净利润为人民币5.0亿元。", "/"},
		{"The dyes business achieved revenues of RMB801.2 million.", "Revenues/dyes business"},
		{"Three projects of the business were delivered, with revenues of RMB310.5 million.", ""},
		{"The Company achieved revenues of RMB801.2 million.", "Revenues/"},
		{"In North America, net sales were RMB801.2 million.", "Revenues/North America"},
		{"In the third quarter of 2025, revenues were RMB801.2 million.", "Revenues/"},
		{"For Garden Tools, revenues were RMB801.2 million.", "Revenues/Garden Tools"},
		{"Within Paper and Ink, gross profit was RMB801.2 million.", "GrossProfit/Paper and Ink"},
		{"Gross margin of 36% is our goal. Revenues were RMB1.0 million.", "Revenues/"},
		{"Consensus revenue was RMB801.2 million.", ""},
		{"市场一致预期营业收入为48.5亿元。", ""},
		{"市場一致預期收入為人民幣48.5億元。", ""},
		{"In September, revenues were RMB801.2 million.", "Revenues/"},
		{"For the Group, revenues were RMB801.2 million.", "Revenues/"},
		{"Garden Tools. Revenues were RMB801.2 million.", "Revenues/Garden Tools"},
		{"At constant currency, revenues were RMB801.2 million.", ""},
		{"On a pro forma basis, total revenues were RMB801.2 million.", ""},
		{"按固定汇率计算，收入为人民币48.5亿元。", "/"}, // the label says so
		{"按備考基準，收入為人民幣48.5億元。", "/"},   // the label says so
	} {
		if g := ownersOf(extract.Block{Words: e.line}); g != e.want {
			t.Errorf("%s:\n got  %s\n want %s", e.line, g, e.want)
		}
	}
}

// ownersOf is the figures of some blocks with whose they are.
func ownersOf(blocks ...extract.Block) string {
	text := extract.Text{Blocks: blocks}
	text.Number()
	facts, _ := Read(text, document, vocabulary.Default())
	var got []string
	for _, f := range facts {
		got = append(got, string(f.Metric)+"/"+f.Dimensions[extract.DimSegment]+f.Dimensions[extract.DimEntity])
	}
	return strings.Join(got, " ")
}

// TestStrangers: the figures of somebody who is not the issuer are not the
// group's.
func TestStrangers(t *testing.T) {
	lead := extract.Block{Words: "Oakwood Tools Holdings (“Oakwood” or the “Company”) today announced its results for the third quarter of 2025."}
	for _, e := range []struct{ line, want string }{
		{"Harbor Lamps, our subsidiary, did well. Its revenues were RMB5.0 million. Gross profit was RMB2.0 million.", ""},
		{"Harbor Lamps makes lamps. Its revenues were RMB5.0 million. The Company recorded gross profit of RMB2.0 million.", "GrossProfit/"},
		{"Oakwood Tools did well. Its revenues were RMB5.0 million.", "Revenues/"},
		{"By its own account, Harbor Lamps grew: revenues were RMB5.0 million.", ""},
		{"Oakwood grew: revenues were RMB5.0 million.", "Revenues/"},
	} {
		if g := ownersOf(lead, extract.Block{Words: e.line}); g != e.want {
			t.Errorf("%s:\n got  %s\n want %s", e.line, g, e.want)
		}
	}
}

// TestElsewhere: a heading that is a name gives the figures below it their
// owner; those of another company, and those as if, are not the group's.
func TestElsewhere(t *testing.T) {
	lead := extract.Block{Words: "Oakwood Tools Holdings (“Oakwood” or the “Company”) today announced its results for the third quarter of 2025."}
	english, simplified, traditional := "Revenues were RMB5.0 million.", "营业收入为人民币500万元。", "收入為人民幣500萬元。"
	for _, e := range []struct{ heading, line, want string }{
		{"Garden Tools", english, "Revenues/Garden Tools"},
		{"Revenues from Garden Tools", english, "Revenues/Garden Tools"},
		{"Mainland China", english, "Revenues/Mainland China"},
		{"Harbor Lamps Co., Ltd.", english, "Revenues/Harbor Lamps Co., Ltd."},
		{"Parent company", english, "Revenues/parent"},
		{"Discontinued operations", english, ""},
		{"Pro forma results", english, ""},
		{"Our associate Harbor Lamps", english, ""},
		{"Acquisition of Harbor Lamps", english, ""},
		{"Oakwood Tools Holdings", english, "Revenues/"},
		{"Net Revenues", english, "Revenues/"},
		{"Recent Business Developments", english, "Revenues/"},
		{"Third Quarter 2025", english, "Revenues/"},
		{"港灯照明有限公司", simplified, "Revenues/港灯照明有限公司"},
		{"母公司", simplified, "Revenues/parent"},
		{"联营企业", simplified, ""},
		{"財務業績", traditional, "Revenues/"},
		{"備考財務資料", traditional, ""},
		{"收購港燈照明", traditional, ""},
	} {
		if g := ownersOf(lead, heading(e.heading), extract.Block{Words: e.line}); g != e.want {
			t.Errorf("%s: %s, want %s", e.heading, g, e.want)
		}
	}
}
