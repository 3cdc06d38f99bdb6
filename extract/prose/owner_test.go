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
	} {
		text := extract.Text{Blocks: []extract.Block{{Words: e.line}}}
		text.Number()
		facts, _ := Read(text, document, vocabulary.Default())
		var got []string
		for _, f := range facts {
			got = append(got, string(f.Metric)+"/"+f.Dimensions[extract.DimSegment]+f.Dimensions[extract.DimEntity])
		}
		if g := strings.Join(got, " "); g != e.want {
			t.Errorf("%s:\n got  %s\n want %s", e.line, g, e.want)
		}
	}
}
