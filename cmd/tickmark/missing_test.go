package main

import (
	"testing"

	"tickmark/extract"
	"tickmark/extract/vocabulary"
)

func TestDefinitions(t *testing.T) {
	text := extract.Text{Blocks: []extract.Block{
		{Words: "We use two measures. Adjusted EBITDA is defined as net profit before interest, tax, depreciation and share-based compensation."},
		{Kind: extract.Note, Words: "Gross margin is calculated as gross profit over total revenues."},
		{Words: "Gross profit rose, which means a lot."},
	}}
	got := definitions(text, vocabulary.Default())
	if got["AdjustedEBITDA non-gaap"] == "" || got["GrossMargin "] == "" || len(got) > 3 {
		t.Errorf("%q", got)
	}
}
