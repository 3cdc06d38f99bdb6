package main

import (
	"testing"

	"tickmark/extract"
	"tickmark/extract/vocabulary"
	"tickmark/pipeline/render"
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

// TestMissReason: a disputed number is told with its rival.
func TestMissReason(t *testing.T) {
	disputed := missRow{MissJSON: render.MissJSON{Reason: "disputed", Rival: &render.RivalJSON{Value: "2478000000", Place: "table[1] r2 c3", Stands: true}}}
	if got := disputed.reason(); got != "disputed by 2,478,000,000 at table[1] r2 c3" {
		t.Error(got)
	}
	if got := (missRow{MissJSON: render.MissJSON{Reason: "no unit"}}).reason(); got != "no unit" {
		t.Error(got)
	}
}
