package reader

import (
	"slices"
	"strings"

	"tickmark/extract"
	"tickmark/extract/vocabulary"
)

// row is what a table's rows of one name measure.
type row struct {
	metric  extract.Metric
	section string
}

// ownTerms gives figures of prose the measure of the tables' rows that have the
// same name, where the vocabulary takes the name for another that no such row
// is: "other income, net" can stand within the operating expenses or below
// them, and the sentence does not say which. Where the rows have none, for two
// would be the same, neither has the sentence. A name that several measures
// share decides nothing, and one of a part less: the rows of share-based
// compensation have the names of the costs that they are parts of.
// So does one of figures that the measure cannot be counted in: a margin may go by
// the name of the profit.
func ownTerms(words *vocabulary.Vocabulary, prose, tables []extract.Fact) {
	rows := map[string][]row{}
	for _, f := range tables {
		name, r := extract.Fold(f.Label), row{f.Metric, f.Dimensions[extract.DimSection]}
		if !slices.Contains(rows[name], r) {
			rows[name] = append(rows[name], r)
		}
	}
	for i := range prose {
		f := &prose[i]
		same := rows[extract.Fold(f.Label)]
		if f.Metric == "" || len(same) != 1 || strings.HasPrefix(string(same[0].metric), "ShareBasedCompensation") || same[0].metric == f.Metric || same[0].metric == "" && same[0].section != "" {
			continue
		}
		if m, ok := words.Metric(same[0].metric); ok && !m.Admits(f.Unit) && f.Dimensions[extract.DimChange] == "" && f.Dimensions[extract.DimShareOf] == "" {
			continue
		}
		f.Metric = same[0].metric
		if same[0].section != "" {
			f.Dimensions = f.Dimensions.With(extract.DimSection, same[0].section)
		}
	}
}
